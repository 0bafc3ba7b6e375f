"""People's word on who is who: it holds through every linking, ids lead on, undoing works."""

import pytest
from stored_lists import CLINIC, GENERAL, HOSPITAL, official_list

from lieny.people.models import Membership, User
from lieny.people.services.boundary import within
from lieny.registry.models import (
    LinkDecision,
    LinkQuestion,
    OutgoingMail,
    Person,
    Registration,
    StoredSign,
)
from lieny.registry.services import link_decisions
from lieny.registry.services.link_decisions import Decider, Verdict

ONE = ("BS Nguyễn Thị Lan", "001234/HCM-CCHN", GENERAL)
OTHER = ("BS Nguyễn Thị Lan", "004321/ĐNAI-CCHN", GENERAL)
MORNINGS = "T2-T6: 7h30-11h30"


@pytest.fixture
def two(portal):
    """A name in two provinces, under two numbers: two persons, as far as lists tell."""
    for province, place, doctor in (("79", HOSPITAL, ONE), ("75", CLINIC, OTHER)):
        portal.confirm(
            portal.hand_in(province, [("a.xlsx", official_list(place, [(doctor, MORNINGS)]))])
        )
    return sorted(Person.objects.using("owner").values_list("id", flat=True))


def standing():
    return list(
        Person.objects.using("owner")
        .filter(merged_into=None)
        .order_by("id")
        .values_list("id", flat=True)
    )


def decide(portal, pair, verdict):
    at = portal.later()
    with within(portal.boundary("79")):
        decision = link_decisions.decide(
            tuple(pair), verdict, by=Decider(portal.user.pk, "79"), at=at
        )
    portal.take_in(at)
    return decision


def second(portal, decision):
    portal.take_in(portal.second(decision, "75"))


def test_across_provinces_two_people_must_agree(portal, two):
    assert len(two) == 2
    decision = decide(portal, two, Verdict.SAME)
    assert decision.across_provinces
    assert standing() == two
    with within(portal.boundary("79")), pytest.raises(link_decisions.NotToBeSeconded):
        link_decisions.second(decision.pk, by=Decider(portal.user.pk, "79"), at=portal.later())
    second(portal, decision)
    assert standing() == two[:1]
    merged = Person.objects.using("owner").get(pk=two[1])
    assert merged.merged_into_id == two[0]
    kept = Person.objects.using("owner").get(pk=two[0])
    assert kept.provinces == merged.provinces == ["75", "79"]
    assert StoredSign.objects.using("owner").filter(person=kept, rule="R01", ended_at=None).exists()


@pytest.fixture
def alike(portal):
    """A rare name in two provinces, under numbers a digit apart: a question."""
    for province, place, number in (("79", HOSPITAL, "1234"), ("75", CLINIC, "1235")):
        doctor = ("BS Đoàn Mạnh Khương Duy", f"00{number}/HCM-CCHN", GENERAL)
        content = official_list(place, [(doctor, MORNINGS)])
        portal.confirm(portal.hand_in(province, [("a.xlsx", content)]))
    return standing()


def test_a_pair_that_may_be_one_is_asked_of_both_provinces_until_it_is_decided(portal, alike):
    two = alike
    assert len(two) == 2
    for province in ("79", "75"):
        with within(portal.boundary(province)):
            (question,) = LinkQuestion.objects.all()
            assert [question.one_id, question.other_id] == two
            assert {question.one_shown["province"], question.other_shown["province"]} == {
                "75",
                "79",
            }
            assert question.one_shown["name"] == "Đoàn Mạnh Khương Duy"
            assert not {"time", "facility", "raw_time"} & set(question.one_shown)
    with within(portal.boundary("80")):
        assert not LinkQuestion.objects.exists()
    decide(portal, two, Verdict.DIFFERENT)
    assert not LinkQuestion.objects.using("owner").exists()
    assert standing() == two


