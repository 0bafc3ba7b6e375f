"""What somebody without an account may find, and what never leaves."""

import re
import zlib

import pytest
from django.db import connections
from django.test import Client

from lieny.people.models import AuditRecord, RateCount

LOOKUP = "/tra-cuu/"
NUMBER = "001234/HCM-CCHN"


@pytest.fixture(autouse=True)
def address(request):
    """Ask from an address of the test's own: questions are counted by address."""
    number = zlib.crc32(request.node.name.encode())
    global ADDRESS  # noqa: PLW0603
    ADDRESS = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


ADDRESS = ""


def asked(client=None, **given):
    names = {"number": "so", "facility": "co-so", "name": "ten", "where": "noi"}
    answer = (client or Client(REMOTE_ADDR=ADDRESS)).post(
        LOOKUP, {names[key]: value for key, value in given.items()}
    )
    return answer, answer.content.decode()


def test_a_whole_number_gives_places_and_hours_of_all_provinces(portal):
    answer, text = asked(number=" 1234/HCM-CCHN ")
    assert answer.status_code == 200
    assert "Nguyễn Thị Hoàng Oanh" in text
    assert NUMBER in text
    assert "Bệnh viện Đa khoa Sài Gòn" in text
    assert "T2–T6 07:00–11:00" in text
    assert "Phòng khám đa khoa An Bình" in text
    assert "T2–T6 17:00–20:00" in text
    assert "Trần Văn Bình" not in text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "typed", ["1234", "1234/HCM", "..34/HCM-CCHN", "Oanh", "1/HCM-CCHN; 2/HCM-CCHN"]
)
def test_a_part_of_a_number_asks_nothing(portal, typed):
    answer, text = asked(number=typed)
    assert answer.status_code == 422
    assert "Chưa phải một số giấy phép đầy đủ" in text
    assert "Hoàng Oanh" not in text


def test_a_number_of_two_persons_is_answered_like_one_of_nobody(portal):
    """That two persons carry one number is a sign, and signs are not public."""
    both, shared = asked(number="001236/HCM-CCHN")
    none, unknown = asked(number="009999/HCM-CCHN")
    assert (both.status_code, none.status_code) == (200, 200)
    assert "Không có thông tin công khai theo số này" in shared
    assert without(shared) == without(unknown).replace("009999/", "001236/")


def without(text):
    """Leave out what differs from request to request."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_facility_is_found_by_its_name_and_shows_nobody(portal):
    _, text = asked(facility="bv đa khoa sài gòn")
    assert "Bệnh viện Đa khoa Sài Gòn" in text
    assert "00123/HCM-GPHĐ" in text
    assert "Oanh" not in text
    assert "Bình" not in text.replace("An Bình", "")


@pytest.mark.parametrize("typed", ["bv", "a", "....", "sài"])
def test_too_few_letters_name_no_facility(portal, typed):
    answer, text = asked(facility=typed)
    assert answer.status_code == 422
    assert "Sài Gòn" not in text


def test_at_most_five_facilities_are_shown(portal):
    _, text = asked(facility="nha khoa hoa sen")
    assert text.count('name="noi"') == 5
    assert "Còn cơ sở khác" in text


def token_in(text):
    return text.split('name="noi" value="')[1].split('"')[0]


def test_a_whole_name_at_a_facility_is_confirmed_marks_aside(portal):
    where = token_in(asked(facility="bệnh viện đa khoa sài gòn")[1])
    _, text = asked(where=where, name="nguyen thi hoang oanh")
    assert "Có người đúng họ tên này" in text
    assert "Nguyễn Thị Hoàng Oanh" in text
    assert "T2–T6 07:00–11:00" in text
    assert "17:00" not in text  # the clinic is another question
    _, none = asked(where=where, name="Hoàng Oanh")
    assert "Không có ai đúng họ tên này" in none
    assert "Nguyễn Thị Hoàng Oanh" not in none
    short, _ = asked(where=where, name="Oanh")
    assert short.status_code == 422


def test_facilities_cannot_be_walked_by_number(portal):
    for forged in ("1", "2", token_in(asked(facility="đa khoa sài gòn")[1])[:-1] + "x"):
        answer, text = asked(where=forged, name="Nguyễn Thị Hoàng Oanh")
        assert answer.status_code == 422
        assert "07:00" not in text


def test_nothing_else_leaves(portal):
    """Marker strings stand in every column that is not public; none may come out."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_registration WHERE title = 'DAU-DANH'")
        assert cursor.fetchone()[0] == 6
    where = token_in(asked(facility="bệnh viện đa khoa sài gòn")[1])
    answers = [
        asked(number=NUMBER)[0],
        asked(facility="bệnh viện đa khoa sài gòn")[0],
        asked(where=where, name="Nguyễn Thị Hoàng Oanh")[0],
    ]
    for answer in answers:
        said = answer.content.decode() + str(answer.headers)
        for marker in ("DAU-", "1971", "77123", "23/05", "benh-vien.xlsx", "@syt.example", "R01"):
            assert marker not in said
        assert answer.cookies.keys() <= {"lieny-csrf"}


def test_whoever_has_no_account_sees_no_row_of_any_table(portal):
    with portal.database.app.connect() as connection:
        for table in ("person", "registration", "facility", "licencerow", "receipt"):
            assert connection.execute(f"SELECT count(*) FROM registry_{table}").fetchone() == (0,)  # noqa: S608


def test_the_pages_cannot_ask_who_holds_a_number_by_id(portal):
    import psycopg  # noqa: PLC0415

    with (
        portal.database.app.connect() as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT registry_public_holder(1234, 'HCM', 'CCHN')")


def test_every_question_is_recorded_without_the_number(portal):
    asked(number=NUMBER)
    asked(number="009999/HCM-CCHN")
    rows = list(AuditRecord.objects.using("owner").order_by("-sequence")[:2])
    assert [(row.target_kind, bool(row.target), row.detail) for row in rows] == [
        ("person", False, '{"found":0}'),
        ("person", True, '{"found":1}'),
    ]
    network = f"{ADDRESS.rpartition('.')[0]}.0/24"
    assert {(row.actor, row.origin) for row in rows} == {(None, network)}
    assert NUMBER not in "".join(f"{row.target}{row.detail}{row.reason}" for row in rows)


def test_the_twenty_first_question_in_five_minutes_waits(portal):
    for _ in range(20):
        assert asked(number="009999/HCM-CCHN")[0].status_code == 200
    answer, text = asked(number=NUMBER)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 301
    assert "Đã hỏi quá nhiều lần" in text
    assert "Oanh" not in text
    assert Client().get(LOOKUP).status_code == 200
    other, _ = asked(Client(REMOTE_ADDR="198.51.100.7"), number=NUMBER)
    assert other.status_code == 200
    assert not [row for row in RateCount.objects.all() if ADDRESS in row.key]


def test_refused_and_misspelt_questions_are_counted_too(portal):
    for _ in range(20):
        assert asked(number="khong")[0].status_code == 422
    assert asked(number=NUMBER)[0].status_code == 429


def test_a_registration_whose_term_has_passed_is_not_shown(portal):
    _, text = asked(number="001235/HCM-CCHN")
    assert "Trần Văn Bình" in text
    assert "Sài Gòn" in text
    assert "An Bình" not in text
