"""Vietnamese order: letters before tones, đ after d, case aside."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lieny.vocabulary.dictionary_order import LETTERS, TONES, dictionary_order


def test_dictionaries_order_names_so():
    names = ["An", "Ân", "Ấn", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Ban", "Dung", "Đào", "Ý"]
    assert sorted(set(names), key=dictionary_order) == names


def test_a_shorter_name_goes_first_and_case_is_no_matter():
    assert dictionary_order("Nguyễn An") < dictionary_order("Nguyễn An Bình")
    assert dictionary_order("ĐỖ") == dictionary_order("đỗ")


def test_marks_written_apart_are_the_same_letter():
    assert dictionary_order(unicodedata.normalize("NFD", "Nguyễn")) == dictionary_order("Nguyễn")


VOWEL = st.tuples(st.sampled_from("aăâeêioôơuưy"), st.integers(0, 5))


@given(st.lists(VOWEL, min_size=1, max_size=4), st.lists(VOWEL, min_size=1, max_size=4))
def test_letters_are_compared_before_tones(one, other):
    def written(parts):
        return unicodedata.normalize("NFC", "".join(vowel + TONES[tone] for vowel, tone in parts))

    def plain(parts):
        return [LETTERS.index(v) for v, _ in parts], [tone for _, tone in parts]

    before = dictionary_order(written(one)) < dictionary_order(written(other))
    assert before == (plain(one) < plain(other))
