"""`{% url %}` as Django writes it, for addresses that hold one number or id, made once each.

A list links to thirty persons: Django would look thirty times through all addresses for the one
that is called so. Taken in by `TEMPLATES` in place of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from uuid import UUID

from django import template
from django.template import defaulttags
from django.template.base import Parser, Token
from django.urls import reverse

PLACES: Mapping[str, int | UUID] = {
    "number": 987_654_321_987,
    "id": UUID("98765432-1987-4654-8321-987654321987"),
}

register = template.Library()


@cache
def address(name: str) -> str:
    """Give the address of a part; every page links to all of them, and they stay what they are."""
    return reverse(name)


@cache
def _around(name: str, kind: str) -> tuple[str, str]:
    """Give what stands before and after the id in the addresses of a name.

    Raises:
        NoReverseMatch: no address of this name holds one such id.
    """
    place = PLACES[kind]
    before, _, after = reverse(name, args=[place]).partition(str(place))
    return before, after


def address_of(name: str, asked: int | UUID) -> str:
    """Give the address of one record.

    Raises:
        NoReverseMatch: no address of this name holds one such id.
    """
    before, after = _around(name, "id" if isinstance(asked, UUID) else "number")
    return f"{before}{asked}{after}"


class Address(defaulttags.URLNode):
    """An address in a template."""

    def render(self, context: template.Context) -> str:
        """Write it; what is more than a name and one id is Django's to write."""
        if self.kwargs or self.asvar or len(self.args) > 1:
            return str(super().render(context))
        name = self.view_name.resolve(context)
        if not self.args:
            return address(name)
        asked: Sequence[object] = [one.resolve(context) for one in self.args]
        one = asked[0]
        # Neither bool nor below zero: addresses hold no such numbers.
        if type(one) is UUID or (type(one) is int and one >= 0):
            return address_of(name, one)
        return str(super().render(context))


@register.tag
def url(parser: Parser, token: Token) -> Address:
    """Read the tag as Django does."""
    read = defaulttags.url(parser, token)
    return Address(read.view_name, read.args, read.kwargs, read.asvar)
