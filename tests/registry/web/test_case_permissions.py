"""Who may open which page of a case: every office at every address, and what no answer holds."""

import pytest
from case_ground import AT, NAME

from lieny.people.rules.office import VISITOR, Record
from lieny.people.rules.permission import may
from lieny.registry.models import Case, CaseMessage, CaseQuestion
from lieny.registry.rules.case_actor import record_of
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.stored_case import file_of

EVERYBODY = (
    "hoa", "thu", "binh", "mai", "nam", "tay", "kiem", "quan", "sao", "vien", "vung", "nobody",
)  # fmt: skip
# Words of one side alone: another person's signs, a case of others, a question to another facility.
SECRET_75, SECRET_80 = "BÍ-MẬT-75", "BÍ-MẬT-80"


@pytest.fixture
def case(ground):
    """The case of 79 and 75; beside it what only 75, or 75 and 80, may see."""
    alone = ground.new_person(f"{SECRET_75} Phạm Văn Riêng", ["75"])
    ground.new_sign(alone, provinces=("75",), said_vi=f"{SECRET_75} trùng giờ")
    ground.new_sign(
        ground.person, "R03", provinces=("75", "80"), said_vi=f"{SECRET_80} toàn thời gian"
    )
    ground.person.provinces = ["75", "79", "80"]
    ground.person.save(using="owner")
    with ground.as_("hoa"):
        case = open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)
    with ground.as_("mai"):
        open_case(alone.pk, by=ground.users["mai"].pk, at=AT)
        CaseMessage.objects.create(
            case_id=case.pk, department="75", by_id=ground.users["mai"].pk, at=AT, text="TRAO-ĐỔI"
        )
    for place in (ground.clinic, ground.hospital):
        CaseQuestion.objects.using("owner").create(
            case_id=case.pk, province=place.province, facility_id=place.pk,
            facility_key=f"{place.province}:{place.key}", text=f"HỎI-{place.province}",
            asked_by_id=ground.users["hoa"].pk, asked_at=AT, due_on="2026-11-09",
        )  # fmt: skip
    return Case.objects.using("owner").get(pk=case.pk)


def addresses(ground, case):
    """Every address of the case's pages with the action that the table names for it."""
    base, person = f"/ho-so/{case.pk}/", ground.person.public_id
    own = CaseQuestion.objects.using("owner").get(province="79")
    record = record_of(file_of(Case.objects.using("owner").get(pk=case.pk)))
    clinic = Record("79", facility=ground.clinic.key)
    matched = Record(None, matched=frozenset({"75", "79", "80"}))
    step = {"act": "open", "version": "99", "reason": "x"}
    letter = {"kind": "notice", "recipient": "a", "subject": "b", "text": ""}
    return [
        ("GET", base, {}, "case.read", record),
        ("POST", f"{base}buoc/", step, "case.verify", record),
        ("POST", f"{base}cau-hoi/{own.pk}/rut/", step, "case.ask-facility", Record("79")),
        ("POST", f"{base}trao-doi/", {"text": ""}, "case.discuss", record),
        ("POST", f"{base}giay-to/", {}, "case.discuss", record),
        ("POST", f"{base}cong-van/", letter, "letter.write", record),
        ("GET", f"/dau-hieu/{person}/", {}, "sign.read", matched),
        ("GET", f"/cau-hoi/{own.pk}/", {}, "case.answer", clinic),
        ("POST", f"/cau-hoi/{own.pk}/tra-loi/", {"text": ""}, "case.answer", clinic),
    ]


def standings(ground, name):
    return (VISITOR,) if name == "nobody" else (*ground.standings(name), VISITOR)


def test_every_office_at_every_address_is_answered_as_the_table_says(ground, case, sign):
    """200 or 409 (refused for what was typed) where the table opens it, else 302, 403 or 404."""
    wrong = []
    listed = addresses(ground, case)
    for name in EVERYBODY:
        client = sign(name)
        for method, address, given, action, record in listed:
            answer = (
                client.generic(method, address) if method == "GET" else client.post(address, given)
            )
            allowed = may(action, standings=standings(ground, name), record=record).allowed
            opened = answer.status_code in {200, 409}
            if opened is not allowed:
                wrong.append((name, method, address, action, answer.status_code, allowed))
    assert wrong == []


