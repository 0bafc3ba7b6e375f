"""The case page: nothing typed is lost, everything done is confirmed, and words fit the sign."""

import re
from datetime import timedelta

import pytest
from case_ground import AT, NAME, put
from django.core.files.uploadedfile import SimpleUploadedFile

from lieny.registry.models import Case, CaseEvent, CaseMessage, CaseQuestion, LicenceRow
from lieny.registry.services.cases.opening import open_case


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


def do(client, case, act, **more):
    version = Case.objects.using("owner").get(pk=case.pk).version
    given = {"act": act, "version": version, "reason": "vì sao", **more}
    return client.post(f"/ho-so/{case.pk}/buoc/", given)


def page_of(client, case):
    return client.get(f"/ho-so/{case.pk}/").content.decode()


def main_of(page):
    return page[page.index("<main") :]


def test_the_heading_says_the_name_once_and_history_who_opened_the_case(ground, case, sign):
    ground.sign.said_vi = f"{NAME} đăng ký tại hai nơi."
    ground.sign.save(using="owner")
    page = page_of(sign("hoa"), case)
    assert f"<h1>{NAME} đăng ký tại hai nơi." in page
    history = page[page.index('id="lich-su"') :]
    assert re.search(r"<b>Nguyễn Thị Hoa</b> mở hồ sơ từ dấu hiệu", history)


def test_an_answer_stands_once_in_the_history(ground, case, sign):
    asked = {"act": "ask-facility", "version": 0, "text": "Giờ nào?", "facility": ground.clinic.pk}
    assert sign("hoa").post(f"/ho-so/{case.pk}/hoi/", asked).status_code == 302
    number = CaseQuestion.objects.using("owner").get().pk
    answered = sign("sao").post(f"/cau-hoi/{number}/tra-loi/", {"text": "Từ 18 giờ."}, follow=True)
    assert "Đã gửi câu trả lời" in answered.content.decode()
    assert CaseEvent.objects.using("owner").filter(act="reply").count() == 1
    history = page_of(sign("hoa"), case)
    history = history[history.index('id="lich-su"') :]
    assert history.count("trả lời") == 1
    assert "<b>Phòng khám Sao Mai · Ngô Văn Sao</b> trả lời" in history


@pytest.mark.parametrize(
    ("second", "who"), [("thu", "Phạm Thị Thu"), ("hoa", "chính bạn, ở một cửa sổ khác")]
)
def test_an_outdated_page_says_who_did_what_and_keeps_what_was_typed(
    ground, case, sign, second, who
):
    assert do(sign(second), case, "open").status_code == 302
    late = sign("hoa").post(
        f"/ho-so/{case.pk}/buoc/",
        {"act": "suppress", "version": "0", "reason": "ĐÃ-GÕ qua điện thoại"},
    )
    text = late.content.decode()
    assert late.status_code == 409
    assert f"{who}" in text
    assert "tiếp nhận hồ sơ" in text
    assert "ĐÃ-GÕ qua điện thoại" in text  # the act is closed by now; the words are not lost
    assert Case.objects.using("owner").get().version == 1


def test_an_outdated_form_that_is_still_open_comes_back_filled(ground, case, sign):
    for act in ("open", "notify"):
        assert do(sign("hoa"), case, act).status_code == 302
    assert do(sign("mai"), case, "acknowledge").status_code == 302
    given = {"act": "propose", "version": "2", "reason": "ĐÃ-GÕ", "outcome": "exempt"}
    text = sign("hoa").post(f"/ho-so/{case.pk}/buoc/", given).content.decode()
    assert re.search(r'<textarea id="propose-reason"[^>]*>ĐÃ-GÕ</textarea>', text)
    assert re.search(r'value="exempt" required checked', text)
    assert "Lê Thị Mai" in text
    assert CaseEvent.objects.using("owner").filter(act="propose").count() == 0


