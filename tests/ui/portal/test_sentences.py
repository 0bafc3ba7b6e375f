"""`{% say %}` writes one of two sentences as Django would write it."""

import django

django.setup()

import pytest  # noqa: E402
from django.template import Context, Template, TemplateSyntaxError  # noqa: E402
from django.utils.safestring import mark_safe  # noqa: E402
from django.utils.translation import override  # noqa: E402


def written(text, language="vi", **values):
    with override(language):
        return Template("{% load portal %}" + text).render(Context(values))


@pytest.mark.parametrize(
    ("language", "expected"), [("vi", "Hạn & <b>việc</b>"), ("en", "Due & <b>work</b>")]
)
def test_what_the_template_says_stands_as_it_is_written(language, expected):
    assert written('{% say "Hạn & <b>việc</b>" "Due & <b>work</b>" %}', language) == expected


def test_values_are_escaped_unless_they_are_marked_or_escaping_is_off():
    both = "{% say vi en %}"
    assert written(both, vi="<b>", en="<i>") == "&lt;b&gt;"
    assert written(both, "en", vi="<b>", en="<i>") == "&lt;i&gt;"
    assert written(both, vi=mark_safe("<b>"), en="") == "<b>"
    assert written("{% autoescape off %}" + both + "{% endautoescape %}", vi="<b>", en="") == "<b>"


def test_one_written_sentence_beside_a_value_is_resolved():
    text = '{% say "Chưa rõ" name|upper %}'
    assert written(text, name="a<b") == "Chưa rõ"
    assert written(text, "en", name="a<b") == "A&lt;B"


def test_a_value_that_is_not_there_writes_nothing():
    assert written("{% say nothing.vi nothing.en %}|") == "|"


def test_a_sentence_in_one_language_alone_is_refused():
    with pytest.raises(TemplateSyntaxError, match="say takes two sentences"):
        written('{% say "Hạn" %}')
