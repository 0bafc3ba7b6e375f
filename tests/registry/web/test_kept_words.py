"""What could not be sent is kept where it can be read, and the true reason is said."""

import re
from datetime import timedelta

import pytest
from case_ground import AT, put

from lieny.registry.models import Case, CaseEvent, CaseQuestion
from lieny.registry.services.cases.opening import open_case


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


@pytest.fixture
def question(ground, case):
    return put(
        CaseQuestion, case_id=case.pk, province="79", facility_id=ground.clinic.pk,
        facility_key=f"79:{ground.clinic.key}", text="Giờ nào?",
        asked_by_id=ground.users["hoa"].pk, asked_at=AT, due_on=AT.date() + timedelta(days=7),
    )  # fmt: skip


def stands(case, **values):
    Case.objects.using("owner").filter(pk=case.pk).update(**values)


def kept_in(page):
    found = re.search(r'<textarea id="kept"[^>]*>([^<]*)</textarea>', page)
    return found.group(1) if found else None


def test_an_answer_to_a_question_that_was_withdrawn_meanwhile_is_kept(question, sign):
    CaseQuestion.objects.using("owner").filter(pk=question.pk).update(
        withdrawn_at=AT, withdrawn_reason="hỏi nhầm"
    )
    late = sign("sao").post(f"/cau-hoi/{question.pk}/tra-loi/", {"text": "ĐÃ-GÕ từ 18 giờ"})
    assert late.status_code == 409
    assert kept_in(late.content.decode()) == "ĐÃ-GÕ từ 18 giờ"
    assert CaseQuestion.objects.using("owner").get().answer == ""


def test_a_second_answer_is_kept_beside_the_first(question, sign):
    sao = sign("sao")
    sao.post(f"/cau-hoi/{question.pk}/tra-loi/", {"text": "MỘT"})
    late = sao.post(f"/cau-hoi/{question.pk}/tra-loi/", {"text": "HAI"})
    assert kept_in(late.content.decode()) == "HAI"
    assert CaseQuestion.objects.using("owner").get().answer == "MỘT"


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (
            {"state": "confirmed", "outcome": "confirmed", "appealed_at": AT},
            "đang được giải quyết. Chưa",
        ),
        ({"state": "verifying", "outcome": ""}, "Các Sở đang xem xét lại"),
        ({"state": "data-error", "outcome": "data-error"}, "không phải là xác nhận dấu hiệu"),
    ],
)
def test_a_complaint_that_cannot_be_taken_is_kept_and_the_true_reason_said(
    case, question, sign, state, why
):
    stands(case, **state)
    late = sign("sao").post(f"/cau-hoi/{question.pk}/khieu-nai/", {"complaint": "ĐÃ-GÕ sai rồi"})
    page = late.content.decode()
    assert late.status_code == 409
    assert why in page
    assert kept_in(page) == "ĐÃ-GÕ sai rồi"
    assert not CaseEvent.objects.using("owner").filter(act="appeal").exists()


def test_a_question_to_nobody_asks_for_a_facility_and_leaves_it_unticked(ground, case, sign):
    asked = {"act": "ask-facility", "version": 0, "text": "ĐÃ-GÕ giờ nào?"}
    refused = sign("hoa").post(f"/ho-so/{case.pk}/hoi/", asked)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Hãy chọn ít nhất một cơ sở." in page
    assert "ĐÃ-GÕ giờ nào?" in page
    form = page[page.index('<textarea id="ask-facility-text"') - 900 :]
    box = re.search(r'<input type="checkbox" name="facility"[^>]*>', form).group()
    assert "checked" not in box
    assert not CaseQuestion.objects.using("owner").exists()


def test_a_withdrawal_without_a_reason_asks_for_it_and_leaves_the_form_open(ground, case, sign):
    hoa = sign("hoa")
    asked = {"act": "ask-facility", "version": 0, "text": "Giờ?", "facility": ground.clinic.pk}
    assert hoa.post(f"/ho-so/{case.pk}/hoi/", asked).status_code == 302
    number = CaseQuestion.objects.using("owner").get().pk
    given = {"version": "1", "act": "withdraw", "question": number, "reason": "   "}
    refused = hoa.post(f"/ho-so/{case.pk}/cau-hoi/{number}/rut/", given)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Cần ghi lý do." in page
    assert "không còn mở" not in page
    assert re.search(r'<details class="more on-screen" open><summary>Rút câu hỏi này', page)
    assert CaseQuestion.objects.using("owner").get().withdrawn_at is None


def test_an_outdated_page_where_nothing_was_typed_speaks_of_no_words(case, sign):
    sign("thu").post(f"/ho-so/{case.pk}/buoc/", {"act": "open", "version": "0", "reason": "vì sao"})
    late = sign("hoa").post(f"/ho-so/{case.pk}/buoc/", {"act": "open", "version": "0"})
    page = late.content.decode()
    assert "Trang này đã cũ" in page
    assert "đã gõ" not in page