def test_a_message_too_long_is_refused_whole_and_comes_back_whole(ground, case, sign):
    long = "ă" * 6_001
    answer = sign("hoa").post(f"/ho-so/{case.pk}/trao-doi/", {"text": long, "talk": "1"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "6.001 ký tự, nhiều hơn 6.000" in text
    assert long in text
    assert CaseMessage.objects.using("owner").count() == 0
    sent = sign("hoa").post(
        f"/ho-so/{case.pk}/trao-doi/", {"text": "ă" * 6_000, "talk": "1"}, follow=True
    )
    assert len(CaseMessage.objects.using("owner").get().text) == 6_000
    assert "Đã gửi; các Sở của hồ sơ được báo." in sent.content.decode()
    assert "maxlength" not in re.sub(r"<input[^>]*>", "", sent.content.decode())


def test_a_paper_is_confirmed_and_one_that_is_there_already_said(ground, case, sign):
    def add():
        paper = SimpleUploadedFile("giờ.pdf", b"%PDF-1.7 x")
        answer = sign("hoa").post(f"/ho-so/{case.pk}/giay-to/", {"papers": paper}, follow=True)
        return answer.content.decode()

    assert "Đã thêm 1 giấy tờ vào hồ sơ." in add()
    assert "1 tệp đã có sẵn trong hồ sơ" in add()


def test_who_signs_reads_what_is_signed_why_and_for_which_departments(ground, case, sign):
    for act in ("open", "notify"):
        do(sign("hoa"), case, act)
    do(sign("mai"), case, "acknowledge")
    do(sign("mai"), case, "propose", outcome="exempt", reason="LÝ-DO trực hỗ trợ")
    page = page_of(sign("binh"), case)
    box = page[page.index('id="viec"') :]
    box = box[box.index("Bạn ký cho Sở mình") : box.index("</form>")]
    for words in ("Được phép", "LÝ-DO trực hỗ trợ", "Lê Thị Mai", "Đồng Nai", "TP. Hồ Chí Minh"):
        assert words in box, words


def test_the_closing_letter_waits_for_the_end_and_a_closed_case_says_how_it_ended(
    ground, case, sign
):
    closing = "Công văn kết thúc hồ sơ"
    for act in ("open", "notify"):
        do(sign("hoa"), case, act)
    do(sign("mai"), case, "acknowledge")
    do(sign("mai"), case, "propose", outcome="data-error")
    for name in ("binh", "nam"):
        do(sign(name), case, "sign")
    page = page_of(sign("hoa"), case)
    assert "Các Sở đã kết luận: Sai dữ liệu" in page
    assert closing not in page
    assert "Khi nào dấu hiệu không còn?" not in page
    do(sign("hoa"), case, "propose-closing")
    for name in ("nam", "binh"):
        do(sign(name), case, "sign")
    page = page_of(sign("hoa"), case)
    assert closing in page
    assert "Kết thúc lúc" in page


@pytest.mark.parametrize(
    ("rule", "matter", "question"),
    [
        ("R01", "thời gian hành nghề", "thời gian làm việc thực tế"),
        ("R06", "tình trạng giấy phép hành nghề", "đang dùng giấy phép hành nghề nào"),
        ("R11", "số giấy phép hành nghề", "gửi bản chụp giấy phép hành nghề"),
        ("R15", "chức danh và phạm vi hành nghề", "phạm vi hành nghề ghi trên giấy phép"),
        ("R09", "tình trạng giấy phép hoạt động của cơ sở", "giấy phép hoạt động"),
    ],
)
def test_default_words_fit_the_kind_of_sign(ground, sign, rule, matter, question):
    person = ground.new_person("Trần Văn Bốn", ["79"])
    ground.new_sign(
        person, rule, provinces=("79",), facilities=["79:00123/HCM-GPHĐ"], question_vi="",
        said_vi="Trần Văn Bốn: dấu hiệu.", minutes=None,
    )  # fmt: skip
    with ground.as_("hoa"):
        case = open_case(person.pk, by=ground.users["hoa"].pk, at=AT)
    page = page_of(sign("hoa"), case)
    assert f'value="làm rõ {matter}"' in page
    letter = page[page.index('id="question-text"') :]
    letter = letter[: letter.index("</textarea>")]
    assert f"về {matter} của Trần Văn Bốn" in letter
    assert question in letter
    assert letter.count("ề nghị") == 1  # one request, not "đề nghị … Đề nghị"


def test_an_incomplete_number_is_said_in_words(ground, case, sign):
    put(
        LicenceRow, file=ground.files["79"], index=7, province="79", person=ground.person,
        name=NAME, name_folded="nguyen van an", serial=4100, issuer="", type="",
        status="active", known_from=AT,
    )  # fmt: skip
    page = main_of(page_of(sign("hoa"), case))
    assert "số 004100, thiếu phần sau" in page
    assert "?-?" not in page
    assert "004100/" not in page


def test_a_question_is_withdrawn_on_the_page_and_the_facility_reads_why(ground, case, sign):
    asked = {"act": "ask-facility", "version": 0, "text": "Giờ nào?", "facility": ground.clinic.pk}
    hoa = sign("hoa")
    assert hoa.post(f"/ho-so/{case.pk}/hoi/", asked).status_code == 302
    again = hoa.post(f"/ho-so/{case.pk}/hoi/", asked | {"version": 1, "text": "GÕ LẠI"})
    text = again.content.decode()
    assert again.status_code == 409
    assert "đã hỏi lúc" in text
    assert "chưa trả lời" in text
    assert "GÕ LẠI" in text
    number = CaseQuestion.objects.using("owner").get().pk
    address = f"/ho-so/{case.pk}/cau-hoi/{number}/rut/"
    assert f'action="{address}"' in text
    assert address not in page_of(sign("mai"), case)  # another department asked
    given = {"version": "1", "act": "withdraw", "question": number, "reason": "hỏi nhầm cơ sở"}
    assert sign("mai").post(address, given).status_code == 403
    assert sign("binh").post(address, given).status_code == 403
    late = hoa.post(address, given | {"version": "0"}).content.decode()
    assert re.search(r'<textarea id="rut-\d+"[^>]*>hỏi nhầm cơ sở</textarea>', late)
    assert 'id="kept"' not in late  # its own form is there, filled
    done = hoa.post(address, given, follow=True).content.decode()
    assert "Đã ghi: rút câu hỏi gửi cơ sở" in done
    assert "hỏi nhầm cơ sở" in done
    page = sign("sao").get(f"/cau-hoi/{number}/").content.decode()
    assert "không cần trả lời" in page
    assert "hỏi nhầm cơ sở" in page
    assert "Gửi câu trả lời" not in page
    late = sign("sao").post(f"/cau-hoi/{number}/tra-loi/", {"text": "Từ 18 giờ."})
    assert late.status_code == 409
    assert "vừa rút câu hỏi" in late.content.decode()
    assert CaseQuestion.objects.using("owner").get().answer == ""


def test_a_facility_complains_of_a_conclusion_and_reads_it_first(ground, case, sign):
    number = put(
        CaseQuestion, case_id=case.pk, province="79", facility_id=ground.clinic.pk,
        facility_key=f"79:{ground.clinic.key}", text="Giờ nào?",
        asked_by_id=ground.users["hoa"].pk, asked_at=AT, due_on=AT.date() + timedelta(days=7),
    ).pk  # fmt: skip
    sao = sign("sao")
    page = sao.get(f"/cau-hoi/{number}/").content.decode()
    assert "Khiếu nại" not in page
    assert "Các Sở đã kết luận gì?" not in page
    Case.objects.using("owner").filter(pk=case.pk).update(state="data-error", outcome="data-error")
    page = sao.get(f"/cau-hoi/{number}/").content.decode()
    assert "Sai dữ liệu" in page
    assert "Khiếu nại" not in page  # nothing was held against it
    Case.objects.using("owner").filter(pk=case.pk).update(
        state="action", outcome="confirmed", measure="adjust-registration"
    )
    page = sao.get(f"/cau-hoi/{number}/").content.decode()
    for words in ("Các Sở đã kết luận gì?", "<b>Xác nhận dấu hiệu</b>",
                  "Điều chỉnh đăng ký hành nghề", "Sở Y tế Đồng Nai", case.number,
                  "Gửi khiếu nại"):  # fmt: skip
        assert words in page, words
    assert "Đã có kết luận" in sao.get("/cau-hoi/").content.decode()
    sent = sao.post(f"/cau-hoi/{number}/khieu-nai/", {"complaint": "Không đúng."}, follow=True)
    page = sent.content.decode()
    assert "Đã gửi khiếu nại" in page
    assert "Đang giải quyết khiếu nại" in page
    assert "Gửi khiếu nại" not in page
    assert sign("vien").get(f"/cau-hoi/{number}/").status_code == 404
