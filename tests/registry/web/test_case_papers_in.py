"""What comes in from outside: replies and complaints on paper, and a facility's own complaint."""

import re
from datetime import timedelta
from html import unescape

import pytest
from case_ground import AT
from django.utils import timezone

from lieny.registry.models import Case, CaseEvent, CaseQuestion, Registration, StoredSign
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import Outcome
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.questions import Question, ask_facilities
from lieny.registry.services.cases.stepping import Order, take_step
from lieny.registry.services.cases.stored_case import dues_of, file_of
from lieny.ui.dates import day_in_words


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


def order(ground, name, case, act, **more):
    stored = Case.objects.get(pk=case)
    actor = actor_for(file_of(stored), act, ground.standings(name))
    at = AT + timedelta(days=2 * stored.version)
    return Order(case, act, actor, ground.users[name].pk, at, stored.version, "vì sao", **more)


def take(ground, name, case, act, **more):
    with ground.as_(name):
        take_step(order(ground, name, case, act, **more))


@pytest.fixture
def heard(ground, case):
    """Both departments verify; the clinic was asked for its reply."""
    take(ground, "hoa", case, Act.OPEN)
    take(ground, "hoa", case, Act.NOTIFY)
    take(ground, "mai", case, Act.ACKNOWLEDGE)
    with ground.as_("hoa"):
        ask_facilities(
            order(ground, "hoa", case, Act.HEAR), [Question(ground.clinic.pk, "Có đúng không?")]
        )
    return case


@pytest.fixture
def confirmed(ground, heard):
    for _ in range(3):  # time goes by: what is said on paper takes its days
        take(ground, "hoa", heard, Act.HEAR)
    take(ground, "mai", heard, Act.PROPOSE, outcome=Outcome.CONFIRMED)
    take(ground, "binh", heard, Act.SIGN)
    take(ground, "nam", heard, Act.SIGN)
    return heard


def stored(case):
    return Case.objects.using("owner").get(pk=case)


def last(case):
    event = CaseEvent.objects.using("owner").filter(case_id=case).latest("version")
    return event.act, event.party, event.reason


def step(client, case, **given):
    given = {"version": stored(case).version, **given}
    return client.post(f"/ho-so/{case}/buoc/", given)


def test_an_officer_writes_down_who_replied_on_paper(ground, heard, sign):
    client = sign("hoa")
    page = client.get(f"/ho-so/{heard}/").content.decode()
    assert 'value="facility"' in page
    assert 'value="practitioner"' in page
    assert (
        step(client, heard, act="reply", party="facility", reason="Công văn 12").status_code == 302
    )
    assert last(heard) == ("reply", "facility", "Công văn 12")
    step(client, heard, act="reply", party="practitioner", reason="Đơn 3")
    assert last(heard) == ("reply", "practitioner", "Đơn 3")
    assert stored(heard).replied == ["facility", "practitioner"]
    assert step(client, heard, act="reply", party="system", reason="x").status_code == 400


def test_a_facility_complains_on_the_page_of_its_question(ground, confirmed, sign):
    question = CaseQuestion.objects.using("owner").get()
    client = sign("sao")
    page = f"/cau-hoi/{question.pk}/"
    assert "Khiếu nại kết luận" in client.get(page).content.decode()
    empty = client.post(f"{page}khieu-nai/", {"complaint": "  "})
    assert (empty.status_code, stored(confirmed).appealed_at) == (409, None)
    done = client.post(
        f"{page}khieu-nai/", {"complaint": "Ông An đã nghỉ từ tháng 8."}, follow=True
    )
    assert "Đã gửi khiếu nại" in done.content.decode()
    assert stored(confirmed).appealed_at is not None
    assert last(confirmed) == ("appeal", "facility", "Ông An đã nghỉ từ tháng 8.")
    again = client.post(f"{page}khieu-nai/", {"complaint": "lần nữa"})
    assert again.status_code == 409
    assert "Giải quyết khiếu nại" in sign("binh").get(f"/ho-so/{confirmed}/").content.decode()
    assert sign("vien").post(f"{page}khieu-nai/", {"complaint": "x"}).status_code == 404


