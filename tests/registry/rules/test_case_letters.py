"""Words of letters: blanks are filled once, unknown ones are refused, nothing typed is a blank."""

from importlib.resources import files

import pytest

from lieny.registry.rules.case_letters import BLANKS, LetterKind, UnknownBlank, check_words, filled


@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_shipped_words_use_known_blanks_alone(kind):
    folder = files("lieny.registry.services").joinpath("letter_templates")
    words = folder.joinpath(f"{kind.value}.txt").read_text("utf-8")
    check_words(kind, words)
    values = {blank: f"<{blank}>" for blank in BLANKS[kind]}
    paragraphs = filled(kind, words, values)
    assert len(paragraphs) >= 4
    assert "{" not in " ".join(paragraphs)


def test_an_unknown_blank_is_named():
    with pytest.raises(UnknownBlank) as refused:
        check_words(LetterKind.CLOSING, "Kính gửi {question}")
    assert refused.value.blank == "question"


def test_what_is_filled_in_is_not_read_as_a_blank_again():
    values = dict.fromkeys(BLANKS[LetterKind.NOTICE], "") | {"person": "{signs}"}
    assert filled(LetterKind.NOTICE, "Về {person}.\n\n \n\nHết", values) == ("Về {signs}.", "Hết")
