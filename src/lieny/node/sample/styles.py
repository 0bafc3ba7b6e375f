"""How one file is written: its headings, its spelling, its little habits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from lieny.node.sample import spelling
from lieny.node.sample.draw import Urn

SPELLINGS = Urn(
    [
        ("unicode", 78.0), ("nfd", 6.0), ("tcvn3", 4.0), ("vni", 4.0), ("new-tones", 6.0),
        ("eth", 2.0),
    ]
)  # fmt: skip
LICENCE_FORMS: dict[str, str] = {
    "usual": "{serial:0{digits}d}/{issuer}-{kind}",
    "unpadded": "{serial}/{issuer}-{kind}",
    "office": "{serial:0{digits}d}/SYT-{issuer}-{kind}",
    "care": "{serial:0{digits}d}/{issuer}-{kind}-KCB",
    "dashes": "{serial:0{digits}d}-{issuer}-{kind}",
    "spaced": "{serial:0{digits}d}/{issuer} {kind}",
    "word": "{kind} {serial:0{digits}d}/{issuer}-{kind}",
    "dated": "Số: {serial:0{digits}d}/{issuer}-{kind} ngày {issued:%d/%m/%Y}",
    "lower": "{serial:0{digits}d}/{issuer}-{kind} ",
}
_LICENCE_URN = Urn(
    [
        ("usual", 66.0), ("unpadded", 12.0), ("office", 3.0), ("care", 2.0), ("dashes", 3.0),
        ("spaced", 3.0), ("word", 2.0), ("dated", 6.0), ("lower", 3.0),
    ]
)  # fmt: skip
DELIMITERS = Urn([(",", 3.0), (";", 5.0), ("\t", 2.0)])
CSV_ENCODINGS = Urn(
    [("utf-8-sig", 4.0), ("utf-8", 3.0), ("utf-16", 2.0), ("cp1258", 2.0), ("latin-1", 1.0)]
)


@dataclass(frozen=True, slots=True)
class Style:
    """Habits of whoever wrote the file."""

    spelling: str = "unicode"
    licence: str = "usual"
    shouts: bool = False  # names in capitals
    titled: bool = False  # "BS.CKI Nguyễn Văn A"
    markless: bool = False  # names without diacritics
    old_form: bool = False  # headings of NĐ 109/2016
    numbered: bool = False  # a row of (1)(2)(3)
    sections: bool = False  # "I. KHOA NỘI" between the rows
    merged: bool = False  # one hours cell for a run of rows
    ditto: bool = False  # "nt" for the hours of the row above
    hidden: bool = False  # rows of the template left hidden
    two_rows: bool = False  # heading in two rows, with from and until
    by_unit: bool = False  # a sheet for each department
    prints_licence: bool = True  # the head gives the operating licence
    delimiter: str = ""  # "" for a workbook
    encoding: str = "utf-8"
    sparse: bool = False  # table without birth dates and personal numbers
    serial_dates: bool = False  # dates as the bare numbers that Excel keeps for them

    def spell(self, text: str) -> str:
        """Write a text as the file's machine does."""
        if self.encoding == "cp1258":
            return spelling.cp1258(text)
        convert: Callable[[str], str] = spelling.SPELLINGS[self.spelling]
        return convert(text)


def draw_list_style(random: Random, dirt: float) -> Style:
    """Draw the habits of a list in the official form."""

    def often(chance: float) -> bool:
        return random.random() < chance * dirt

    layout = random.random()
    return Style(
        spelling=_spelling(random, dirt),
        licence=_LICENCE_URN.draw(random) if dirt else "usual",
        shouts=often(0.2),
        titled=often(0.2),
        markless=often(0.03),
        old_form=often(0.25),
        numbered=often(0.5),
        sections=often(0.35),
        merged=dirt > 0 and layout < 0.22,
        ditto=dirt > 0 and 0.22 <= layout < 0.4,
        hidden=often(0.15),
        two_rows=often(0.2),
        by_unit=dirt > 0 and 0.4 <= layout < 0.5,
        prints_licence=not often(0.4),
    )


def draw_table_style(random: Random, dirt: float, *, complete: bool) -> Style:
    """Draw the habits of a table with facility columns; complete ones keep every column."""
    licence = _LICENCE_URN.draw(random) if dirt else "usual"
    if dirt and random.random() < 0.5:
        encoding = CSV_ENCODINGS.draw(random)
        legacy = random.choice(["tcvn3", "vni"]) if encoding == "latin-1" else "unicode"
        return Style(
            spelling=legacy,
            licence=licence,
            delimiter=DELIMITERS.draw(random),
            encoding=encoding,
            shouts=random.random() < 0.2,
            sparse=not complete and random.random() < 0.3,
        )
    return Style(
        spelling=_spelling(random, dirt),
        licence=licence,
        shouts=random.random() < 0.2 * dirt,
        numbered=random.random() < 0.2 * dirt,
        two_rows=random.random() < 0.25 * dirt,
        sparse=not complete and random.random() < 0.3 * dirt,
        serial_dates=random.random() < 0.12 * dirt,
    )


def _spelling(random: Random, dirt: float) -> str:
    return SPELLINGS.draw(random) if random.random() < dirt else "unicode"
