"""The API keeps what its own document promises: schemathesis asks a running portal as an officer,
a facility, a reader without the permission, and a visitor."""

import json
import re
from importlib.resources import files

import pytest
import requests
import schemathesis
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks

DOCUMENT = json.loads(files("lieny.registry.api").joinpath("openapi.json").read_text("utf-8"))
ROLES = {
    "chuyen-vien.79": {200, 400, 422},
    "co-so.79": {200, 400, 422},
    "kiem-toan.79": {403},
    "visitor": {401},
}
# Sessions are given by hand; what the shape lets through may still be no licence number (422).
NOT_ASKED = [checks.ignored_auth, checks.positive_data_acceptance]
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(scope="module")
def sessions(demo):
    """Sessions of each role, signed in by the pages as a person does."""

    def signed_in(name):
        session = requests.Session()
        page = session.get(f"{demo.url}/tai-khoan/login/")
        if name != "visitor":
            email = f"{name}@{demo.domain}"
            words = {"login": email, "password": demo.password}
            page = _send(session, page, words)
            page = _send(session, page, {"code": demo.code()})
            assert page.url == f"{demo.url}/", page.text[:500]
        session.headers["X-CSRFToken"] = session.cookies["lieny-csrf"]
        return session

    return {name: signed_in(name) for name in ROLES}


def _send(session, page, words):
    given = {"csrfmiddlewaretoken": TOKEN.search(page.text).group(1), **words}
    return session.post(page.url, data=given, headers={"Referer": page.url})


def addresses(resolver, before=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"/{before}{entry.pattern}"
        else:
            yield from addresses(entry, f"{before}{entry.pattern}")


def test_the_document_names_every_call_and_no_other():
    calls = sorted(one for one in addresses(get_resolver()) if one.startswith("/api/"))
    assert calls == sorted(DOCUMENT["paths"])


def test_the_document_is_served_as_it_is_kept_to_everybody(demo):
    answer = requests.get(f"{demo.url}/api/v1/openapi.json", timeout=20)
    assert answer.json() == DOCUMENT
    assert requests.post(f"{demo.url}/api/v1/openapi.json", timeout=20).status_code in {403, 405}


@pytest.mark.parametrize("role", ROLES)
def test_what_is_asked_at_random_is_answered_as_the_document_says(demo, sessions, role):
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.update(base_url=demo.url)
    # The session is a real one: an invented cookie in its place would end it.
    schema.config.generation.update(with_security_parameters=False)
    operation = schema["/api/v1/ask-before"]["POST"]
    seen = set()

    @SETTINGS
    @given(case=operation.as_strategy())
    def asked(case):
        answer = case.call(session=sessions[role], timeout=30)
        case.validate_response(answer, excluded_checks=NOT_ASKED)
        seen.add(answer.status_code)

    asked()
    assert seen <= ROLES[role]
    assert seen & ROLES[role]


WORDS = st.fixed_dictionaries(
    {},
    optional={
        "licence": st.sampled_from(["000123/HCM-CCHN", "", "x", "1\x00", "9" * 400, "000001/HCM-"]),
        "name": st.text(max_size=60) | st.just("Nguyễn Văn An\x00"),
        "hours": st.sampled_from(["", "T2-T6: 17h-20h", "T7: 25h", "\x00", "T2-CN: 0h-24h"]),
        "facility": st.sampled_from(["", "1", "-1", "0", "9" * 15, "9" * 40, "١", "1.5"]),
        "since": st.sampled_from(["", "2026-12-01", "0001-01-01", "9999-12-31", "32/13/2026"]),
        "until": st.sampled_from(["", "2026-12-01", "0001-01-01", "9999-12-31"]),
        "person": st.sampled_from(["", "x", "0" * 32, "\x00" * 32, "-" * 4]),
    },
)


def test_words_at_the_edges_are_answered_too(demo, sessions):
    from jsonschema_rs import validator_for  # noqa: PLC0415 - comes with schemathesis

    shapes = {
        status: validator_for(
            {**DOCUMENT["components"]["schemas"][name], "components": DOCUMENT["components"]}
        )
        for status, name in ((200, "Answer"), (400, "Problems"), (422, "Problems"))
    }

    @SETTINGS
    @given(words=WORDS)
    def asked(words):
        answer = sessions["chuyen-vien.79"].post(
            f"{demo.url}/api/v1/ask-before", json=words, timeout=30
        )
        shapes[answer.status_code].validate(answer.json())

    asked()


def test_a_program_without_the_csrf_token_is_told_so_as_json(demo, sessions):
    session = requests.Session()
    session.cookies.update(sessions["chuyen-vien.79"].cookies)
    answer = session.post(f"{demo.url}/api/v1/ask-before", json={}, timeout=20)
    assert answer.status_code == 403
    assert answer.json()["problems"][0]["field"] == "csrf"


def test_an_address_that_is_not_there_is_told_as_json(demo):
    answer = requests.get(f"{demo.url}/api/v1/nothing", timeout=20)
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (404, "address")
