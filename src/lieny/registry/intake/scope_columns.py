"""Scope of practice of registrations and licences."""

from __future__ import annotations

import pyarrow as pa

from lieny.registry.intake.typing_desk import TypingDesk
from lieny.vocabulary.scope import read_scope


def scope_columns(desk: TypingDesk) -> dict[str, pa.Array]:
    """Type the scope of each row; several scopes of a cell are joined by "|"."""
    texts = desk.distinct("scope")
    readings = texts.read(read_scope)
    return {
        "scopes": texts.words(["|".join(scope.value for scope in one.scopes) for one in readings]),
        "scope_by_reference": texts.spread(
            [one.by_reference for one in readings], pa.bool_()
        ).fill_null(False),  # noqa: FBT003
    }
