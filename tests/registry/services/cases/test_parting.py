"""Two persons who were one are two again: each case goes back to whom it was about."""

from datetime import UTC, datetime, timedelta

import pytest
from case_ground import AT
from joining_ground import events, held, merge, opened, part, stored, take

from lieny.people.services.boundary import within
from lieny.registry.models import (
    Case,
    CaseFollowing,
    CaseNotice,
    LinkDecision,
    Registration,
    StoredSign,
)
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Outcome
from lieny.registry.services import link_decisions
from lieny.registry.services.cases.vanishing import withdraw_all_vanished
from lieny.registry.services.link_decisions import CaseStandsAgainst, Decider, NotToBeSeconded

MERGED, PARTED = AT + timedelta(days=3), AT + timedelta(days=6)
WHY = "Việc ghép hai người đã được Sở Y tế Đồng Nai hoàn tác ngày 08/11/2026."


class Two:
    """Two persons with a case each, whose lists say in the end that they are two."""

    def __init__(self, ground, *, kept_is_older):
        self.ground = ground
        self.old = ground.person
        self.new = ground.new_person("Nguyễn Văn An", ["79", "80"])
        self.new_row = self.row(self.new)
        self.new_sign = self.sign(self.new)
        self.older = opened(ground, self.old)
        self.younger = opened(ground, self.new, at=AT + timedelta(days=1))
        take(ground, "tay", self.younger, Act.OPEN)
        take(ground, "tay", self.younger, Act.NOTIFY)
        self.before = stored(self.younger)
        people = [self.old, self.new]
        self.kept, self.gone = people if kept_is_older else people[::-1]

    def row(self, person):
        return Registration.objects.using("owner").create(
            file=self.ground.files["79"], index=7, province="79", person=person,
            facility=self.ground.clinic, name="Nguyễn Văn An", name_folded="nguyen van an",
            known_from=AT,
        )  # fmt: skip

    def sign(self, person):
        sign = self.ground.new_sign(person, "R06", provinces=("79", "80"))
        row = {"file": self.new_row.file_id, "table": "registration", "index": 7, "row": 3}
        StoredSign.objects.using("owner").filter(pk=sign.pk).update(evidence=[row])
        return sign

    def decide(self, **more):
        one, other = sorted((self.old.pk, self.new.pk))
        return LinkDecision.objects.using("owner").create(
            one_id=one, other_id=other, verdict="same", across_provinces=True, decided_at=MERGED,
            decided_by=self.ground.users["hoa"], decided_for="79", seconded_at=MERGED,
            seconded_by=self.ground.users["mai"], seconded_for="75", **more,
        )  # fmt: skip

    def merge(self, background):
        """Become one, in the name of whom is kept: signs of the other end, their rows move."""
        self.decision = self.decide()
        merge(self.gone, self.kept)
        rows = Registration.objects.using("owner").filter(person=self.gone)
        self.moved = list(rows.values_list("pk", flat=True))
        rows.update(person=self.kept)
        signs = StoredSign.objects.using("owner")
        signs.filter(person=self.gone).update(ended_at=MERGED, ending="rows-changed")
        again = self.ground.new_sign if self.kept is self.new else None
        self.as_one = again(self.kept, "R01") if again else self.sign(self.kept)
        if again:  # it rests on the older person's rows
            rows = signs.get(pk=self.ground.sign.pk).evidence
            signs.filter(pk=self.as_one.pk).update(evidence=rows)
        assert background(withdraw_all_vanished, at=MERGED) > 0
        assert stored(self.younger).joined_into_id == self.older
        assert self.as_one.pk in held(self.older)

    def undo(self):
        with self.ground.as_("mai"):
            link_decisions.undo(
                self.decision.pk, by=Decider(self.ground.users["mai"].pk, "75"), at=PARTED,
                reason="hai ngày sinh khác nhau",
            )  # fmt: skip

    def part(self, background):
        """Be two again, as the next linking finds them."""
        part(self.gone, self.kept, self.gone.provinces)
        Registration.objects.using("owner").filter(pk__in=self.moved).update(person=self.gone)
        signs = StoredSign.objects.using("owner")
        signs.filter(pk=self.as_one.pk).update(ended_at=PARTED, ending="link-undone")
        self.anew = (
            self.sign(self.new) if self.gone is self.new else self.ground.new_sign(self.old, "R01")
        )
        return background(withdraw_all_vanished, at=PARTED)


@pytest.fixture(params=[True, False], ids=["kept-is-older", "kept-is-younger"])
def two(ground, request):
    return Two(ground, kept_is_older=request.param)


def test_a_joined_case_comes_back_as_it_was_and_each_holds_its_own_persons_signs(two, background):
    two.merge(background)
    assert stored(two.older).peers == ["75", "80"]
    two.undo()
    two.part(background)
    older, younger = stored(two.older), stored(two.younger)
    assert (older.person_id, younger.person_id) == (two.old.pk, two.new.pk)
    assert (younger.state, younger.since, younger.acknowledged, younger.due_on) == (
        "notified", two.before.since, ["80"], two.before.due_on,
    )  # fmt: skip
    assert younger.joined_into_id is None
    assert (older.state, older.peers) == ("detected", ["75"])  # Tây Ninh came with the joined one
    of_old = {two.ground.sign.pk} | ({two.as_one.pk, two.anew.pk} if two.gone is two.old else set())
    of_new = {two.new_sign.pk} | ({two.as_one.pk, two.anew.pk} if two.gone is two.new else set())
    assert (held(two.older), held(two.younger)) == (of_old, of_new)
    ((came, why),) = [step for step in events(two.younger) if step[0] == "come-back"]
    assert (came, why) == ("come-back", f"{WHY} Tách khỏi hồ sơ {older.number}.")
    assert ("part", f"{WHY} Hồ sơ {younger.number} được mở lại.") in events(two.older)
    told = CaseNotice.objects.using("owner").filter(case_id=two.younger, act="come-back")
    assert set(told.values_list("department", flat=True)) == {"79", "80"}
    assert background(withdraw_all_vanished, at=PARTED) == 0  # once is enough


