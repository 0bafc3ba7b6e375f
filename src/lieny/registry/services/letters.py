"""Công văn: letters of a case as PDF/A, worded by the department, laid out as the decree says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Final
from uuid import UUID

import typst
from django.db import transaction

from lieny.people.models import Organisation
from lieny.people.services import audit
from lieny.people.services.prepared import Prepared
from lieny.registry.models import CaseLetter, LetterWords
from lieny.registry.rules.case_letters import LetterKind, check_words
from lieny.registry.services.cases.stepping import NoSuchCase, locked
from lieny.ui.clean_text import one_line, several_lines
from lieny.vocabulary.place import province_on

PDF_STANDARD: Final = "a-2u"  # PDF/A-2u, ISO 19005-2: for archives, its text can be searched
MOST_LETTERS = 12_000
DIRECTOR: Final = "GIÁM ĐỐC"
MOST_OF_OFFICE = 120
_NAMED_AFTER_A_PERSON = "Hồ Chí Minh"
LAYOUTS = files("lieny.registry.services").joinpath("letter_templates")


class LetterIncomplete(ValueError):
    """A letter without recipient, subject or words, or with far too many of them."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """Bản thảo công văn: what somebody has read over and wants written.

    Attributes:
        kind: which letter.
        department: province code of the department that writes.
        recipient: after "Kính gửi"; several are parted by semicolons.
        subject: after "V/v".
        text: each line is a paragraph; nothing in it is a blank any more.
        number: as the registry office gave it; empty leaves room to write it by hand, and so does
            what begins with a slash before it: "/SYT-NVY".
        signer: name under the signature; empty leaves room.
        signs_as: office of the signer; a slash parts its lines: "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC".
        written_on: the day on the letter.
    """

    kind: LetterKind
    department: str
    recipient: str
    subject: str
    text: str
    written_on: date
    number: str = ""
    signer: str = ""
    signs_as: str = DIRECTOR


_OWN_WORDS = Prepared(
    lambda province, kind: LetterWords.objects.filter(province=province, kind=kind)
)
_DEPARTMENTS = Prepared(
    lambda province: Organisation.objects.filter(
        kind=Organisation.Kind.DEPARTMENT, province=province
    )
)


def words_of(kind: LetterKind, province: str) -> str:
    """Give the words of a letter: the department's own, else those that are shipped."""
    own = _OWN_WORDS.first(province=province, kind=kind.value)
    return own.text if own else shipped_words(kind)


@cache
def shipped_words(kind: LetterKind) -> str:
    """Read the words that come with the package."""
    return LAYOUTS.joinpath(f"{kind.value}.txt").read_text("utf-8")


@transaction.atomic
def keep_words(kind: LetterKind, province: str, text: str, *, by: UUID, at: datetime) -> None:
    """Let a department word a letter its own way; empty words bring the shipped ones back.

    Raises:
        UnknownBlank: a blank that nothing fills; nothing was written.
    """
    check_words(kind, text)
    kept = several_lines(text).strip()
    rows = LetterWords.objects.filter(province=province, kind=kind.value)
    if kept:
        given = {"text": kept, "changed_by_id": by, "changed_at": at}
        LetterWords.objects.update_or_create(province=province, kind=kind.value, defaults=given)
    else:
        rows.delete()
    audit.record(
        audit.Deed(
            action="letter.words",
            at=at,
            by=by,
            province=province,
            target_kind="letter-words",
            target=kind.value,
        )
    )


