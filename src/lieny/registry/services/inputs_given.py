"""Đầu vào đã có: which inputs of the rules somebody gave in this run."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from lieny.registry.rules.rule_inputs import RuleInput
from lieny.registry.services.dossiers import Ground


def inputs_given(ground: Ground) -> frozenset[RuleInput]:
    """Tell which inputs of `rules.rule_inputs` are there; `rulebook.not_run` names the rest."""
    given, region = ground.given, ground.region
    lists, registers = given.registrations, given.licences
    both_days = pc.and_(pc.is_valid(lists["received_on"]), pc.is_valid(lists["event_on"]))
    found = {
        RuleInput.REGISTRATIONS: lists.num_rows > 0,
        RuleInput.LICENCE_REGISTER: registers.num_rows > 0,
        RuleInput.COVERED_REGISTER: bool(region.register_coverage),
        RuleInput.FACILITY_REGISTER: bool(region.facility_register_loaded),
        RuleInput.ISSUE_DATES: _any(lists, "licence_issued_on"),
        RuleInput.SCOPES: _any(lists, "scopes") or _any(registers, "scopes"),
        RuleInput.TITLES: _any(lists, "title") or _any(registers, "title"),
        RuleInput.ACTIVITIES: given.activities.num_rows > 0,
        RuleInput.RECEIPT_DATES: bool(pc.any(both_days).as_py()),
        RuleInput.LIST_DATES: bool(np.any(given.passed_over > 0)) or _several_lists(ground),
        RuleInput.CME: _any(lists, "cme_hours") or _any(registers, "cme_hours"),
        RuleInput.COORDINATES: _any(given.entities, "longitude"),
        RuleInput.TRAINEES: given.trainees.num_rows > 0,
        RuleInput.OPEN_HOURS: _any(given.entities, "open_hours"),
    }
    return frozenset(name for name, is_there in found.items() if is_there)


def _any(table: pa.Table, column: str) -> bool:
    return bool(table[column].null_count < table.num_rows)


def _several_lists(ground: Ground) -> bool:
    """Test whether a later list of some facility has replaced rows of an earlier one."""
    return not bool(ground.given.current.all())
