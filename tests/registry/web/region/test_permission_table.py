"""The table of permissions, cell by cell, over HTTP: every address, every office, every relation.

Whether an address opens is what `permissions.toml` says of the action that its view names; what
comes back, in body, header, file, log or letter, holds no name that the reader may not see.

A NEW ADDRESS makes `test_every_address_is_asked` fail until it is named here: in RECORDS, with a
record of one's own and one of the other province, or in NO_RECORD_HERE, with the test that asks it
about its records.
"""

# ruff: noqa: PLC0415 - tables can be imported once Django is up

import io
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from lieny.people.rules.office import VISITOR, OfficeRole, Record, Standing
from lieny.people.rules.permission import may, may_ever, permissions

OWN, OTHER = "79", "75"
OFFICES = {
    "officer-79": Standing(OfficeRole.LICENSING_OFFICER, OWN),
    "inspector-79": Standing(OfficeRole.INSPECTOR, OWN),
    "head-79": Standing(OfficeRole.HEAD_OF_DEPARTMENT, OWN),
    "auditor-79": Standing(OfficeRole.AUDITOR, OWN),
    "admin-79": Standing(OfficeRole.ADMINISTRATOR, OWN),
    "coordinator": Standing(OfficeRole.REGIONAL_COORDINATOR),
    "clinic": Standing(OfficeRole.FACILITY_USER, OWN, "own"),
    "nobody-special": None,
    "visitor": None,
}
# name of the address → its words for a record of a province, and whose record that is.
RECORDS = {
    "submission": lambda at: {"number": at.submission},
    "submission_progress": lambda at: {"number": at.submission},
    "confirm_list": lambda at: {"number": at.submission},
    "return_list": lambda at: {"number": at.submission},
    "withdraw_list": lambda at: {"number": at.submission},
    "list_file": lambda at: {"number": at.submission, "file_id": at.file},
    "correct_columns": lambda at: {"number": at.submission, "file_id": at.file},
    "marked_copies": lambda at: {"number": at.submission},
    "marked_copy": lambda at: {"number": at.submission, "file_id": at.file},
    "original": lambda at: {"number": at.submission, "file_id": at.file},
    "evidence": lambda at: {"file_id": at.file},
    "facility": lambda at: {"number": at.facility},
    "person": lambda at: {"public_id": at.person},
    "signs": lambda at: {"person": at.person},
    "open_case": lambda at: {"person": at.person},
    "issue_receipt": lambda at: {"number": at.registration},
    "quality_sender_organisation": lambda at: {"organisation": at.department},
    "quality_sheet_organisation": lambda at: {"organisation": at.department},
}
# These have a wall of rows besides: another province's record is simply not there for anybody.
NO_RECORD_HERE = {
    **dict.fromkeys(
        ["case", "case_step", "case_ask", "case_withdraw", "case_write", "case_add_papers",
         "case_paper", "case_write_letter", "case_letter", "question", "answer_question",
         "question_paper", "complain"],
        "tests/registry/web/test_case_permissions.py",
    ),
    **dict.fromkeys(
        ["link", "link_decide", "link_second", "link_undo"],
        "tests/registry/web (review of links)",
    ),
    **dict.fromkeys(
        ["receipt", "receipt_file", "check_receipt"], "tests/registry/web (receipts)"
    ),
    **dict.fromkeys(
        ["account_page", "account_act", "account_request", "audit_check"], "tests/people/web"
    ),
    **dict.fromkeys(
        ["quality_sender_facility", "quality_sheet_facility"],
        "facilities that hand in by themselves: tests/registry/web/test_quality.py",
    ),
    "run_again": "background work that failed: the state of the node",
    "end_session": "one's own sessions: tests/people/web/test_pages.py",
}  # fmt: skip
# What is public of the quality of data is sums of provinces: a sender's own page is none.
SUMS_ALONE = {("coordinator", "quality_sender_organisation")}
SAMPLE = {"uuid": UUID(int=7), "int": 987_654, "str": "khong-co", "slug": "khong-co"}
CLOSED = {403, 404}


