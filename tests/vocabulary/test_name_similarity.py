"""How alike two folded names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.name_similarity import similarity

WORDS = st.sampled_from(
    ["nguyen", "tran", "le", "van", "thi", "minh", "an", "anh", "binh", "n", "v"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
DIFFERENT = 0.6


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("nguyen van an", "nguyen van an", 1.0),
        ("nguyen an", "nguyen van an", 0.92),
        ("n van an", "nguyen van an", 0.9),
        ("an nguyen van", "nguyen van an", 0.95),
        ("an van nguyen", "nguyen van an", 0.95),
        ("nguyen minh an", "nguyen van an", 0.55),
        ("nguyen van an", "nguyen van binh", 0.0),
        ("tran thi lan", "nguyen thi lan", 0.0),
        ("", "nguyen", 0.0),
    ],
)
def test_similarity_is_exactly(one: str, other: str, expected: float) -> None:
    assert similarity(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nguyn van an", "nguyen van an"),
        ("nguyen vna an", "nguyen van an"),
        ("nguyen thi ngoc lan", "nguyen ngoc lan"),
        ("nguyen thi ngoc lan", "nguyen thi lan"),
        ("n v an", "nguyen van an"),
        ("nguyen van anh", "nguyen van an"),
        ("phung thi hoa", "phung thi hao"),
    ],
)
def test_one_person_misspelt_or_shortened_stays_alike(one: str, other: str) -> None:
    assert DIFFERENT <= similarity(one, other) < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nguyen van an", "nguyen van hung"),
        ("nguyen van an", "le van an"),
        ("nguyen thi hoa", "tran van binh"),
        ("nguyen van an", "nguyen duc an"),
        ("pham minh chau", "pham minh tuan"),
    ],
)
def test_two_persons_are_told_apart(one: str, other: str) -> None:
    assert similarity(one, other) < DIFFERENT


@given(NAMES, NAMES)
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert (similarity(one, other) == 1) == (one == other)
