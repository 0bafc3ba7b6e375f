"""What PostgreSQL shows of the registry to a department, to a facility, and to nobody."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from lieny.people.models import Organisation, User
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import (
    Case,
    CaseEvent,
    CaseMessage,
    CaseQuestion,
    Facility,
    Person,
    Registration,
    SourceFile,
    StoredSign,
    Submission,
)

AT = datetime(2026, 11, 2, 2, tzinfo=UTC)
HCM, DONG_NAI, TAY_NINH = (Boundary(uuid4(), (code,)) for code in ("79", "75", "80"))
CLINIC = Boundary(uuid4(), (), ("75:00009",))


def put(model, **values):
    return model.objects.using("owner").create(**values)


class Stored:
    """One person registered in two provinces, another in one, a sign and a case between both."""

    def __init__(self):
        self.user = put(User, email="hoa@syt.example", full_name="Hoa", password="!")  # noqa: S106
        self.files = {code: self._file(code) for code in ("79", "75")}
        self.places = {
            code: put(Facility, province=code, key="00009", name=f"Cơ sở {code}", name_folded="")
            for code in ("79", "75")
        }
        self.shared = self._person("Nguyễn Văn An", ["75", "79"])
        self.alone = self._person("Trần Thị Bình", ["79"])
        for index, (person, code) in enumerate(
            [(self.shared, "79"), (self.shared, "75"), (self.alone, "79")]
        ):
            put(
                Registration, file=self.files[code], index=index, province=code, person=person,
                facility=self.places[code], name=person.name, name_folded="", known_from=AT,
            )  # fmt: skip
        self.case = put(
            Case, number="2026/000001", person=self.shared, state="verifying", severity="high",
            lead="75", peers=["79"], since=AT, opened_at=AT,
        )  # fmt: skip
        put(
            StoredSign, person=self.shared, rule="R01", severity="high", certainty="definite",
            provinces=["75", "79"], said_vi="…", said_en="…", law=[], evidence=[],
            fingerprint="f" * 64, first_seen_at=AT, last_seen_at=AT,
        )  # fmt: skip
        put(
            CaseQuestion, case=self.case, province="79", facility=self.places["75"],
            facility_key="75:00009", text="Giờ nào?", asked_by=self.user, asked_at=AT,
            due_on=date(2026, 11, 9),
        )  # fmt: skip

    def _file(self, code):
        department = put(Organisation, kind="department", name=f"Sở Y tế {code}", province=code)
        submission = put(
            Submission, organisation=department, province=code, handed_in_by=self.user,
            handed_in_at=AT,
        )  # fmt: skip
        return put(
            SourceFile, submission=submission, province=code, name="a.xlsx", sha256=code * 32,
            size=1, content=b"x",
        )  # fmt: skip

    @staticmethod
    def _person(name, provinces):
        return put(Person, name=name, name_folded="", provinces=provinces, first_seen_at=AT)


@pytest.fixture
def stored(own_database):
    return Stored()


TABLES = (Submission, SourceFile, Person, Registration, StoredSign, Case, CaseQuestion)


@pytest.mark.parametrize(
    ("boundary", "seen"),
    [
        (Boundary(), [0, 0, 0, 0, 0, 0, 0]),
        (HCM, [1, 1, 2, 3, 1, 1, 1]),
        (DONG_NAI, [1, 1, 1, 2, 1, 1, 1]),  # the shared person's row in 79 is seen: a match
        (TAY_NINH, [0, 0, 0, 0, 0, 0, 0]),
        (CLINIC, [0, 0, 0, 1, 0, 0, 1]),  # its own row, the question put to it, no case
    ],
)
def test_each_sees_its_own_and_what_is_shared(stored, boundary, seen):
    with within(boundary):
        assert [table.objects.count() for table in TABLES] == seen


def test_pages_write_nothing_that_the_checker_finds(stored):
    for make in (
        lambda: Person.objects.create(name="x", first_seen_at=AT, provinces=["79"]),
        lambda: Registration.objects.create(
            file=stored.files["79"], index=9, province="79", person=stored.shared, name="x",
            name_folded="x", known_from=AT,
        ),
    ):  # fmt: skip
        with pytest.raises(ProgrammingError, match="row-level security"), within(HCM):
            make()
    with within(HCM):
        assert Person.objects.filter(pk=stored.shared.pk).update(name="khác") == 0
        assert Person.objects.get(pk=stored.shared.pk).name == "Nguyễn Văn An"


def event(case, **values):
    return CaseEvent(  # by ids: an object that the owner gave would be saved as the owner
        case_id=case.pk, version=1, act="open", party="lead", at=AT, state_before="detected",
        state_after="open", **values,
    )  # fmt: skip


def test_a_department_apart_adds_no_step_and_no_message(stored):
    with pytest.raises(ProgrammingError, match="row-level security"), within(TAY_NINH):
        event(stored.case).save()
    message = CaseMessage(
        case_id=stored.case.pk, department="75", by_id=stored.user.pk, at=AT, text="Chào"
    )
    with pytest.raises(ProgrammingError, match="row-level security"), within(HCM):
        message.save()  # in the name of the other department
    assert CaseMessage.objects.using("owner").count() == 0
    assert CaseEvent.objects.using("owner").count() == 0


def test_a_step_that_was_taken_is_never_rewritten_even_by_the_owner(stored):
    with within(HCM):
        event(stored.case).save()
    for words in (
        "UPDATE registry_caseevent SET reason = 'khác'",
        "DELETE FROM registry_caseevent",
    ):
        with (
            pytest.raises(IntegrityError, match="never changed"),
            transaction.atomic("owner"),
        ):
            connections["owner"].cursor().execute(words)
    assert CaseEvent.objects.using("owner").get().reason == ""


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("one_case_a_person", {"number": "2026/000002"}),
        ("the_lead_is_no_peer", {"number": "2026/000002", "peers": ["75"], "state": "closed"}),
        ("only_what_is_confirmed", {"number": "2026/2", "measure": "sanction", "state": "closed"}),
        ("a_case_is_in_a_known_state", {"number": "2026/000002", "state": "lost"}),
        ("number", {"state": "closed"}),
    ],
)
def test_the_database_refuses_a_case_that_cannot_be(stored, name, values):
    common = {
        "number": "2026/000001", "person": stored.shared, "state": "open", "severity": "high",
        "lead": "75", "peers": ["79"], "since": AT, "opened_at": AT,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic("owner"):
        put(Case, **{**common, **values})
    assert Case.objects.using("owner").count() == 1


def test_a_settled_case_leaves_room_for_the_next_of_the_person(stored):
    Case.objects.using("owner").update(state="closed")
    put(
        Case, number="2026/000002", person=stored.shared, state="detected", severity="low",
        lead="79", since=AT, opened_at=AT,
    )  # fmt: skip
    assert Case.objects.using("owner").count() == 2
