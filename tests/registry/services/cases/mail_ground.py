"""A mail server on this machine, and the background that sends."""

import contextlib
import email
import socket
from email import policy

from aiosmtpd.controller import Controller

SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Box:
    """What was received; `refusals` answers an address with a line of its own."""

    def __init__(self):
        self.letters = []
        self.refusals = {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, message))
        return "250 OK"

    def addressed(self):
        return sorted(to for recipients, _ in self.letters for to in recipients)


@contextlib.contextmanager
def served(settings):
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    lead_mail_to(settings, port)
    yield box
    controller.stop()


def lead_mail_to(settings, port):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.LIENY_PUBLIC_URL = "https://lieny.example"


@contextlib.contextmanager
def owners_way(own_database):
    """The background's way into the database: it owns the tables."""
    from django.db import connections  # noqa: PLC0415

    words = {"USER": own_database.owner.user, "PASSWORD": own_database.owner.password}
    before = {name: connections["default"].settings_dict[name] for name in words}
    connections["default"].close()
    connections["default"].settings_dict.update(words)
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"].settings_dict.update(before)