class At:
    """Records of one province, of which the other province has nothing."""

    def __init__(self, found, province, clinic_key):
        from lieny.people.models import Organisation
        from lieny.registry.models import Facility, Person, Registration, SourceFile

        self.submission = found.submissions[province]
        self.file = SourceFile.objects.filter(province=province, name__contains="DSHN")[0].pk
        places = Facility.objects.filter(province=province, registrations__known_until=None)
        if province == OWN:
            places = places.filter(key=clinic_key)
        self.facility = places[0].pk
        self.person = Person.objects.filter(provinces=[province])[0].public_id
        row = Registration.objects.filter(province=province, facility_id=self.facility)[0]
        self.registration = row.pk
        self.department = Organisation.objects.get(kind="department", province=province).pk


def routes():
    def walk(resolver):
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            else:
                yield from walk(entry)

    for entry in walk(get_resolver()):
        action = getattr(entry.callback, "permission", None)
        if action is not None:
            yield entry.name, action, entry.pattern.converters


ROUTES = {name: (action, converters) for name, action, converters in routes()}


def test_every_address_is_asked():
    forgotten = [
        name
        for name, (_, converters) in ROUTES.items()
        if converters and name not in RECORDS and name not in NO_RECORD_HERE
    ]
    assert forgotten == [], "name each in RECORDS or NO_RECORD_HERE: see the head of this file"
    assert sorted({*RECORDS, *NO_RECORD_HERE} - set(ROUTES)) == []


@contextmanager
def undone():
    """Whatever a request changes is taken back, so that the next one finds the same."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def standings_of(name):
    held = OFFICES[name]
    return (VISITOR,) if held is None else (held, VISITOR)


def answers(client, address):
    """Ask by GET and by an empty POST; what only one of them may be asked says so with 405."""
    for method in ("get", "post"):
        with undone():
            answer = getattr(client, method)(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != 405:
            yield method, answer, body


@pytest.fixture
def at(registry, behind):
    from lieny.people.models import Organisation

    with behind("officer-79", OWN):
        key = Organisation.objects.get(kind="facility", province=OWN).facility
    found = {}
    for code in (OWN, OTHER):
        with behind(f"officer-{code}", code):
            found[code] = At(registry, code, key)
    return found


@dataclass(frozen=True)
class Heard:
    """One answer: where it was asked and everything that left with it."""

    route: str
    province: str
    method: str
    status: int
    location: str
    text: str

    @property
    def is_closed(self):
        return self.status in CLOSED or self.location.startswith("/tai-khoan/login/")


HEARD = {}  # by office: asked once, looked at by several tests


@pytest.fixture
def heard(at, browser_of, caplog, capfd):
    """Everything that every address answers to somebody, and what was written meanwhile."""

    def of(name):
        if name not in HEARD:
            client = browser_of(name)
            client.raise_request_exception = False  # a fault is an answer too, and a wrong one
            found = [one for route in ROUTES for one in _asked(client, route, at)]
            letters = "\n".join(f"{one.subject}\n{one.body}\n{one.to}" for one in mail.outbox)
            told = capfd.readouterr()
            HEARD[name] = found, caplog.text + told.out + told.err, letters
        return HEARD[name]

    return of


def _asked(client, route, at):
    converters = ROUTES[route][1]
    for province in (OWN, OTHER) if route in RECORDS else ("",):
        if province:
            words = RECORDS[route](at[province])
        else:
            words = {word: SAMPLE[_kind(one)] for word, one in converters.items()}
        for method, answer, body in answers(client, reverse(route, kwargs=words)):
            where = answer.headers.get("Location", "")
            whole = text_of(answer, body)
            yield Heard(route, province, method, answer.status_code, where, whole)


@pytest.mark.parametrize("name", OFFICES)
def test_an_office_opens_the_addresses_of_the_table_and_no_other(heard, name):
    """A closed view is closed before anything is looked up: also for what does not exist."""
    wrong = []
    for one in heard(name)[0]:
        action = ROUTES[one.route][0]
        if action in permissions():
            allowed = may_ever(action, standings=standings_of(name))
        else:
            allowed = action == "anybody" or name != "visitor"
        closed_by = {302, 401} if name == "visitor" else {403}
        if not allowed and (one.status not in closed_by or not one.is_closed | (one.status == 401)):
            wrong.append((one.route, one.method, one.status, "is open"))
        if one.status >= 500:
            wrong.append((one.route, one.method, one.status, "fails"))
    assert wrong == []


def _kind(converter):
    return {"UUIDConverter": "uuid", "IntConverter": "int", "SlugConverter": "slug"}.get(
        type(converter).__name__, "str"
    )


def record_of(route, province):
    """Whose record the words of RECORDS name: the clinic's own, or its department's alone."""
    of_facility = route in {"facility", "issue_receipt"}
    return Record(province, "own" if of_facility and province == OWN else None)


@pytest.mark.parametrize("name", OFFICES)
def test_a_record_opens_as_its_relation_says(heard, name):
    wrong = []
    for one in heard(name)[0]:
        if one.province:
            action, record = ROUTES[one.route][0], record_of(one.route, one.province)
            allowed = may(action, standings=standings_of(name), record=record).allowed
            allowed = allowed and (name, one.route) not in SUMS_ALONE
            if one.is_closed is allowed:
                said = "closed" if allowed else "open"
                wrong.append((one.route, one.province, one.method, one.status, said))
    assert wrong == []


def text_of(answer, body):
    """Everything that leaves: status line's neighbours, body, and what a packed file holds."""
    whole = [f"{name}: {value}" for name, value in answer.headers.items()]
    whole.append(body.decode("utf-8", "replace"))
    if body[:2] == b"PK":
        whole.extend(_unpacked(body))
    return "\n".join(whole)


