"""The table of rules, the order in which they speak, and those that cannot."""

from datetime import date

import pytest

from lieny.registry.rules.facts import LicenceStatus
from lieny.registry.rules.rule_inputs import MISSING, RuleInput
from lieny.registry.rules.rulebook import RULES, judge, judge_facility, not_run
from lieny.registry.rules.settings import ParameterOfWrongKind, choice, number
from lieny.registry.rules.sign import Certainty
from lieny.vocabulary.position import Position

OFFICE = "T2-T6 07:00-11:30, T2-T6 13:30-17:00"
CODES = [f"R{n:02d}" for n in range(1, 26)]


def test_all_25_rules_are_in_the_table_once():
    assert sorted(rule.code for rule in RULES) == CODES
    assert [rule.code for rule in RULES if rule.judge is None] == ["R25"]


def test_masks_come_first_then_licences_then_time():
    order = [rule.code for rule in RULES]
    assert order[0] == "R19"
    assert max(order.index(code) for code in ("R06", "R07", "R08", "R09", "R10", "R14")) < min(
        order.index(code) for code in ("R01", "R02", "R03", "R04", "R05")
    )


def test_every_rule_has_titles_topics_and_inputs(desk):
    book = desk.region().law
    for rule in RULES:
        assert rule.title.vi
        assert rule.title.en
        assert rule.topics[0] in book.topics
        assert RuleInput.REGISTRATIONS in rule.needs


def test_one_person_may_show_several_signs_in_the_order_of_the_table(desk):
    licence = desk.licence("000123/HCM-CCHN", status=LicenceStatus.REVOKED)
    roles = [
        desk.role(place, OFFICE, licences="000123/HCM-CCHN", position=Position.CHIEF)
        for place in (desk.A, desk.B)
    ]
    signs = judge(desk.person(*roles, licences=(licence,)), desk.region())
    assert [sign.rule for sign in signs] == ["R06", "R01", "R03", "R04", "R22"]


def test_an_innocent_person_shows_nothing(desk):
    licence = desk.licence("000123/HCM-CCHN", issued_on=date(2015, 1, 1))
    roles = (
        desk.role(desk.A, OFFICE, licences="000123/HCM-CCHN"),
        desk.role(desk.B, "T2-T6 17:30-20:00", licences="000123/HCM-CCHN"),
    )
    assert judge(desk.person(*roles, licences=(licence,)), desk.region()) == ()


def test_signs_never_say_violation_and_questions_are_asked(desk):
    licence = desk.licence("000123/HCM-CCHN", status=LicenceStatus.REVOKED, stayed=True)
    roles = (
        desk.role(desk.A, OFFICE, licences="000123/HCM-CCHN", position=Position.CHIEF),
        desk.role(desk.B, raw_time="Theo ca", position=Position.CHIEF, licences="000123/HCM-CCHN"),
    )
    signs = judge(desk.person(*roles, licences=(licence,)), desk.region())
    assert {sign.rule for sign in signs} == {"R02", "R04", "R06"}
    for sign in signs:
        assert sign.certainty is Certainty.POSSIBLE
        assert sign.evidence
        assert sign.provisions
        assert sign.question is not None
        assert sign.question.vi.endswith("?")
        assert sign.vanishes_if.vi.startswith("Không còn nếu")
        assert sign.vanishes_if.en.startswith("Vanishes if")
        assert "vi phạm" not in (sign.said.vi + sign.question.vi).lower()


def test_rules_without_input_say_so(desk):
    silent = dict(not_run([RuleInput.REGISTRATIONS], desk.region()))
    assert set(silent) == {
        "R06", "R07", "R08", "R09", "R10", "R13", "R14", "R15", "R16", "R17", "R18", "R19",
        "R20", "R21", "R23", "R24", "R25",
    }  # fmt: skip
    assert silent["R17"].vi == "không có bảng dấu vết hoạt động"
    assert silent["R10"].en.startswith("no issuer's register is complete enough")


def test_with_every_input_every_rule_runs_today(desk):
    assert not_run(list(RuleInput), desk.region()) == ()


@pytest.mark.parametrize(
    ("day", "silent"),
    [
        (date(2023, 6, 15), ["R08", "R18", "R24"]),
        (date(2016, 6, 30), ["R01", "R02", "R03", "R04", "R05", "R08", "R18", "R22", "R23", "R24"]),
    ],
)
def test_rules_whose_law_was_not_yet_in_force_say_so_and_stay_silent(desk, day, silent):
    region = desk.region(day)
    reasons = not_run(list(RuleInput), region)
    assert [code for code, _ in reasons] == silent
    assert {reason.vi for _, reason in reasons} == {
        "sách luật không có quy định có hiệu lực vào ngày này"
    }
    roles = [desk.role(place, OFFICE) for place in (desk.A, desk.B)]
    assert not set(silent) & {sign.rule for sign in judge(desk.person(*roles), region)}


def test_every_input_has_words_for_its_absence():
    assert set(MISSING) == set(RuleInput)


def test_places_are_judged_by_their_own_rule(desk):
    role = desk.role(desk.B, OFFICE, position=Position.CHIEF)
    place = desk.place(desk.B, open_hours=desk.role(desk.B, "T7 07:00-11:00").time.definite)
    assert [s.rule for s in judge_facility(place, (role,), desk.region())] == ["R25"]


def test_a_choice_of_the_wrong_kind_is_refused(desk):
    wrong = desk.region(parameters={"practice.no-overlap.least_minutes": "fifteen"})
    with pytest.raises(ParameterOfWrongKind, match="a number is needed"):
        number(wrong, "practice.no-overlap", "least_minutes")
    with pytest.raises(ParameterOfWrongKind, match="a text is needed"):
        choice(desk.region(), "practice.no-overlap", "least_minutes")
    yes = desk.region(parameters={"practice.no-overlap.least_minutes": True})
    with pytest.raises(ParameterOfWrongKind):
        number(yes, "practice.no-overlap", "least_minutes")


def test_what_rules_work_out_is_kept_for_one_region_only(desk):
    person = desk.person(desk.role(desk.A, OFFICE), desk.role(desk.B, OFFICE))
    today, before = desk.region(), desk.region(date(2016, 6, 30))
    assert [s.rule for s in judge(person, today)] == ["R01", "R03", "R22"]
    assert judge(person, before) == ()
    assert [s.rule for s in judge(person, today)] == ["R01", "R03", "R22"]
