"""The lines above a list: facility, address, opening hours, operating licence, tick boxes, date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from lieny.registry.intake.cells import Cell, shown
from lieny.registry.intake.row_marks import bare_title, day_of_line
from lieny.vocabulary.text import clean, fold

_LEAD = r"^\s*(?:[-+•*]\s*)?(?:\d{1,2}\s*[.):/]\s*|[a-h]\s*[.)]\s*)?"
_REST = r"[^:]{0,60}?\s*:\s*"
# Patterns run over the folded line; folding keeps the number of characters, so the value is cut
# from the line itself at the same place.
_KEYS: tuple[tuple[str, str], ...] = (
    ("facility_licence", r"(?:so )?(?:giay phep hoat dong|gphd|gp hoat dong)" + _REST),
    ("facility_licence", r"(?:so )?(?:giay phep hoat dong|gphd)\b[^:\d]{0,40}(?=\d)"),
    ("facility_code", r"ma (?:so )?(?:co so|cskcb|kcb|don vi|bhxh|gln|csyt|cs kcb)\b" + _REST),
    (
        "open_hours",
        r"(?:thoi gian|gio) (?:hoat dong|lam viec|mo cua|kham benh|kham chua)\b" + _REST,
    ),
    ("form", r"(?:hinh thuc to chuc|loai hinh(?: to chuc)?|hinh thuc hoat dong)\b" + _REST),
    ("address", r"dia (?:chi|diem)\b" + _REST),
    (
        "facility_name",
        r"ten (?:co so|don vi|phong kham|benh vien|cskcb|csyt|cs kcb|cs kbcb|cskbcb|to chuc)\b"
        + _REST,
    ),
    ("facility_name", r"(?:co so (?:kham|kcb|kbcb|y te|hanh nghe)|don vi|co so)\b" + _REST),
    (
        "facility_name",
        r"(?:name of (?:the )?)?(?:medical )?(?:facility|clinic|hospital)(?: name)?\s*:\s*",
    ),
    ("address", r"address(?: of (?:the )?(?:facility|clinic|hospital))?\s*:\s*"),
    ("open_hours", r"(?:opening|operating|working) hours\s*:\s*"),
    ("facility_licence", r"operat(?:ing|ion) licen[cs]e(?: no\.?| number)?\s*:\s*"),
    ("province", r"(?:tinh(?: ?/ ?| )thanh pho|tinh, thanh pho|tinh)\s*:\s*"),
)
_BARE_KEYS: tuple[tuple[str, str], ...] = (
    ("facility_name", r"ten (?:co so|don vi|phong kham|benh vien|cskcb|csyt).{0,40}"),
    ("address", r"dia chi(?: (?:co so|hoat dong|tru so))?"),
    (
        "open_hours",
        r"(?:thoi gian|gio) (?:hoat dong|lam viec|mo cua)(?: hang ngay| cua co so)?",
    ),
    ("facility_licence", r"(?:so )?(?:giay phep hoat dong|gphd)(?: so)?"),
    ("facility_code", r"ma (?:co so|cskcb|bhxh)(?: kcb)?"),
)
_LONGEST_KEPT = 500  # characters of a line that is remembered


def _any_of(keys: Iterable[tuple[str, str]], end: str = "") -> re.Pattern[str]:
    """Join patterns into one that tries them in their order, as group k0, k1, …"""
    either = "|".join(f"(?P<k{place}>{key}{end})" for place, (_, key) in enumerate(keys))
    return re.compile(f"{_LEAD}(?:{either})")


_ANY_KEY, _ANY_BARE_KEY = _any_of(_KEYS), _any_of(_BARE_KEYS, r"\s*$")
_AFTER_ADDRESS = re.compile(
    r"[\s;,.–-]*(?:dien thoai|so dien thoai|dt|sdt|tel|email|e-mail|fax|website)\b.*$"
)
_LAW = re.compile(
    r"nghi dinh|thong tu|\bluat\b|ban hanh|mau so|mau \d|phu luc|/nd-cp|/tt-byt|chinh phu"
)
_LIST_DAY = re.compile(
    r"tinh den|cap nhat|kem theo|den ngay|lap ngay|ngay lap|tai thoi diem|danh sach"
)
_PLACE_DAY = re.compile(r"^[^,;:]{2,40},\s*ngay\b|^\W*ngay\b")
_ORGANISATION = re.compile(
    r"^(?:phong kham|phong chan tri|benh vien|tram y te|nha khoa|trung tam|nha ho sinh|benh xa"
    r"|phong xet nghiem|co so dich vu|chi nhanh|cong ty)\b"
)
_MOTTO = re.compile(r"cong hoa xa hoi|doc lap\s*[-–]\s*tu do")
_AUTHORITY = re.compile(r"^(?:so y te|ubnd|uy ban nhan dan|so y te tinh|tinh|thanh pho)\b")
_TITLE_PLACE = re.compile(
    r"\b(?:tai|cua)\s+(?=(?:phong kham|benh vien|tram y te|nha khoa|trung tam)\b)"
)
_LONGEST_NAME, _LONGEST_AUTHORITY, _MOST_CELLS, _KEY_AND_VALUE = 150, 80, 4, 2
_TICKED = r"[\[(]\s*[xXvV✓✔]\s*[\])]|[☑☒✓✔🗹⊠]"
_EMPTY = r"[\[(]\s*[\])]|[☐□▢◻]"
_CHOICES = (("first", "lan dau"), ("change", "thay doi"), ("supplement", "bo sung"))
_CHOICE = re.compile(r"lan dau|thay doi|bo sung")


@dataclass(slots=True)
class ListHead:
    """What stands above one list.

    Attributes:
        texts: values by field (`facility_name`, `address`, `open_hours`, …).
        rows: 1-based row of each value.
        organisation: a facility named in a line of its own, without a key.
        authority: department named at the top.
        submission: first, change or supplement, where one is ticked or in the title.
        day: date of the list, where the head tells one.
    """

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    organisation: str | None = None
    organisation_row: int = 0
    authority: str | None = None
    submission: str | None = None
    day: date | None = None
    _doubtful: set[str] = field(default_factory=set)

    @property
    def names_facility(self) -> bool:
        """Test whether a key told the facility, not only a line at the top."""
        return "facility_name" in self.texts or "facility_licence" in self.texts

    def take(self, row: Sequence[Cell], number: int) -> bool:
        """Read one row; tell whether it held a key."""
        cells = [(column, clean_lines(cell)) for column, cell in enumerate(row) if cell != ""]
        cells = [one for one in cells if not _MOTTO.match(fold(" ".join(one[1])))]
        found = False
        for place, (_, lines) in enumerate(cells):
            following = [" ".join(later) for _, later in cells[place + 1 :]]
            for line in lines:
                found |= self._take_line(line, following, number)
        self._take_choice(" ".join(" ".join(lines) for _, lines in cells))
        return found

    def _take_line(self, line: str, following: list[str], number: int) -> bool:
        folded = fold(line)
        pair = key_value(line)
        if pair is not None:
            name, value = pair
            self._keep(
                name, value or _until_key(following), number, sure=":" in line or bool(value)
            )
            return True
        if not self.organisation and _ORGANISATION.match(folded) and len(line) <= _LONGEST_NAME:
            self.organisation, self.organisation_row = line, number
        elif not self.authority and _AUTHORITY.match(folded) and len(line) <= _LONGEST_AUTHORITY:
            self.authority = line
        self._take_title(line, folded, number)
        day = head_day(line)
        if day is not None:
            self.day = day
        return False

    def _take_title(self, line: str, folded: str, number: int) -> None:
        if not folded.startswith("danh sach"):
            return
        place = _TITLE_PLACE.search(folded)
        if place and not self.organisation:
            self.organisation = line[place.end() :].split(" (", maxsplit=1)[0]
            self.organisation_row = number
        for choice, words in _CHOICES:
            if words in folded and sum(other in folded for _, other in _CHOICES) == 1:
                self.submission = choice

    def _take_choice(self, line: str) -> None:
        """Read tick boxes; a mark belongs to the words it stands next to."""
        ticked = ticked_choice(line)
        if ticked:
            self.submission = ticked

    def _keep(self, name: str, value: str, number: int, *, sure: bool) -> None:
        """Keep the first value of a key; one with a colon outweighs one without."""
        if name == "address":
            value = line_without_contacts(value)
        value = value.strip(" .;…_")
        if value and (name not in self.texts or (sure and name in self._doubtful)):
            self._doubtful.discard(name)
            if not sure:
                self._doubtful.add(name)
            self.texts[name] = value
            self.rows[name] = number


def organisation_in(title: str) -> str | None:
    """Give the facility that a section of a list names: "I. BỆNH VIỆN …" names one."""
    bare = bare_title(title).strip(" :.")
    is_one = _ORGANISATION.match(fold(bare)) and len(bare) <= _LONGEST_NAME
    return bare if is_one else None


def clean_lines(cell: Cell) -> list[str]:
    """Give the lines of a cell, cleaned."""
    return [line for line in map(clean, shown(cell).split("\n")) if line]


def key_value(line: str) -> tuple[str, str] | None:
    """Read "1. Tên cơ sở: Phòng khám …"; the value is "" where it stands in the next cell."""
    found = _remembered_key(line) if len(line) <= _LONGEST_KEPT else _key_in(line)
    return None if found is None else (found[0], line[found[1] :].strip())


def _key_in(line: str) -> tuple[str, int] | None:
    """Name the key with which a line begins, and where its value begins."""
    folded = fold(line)
    if len(folded) != len(line):
        return None
    found = _ANY_KEY.match(folded)
    if found is not None:
        return _KEYS[int((found.lastgroup or "")[1:])][0], found.end()
    bare = _ANY_BARE_KEY.match(folded)
    return None if bare is None else (_BARE_KEYS[int((bare.lastgroup or "")[1:])][0], len(line))


_remembered_key = lru_cache(maxsize=16_384)(_key_in)


def is_head_key(row: Sequence[Cell]) -> bool:
    """Test whether a row inside a table begins the head of another list."""
    filled = [cell for cell in row if cell != ""]
    if not filled or len(filled) > _MOST_CELLS or not isinstance(filled[0], str):
        return False
    pair = key_value(clean_lines(filled[0])[0]) if clean_lines(filled[0]) else None
    return pair is not None and (bool(pair[1]) or len(filled) > 1 or ":" in filled[0])


def is_head_line(row: Sequence[Cell]) -> bool:
    """Test whether a row is plainly of a head: a key with a colon, or a key and its one value."""
    filled = [cell for cell in row if cell != ""]
    lines = clean_lines(filled[0]) if filled and isinstance(filled[0], str) else []
    if not lines or key_value(lines[0]) is None:
        return False
    return ":" in shown(filled[0]) or (
        len(filled) == _KEY_AND_VALUE and key_value(clean(shown(filled[1]))) is None
    )


def head_day(line: str) -> date | None:
    """Read the date of a list from a line of its head, never the date of a law that it cites."""
    folded = fold(line)
    if _LAW.search(folded) and not _LIST_DAY.search(folded):
        return None
    if _PLACE_DAY.search(folded) or _LIST_DAY.search(folded):
        return None if "nghi dinh" in folded or "thong tu" in folded else day_of_line(line)
    return None


def ticked_choice(line: str) -> str | None:
    """Tell which box is ticked: "☒ Lần đầu ☐ Thay đổi", "Lần đầu: x", "[ ] … [x] Bổ sung"."""
    folded = fold(line)
    words = list(_CHOICE.finditer(folded))
    if not words or len(folded) != len(line):
        return None
    boxes = [(mark.start(), True) for mark in re.finditer(_TICKED, line)]
    boxes += [(mark.start(), False) for mark in re.finditer(_EMPTY, line)]
    boxes.sort()
    if boxes:
        leading = boxes[0][0] < words[0].start()
        for place, ticked in boxes:
            if ticked:
                return _choice_beside(words, place, leading=leading)
        return None
    typed = re.search(r"(lan dau|thay doi|bo sung)\s*:?\s*[xv✓✔]\b", folded)
    return next((name for name, text in _CHOICES if typed and text == typed[1]), None)


def _choice_beside(words: list[re.Match[str]], place: int, *, leading: bool) -> str | None:
    after = [word for word in words if word.start() >= place]
    before = [word for word in words if word.end() <= place]
    word = (after[0] if after else None) if leading else (before[-1] if before else None)
    return next((name for name, text in _CHOICES if word and word.group() == text), None)


def line_without_contacts(address: str) -> str:
    """Cut telephone and e-mail off the end of an address."""
    folded = fold(address)
    if len(folded) != len(address):
        return address
    found = _AFTER_ADDRESS.search(folded)
    return address[: found.start()] if found and found.start() > 0 else address


def _until_key(following: list[str]) -> str:
    value: list[str] = []
    for text in following:
        if key_value(text) is not None:
            break
        value.append(text)
    return " ".join(value)
