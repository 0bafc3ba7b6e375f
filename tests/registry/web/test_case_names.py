"""Who a case is about: known to the departments that were told of it, and to nobody else."""

import io

import pytest
from case_ground import AT, put
from pypdf import PdfReader

from lieny.registry.models import (
    Case,
    CaseLetter,
    CaseQuestion,
    CaseSign,
    LinkDecision,
    LinkQuestion,
    Person,
    Registration,
    StoredSign,
)
from lieny.registry.services.cases.evidence import evidence_sides
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.link_decisions import Decider, decide
from lieny.registry.services.own_persons import own_persons

# A person whom 79 alone lists; another department's register bears the same number.
HIDDEN = "KÍN-ĐÁO Trần Văn Giấu"
SAID = f"Số 000269/HCM-CCHN mà {HIDDEN} dùng tại Phòng khám Sao Mai cũng đứng tên Bùi Hải Minh."


@pytest.fixture
def hidden(ground):
    person = ground.new_person(HIDDEN, ["79"])
    ground.new_sign(
        person, "R11", provinces=("75", "79"), said_vi=SAID, said_en=SAID, minutes=None,
        question_vi=f"Xin bản chụp giấy phép của {HIDDEN}.", facilities=["79:00123/HCM-GPHĐ"],
    )  # fmt: skip
    return person


def opened(ground, person, *, asks_first=False):
    with ground.as_("hoa"):
        case = open_case(person.pk, by=ground.users["hoa"].pk, at=AT)
    if asks_first:
        Case.objects.using("owner").filter(pk=case.pk).update(asks_first=True)
    return case


def pages(client, case, person):
    addresses = [
        "/", "/ho-so/", "/ho-so/?view=new", "/ho-so/?view=signs", "/dau-hieu/", "/thong-bao/",
        f"/dau-hieu/{person.public_id}/", f"/so-dang-ky/nguoi/{person.public_id}/",
        "/ho-so/?tai=csv", *([f"/ho-so/{case.pk}/"] if case else []),
    ]  # fmt: skip
    return " ".join(
        f"[{address}] " + client.get(address).getvalue().decode(errors="replace")
        for address in addresses
    )


def test_a_department_that_was_told_reads_the_name_in_inbox_heading_and_letter(
    ground, hidden, sign
):
    case = opened(ground, hidden)
    assert (case.lead, case.peers) == ("79", ["75"])
    for name in ("hoa", "mai", "nam"):
        client = sign(name)
        inbox = client.get("/ho-so/").content.decode()
        assert HIDDEN in inbox, name
        assert "không hiện tên" not in inbox
        page = client.get(f"/ho-so/{case.pk}/").content.decode()
        heading = page[page.index("<h1>") : page.index("</h1>")]
        assert heading.count(HIDDEN) == 1, name
        assert heading == f"<h1>{SAID}"
    letter = sign("mai").get(f"/ho-so/{case.pk}/").content.decode()
    assert f"về số giấy phép hành nghề của {HIDDEN}" in letter
    given = {"kind": "notice", "department": "75", "recipient": "Sở Y tế TP. Hồ Chí Minh",
             "subject": "phối hợp", "text": f"Về {HIDDEN}./."}  # fmt: skip
    assert sign("mai").post(f"/ho-so/{case.pk}/cong-van/", given).status_code == 302
    content = bytes(CaseLetter.objects.using("owner").get().content)
    assert HIDDEN in PdfReader(io.BytesIO(content)).pages[0].extract_text()


@pytest.mark.parametrize("name", ["tay", "vung", "kiem", "quan", "sao", "vien"])
def test_whoever_is_no_party_to_the_case_reads_the_name_nowhere(ground, hidden, sign, name):
    case = opened(ground, hidden)
    seen = pages(sign(name), case, hidden)
    assert HIDDEN not in seen
    assert "KÍN-ĐÁO" not in seen


def test_a_sign_without_a_case_does_not_name_the_other_province_s_person(ground, hidden, sign):
    for name in ("mai", "nam", "tay"):
        assert "KÍN-ĐÁO" not in pages(sign(name), None, hidden), name
    assert HIDDEN in pages(sign("hoa"), None, hidden)


