"""What a run remembers of the tables is what the tables say."""

import numpy as np
import pytest
from django.db import connections, transaction
from hypothesis import given
from hypothesis import strategies as st
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list

from lieny.registry.models import Facility, Registration
from lieny.registry.services.stored import memory, taking_in
from lieny.registry.services.stored.kept_rows import (
    KeptRows,
    NumberMissing,
    numbers_of,
    read_kept,
)
from lieny.registry.services.stored.patched import keep_patched, recall_patched
from lieny.registry.services.stored.rows_that_stand import after, rows_that_stand

WEEK = "T2-T6: 7h30-11h30"
COLUMNS = ("keys", "owner", "facility", "known")
WRITTEN = ("id", "province", "key", "name", "operating_licence", "address", "open_hours", "status")


def take_in(portal, name, place, rows, province="79", **more):
    submission = portal.hand_in(province, [(name, official_list(place, rows, **more))])
    portal.confirm(submission)
    return submission


def lists(portal):
    take_in(portal, "a.xlsx", HOSPITAL, [(OANH, WEEK), (BINH, WEEK)])
    return take_in(portal, "b.xlsx", CLINIC, [(OANH, WEEK), (CUC, WEEK)], "75")


def remembered(portal):
    """Give what is remembered, after comparing it with the tables."""
    with portal.as_owner():
        stand = rows_that_stand()
        tables = (
            read_kept("registry_registration", "person_id", registrations=True),
            read_kept("registry_licencerow", "person_id"),
            read_kept("registry_facilityrow", "facility_id"),
        )
    assert stand.kept, "the tables were read"
    for one, table in zip(
        (stand.registrations, stand.licences, stand.facilities), tables, strict=True
    ):
        for column in COLUMNS:
            assert getattr(one, column).tolist() == getattr(table, column).tolist()
        over = one.passed_over[one.known].tolist()
        assert over == table.passed_over[table.known].tolist()
    return stand


def test_what_is_remembered_of_rows_is_what_the_tables_say(portal):
    clinic = lists(portal)
    assert remembered(portal).registrations.known.tolist() == [True] * 4
    take_in(portal, "c.xlsx", HOSPITAL, [(CUC, WEEK), (OANH, WEEK)], month=11)
    stand = remembered(portal)
    assert stand.registrations.known.tolist() == [False, True, True, True, True, True]
    assert stand.registrations.passed_over[1] == 1  # the later list leaves Bình out
    portal.withdraw(clinic)
    stand = remembered(portal)
    assert stand.registrations.known.tolist() == [False, True, False, False, True, True]
    take_in(portal, "d.xlsx", CLINIC, [(BINH, WEEK)], "75")
    assert remembered(portal).registrations.known.sum() == 4


def test_a_change_by_other_hands_is_noticed(portal):
    lists(portal)
    remembered(portal)
    row = Registration.objects.using("owner").earliest("id")
    Registration.objects.using("owner").filter(pk=row.pk).update(passed_over=7)
    with portal.as_owner():
        stand = rows_that_stand()
    assert not stand.kept
    assert stand.registrations.passed_over[0] == 7
    take_in(portal, "c.xlsx", CLINIC, [(BINH, WEEK)], "75", title=" BỔ SUNG")
    row.refresh_from_db(using="owner")
    assert row.passed_over == 0
    remembered(portal)


def test_the_first_change_of_all_is_noticed_too(portal):
    with portal.as_owner(), transaction.atomic():
        taking_in.run_all(at=portal.later(), day=portal.later().date(), last=None)
    assert remembered(portal).registrations.keys.tolist() == []
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE registry_registration SET passed_over = 0 WHERE false")
    with portal.as_owner():
        assert not rows_that_stand().kept


def test_a_run_that_looks_at_everything_reads_the_tables(portal):
    lists(portal)
    row = Registration.objects.using("owner").earliest("id")
    with connections["owner"].cursor() as cursor:  # a change that leaves no trace in the version
        cursor.execute("ALTER TABLE registry_registration DISABLE TRIGGER rows_changed")
        cursor.execute("UPDATE registry_registration SET passed_over = 7 WHERE id = %s", [row.pk])
        cursor.execute("ALTER TABLE registry_registration ENABLE TRIGGER rows_changed")
    with portal.as_owner(), transaction.atomic():
        assert rows_that_stand().registrations.passed_over[0] == 0
        taking_in.run_all(at=portal.later(), day=portal.later().date(), last=None)
    row.refresh_from_db(using="owner")
    assert row.passed_over == 0
    remembered(portal)


