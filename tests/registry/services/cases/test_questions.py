"""Questions to facilities: who sees them, when they are due, and what an answer brings about."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from case_ground import AT

from lieny.registry.models import (
    Case,
    CaseAttachment,
    CaseEvent,
    CaseNotice,
    CaseQuestion,
    Person,
    StoredSign,
)
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.papers import (
    MOST_BYTES,
    Paper,
    PaperRefused,
    media_type_of,
    name_kept,
)
from lieny.registry.services.cases.questions import (
    AnsweredAlready,
    FacilityElsewhere,
    NoSuchQuestion,
    NothingAsked,
    Question,
    answer,
    ask_facilities,
)
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import file_of

PDF = b"%PDF-1.7 gia"


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


def order(ground, name, case, act, days=0):
    stored = Case.objects.get(pk=case)
    actor = actor_for(file_of(stored), act, ground.standings(name))
    at = AT + timedelta(days=days)
    return Order(case, act, actor, ground.users[name].pk, at, stored.version)


def ask(ground, name, case, place, *, act=Act.ASK_FACILITY, text="Giờ nào?"):
    with ground.as_(name):
        ask_facilities(order(ground, name, case, act), [Question(place.pk, text)])
    return CaseQuestion.objects.using("owner").latest("pk").pk


def answered(ground, name, number, text="Từ 18 giờ.", papers=()):
    with ground.as_(name):
        at = AT + timedelta(days=1)
        answer(number, text, list(papers), by=ground.users[name].pk, at=at)


def test_the_facility_sees_the_question_and_nothing_else(ground, case):
    number = ask(ground, "hoa", case, ground.clinic)
    with ground.as_("sao"):
        asked = CaseQuestion.objects.get(pk=number)
        assert asked.due_on == date(2026, 11, 9)  # 5 working days after Monday 2 November
        for table in (Case, Person, StoredSign, CaseEvent, CaseNotice):
            assert table.objects.count() == 0, table
    with ground.as_("vien"):
        assert CaseQuestion.objects.count() == 0


def test_a_question_before_anybody_is_told_moves_the_case_and_its_deadline(ground, case):
    ask(ground, "hoa", case, ground.clinic)
    stored = Case.objects.using("owner").get()
    assert (stored.state, stored.due_on) == ("question", date(2026, 11, 9))


def test_nobody_asks_another_province_s_facility(ground, case):
    with pytest.raises(FacilityElsewhere):
        ask(ground, "hoa", case, ground.hospital)
    with pytest.raises(NothingAsked):
        ask(ground, "hoa", case, ground.clinic, text="  \n ")
    assert CaseQuestion.objects.using("owner").count() == 0
    assert CaseEvent.objects.using("owner").count() == 0


def test_an_answer_is_written_once_by_the_facility_it_was_put_to(ground, case):
    number = ask(ground, "hoa", case, ground.clinic)
    with pytest.raises(NoSuchQuestion):
        answered(ground, "vien", number)
    answered(ground, "sao", number, papers=[Paper("giờ.pdf", PDF)])
    with pytest.raises(AnsweredAlready):
        answered(ground, "sao", number, "khác")
    asked = CaseQuestion.objects.using("owner").get()
    assert (asked.answer, asked.answered_by_id) == ("Từ 18 giờ.", ground.users["sao"].pk)
    paper = CaseAttachment.objects.using("owner").get()
    assert (paper.question_id, paper.media_type, paper.department) == (
        number,
        "application/pdf",
        "",
    )
    event = CaseEvent.objects.using("owner").latest("version")
    assert (event.act, event.party, event.by_id) == ("reply", "facility", ground.users["sao"].pk)
    assert Case.objects.using("owner").get().replied == ["facility"]


def test_the_facilities_have_replied_once_none_is_silent(ground, case):
    for name, act in (("hoa", Act.OPEN), ("hoa", Act.NOTIFY), ("mai", Act.ACKNOWLEDGE)):
        with ground.as_(name):
            take_step(order(ground, name, case, act))
    first = ask(ground, "hoa", case, ground.clinic, act=Act.HEAR)
    second = ask(ground, "mai", case, ground.hospital, act=Act.HEAR)
    answered(ground, "sao", first)
    assert Case.objects.using("owner").get().replied == []
    told = CaseNotice.objects.using("owner").filter(act="reply")
    assert {one.department for one in told} == {"79", "75"}
    answered(ground, "vien", second)
    assert Case.objects.using("owner").get().replied == ["facility"]


def workbook(part="xl/workbook.xml", *more):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in (part, *more):
            archive.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n0", "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (workbook(), "sheet"),
        (workbook("word/document.xml"), "document"),
        (workbook("xl/workbook.xml", "xl/vbaProject.bin"), None),
        (workbook("virus.exe"), None),
        (b"PK\x03\x04 hong", None),
        (b"<html><script>", None),
        (b"MZ\x90", None),
        (b"%PD", None),
    ],
)
def test_a_paper_is_known_by_its_bytes(content, kind):
    found = media_type_of(content)
    assert found is None if kind is None else found.endswith(kind)


@pytest.mark.parametrize(
    ("paper", "why"),
    [
        (Paper("trang.pdf", b"<html>"), "type"),
        (Paper("to.pdf", PDF + b"0" * MOST_BYTES), "size"),
        (Paper("rong.pdf", b""), "empty"),
    ],
)
def test_a_paper_that_is_refused_leaves_the_question_open(ground, case, paper, why):
    number = ask(ground, "hoa", case, ground.clinic)
    with pytest.raises(PaperRefused) as refused:
        answered(ground, "sao", number, papers=[paper])
    assert refused.value.why == why
    assert CaseQuestion.objects.using("owner").get().answered_at is None
    assert CaseAttachment.objects.using("owner").count() == 0


@pytest.mark.parametrize(
    ("given", "media_type", "kept"),
    [
        ("phân công.PDF", "application/pdf", "phân công.PDF"),
        ("ảnh.jpeg", "image/jpeg", "ảnh.jpeg"),
        ("phan-cong.exe", "application/pdf", "phan-cong.exe.pdf"),
        ("giờ.pdf", "image/png", "giờ.pdf.png"),
        ("", "image/jpeg", ".jpg"),
    ],
)
def test_a_paper_is_kept_under_a_name_that_tells_what_it_is(given, media_type, kept):
    assert name_kept(given, media_type) == kept


def test_a_name_that_is_too_long_keeps_its_ending():
    assert name_kept("a" * 300 + ".exe", "application/pdf").endswith("a.exe.pdf")
    assert len(name_kept("a" * 300 + ".exe", "application/pdf")) <= 200
