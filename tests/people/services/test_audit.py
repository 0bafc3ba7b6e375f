"""The audit log: what it holds, what it refuses to hold, and what a tamperer leaves behind."""

import csv
import io
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction

from lieny.people.models import AuditRecord
from lieny.people.services import audit
from lieny.people.services.audit_chain import Break, verify
from lieny.people.services.boundary import Boundary, within

AT = datetime(2026, 11, 1, 8, 30, 15, 123456, tzinfo=UTC)
HOA = UUID("11111111-2222-4333-8444-555555555555")


def deed(action="case.close", **words):
    return audit.Deed(**{"action": action, "at": AT, "by": HOA, "province": "79", **words})


def kept():
    with within(Boundary(uuid4(), ("79",))):
        return list(AuditRecord.objects.all())


def test_a_deed_is_kept_with_who_what_when_why_and_from_where(db):
    audit.record(
        deed(
            reason="Đã xác minh hai bên",
            origin="203.113.131.7",
            target_kind="case",
            target="79-2026-1",
            detail={"b": 2, "a": "79"},
        )
    )
    (row,) = kept()
    assert (row.sequence, row.actor, row.action, row.at) == (1, HOA, "case.close", AT)
    assert row.detail == '{"a":"79","b":2}'
    assert row.origin == "203.113.131.0/24"
    assert row.previous == "0" * 64


@pytest.mark.parametrize(
    ("address", "network"),
    [("2405:4800:102:1::5", "2405:4800:102::/48"), ("127.0.0.1", "127.0.0.0/24"), ("x", "")],
)
def test_the_single_machine_is_not_kept(address, network):
    assert audit.network_of(address) == network


@pytest.mark.parametrize(
    "words",
    [
        {"reason": "gọi cho hoa@syt.example"},
        {"detail": {"id": "079080001234"}},
        {"detail": {"0912345678": 1}},
    ],
)
def test_personal_data_are_refused_and_nothing_is_written(db, words):
    with pytest.raises(audit.PersonalDataInAudit):
        audit.record(deed(**words))
    assert kept() == []


def test_a_deed_that_is_undone_leaves_no_row_and_no_gap(db):
    audit.record(deed())
    with transaction.atomic():
        audit.record(deed("case.open"))
        transaction.set_rollback(True)
    audit.record(deed("case.verify"))
    assert [(r.sequence, r.action) for r in kept()] == [(1, "case.close"), (2, "case.verify")]


def test_rows_are_found_by_what_is_asked(db):
    audit.record(deed("account.signed-in", target="a"))
    audit.record(deed("account.sign-in", outcome=audit.Outcome.FAILED, by=None))
    audit.record(deed("case.close", at=AT + timedelta(days=1), target="b"))

    def found(**asked):
        with within(Boundary(uuid4(), ("79",))):
            return [row.sequence for row in audit.found(audit.Search(**asked))]

    assert found() == [3, 2, 1]
    assert found(action="account.") == [2, 1]
    assert found(outcome="failed") == [2]
    assert found(actors=(HOA,)) == [3, 1]
    assert found(target="b") == [3]
    assert found(since=AT + timedelta(days=1)) == [3]
    assert found(until=AT + timedelta(days=1)) == [2, 1]


def test_a_csv_holds_every_column_and_no_formula(db):
    audit.record(deed(reason='=HYPERLINK("x")'))
    text = "".join(audit.as_csv(kept()))
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text[1:]))
    assert row["reason"] == '\'=HYPERLINK("x")'
    assert row["at"] == AT.isoformat()
    assert (row["sequence"], row["actor"]) == ("1", str(HOA))


def written(count):
    for number in range(count):
        audit.record(deed(f"case.{number}", reason="Ký: “đúng”", detail={"n": number}))


def test_the_chain_is_whole_as_computed_a_second_time(own_database):
    written(5)
    result = verify(using="owner")
    assert (result.rows, result.breaks) == (5, ())
    assert verify(using="owner", anchor=(5, result.head)).breaks == ()


