"""One file from its bytes to raw rows: sheets in turn, old fonts decoded, refusals noted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from lieny.registry.intake.cells import Cell
from lieny.registry.intake.gathering import FileEntry, Gathering
from lieny.registry.intake.limits import Limits
from lieny.registry.intake.list_context import ListContext
from lieny.registry.intake.list_walk import SheetWalk
from lieny.registry.intake.opening import digest_of, load, open_content
from lieny.registry.intake.problems import FileRefused, Place
from lieny.registry.intake.sheet import Sheet
from lieny.registry.intake.text_encoding import ByteEncoding
from lieny.vocabulary.legacy_encoding import LegacyEncoding, decode, detect_encoding

_SAMPLED_ROWS = 400
_ONLY_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0323]")
_PLAIN_ENOUGH = 20  # Unicode letters, per twenty words, that settle the question at once


def walk_file(
    gathering: Gathering,
    number: int,
    path: Path,
    limits: Limits,
    relieve: Callable[[], None],
) -> bool:
    """Gather the rows of one file; tell whether it went in."""
    entry = FileEntry(number, str(path).encode("utf-8", "replace").decode("utf-8"))
    gathering.files.append(entry)
    try:
        content = load(path, limits)
        entry.sha256 = hashlib.sha256(content).hexdigest()
        _walk_sheets(gathering, entry, content, limits, relieve)
    except FileRefused as refusal:
        entry.sha256 = entry.sha256 or digest_of(path)
        entry.kinds, entry.accepted = [], 0
        gathering.problems.add_refusal(number, refusal)
        return False
    return True


def _walk_sheets(
    gathering: Gathering,
    entry: FileEntry,
    content: bytes,
    limits: Limits,
    relieve: Callable[[], None],
) -> None:
    opened = open_content(content, limits)
    if opened.links_elsewhere:
        gathering.problems.add(Place(entry.number), "external-links")
    fonts = _Fonts(opened.bytes_read_as)
    context = ListContext(entry)
    unread: list[str] = []
    for sheet in opened.sheets:
        if not sheet.visible:
            gathering.problems.add(Place(entry.number, sheet.name), "sheet-hidden")
            continue
        walk = SheetWalk(gathering, entry, context, fonts.decoded(sheet), relieve=relieve)
        walk.run()
        if not walk.found and walk.unread_persons:
            unread.append(sheet.name)
    entry.encoding = fonts.name
    if not entry.kinds:
        raise FileRefused("no-table-found")
    for name in unread:
        gathering.problems.add(Place(entry.number, name), "sheet-unrecognised")
    if fonts.is_doubtful:
        gathering.problems.add(Place(entry.number), "encoding-doubtful", given="latin-1")


class _Fonts:
    """The encoding of a file's texts, judged from its first rows and kept for the whole file."""

    def __init__(self, read_as: ByteEncoding) -> None:
        self._read_as = read_as
        self._found: LegacyEncoding | None = None
        self.is_doubtful = False

    @property
    def name(self) -> str:
        """Name of the encoding for the files table."""
        if self._found in {LegacyEncoding.TCVN3, LegacyEncoding.VNI}:
            return str(self._found)
        return "cp1258" if self._read_as is ByteEncoding.WINDOWS_1258 else "unicode"

    def decoded(self, sheet: Sheet) -> Sheet:
        """Give the sheet with its texts in Unicode."""
        rows = iter(sheet.rows)
        sample = list(islice(rows, _SAMPLED_ROWS))
        if self._found is None:
            self._judge(sample)
        whole = chain(sample, rows)
        if self._found in {None, LegacyEncoding.UNICODE}:
            return replace(sheet, rows=whole)
        return replace(sheet, rows=_decode_rows(whole, self._found or LegacyEncoding.UNICODE))

    def _judge(self, sample: Sequence[Sequence[Cell]]) -> None:
        texts = [
            cell for row in sample for cell in row if isinstance(cell, str) and not cell.isascii()
        ]
        if not texts:
            return
        spoken = len(_ONLY_UNICODE.findall("\n".join(texts)))
        if spoken * _PLAIN_ENOUGH > len(texts):
            self._found = LegacyEncoding.UNICODE
            return
        found = detect_encoding(texts)
        self._found = found if found is not LegacyEncoding.UNICODE else None
        self.is_doubtful = self._found is None and self._read_as is ByteEncoding.WESTERN


def _decode_rows(rows: Iterable[list[Cell]], encoding: LegacyEncoding) -> Iterator[list[Cell]]:
    for row in rows:
        yield [decode(cell, encoding) if isinstance(cell, str) else cell for cell in row]
