"""Controls under R's names become fields under ours; what a control reads, it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lieny.surveillance.engine.control_fault import refuse_unknown

# The span says the range; the others are what R writes into a control of its own.
IGNORED = frozenset({"range", "verbose", "name", "data"})


def fields_from_r(given: Mapping[str, object], names: Mapping[str, str]) -> dict[str, Any]:
    """Give the fields that `given` sets; `names` maps R's name to the field.

    A null leaves the field at its default, as in R. Raises `ControlFault` for an unknown name.
    """
    refuse_unknown(given, names.keys() | IGNORED)
    return {names[name]: given[name] for name in names if given.get(name) is not None}


def keep(control: object, **fields: object) -> None:
    """Write the values as read into a frozen control, while it is made."""
    for name, value in fields.items():
        object.__setattr__(control, name, value)
