"""Papers, history, letters and lacks of a case say from whom, to whom and what."""

import re

import pytest
from case_ground import AT, NAME, put
from django.core.files.uploadedfile import SimpleUploadedFile

from lieny.registry.models import Case, CaseEvent, CaseQuestion, Facility, Registration
from lieny.registry.services.cases.opening import open_case


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


@pytest.fixture
def second(ground):
    """A second facility of the province that the sign names."""
    place = put(
        Facility, province="79", key="00999/HCM-GPHĐ", name="Nha khoa Hạ Long",
        name_folded="nha khoa ha long",
    )  # fmt: skip
    ground.sign.facilities = [*ground.sign.facilities, "79:00999/HCM-GPHĐ"]
    ground.sign.save(using="owner")
    return place


def version():
    return Case.objects.using("owner").get().version


def step(client, case, act, **more):
    given = {"act": act, "version": version(), "reason": "vì sao", **more}
    assert client.post(f"/ho-so/{case.pk}/buoc/", given).status_code == 302


def ask(client, case, *places, act="ask-facility"):
    given = {"act": act, "version": version(), "text": "CÂU-HỎI giờ nào?"}
    given["facility"] = [place.pk for place in places]
    assert client.post(f"/ho-so/{case.pk}/hoi/", given).status_code == 302


def page_of(client, case):
    return client.get(f"/ho-so/{case.pk}/").content.decode()


def section(page, name):
    part = page[page.index(f'id="{name}"') :]
    return part[: part.index("</section>")]


def test_papers_of_an_answer_stand_among_the_papers_with_their_facility(ground, case, sign):
    ask(sign("hoa"), case, ground.clinic)
    number = CaseQuestion.objects.using("owner").get().pk
    paper = SimpleUploadedFile("phân-công.pdf", b"%PDF-1.7 x")
    sign("sao").post(f"/cau-hoi/{number}/tra-loi/", {"text": "Kèm.", "papers": paper})
    papers = section(page_of(sign("hoa"), case), "giay-to")
    assert "Chưa có giấy tờ nào" not in papers
    assert re.search(r"phân-công\.pdf</a>.*Phòng khám Sao Mai · Ngô Văn Sao", papers)


def test_who_answered_an_ordinary_question_was_asked_but_not_heard(ground, case, sign):
    hoa = sign("hoa")
    step(hoa, case, "open")
    step(hoa, case, "notify")
    step(sign("mai"), case, "acknowledge")
    assert "Cơ sở và người hành nghề chưa được hỏi." in page_of(hoa, case)
    ask_text = {"text": "Từ 18 giờ."}
    question = put(
        CaseQuestion, case_id=case.pk, province="79", facility_id=ground.clinic.pk,
        facility_key=f"79:{ground.clinic.key}", text="Giờ nào?",
        asked_by_id=ground.users["hoa"].pk, asked_at=AT, due_on=AT.date(),
    )  # fmt: skip
    sign("sao").post(f"/cau-hoi/{question.pk}/tra-loi/", ask_text)
    text = page_of(hoa, case)
    assert "Cơ sở đã được hỏi bằng câu hỏi thường; chưa hỏi ý kiến" in text
    assert "Cơ sở và người hành nghề chưa được hỏi." not in text


def test_a_question_to_two_facilities_stands_once_in_history_with_both(ground, case, second, sign):
    ask(sign("hoa"), case, ground.clinic, second)
    assert CaseEvent.objects.using("owner").get().reason == "CÂU-HỎI giờ nào?"
    history = section(page_of(sign("hoa"), case), "lich-su")
    assert history.count("CÂU-HỎI") == 1
    assert re.search(r"hỏi cơ sở: Phòng khám Sao Mai, Nha khoa Hạ Long", history)


def test_a_signature_says_what_stands_above_it(ground, case, sign):
    hoa = sign("hoa")
    step(hoa, case, "open")
    step(hoa, case, "notify")
    step(sign("mai"), case, "acknowledge")
    step(sign("mai"), case, "propose", outcome="exempt")
    step(sign("binh"), case, "sign")
    step(sign("nam"), case, "sign")
    step(hoa, case, "propose-closing")
    step(sign("nam"), case, "sign")
    history = section(page_of(hoa, case), "lich-su")
    assert history.count("ký: kết luận “Được phép") == 2
    assert history.count("ký: kết thúc hồ sơ") == 1


def test_what_came_in_on_paper_is_not_told_to_the_own_department(ground, case, sign):
    hoa = sign("hoa")
    step(hoa, case, "open")
    step(hoa, case, "notify")
    step(sign("mai"), case, "acknowledge")
    ask(hoa, case, ground.clinic, act="hear")
    text = page_of(hoa, case)
    form = text[text.index('name="act" value="reply"') :]
    form = form[: form.index("</form>")]
    assert "Nội dung ý kiến" in form
    assert "Lý do, căn cứ" not in form
    assert "Sẽ báo: Sở Y tế Đồng Nai." in form


def test_the_letter_to_facilities_names_all_that_were_asked_and_no_other_hours(
    ground, case, second, sign
):
    ask(sign("hoa"), case, ground.clinic, second)
    text = page_of(sign("hoa"), case)
    assert 'name="recipient" value="Phòng khám Sao Mai; Nha khoa Hạ Long"' in text
    letter = text[text.index('id="question-text"') :]
    letter = letter[: letter.index("</textarea>")]
    assert f"{NAME}, người được đăng ký hành nghề tại Phòng khám Sao Mai và Nha khoa" in letter
    assert "CÂU-HỎI giờ nào?" in letter
    assert "17:00" not in letter
    assert "Bệnh viện Thống Nhất" not in letter


def test_a_question_that_was_withdrawn_is_in_no_letter(ground, case, sign):
    hoa = sign("hoa")
    ask(hoa, case, ground.clinic)
    number = CaseQuestion.objects.using("owner").get().pk
    given = {"version": version(), "act": "withdraw", "question": number, "reason": "nhầm"}
    assert hoa.post(f"/ho-so/{case.pk}/cau-hoi/{number}/rut/", given).status_code == 302
    letter = page_of(hoa, case)
    letter = letter[letter.index('id="question-text"') :]
    letter = letter[: letter.index("</textarea>")]
    assert "CÂU-HỎI" not in letter


def test_a_sign_about_somebody_elsewhere_says_so_in_the_place_of_the_name(ground, sign):
    person = ground.new_person("Lý Văn Xa", ["75"])
    Registration.objects.using("owner").filter(pk=ground.rows["75"].pk).update(person=person)
    ground.new_sign(person, "R06", provinces=("75", "79"), said_vi="Nơi khác.")
    text = sign("hoa").get("/tong-quan/dau-hieu/").content.decode()
    assert "người ở tỉnh khác" in text
    assert "Lý Văn Xa" not in text
