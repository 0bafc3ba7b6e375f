"""What every page knows of its frame."""

from __future__ import annotations

from django.http import HttpRequest

from lieny.ui.portal.theme import theme_of


def page(request: HttpRequest) -> dict[str, object]:
    """Give templates the chosen theme and the address to come back to."""
    # Only a page that was read can be come back to; the answer to a form cannot.
    return {"theme": theme_of(request), "here": request.get_full_path()}
