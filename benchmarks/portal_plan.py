"""Who asks for what under load: sessions of officers, and searches drawn from stored rows."""

# ruff: noqa: S105 - passwords of made-up officers
from __future__ import annotations

import base64
import hashlib
import hmac
import http.cookiejar
import random
import re
import struct
import time
import urllib.parse
import urllib.request

from django.db import connection

PERSONS_A_PROVINCE = 2_000
CASES_A_PROVINCE = 400
SEARCHES_A_PROVINCE = 600
SEED = 11
PASSWORD = "ruộng lúa chín vàng 34"
_HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def targets(provinces: set[str]) -> dict[str, object]:
    """Draw persons, cases, licences and searches of each province from the tables."""
    draw = random.Random(SEED)
    return {code: _of_province(code, draw) for code in sorted(provinces)}


def _of_province(code: str, draw: random.Random) -> dict[str, object]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT p.public_id, p.name, l.serial, l.issuer, l.type
               FROM registry_person p JOIN registry_licencerow l ON l.person_id = p.id
               WHERE p.provinces && ARRAY[%s]::varchar[] ORDER BY md5(p.id::text) LIMIT %s""",
            [code, PERSONS_A_PROVINCE],
        )
        people = cursor.fetchall()
        cursor.execute(
            """SELECT id FROM registry_case WHERE lead = %s OR peers @> ARRAY[%s]::varchar[]
               ORDER BY md5(id::text) LIMIT %s""",
            [code, code, CASES_A_PROVINCE],
        )
        cases = [str(case) for (case,) in cursor.fetchall()]
        cursor.execute("SELECT name FROM registry_facility WHERE province = %s LIMIT 400", [code])
        places = [name for (name,) in cursor.fetchall()]
    licences = [(f"{serial:06d}/{issuer}-{kind}", name) for _, name, serial, issuer, kind in people]
    return {
        "persons": [str(person) for person, *_ in people],
        "cases": cases,
        "licences": licences,
        "searches": [
            (kind, urllib.parse.quote(typed))
            for kind, typed in (_search(draw, people, licences, places)
                                for _ in range(SEARCHES_A_PROVINCE))
        ],
    }  # fmt: skip


def _search(
    draw: random.Random, people: list[tuple[str, ...]], licences: list[tuple[str, str]],
    places: list[str],
) -> tuple[str, str]:  # fmt: skip
    name = draw.choice(people)[1]
    kinds = {
        "whole name": lambda: name,
        "two words": lambda: " ".join(name.split()[-2:]),
        "family and given name": lambda: f"{name.split()[0]} {name.split()[-1]}",
        "turned round": lambda: " ".join(draw.sample(name.split(), len(name.split()))),
        "cut short": lambda: cut(name, draw),
        "mistyped": lambda: mistyped(name, draw),
        "licence": lambda: draw.choice(licences)[0],
        "place": lambda: " ".join(draw.choice(places).split()[-3:]),
    }
    kind = draw.choice(list(kinds))
    return kind, kinds[kind]()


def cut(name: str, draw: random.Random) -> str:
    """Cut one word but the last to two letters and a full stop."""
    words = name.split()
    place = draw.randrange(len(words) - 1)
    words[place] = f"{words[place][:2]}."
    return " ".join(words)


def mistyped(name: str, draw: random.Random) -> str:
    """Put a wrong letter."""
    place = draw.randrange(1, len(name) - 1)
    return name[:place] + draw.choice("abcdefghiklmnopqrstuvxy") + name[place + 1 :]


def sign_in(url: str, email: str, secret: str) -> dict[str, object]:
    """Sign in as people do: password, then the code of the app.

    Returns:
        cookies and CSRF token of the session.
    """
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    here, page = _page(opener, f"{url}/")  # leads to the form
    here, page = _page(opener, here, page, {"login": email, "password": PASSWORD})
    code = one_time_code(secret, int(time.time()) // 30)
    here, page = _page(opener, here, page, {"code": code})
    if "/tai-khoan/" in here:
        raise RuntimeError(f"not signed in: {here}")
    cookies = {one.name: one.value or "" for one in jar}
    return {"cookies": cookies, "csrf": cookies["lieny-csrf"]}


def _page(
    opener: urllib.request.OpenerDirector, address: str, before: str = "",
    form: dict[str, str] | None = None,
) -> tuple[str, str]:  # fmt: skip
    data = None
    if form is not None:
        found = _HIDDEN.search(before)
        token = found.group(1) if found else ""
        data = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": token}).encode()
    with opener.open(urllib.request.Request(address, data)) as answer:  # noqa: S310 - our own server
        return answer.url, answer.read().decode("utf-8")


def one_time_code(secret: str, counter: int) -> str:
    """Give the code of RFC 6238 with six digits."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