def test_nothing_is_written_while_nothing_is_confirmed(ground, heard, sign):
    question = CaseQuestion.objects.using("owner").get()
    before = stored(heard).version
    answer = sign("sao").post(f"/cau-hoi/{question.pk}/khieu-nai/", {"complaint": "không đúng"})
    assert answer.status_code == 409
    assert stored(heard).version == before


def test_a_sign_that_names_no_facility_asks_where_the_person_works(ground, sign):
    other = ground.new_person("Lê Thị Bảy", ["79"])
    ground.new_sign(other, "R13", provinces=("79",), facilities=[])
    with ground.as_("hoa"):
        case = open_case(other.pk, by=ground.users["hoa"].pk, at=AT).pk
    page = sign("hoa").get(f"/ho-so/{case}/").content.decode()
    assert "người này không đăng ký ở cơ sở nào của tỉnh bạn" in page
    Registration.objects.using("owner").filter(pk=ground.rows["79"].pk).update(person=other)
    page = sign("hoa").get(f"/ho-so/{case}/").content.decode()
    assert f'name="facility" value="{ground.clinic.pk}"' in page


def test_somebody_without_a_facility_here_is_heard_on_paper(ground, sign):
    other = ground.new_person("Lê Thị Bảy", ["79"])
    ground.new_sign(other, "R13", provinces=("79",), facilities=[])
    with ground.as_("hoa"):
        case = open_case(other.pk, by=ground.users["hoa"].pk, at=AT).pk
    take(ground, "hoa", case, Act.OPEN)
    take(ground, "hoa", case, Act.NOTIFY)
    client = sign("hoa")
    assert step(client, case, act="hear", reason=" ").status_code == 409
    assert stored(case).heard_at is None
    assert step(client, case, act="hear", reason="Giấy mời số 5").status_code == 302
    assert stored(case).heard_at is not None
    assert last(case) == ("hear", "lead", "Giấy mời số 5")


def test_a_facility_s_first_page_says_what_it_is_asked_until_it_answered(ground, heard, sign):
    question = CaseQuestion.objects.using("owner").get()
    CaseQuestion.objects.using("owner").filter(pk=question.pk).update(answered_at=None, answer="")
    text = " ".join(sign("sao").get("/").content.decode().split())
    assert "1 câu hỏi của Sở chờ trả lời." in text
    assert f"trả lời đến {question.due_on:%d/%m/%Y}" in text
    CaseQuestion.objects.using("owner").filter(pk=question.pk).update(
        answered_at=AT, answer="Ông An nghỉ từ tháng 8.", answered_by=ground.users["sao"]
    )
    assert "câu hỏi của Sở" not in sign("sao").get("/").content.decode()


def test_each_letter_names_the_term_of_whom_it_goes_to(ground, heard, sign):
    """The other department its own term, the facility that of its question."""
    Case.objects.using("owner").filter(pk=heard).update(since=timezone.now())
    with ground.as_("hoa"):
        stored_case = Case.objects.get(pk=heard)
        terms = dues_of(stored_case, file_of(stored_case))
    (theirs,) = {one.last_day for one in terms if one.department == "75"}
    later = theirs + timedelta(days=9)
    CaseQuestion.objects.using("owner").update(due_on=later, answered_at=None, answer="")
    page = unescape(sign("hoa").get(f"/ho-so/{heard}/").content.decode())
    (to_department,) = re.findall(r"thuộc tỉnh mình trước hết ngày ([\d/]+)\.", page)
    (to_facility,) = re.findall(r"hoặc qua hệ thống Liên Y trước hết ngày ([\d/]+)\.", page)
    told = {"department": to_department, "facility": to_facility}
    assert told == {"department": day_in_words(theirs), "facility": day_in_words(later)}


def test_a_proposed_question_says_whom_it_is_about(ground, case, sign):
    StoredSign.objects.using("owner").update(question_vi="Giờ này là giờ làm hay giờ mở cửa?")
    page = unescape(sign("hoa").get(f"/ho-so/{case}/").content.decode())
    name = ground.person.name
    assert f"Về người hành nghề {name}:\nGiờ này là giờ làm hay giờ mở cửa?" in page
    StoredSign.objects.using("owner").update(question_vi=f"{name} làm giờ nào?")
    page = unescape(sign("hoa").get(f"/ho-so/{case}/").content.decode())
    assert f"{name} làm giờ nào?" in page
    assert "Về người hành nghề" not in page