CHANGE = "UPDATE people_auditrecord SET"
REMOVE = "DELETE FROM people_auditrecord WHERE"
TAMPERING = {
    "a changed word": (f"{CHANGE} reason = 'khác' WHERE sequence = 3", [Break(3, "changed")]),
    "a changed time": (
        f"{CHANGE} at = at + interval '1 us' WHERE sequence = 2",
        [Break(2, "changed")],
    ),
    "a row taken out": (f"{REMOVE} sequence = 3", [Break(4, "missing")]),
    "the last row taken out": (f"{REMOVE} sequence = 5", [Break(5, "cut")]),
    "a hash written anew": (
        f"{CHANGE} hash = repeat('a', 64) WHERE sequence = 3",
        [Break(3, "changed"), Break(4, "unlinked")],
    ),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_a_tampered_row_is_named(own_database, how):
    written(5)
    statement, expected = TAMPERING[how]
    with own_database.superuser.connect() as superuser:
        superuser.execute("ALTER TABLE people_auditrecord DISABLE TRIGGER no_change")
        superuser.execute(statement)
    assert list(verify(using="owner").breaks) == expected


@pytest.mark.parametrize(
    "statement", [f"{CHANGE} reason = ''", f"{REMOVE} true", "TRUNCATE people_auditrecord"]
)
def test_even_a_superuser_is_refused_while_the_trigger_stands(own_database, statement):
    written(1)
    refused = pytest.raises(psycopg.errors.InsufficientPrivilege, match="never changed")
    with own_database.superuser.connect() as superuser, refused:
        superuser.execute(statement)


def rewritten(own_database, last_action):
    """A chain of three rows, made by whoever rules the database as if by the portal."""
    with own_database.superuser.connect() as superuser:
        superuser.execute("ALTER TABLE people_auditrecord DISABLE TRIGGER no_change")
        superuser.execute("DELETE FROM people_auditrecord")
        superuser.execute("UPDATE people_audithead SET sequence = 0, hash = repeat('0', 64)")
    written(2)
    audit.record(deed(last_action))


def test_a_chain_that_was_written_anew_is_seen_by_an_anchor_kept_elsewhere(own_database):
    written(3)
    anchor = (3, verify(using="owner").head)
    rewritten(own_database, "case.khac")
    assert verify(using="owner").breaks == ()  # nothing within the database tells
    assert verify(using="owner", anchor=anchor).breaks == (Break(3, "rewritten"),)


def test_many_writers_leave_no_gap_and_no_twin(own_database):
    def write() -> None:
        try:
            for number in range(10):
                with transaction.atomic():
                    audit.record(deed(f"case.{number}"))
                    if number % 3 == 0:
                        transaction.set_rollback(True)
        finally:
            connection.close()

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    result = verify(using="owner")
    assert (result.rows, result.breaks) == (6 * 6, ())


def test_whoever_records_within_a_page_lets_nobody_wait(own_database):
    def write():
        try:
            with transaction.atomic():
                audit.record(deed("case.sign"))
        finally:
            connection.close()

    with within(Boundary(HOA, ("79",))), audit.chained_at_the_end():
        audit.record(deed("case.read"))
        other = threading.Thread(target=write)
        other.start()
        other.join(30)
        assert not other.is_alive()
        audit.record(deed("case.close"))
    assert [row.action for row in kept()] == ["case.sign", "case.read", "case.close"]
    assert verify(using="owner").breaks == ()


def test_what_is_undone_within_a_page_is_not_recorded(own_database):
    with within(Boundary(HOA, ("79",))), audit.chained_at_the_end():
        with transaction.atomic():
            audit.record(deed("case.close"))
            transaction.set_rollback(True)
        audit.record(deed("case.read"))
    assert [(row.sequence, row.action) for row in kept()] == [(1, "case.read")]
