"""What an operator chooses by the environment; every value is checked when the node starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lieny.node.trouble import NodeTrouble

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
MAIL_PORTS = {"plain": 25, "starttls": 587, "tls": 465}


class SettingUnreadable(NodeTrouble):
    """A variable of the environment holds what it cannot mean."""

    def __init__(self, name: str, given: str, expected_vi: str, expected_en: str) -> None:
        super().__init__(
            f"{name} là {given!r}; cần: {expected_vi}.",
            f"{name} is {given!r}; expected: {expected_en}.",
        )


@dataclass(frozen=True)
class Operator:
    """The operator's choices.

    Attributes:
        public_url: origin under which people reach the portal, "https://…"; empty when it serves
            this machine alone.
        behind_proxy: a proxy ends TLS in front and writes X-Forwarded-Proto and X-Forwarded-For.
        idle_minutes: a session ends after so long without a request.
        longest_hours: a session ends so long after sign-in, whatever happens in it.
        oidc: server, client and secret of an OpenID Connect provider; empty when there is none.
        mail: host, port, way ("plain", "starttls", "tls"), user, password and sender of the mail
            server; empty when no e-mail is sent.
    """

    public_url: str
    behind_proxy: bool
    idle_minutes: int
    longest_hours: int
    oidc: Mapping[str, str]
    mail: Mapping[str, str]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which the portal answers."""
        name = urlsplit(self.public_url).hostname
        return (name,) if name else LOCAL_HOSTS

    @property
    def sign_on_origins(self) -> tuple[str, ...]:
        """Origins to which a form of the portal may lead: the provider's alone."""
        parts = urlsplit(self.oidc.get("server", ""))
        return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()

    def openid_connect(self) -> dict[str, Any]:
        """Write the provider as allauth reads it."""
        if not self.oidc:
            return {}
        app = {
            "provider_id": "oidc",
            "name": self.oidc["name"],
            "client_id": self.oidc["client"],
            "secret": self.oidc["secret"],
            "settings": {"server_url": self.oidc["server"]},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def read_operator(environ: Mapping[str, str]) -> Operator:
    """Read LIENY_PUBLIC_URL, LIENY_BEHIND_PROXY, LIENY_SESSION_…, LIENY_OIDC_… and LIENY_MAIL_….

    Raises:
        SettingUnreadable: a value has another form.
    """
    return Operator(
        public_url=_origin(environ.get("LIENY_PUBLIC_URL", "")),
        behind_proxy=_yes(environ, "LIENY_BEHIND_PROXY"),
        idle_minutes=_number(environ, "LIENY_SESSION_IDLE_MINUTES", 30, most=480),
        longest_hours=_number(environ, "LIENY_SESSION_LONGEST_HOURS", 12, most=24),
        oidc=_oidc(environ),
        mail=_mail(environ),
    )


def _origin(given: str) -> str:
    parts = urlsplit(given)
    local = f"{parts.hostname}" in {"localhost", "127.0.0.1", "::1"}
    whole = f"{parts.scheme}://{parts.netloc}" == given.rstrip("/")
    if given and not (whole and parts.hostname and (parts.scheme == "https" or local)):
        raise SettingUnreadable(
            "LIENY_PUBLIC_URL",
            given,
            "địa chỉ https, không có đường dẫn, ví dụ https://lieny.example.gov.vn",
            "an https address without a path, for example https://lieny.example.gov.vn",
        )
    return given.rstrip("/")


def _yes(environ: Mapping[str, str], name: str) -> bool:
    given = environ.get(name, "0")
    if given not in {"0", "1"}:
        raise SettingUnreadable(name, given, "0 hoặc 1", "0 or 1")
    return given == "1"


def _number(environ: Mapping[str, str], name: str, usual: int, *, most: int) -> int:
    given = environ.get(name, str(usual))
    if not given.isdecimal() or not 1 <= int(given) <= most:
        raise SettingUnreadable(name, given, f"số từ 1 đến {most}", f"a number from 1 to {most}")
    return int(given)


def _oidc(environ: Mapping[str, str]) -> Mapping[str, str]:
    server = environ.get("LIENY_OIDC_SERVER", "")
    if not server:
        return {}
    words = {
        "server": server,
        "client": environ.get("LIENY_OIDC_CLIENT", ""),
        "secret": environ.get("LIENY_OIDC_SECRET", ""),
        "name": environ.get("LIENY_OIDC_NAME", "VNeID"),
    }
    if not server.startswith("https://") or not all(words.values()):
        raise SettingUnreadable(
            "LIENY_OIDC_SERVER",
            server,
            "địa chỉ https, cùng LIENY_OIDC_CLIENT và LIENY_OIDC_SECRET",
            "an https address, together with LIENY_OIDC_CLIENT and LIENY_OIDC_SECRET",
        )
    return words


def _mail(environ: Mapping[str, str]) -> Mapping[str, str]:
    host = environ.get("LIENY_MAIL_HOST", "")
    if not host:
        return {}
    way, sender = environ.get("LIENY_MAIL_WAY", "starttls"), environ.get("LIENY_MAIL_FROM", "")
    if way not in MAIL_PORTS:
        raise SettingUnreadable(
            "LIENY_MAIL_WAY", way, " / ".join(MAIL_PORTS), " / ".join(MAIL_PORTS)
        )
    if "@" not in sender:
        raise SettingUnreadable(
            "LIENY_MAIL_FROM", sender, "địa chỉ e-mail của cổng", "the portal's e-mail address"
        )
    return {
        "host": host,
        "port": str(_number(environ, "LIENY_MAIL_PORT", MAIL_PORTS[way], most=65_535)),
        "way": way,
        "user": environ.get("LIENY_MAIL_USER", ""),
        "password": environ.get("LIENY_MAIL_PASSWORD", ""),
        "from": sender,
    }
