"""From offices to actors of a case, and words for everything that people can be shown."""

from datetime import UTC, datetime

import pytest

from lieny.people.rules.office import OfficeRole, Standing
from lieny.people.rules.permission import permissions
from lieny.registry.rules.case_actor import PERMISSIONS, actor_for, actors_of
from lieny.registry.rules.case_acts import PERMITS, Act
from lieny.registry.rules.case_file import (
    Actor,
    CaseFile,
    CaseState,
    Measure,
    Office,
    Outcome,
    Party,
)
from lieny.registry.rules.case_step import Why
from lieny.registry.rules.case_terms import Duty
from lieny.registry.rules.case_words import (
    BUTTONS,
    DEEDS,
    DUTIES,
    EFFECTS,
    LACKS,
    MEASURES,
    OUTCOMES,
    PARTIES,
    STATES,
)
from lieny.registry.rules.sign import Severity

AT = datetime(2026, 11, 2, tzinfo=UTC)
CASE = CaseFile(CaseState.VERIFYING, Severity.HIGH, "79", frozenset({"75"}), AT)
OFFICER, HEAD = OfficeRole.LICENSING_OFFICER, OfficeRole.HEAD_OF_DEPARTMENT


def test_an_office_stands_to_a_case_by_its_province():
    assert actors_of(CASE, [Standing(OFFICER, "79")]) == (Actor(Party.LEAD, Office.OFFICER, "79"),)
    inspector = Standing(OfficeRole.INSPECTOR, "75")
    assert actors_of(CASE, [inspector]) == (Actor(Party.PEER, Office.OFFICER, "75"),)


@pytest.mark.parametrize(
    "standing",
    [
        Standing(OFFICER, "80"),
        Standing(OfficeRole.AUDITOR, "79"),
        Standing(OfficeRole.ADMINISTRATOR, "79"),
        Standing(OfficeRole.FACILITY_USER, "79", "00123"),
        Standing(OfficeRole.REGIONAL_COORDINATOR),
        Standing(OfficeRole.VISITOR),
    ],
)
def test_others_do_nothing_in_it(standing):
    assert actors_of(CASE, [standing]) == ()
    assert actor_for(CASE, Act.PROPOSE, [standing]) is None


def test_who_holds_two_offices_acts_in_the_one_that_may():
    both = [Standing(OFFICER, "79"), Standing(HEAD, "79")]
    assert actor_for(CASE, Act.SIGN, both) == Actor(Party.LEAD, Office.HEAD, "79")
    assert actor_for(CASE, Act.PROPOSE, both) == Actor(Party.LEAD, Office.OFFICER, "79")


def test_every_act_of_people_asks_for_a_permission_that_the_table_has():
    of_people = {act for act, permit in PERMITS.items() if permit.parties != {Party.SYSTEM}}
    assert set(PERMISSIONS) == of_people
    assert set(PERMISSIONS.values()) <= set(permissions())


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (STATES, CaseState), (OUTCOMES, Outcome), (MEASURES, Measure), (BUTTONS, Act),
        (DEEDS, Act), (PARTIES, Party), (DUTIES, Duty), (LACKS, Why),
    ],
)  # fmt: skip
def test_everything_that_can_be_shown_has_words_in_both_languages(words, kinds):
    assert set(words) == set(kinds)
    assert all(one.vi and one.en for one in words.values())
    assert set(EFFECTS) == set(Act)
