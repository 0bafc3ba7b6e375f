"""Letters of cases, through a real mail server on this machine."""

from datetime import timedelta

import pytest
from case_ground import AT, NAME
from mail_ground import lead_mail_to

from lieny.people.models import AuditRecord
from lieny.registry.models import Case, CaseNotice, OutgoingMail
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.services.cases.notices import mark_all_read, notices_of, unread_of
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.questions import Question, ask_facilities
from lieny.registry.services.cases.stepping import Order
from lieny.registry.services.cases.stored_case import file_of
from lieny.registry.services.mail.sending import forget_sent, send_due, try_again

EVERYBODY = ["binh", "hoa", "mai", "nam", "thu"]
MINUTE = timedelta(minutes=1)


def opened(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


def letters(**asked):
    return OutgoingMail.objects.using("owner").filter(**asked)


def test_departments_are_written_to_without_a_name_in_the_letter(ground, box, background):
    case = opened(ground)
    assert box.letters == []  # no page waits for a mail server
    assert background(send_due, at=AT + MINUTE) == {"sent": 5}
    assert box.addressed() == [f"{name}@syt.example" for name in EVERYBODY]
    for recipients, message in box.letters:
        assert len(recipients) == 1  # nobody sees who else was told
        assert message["Auto-Submitted"] == "auto-generated"
        text = f"{message['Subject']}\n{message.get_content()}"
        assert case.number in text
        assert f"https://lieny.example/ho-so/{case.pk}/" in text
        for secret in (NAME, "An", "Sao Mai", "Thống Nhất", "R01", "12345"):
            assert secret not in text
    mailed = CaseNotice.objects.using("owner").values_list("department", "mailed_at")
    assert dict(mailed) == {"79": AT + MINUTE, "75": AT + MINUTE}


def test_a_letter_is_sent_once(ground, box, background):
    opened(ground)
    background(send_due, at=AT)
    assert background(send_due, at=AT + timedelta(days=3)) == {}
    assert len(box.letters) == 5


def test_the_facility_is_written_to_with_deadline_and_address_alone(ground, box, background):
    case = opened(ground)
    background(send_due, at=AT)
    box.letters.clear()
    with ground.as_("hoa"):
        stored = Case.objects.get(pk=case.pk)
        actor = actor_for(file_of(stored), Act.ASK_FACILITY, ground.standings("hoa"))
        order = Order(case.pk, Act.ASK_FACILITY, actor, ground.users["hoa"].pk, AT, 0)
        ask_facilities(order, [Question(ground.clinic.pk, f"{NAME} làm giờ nào?")])
    background(send_due, at=AT)
    (letter,) = [one for to, one in box.letters if to == ["sao@syt.example"]]
    text = f"{letter['Subject']}\n{letter.get_content()}"
    assert "09/11/2026" in text
    assert "https://lieny.example/cau-hoi/" in text
    assert NAME not in text


def test_a_mail_server_that_is_away_stops_no_step_and_letters_go_out_later(
    ground, box, background, settings, caplog
):
    port = settings.EMAIL_PORT
    lead_mail_to(settings, 1)
    case = opened(ground)
    assert Case.objects.using("owner").get().number == case.number
    assert background(send_due, at=AT) == {"waiting": 5}
    assert set(letters().values_list("attempts", "next_at", "trouble")) == {
        (1, AT + timedelta(minutes=5), "ConnectionRefusedError")
    }
    assert caplog.text.count("e-mail not sent: ConnectionRefusedError") == 1
    assert "@" not in caplog.text
    assert background(send_due, at=AT + timedelta(minutes=4)) == {}
    lead_mail_to(settings, port)
    assert background(send_due, at=AT + timedelta(minutes=5)) == {"sent": 5}
    assert box.addressed() == [f"{name}@syt.example" for name in EVERYBODY]
    assert set(CaseNotice.objects.using("owner").values_list("mailed_at", flat=True)) == {
        AT + timedelta(minutes=5)
    }


def test_an_address_that_is_refused_for_good_keeps_nobody_else_waiting(ground, box, background):
    box.refusals = {"mai@syt.example": "550 no such mailbox", "thu@syt.example": "451 later"}
    opened(ground)
    assert background(send_due, at=AT) == {"sent": 3, "given-up": 1, "waiting": 1}
    dead = letters().get(given_up_at=AT)
    assert (dead.user.email, dead.trouble, dead.next_at) == (
        "mai@syt.example", "SMTPRecipientsRefused 550", None,
    )  # fmt: skip
    box.refusals = {}
    assert background(send_due, at=AT + timedelta(minutes=5)) == {"sent": 1}
    assert len(box.letters) == 4


def test_after_seven_attempts_a_letter_is_given_up(ground, box, background, settings):
    lead_mail_to(settings, 1)
    opened(ground)
    at, ends = AT, []
    for _ in range(7):
        ends.append(dict(background(send_due, at=at)))
        at += timedelta(days=1)
    assert ends == [{"waiting": 5}] * 6 + [{"given-up": 5}]
    assert set(letters().values_list("attempts", flat=True)) == {7}
    assert background(send_due, at=at + timedelta(days=9)) == {}


def test_an_administrator_lets_letters_of_the_own_province_be_tried_again(ground, box, background):
    box.refusals = dict.fromkeys(["mai@syt.example", "thu@syt.example"], "550 no such mailbox")
    opened(ground)
    background(send_due, at=AT)
    numbers = list(letters(given_up_at=AT).values_list("pk", flat=True))
    assert len(numbers) == 2
    box.refusals = {}
    with ground.as_("quan"):
        again = try_again(numbers, province="79", by=ground.users["quan"].pk, at=AT)
    assert again == 1  # the other letter is Đồng Nai's
    assert background(send_due, at=AT) == {"sent": 1}
    assert "thu@syt.example" in box.addressed()
    assert "mai@syt.example" not in box.addressed()
    deed = AuditRecord.objects.using("owner").get(action="mail.retry")
    assert (deed.actor, deed.province) == (ground.users["quan"].pk, "79")


def test_an_account_that_was_closed_is_not_written_to(ground, box, background):
    opened(ground)
    type(ground.users["mai"]).objects.using("owner").filter(email="mai@syt.example").update(
        is_active=False
    )
    assert background(send_due, at=AT) == {"sent": 4, "given-up": 1}
    assert letters().get(given_up_at=AT).trouble == "AccountClosed"


def test_letters_that_went_out_are_forgotten_after_a_month(ground, box, background):
    box.refusals = {"mai@syt.example": "550 no such mailbox"}
    opened(ground)
    background(send_due, at=AT)
    assert background(forget_sent, at=AT + timedelta(days=30)) == 0
    assert background(forget_sent, at=AT + timedelta(days=31)) == 4
    assert letters().count() == 1


def test_a_step_that_fails_writes_to_nobody(ground, box, background):
    def undone():
        with ground.as_("hoa"):
            open_case(ground.person.pk, by=None, at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert background(send_due, at=AT) == {}
    assert letters().count() == 0
    assert Case.objects.using("owner").count() == 0


def test_without_a_mail_server_notices_are_in_the_portal_alone(ground):
    opened(ground)
    assert letters().count() == 0
    with ground.as_("mai"):
        assert [one.act for one in notices_of(["75"])] == ["opened"]


def test_notices_of_one_department_are_read_by_one_of_its_people(ground):
    opened(ground)
    with ground.as_("mai"):
        assert unread_of(("75",)) == 1
        assert mark_all_read(["75"], by=ground.users["mai"].pk, at=AT) == 1
        assert unread_of(("75",)) == 0
        (read,) = notices_of(["75"])
        assert (read.read_by_id, read.read_at) == (ground.users["mai"].pk, AT)
    with ground.as_("hoa"):
        assert unread_of(("79",)) == 1


def test_letters_of_another_province_cannot_be_seen(ground, box):
    opened(ground)
    with ground.as_("quan"):
        assert set(OutgoingMail.objects.values_list("province", flat=True)) == {"79"}
    with ground.as_("sao"):
        assert not OutgoingMail.objects.exists()
