"""Tình trạng giấy phép: the words of registers for what became of a licence or a facility."""

from __future__ import annotations

import re
from functools import lru_cache

from lieny.registry.intake.row_marks import day_of_line
from lieny.registry.rules.facts import FacilityStatus, LicenceStatus
from lieny.vocabulary.text import clean, fold

# In this order: "không còn hiệu lực" before "còn hiệu lực", "tạm ngừng" before "ngừng".
_NOT_SO = r"(?:chua|khong) (?:bi )?(?:thu hoi|dinh chi|tuoc)"
_ANNULLED = r"huy (?:bo )?(?:quyet dinh|qd)\b.{0,30}(?:thu hoi|dinh chi|tuoc)"
_NOT_YET_OVER = r"(?:sap|chua|khong) het (?:thoi )?(?:han|hieu luc)"
# Withdrawn or without force only because another number took its place.
_TO_REPLACE = (
    (
        r"thu hoi\b.{0,20}\b(?<!chua )(?<!khong )(?:cap (?:lai|moi|doi)|doi (?:sang|so|gp)"
        r"|chuyen (?:sang|doi))"
    ),
    r"het hieu luc\W{0,4}(?:do |vi )?(?:da )?(?:duoc )?(?:cap|doi|chuyen|thay)\b",
)
_LICENCE: tuple[tuple[tuple[str, ...], LicenceStatus], ...] = (
    ((_NOT_SO, "da khoi phuc", r"het (?:thoi )?han dinh chi", _ANNULLED), LicenceStatus.ACTIVE),
    ((_NOT_YET_OVER,), LicenceStatus.ACTIVE),
    (_TO_REPLACE, LicenceStatus.REPLACED),
    (("thu hoi", "huy bo", "revoked", "withdrawn", "cancel"), LicenceStatus.REVOKED),
    ((r"^\W*(?:da |bi )*huy\b", r"rut (?:giay|gp|cchn)"), LicenceStatus.REVOKED),
    (("dinh chi", "tuoc", "tam dung", "tam ngung", "suspended"), LicenceStatus.SUSPENDED),
    (("het han", "het hieu luc", "het gia tri", "het thoi han", "qua han"), LicenceStatus.EXPIRED),
    ((r"(?:khong|chua|ko) con", "mat hieu luc", "khong hieu luc"), LicenceStatus.EXPIRED),
    (("expired", "lapsed", "inactive"), LicenceStatus.EXPIRED),
    # The licence itself, given again under its number, is in force.
    ((r"(?:dang|con) (?:co )?(?:hieu luc|gia tri)",), LicenceStatus.ACTIVE),
    (
        (r"(?:cap lai|tai cap)\W{1,3}(?:do |vi |bi )*(?:mat|hong|rach|hu|lan)\b",),
        LicenceStatus.ACTIVE,
    ),
    (("cap lai", "cap doi", "chuyen doi", "thay the", "doi sang"), LicenceStatus.REPLACED),
    ((r"thay (?:bang|sang)", "tai cap"), LicenceStatus.REPLACED),
    (("doi gphn", "da doi", "replaced", "reissued", "converted"), LicenceStatus.REPLACED),
    (("hieu luc", "hoat dong", "con han", "binh thuong", "hop le"), LicenceStatus.ACTIVE),
    (("con gia tri", "dang hanh nghe", "da cap", "cap moi", "moi cap"), LicenceStatus.ACTIVE),
    (("cap lan dau", r"^\W*moi\W*$", "con thoi han", "vo thoi han"), LicenceStatus.ACTIVE),
    (("dang su dung", "active", "valid", "current", "in force"), LicenceStatus.ACTIVE),
)
_FACILITY: tuple[tuple[tuple[str, ...], FacilityStatus], ...] = (
    ((_NOT_SO, _ANNULLED, r"hoat dong (?:tro )?lai"), FacilityStatus.ACTIVE),
    ((_NOT_YET_OVER, *_TO_REPLACE), FacilityStatus.ACTIVE),
    (("thu hoi", "huy bo", "revoked", r"rut (?:giay|gp)"), FacilityStatus.REVOKED),
    (("dinh chi", "tuoc", r"tam (?:ngung|dung|nghi|dong)", "suspended"), FacilityStatus.SUSPENDED),
    (("ngung", "cham dut", "giai the", "dong cua", "dung hoat dong"), FacilityStatus.CLOSED),
    (("nghi hoat dong", "da dong", r"khong (?:con )?hoat dong"), FacilityStatus.CLOSED),
    (("het han", "het hieu luc", "closed", "inactive", "tra giay phep"), FacilityStatus.CLOSED),
    (("hoat dong", "hieu luc", "con han", "binh thuong", "hop le"), FacilityStatus.ACTIVE),
    # A place licensed anew, under a new number or name, goes on.
    (
        ("cap lai", "cap doi", "cap moi", "cap phep", r"doi (?:so|ten)", "so moi"),
        FacilityStatus.ACTIVE,
    ),
    (("active", "open", "valid"), FacilityStatus.ACTIVE),
)
_IN_FULL = (
    (re.compile(r"\bhl\b"), "hieu luc"),
    (re.compile(r"\bhd\b"), "hoat dong"),
)
_LICENCE_PATTERNS = tuple((re.compile("|".join(w)), status) for w, status in _LICENCE)
_FACILITY_PATTERNS = tuple((re.compile("|".join(w)), status) for w, status in _FACILITY)
_ALL_OF_THEM = re.compile(r"(thu hoi|dinh chi hanh nghe|tuoc quyen su dung)")
_ALSO_ISSUED = re.compile(r"\bcap(?: moi| lai)?\s*(?:,|va|-|–|/)[^.]{0,30}(?:thu hoi|dinh chi)")
_DECIDED_ON = re.compile(r"\b(?:quyet dinh|qd)\b.{0,60}?\bngay\b.{8,30}")
_DECISION = re.compile(r"\b\d{1,6}\s*/\s*(?:\d{4}/)?Q[ĐD][-–/A-ZĐ0-9]*", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def read_licence_status(text: str) -> LicenceStatus | None:
    """Read the status of a licence; None where the words say none."""
    folded = _in_full(text)
    return next((status for words, status in _LICENCE_PATTERNS if words.search(folded)), None)


@lru_cache(maxsize=4_096)
def read_facility_status(text: str) -> FacilityStatus | None:
    """Read the status of an operating licence; None where the words say none."""
    folded = _in_full(text)
    return next((status for words, status in _FACILITY_PATTERNS if words.search(folded)), None)


def _in_full(text: str) -> str:
    """Fold a status and write its abbreviations out: "Còn HL"."""
    folded = fold(clean(text))
    for short, long in _IN_FULL:
        folded = short.sub(long, folded)
    return folded


def decision_in(text: str) -> str | None:
    """Find the number of a decision: "Thu hồi theo QĐ 123/QĐ-SYT" names 123/QĐ-SYT."""
    found = _DECISION.search(clean(text))
    return found.group() if found else None


def told_by_title(title: str) -> dict[str, str]:
    """Read what the title of a register says of all its licences: "Danh sách … bị thu hồi".

    Args:
        title: folded lines above the table.

    Returns:
        Texts by field: `status`, and `status_from` where the title dates the decision. A register
        of what was issued and withdrawn ("cấp, thu hồi") says nothing of the single licence.
    """
    found = _ALL_OF_THEM.search(title)
    if not found or _ALSO_ISSUED.search(title):
        return {}
    decided = _DECIDED_ON.search(title)
    day = day_of_line(decided.group()) if decided else None
    return {"status": found.group(1)} | ({"status_from": f"{day:%d/%m/%Y}"} if day else {})
