"""The weekly letter: what is late, new and waiting for one officer, and no name in it."""

from datetime import UTC, datetime, timedelta

import pytest
from case_ground import AT, NAME, put

from lieny.registry.models import Case, CaseQuestion, DigestChoice, OutgoingMail, Submission
from lieny.registry.rules.mail_terms import DigestFrequency
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.mail.digest import (
    choose_frequency,
    digest_for,
    frequency_of,
    write_digests,
)
from lieny.registry.services.mail.sending import send_due

MONDAY = datetime(2026, 11, 9, 1, tzinfo=UTC)  # 8:00 in Viet Nam
DIGEST = OutgoingMail.Kind.DIGEST
HIDDEN = "BÍ-MẬT-75"


def digests():
    return OutgoingMail.objects.using("owner").filter(kind=DIGEST)


@pytest.fixture
def work(ground, box, background):
    """A case of 79 and 75 that is late, one of 75 alone, a list that waits, an open question."""
    with ground.as_("hoa"):
        shared = open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)
    alone = put(
        Case, number="2026/000777", person=ground.new_person(HIDDEN, ["75"]), state="open",
        severity="high", lead="75", since=AT, opened_at=AT, due_on=MONDAY.date(),
    )  # fmt: skip
    Case.objects.using("owner").filter(pk=shared.pk).update(
        state="notified", acknowledged=["79"], due_on="2026-11-04"
    )
    Submission.objects.using("owner").filter(province="79").update(state="read")
    CaseQuestion.objects.using("owner").create(
        case_id=shared.pk, province="79", facility_id=ground.clinic.pk,
        facility_key=f"79:{ground.clinic.key}", text=f"{NAME} làm giờ nào?",
        asked_by_id=ground.users["hoa"].pk, asked_at=AT, due_on="2026-11-10",
    )  # fmt: skip
    background(send_due, at=AT)
    box.letters.clear()
    return shared, alone


def text_of(box, name):
    (message,) = [one for to, one in box.letters if to == [f"{name}@syt.example"]]
    return f"{message['Subject']}\n{message.get_content()}".replace("\r\n", "\n")


def test_each_officer_is_told_what_waits_for_their_own_office(ground, box, background, work):
    shared, alone = work
    background(write_digests, at=MONDAY)
    background(send_due, at=MONDAY)
    told = box.addressed()
    assert told == [f"{name}@syt.example" for name in ("binh", "hoa", "mai", "nam", "sao", "thu")]
    hoa = text_of(box, "hoa")
    assert "Hồ sơ trễ hạn: 1\n  2026/000001, hạn 04/11/2026" in hoa
    assert "Hồ sơ chờ Sở bạn" not in hoa  # 79 has acknowledged; the next step is Đồng Nai's
    assert "Lần nộp danh sách chờ quyết định: 1" in hoa
    assert alone.number not in hoa
    mai = text_of(box, "mai")
    assert "Hồ sơ chờ Sở bạn: 2" in mai
    assert alone.number in mai
    assert "chờ quyết định" not in mai
    sao = text_of(box, "sao")
    assert f"Câu hỏi chưa trả lời: 1\n  {shared.number}, hạn 10/11/2026" in sao
    assert "trễ hạn" not in sao


def test_no_digest_names_anybody(ground, box, background, work):
    background(write_digests, at=MONDAY)
    background(send_due, at=MONDAY)
    assert box.letters
    for _, message in box.letters:
        text = f"{message['Subject']}\n{message.get_content()}"
        for secret in (NAME, HIDDEN, "Sao Mai", "Thống Nhất", "R01", "12345", "làm giờ nào"):
            assert secret not in text
        assert "https://lieny.example/thong-bao/#thu" in text


def test_one_week_brings_one_digest_however_often_the_background_asks(ground, background, work):
    assert background(write_digests, at=MONDAY - timedelta(hours=2)) == 0  # 6:00: too early
    assert background(write_digests, at=MONDAY) == 6
    assert background(write_digests, at=MONDAY + timedelta(hours=1)) == 0
    assert background(write_digests, at=MONDAY + timedelta(days=3)) == 0
    assert background(write_digests, at=MONDAY + timedelta(days=7)) == 6
    assert digests().count() == 12


def test_who_chose_never_gets_none_and_who_chose_daily_gets_one_a_working_day(
    ground, background, work
):
    with ground.as_("hoa"):
        choose_frequency(ground.users["hoa"].pk, DigestFrequency.NEVER)
        assert frequency_of(ground.users["hoa"].pk) is DigestFrequency.NEVER
    with ground.as_("mai"):
        choose_frequency(ground.users["mai"].pk, DigestFrequency.DAILY)
    for day in range(7):
        background(write_digests, at=MONDAY + timedelta(days=day))
    written = digests().values_list("user__email", flat=True)
    counts = {name: list(written).count(f"{name}@syt.example") for name in ("hoa", "mai", "nam")}
    assert counts == {"hoa": 0, "mai": 5, "nam": 1}


def test_one_cannot_choose_for_another(ground):
    with ground.as_("hoa"):
        choose_frequency(ground.users["hoa"].pk, DigestFrequency.NEVER)
    with ground.as_("mai"):
        assert not DigestChoice.objects.exists()
        assert frequency_of(ground.users["hoa"].pk) is DigestFrequency.WEEKLY
    from django.db import ProgrammingError  # noqa: PLC0415

    with pytest.raises(ProgrammingError, match="row-level security"), ground.as_("mai"):
        choose_frequency(ground.users["thu"].pk, DigestFrequency.NEVER)
    kept = DigestChoice.objects.using("owner").values_list("user__email", "frequency")
    assert list(kept) == [("hoa@syt.example", "never")]


def test_where_nothing_waits_nothing_is_sent(ground, box, background):
    assert background(write_digests, at=MONDAY) == 0
    assert digests().count() == 0


def test_an_english_account_is_written_to_in_english(ground, box, background, work):
    type(ground.users["hoa"]).objects.using("owner").filter(pk=ground.users["hoa"].pk).update(
        locale="en"
    )
    background(write_digests, at=MONDAY)
    background(send_due, at=MONDAY)
    text = text_of(box, "hoa")
    assert "What waits: 1 late" in text
    assert "Cases that are late: 1\n  2026/000001, due" in text


def test_offices_without_cases_are_told_nothing(ground, background, work):
    for name in ("kiem", "quan", "vung"):
        digest = background(digest_for, standings=ground.standings(name), on=MONDAY.date())
        assert digest.is_empty, name
