"""What a worksheet's XML tells and its values do not, read in passing while it is inflated.

Hidden rows, error cells, formulas without a saved value, numbers shown with leading zeros, and
cells so far away that a reader would fill memory with the emptiness before them. No XML parser
runs: patterns over tags, so nothing can be expanded or fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from lieny.registry.intake.cells import column_number
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.sheet import Flaw, FlawKind

_HIDDEN = re.compile(rb"<(?:\w+:)?row\b([^>]*?\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*)>")
_ROW_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
# A reference of three letters, or beyond GR, or of six digits or more: looked at closely below.
_FAR = re.compile(
    rb"r=\"(?:[A-Za-z]{3,}\d|[A-Za-z]*[1-9]\d{5}|(?:[H-Zh-z][A-Za-z]|[Gg][S-Zs-z])\d)"
)
_UNUSUAL = re.compile(rb"\br(?:\s+=|=\s|=')")
_BLANKS = np.isin(np.arange(256), np.frombuffer(b" \t\n\r\f\v", np.uint8))
_BLANKS_AND_MARKS = _BLANKS | (np.arange(256) == ord("'"))
_FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br\s*=\s*[\"']([A-Za-z]{1,9})(\d{1,12})[\"'][^>]*?(/?)>"
    rb"(?!\s*</(?:\w+:)?c>)"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*?\bt=\"e\"[^>]*>.*?<(?:\w+:)?v>([^<]{0,40})<",
    re.DOTALL,
)
_ERROR_TYPE_FIRST = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\bt=\"e\"[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>.*?<(?:\w+:)?v>([^<]{0,40})<",
    re.DOTALL,
)
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*?(?<!/)>\s*"
    rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_STYLED_NUMBER = re.compile(
    rb"<(?:\w+:)?c r=\"([A-Z]+)(\d+)\" s=\"(\d+)\"(?: t=\"n\")?>\s*"
    rb"<(?:\w+:)?v>(\d{1,15})(?:\.0+)?</"
)
_UNIQUE = re.compile(rb"\buniqueCount\s*=\s*[\"'](\d+)[\"']")
_SMALLEST_STRING = 5  # bytes of "<si/>"
_LONGEST_CARRY = 4 << 20


@dataclass(slots=True)
class SheetScan:
    """Collects while fed with pieces of one worksheet part.

    Attributes:
        limits: the last row and column that may hold a value.
        widths: digits that a number format shows, by style index: "000000" shows six.
        hidden: numbers of hidden rows.
        flaws: cells that cannot be read, by 1-based (row, column).
        padded: texts of numbers shown with leading zeros, by 1-based (row, column).
    """

    limits: Limits
    widths: Mapping[int, int] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    flaws: dict[tuple[int, int], Flaw] = field(default_factory=dict)
    padded: dict[tuple[int, int], str] = field(default_factory=dict)
    _carry: bytes = b""

    def feed(self, piece: bytes) -> None:
        """Take the next piece; tags cut by its end wait for the piece after it."""
        text = self._carry + piece
        cut = _last_cell(text)
        if cut <= 0 and len(text) > _LONGEST_CARRY:
            raise FileRefused("file-hostile", "ô dài bất thường/an endless cell")
        self._look(text[:cut])
        self._carry = text[cut:]

    def finish(self) -> None:
        """Look at what is left after the last piece."""
        self._look(self._carry)
        self._carry = b""

    def _look(self, text: bytes) -> None:
        if b"hidden" in text:
            self._note_hidden(text)
        if _FAR.search(text) or _is_unusual(text):
            self._refuse_far(text)
        if b't="e"' in text:
            self._note_errors(text)
        if b"<f" in text or b":f" in text:
            self._note_uncomputed(text)
        if self.widths:
            self._note_padded(text)

    def _note_hidden(self, text: bytes) -> None:
        for attributes in _HIDDEN.findall(text):
            number = _ROW_NUMBER.search(attributes)
            if number:
                self.hidden.add(int(number[1]))

    def _refuse_far(self, text: bytes) -> None:
        for letters, digits, empty in _FAR_CELL.findall(text):
            row, column = int(digits), column_number(letters.decode().upper())
            if not empty and (row > self.limits.sheet_rows or column > self.limits.sheet_columns):
                raise FileRefused(
                    "sheet-too-large",
                    f"{letters.decode()}{row}",
                    f"{self.limits.sheet_rows} hàng/rows × {self.limits.sheet_columns} cột/columns",
                )

    def _note_errors(self, text: bytes) -> None:
        for pattern in (_ERROR, _ERROR_TYPE_FIRST):
            for letters, row, shown in pattern.findall(text):
                place = (int(row), column_number(letters.decode()))
                self.flaws[place] = Flaw(FlawKind.ERROR, shown.decode("utf-8", "replace"))

    def _note_uncomputed(self, text: bytes) -> None:
        for letters, row, formula in _UNCOMPUTED.findall(text):
            place = (int(row), column_number(letters.decode()))
            given = "=" + formula.decode("utf-8", "replace")
            self.flaws[place] = Flaw(FlawKind.UNCOMPUTED, given)

    def _note_padded(self, text: bytes) -> None:
        for letters, row, style, digits in _STYLED_NUMBER.findall(text):
            width = self.widths.get(int(style), 0)
            if width > len(digits):
                place = (int(row), column_number(letters.decode()))
                self.padded[place] = digits.decode().zfill(width)


def _is_unusual(text: bytes) -> bool:
    """Search for `_UNUSUAL`, where some equals sign stands beside a blank or before a mark."""
    letters = np.frombuffer(text, np.uint8)
    signs = np.flatnonzero(letters == ord("="))
    after = letters[np.minimum(signs + 1, len(letters) - 1)]
    beside = _BLANKS[letters[signs - 1]] | _BLANKS_AND_MARKS[after]
    return bool(beside.any()) and _UNUSUAL.search(text) is not None


def _last_cell(text: bytes) -> int:
    """Find where the last row or cell begins; 0 where none does."""
    plain = max(text.rfind(b"<row"), text.rfind(b"<c "))
    prefixed = max(text.rfind(b":row"), text.rfind(b":c "))
    return max(plain, text.rfind(b"<", 0, prefixed) if prefixed > 0 else 0, 0)


@dataclass(slots=True)
class StringsScan:
    """Catches a string table that claims more strings than it can hold."""

    _claimed: int = 0
    _size: int = 0

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        if not self._size:
            claim = _UNIQUE.search(piece[:4096])
            self._claimed = int(claim[1][:18]) if claim else 0
        self._size += len(piece)

    def finish(self) -> None:
        """Compare the claim with the size.

        Raises:
            FileRefused: that many strings do not fit into the part.
        """
        if self._claimed > self._size // _SMALLEST_STRING + 1:
            raise FileRefused("file-hostile", f"uniqueCount = {self._claimed}")
