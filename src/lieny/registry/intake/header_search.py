"""Finds the heading rows of a table: one row, two with merged groups, or three."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lieny.registry.intake.cells import Cell, shown
from lieny.registry.intake.heading_paths import heading_paths
from lieny.registry.intake.headings import (
    LONGEST_HEADING,
    best_field,
    field_scores,
    heading_words,
    is_spoken_for,
    own_scores,
)
from lieny.registry.intake.layout import Layout, assign
from lieny.registry.intake.row_marks import is_numbering
from lieny.registry.intake.sheet import MergedRange
from lieny.registry.intake.witness import Profile, profile, signs_of
from lieny.vocabulary.text import clean

ROWS_ABOVE, ROWS_BELOW = 2, 2
_FEWEST_HEADINGS, _FEWEST_ROWS, _FEWEST_REPEATED = 2, 3, 3
_LONGEST_GROUP, _WORDS_OF_A_NAME = 120, 3
SAMPLED = 8
_KEYS = (
    "name", "licence", "given_name", "facility_name", "facility_licence", "mentor_name",
    "mentor_licence", "trainee_name", "personal_number",
)  # fmt: skip
_DATA_SIGNS = frozenset({"licence", "operating", "date", "personal", "phone", "name"})
_NOTABLY = 0.6
_DIGITS_OF_DATA = 3  # "Mẫu 01" and "(2)" are no data
_VALUED = re.compile(r":\s*\S")


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of a table.

    Attributes:
        above: how many rows before the row asked about belong to it.
        below: how many rows after it belong to it.
        layout: fields by column, those included that are not to be read.
        words: folded words of the lowest heading row by column, to know it when it comes again.
        by_words: the layout without what people said of headings; it finds the table and its kind
            where they said away all that a table is known by.
    """

    above: int
    below: int
    layout: Layout
    words: tuple[str, ...]
    by_words: Layout

    @property
    def score(self) -> float:
        """How sure the table is."""
        return max(self.layout.score, self.by_words.score)


def is_promising(row: Sequence[Cell]) -> bool:
    """Test cheaply whether a row may hold headings: two cells that speak for different fields."""
    texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= LONGEST_HEADING]
    if len(texts) < _FEWEST_HEADINGS:
        return False
    return len({best_field(text) for text in texts} - {None}) >= _FEWEST_HEADINGS


def find_header(
    before: Sequence[Sequence[Cell]],
    row: Sequence[Cell],
    after: Sequence[Sequence[Cell]],
    number: int,
    merged: Sequence[MergedRange],
) -> Header | None:
    """Judge whether `row` belongs to the headings of a table.

    Args:
        before: rows just above, nearest last.
        row: the row asked about.
        after: rows below: further heading rows, then data.
        number: 1-based number of `row`, to place the merged ranges.
        merged: merged ranges of the sheet.
    """
    if not is_promising(row) or _looks_like_data(row):
        return None
    best: Header | None = None
    best_worth = 0.0
    most_above, most_below = _most_above(before, row), _most_below(row, after, number, merged)
    for above in range(most_above + 1):
        for below in range(most_below + 1):
            rows = [*before[len(before) - above :], row, *after[:below]]
            found = _judge(rows, after[below:], number - above, merged, (above, below))
            if found is None:
                continue
            worth = found.score + _rows_under_groups(rows[above:], number, merged)
            # More is better; of equals the one with fewer rows, which came first.
            if best is None or worth > best_worth + _NOTABLY:
                best, best_worth = found, worth
    return best


def _most_above(before: Sequence[Sequence[Cell]], row: Sequence[Cell]) -> int:
    """Count the rows of groups of headings that stand right above a heading row."""
    lower = row
    nearest = before[::-1][:ROWS_ABOVE]
    for count, upper in enumerate(nearest):
        if _is_no_heading(upper) or not _is_group_row(upper, lower):
            return count
        lower = upper
    return len(nearest)


def _most_below(
    row: Sequence[Cell],
    after: Sequence[Sequence[Cell]],
    number: int,
    merged: Sequence[MergedRange],
) -> int:
    """Count the rows right below a heading row, which is row `number`, that go on with it."""
    upper = row
    nearest = after[:ROWS_BELOW]
    for count, lower in enumerate(nearest):
        if _is_no_heading(lower) or not _continues(upper, lower, number + count + 1, merged):
            return count
        upper = lower
    return len(nearest)


def _is_no_heading(row: Sequence[Cell]) -> bool:
    """Test for a row that is surely data, or mere numbering."""
    return _looks_like_data(row) or is_numbering([shown(cell) for cell in row])


def _rows_under_groups(
    rows: Sequence[Sequence[Cell]], number: int, merged: Sequence[MergedRange]
) -> int:
    """Count rows that stand wholly beneath headings merged sideways: no data does that."""
    count = 0
    for index, row in enumerate(rows[1:], 1):
        grouped = _grouped_columns(number + index - 1, merged)
        count += all(column in grouped for column, cell in enumerate(row, 1) if cell != "")
    return count