def test_a_column_with_a_gap_is_refused_and_not_shifted(portal):
    lists(portal)
    with portal.as_owner():
        assert [len(one) for one in numbers_of("registry_registration", ("id", "person_id"))] == [
            4,
            4,
        ]
        with pytest.raises(NumberMissing):
            numbers_of("registry_registration", ("id", "NULLIF(passed_over, 0)"))


def test_an_attempt_that_is_undone_leaves_what_was_remembered_unused_and_nothing_wrong(portal):
    lists(portal)
    with portal.as_owner():
        with transaction.atomic():
            taking_in.run_all(at=portal.later(), day=portal.later().date(), last=None)
            transaction.set_rollback(True)
        assert memory.recall() is not None
    take_in(portal, "c.xlsx", CLINIC, [(BINH, WEEK)], "75")
    remembered(portal)


def test_places_that_were_not_written_again_stand_as_if_all_had_been(portal):
    lists(portal)
    moved = {**CLINIC, "address": "14 Quốc lộ 1, phường Trảng Dài, tỉnh Đồng Nai"}
    take_in(portal, "c.xlsx", moved, [(BINH, WEEK)], "75", month=11)
    take_in(portal, "d.xlsx", {**HOSPITAL, "licence": "00124/HCM-GPHĐ"}, [(CUC, WEEK)])
    written = list(Facility.objects.using("owner").order_by("id").values_list(*WRITTEN))
    with portal.as_owner(), transaction.atomic():
        taking_in.run_all(at=portal.later(), day=portal.later().date(), last=None)
    assert list(Facility.objects.using("owner").order_by("id").values_list(*WRITTEN)) == written
    assert len({row[0] for row in written}) == len(written) > 1


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 9)), st.data())
def test_rows_that_were_taken_back_stay_and_are_known_to_nobody(stood, data):
    keys = np.array(sorted(stood), np.int64)
    owner = np.array([stood[key] for key in sorted(stood)], np.int64)
    nothing = np.zeros(len(keys), np.int64)
    before = KeptRows(keys, owner, nothing, np.ones(len(keys), np.bool_), nothing)
    now = data.draw(
        st.dictionaries(st.integers(0, 20), st.tuples(st.integers(0, 9), st.booleans()))
    )
    order = sorted(now)
    found = after(
        before,
        np.array(order, np.int64),
        np.array([now[key][0] for key in order], np.int64),
        current=np.array([now[key][1] for key in order], np.bool_),
    )
    expected = {key: (one, False) for key, one in stood.items()} | now
    told = zip(found.owner.tolist(), found.known.tolist(), strict=True)
    assert dict(zip(found.keys.tolist(), told, strict=True)) == expected
    assert found.keys.tolist() == sorted(expected)


def test_columns_that_change_little_are_written_small_and_come_back_whole(portal):
    random_ = np.random.default_rng(3)
    now = {"id": np.arange(2_000), "seen": random_.integers(0, 2**63, 2_000).astype(np.uint64)}
    with portal.as_owner(), transaction.atomic():
        at = portal.later()
        keep_patched("tried", now, None, at=at)
        for step in range(6):
            last = recall_patched("tried")
            assert all((last.now[name] == now[name]).all() for name in now)
            more = 10 if step != 4 else 900
            now = {
                "id": np.arange(len(now["id"]) + more),
                "seen": np.concatenate([now["seen"], np.full(more, step, np.uint64)]),
            }
            now["seen"][random_.integers(0, 2_000, 5)] = step + 77
            keep_patched("tried", now, last, at=at)
            written = len(recall_patched("tried").base["id"])
            assert written == (2_000 if step < 4 else 2_940)
        shorter = {name: column[:1_990] for name, column in now.items()}
        keep_patched("tried", shorter, recall_patched("tried"), at=at)
        assert len(recall_patched("tried").now["id"]) == 1_990
        transaction.set_rollback(True)
