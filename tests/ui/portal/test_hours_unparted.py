"""Hours on pages: no range is parted at its dash, wherever hours are written."""

import re
from pathlib import Path

import django

import lieny

django.setup()

from django.template import Context, Template  # noqa: E402

HOURS = re.compile(
    r"\{\{ [a-z_.]*\.(?:hours|opens|bare|overlap|possible|slots)\b(?!\|hours)[^}]*\}\}"
)
# What stands in a field as it was typed, or is written for screen readers.
TYPED = {"{{ typed.hours }}", "{{ wrong.hours }}"}


def shown(words):
    return Template("{% load portal %}{{ words|hours }}").render(Context({"words": words}))


def test_each_range_of_days_and_hours_stays_in_one_piece_and_lines_break_between_them():
    assert shown("T2–T6 07:30–11:30, 13:30–17:00; CN 7:30–9:00") == (
        '<span class="nowrap">T2–T6 07:30–11:30</span>, '
        '<span class="nowrap">13:30–17:00</span>; CN <span class="nowrap">7:30–9:00</span>'
    )


def test_words_of_others_are_escaped_and_nothing_is_added_to_words_without_a_range():
    assert shown("<b>7:30–9:00</b> & x") == (
        '<span class="nowrap">&lt;b&gt;7:30–9:00&lt;/b&gt;</span> &amp; x'
    )
    assert shown("cả ngày") == "cả ngày"
    assert shown("") == shown(None) == ""


def test_every_template_writes_hours_by_the_one_filter():
    root = Path(lieny.__file__).parent
    bare = {
        f"{path.name}: {found.group()}"
        for path in root.rglob("templates/**/*.html")
        for found in HOURS.finditer(path.read_text("utf-8"))
        if found.group() not in TYPED
    }
    assert bare == set()
