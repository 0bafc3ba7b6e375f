"""Columns that are kept are those that the blocks of the files would give."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list

from lieny.registry.models import RunMemory
from lieny.registry.services.stored import loaded, region
from lieny.registry.services.stored.blocks import SCHEMAS, joined
from lieny.registry.services.stored.loaded import Loaded, woven

WEEK = "T2-T6: 7h30-11h30"
FILE = st.tuples(
    st.lists(st.sampled_from(["Tâm Đức", "An Bình", "Hoa Mai"]), max_size=3),
    st.lists(st.sampled_from([None, 0, 1, 2]), max_size=4),
    st.booleans(),
)


def one_file(number, given):
    """Make the tables of a file: places by name, and registrations at some of them."""
    names, at, in_two_sheets = given
    wanted = {
        "files": [{"path": f"{number}.xlsx", "rows": len(at)}],
        "facilities": [{"file": 0, "table": 0, "row": k, "name": n} for k, n in enumerate(names)],
        "registrations": [
            {
                "file": 0,
                "table": int(in_two_sheets and k > 1),
                "row": k,
                "name": f"người {number} {k}",
                "facility": None if one is None or one >= len(names) else one,
                "unit": f"khoa {k % 2 + number % 3}",
            }
            for k, one in enumerate(at)
        ],
        "headings": [{"file": 0, "table": 0, "field": "name", "heading": f"Họ tên {number}"}],
    }
    return {name: filled(SCHEMAS[name], rows) for name, rows in wanted.items() if rows}


def filled(schema, rows):
    whole = [[row.get(name) for row in rows] for name in schema.names]
    kinds = [
        kind.value_type if pa.types.is_dictionary(kind) else kind
        for kind in (field.type for field in schema)
    ]
    columns = [pa.array(column, kind) for column, kind in zip(whole, kinds, strict=True)]
    return pa.table(columns, names=schema.names)


def plain(batch):
    return {name: getattr(batch, name).to_pylist() for name in SCHEMAS}


@given(st.lists(FILE, max_size=7), st.data())
def test_files_put_together_in_two_goes_are_the_files_put_together_at_once(given_files, data):
    tables = {10 + 3 * at: one_file(at, one) for at, one in enumerate(given_files)}
    first = data.draw(st.sets(st.sampled_from(sorted(tables)))) if tables else set()
    parts = [sorted(first), sorted(set(tables) - first)]
    one, other = (
        Loaded(np.array(part, np.int64), joined([tables[number] for number in part]))
        for part in parts
    )
    whole = woven(one, other)
    assert whole.files.tolist() == sorted(tables)
    assert plain(whole.batch) == plain(joined([tables[number] for number in sorted(tables)]))
    assert all(getattr(whole.batch, name).schema.equals(SCHEMAS[name]) for name in SCHEMAS)


def names_that_are_kept():
    return set(RunMemory.objects.using("owner").values_list("name", flat=True))


def kept_and_read(portal):
    with portal.as_owner():
        kept = region.load_all(at=portal.later())
        read = region.load(region.confirmed_files())
    return kept, read


def test_later_files_are_read_beside_what_is_kept_and_come_in_the_order_of_their_ids(
    portal, monkeypatch
):
    early = portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, [(OANH, WEEK)]))])
    late = portal.hand_in("75", [("b.xlsx", official_list(CLINIC, [(BINH, WEEK)]))])
    portal.confirm(late)
    with portal.as_owner():
        had = loaded.recall_loaded().files.tolist()
    portal.confirm(early)
    portal.confirm(portal.hand_in("75", [("c.xlsx", official_list(CLINIC, [(CUC, WEEK)]))]))
    with portal.as_owner():
        assert loaded.recall_loaded().files.tolist() == had
        assert len(had) == 1
    kept, read = kept_and_read(portal)
    assert kept.files.tolist() == sorted(kept.files.tolist()) == read.files.tolist()
    assert plain(kept.batch) == plain(read.batch)
    monkeypatch.setattr(region, "MOST_BESIDE", 1)
    kept_and_read(portal)
    with portal.as_owner():
        assert loaded.recall_loaded().files.tolist() == read.files.tolist()


def test_what_was_taken_back_is_not_loaded(portal):
    portal.confirm(portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, [(OANH, WEEK)]))]))
    clinic = portal.hand_in("75", [("b.xlsx", official_list(CLINIC, [(BINH, WEEK)]))])
    portal.confirm(clinic)
    portal.withdraw(clinic)
    kept, read = kept_and_read(portal)
    assert plain(kept.batch) == plain(read.batch)
    assert kept.batch.registrations["name"].to_pylist() == ["Nguyễn Thị Hoàng Oanh"]


def test_the_memory_can_be_thrown_away(portal):
    portal.confirm(portal.hand_in("79", [("a.xlsx", official_list(HOSPITAL, [(OANH, WEEK)]))]))
    before = names_that_are_kept()
    with portal.as_owner():
        RunMemory.objects.all().delete()
        assert loaded.recall_loaded() is None
    portal.confirm(portal.hand_in("75", [("b.xlsx", official_list(CLINIC, [(BINH, WEEK)]))]))
    assert names_that_are_kept() == before
    kept, read = kept_and_read(portal)
    assert plain(kept.batch) == plain(read.batch)
