"""From lists to cases and back: two persons are merged, their cases joined, and all is undone."""

import pytest
from stored_lists import CLINIC, GENERAL, HOSPITAL, official_list

from lieny.people.services.boundary import within
from lieny.registry.models import Case, CaseSign, Person, StoredSign
from lieny.registry.services import link_decisions
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.vanishing import withdraw_all_vanished
from lieny.registry.services.link_decisions import Decider, Verdict

SECOND = HOSPITAL | {"facility": "Phòng khám Thiên Ân", "licence": "00777/HCM-GPHĐ"}
THIRD = CLINIC | {"facility": "Bệnh viện Biên Hòa", "licence": "00888/ĐNAI-GPHĐ"}
HOURS = {"79": "T2-T6: 7h30-11h30", "75": "T7: 8h-11h"}


@pytest.fixture
def two(portal):
    """One name in two provinces, in each under its own number at two places at the same hours."""
    for province, number, places in (
        ("79", "001234/HCM-CCHN", (HOSPITAL, SECOND)),
        ("75", "004321/ĐNAI-CCHN", (CLINIC, THIRD)),
    ):
        doctor = ("BS Nguyễn Thị Lan", number, GENERAL)
        files = [
            (f"{number_}.xlsx", official_list(place, [(doctor, HOURS[province])]))
            for number_, place in enumerate(places)
        ]
        portal.confirm(portal.hand_in(province, files))
    people = Person.objects.using("owner").order_by("id")
    return {one.provinces[0]: one.pk for one in people}


def check(portal, at):
    portal.take_in(at)
    with portal.as_owner():
        withdraw_all_vanished(at=at)


def stands(portal):
    """Of each open case whom it is about, and of whom the signs in it that stand are."""
    found = {}
    for case in Case.objects.using("owner").exclude(state="superseded"):
        held = CaseSign.objects.using("owner").filter(case=case).values("sign")
        signs = StoredSign.objects.using("owner").filter(pk__in=held, ended_at=None)
        found[case.number] = (
            case.person_id, case.state, sorted(signs.values_list("person_id", "rule")),
        )  # fmt: skip
    return found


def test_lists_persons_signs_and_cases_stand_after_an_undoing_as_before_the_merging(portal, two):
    cases = {}
    for province in ("79", "75"):
        with within(portal.boundary(province)):
            cases[province] = open_case(two[province], by=portal.user.pk, at=portal.later()).number
    before = stands(portal)
    assert before == {
        cases[code]: (two[code], "detected", [(two[code], "R01")]) for code in ("79", "75")
    }
    at = portal.later()
    with within(portal.boundary("79")):
        pair = (two["79"], two["75"])
        decision = link_decisions.decide(
            pair, Verdict.SAME, by=Decider(portal.user.pk, "79"), at=at
        )
    check(portal, portal.second(decision, "75"))
    ((number, (_, state, signs)),) = stands(portal).items()
    assert (number, state) == (cases["79"], "detected")
    assert signs.count((two["79"], "R01")) == 2  # those of both, about one person now
    at = portal.later()
    with within(portal.boundary("79")):
        link_decisions.undo(
            decision.pk, by=Decider(portal.user.pk, "79"), at=at, reason="hai ngày sinh"
        )
    check(portal, at)
    assert stands(portal) == before
    check(portal, portal.later())
    assert stands(portal) == before