def test_what_was_decided_of_both_as_one_keeps_the_merging_from_being_undone(two, background):
    two.merge(background)
    conclude(two)
    with pytest.raises(CaseStandsAgainst) as refused:
        two.undo()
    assert (refused.value.why.value, refused.value.case.pk) == ("decided", two.older)
    decision = LinkDecision.objects.using("owner").get(pk=two.decision.pk)
    assert (decision.undone_at, decision.undone_by_id) == (None, None)
    assert stored(two.younger).joined_into_id == two.older


def conclude(two):
    for name, act, more in (
        ("hoa", Act.OPEN, {}),
        ("hoa", Act.NOTIFY, {}),
        ("mai", Act.ACKNOWLEDGE, {}),
        ("tay", Act.ACKNOWLEDGE, {}),
        ("mai", Act.PROPOSE, {"outcome": Outcome.EXEMPT}),
    ):
        take(two.ground, name, two.older, act, **more)
    Case.objects.using("owner").filter(pk=two.older).update(
        state="verifying", peers=["75"], acknowledged=["75", "79"]
    )
    take(two.ground, "nam", two.older, Act.SIGN)
    assert take(two.ground, "binh", two.older, Act.SIGN).state == "exempt"


def test_who_may_not_read_the_case_learns_that_one_stands_in_the_way_and_no_number(two, background):
    two.merge(background)
    conclude(two)
    Case.objects.using("owner").filter(pk=two.older).update(peers=[])
    with pytest.raises(CaseStandsAgainst) as refused:
        two.undo()
    assert refused.value.case is None


def test_decided_between_the_word_and_the_parting_it_stays_whole_and_says_so_once(two, background):
    two.merge(background)
    two.undo()
    conclude(two)
    two.part(background)
    background(withdraw_all_vanished, at=PARTED)
    said = [why for act, why in events(two.older) if act == "stay-joined"]
    assert len(said) == 1
    assert said[0] == (
        f"{WHY} Hồ sơ này đã được quyết định trong lúc hai người còn ghép nên giữ nguyên; khi hồ "
        "sơ được mở lại, phần đã gộp sẽ được tách ra."
    )
    assert stored(two.older).state == "exempt"
    assert stored(two.younger).joined_into_id == two.older
    Case.objects.using("owner").filter(pk=two.older).update(state="verifying", outcome="")
    background(withdraw_all_vanished, at=PARTED)
    assert stored(two.younger).state == "notified"  # reopened, it parts


def test_where_somebody_has_a_new_case_by_then_nothing_is_moved_and_the_older_says_why(
    two, background
):
    two.merge(background)
    two.undo()
    part(two.gone, two.kept, two.gone.provinces)
    two.ground.new_sign(two.gone, "R03", provinces=("79",))
    newest = opened(two.ground, two.gone, at=PARTED)
    two.part(background)
    (said,) = [why for act, why in events(two.older) if act == "stay-joined"]
    assert said == f"{WHY} Đã có hồ sơ khác về người đó: {stored(newest).number}."
    assert stored(two.younger).joined_into_id == two.older
    assert not CaseFollowing.objects.using("owner").filter(ended_at=None).exists()


def test_departments_that_did_something_meanwhile_stay_and_proposals_of_both_fall(two, background):
    two.merge(background)
    for name, act in (("hoa", Act.OPEN), ("hoa", Act.NOTIFY), ("mai", Act.ACKNOWLEDGE)):
        take(two.ground, name, two.older, act)
    take(two.ground, "tay", two.older, Act.ACKNOWLEDGE)
    take(two.ground, "mai", two.older, Act.PROPOSE, outcome=Outcome.EXEMPT)
    two.undo()
    two.part(background)
    now = stored(two.older)
    assert (now.peers, now.proposed, now.state) == (["75", "80"], "", "verifying")


def test_the_only_case_goes_back_to_whom_it_was_about(ground, background):
    other = ground.new_person("Nguyễn Văn An", ["79", "75"])
    case = opened(ground, ground.person)
    merge(ground.person, other)
    background(withdraw_all_vanished, at=MERGED)
    assert stored(case).person_id == other.pk
    part(ground.person, other, ["75", "79"])
    background(withdraw_all_vanished, at=PARTED)
    assert stored(case).person_id == ground.person.pk
    assert [act for act, _ in events(case)] == ["take-over", "part"]
    assert held(case) == {ground.sign.pk}


def test_after_an_undoing_two_provinces_must_agree_again_before_anything_is_joined(two, background):
    two.merge(background)
    two.undo()
    two.part(background)
    later = datetime(2026, 11, 20, 3, tzinfo=UTC)
    hoa = Decider(two.ground.users["hoa"].pk, "79")
    with two.ground.as_("hoa"):
        pair = (two.old.pk, two.new.pk)
        again = link_decisions.decide(pair, LinkDecision.Verdict.SAME, by=hoa, at=later)
        assert not again.is_in_force
        with pytest.raises(NotToBeSeconded):
            link_decisions.second(again.pk, by=hoa, at=later)
    background(withdraw_all_vanished, at=later)
    assert stored(two.younger).state == "notified"
    with within(two.ground.boundary("mai")):
        assert link_decisions.second(
            again.pk, by=Decider(two.ground.users["mai"].pk, "75"), at=later
        ).is_in_force