@transaction.atomic
def write_letter(case: UUID, draft: LetterDraft, *, by: UUID, at: datetime) -> CaseLetter:
    """Write a letter and keep it with the case, byte for byte, for good.

    Raises:
        NoSuchCase: not to be seen from here, or not the department's.
        LetterIncomplete: nothing was written.
    """
    stored = locked(case, None)
    if draft.department not in {stored.lead, *stored.peers}:
        raise NoSuchCase(str(case))
    content = pdf_of(draft, stored.number)
    letter = CaseLetter(
        case_id=stored.pk,
        department=draft.department,
        kind=draft.kind.value,
        number=one_line(draft.number)[:40],
        recipient=one_line(draft.recipient)[:300],
        subject=one_line(draft.subject)[:300],
        written_on=draft.written_on,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        by_id=by,
        at=at,
    )
    letter.save(force_insert=True)
    audit.record(
        audit.Deed(
            action="letter.write",
            at=at,
            by=by,
            province=draft.department,
            target_kind="case",
            target=str(stored.pk),
            detail={"kind": draft.kind.value},
        )
    )
    return letter


def pdf_of(draft: LetterDraft, case_number: str) -> bytes:
    """Set a letter as PDF/A-2u; the same draft gives the same bytes.

    Raises:
        LetterIncomplete: something is missing.
    """
    _check(draft)
    layout = LAYOUTS.joinpath("layout.typ").read_bytes()
    given = json.dumps(_values(draft, case_number), ensure_ascii=False)
    return typst.compile(
        layout, format="pdf", pdf_standards=PDF_STANDARD, sys_inputs={"letter": given}
    )


def _check(draft: LetterDraft) -> None:
    whole = (draft.recipient, draft.subject, draft.text)
    if not all(part.strip() for part in whole) or len(draft.text) > MOST_LETTERS:
        raise LetterIncomplete(draft.kind.value)


def _values(draft: LetterDraft, case_number: str) -> Mapping[str, object]:
    paragraphs = [part.strip() for part in several_lines(draft.text).split("\n")]
    recipients = [part.strip() for part in one_line(draft.recipient).split(";")]
    return {
        "superior": superior_of(draft.department, draft.written_on),
        "organisation": organisation_of(draft.department).upper(),
        "number": number_line(draft.number),
        "place_and_date": place_and_date(draft.department, draft.written_on),
        "subject": one_line(draft.subject),
        "recipients": [part for part in recipients if part],
        "paragraphs": [part for part in paragraphs if part],
        "copies": ["Như trên"],
        "case_number": case_number,
        "signs_as": office_lines(draft.signs_as),
        "signer": one_line(draft.signer),
        "year": draft.written_on.year,
        "month": draft.written_on.month,
        "day": draft.written_on.day,
    }


def number_line(number: str) -> str:
    """Write the number, or leave room for it where only the sign after the slash is known.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3.
    """
    given = one_line(number) or "/SYT-……"
    return f"Số:          {given}" if given.startswith("/") else f"Số: {given}"


def office_lines(office: str) -> tuple[str, ...]:
    """Write the signer's office in capitals, each part of it on a line of its own.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7: KT., TL., TUQ., Q.
    """
    parts = [part.strip() for part in one_line(office)[:MOST_OF_OFFICE].upper().split("/")]
    return tuple(part for part in parts if part) or (DIRECTOR,)


def organisation_of(province: str) -> str:
    """Name the department as it named itself in the portal."""
    found = _DEPARTMENTS.first(province=province)
    return found.name if found else f"Sở Y tế {province}"


def superior_of(province: str, on: date) -> str:
    """Name the committee above a department: `UBND THÀNH PHỐ HỒ CHÍ MINH`."""
    return f"UBND {_full_name(province, on)}".upper()


def place_and_date(province: str, on: date) -> str:
    """Write place and date as the decree wants: days below 10 and months 1 and 2 with a zero.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4.
    """
    months_with_zero = 2
    month = f"{on.month:02d}" if on.month <= months_with_zero else str(on.month)
    name = province_on(province, on).name
    # A city that bears a person's name is written with its rank.
    place = f"Thành phố {name}" if name == _NAMED_AFTER_A_PERSON else name
    return f"{place}, ngày {on.day:02d} tháng {month} năm {on.year}"


def _full_name(province: str, on: date) -> str:
    place = province_on(province, on)
    return f"{place.type} {place.name}"