def test_no_answer_holds_what_the_reader_may_not_see(ground, case, sign):
    seen = {
        "hoa": {"TRAO-ĐỔI", NAME, "HỎI-79", "HỎI-75"},
        "thu": {"TRAO-ĐỔI", NAME, "HỎI-79", "HỎI-75"},
        "binh": {"TRAO-ĐỔI", NAME, "HỎI-79", "HỎI-75"},
        "mai": {"TRAO-ĐỔI", NAME, "HỎI-79", "HỎI-75", SECRET_75, SECRET_80},
        "nam": {"TRAO-ĐỔI", NAME, "HỎI-79", "HỎI-75", SECRET_75, SECRET_80},
        "tay": {NAME, SECRET_80},  # a sign of its own about the same person; no case
        "kiem": set(), "quan": set(), "nobody": set(),
        "sao": {"HỎI-79"}, "vien": {"HỎI-75"},
        "vung": set(),
    }  # fmt: skip
    markers = {"TRAO-ĐỔI", NAME, "HỎI-79", "HỎI-75", SECRET_75, SECRET_80}
    asked = CaseQuestion.objects.using("owner").values_list("pk", flat=True)
    pages = [
        f"/ho-so/{case.pk}/", "/ho-so/", "/ho-so/?view=signs", "/ho-so/?view=new",
        f"/dau-hieu/{ground.person.public_id}/", "/cau-hoi/", *(f"/cau-hoi/{pk}/" for pk in asked),
        "/cong-van/loi-van/", "/",
    ]  # fmt: skip
    for name in EVERYBODY:
        client = sign(name)
        whole = " ".join(client.get(page).content.decode() for page in pages)
        assert {marker for marker in markers if marker in whole} == seen[name], name


def test_a_coordinator_reads_how_a_case_goes_and_not_who_it_is_about(ground, case, sign):
    page = sign("vung").get(f"/ho-so/{case.pk}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert case.number in text
    assert "Một người hành nghề" in text
    assert NAME not in text
    assert "Tiếp nhận hồ sơ" not in text  # no act is open to it


@pytest.mark.parametrize("name", ["tay", "sao"])
def test_a_case_of_others_is_not_there(ground, case, sign, name):
    assert sign(name).get(f"/ho-so/{case.pk}/").status_code in {403, 404}


def test_a_question_to_another_facility_is_not_there(ground, case, sign):
    other = CaseQuestion.objects.using("owner").get(province="75")
    assert sign("sao").get(f"/cau-hoi/{other.pk}/").status_code == 404
    answer = sign("sao").post(f"/cau-hoi/{other.pk}/tra-loi/", {"text": "x"})
    assert answer.status_code == 404
    assert CaseQuestion.objects.using("owner").get(pk=other.pk).answered_at is None


def test_who_comes_second_reads_that_the_case_has_changed_and_keeps_what_was_typed(
    ground, case, sign
):
    given = {"act": "suppress", "version": "0", "reason": "đã hỏi qua điện thoại"}
    assert (
        sign("hoa").post(f"/ho-so/{case.pk}/buoc/", {"act": "open", "version": "0"}).status_code
        == 302
    )
    late = sign("thu").post(f"/ho-so/{case.pk}/buoc/", given)
    assert late.status_code == 409
    text = late.content.decode()
    assert "Trang này đã cũ, chưa có gì được ghi." in text
    assert "Nguyễn Thị Hoa tiếp nhận hồ sơ" in text
    assert "đã hỏi qua điện thoại" in text
    assert Case.objects.using("owner").get(pk=case.pk).state == "open"


def test_an_illegal_act_says_what_is_lacking_in_both_languages(ground, case, sign):
    client = sign("hoa")
    given = {"act": "notify", "version": "0"}
    assert (
        "không mở ở bước hiện tại" in client.post(f"/ho-so/{case.pk}/buoc/", given).content.decode()
    )
    client.cookies["lieny_language"] = "en"
    assert "Not open at this step" in client.post(f"/ho-so/{case.pk}/buoc/", given).content.decode()


def test_a_paper_comes_back_as_a_file_that_nothing_runs(ground, case, sign):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    client = sign("hoa")
    good = SimpleUploadedFile('giấy "mời".pdf', b"%PDF-1.7 x")
    assert client.post(f"/ho-so/{case.pk}/giay-to/", {"papers": good}).status_code == 302
    page = sign("mai").get(f"/ho-so/{case.pk}/").content.decode()
    assert "giấy &quot;mời&quot;.pdf" in page
    number = Case.objects.using("owner").get(pk=case.pk).attachments.get().pk
    answer = sign("mai").get(f"/ho-so/{case.pk}/giay-to/{number}/")
    assert answer.content == b"%PDF-1.7 x"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="gi_y _m_i_.pdf"')
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    bad = SimpleUploadedFile("a.pdf", b"<script>")
    refused = client.post(f"/ho-so/{case.pk}/giay-to/", {"papers": bad})
    assert refused.status_code == 409
    assert "không thuộc loại nhận được" in refused.content.decode()
