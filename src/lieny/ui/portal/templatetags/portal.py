"""Words and parts of pages: {% say "Tiếng Việt" "English" %} and {% field form.name … %}."""

from __future__ import annotations

from django import template
from django.forms import BoundField

from lieny.ui.portal.language import chosen

register = template.Library()


@register.simple_tag
def say(vi: str, en: str) -> str:
    """Say a sentence in the language of the page; values in it are escaped by Django."""
    return chosen(vi, en)


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
