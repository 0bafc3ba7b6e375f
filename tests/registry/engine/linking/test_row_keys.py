"""Rows that may have to do with each other are found by equal keys."""

import duckdb
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lieny.registry.columns.tables import LICENCES
from lieny.registry.engine.linking import blocking, rows
from lieny.registry.engine.linking.records import collect
from lieny.registry.engine.linking.row_keys import NOTHING, RowKeys, sharing
from people import shown, table

VALUES = st.integers(0, 3) | st.just(2**40 + 2)  # the last has the low bits of another


@given(st.lists(st.tuples(VALUES, VALUES, st.booleans()), max_size=12))
def test_rows_share_what_a_plain_comparison_says_they_share(given_rows):
    columns = tuple(np.array([row[at] for row in given_rows], np.uint64) for at in range(2))
    chosen = np.array([row[2] for row in given_rows], np.bool_)
    expected = [
        mine
        or any(
            theirs and ((a == c != NOTHING) or (b == d != NOTHING)) for c, d, theirs in given_rows
        )
        for a, b, mine in given_rows
    ]
    assert sharing(columns, chosen).tolist() == expected


ROWS = [
    shown("Nguyễn Văn An", born="1980-05-21", licence="1234/HCM-CCHN"),
    shown("Nguyễn Văn An", born="1980", phone="0900000001"),
    shown("Lê Cúc", born="1991-04-05", licence="88/HNO-CCHN", phone="0900000001"),
    shown("Lê Cúc", licence="88/HNO-GPHĐ"),  # no licence to practise: it is not compared
    shown("Phạm Hoa"),
    shown("Phạm Hoa"),
]


def keys_of(con):
    return RowKeys.of(con, rows.stack(table(ROWS), table([], LICENCES)).table)


def only(row):
    return np.arange(len(ROWS)) == row


def test_a_row_meets_those_that_records_are_compared_with():
    with duckdb.connect() as con:
        keys = keys_of(con)
        records = collect(con, rows.stack(table(ROWS), table([], LICENCES)).table)
        found = blocking.block(con)
    met = {(a, b) for a, b in zip(found.left.tolist(), found.right.tolist(), strict=True)}
    of_row = records.of_row.tolist()
    for row in range(len(ROWS)):
        together = np.flatnonzero(keys.compared_with(only(row))).tolist()
        pairs = {tuple(sorted((of_row[row], of_row[other]))) for other in together}
        mine = {pair for pair in met if of_row[row] in pair}
        assert mine <= pairs
    assert keys.compared_with(only(4)).tolist() == [False] * 4 + [True, True]
    assert keys.compared_with(only(3)).tolist() == list(only(3))
    assert keys.showing_numbers_of(only(1)).tolist() == [False, True, True, False, False, False]


def test_crowded_are_those_who_stand_with_a_row_in_a_large_block():
    with duckdb.connect() as con:
        keys = keys_of(con)
    assert keys.crowded_with(only(1), 1).tolist() == [True, True, True, False, False, False]
    assert keys.crowded_with(only(1), 2).tolist() == list(only(1))
