"""Bằng chứng và căn cứ: what each province wrote, and the law of the day, for the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lieny.law.provision import HowRead, Provision
from lieny.registry.rules.evidence_words import (
    EVIDENCE_WORDS,
    HOW_READ_BRIEFLY,
    HOW_READ_WORDS,
    beside_the_point,
    cell_address,
)
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.result import EvidenceCell, Finding
from lieny.registry.services.sentences import below
from lieny.ui.dates import Language, period_in_words
from lieny.ui.provinces import province_key, province_name

CellAddress = tuple[str, str, int, str]  # path, sheet, row, table
CellNumbers = dict[CellAddress, int]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One row of a sender's sheet."""

    number: int
    kind: Bilingual
    facility: str
    path: str
    sheet: str
    row: int
    cells: tuple[tuple[str, str, str], ...]  # heading, address ("E12"), text


@dataclass(frozen=True, slots=True)
class EvidenceSide:
    """What one province wrote."""

    key: str
    province: Bilingual
    rows: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class LawView:
    """A provision of the day, and how well we know its text."""

    anchor: str
    title: str
    summary: Bilingual
    in_force: Bilingual
    how_read: Bilingual
    how_read_briefly: Bilingual
    doubtful: bool
    reading: str


def numbered_cells(findings: Iterable[Finding]) -> CellNumbers:
    """Number the rows that a case rests on; a row that serves several signs has one number."""
    numbers: CellNumbers = {}
    for finding in findings:
        for cell in finding.evidence:
            numbers.setdefault(address_of(cell), len(numbers) + 1)
    return numbers


def address_of(cell: EvidenceCell) -> CellAddress:
    """Give what makes a row the same row."""
    return cell.path, cell.sheet, cell.row, cell.table


def evidence_sides(
    findings: Sequence[Finding], as_of: date, folder: str
) -> tuple[EvidenceSide, ...]:
    """Set what the provinces wrote side by side, in the order in which the signs name them."""
    numbers = numbered_cells(findings)
    cells = {address_of(cell): cell for finding in findings for cell in finding.evidence}
    rules = frozenset(finding.rule for finding in findings)
    by_province: dict[str | None, list[EvidenceView]] = {}
    for address, number in numbers.items():
        cell = cells[address]
        view = evidence_view(cell, number, folder, hidden=beside_the_point(cell.table, rules))
        by_province.setdefault(cell.province, []).append(view)
    return tuple(
        EvidenceSide(
            key=province_key(code),
            province=Bilingual(
                province_name(code, as_of, Language.VI), province_name(code, as_of, Language.EN)
            ),
            rows=tuple(rows),
        )
        for code, rows in by_province.items()
    )


def evidence_view(
    cell: EvidenceCell, number: int, folder: str, *, hidden: frozenset[str] = frozenset()
) -> EvidenceView:
    """Lay out one row with the address of each of its cells, but for fields that are `hidden`."""
    shown = [one for one in cell.raw.items() if cell.fields.get(one[0]) not in hidden]
    ordered = sorted(shown, key=lambda one: cell.columns.get(one[0], 0))
    return EvidenceView(
        number=number,
        kind=EVIDENCE_WORDS.get(cell.table, Bilingual(cell.table, cell.table)),
        facility=cell.facility or "",
        path=below(cell.path, folder),
        sheet=cell.sheet,
        row=cell.row,
        cells=tuple(
            (heading, cell_address(cell.columns.get(heading), cell.row), text)
            for heading, text in ordered
        ),
    )


def law_views(findings: Iterable[Finding]) -> dict[Provision, LawView]:
    """Lay out the provisions that signs rest on, each once, numbered in order of use."""
    provisions = dict.fromkeys(provision for finding in findings for provision in finding.law)
    return {provision: _law(provision, index) for index, provision in enumerate(provisions, 1)}


def _law(provision: Provision, number: int) -> LawView:
    return LawView(
        anchor=f"luat-{number}",
        title=f"{provision.article}, {provision.instrument}",
        summary=Bilingual(provision.summary_vi, provision.summary_en),
        in_force=Bilingual(*(_in_force(provision, language) for language in Language)),
        how_read=HOW_READ_WORDS[provision.how_read],
        how_read_briefly=HOW_READ_BRIEFLY[provision.how_read],
        doubtful=provision.how_read in {HowRead.SECOND_HAND, HowRead.UNREAD},
        reading=provision.reading,
    )


def _in_force(provision: Provision, language: Language) -> str:
    period = period_in_words(provision.in_force_from, provision.in_force_until, language)
    return f"hiệu lực {period}" if language is Language.VI else f"in force {period}"
