"""Signs of a run as rows of the table: whom they are about, on what they rest, who may see them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from lieny.law.provision import Provision
from lieny.registry.models import Facility, StoredSign
from lieny.registry.rules.sign import EvidenceRow, EvidenceTable, Sign
from lieny.registry.services.linked import Linked
from lieny.registry.services.result import EvidenceCell, Finding
from lieny.registry.services.stored.region import StoredBatch

Longs = npt.NDArray[np.int64]
NUMBERED = (EvidenceTable.REGISTRATION, EvidenceTable.LICENCE)
LICENCE = ("licence_serial", "licence_issuer", "licence_type")
TABLES = {
    EvidenceTable.REGISTRATION: "registrations",
    EvidenceTable.LICENCE: "licences",
    EvidenceTable.FACILITY: "facilities",
    EvidenceTable.ACTIVITY: "activities",
    EvidenceTable.TRAINEE: "trainees",
}


@dataclass(frozen=True, slots=True)
class SignRows:
    """Turns signs of a run into rows."""

    keys: Mapping[EvidenceTable, Longs]
    sheet_rows: Mapping[EvidenceRow, int]
    senders: Mapping[EvidenceTable, Longs]
    place_of: Mapping[EvidenceTable, Longs]  # facility of each row, −1 for none
    licence_of: Mapping[EvidenceRow, str]
    provinces: Sequence[str]
    names: Mapping[int, str]  # facility → "79:key"
    at: datetime

    @classmethod
    def of(  # noqa: PLR0913 - the run, and what its signs are about
        cls,
        stored: StoredBatch,
        linked: Linked,
        places: Longs,
        rows: Collection[EvidenceRow],
        facilities: Collection[int],
        *,
        at: datetime,
    ) -> SignRows:
        """Look up where rows stand, those on which signs rest, and facilities that have signs."""
        batch = stored.batch
        keys = {one: stored.keys(name) for one, name in TABLES.items()}
        tables = {one: getattr(batch, name) for one, name in TABLES.items()}
        whole = np.append(places, -1)
        place_of = {one: np.full(len(keys[one]), -1, np.int64) for one in TABLES} | {
            EvidenceTable.REGISTRATION: whole[linked.place],
            EvidenceTable.FACILITY: whole[linked.facilities.entity],
        }
        concerned = {*facilities, *(int(place_of[row.table][row.index]) for row in rows)}
        held = Facility.objects.filter(id__in=concerned).values_list("id", "province", "key")
        return cls(
            keys=keys,
            sheet_rows={
                row: int(str(number)) for row, (number,) in _values(tables, rows, ("row",)).items()
            },
            senders={one: table["file"].to_numpy() for one, table in tables.items()},
            place_of=place_of,
            licence_of={
                row: "/".join(str(part or "") for part in parts)
                for row, parts in _values(
                    {one: tables[one] for one in NUMBERED}, rows, LICENCE
                ).items()
            },
            provinces=stored.provinces,
            names={number: f"{province}:{key}" for number, province, key in held},
            at=at,
        )

    def signs(
        self,
        person: int | None,
        facility: int | None,
        signs: Sequence[Sign],
        findings: Sequence[Finding],
    ) -> Iterable[StoredSign]:
        """Give the rows of one person's or place's signs."""
        times: dict[str, int] = defaultdict(int)
        subject = f"person {person}" if person is not None else f"place {facility}"
        for sign, finding in zip(signs, findings, strict=True):
            about = f"{subject} {sign.rule} {sorted(set(map(self._thing, sign.evidence)))}"
            times[about] += 1
            yield self._row(
                sign, finding, person, facility, _fingerprint(f"{about} {times[about]}")
            )

    def _row(
        self,
        sign: Sign,
        finding: Finding,
        person: int | None,
        facility: int | None,
        fingerprint: str,
    ) -> StoredSign:
        concerned = {int(self.place_of[row.table][row.index]) for row in sign.evidence}
        if facility is not None:
            concerned.add(facility)
        senders = {self.provinces[self.senders[row.table][row.index]] for row in sign.evidence}
        vanishes, question = sign.vanishes_if, sign.question
        return StoredSign(
            person_id=person,
            facility_id=facility,
            rule=sign.rule,
            severity=sign.severity.value,
            certainty=sign.certainty.value,
            provinces=sorted({*finding.provinces, *senders} - {""}),
            facilities=sorted({self.names[one] for one in concerned if one >= 0}),
            minutes=finding.minutes_per_week,
            overlap=sign.overlap.to_bytes() if sign.overlap is not None else None,
            said_vi=sign.said.vi,
            said_en=sign.said.en,
            vanishes_vi=vanishes.vi if vanishes else "",
            vanishes_en=vanishes.en if vanishes else "",
            question_vi=question.vi if question else "",
            question_en=question.en if question else "",
            law=[_law(one) for one in sign.provisions],
            evidence=[
                self._evidence(row) | _shown(cell)
                for row, cell in zip(sign.evidence, finding.evidence, strict=True)
            ],
            fingerprint=fingerprint,
            first_seen_at=self.at,
            last_seen_at=self.at,
        )

    def _thing(self, row: EvidenceRow) -> str:
        """Say what a row is about, whichever list says it: the same sign is known again by it."""
        place = int(self.place_of[row.table][row.index])
        licence = self.licence_of.get(row, "") if place < 0 else ""
        return f"{row.table.value} {place} {licence}"

    def _evidence(self, row: EvidenceRow) -> dict[str, object]:
        key = int(self.keys[row.table][row.index])
        return {
            "table": row.table.value,
            "file": key >> 32,
            "index": key & 0xFFFFFFFF,
            "row": self.sheet_rows[row],
            "province": self.provinces[self.senders[row.table][row.index]],
        }


def _values(
    tables: Mapping[EvidenceTable, pa.Table], rows: Collection[EvidenceRow], names: Sequence[str]
) -> dict[EvidenceRow, tuple[object, ...]]:
    """Read columns of some rows."""
    found: dict[EvidenceRow, tuple[object, ...]] = {}
    for kind, table in tables.items():
        chosen = [row for row in rows if row.table is kind]
        taken = table.select(list(names)).take(pa.array([row.index for row in chosen], pa.int64()))
        columns = [taken[name].to_pylist() for name in names]
        found |= dict(zip(chosen, zip(*columns, strict=True), strict=True))
    return found


def _shown(cell: EvidenceCell) -> dict[str, object]:
    """Keep the cells themselves: the other department may see this row, not the whole file."""
    return {
        "sheet": cell.sheet,
        "facility": cell.facility or "",
        "raw": dict(cell.raw),
        "columns": dict(cell.columns),
        "fields": dict(cell.fields),
    }


def _law(provision: Provision) -> dict[str, str]:
    return {
        "topic": provision.topic,
        "instrument": provision.instrument,
        "article": provision.article,
        "in_force_from": provision.in_force_from.isoformat(),
        "summary_vi": provision.summary_vi,
        "summary_en": provision.summary_en,
        "how_read": provision.how_read.value,
        "reading": provision.reading,
        "reading_en": provision.reading_en,
    }


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
