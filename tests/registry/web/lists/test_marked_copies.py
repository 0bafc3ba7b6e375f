"""A sender's own workbook comes back with problems, and for the department signs, marked."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import io
import json
import zipfile
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from stored_lists import BINH, CLINIC, HOSPITAL, OANH, official_list

MORNINGS = "T2-T6: 7h30-11h30"
PROBLEM, CRITICAL, HIGH = "00FFF3A8", "00F6B8B1", "00FBD9A0"
FAULTY = ("BS Lê Thị Cúc", "không rõ", "Khám bệnh, chữa bệnh đa khoa")
FIRST = 8  # row of the first person in the official form


def file_of(submission):
    from lieny.registry.models import SourceFile

    return SourceFile.objects.using("owner").get(submission=submission)


def copy_of(client, submission, **asked):
    address = f"/danh-sach/{submission.pk}/tep/{file_of(submission).pk}/danh-dau/"
    return client.get(address, asked)


def bytes_of(answer):
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)
    answer.close()
    return content


def opened(answer):
    return load_workbook(io.BytesIO(bytes_of(answer)))


def deeds(action="registry.export"):
    from lieny.people.models import AuditRecord

    return list(AuditRecord.objects.using("owner").filter(action=action).order_by("sequence"))


def details():
    return [json.loads(one.detail) for one in deeds() if one.detail]


@pytest.fixture
def hospital(portal):
    rows = [(OANH, MORNINGS), (BINH, MORNINGS), (FAULTY, "T7: 25h-27h")]
    found = portal.hand_in("79", [("Quý 4/bv (sửa).xlsx", official_list(HOSPITAL, rows))])
    portal.confirm(found)
    return found


@pytest.fixture
def clinic(portal, hospital):
    found = portal.hand_in("75", [("pk.xlsx", official_list(CLINIC, [(OANH, MORNINGS)]))])
    portal.confirm(found)
    return found


def test_marks_stand_at_the_cells_and_the_rest_is_as_it_was_sent(portal, officer, hospital):
    answer = copy_of(officer, hospital)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert unquote(answer.headers["Content-Disposition"]).endswith("bv (sửa) (đánh dấu).xlsx")
    book = opened(answer)
    assert book.sheetnames == ["Liên Y – kết quả", "Danh sách"]
    sent = load_workbook(io.BytesIO(bytes(file_of(hospital).content)))["Danh sách"]
    back = book["Danh sách"]
    assert [[cell.value for cell in row] for row in back.iter_rows()] == [
        [cell.value for cell in row] for row in sent.iter_rows()
    ]
    marked = {
        cell.coordinate: cell.fill.start_color.rgb
        for row in back.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid"
    }
    assert marked == {f"C{FIRST + 2}": PROBLEM, f"E{FIRST + 2}": PROBLEM}
    assert "không rõ" in back[f"C{FIRST + 2}"].comment.text
    (deed,) = deeds()
    assert (deed.target_kind, deed.target) == ("file", str(file_of(hospital).pk))
    assert details() == [{"files": 1, "problems": 2, "signs": 0, "what": "marked-copy"}]


def test_signs_are_marked_for_the_department_alone(portal, officer, hospital, clinic):
    plain = opened(copy_of(officer, hospital))
    whole = opened(copy_of(officer, hospital, **{"dau-hieu": "1"}))
    cell = f"E{FIRST}"
    assert plain["Danh sách"][cell].comment is None
    assert CLINIC["facility"] not in str([c.value for r in plain.worksheets[0] for c in r])
    note = whole["Danh sách"][cell].comment.text
    assert "R01" in note
    assert "Đồng Nai: pk.xlsx › Danh sách › dòng 8" in note
    assert whole["Danh sách"][cell].fill.start_color.rgb in {CRITICAL, HIGH}


def test_a_sign_that_may_not_be_read_is_not_in_the_copy(portal, hospital, clinic, browser_for):
    """Whoever reads no signs gets none, whatever the address asks for."""
    from lieny.people.models import Organisation
    from lieny.registry.models import Facility, Submission

    place = Facility.objects.using("owner").get(province="79")
    own = Organisation.objects.using("owner").create(
        kind="facility", name=place.name, province="79", facility=place.key
    )
    Submission.objects.using("owner").filter(pk=hospital.pk).update(
        organisation=own, facility=own.facility
    )
    portal.departments["own"] = own
    client = browser_for("own", "facility-user")
    book = opened(copy_of(client, hospital, **{"dau-hieu": "1"}))
    assert book["Danh sách"][f"E{FIRST}"].comment is None
    assert book["Danh sách"][f"C{FIRST + 2}"].comment is not None
    assert details()[-1]["signs"] == 0


@pytest.mark.parametrize("role", ["inspector", "auditor", "administrator"])
def test_offices_that_take_nothing_out_get_nothing(hospital, browser_for, role):
    assert copy_of(browser_for("79", role), hospital).status_code == 403
    assert deeds() == [one for one in deeds() if one.outcome == "refused"]


def test_another_province_finds_no_such_file(hospital, browser_for):
    assert copy_of(browser_for("75", "licensing-officer"), hospital).status_code == 404


def test_copies_of_a_whole_submission_come_in_one_zip(portal, officer):
    clean = official_list(CLINIC, [(OANH, MORNINGS)])
    faulty = official_list(HOSPITAL, [(FAULTY, MORNINGS)])
    other = official_list(HOSPITAL, [(FAULTY, "T2: 7h-11h")])
    given = [("a/bv.xlsx", faulty), ("a/bv.csv.xlsx", other), ("b/pk.xlsx", clean)]
    sent = portal.hand_in("79", given)
    answer = officer.get(f"/danh-sach/{sent.pk}/danh-dau/")
    with zipfile.ZipFile(io.BytesIO(bytes_of(answer))) as packed:
        assert sorted(packed.namelist()) == [
            "a/bv (đánh dấu).xlsx",
            "a/bv.csv (đánh dấu).xlsx",
        ]
        book = load_workbook(io.BytesIO(packed.read("a/bv (đánh dấu).xlsx")))
    assert book["Danh sách"][f"C{FIRST}"].comment is not None
    assert [one["files"] for one in details()] == [2]


def test_nothing_to_correct_is_said_and_nothing_is_recorded(portal, officer):
    sent = portal.hand_in("79", [("pk.xlsx", official_list(CLINIC, [(OANH, MORNINGS)]))])
    answer = officer.get(f"/danh-sach/{sent.pk}/danh-dau/")
    assert answer.status_code == 409
    assert "không có ô nào cần sửa" in answer.content.decode()
    assert deeds() == []


def test_the_file_itself_comes_back_byte_for_byte(portal, officer, hospital):
    file = file_of(hospital)
    answer = officer.get(f"/danh-sach/{hospital.pk}/tep/{file.pk}/goc/")
    assert bytes_of(answer) == bytes(file.content)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert details()[-1]["what"] == "original"


def test_a_file_that_is_no_table_has_no_marked_copy(portal, officer):
    sent = portal.hand_in("79", [("hỏng.xlsx", b"PK\x03\x04 not a workbook")])
    answer = copy_of(officer, sent)
    assert answer.status_code == 409
    assert "không có bản đánh dấu" in answer.content.decode()
    assert deeds() == []
