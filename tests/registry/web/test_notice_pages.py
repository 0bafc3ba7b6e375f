"""Notices with their bell, the choice of the digest, and letters that could not be sent."""

import re
from datetime import timedelta

import pytest
from case_ground import AT, put

from lieny.people.models import AuditRecord
from lieny.registry.models import CaseNotice, DigestChoice, OutgoingMail
from lieny.registry.services.cases.opening import open_case

BELL = re.compile(r'class="bell"[^>]*aria-label="Thông báo: (\d+) chưa đọc"')


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    text = answer.content.decode()
    assert not re.search(r"<style| style=| onclick=|<script>", text)
    assert text.count("<h1") == 1
    return text


def test_the_bell_counts_what_nobody_of_the_department_has_read(ground, case, sign):
    assert BELL.search(page(sign("mai"), "/")).group(1) == "1"
    assert BELL.search(page(sign("tay"), "/")).group(1) == "0"
    for name in ("kiem", "sao", "vung"):
        assert BELL.search(page(sign(name), "/")) is None


def test_a_notice_leads_to_its_case_and_is_read_with_it(case, sign):
    client = sign("mai")
    text = page(client, "/thong-bao/")
    assert f'href="/ho-so/{case.pk}/"' in text
    assert "hồ sơ mới được mở" in text
    assert 'class="unread"' in text
    client.get(f"/ho-so/{case.pk}/")
    text = page(client, "/thong-bao/")
    assert 'class="unread"' not in text
    assert BELL.search(text).group(1) == "0"


def test_all_are_marked_read_for_one_s_own_department_alone(ground, case, sign):
    client = sign("mai")
    assert client.post("/thong-bao/da-doc/").status_code == 302
    rows = CaseNotice.objects.using("owner").values_list("department", "read_by_id")
    assert dict(rows) == {"75": ground.users["mai"].pk, "79": None}
    assert client.get("/thong-bao/da-doc/").status_code == 405


def test_the_notices_of_others_are_in_no_answer(case, sign):
    for name in ("tay", "kiem", "quan", "sao", "vung"):
        assert case.number not in page(sign(name), "/thong-bao/"), name


def test_everybody_chooses_how_often_the_digest_comes(ground, sign):
    client = sign("hoa")
    assert 'value="weekly" checked' in page(client, "/thong-bao/")
    answer = client.post("/thong-bao/thu-tong-hop/", {"frequency": "never"})
    assert answer.headers["Location"] == "/thong-bao/#thu"
    assert 'value="never" checked' in page(client, "/thong-bao/")
    assert 'value="weekly" checked' in page(sign("mai"), "/thong-bao/")
    deed = AuditRecord.objects.using("owner").get(action="account.digest")
    assert deed.actor == ground.users["hoa"].pk


def test_a_choice_that_is_none_changes_nothing(sign):
    client = sign("hoa")
    client.post("/thong-bao/thu-tong-hop/", {"frequency": "hourly"})
    assert not DigestChoice.objects.using("owner").exists()
    assert "Chưa lưu" in page(client, "/thong-bao/")


@pytest.fixture
def letters(ground):
    def letter(name, province, **values):
        return put(
            OutgoingMail, user=ground.users[name], province=province, kind="notice",
            subject="Hồ sơ 2026/000001", body="x", made_at=AT, **values,
        )  # fmt: skip

    waiting = letter("thu", "79", next_at=AT, attempts=1, trouble="ConnectionRefusedError")
    dead = letter("hoa", "79", given_up_at=AT, attempts=7, trouble="SMTPRecipientsRefused 550")
    elsewhere = letter("mai", "75", given_up_at=AT, attempts=7, trouble="TimeoutError")
    letter("binh", "79", sent_at=AT - timedelta(days=1), attempts=1)
    return waiting, dead, elsewhere


def test_the_administrator_sees_letters_of_the_own_province_with_what_to_do(letters, sign):
    text = page(sign("quan"), "/thu/")
    assert "1 thư không gửi được nữa · 1 thư đang chờ gửi" in text
    assert "địa chỉ nhận bị từ chối: sửa địa chỉ của tài khoản (SMTPRecipientsRefused 550)" in text
    assert "Nguyễn Thị Hoa" in text
    assert "Lê Thị Mai" not in text
    assert "Trần Văn Bình" not in text  # his letter went out
    assert "@" not in re.sub(r"@media[^{]*", "", text.split("<main", 1)[1])


def test_what_was_given_up_is_tried_again_and_nothing_of_another_province(letters, sign):
    _, dead, elsewhere = letters
    client = sign("quan")
    client.post("/thu/gui-lai/", {"letter": str(elsewhere.pk)})
    client.post("/thu/gui-lai/", {"letter": "x"})
    rows = OutgoingMail.objects.using("owner")
    assert rows.filter(given_up_at__isnull=False).count() == 2
    client.post("/thu/gui-lai/", {"letter": str(dead.pk)})
    again = rows.get(pk=dead.pk)
    assert (again.given_up_at, again.attempts) == (None, 0)
    assert again.next_at is not None
    assert rows.get(pk=elsewhere.pk).given_up_at == AT
    assert AuditRecord.objects.using("owner").filter(action="mail.retry").count() == 1


@pytest.mark.parametrize("name", ["hoa", "binh", "kiem", "sao", "vung", "tay"])
def test_nobody_else_reads_or_resends_letters(letters, sign, name):
    assert sign(name).get("/thu/").status_code == 403
    assert sign(name).post("/thu/gui-lai/").status_code == 403
    assert OutgoingMail.objects.using("owner").filter(given_up_at__isnull=False).count() == 2
