"""Licence numbers as issuers give them out: rising with time, in blocks of twenty a decision.

Each cell of the region owns every n-th block, so cells can be made apart and still share one
rising series with each issuer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

BLOCK = 20
CERTIFICATES_FROM = date(2012, 3, 1)
CERTIFICATES_UNTIL = date(2023, 12, 28)
LICENCES_FROM = date(2024, 3, 4)


class SeriesExhausted(ValueError):
    """More numbers of one issuer and type were asked for than the cell's share of the series."""


@dataclass(slots=True)
class Serials:
    """The share of all series that belongs to one cell.

    Attributes:
        cell: which cell, from 0.
        cells: how many cells the region has.
        as_of: nothing is issued in its last three weeks or later.
        blocks: blocks that this cell owns of each issuer and type.
    """

    cell: int
    cells: int
    as_of: date
    blocks: dict[tuple[str, str], int]
    _free: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def take(self, random: Random, issuer: str, kind: str) -> tuple[int, date]:
        """Give a number that was never given before, with its day of issue.

        Raises:
            SeriesExhausted: the cell's share is used up.
        """
        free = self._pool(issuer, kind)
        if not free:
            raise SeriesExhausted(f"{issuer}-{kind} in cell {self.cell} of {self.cells}")
        at = random.randrange(len(free))
        free[at], free[-1] = free[-1], free[at]
        serial = free.pop()
        return serial, self.issued_on(serial, issuer, kind)

    def run(self, random: Random, issuer: str, kind: str, count: int) -> list[int]:
        """Give consecutive unused numbers (count <= 20).

        Raises:
            SeriesExhausted: no block of the cell has them left.
        """
        free = self._pool(issuer, kind)
        unused = set(free)
        firsts = sorted(unused)
        turn = random.randrange(len(firsts)) if firsts else 0
        for first in firsts[turn:] + firsts[:turn]:
            wanted = range(first, first + count)
            if unused.issuperset(wanted):
                free[:] = [serial for serial in free if serial not in wanted]
                return list(wanted)
        raise SeriesExhausted(f"{count} in a row of {issuer}-{kind} in cell {self.cell}")

    def claim(self, serial: int, issuer: str, kind: str) -> bool:
        """Take one particular number; False if it is taken or belongs to another cell."""
        free = self._pool(issuer, kind)
        if serial not in free:
            return False
        free.remove(serial)
        return True

    def issued_on(self, serial: int, issuer: str, kind: str) -> date:
        """Day on which the number was due in the rising series."""
        begin, end = CERTIFICATES_FROM, min(CERTIFICATES_UNTIL, self.as_of - timedelta(21))
        if kind == "GPHN":
            begin, end = LICENCES_FROM, self.as_of - timedelta(21)
        share = (serial - 1) // BLOCK / (self.blocks[issuer, kind] * self.cells)
        return begin + timedelta(int(share * (end - begin).days))

    def _pool(self, issuer: str, kind: str) -> list[int]:
        key = (issuer, kind)
        if key not in self._free:
            own = [k * self.cells + self.cell for k in range(self.blocks[key])]
            self._free[key] = [b * BLOCK + place + 1 for b in own for place in range(BLOCK)]
        return self._free[key]