def find_headerless(row: Sequence[Cell], after: Sequence[Sequence[Cell]]) -> Header | None:
    """Judge by content alone whether a table without headings begins at `row`."""
    sample = [row, *after[:SAMPLED]]
    if len(sample) < _FEWEST_ROWS or not {"licence", "name"} <= {
        sign for cell in row for sign in signs_of(cell)
    }:
        return None
    width = max(len(one) for one in sample)
    layout = assign([""] * width, [""] * width, _profiles(sample, width))
    return (
        Header(0, -1, layout, (), layout) if layout.has("name") and layout.has("licence") else None
    )


def _looks_like_data(row: Sequence[Cell]) -> bool:
    """A person's name, a licence, a date, a mere number: such a row is no heading."""
    filled = [cell for cell in row if cell != ""]
    return any(not isinstance(cell, str) or _is_datum(cell) for cell in filled)


def _is_datum(text: str) -> bool:
    if sum(map(str.isdigit, text)) >= _DIGITS_OF_DATA:
        return not _DATA_SIGNS.isdisjoint(signs_of(text))
    # "Đăng ký" looks like somebody of the family Đặng; three words do not.
    named = len(text.split()) >= _WORDS_OF_A_NAME and best_field(text) is None
    return named and "name" in signs_of(text)


def _is_group_row(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Headings over several columns: at least two, none of them a line of the head block."""
    texts = [clean(shown(cell)) for cell in row if cell != ""]
    if len(set(texts)) < _FEWEST_HEADINGS or any(
        _VALUED.search(text) or len(text) > _LONGEST_GROUP for text in texts
    ):
        return False
    width = sum(1 for cell in below if cell != "")
    return len(texts) < width or any(best_field(text) for text in texts)


def _continues(
    upper: Sequence[Cell], row: Sequence[Cell], number: int, merged: Sequence[MergedRange]
) -> bool:
    """Test for a second heading row: it fills gaps of the row above, or repeats it in English."""
    columns = [column for column, cell in enumerate(row) if cell != ""]
    if not columns or any(not isinstance(row[column], str) for column in columns):
        return False
    over = {column for column, cell in enumerate(upper) if cell != ""}
    grouped = _grouped_columns(number - 1, merged)
    filling = [column for column in columns if column not in over or column + 1 in grouped]
    leaves_blank = any(column not in columns for column in over)
    if filling and leaves_blank:
        return True
    known = sum(1 for column in columns if best_field(shown(row[column])))
    return known >= _FEWEST_REPEATED and known * 5 >= len(columns) * 3


def _grouped_columns(number: int, merged: Sequence[MergedRange]) -> set[int]:
    """Columns, 1-based, that stand under a heading merged sideways in row `number`."""
    return {
        column
        for one in merged
        if one.top <= number <= one.bottom and one.right > one.left
        for column in range(one.left, one.right + 1)
    }


def _judge(
    rows: Sequence[Sequence[Cell]],
    after: Sequence[Sequence[Cell]],
    top: int,
    merged: Sequence[MergedRange],
    extent: tuple[int, int],
) -> Header | None:
    sample = [
        row for row in after[: SAMPLED + 2] if not is_numbering([shown(cell) for cell in row])
    ]
    width = max(len(row) for row in [*rows, *sample[:SAMPLED]])
    paths = heading_paths(rows, width, top, merged)
    headings = [" / ".join(path) for path in paths]
    words = [heading_words(" ".join(path)) for path in paths]
    if not _may_name_a_table(words):
        return None
    profiles = _profiles(sample, width)
    layout = by_words = assign(headings, words, profiles)
    if any(map(is_spoken_for, words)):
        by_words = assign(headings, words, profiles, scores=own_scores)
    if not _is_table(layout) and not _is_table(by_words):
        return None
    lowest = tuple(heading_words(shown(cell)) for cell in rows[-1])
    return Header(*extent, layout, lowest, by_words)


def _may_name_a_table(words: Sequence[str]) -> bool:
    """Test by the words alone what `_is_table` asks of them, before contents are looked at."""
    told = ({*own_scores(one), *field_scores(one)} for one in words if one)
    spoken = [fields for fields in told if fields]
    return len(spoken) >= _FEWEST_HEADINGS and any(
        key in fields for fields in spoken for key in _KEYS
    )


def _is_table(layout: Layout) -> bool:
    read = [field for field in layout.columns if field not in {"sequence", "note", "staff_code"}]
    # Content alone may not make a table of a line that merely stands above one.
    if len(layout.by_heading) < _FEWEST_HEADINGS or layout.by_heading.isdisjoint(_KEYS):
        return False
    return len(read) > _FEWEST_HEADINGS or (layout.has("name") and layout.has("licence"))


def _profiles(sample: Sequence[Sequence[Cell]], width: int) -> list[Profile]:
    return [
        profile(row[column] for row in sample[:SAMPLED] if column < len(row))
        for column in range(width)
    ]
