"""A check's result as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator

from lieny.registry.services.result import CheckResult


def render_html(result: CheckResult, lang: str = "vi") -> Iterator[str]:
    """Write the report, piece by piece."""
    yield f"<!doctype html><html lang={lang}><title>Liên Y {result.as_of}</title>"
