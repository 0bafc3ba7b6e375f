"""Giữa các tỉnh: signs counted between provinces, the same numbers for map, matrix and table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol

from markupsafe import Markup

from lieny.registry.rules.sign import Bilingual
from lieny.ui.dates import Language
from lieny.ui.provinces import province_key, province_name
from lieny.ui.region_map import Link, region_map, shade_of, shade_ranges


class Located(Protocol):
    """A sign with the provinces that it concerns: a finding of a check, or a stored sign."""

    @property
    def provinces(self) -> Sequence[str]:
        """Codes of the provinces."""
        ...


@dataclass(frozen=True, slots=True)
class RegionCounts:
    """Signs by province.

    Attributes:
        across: by province, the signs that concern it and another province.
        within: by province, the signs that concern it alone.
        between: by pair in order of code, the signs that concern both; a sign of three provinces
            counts in three pairs, so a row of pairs may exceed `across`.
        nowhere: signs whose province is not known.
    """

    across: Counter[str]
    within: Counter[str]
    between: Counter[tuple[str, str]]
    nowhere: int


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Signs between the province of the row and that of the column."""

    count: int
    shade: int
    pair: str  # codes for the filter: "75,79"; one code on the diagonal
    is_within: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One province against all."""

    code: str
    key: str
    province: Bilingual
    cells: tuple[MatrixCell, ...]
    across: int
    total: int
    shade: int  # of the province on the map


@dataclass(frozen=True, slots=True)
class RegionView:
    """Map and matrix."""

    picture: Markup
    rows: tuple[MatrixRow, ...]
    legend: tuple[tuple[int, int, int], ...]  # shade, from, to
    nowhere: int


def count_by_province(findings: Iterable[Located]) -> RegionCounts:
    """Count signs within and between provinces."""
    return counts_of(Counter(tuple(finding.provinces) for finding in findings))


def counts_of(signs: Mapping[tuple[str, ...], int]) -> RegionCounts:
    """Count within and between provinces, where signs are counted by the provinces they name."""
    counts = RegionCounts(Counter(), Counter(), Counter(), 0)
    nowhere = 0
    for provinces, count in signs.items():
        codes = sorted(set(provinces))
        if not codes:
            nowhere += count
        elif len(codes) == 1:
            counts.within[codes[0]] += count
        else:
            counts.across.update(dict.fromkeys(codes, count))
            counts.between.update(dict.fromkeys(combinations(codes, 2), count))
    return RegionCounts(counts.across, counts.within, counts.between, nowhere)


def region_view(
    counts: RegionCounts, as_of: date, *, link: Link | None = None
) -> RegionView | None:
    """Lay out map and matrix; None where no sign has a province.

    Args:
        counts: signs by province.
        as_of: chooses the map.
        link: gives the address behind provinces on the map; None: nothing to open.
    """
    codes = sorted(
        counts.across.keys() | counts.within.keys(),
        key=lambda code: (-counts.across[code], -counts.within[code], code),
    )
    if not codes:
        return None
    most = max(counts.across.values(), default=0)
    return RegionView(
        picture=region_map(
            {code: counts.across[code] for code in codes},
            counts.between,
            day=as_of,
            label="Bản đồ dấu hiệu giữa các tỉnh; số liệu ở bảng bên cạnh / Map; see the table",
            link=link,
        ),
        rows=tuple(_row(code, codes, counts, as_of) for code in codes),
        legend=tuple(shade_ranges(most)),
        nowhere=counts.nowhere,
    )


def _row(code: str, codes: list[str], counts: RegionCounts, as_of: date) -> MatrixRow:
    most = max(counts.between.values(), default=0)
    cells = []
    for other in codes:
        is_within = other == code
        count = counts.within[code] if is_within else counts.between[_pair(code, other)]
        pair = code if is_within else ",".join(_pair(code, other))
        shade = 0 if is_within else shade_of(count, most)
        cells.append(MatrixCell(count, shade, pair, is_within))
    return MatrixRow(
        code=code,
        key=province_key(code),
        province=Bilingual(
            province_name(code, as_of, Language.VI), province_name(code, as_of, Language.EN)
        ),
        cells=tuple(cells),
        across=counts.across[code],
        total=counts.across[code] + counts.within[code],
        shade=shade_of(counts.across[code], max(counts.across.values(), default=0)),
    )


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)
