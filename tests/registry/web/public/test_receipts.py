"""Receipts from the officer's page to the telephone of whoever holds the paper."""

import io
import re
import zlib
from datetime import date

import psycopg
import pytest
from django.core import signing
from django.db import connections
from django.test import Client
from public_people import facility_user, signed
from pypdf import PdfReader
from stored_lists import BINH, CUC, OANH

from lieny.people.models import AuditRecord
from lieny.registry.models import Facility, LicenceRow, Receipt, Registration
from lieny.registry.services.public_receipts import token_of

MORNING, AFTERNOON, EVENING = "T2-T6: 7h-11h", "T2-T6: 13h-16h", "T2-T6: 17h-20h"


def row_of(licence, province="79"):
    rows = Registration.objects.using("owner").filter(known_until=None, province=province)
    return rows.filter(licence_serial=licence).order_by("id").first()


def issued(browser, row):
    answer = browser.post(f"/so-dang-ky/dong/{row.pk}/bien-nhan/")
    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"]).content.decode()
    return re.search(r'class="code" href="https?://[^/]+(/kiem-tra/[^"]+)"', page).group(1), page


def checked(path, name="visitor"):
    number = zlib.crc32(name.encode())
    visitor = Client(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
    answer = visitor.get(path)
    return answer, answer.content.decode()


@pytest.fixture(scope="module")
def receipts(portal):
    """Three receipts of the hospital's present list, before a later one comes in."""
    browser = signed(portal.user)
    return {serial: issued(browser, row_of(serial)) for serial in (1234, 1235, 1236)}


def test_a_receipt_says_what_stands_and_shows_its_code(portal, receipts):
    _, page = receipts[1234]
    for words in ("Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN", "T2–T6 07:00–11:00", "Sài Gòn"):
        assert words in page
    assert 'class="qr"' in page
    assert "DAU-" not in page
    assert "1971" not in page


def test_the_pdf_says_the_same_and_is_for_archives(portal, receipts):
    browser = signed(portal.user)
    receipt = Receipt.objects.using("owner").get(said__licence="001234/HCM-CCHN")
    first, second = (browser.get(f"/bien-nhan/{receipt.pk}.pdf").content for _ in range(2))
    assert first == second
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(first)).pages)
    for words in ("BIÊN NHẬN ĐĂNG KÝ HÀNH NGHỀ", "Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN"):
        assert words in text
    assert token_of(receipt.pk) in text.replace("\n", "").replace(" ", "")
    assert b"pdfaid:part" in first


def test_whoever_holds_the_paper_learns_that_it_stands(portal, receipts):
    answer, text = checked(receipts[1234][0])
    assert answer.status_code == 200
    assert "Còn nguyên" in text
    assert "T2–T6 07:00–11:00" in text
    assert "An Bình" not in text  # the clinic is not on this paper
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    row = AuditRecord.objects.using("owner").order_by("-sequence").first()
    assert (row.action, row.target_kind, row.detail) == (
        "public.lookup", "receipt", '{"standing":"stands"}',
    )  # fmt: skip


def test_an_altered_or_forged_code_is_refused_plainly(portal, receipts):
    path = receipts[1234][0]
    token = path.split("/")[2]
    other = receipts[1235][0].split("/")[2]
    forged = [
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        ("A" if token[0] != "A" else "B") + token[1:],
        token.split(":")[0],
        token.split(":")[0] + ":" + other.split(":")[1],
        signing.Signer(salt="another").sign(token.split(":")[0]),
        signing.Signer(salt="lieny.registry.receipt").sign("AAAA"),
    ]
    for code in forged:
        answer, text = checked(f"/kiem-tra/{code}/", "forger")
        assert answer.status_code == 404
        assert "Chữ ký trong mã không đúng" in text
        assert "Oanh" not in text


def test_other_departments_and_offices_issue_nothing(portal, receipts):
    row, before = row_of(1235), Receipt.objects.using("owner").count()
    assert signed(portal.neighbour).post(f"/so-dang-ky/dong/{row.pk}/bien-nhan/").status_code in {
        403,
        404,
    }
    shared = row_of(1234)  # a match: the neighbour may read it and not confirm it
    answer = signed(portal.neighbour).post(f"/so-dang-ky/dong/{shared.pk}/bien-nhan/")
    assert answer.status_code == 403
    clinic = facility_user(portal, "00456/ĐNAI-GPHĐ")
    answer = signed(clinic).post(f"/so-dang-ky/dong/{shared.pk}/bien-nhan/")
    assert answer.status_code in {403, 404}
    assert Client().post(f"/so-dang-ky/dong/{row.pk}/bien-nhan/").status_code == 302  # to sign in
    assert Receipt.objects.using("owner").count() == before


