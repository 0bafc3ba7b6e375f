"""Walks through the pages of somebody by their links, and says which address each page is."""

import re
from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.urls import Resolver404, get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern

EACH = 2  # pages of one kind; the second one often shows what the first has not
# Not pages: files, fragments, answers to programs, choices of the frame.
NO_PAGE = {
    "ready", "set_language", "set_theme", "submission_progress", "audit_csv", "audit_check",
    "ask_before_places",
    "api_ask_before", "api_document", "marked_copy", "marked_copies", "original", "receipt_file",
    "case_paper", "case_letter", "question_paper",
}  # fmt: skip
SAMPLE = {"UUIDConverter": UUID(int=7), "IntConverter": 987_654}


def addresses_of_pages() -> dict[str, str]:
    """An address, of nothing that exists, for each name that may be a page of the portal's own."""

    def walk(resolver):
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            else:
                yield from walk(entry)

    found = {}
    for entry in walk(get_resolver()):
        if entry.name and entry.name not in NO_PAGE and hasattr(entry.callback, "permission"):
            words = {
                word: SAMPLE.get(type(one).__name__, "khong-co")
                for word, one in entry.pattern.converters.items()
            }
            found[entry.name] = reverse(entry.name, kwargs=words)
    return found


def is_a_form(pages, base: str, address: str) -> bool:
    """See whether an address only takes what a form sends: then another page shows the answer."""
    return any(page.request.get(f"{base}{address}").status == 405 for page in pages)


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
