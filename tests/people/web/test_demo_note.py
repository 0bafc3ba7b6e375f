"""Every page of a demo says that its people are made up; no other page does."""

from types import SimpleNamespace

import pytest


@pytest.mark.parametrize(("demo", "said"), [(1, 1), (None, 0)])
def test_pages_of_a_demo_account_say_so(portal_server, demo, said):
    from django.template.loader import render_to_string  # noqa: PLC0415 - once Django is up

    actor = SimpleNamespace(user=SimpleNamespace(demo_id=demo))
    page = render_to_string("portal/page.html", {"actor": actor, "bare": True})
    assert page.count("Bản trình diễn: người, cơ sở và giấy phép ở đây do máy đặt ra.") == said


@pytest.mark.parametrize(("demo", "said"), [(1, 1), (None, 0)])
def test_a_demo_account_is_told_where_its_code_comes_from(portal_server, demo, said):
    from django.template.loader import render_to_string  # noqa: PLC0415 - once Django is up

    note = render_to_string("people/demo_code.html", {"user": SimpleNamespace(demo_id=demo)})
    assert note.count("lieny demo-code") == said


def test_nobody_signed_in_is_told_nothing(portal_server):
    from django.template.loader import render_to_string  # noqa: PLC0415 - once Django is up

    page = render_to_string("portal/page.html", {"actor": SimpleNamespace(user=None), "bare": True})
    assert "Bản trình diễn" not in page
