"""Posts and titles in English, as lists of international hospitals write them."""

from pathlib import Path

import pytest

from lieny.vocabulary.position import read_position
from lieny.vocabulary.title import read_title

LINES = (Path(__file__).parent / "data" / "english_posts.tsv").read_text("utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "positions", "titles"), CASES)
def test_an_english_post_means_what_its_vietnamese_one_does(
    text: str, positions: str, titles: str
) -> None:
    position, title = read_position(text).position, read_title(text).title
    assert (position.value if position else "None") in positions.split("|")
    if titles == "*":
        assert title is not None
    elif titles != "-":
        assert (title.name if title else "None") in titles.split("|")


def test_an_acting_head_is_acting_and_a_deputy_is_none() -> None:
    assert read_position("Acting Head of Department").acting
    assert not read_position("Head of Department").acting
