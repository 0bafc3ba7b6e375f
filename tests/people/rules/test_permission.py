"""The table of permissions, cell by cell against a second table drawn here."""

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.people.rules.office import VISITOR, OfficeRole, Record, Relation, Standing
from lieny.people.rules.permission import UnknownAction, may, may_ever, permissions
from lieny.people.rules.second_factor import must_use_second_factor

HCM, DONG_NAI, TAY_NINH = "79", "75", "80"

# Letters: P own province, F own facility, M match, C case, U public.
OFFICES = "LO INS HEAD FAC REG AUD ADM VIS"
TABLE = """
public.lookup        U    U    U    U   U  U  U  U
registry.read        PMC  PMC  PMC  F   -  -  -  -
registry.export      P    -    P    F   -  -  -  -
registry.ask-before  PMU  PMU  PMU  F   -  -  -  -
list.submit          P    -    -    F   -  -  -  -
list.confirm         P    -    -    -   -  -  -  -
list.withdraw        P    -    -    F   -  -  -  -
link.read            PM   -    PM   -   -  -  -  -
link.review          PM   -    -    -   -  -  -  -
link.second          PM   -    PM   -   -  -  -  -
link.undo            PM   -    PM   -   -  -  -  -
quality.read         P    P    P    F   U  -  -  -
quality.feedback     P    P    P    F   -  -  -  -
sign.read            PMC  PMC  PMC  -   -  -  -  -
case.open            PM   PM   -    -   -  -  -  -
case.read            PC   PC   PC   -   C  -  -  -
case.discuss         PC   PC   PC   -   -  -  -  -
case.ask-facility    P    P    -    -   -  -  -  -
case.answer          -    -    -    F   -  -  -  -
case.verify          PC   PC   -    -   -  -  -  -
case.close           -    -    PC   -   -  -  -  -
letter.write         PC   PC   PC   -   -  -  -  -
region.read          U    U    U    -   U  U  -  -
law.read             U    U    U    U   U  U  U  U
people.read          -    -    P    -   -  P  P  -
people.manage        -    -    -    -   -  -  P  -
audit.read           -    -    P    -   -  P  -  -
audit.export         -    -    -    -   -  P  -  -
receipt.issue        P    -    -    F   -  -  -  -
people.second        -    -    P    -   -  -  P  -
audit.verify         -    -    P    -   -  P  -  -
mail.read            -    -    -    -   -  -  P  -
mail.retry           -    -    -    -   -  -  P  -
node.read            -    -    -    -   -  -  U  -
node.manage          -    -    -    -   -  -  U  -
design.read          -    -    -    -   -  -  U  -
"""
ROLES = dict(
    zip(
        OFFICES.split(),
        (
            OfficeRole.LICENSING_OFFICER,
            OfficeRole.INSPECTOR,
            OfficeRole.HEAD_OF_DEPARTMENT,
            OfficeRole.FACILITY_USER,
            OfficeRole.REGIONAL_COORDINATOR,
            OfficeRole.AUDITOR,
            OfficeRole.ADMINISTRATOR,
            OfficeRole.VISITOR,
        ),
        strict=True,
    )
)
LETTERS = {
    "P": Relation.OWN_PROVINCE,
    "F": Relation.OWN_FACILITY,
    "M": Relation.MATCH,
    "C": Relation.CASE,
    "U": Relation.PUBLIC,
}


def drawn() -> dict[tuple[str, OfficeRole], frozenset[Relation]]:
    cells = {}
    for line in TABLE.strip().splitlines():
        action, *letters = line.split()
        for role, word in zip(ROLES.values(), letters, strict=True):
            cells[action, role] = frozenset(LETTERS[letter] for letter in word if letter != "-")
    return cells


DRAWN = drawn()


def standing_of(role: OfficeRole) -> Standing:
    """One holder of each office, at home in Ho Chi Minh City."""
    if role is OfficeRole.FACILITY_USER:
        return Standing(role, HCM, "00123")
    if role in (OfficeRole.REGIONAL_COORDINATOR, OfficeRole.VISITOR):
        return Standing(role)
    return Standing(role, HCM)


# One record for each relation, and one to which nobody of the above stands in any but the public.
RECORDS = {
    Relation.OWN_PROVINCE: Record(HCM, "00999"),
    Relation.OWN_FACILITY: Record(HCM, "00123"),
    Relation.MATCH: Record(DONG_NAI, matched=frozenset({HCM})),
    Relation.CASE: Record(DONG_NAI, in_case=frozenset({HCM, DONG_NAI})),
    Relation.PUBLIC: Record(TAY_NINH),
}


