"""The audit log in words: whom and what its rows tell of, found by numbers and names."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest

from lieny.people.rules.deed_words import action_words, kind_words
from lieny.registry.rules.case_acts import Act

LOG = "/quan-tri/nhat-ky/"


@pytest.fixture
def doctor(registry, behind):
    """Somebody of one's own province alone, with a licence number that nobody else carries."""
    from lieny.registry.models import Person, Registration

    with behind("officer-79", "79"):
        rows = Registration.objects.filter(known_until=None, licence_type="CCHN").exclude(
            licence_issuer=""
        )
        for row in rows.select_related("person"):
            number = f"{row.licence_serial:06d}/{row.licence_issuer}-CCHN"
            holders = rows.filter(
                licence_serial=row.licence_serial, licence_issuer=row.licence_issuer
            )
            alike = Person.objects.filter(name=row.person.name).count()
            if row.person.provinces == ["79"] and alike == 1 and holders.count() == 1:
                return row.person, number, row.file_id
    raise AssertionError("nobody")


def shown(client, query=""):
    answer = client.get(LOG + query)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def table(text):
    return text.partition("<tbody>")[2].partition("</tbody>")[0]


def test_whoever_looked_at_somebody_is_found_by_the_licence_number(browser_of, doctor):
    person, number, file = doctor
    officer = browser_of("officer-79")
    officer.get(f"/so-dang-ky/nguoi/{person.public_id}/")
    officer.get(f"/so-dang-ky/?q={quote(person.name)}")
    officer.get(f"/so-dang-ky/tep/{file}/?dong=12")
    officer.get("/so-dang-ky/?q=khong-co-ai-ten-nhu-vay")
    for typed in (number, person.name, person.name.upper()):
        text = shown(browser_of("auditor-79"), f"?target={quote(typed)}")
        rows = re.findall(r"<tr>.*?</tr>", table(text), re.S)
        assert len(rows) == 3, typed
        assert all("Cán bộ officer-79" in row and "Xem sổ đăng ký" in row for row in rows)
        kinds = [re.search(r'<span class="muted">([^<]+)</span> ', row)[1] for row in rows]
        assert kinds == ["tệp", "tìm kiếm", "người hành nghề"]
        assert "vì là phần của tỉnh mình" in rows[2]


def test_an_auditor_reads_ids_of_practitioners_and_a_head_their_names(browser_of, doctor):
    person, _, _ = doctor
    browser_of("officer-79").get(f"/so-dang-ky/nguoi/{person.public_id}/")
    row = f"?kind=person&target={person.pk}"
    assert f">{person.pk}</a>" in table(shown(browser_of("auditor-79"), row))
    assert person.name not in shown(browser_of("auditor-79"), row)
    assert f">{person.name}</a>" in table(shown(browser_of("head-79"), row))


def test_ids_of_different_kinds_are_not_taken_for_each_other(registry, browser_of, behind):
    from lieny.registry.models import Facility

    with behind("officer-79", "79"):
        place = Facility.objects.filter(province="79", registrations__known_until=None).first()
    browser_of("officer-79").get(f"/so-dang-ky/co-so/{place.pk}/")
    auditor = browser_of("auditor-79")
    whole = shown(auditor, f"?target={quote(place.name)}")
    assert f"?kind=facility&target={place.pk}" in table(whole)
    assert f">{place.name}</a>" in table(whole)
    assert "Xem sổ đăng ký" in table(shown(auditor, f"?kind=facility&target={place.pk}"))
    assert "<tbody>" not in shown(auditor, f"?kind=person&target={place.pk}")


def test_somebody_of_another_province_is_nobody_here(registry, browser_of, behind):
    from lieny.registry.models import Person

    with behind("officer-75", "75"):
        other = Person.objects.filter(provinces=["75"]).first()
    with behind("officer-79", "79"):
        assert not Person.objects.filter(name=other.name).exists()
    text = shown(browser_of("auditor-79"), f"?target={quote(other.name)}")
    assert "Không có dòng nào" in text
    assert "<tbody>" not in text


def test_a_case_is_found_by_its_number_with_its_letters_and_questions(registry, browser_of, behind):
    from django.utils import timezone

    from lieny.registry.models import Case, StoredSign
    from lieny.registry.services.cases.opening import open_case

    with behind("officer-79", "79"):
        sign = StoredSign.objects.filter(ended_at=None, person__provinces=["79"]).first()
        case = open_case(sign.person_id, by=registry.users["officer-79"].pk, at=timezone.now())
    browser_of("head-79").get(f"/ho-so/{case.pk}/")
    text = table(shown(browser_of("auditor-79"), f"?target={quote(case.number)}"))
    assert text.count(f">{case.number}</a>") == 2
    assert "Mở hoặc tiếp nhận hồ sơ" in text
    assert "Cán bộ head-79" in text
    with behind("officer-79", "79"):
        assert Case.objects.filter(pk=case.pk).exists()


def test_somebody_who_acted_is_found_by_name_and_words_are_in_both_languages(browser_of):
    browser_of("officer-79").get("/so-dang-ky/?q=nguyen")
    auditor = browser_of("auditor-79")
    assert "tìm kiếm" in table(shown(auditor, f"?actor={quote('can bo OFFICER-79')}"))
    assert "<tbody>" not in shown(auditor, "?actor=Kh%C3%B4ng+C%C3%B3+Ai")
    auditor.cookies["lieny_language"] = "en"
    text = shown(auditor)
    assert "Read the register" in table(text)
    assert not re.search("Xem sổ|tìm kiếm|đã làm", text)


def test_a_file_of_the_log_says_in_words_what_its_codes_mean(browser_of):
    browser_of("officer-79").get("/so-dang-ky/?q=nguyen")
    answer = browser_of("auditor-79").get("/quan-tri/nhat-ky.csv?action=registry.read")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff")))
    assert (row["action"], row["việc"]) == ("registry.read", "Xem sổ đăng ký")
    assert (row["ai"], row["kết quả"]) == ("Cán bộ officer-79", "đã làm")
    assert len(row["hash"]) == 64


def test_every_act_on_a_case_has_words():
    codes = [f"case.{act.value}" for act in Act]
    assert [code for code in codes if action_words(code).vi == code] == []


def test_whatever_was_written_here_has_words(registry, browser_of, behind):
    from lieny.people.models import AuditRecord

    client = browser_of("officer-79")
    for path in ("/", "/ho-so/", "/tong-quan/dau-hieu/", "/ghep-ho-so/", "/so-dang-ky/?q=an"):
        client.get(path)
    with behind("officer-79", "79"):
        rows = set(AuditRecord.objects.values_list("action", "target_kind"))
    assert len(rows) > 4
    bare = [one for one in rows if action_words(one[0]).vi == one[0]]
    bare += [one for one in rows if one[1] and kind_words(one[1]).vi == one[1]]
    assert bare == []
