"""Checks of the log that a page asks for and the background does."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connections

from lieny.node.portal.worker import work
from lieny.people.models import AuditCheck, AuditRecord, User
from lieny.people.services import audit, audit_chain
from lieny.people.services.audit_checks import CheckUnderWay, ask_for_check
from lieny.people.services.boundary import Boundary, within

AT = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
ADMIN = Boundary(uuid4(), ("79",))


@pytest.fixture
def auditor(own_database):
    return User.objects.using("owner").create(
        email="kiem@syt.example",
        full_name="Đặng Văn Kiểm",
        password="!",  # noqa: S106
    )


@pytest.fixture
def worked(own_database, monkeypatch):
    """Let the worker of `lieny serve` do all that waits."""

    def lead(address):
        words = {"USER": address.user, "PASSWORD": address.password, "HOST": address.host}
        words["CONN_MAX_AGE"] = 0  # as for the background
        connections.settings["default"].update(words)
        connections["default"].close()
        connections["default"].settings_dict.update(words)

    def done():
        monkeypatch.setenv("LIENY_DATABASE_ROLE", "owner")
        lead(own_database.owner)
        try:
            work(wait=False)
            connections.close_all()
        finally:
            lead(own_database.app)
        monkeypatch.delenv("LIENY_DATABASE_ROLE")

    return done


def asked(auditor, **words):
    with within(ADMIN):
        return ask_for_check(by=auditor.pk, province="79", at=AT, **words)


def seen(check):
    with within(ADMIN):
        return AuditCheck.objects.get(pk=check.pk)


def some_deeds(count):
    with within(ADMIN):
        for number in range(count):
            audit.record(audit.Deed(action="case.close", at=AT, by=UUID(int=number + 1)))


def test_the_worker_checks_the_chain_and_says_its_head(auditor, worked):
    some_deeds(5)
    check = asked(auditor)
    assert seen(check).state == "waiting"
    worked()
    done = seen(check)
    last = AuditRecord.objects.using("owner").get(sequence=6)  # the asking is a row too
    assert (done.state, done.rows_done, done.rows_total, done.breaks) == ("done", 6, 6, [])
    assert (done.head, last.action) == (last.hash, "audit.verify")


def test_a_tampered_row_is_named_with_what_is_wrong(auditor, worked, own_database):
    some_deeds(4)
    with own_database.superuser.connect() as superuser:
        superuser.execute("ALTER TABLE people_auditrecord DISABLE TRIGGER no_change")
        superuser.execute("UPDATE people_auditrecord SET action = 'case.open' WHERE sequence = 3")
    check = asked(auditor)
    worked()
    assert (seen(check).state, seen(check).breaks) == ("done", [[3, "changed"]])


def test_an_anchor_from_elsewhere_is_compared(auditor, worked):
    some_deeds(3)
    check = asked(auditor, anchor=(2, "ab" * 32))
    worked()
    assert seen(check).breaks == [[2, "rewritten"]]


def test_one_check_at_a_time(auditor):
    asked(auditor)
    with pytest.raises(CheckUnderWay):
        asked(auditor)
    with within(ADMIN):
        assert AuditCheck.objects.count() == 1
        assert AuditRecord.objects.filter(action="audit.verify").count() == 1
    with within(Boundary(uuid4(), ("75",))):
        assert AuditCheck.objects.count() == 0


def test_progress_is_told_while_rows_are_read(auditor, own_database, monkeypatch):
    monkeypatch.setattr(audit_chain, "ROWS_AT_A_TIME", 2)
    some_deeds(5)
    told = []
    assert audit_chain.verify(using="owner", progress=told.append).rows == 5
    assert told == [2, 4]