def test_receipts_of_others_are_not_to_be_seen(portal, receipts):
    receipt = Receipt.objects.using("owner").first()
    for address in (f"/bien-nhan/{receipt.pk}/", f"/bien-nhan/{receipt.pk}.pdf"):
        assert signed(portal.neighbour).get(address).status_code == 404


def test_a_facility_issues_receipts_of_its_own_people(portal, receipts):
    user = facility_user(portal, "00123/HCM-GPHĐ")
    path, _ = issued(signed(user), row_of(1234))
    assert "Còn nguyên" in checked(path, "of the facility")[1]


def test_nobody_changes_a_receipt(portal, receipts):
    with (
        portal.database.app.connect() as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE registry_receipt SET said = '{}'")


def test_after_a_later_list_each_paper_says_what_became_of_it(portal, receipts, later_list):
    later_list([(OANH, MORNING), (BINH, EVENING)])
    assert "Còn nguyên" in checked(receipts[1234][0], "later")[1]
    _, changed = checked(receipts[1235][0], "later")
    assert "Đã thay đổi" in changed
    assert "Khác lúc cấp: <b>Giờ hành nghề</b>." in changed
    assert "T2–T6 13:00–16:00" in changed
    assert '<span class="other"><span class="nowrap">T2–T6 17:00–20:00</span></span>' in changed
    # Nobody has said that Cúc left: the register keeps her, and the page says which list it is.
    _, silent = checked(receipts[1236][0], "later")
    assert "Còn nguyên" in silent
    assert "Danh sách gần nhất nêu người này: ngày 01/10/2026" in silent
    assert "mới hơn, ngày 01/11/2026" in silent
    assert "mới hơn" not in checked(receipts[1234][0], "later")[1]
    with connections["owner"].cursor() as cursor:  # as rows end when their list is withdrawn
        cursor.execute(
            "UPDATE registry_registration SET known_until = known_from + interval '1 day' "
            "WHERE licence_serial = 1236"
        )
    _, gone = checked(receipts[1236][0], "later")
    assert "Không còn" in gone
    assert CUC[0].removeprefix("BS ") in gone
    old = Receipt.objects.using("owner").get(said__licence="001236/HCM-CCHN")
    answer = signed(portal.user).post(f"/so-dang-ky/dong/{old.registration_id}/bien-nhan/")
    assert answer.status_code == 302
    assert "/co-so/" in answer.headers["Location"]
    assert Receipt.objects.using("owner").filter(registration_id=old.registration_id).count() == 1


def test_a_licence_that_was_stopped_since_and_a_place_of_another_name_are_said(portal, receipts):
    path = receipts[1234][0]
    row = row_of(1234)
    given = {
        "file_id": row.file_id, "index": 900, "province": "79", "person_id": row.person_id,
        "name": row.name, "name_folded": row.name_folded, "serial": 1234, "issuer": "HCM",
        "type": "CCHN", "known_from": row.known_from,
    }  # fmt: skip
    entry = LicenceRow.objects.using("owner").create(**given, status="active")
    assert "Còn nguyên" in checked(path, "stopped")[1]
    again, shown = issued(signed(portal.user), row)
    assert "đang hiệu lực" in shown  # what registers say goes on the paper from now on
    LicenceRow.objects.using("owner").filter(pk=entry.pk).update(
        status="revoked", status_from=date(2026, 11, 2)
    )
    place = Facility.objects.using("owner").filter(pk=row.facility_id)
    former = place.get().name
    place.update(name="Bệnh viện Bến Thành")
    try:
        for one in (path, again):
            page = checked(one, "stopped")[1]
            assert "Đã thay đổi" in page
            assert "Khác lúc cấp: <b>Tình trạng giấy phép; Cơ sở</b>." in page
            assert '<span class="other">đã thu hồi</span>' in page
            assert '<span class="other">Bệnh viện Bến Thành</span>' in page
    finally:
        place.update(name=former)
        entry.delete(using="owner")
    assert "Còn nguyên" in checked(path, "stopped")[1]
