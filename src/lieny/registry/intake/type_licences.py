"""Raw rows of licence registers to the table `LICENCES`."""

from __future__ import annotations

import pyarrow as pa

from lieny.registry.columns.tables import LICENCES
from lieny.registry.intake.gathering import Gathering
from lieny.registry.intake.person_columns import person_columns
from lieny.registry.intake.scope_columns import scope_columns
from lieny.registry.intake.status_words import decision_in, read_licence_status
from lieny.registry.intake.typing_desk import TypingDesk
from lieny.registry.rules.facts import LicenceStatus
from lieny.vocabulary.period import Period, read_period


def type_licences(gathering: Gathering) -> pa.Table:
    """Type what was gathered of licence registers."""
    desk = TypingDesk(gathering, gathering.licences)
    columns: dict[str, pa.Array] = {
        **dict(zip(("file", "table", "row"), desk.provenance(), strict=True)),
        **person_columns(desk),
        **scope_columns(desk),
        **_status_columns(desk),
        "valid_until": desk.days("expires_on"),
        "cme_hours": desk.numbers("cme_hours", pa.float32(), "số giờ/hours"),
        "cme_from": desk.days("cme_from"),
    }
    for name in (
        "name",
        "licence",
        "birth",
        "personal_number",
        "issued_on",
        "status_from",
        "status_until",
    ):
        columns[f"raw_{name}"] = desk.raw(name)
    for name in ("title", "scope", "status", "note"):
        columns[f"raw_{name}"] = desk.raw_words(name)
    return pa.Table.from_arrays([columns[field.name] for field in LICENCES], schema=LICENCES)


def _status_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    """Status, and its dates where the status itself tells them: "Đình chỉ từ … đến …"."""
    texts = desk.distinct("status")
    statuses = texts.read(read_licence_status)
    desk.complain_where("status", "status-unreadable", [status is None for status in statuses])
    spans = [_span_in(t, s) for t, s in zip(texts.values, statuses, strict=True)]
    decisions = desk.distinct("decision")
    told = [decision_in(text) for text in texts.values]
    return {
        "status": texts.words([None if status is None else status.value for status in statuses]),
        "status_from": pa.compute.coalesce(
            desk.days("status_from"), texts.spread([s.valid_from for s in spans], pa.date32())
        ),
        "status_until": pa.compute.coalesce(
            desk.days("status_until"), texts.spread([s.valid_until for s in spans], pa.date32())
        ),
        "decision": pa.compute.coalesce(decisions.texts, texts.spread(told, pa.string())),
    }


def _span_in(text: str, status: LicenceStatus | None) -> Period:
    """Only a status other than active has dates of its own; "hiệu lực đến" is the licence's."""
    if status in {None, LicenceStatus.ACTIVE} or not any(letter.isdigit() for letter in text):
        return Period()
    return read_period(text).period or Period()
