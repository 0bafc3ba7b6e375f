"""Rows as intake gives them, for tests of linking: `shown("Nguyễn Văn An", licence="123/HCM")`."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from lieny.registry.columns.tables import LICENCE, LICENCES, PERSON, REGISTRATIONS
from lieny.registry.engine.linking import link_persons
from lieny.vocabulary.person_name import PersonName

SCHEMA = pa.schema(PERSON)
MORE = ("other_licences", "raw_time", "raw_position", "unit")


def shown(name=None, *, born=None, licence=None, status="exact", **more):
    """One row. `born` is "1980-05-21" or "1980"; `licence` is "123/HCM-CCHN", "123/HCM", "123"."""
    row = dict.fromkeys(SCHEMA.names)
    if name:
        read = PersonName.of(name)
        row |= {"name": read.text, "name_folded": read.folded, "name_toned": read.toned}
        row |= {"surname": read.surname, "middle": read.middle, "given": read.given}
        row |= {"initials": read.initials}
    if born:
        row["birth_year"] = int(born[:4])
        row["birth_on"] = date.fromisoformat(born) if len(born) > 4 else None
    if licence:
        row |= {f"licence_{k}": v for k, v in number(licence, status).items()}
    return row | more


def number(text, status="exact"):
    serial, _, rest = text.partition("/")
    issuer, _, kind = rest.partition("-")
    return {
        "serial": int(serial),
        "issuer": issuer or None,
        "type": kind or None,
        "status": status if issuer and kind else "fuzzy",
    }


def table(rows, of=REGISTRATIONS):
    schema = SCHEMA
    for extra in MORE:
        if any(extra in row for row in rows):
            kind = pa.list_(LICENCE) if extra == "other_licences" else of.field(extra).type
            schema = schema.append(pa.field(extra, kind))
    columns = [
        pa.array([row.get(name) for row in rows], _plain(schema.field(name).type)).cast(
            schema.field(name).type
        )
        for name in schema.names
    ]
    return pa.table(columns, schema=schema)


def _plain(kind):
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def linked(rows, register=(), **how):
    return link_persons(table(list(rows)), table(list(register), LICENCES), **how)


def persons(rows, register=(), **how):
    """Person of each row, registrations first."""
    links = linked(rows, register, **how)
    return [*links.registration_person.tolist(), *links.licence_person.tolist()]


def together(*rows, register=()):
    """Test whether all rows are one person."""
    return len(set(persons(rows, register))) == 1


def each_together(cases):
    """For each named pair of rows, test whether they are one person; all in one run."""
    found = persons([row for pair in cases.values() for row in pair])
    return {case: found[2 * k] == found[2 * k + 1] for k, case in enumerate(cases)}


def agreement(found, true):
    """Precision and recall over pairs of rows."""
    both = pairs_within(found.astype(np.int64) * (int(true.max()) + 1) + true)
    return both / max(pairs_within(found), 1), both / max(pairs_within(true), 1)


def pairs_within(label):
    sizes = np.unique(label, return_counts=True)[1].astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())
