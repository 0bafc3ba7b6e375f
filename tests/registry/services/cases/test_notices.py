"""E-mails of cases, through a real mail server on this machine."""

import contextlib
import email
import socket
from email import policy

import pytest
from aiosmtpd.controller import Controller
from case_ground import AT, NAME

from lieny.registry.models import Case, CaseNotice
from lieny.registry.rules.case_actor import actor_for
from lieny.registry.rules.case_acts import Act
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.questions import Question, ask_facilities
from lieny.registry.services.cases.stepping import Order
from lieny.registry.services.cases.stored_case import file_of

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Box:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, message))
        return "250 OK"


@pytest.fixture
def box(settings):
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.LIENY_PUBLIC_URL = "https://lieny.example"
    yield box
    controller.stop()


def opened(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)


def test_departments_are_written_to_without_a_name_in_the_letter(ground, box):
    case = opened(ground)
    addressed = sorted(to for recipients, _ in box.letters for to in recipients)
    assert addressed == [f"{name}@syt.example" for name in ("binh", "hoa", "mai", "nam", "thu")]
    for recipients, message in box.letters:
        assert len(recipients) == 1  # nobody sees who else was told
        text = f"{message['Subject']}\n{message.get_content()}"
        assert case.number in text
        assert f"https://lieny.example/ho-so/{case.pk}/" in text
        for secret in (NAME, "An", "Sao Mai", "Thống Nhất", "R01", "12345"):
            assert secret not in text
    mailed = CaseNotice.objects.using("owner").values_list("department", "mailed_at")
    assert dict(mailed) == {"79": AT, "75": AT}


def test_the_facility_is_written_to_with_deadline_and_address_alone(ground, box):
    case = opened(ground)
    box.letters.clear()
    with ground.as_("hoa"):
        stored = Case.objects.get(pk=case.pk)
        actor = actor_for(file_of(stored), Act.ASK_FACILITY, ground.standings("hoa"))
        order = Order(case.pk, Act.ASK_FACILITY, actor, ground.users["hoa"].pk, AT, 0)
        ask_facilities(order, [Question(ground.clinic.pk, f"{NAME} làm giờ nào?")])
    (letter,) = [one for to, one in box.letters if to == ["sao@syt.example"]]
    text = f"{letter['Subject']}\n{letter.get_content()}"
    assert "09/11/2026" in text
    assert "https://lieny.example/cau-hoi/" in text
    assert NAME not in text


def test_a_mail_server_that_is_away_stops_no_step_and_the_notice_waits(ground, settings, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", 1
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    case = opened(ground)
    assert Case.objects.using("owner").get().number == case.number
    assert set(CaseNotice.objects.using("owner").values_list("mailed_at", flat=True)) == {None}
    assert "e-mail not sent: ConnectionRefusedError" in caplog.text
    assert "@" not in caplog.text


def test_a_step_that_fails_writes_to_nobody(ground, box):
    def undone():
        with ground.as_("hoa"):
            open_case(ground.person.pk, by=None, at=AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert box.letters == []
    assert Case.objects.using("owner").count() == 0