def test_while_a_case_only_asks_the_others_know_neither_name_nor_words(ground, hidden, sign):
    case = opened(ground, hidden, asks_first=True)
    CaseQuestion.objects.using("owner").create(
        case_id=case.pk, province="79", facility_id=ground.clinic.pk,
        facility_key=f"79:{ground.clinic.key}", text=f"HỎI về {HIDDEN}",
        asked_by_id=ground.users["hoa"].pk, asked_at=AT, due_on="2026-11-09",
    )  # fmt: skip
    for name in ("mai", "nam", "tay", "vung"):
        seen = pages(sign(name), case, hidden)
        assert "KÍN-ĐÁO" not in seen, name
        assert "HỎI về" not in seen, name
    page = sign("mai").get(f"/ho-so/{case.pk}/").content.decode()
    assert "Một người hành nghề" in page
    assert "Viết cho các Sở" not in page  # nobody writes about whom they may not know
    assert HIDDEN in sign("hoa").get(f"/ho-so/{case.pk}/").content.decode()
    step = {"act": "ask-facility", "version": "0", "text": "x", "facility": ground.hospital.pk}
    assert sign("mai").post(f"/ho-so/{case.pk}/hoi/", step).status_code == 403
    talk = sign("mai").post(f"/ho-so/{case.pk}/trao-doi/", {"text": "x"})
    assert talk.status_code == 403
    assert Case.objects.using("owner").get(pk=case.pk).version == 0
    # Told once the case is taken up.
    Case.objects.using("owner").filter(pk=case.pk).update(state="open")
    assert HIDDEN in sign("mai").get("/ho-so/").content.decode()


def test_the_wall_opens_one_person_and_the_signs_of_the_case_alone(ground, hidden):
    other = ground.new_person("KÍN-ĐÁO Khác", ["79"])
    ground.new_sign(other, "R01", provinces=("79",), said_vi="KÍN-ĐÁO khác")
    with ground.as_("mai"):
        before = set(Person.objects.values_list("pk", flat=True))
        seen = StoredSign.objects.count()
    opened(ground, hidden)
    with ground.as_("mai"):
        assert set(Person.objects.values_list("pk", flat=True)) == before | {hidden.pk}
        assert StoredSign.objects.count() == seen
        assert not Registration.objects.filter(person=other.pk).exists()
    with ground.as_("tay"):
        assert not Person.objects.filter(pk=hidden.pk).exists()


def test_a_lead_whom_no_row_names_sees_the_sign_of_its_case(ground):
    """The issuer answers for a licence that its own register does not know."""
    person = ground.new_person("Võ Thị Lạ", ["75"])
    row = ground.new_sign(
        person, "R10", provinces=("75",), said_vi="Võ Thị Lạ: số lạ", minutes=None
    )
    row.evidence = ground.sign.evidence[:1]
    row.save(using="owner")
    case = Case.objects.using("owner").create(
        number="2026/000999", person=person, state="open", severity="high", lead="79",
        peers=["75"], since=AT, opened_at=AT,
    )  # fmt: skip
    with ground.as_("hoa"):
        assert not StoredSign.objects.filter(pk=row.pk).exists()
    put(CaseSign, case=case, sign=row)
    with ground.as_("hoa"):
        assert StoredSign.objects.filter(pk=row.pk).exists()
        (side,) = evidence_sides([row])
        assert side.cards[0].file.startswith("danh-sach-75")
        assert Person.objects.filter(pk=person.pk).exists()
    with ground.as_("tay"):
        assert not StoredSign.objects.filter(pk=row.pk).exists()
        assert evidence_sides([row])[0].cards[0].file == ""


def test_who_knows_a_person_through_a_case_has_no_part_in_its_links(ground, hidden):
    """Pairs are decided by the provinces that hold the rows, and their questions name others."""
    twin = ground.new_person("KÍN-ĐÁO Giấu", ["79"])
    given = {"name": "KÍN-ĐÁO", "province": "79"}
    put(
        LinkQuestion, one_id=hidden.pk, other_id=twin.pk, weight=5.0, contradicted=False, parts={},
        one_shown=given, other_shown=given, asked_at=AT,
    )  # fmt: skip
    opened(ground, hidden)
    with ground.as_("hoa"):
        assert LinkQuestion.objects.count() == 1
        assert own_persons().filter(pk=hidden.pk).exists()
    with ground.as_("mai"):
        assert Person.objects.filter(pk=hidden.pk).exists()
        assert LinkQuestion.objects.count() == 0
        assert not own_persons().filter(pk=hidden.pk).exists()
        by = Decider(ground.users["mai"].pk, "75")
        with pytest.raises(Person.DoesNotExist):
            decide((hidden.pk, twin.pk), LinkDecision.Verdict.SAME, by=by, at=AT)
    assert LinkDecision.objects.using("owner").count() == 0


def test_the_register_opens_a_person_to_whom_the_case_told(ground, hidden, sign):
    address = f"/so-dang-ky/nguoi/{hidden.public_id}/"
    assert sign("mai").get(address).status_code == 404
    opened(ground, hidden)
    page = sign("mai").get(address)
    assert page.status_code == 200
    assert HIDDEN in page.content.decode()
    assert sign("tay").get(address).status_code == 404
