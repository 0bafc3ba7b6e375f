"""Asking before accepting: page and JSON call give one answer; nothing unread is looked up."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import json

import pytest

ASK = "/api/v1/ask-before"


@pytest.fixture
def engaged(registry, behind):
    """Somebody of province 79 with a full licence number and hours that are certain."""
    from lieny.registry.models import Registration

    with behind("officer-79", "79"):
        return (
            Registration.objects.filter(
                province="79", known_until=None, licence_serial__isnull=False,
                definite__isnull=False, valid_until=None,
            )
            .exclude(licence_issuer="").exclude(licence_type="").exclude(name="").first()
        )  # fmt: skip


def asked(row, hours):
    number = f"{row.licence_serial:06d}/{row.licence_issuer}-{row.licence_type}"
    return {"licence": number, "name": row.name, "hours": hours}


def posted(client, words):
    return client.post(ASK, json.dumps(words), content_type="application/json")


def test_hours_that_somebody_works_elsewhere_clash(engaged, browser_of):
    from lieny.vocabulary.weekly_set import WeeklySet

    works = WeeklySet.from_bytes(bytes(engaged.definite))
    answer = posted(browser_of("officer-79"), asked(engaged, "T2-CN: 0h00-24h00")).json()
    assert (answer["known"], answer["free"]) == (True, False)
    busy = WeeklySet(tuple((start, end) for start, end in answer["busy"]))
    assert (busy & works) == works


def test_the_page_says_what_the_call_says(engaged, browser_of):
    client = browser_of("officer-79")
    words = asked(engaged, "T2-CN: 0h00-24h00")
    assert "verdict busy" in client.post("/hoi-truoc/", words).content.decode()


@pytest.fixture
def stopped(registry, behind):
    """A register's entry of a stopped licence, and a row of a list that still uses the number."""
    from lieny.registry.models import LicenceRow, Registration

    with behind("officer-79", "79"):
        for entry in LicenceRow.objects.filter(
            known_until=None, status__in=["revoked", "suspended"], serial__isnull=False
        ):
            used = Registration.objects.filter(
                known_until=None, person_id=entry.person_id, licence_serial=entry.serial,
                licence_issuer=entry.issuer, licence_type=entry.type,
            ).first()  # fmt: skip
            if used is not None:
                return entry, used, str(used.person.public_id)
    raise AssertionError("the region plants licences that are stopped and still used")


def test_a_stopped_licence_is_told_before_the_hours(stopped, browser_of):
    entry, used, _ = stopped
    words = {**asked(used, "CN: 3h00-3h30"), "since": f"{entry.status_from:%Y-%m-%d}"}
    client = browser_of("officer-79")
    (told,) = posted(client, words).json()["licence_signs"]
    assert (told["number"], told["sign"], told["from"]) == (
        words["licence"], entry.status, entry.status_from.isoformat()
    )  # fmt: skip
    page = client.post("/hoi-truoc/", words).content.decode()
    assert "verdict licence" in page
    assert "Rảnh" not in page
    assert f"{entry.status_from:%d/%m/%Y}" in page


def test_the_same_is_told_from_the_person_s_page(stopped, browser_of):
    entry, _, person = stopped
    words = {"person": person, "hours": "CN: 3h00-3h30",
             "since": f"{entry.status_from:%Y-%m-%d}"}  # fmt: skip
    page = browser_of("officer-79").post("/hoi-truoc/", words).content.decode()
    assert "verdict licence" in page


def test_a_licence_in_order_has_nothing_against_it(engaged, browser_of):
    answer = posted(browser_of("officer-79"), asked(engaged, "CN: 3h00-3h30")).json()
    assert answer["licence_signs"] == []


def test_what_cannot_be_read_is_told_field_by_field_and_not_recorded(engaged, browser_of, behind):
    from lieny.people.models import AuditRecord

    client = browser_of("officer-79")
    answer = posted(client, {"licence": "không rõ", "name": "", "hours": "lúc rảnh"})
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["problems"]} == {"licence", "name", "hours"}
    with behind("officer-79", "79"):
        assert not AuditRecord.objects.filter(action="registry.ask-before").exists()


@pytest.mark.parametrize("body", ["[]", "{", '{"hours": 5}', '{"who": "x"}', '"x"'])
def test_a_body_of_another_shape_is_refused(browser_of, body):
    answer = browser_of("officer-79").post(ASK, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "body"


@pytest.mark.parametrize("name", ["auditor-79", "admin-79", "coordinator"])
def test_offices_that_do_not_ask_are_refused(engaged, browser_of, name):
    assert posted(browser_of(name), asked(engaged, "")).status_code == 403
