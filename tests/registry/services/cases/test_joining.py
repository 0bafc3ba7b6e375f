"""One more province in a case; two persons become one: whose case goes on, and what is kept."""

from datetime import timedelta

import pytest
from case_ground import AT
from joining_ground import events, held, merge, opened, stored, take

from lieny.registry.models import Case, CaseNotice, Person
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Outcome
from lieny.registry.services.cases.joining import join_all_merged
from lieny.registry.services.cases.opening import CaseIsOpen, open_case
from lieny.registry.services.cases.vanishing import withdraw_all_vanished

LATER = AT + timedelta(days=18)


@pytest.fixture
def checked(own_database):
    """The checker at work: its process has the owner's way into the database."""
    from django.db import connections  # noqa: PLC0415

    def run(work=withdraw_all_vanished, at=LATER):
        words = {"USER": own_database.owner.user, "PASSWORD": own_database.owner.password}
        before = {name: connections["default"].settings_dict[name] for name in words}
        connections["default"].close()
        connections["default"].settings_dict.update(words)
        try:
            return work(at=at)
        finally:
            connections["default"].close()
            connections["default"].settings_dict.update(before)

    return run


def third_sign(ground):
    Person.objects.using("owner").filter(pk=ground.person.pk).update(provinces=["75", "79", "80"])
    return ground.new_sign(ground.person, "R03", provinces=("79", "80"))


def test_a_third_provinces_sign_brings_its_department_in_with_notice_and_history(ground, checked):
    case = opened(ground, ground.person)
    sign = third_sign(ground)
    with ground.as_("tay"), pytest.raises(CaseIsOpen) as refused:
        open_case(ground.person.pk, by=ground.users["tay"].pk, at=AT)
    assert refused.value.case is None  # not to be seen from there yet
    assert checked() == 1
    now = stored(case)
    assert (now.lead, now.peers) == ("79", ["75", "80"])
    assert held(case) == {ground.sign.pk, sign.pk}
    assert events(case) == [
        ("note-signs", "Có thêm: R03."),
        ("add-peer", "Sở Y tế Tây Ninh. Dấu hiệu R03."),
    ]
    told = CaseNotice.objects.using("owner").filter(case_id=case, act="add-peer")
    assert set(told.values_list("department", flat=True)) == {"75", "79", "80"}
    with ground.as_("tay"):
        assert Case.objects.filter(pk=case).exists()
    assert checked() == 0  # once is enough


def test_who_comes_in_while_others_verify_acknowledges_first_and_proposals_fall(ground, checked):
    case = opened(ground, ground.person)
    take(ground, "hoa", case, Act.OPEN)
    take(ground, "hoa", case, Act.NOTIFY)
    take(ground, "mai", case, Act.ACKNOWLEDGE)
    take(ground, "mai", case, Act.PROPOSE, outcome=Outcome.DATA_ERROR)
    take(ground, "nam", case, Act.SIGN)
    third_sign(ground)
    checked()
    now = stored(case)
    assert (now.state, now.acknowledged, now.proposed) == ("notified", ["75", "79"], "")
    assert not now.signatures.using("owner").exists()
    assert take(ground, "tay", case, Act.ACKNOWLEDGE).state == "verifying"


def test_what_was_agreed_stays_agreed_when_somebody_comes_in(ground, checked):
    case = opened(ground, ground.person)
    take(ground, "hoa", case, Act.OPEN)
    take(ground, "hoa", case, Act.NOTIFY)
    take(ground, "mai", case, Act.ACKNOWLEDGE)
    take(ground, "mai", case, Act.PROPOSE, outcome=Outcome.EXEMPT)
    take(ground, "nam", case, Act.SIGN)
    take(ground, "binh", case, Act.SIGN)
    third_sign(ground)
    checked()
    assert (stored(case).state, stored(case).peers) == ("exempt", ["75", "80"])


def test_a_province_without_a_department_here_does_not_hold_a_case_up(ground, checked):
    case = opened(ground, ground.person)
    ground.new_sign(ground.person, "R03", provinces=("79", "82"))
    checked()
    assert stored(case).peers == ["75"]


@pytest.mark.parametrize("kept_is_older", [True, False])
def test_of_two_merged_persons_the_older_case_goes_on_with_both_ones_signs(
    ground, checked, kept_is_older
):
    other = ground.new_person("Nguyễn Văn An", ["79", "80"])
    sign = ground.new_sign(other, "R06", provinces=("79", "80"))
    people = [ground.person, other]
    older = opened(ground, ground.person)
    younger = opened(ground, other, at=AT + timedelta(days=1))
    kept, gone = people if kept_is_older else people[::-1]
    merge(gone, kept)
    assert checked(join_all_merged) == 1
    now, ended = stored(older), stored(younger)
    assert (now.person_id, now.state, now.peers) == (kept.pk, "detected", ["75", "80"])
    assert (ended.state, ended.joined_into_id) == ("superseded", older)
    assert held(older) == {ground.sign.pk, sign.pk}
    assert held(younger) == {sign.pk}
    assert events(younger) == [
        ("join", f"Gộp vào hồ sơ {now.number}: hai người đã được ghép thành một.")
    ]
    assert events(older) == [
        ("take-over", f"Nhận hồ sơ {ended.number}: hai người đã được ghép thành một."),
        ("add-peer", f"Sở Y tế Tây Ninh. Có trong hồ sơ {ended.number}."),
    ]
    assert checked(join_all_merged) == 0


def test_the_only_case_follows_the_person_whom_it_is_about(ground, checked):
    other = ground.new_person("Nguyễn Văn An", ["79"])
    case = opened(ground, ground.person)
    merge(ground.person, other)
    assert checked(join_all_merged) == 1
    assert stored(case).person_id == other.pk
    assert [act for act, _ in events(case)] == ["take-over"]


def test_a_decided_case_is_never_joined_away(ground, checked):
    other = ground.new_person("Nguyễn Văn An", ["79", "75"])
    ground.new_sign(other, "R06")
    older = opened(ground, ground.person)
    younger = opened(ground, other, at=AT + timedelta(minutes=1))
    take(ground, "hoa", younger, Act.OPEN)
    take(ground, "hoa", younger, Act.NOTIFY)
    take(ground, "mai", younger, Act.ACKNOWLEDGE)
    take(ground, "mai", younger, Act.PROPOSE, outcome=Outcome.EXEMPT)
    take(ground, "nam", younger, Act.SIGN)
    take(ground, "binh", younger, Act.SIGN)
    merge(other, ground.person)
    assert checked(join_all_merged) == 1
    assert (stored(younger).state, stored(younger).person_id) == ("exempt", ground.person.pk)
    assert (stored(older).state, stored(older).joined_into_id) == ("superseded", younger)
