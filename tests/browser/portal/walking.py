"""Walks through the pages of somebody by their links, and says which address each page is."""

import re
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLPattern

EACH = 2  # pages of one kind; the second one often shows what the first has not
# Not pages: files, fragments, answers to forms and to programs, steps within the sign-in.
NO_PAGE = {
    "ready", "set_language", "set_theme", "end_session", "submission_progress", "audit_csv",
    "api_ask_before", "api_document",
}  # fmt: skip


def names_of_pages() -> set[str]:
    """Names of all addresses of the portal that are pages of its own, not of libraries."""

    def walk(resolver):
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            else:
                yield from walk(entry)

    return {
        entry.name
        for entry in walk(get_resolver())
        if entry.name and getattr(entry.callback, "permission", None)
    } - NO_PAGE


def name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""


def pages_of(page, base: str) -> dict[str, list[str]]:
    """Open what can be reached by links, `EACH` pages of a kind; give their addresses by name."""
    waiting, found = ["/"], {}
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        kept = found.setdefault(name, [])
        if not name or name in NO_PAGE or path in kept or len(kept) >= EACH:
            continue
        if re.search(r"\.(pdf|csv|xlsx)$", urlsplit(path).path):
            continue
        answer = page.request.get(f"{base}{path}")
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status == 200, (path, answer.status)
        kept.append(path)
        for link in re.findall(r'<a\b[^>]*?\bhref="([^"]+)"', answer.text()):
            to = urljoin(path, link.replace("&amp;", "&")).partition("#")[0]
            if to.startswith("/") and not to.startswith("/static/"):
                waiting.append(to)
    return {name: paths for name, paths in found.items() if paths}
