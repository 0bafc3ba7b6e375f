"""Pages escape what they are given and allow only their own styles and scripts."""

import base64
import hashlib

import pytest
from jinja2 import UndefinedError

from lieny.ui.page import content_security_policy, page_environment, say


def test_both_languages_stand_in_the_page_and_are_escaped() -> None:
    assert say("<b>Có</b>", "Yes & no") == (
        "<i>&lt;b&gt;Có&lt;/b&gt;</i><i lang=en>Yes &amp; no</i>"
    )
    assert say("TP. Hồ Chí Minh", "TP. Hồ Chí Minh") == "TP. Hồ Chí Minh"


def test_values_are_escaped_and_control_characters_left_out() -> None:
    template = page_environment().from_string("<p>{{ name }}</p>{{ number }}")
    assert template.render(name="<script>\x1b[0m", number=3) == "<p>&lt;script&gt;[0m</p>3"


def test_a_value_that_is_missing_is_not_silently_empty() -> None:
    with pytest.raises(UndefinedError):
        page_environment().from_string("{{ nobody }}").render()


def test_the_policy_allows_exactly_the_styles_and_scripts_given() -> None:
    digest = base64.b64encode(hashlib.sha256(b"a{}").digest()).decode()
    assert content_security_policy(["a{}"], []) == (
        f"default-src 'none'; style-src 'sha256-{digest}'; script-src 'none'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
