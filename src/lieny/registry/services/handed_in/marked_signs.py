"""Stored signs as findings that can be marked in a file, as far as somebody may read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection
from django.utils import timezone

from lieny.law.provision import HowRead, Provision
from lieny.people.rules.office import Record, Standing
from lieny.people.rules.permission import may
from lieny.registry.models import Person, Registration, SourceFile, StoredSign
from lieny.registry.rules.sign import Bilingual, Certainty, Severity
from lieny.registry.services.cases.inbox import URGENCY
from lieny.registry.services.result import EvidenceCell, Finding, PersonRef
from lieny.ui.provinces import province_name
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType
from lieny.vocabulary.weekly_set import WeeklySet


def findings_of(file: SourceFile, *, standings: Sequence[Standing]) -> tuple[Finding, ...]:
    """Give the signs that stand and rest on a row of a file, the most severe first.

    A sign is left out where whoever asks may not read signs of one of its provinces, or not every
    row that it rests on: its words tell of all of them.
    """
    standing = StoredSign.objects.filter(
        ended_at__isnull=True, evidence__contains=[{"file": file.pk}]
    )
    ordered = standing.annotate(urgency=URGENCY).order_by("urgency", "-first_seen_at", "id")
    signs = [sign for sign in ordered if _may_read(sign, file, standings)]
    people = Person.objects.in_bulk({sign.person_id for sign in signs if sign.person_id})
    numbers = _licences(people)
    names = _file_names(signs)
    return tuple(
        _finding(sign, file, people.get(sign.person_id or 0), numbers, names) for sign in signs
    )


def _may_read(sign: StoredSign, file: SourceFile, standings: Sequence[Standing]) -> bool:
    matched = frozenset(sign.provinces)
    provinces = {str(row.get("province") or "") for row in sign.evidence}
    asked = [("sign.read", Record(file.province, matched=matched))]
    asked += [("registry.read", Record(code, matched=matched)) for code in provinces if code]
    return all(may(action, standings=standings, record=record).allowed for action, record in asked)


def _finding(
    sign: StoredSign,
    file: SourceFile,
    person: Person | None,
    numbers: Mapping[int, Sequence[str]],
    names: Mapping[int, str],
) -> Finding:
    return Finding(
        rule=sign.rule,
        severity=Severity(sign.severity),
        certainty=Certainty(sign.certainty),
        person=PersonRef(
            str(sign.person_id or ""),
            person.name if person else "",
            tuple(numbers.get(sign.person_id or 0, ())),
        ),
        provinces=tuple(sign.provinces),
        cross_province=len(sign.provinces) > 1,
        minutes_per_week=sign.minutes,
        overlap=WeeklySet.from_bytes(bytes(sign.overlap)) if sign.overlap else None,
        law=tuple(_provision(one) for one in sign.law),
        evidence=tuple(_cell(row, file, names) for row in sign.evidence),
        said=Bilingual(sign.said_vi, sign.said_en),
        vanishes_if=Bilingual(sign.vanishes_vi, sign.vanishes_en) if sign.vanishes_vi else None,
        question=Bilingual(sign.question_vi, sign.question_en) if sign.question_vi else None,
    )


def _cell(row: Mapping[str, object], file: SourceFile, names: Mapping[int, str]) -> EvidenceCell:
    number, province = row.get("file"), str(row.get("province") or "")
    name = names.get(number if isinstance(number, int) else 0, "")
    # Another file is never called as this one is: whose it is goes before its name.
    sender = province_name(province, timezone.localdate())
    columns = _words(row.get("columns"))
    return EvidenceCell(
        path=file.name if number == file.pk else f"{sender}: {name}",
        sheet=str(row.get("sheet") or ""),
        row=_whole(row.get("row")),
        table=str(row.get("table") or ""),
        raw={heading: str(text) for heading, text in _words(row.get("raw")).items()},
        columns={heading: _whole(column) for heading, column in columns.items()},
        facility=str(row.get("facility") or "") or None,
        province=province or None,
        fields={heading: str(one) for heading, one in _words(row.get("fields")).items()},
    )


def _provision(one: Mapping[str, object]) -> Provision:
    """Give what was kept of a provision when the sign arose; its last day is not."""
    begins = str(one.get("in_force_from") or "")
    return Provision(
        topic="",
        instrument=str(one.get("instrument") or ""),
        article=str(one.get("article") or ""),
        # Of older signs the day was not kept; marks name instrument and article alone.
        in_force_from=date.fromisoformat(begins) if begins else date.min,
        in_force_until=None,
        parameters=(),
        how_read=HowRead(str(one.get("how_read") or HowRead.UNREAD.value)),
        source="",
        summary_vi=str(one.get("summary_vi") or ""),
        summary_en=str(one.get("summary_en") or ""),
    )


def _licences(people: Iterable[int]) -> Mapping[int, Sequence[str]]:
    """Give the licence numbers that rows of each person carry."""
    rows = Registration.objects.filter(
        person_id__in=list(people), known_until=None, licence_serial__isnull=False
    )
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for person, serial, issuer, kind in rows.values_list(
        "person_id", "licence_serial", "licence_issuer", "licence_type"
    ).distinct():
        if serial is not None and issuer and kind in set(LicenceType):
            found[person][LicenceNumber(serial, issuer, LicenceType(kind)).canonical] = None
    return {person: sorted(numbers) for person, numbers in found.items()}


def _file_names(signs: Iterable[StoredSign]) -> Mapping[int, str]:
    """Read the names of the files behind signs; the wall shows no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.* FROM unnest(%s::bigint[]) AS asked, registry_files_of_sign(asked) AS f",
            [[sign.pk for sign in signs]],
        )
        return {row[0]: row[1] for row in cursor.fetchall()}


def _words(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