def expected(action: str, role: OfficeRole, record_of: Relation) -> bool:
    """What the drawn table says of that record, worked out by hand for each office."""
    cell = DRAWN[action, role]
    reached = {Relation.PUBLIC}
    if role is OfficeRole.FACILITY_USER:
        reached |= {record_of} & {Relation.OWN_FACILITY}
    elif role is OfficeRole.REGIONAL_COORDINATOR:
        reached |= {record_of} & {Relation.CASE}
    elif role is not OfficeRole.VISITOR:
        # A department's officers meet their own facility's record as one of their province.
        at_home = record_of is Relation.OWN_FACILITY
        reached |= {Relation.OWN_PROVINCE if at_home else record_of}
    return bool(cell & reached)


def test_every_action_of_the_table_is_drawn_and_no_other():
    assert {action for action, _ in DRAWN} == set(permissions())


@pytest.mark.parametrize("action", permissions())
def test_each_cell_names_the_drawn_relations(action):
    allowed = permissions()[action].allowed
    cells = {role: allowed.get(role, frozenset()) for role in OfficeRole}
    assert cells == {role: DRAWN[action, role] for role in OfficeRole}


@pytest.mark.parametrize("role", OfficeRole)
@pytest.mark.parametrize("action", permissions())
def test_the_decision_for_a_record_of_each_relation(action, role):
    decisions = {
        relation: may(action, standings=[standing_of(role)], record=record)
        for relation, record in RECORDS.items()
    }
    drawn_decisions = {relation: expected(action, role, relation) for relation in RECORDS}
    assert {relation: made.allowed for relation, made in decisions.items()} == drawn_decisions
    assert all((made.relation is not None) is made.allowed for made in decisions.values())


def test_somebody_without_an_office_may_nothing():
    for action in permissions():
        for record in RECORDS.values():
            assert not may(action, standings=[], record=record).allowed


def test_an_unknown_action_is_no_question_with_an_answer():
    with pytest.raises(UnknownAction, match=r"case\.burn"):
        may("case.burn", standings=[VISITOR], record=Record())
    with pytest.raises(UnknownAction):
        may_ever("case.burn", standings=[])


def test_the_closest_relation_is_the_reason():
    officer = Standing(OfficeRole.LICENSING_OFFICER, HCM)
    both = Record(DONG_NAI, matched=frozenset({HCM}), in_case=frozenset({HCM, DONG_NAI}))
    assert may("registry.read", standings=[officer], record=both).relation is Relation.MATCH


def test_the_same_facility_key_in_another_province_is_another_facility():
    user = Standing(OfficeRole.FACILITY_USER, HCM, "00123")
    assert not may("registry.read", standings=[user], record=Record(DONG_NAI, "00123")).allowed


def test_one_province_alone_is_no_case_of_the_region():
    coordinator = Standing(OfficeRole.REGIONAL_COORDINATOR)
    alone = Record(HCM, in_case=frozenset({HCM}))
    assert not may("case.read", standings=[coordinator], record=alone).allowed


standings = st.builds(
    Standing,
    st.sampled_from(OfficeRole),
    st.sampled_from([None, HCM, DONG_NAI]),
    st.sampled_from([None, "00123"]),
)
provinces = st.frozensets(st.sampled_from([HCM, DONG_NAI, TAY_NINH]))
records = st.builds(Record, st.sampled_from([None, HCM, TAY_NINH]), st.none(), provinces, provinces)


@given(st.sampled_from(sorted(permissions())), st.lists(standings, max_size=3), standings, records)
def test_one_more_office_never_takes_a_permission_away(action, held, more, record):
    if may(action, standings=held, record=record).allowed:
        assert may(action, standings=[*held, more], record=record).allowed


@given(st.sampled_from(sorted(permissions())), st.lists(standings, max_size=3), records)
def test_what_may_never_be_done_is_not_done_to_any_record(action, held, record):
    if may(action, standings=held, record=record).allowed:
        assert may_ever(action, standings=held)


@pytest.mark.parametrize("role", OfficeRole)
def test_every_office_but_the_facility_shows_a_second_factor(role):
    without = {OfficeRole.FACILITY_USER, OfficeRole.VISITOR}
    assert must_use_second_factor([standing_of(role)]) is (role not in without)


def test_no_action_stands_in_the_table_that_nothing_in_the_portal_asks_for():
    folder = resources.files("lieny")
    code = "".join(path.read_text("utf-8") for path in Path(str(folder)).rglob("*.py"))
    assert [name for name in permissions() if f'"{name}"' not in code] == []
