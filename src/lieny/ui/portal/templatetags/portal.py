"""Words and parts of pages: {% say "Tiếng Việt" "English" %}, {% field … %}, {% way … %}."""

from __future__ import annotations

import re

from django import template
from django.forms import BoundField
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lieny.ui.devices import browser_of
from lieny.ui.portal.language import chosen

LONGEST_UNKNOWN = 70
_FROM_TO = r"[^\s–,;()]+–[^\s–,;()]+"
_RANGE = re.compile(rf"({_FROM_TO}(?: {_FROM_TO})?)")  # of days, of hours, or both

register = template.Library()


@register.simple_tag
def say(vi: str, en: str) -> str:
    """Say a sentence in the language of the page; values in it are escaped by Django."""
    return chosen(vi, en)


@register.filter
def device(user_agent: str) -> str:
    """Name browser and system of a session: `Chrome trên Windows`."""
    browser, system = browser_of(user_agent)
    if not browser:
        return user_agent[:LONGEST_UNKNOWN]
    return chosen(f"{browser} trên {system}", f"{browser} on {system}") if system else browser


@register.filter
def hours(text: object) -> SafeString:
    """Write hours so that no range is parted at the end of a line: `T2–T6 07:30–11:30`."""
    parts = _RANGE.split(str(text or ""))  # every second part is a range
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="nowrap">{}</span>', part) if number % 2 else part,)
            for number, part in enumerate(parts)
        ),
    )


@register.simple_tag(takes_context=True)
def way(context: template.Context, name: str, vi: str, en: str, *beneath: str) -> SafeString:
    """Link to a part of the portal; where the page belongs to it, the link says so.

    Args:
        context: of the page; `here` is its address.
        name: of the first page of the part.
        vi: what the link is called.
        en: the same in English.
        beneath: beginnings of addresses that belong to the part as well.
    """
    address = reverse(name)
    path = str(context.get("here", "")).partition("?")[0]
    starts = (address, *beneath) if address != "/" else beneath
    current = "page" if path == address else "true" if path.startswith(starts) else ""
    marked = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', address, marked, chosen(vi, en))


@register.inclusion_tag("portal/field.html")
def field(bound: BoundField, vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> object:
    """Show one field with its label, hint and what is wrong with it."""
    hint = chosen(hint_vi, hint_en)
    described = [f"{bound.id_for_label}-hint"] if hint else []
    described += [f"{bound.id_for_label}-errors"] if bound.errors else []
    attributes: dict[str, str | bool] = {"placeholder": ""}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    shown = bound.as_widget(attrs=attributes)
    return {"bound": bound, "shown": shown, "label": chosen(vi, en), "hint": hint}
