"""Tình trạng giấy phép: the words of registers for what became of a licence or a facility."""

from __future__ import annotations

import re
from functools import lru_cache

from lieny.registry.rules.facts import FacilityStatus, LicenceStatus
from lieny.vocabulary.text import clean, fold

# In this order: "không còn hiệu lực" before "còn hiệu lực", "tạm ngừng" before "ngừng".
_LICENCE: tuple[tuple[str, LicenceStatus], ...] = (
    (r"(?:chua|khong) (?:bi )?(?:thu hoi|dinh chi|tuoc)|da khoi phuc|het (?:thoi )?han dinh chi", LicenceStatus.ACTIVE),
    (r"thu hoi|huy bo|revoked|withdrawn|cancel", LicenceStatus.REVOKED),
    (r"dinh chi|tuoc|tam dung|tam ngung|suspended", LicenceStatus.SUSPENDED),
    (
        r"het han|het hieu luc|het gia tri|het thoi han|qua han|(?:khong|chua|ko) con|mat hieu luc"
        r"|khong hieu luc|expired|lapsed",
        LicenceStatus.EXPIRED,
    ),
    (
        r"cap lai|cap doi|chuyen doi|thay the|doi sang|doi gphn|da doi|replaced|reissued|converted",
        LicenceStatus.REPLACED,
    ),
    (
        r"hieu luc|hoat dong|con han|binh thuong|hop le|con gia tri|dang hanh nghe|da cap|cap moi|moi cap"
        r"|dang su dung|active|valid|current|in force",
        LicenceStatus.ACTIVE,
    ),
)  # fmt: skip
_FACILITY: tuple[tuple[str, FacilityStatus], ...] = (
    (r"(?:chua|khong) (?:bi )?(?:thu hoi|dinh chi|tuoc)|hoat dong (?:tro )?lai", FacilityStatus.ACTIVE),
    (r"thu hoi|huy bo|revoked", FacilityStatus.REVOKED),
    (r"dinh chi|tuoc|tam (?:ngung|ngung|dung|nghi)|suspended", FacilityStatus.SUSPENDED),
    (
        r"ngung|cham dut|giai the|dong cua|dung hoat dong|nghi hoat dong|da dong|khong (?:con )?hoat dong"
        r"|het han|het hieu luc|closed|inactive|tra giay phep",
        FacilityStatus.CLOSED,
    ),
    (r"hoat dong|hieu luc|con han|binh thuong|hop le|active|open|valid", FacilityStatus.ACTIVE),
)  # fmt: skip
_LICENCE_PATTERNS = tuple((re.compile(words), status) for words, status in _LICENCE)
_FACILITY_PATTERNS = tuple((re.compile(words), status) for words, status in _FACILITY)
_DECISION = re.compile(r"\b\d{1,6}\s*/\s*(?:\d{4}/)?Q[ĐD][-–/A-ZĐ0-9]*", re.IGNORECASE)


@lru_cache(maxsize=4_096)
def read_licence_status(text: str) -> LicenceStatus | None:
    """Read the status of a licence; None where the words say none."""
    folded = fold(clean(text))
    return next((status for words, status in _LICENCE_PATTERNS if words.search(folded)), None)


@lru_cache(maxsize=4_096)
def read_facility_status(text: str) -> FacilityStatus | None:
    """Read the status of an operating licence; None where the words say none."""
    folded = fold(clean(text))
    return next((status for words, status in _FACILITY_PATTERNS if words.search(folded)), None)


def decision_in(text: str) -> str | None:
    """Find the number of a decision: "Thu hồi theo QĐ 123/QĐ-SYT" names 123/QĐ-SYT."""
    found = _DECISION.search(clean(text))
    return found.group() if found else None
