"""`{% url %}` writes what Django's own writes, whatever it is asked for."""

from uuid import UUID

import django

django.setup()

import pytest  # noqa: E402
from django.template import Engine, engines  # noqa: E402
from django.template.context import Context  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from lieny.ui.portal.templatetags.addresses import Address, address_of  # noqa: E402

SOMEBODY = UUID("7d1f2a3b-0000-4000-8000-00000000abcd")
SAID = [
    "{% url 'home' %}",
    "{% url 'person' somebody %}",
    "{% url 'person' somebody.hex %}",
    "{% url 'facility' 12 %}",
    "{% url 'facility' number %}",
    "{% url 'facility' zero %}",
    "{% url 'evidence' number as there %}[{{ there }}]",
    "{% url 'nowhere' as there %}[{{ there }}]",
    "{% url 'person' public_id=somebody %}",
    "{% url named somebody %}",
]
KNOWN = {"somebody": SOMEBODY, "number": 7, "zero": 0, "named": "signs", "yes": True, "less": -3}


def written(text, *, engine):
    try:
        return engine.from_string(text).render(Context(KNOWN))
    except NoReverseMatch as refusal:
        return type(refusal)


@pytest.mark.parametrize("text", SAID)
@pytest.mark.parametrize("again", [1, 2])
def test_an_address_is_what_django_writes(text, again):
    ours, own = engines["django"].engine, Engine()
    for _ in range(again):
        assert written(text, engine=ours) == written(text, engine=own)


@pytest.mark.parametrize(
    "text",
    [
        "{% url 'nowhere' %}",
        "{% url 'person' number %}",
        "{% url 'person' %}",
        "{% url 'facility' less %}",
        "{% url 'facility' somebody %}",
        "{% url 'facility' yes %}",
    ],
)
def test_what_has_no_address_is_refused(text):
    assert written(text, engine=engines["django"].engine) is NoReverseMatch
    assert written(text, engine=Engine()) is NoReverseMatch


def test_an_address_with_one_id_is_looked_up_once(monkeypatch):
    expected = [reverse("signs", args=[UUID(int=n)]) for n in range(3)]
    address_of("signs", UUID(int=9))
    monkeypatch.setattr("lieny.ui.portal.templatetags.addresses.reverse", None)
    assert [address_of("signs", UUID(int=n)) for n in range(3)] == expected


def test_templates_are_read_with_it():
    (node,) = engines["django"].from_string("{% url 'home' %}").template.nodelist
    assert type(node) is Address