def _unpacked(body):
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            inner = packed.read(name)
            yield name
            yield inner.decode("utf-8", "replace")
            if inner[:2] == b"PK":
                yield from _unpacked(inner)


@pytest.fixture
def names(registry, behind):
    """Names of persons: those that one province alone knows, by province."""
    from lieny.registry.models import Person, StoredSign

    found = {}
    for code in (OWN, OTHER):
        with behind(f"officer-{code}", code):
            found[code] = {
                name
                for name in Person.objects.filter(provinces=[code]).values_list("name", flat=True)
                if len(name) > 12
            }
    with behind("officer-79", OWN):
        seen = set(Person.objects.values_list("name", flat=True))
    with behind(f"officer-{OTHER}", OTHER):
        # A sign between both names whoever it is between (one number, two people): a match.
        between = StoredSign.objects.filter(provinces__contains=[OWN, OTHER])
        told = "\n".join(between.values_list("said_vi", flat=True))
    matched = {name for name in found[OTHER] if name in told}
    return {OWN: found[OWN] - found[OTHER], OTHER: found[OTHER] - seen - matched}


def _around(text, word):
    at = text.index(word)
    return text[max(0, at - 200) : at + 200]


@pytest.mark.parametrize("name", OFFICES)
def test_nothing_that_leaves_names_whom_the_reader_may_not_see(heard, names, name):
    """Officers of a province: nobody of the other's alone. Offices without the register: nobody."""
    reads = may_ever("registry.read", standings=standings_of(name))
    hidden = names[OTHER] if reads else names[OTHER] | names[OWN]
    assert len(hidden) > 10
    answered, log, letters = heard(name)
    found = [
        (one.route, one.province, one.method, person, _around(one.text, person))
        for one in answered
        for person in hidden
        if person in one.text
    ]
    everybody = names[OWN] | names[OTHER]
    found += [("log", person) for person in everybody if person in log]
    found += [("letter", person) for person in everybody if person in letters]
    assert found == []


def test_the_names_are_seen_where_they_may_be(heard, names):
    """The search for names would find them: an officer's own pages hold some."""
    whole = "\n".join(one.text for one in heard("officer-79")[0])
    assert sum(person in whole for person in names[OWN]) > 5