def test_nobody_decides_about_persons_that_they_do_not_see(portal, two):
    with within(portal.boundary("80")), pytest.raises(Person.DoesNotExist):
        link_decisions.decide(
            tuple(two), Verdict.SAME, by=Decider(portal.user.pk, "80"), at=portal.later()
        )
    assert not LinkDecision.objects.using("owner").exists()


def test_what_was_said_holds_for_lists_that_come_later(portal, two):
    second(portal, decide(portal, two, Verdict.SAME))
    portal.confirm(
        portal.hand_in("75", [("b.xlsx", official_list(CLINIC, [(OTHER, MORNINGS)], month=11))])
    )
    assert standing() == two[:1]
    rows = Registration.objects.using("owner")
    assert set(rows.values_list("person_id", flat=True)) == {two[0]}


def test_undoing_brings_the_same_persons_back_and_ends_the_signs(portal, two):
    before = dict(Registration.objects.using("owner").values_list("province", "person_id"))
    decision = decide(portal, two, Verdict.SAME)
    second(portal, decision)
    at = portal.later()
    with within(portal.boundary("79")):
        link_decisions.undo(
            decision.pk, by=Decider(portal.user.pk, "79"), at=at, reason="hai ngày sinh"
        )
    portal.take_in(at)
    people = dict(Registration.objects.using("owner").values_list("province", "person_id"))
    assert people == before
    assert sorted(before.values()) == sorted(two)
    assert standing() == sorted(two)
    (sign,) = StoredSign.objects.using("owner").filter(rule="R01")
    assert sign.ending == "link-undone"


def test_one_person_may_be_said_to_be_two(portal):
    for province, place in (("79", HOSPITAL), ("75", CLINIC)):
        other = (ONE[0].upper() if province == "75" else ONE[0], *ONE[1:])
        portal.confirm(
            portal.hand_in(province, [("a.xlsx", official_list(place, [(other, MORNINGS)]))])
        )
    (person,) = standing()
    assert not LinkDecision.objects.using("owner").exists()
    with within(portal.boundary("79")), pytest.raises(link_decisions.NotToBeDecided):
        link_decisions.decide(
            (person, person), Verdict.DIFFERENT, by=Decider(portal.user.pk, "79"), at=portal.later()
        )


def test_the_other_side_is_told_that_a_proposal_waits_and_nobody_is_named(portal, alike, settings):
    settings.EMAIL_HOST = "127.0.0.1"  # letters are written; nothing sends them here
    begins = portal.later().date()
    people = {}
    for province, role in (
        ("75", "licensing-officer"), ("75", "inspector"), ("75", "head-of-department"),
        ("79", "licensing-officer"), ("80", "licensing-officer"),
    ):  # fmt: skip
        user = User.objects.using("owner").create(
            email=f"{role}@{province}.example", full_name="Người nhận", password=""
        )
        Membership.objects.using("owner").create(
            user=user, organisation=portal.department(province), role=role, valid_from=begins
        )
        people[user.pk] = (province, role)
    decide(portal, alike, Verdict.SAME)
    letters = list(OutgoingMail.objects.using("owner").all())
    assert sorted(people[one.user_id] for one in letters) == [
        ("75", "head-of-department"), ("75", "licensing-officer")
    ]  # fmt: skip
    assert {one.province for one in letters} == {"75"}
    for one in letters:
        assert "/ghep-ho-so/?xem=" in one.body
        assert "Khương" not in one.subject + one.body


def test_a_word_that_two_differ_tells_nobody(portal, alike, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    user = User.objects.using("owner").create(
        email="a@75.example", full_name="Người nhận", password=""
    )
    Membership.objects.using("owner").create(
        user=user, organisation=portal.department("75"), role="licensing-officer",
        valid_from=portal.later().date(),
    )  # fmt: skip
    decide(portal, alike, Verdict.DIFFERENT)
    assert not OutgoingMail.objects.using("owner").exists()
