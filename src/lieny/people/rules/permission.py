"""The one table of permissions, and the decision that reads it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lieny.people.rules.office import OfficeRole, Record, Relation, Standing, relations_between


class UnknownAction(LookupError):
    """The table has no such action; a question that nobody thought of is never answered yes."""


@dataclass(frozen=True)
class Action:
    """Việc: one thing that can be done in the portal, and who may do it.

    Attributes:
        name: as in the code, "case.close".
        vi: what it is, in Vietnamese.
        en: what it is, in English.
        allowed: by office, the relations in which it may be done.
        names_people: its pages name practitioners, and each reading is written down.
    """

    name: str
    vi: str
    en: str
    allowed: Mapping[OfficeRole, frozenset[Relation]]
    names_people: bool = False


@dataclass(frozen=True)
class Decision:
    """Quyết định cho phép: the answer and what it rests on.

    Attributes:
        allowed: the answer.
        standing: the office that allows it; None when refused.
        relation: the relation that allows it; None when refused.
    """

    allowed: bool
    standing: Standing | None = None
    relation: Relation | None = None


REFUSED = Decision(allowed=False)


@cache
def permissions() -> Mapping[str, Action]:
    """Read the table, `permissions.toml`, which people read too."""
    text = files("lieny.people.rules").joinpath("permissions.toml").read_text("utf-8")
    return {name: _action(name, row) for name, row in tomllib.loads(text).items()}


def _action(name: str, row: Mapping[str, object]) -> Action:
    allowed = {
        OfficeRole(role): frozenset(Relation(word) for word in words)
        for role, words in row.items()
        if isinstance(words, list)
    }
    names_people = row.get("names-people") is True
    return Action(name, str(row["vi"]), str(row["en"]), allowed, names_people)


def may(action: str, *, standings: Iterable[Standing], record: Record) -> Decision:
    """Decide whether somebody who holds these offices may do `action` to `record`.

    Design: deny by default; one office in one relation that the table names is enough. Relations
        are tried from the closest to the most distant, so that the reason given is the strongest.

    Raises:
        UnknownAction: the table has no such action.
    """
    row = permissions().get(action)
    if row is None:
        raise UnknownAction(action)
    for standing in standings:
        open_to = row.allowed.get(standing.role, frozenset())
        reached = relations_between(standing, record) & open_to
        for relation in Relation:
            if relation in reached:
                return Decision(allowed=True, standing=standing, relation=relation)
    return REFUSED


def may_ever(action: str, *, standings: Iterable[Standing]) -> bool:
    """Tell whether an office may do `action` to any record at all: for menus and whole pages.

    Design: a page that this opens still asks `may` for each record that it shows.

    Raises:
        UnknownAction: the table has no such action.
    """
    row = permissions().get(action)
    if row is None:
        raise UnknownAction(action)
    return any(row.allowed.get(standing.role) for standing in standings)
