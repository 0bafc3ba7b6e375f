"""Which pairs are compared: those equal in a key, each once, and never more than a bound."""

from itertools import combinations
from random import Random

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from lieny.registry.columns.tables import LICENCES
from lieny.registry.engine.linking import blocking, rows
from lieny.registry.engine.linking.blocking import MOST_IN_A_BLOCK, LargeBlocks, block
from lieny.registry.engine.linking.comparisons import BLOCKING
from lieny.registry.engine.linking.records import collect
from people import linked, shown, table

NAMES = [f"Nguyễn Văn {given}" for given in ("An", "Bình", "Cường", "Dũng", "Em")]
FEW_NAMES = [f"{a} {b}" for a in ("Trần Thị", "Lê Văn", "Phạm Thị") for b in ("Hoa", "Lan", "Sơn")]


def blocked(given):
    """Block rows; give the pairs as a set, the records as dicts, and what was found."""
    con = duckdb.connect()
    collect(con, rows.stack(table(given), table([], LICENCES)).table)
    found = block(con)
    records = con.sql("SELECT * FROM records ORDER BY record").to_arrow_table().to_pylist()
    con.close()
    return list(zip(found.left.tolist(), found.right.tolist(), strict=True)), records, found


def anybody(random, serials=40):
    return shown(
        random.choice(NAMES),
        born=random.choice(["1980-03-05", "1980", "1981-01-01", None]),
        licence=random.choice([f"{random.randrange(1, serials)}/HCM-CCHN", "77/BD", None]),
        phone=random.choice([None, None, "903000001"]),
        cccd=random.choice([None, "079080000001", "079180000002"]),
        title=random.choice(["BAC_SY", "Y_SY", None]),
    )


def are_equal(one, other, columns):
    return all(one[name] is not None and one[name] == other[name] for name in columns)


@pytest.mark.parametrize("seed", range(5))
def test_the_pairs_are_those_equal_in_some_key_each_once(seed):
    random = Random(seed)
    pairs, records, found = blocked([anybody(random) for _ in range(120)])
    expected = {
        (a["record"], b["record"])
        for a, b in combinations(records, 2)
        if any(are_equal(a, b, columns) for columns in BLOCKING)
    }
    assert len(pairs) == len(set(pairs)) > 100
    assert set(pairs) == expected
    assert found.large == ()


def test_nothing_to_compare_gives_no_pair():
    assert blocked([])[0] == []
    assert blocked([shown("Nguyễn Văn An")])[0] == []


def test_a_large_block_is_parted_by_further_columns_and_nothing_else_is_lost(monkeypatch):
    monkeypatch.setattr(blocking, "MOST_IN_A_BLOCK", 20)
    random = Random(3)
    pairs, records, found = blocked([anybody(random, serials=400) for _ in range(200)])
    sizes = {}
    for columns in BLOCKING:
        for record in records:
            key = (columns, *(record[name] for name in columns))
            sizes[key] = sizes.get(key, 0) + (None not in key)
    small = {
        (a["record"], b["record"])
        for a, b in combinations(records, 2)
        if any(
            are_equal(a, b, columns) and sizes[columns, *(a[name] for name in columns)] <= 20
            for columns in BLOCKING
        )
    }
    anything = {
        (a["record"], b["record"])
        for a, b in combinations(records, 2)
        if any(are_equal(a, b, columns) for columns in BLOCKING)
    }
    assert small <= set(pairs) < anything
    told = {large.columns: large for large in found.large}
    assert set(told) == {key[0] for key, size in sizes.items() if size > 20}
    for columns, large in told.items():
        beyond = sum(size for key, size in sizes.items() if key[0] == columns and size > 20)
        assert large.parted + large.left_out == beyond


def test_what_nothing_parts_is_left_out_and_told():
    alike = [shown("Trần Thị Hoa", born="1980-03-05", phone=None) for _ in range(3)]
    many = [
        shown("Lê Văn Sơn", born="1981-04-06", cccd=f"0790810{number:05d}") for number in range(300)
    ]
    pairs, _, found = blocked([*alike, *many])
    assert LargeBlocks(("name_folded", "birth_year"), 0, 300) in found.large
    assert pairs == []


def test_few_names_and_birth_dates_in_a_large_table_make_a_bounded_number_of_pairs():
    random = Random(1)
    count = 6_000
    given = [
        shown(
            random.choice(FEW_NAMES),
            born=random.choice(["1980-03-05", "1980-06-07"]),
            licence=f"{number + 1}/HCM-CCHN",
        )
        for number in range(count)
    ]
    pairs, records, found = blocked(given)
    assert len(records) == count
    by_square = count * count / len(FEW_NAMES) / 2 / 2
    assert by_square > 900_000
    assert len(pairs) <= len(BLOCKING) * count * MOST_IN_A_BLOCK / 2
    assert len(pairs) < by_square / 2
    assert {large.columns for large in found.large} >= {
        ("birth_on", "given"),
        ("name_folded", "birth_year"),
    }
    links = linked(given)
    assert links.large_blocks == found.large
    assert links.person_count == count


def test_pairs_stand_in_the_table_that_splink_reads():
    pairs = blocking.Blocked(np.array([0], np.int32), np.array([2], np.int32), ())
    assert pairs.table().to_pydict() == {"match_key": ["0"], "join_key_l": [0], "join_key_r": [2]}
    assert pairs.table().schema.field("match_key").type == pa.string()
