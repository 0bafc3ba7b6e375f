"""Words and parts of pages: {% say "Tiếng Việt" "English" %}, {% field … %}, {% way … %}."""

from __future__ import annotations

import re
from datetime import date, datetime

from django import template
from django.forms import BoundField
from django.template.base import FilterExpression, Parser, Token
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lieny.ui.dates import Language, day_in_words
from lieny.ui.devices import browser_of
from lieny.ui.portal.language import chosen
from lieny.ui.portal.templatetags.addresses import address

LONGEST_UNKNOWN = 70
_FROM_TO = r"[^\s–,;()]+–[^\s–,;()]+"
_RANGE = re.compile(rf"({_FROM_TO}(?: {_FROM_TO})?)")  # of days, of hours, or both

register = template.Library()


class Sentence(template.Node):
    """A sentence in both languages; where both are written in the template nothing is resolved."""

    def __init__(self, vi: FilterExpression, en: FilterExpression) -> None:
        self._vi, self._en = vi, en
        self._written = (
            None if _varies(vi) or _varies(en) else (SafeString(vi.var), SafeString(en.var))
        )

    def render(self, context: template.Context) -> SafeString:
        """Write it in the language of the page; values are escaped, what is written is not."""
        if self._written is not None:
            return SafeString(chosen(*self._written))
        said = chosen(self._vi.resolve(context), self._en.resolve(context))
        return conditional_escape(said) if context.autoescape else SafeString(said)


def _varies(part: FilterExpression) -> bool:
    return bool(part.filters) or part.is_var


@register.tag
def say(parser: Parser, token: Token) -> Sentence:
    """Say a sentence in the language of the page: `{% say "Tiếng Việt" "English" %}`.

    Raises:
        TemplateSyntaxError: there are not two sentences.
    """
    _, *parts = token.split_contents()
    if len(parts) != len(("vi", "en")):
        raise template.TemplateSyntaxError("say takes two sentences")
    return Sentence(*(parser.compile_filter(part) for part in parts))


@register.filter
def device(user_agent: str) -> str:
    """Name browser and system of a session: `Chrome trên Windows`."""
    browser, system = browser_of(user_agent)
    if not browser:
        return user_agent[:LONGEST_UNKNOWN]
    return chosen(f"{browser} trên {system}", f"{browser} on {system}") if system else browser


@register.filter
def moment(at: datetime | None, seconds: str = "") -> str:
    """Write a time of Viet Nam as everywhere: `09:00 02/11/2026`; with seconds where asked."""
    if at is None:
        return ""
    here = timezone.localtime(at)
    clock = f"{here:%H:%M:%S}" if seconds else f"{here:%H:%M}"
    return f"{clock} {calendar_day(here.date())}"


@register.filter
def calendar_day(day: date | None) -> str:
    """Write a date in the language of the page."""
    return day_in_words(day, Language(chosen("vi", "en"))) if day else ""


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
    to = address(name)
    path = str(context.get("here", "")).partition("?")[0]
    starts = (to, *beneath) if to != "/" else beneath
    current = "page" if path == to else "true" if path.startswith(starts) else ""
    marked = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', to, marked, chosen(vi, en))


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
