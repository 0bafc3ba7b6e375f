"""A facility is told what was concluded, what follows, and what it may do about it."""

from datetime import timedelta

import pytest
from case_ground import AT, NAME, put
from django.utils import timezone

from lieny.registry.models import Case, CaseEvent, CaseQuestion
from lieny.registry.services.cases.opening import open_case


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


@pytest.fixture
def ask(ground, case):
    def asked(place, key, **values):
        return put(
            CaseQuestion, case_id=case.pk, province="79", facility_id=place.pk, facility_key=key,
            text="Giờ nào?", asked_by_id=ground.users["hoa"].pk, asked_at=AT,
            due_on=AT.date() + timedelta(days=7), **values,
        )  # fmt: skip

    return asked


@pytest.fixture
def question(ground, ask):
    return ask(ground.clinic, f"79:{ground.clinic.key}")


def concluded(case, outcome, at=AT, **values):
    Case.objects.using("owner").filter(pk=case.pk).update(state=outcome, outcome=outcome, **values)
    put(
        CaseEvent, case_id=case.pk, version=50, act="sign", party="lead", department="79", at=at,
        state_before="verifying", state_after=outcome, outcome=outcome,
    )  # fmt: skip


def page(client, address):
    return client.get(address).content.decode()


def test_a_confirmation_says_what_whom_what_follows_and_until_when_to_complain(
    case, question, sign
):
    concluded(case, "confirmed")
    text = page(sign("sao"), f"/cau-hoi/{question.pk}/")
    card = text[text.index('id="ket-luan"') : text.index("</section>")]
    assert "<b>Xác nhận dấu hiệu</b>: Trùng" in card
    assert f"<b>{NAME}</b>" in card
    assert "Biện pháp: chưa quyết định" in card
    assert "khiếu nại trong 90 ngày" in card
    assert "<b>31/01/2027</b>" in card  # 90 days after 2 November 2026
    assert "17:00" not in card  # nothing of the hours at the other place


def test_a_facility_that_has_not_registered_the_person_reads_no_name(ground, case, ask, sign):
    other = ask(ground.hospital, f"79:{ground.clinic.key}")
    concluded(case, "confirmed")
    registered = ground.rows["75"]
    type(registered).objects.using("owner").filter(pk=registered.pk).update(facility=ground.clinic)
    assert NAME not in page(sign("sao"), f"/cau-hoi/{other.pk}/")


def test_after_a_data_error_a_corrected_list_is_asked_for(case, question, sign):
    concluded(case, "data-error")
    text = page(sign("sao"), f"/cau-hoi/{question.pk}/")
    assert "nộp danh sách đã sửa" in text
    assert "khiếu nại trong 90 ngày" not in text


def test_after_reopening_the_departments_are_said_to_look_at_it_again(case, question, sign):
    sao = sign("sao")
    assert "xem xét lại" not in page(sao, f"/cau-hoi/{question.pk}/")
    concluded(case, "data-error")
    Case.objects.using("owner").filter(pk=case.pk).update(state="verifying", outcome="")
    text = page(sao, f"/cau-hoi/{question.pk}/")
    assert "Các Sở đang xem xét lại; kết luận trước không còn hiệu lực." in text
    assert "Các Sở đã kết luận gì?" not in text


def test_a_facility_reads_its_own_complaint_and_its_term_but_not_anothers(case, question, sign):
    concluded(case, "confirmed")
    sao = sign("sao")
    sao.post(f"/cau-hoi/{question.pk}/khieu-nai/", {"complaint": "KHÔNG-ĐÚNG giờ."})
    text = page(sao, f"/cau-hoi/{question.pk}/")
    due = timezone.localdate() + timedelta(days=30)
    assert "KHÔNG-ĐÚNG giờ." in text
    assert f"<b>{due:%d/%m/%Y}</b>" in text


def test_a_complaint_that_the_facility_did_not_write_is_not_shown_to_it(
    ground, case, question, sign
):
    concluded(case, "confirmed", appealed_at=AT)
    put(
        CaseEvent, case_id=case.pk, version=51, act="appeal", party="facility", at=AT,
        by=ground.users["vien"], state_before="confirmed", state_after="confirmed",
        reason="CỦA-NƠI-KHÁC",
    )  # fmt: skip
    text = page(sign("sao"), f"/cau-hoi/{question.pk}/")
    assert "Đang giải quyết khiếu nại" in text
    assert "CỦA-NƠI-KHÁC" not in text


def test_home_and_notices_of_a_facility_list_what_it_was_told_lately(ground, case, ask, sign):
    key = f"79:{ground.clinic.key}"
    now = timezone.now()
    gone = ask(ground.clinic, key, withdrawn_at=now, withdrawn_reason="hỏi nhầm")
    old = ask(
        ground.clinic, key, withdrawn_at=now - timedelta(days=31), withdrawn_reason="hỏi nhầm"
    )
    kept = ask(ground.clinic, key)
    sao = sign("sao")
    concluded(case, "exempt", at=now)
    for address in ("/", "/thong-bao/"):
        text = page(sao, address)
        assert f'href="/cau-hoi/{gone.pk}/"' in text
        assert f'href="/cau-hoi/{kept.pk}/"' in text
        assert f'href="/cau-hoi/{old.pk}/"' not in text
        assert "rút câu hỏi, không cần trả lời" in text
        assert "kết luận: Được phép" in text
    assert "Cơ sở tôi vừa được báo gì?" in page(sao, "/thong-bao/")
    assert "Chưa có dữ liệu" not in page(sao, "/")
    assert "Cơ sở chưa nộp danh sách nào qua cổng này." in page(sao, "/")
    assert "Sở tôi vừa được báo gì?" in page(sign("hoa"), "/thong-bao/")


def test_what_was_concluded_long_ago_is_no_news(case, question, sign):
    concluded(case, "exempt", at=timezone.now() - timedelta(days=31))
    assert f'href="/cau-hoi/{question.pk}/"' not in page(sign("sao"), "/thong-bao/")
