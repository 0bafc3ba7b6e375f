"""Lời của nhật ký: what the codes of the audit log mean, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lieny.people.rules.permission import permissions


@dataclass(frozen=True, slots=True)
class DeedWords:
    """What one code means."""

    vi: str
    en: str


@cache
def _table() -> Mapping[str, Mapping[str, DeedWords]]:
    text = files("lieny.people.rules").joinpath("deeds.toml").read_text("utf-8")
    return {
        part: {code: DeedWords(*both) for code, both in rows.items()}
        for part, rows in tomllib.loads(text).items()
    }


def actions_known() -> Mapping[str, DeedWords]:
    """Give every action that has words, those of the table of permissions included."""
    told = {name: DeedWords(one.vi, one.en) for name, one in permissions().items()}
    return {**told, **_table()["actions"]}


def action_words(code: str) -> DeedWords:
    """Say what was done; an action without words goes by its code."""
    return actions_known().get(code, DeedWords(code, code))


def kind_words(code: str) -> DeedWords:
    """Say what kind of record it was done to."""
    return _table()["kinds"].get(code, DeedWords(code, code))


def detail_words(code: str, value: str) -> tuple[DeedWords, DeedWords] | None:
    """Say what a detail is, and its value where that is a code too; None for mere ids."""
    name = _table()["details"].get(code)
    if name is None:
        return None
    values = _table()["relations"] if code == "relation" else {}
    return name, values.get(value, DeedWords(value, value))
