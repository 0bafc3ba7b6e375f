"""Whatever page names a practitioner, that it was read is in the audit log: who, whom, on which
ground; a page that names nobody writes nothing."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up

import json
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from django.urls import Resolver404, resolve

EACH = 2
NO_PAGE = re.compile(r"^/static/|\.csv|^/tai-khoan/")


@pytest.fixture
def rows_of(registry, behind):
    """Give the rows of the audit log that somebody left, the oldest first."""

    def of(name):
        from lieny.people.models import AuditRecord

        with behind(name, name[-2:] if name[-2:].isdigit() else "79"):
            mine = AuditRecord.objects.filter(actor=registry.users[name].pk)
            return list(mine.order_by("sequence"))

    return of


@pytest.fixture
def practitioners(registry, behind):
    from lieny.registry.models import Person

    with behind("officer-79", "79", "75", "80"):
        return set(Person.objects.values_list("name", flat=True))


def walked(client, count):
    """Open what links lead to, some of each kind; give address, kind, words, and rows it left."""
    waiting, seen, kinds = ["/", "/so-dang-ky/?q=nguyen"], set(), {}
    while waiting:
        path = waiting.pop(0)
        try:
            kind = resolve(path.partition("?")[0]).url_name
        except Resolver404:
            continue
        if path in seen or NO_PAGE.search(path) or kinds.get(kind, 0) >= EACH:
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        before = count()
        answer = client.get(path)
        body = answer.getvalue()  # a file is read to its end, which closes it
        if answer.status_code != 200:
            continue
        text = unescape(body.decode()) if "html" in answer.headers["Content-Type"] else ""
        yield path, kind, text, count() - before
        links = re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', text)
        waiting.extend(urljoin(path, link) for link in links)


@pytest.mark.parametrize("name", ["officer-79", "inspector-79", "head-79", "clinic", "coordinator"])
def test_every_page_and_file_about_practitioners_leaves_a_row(
    browser_of, practitioners, rows_of, name
):
    named, silent = set(), []
    for path, kind, text, left in walked(browser_of(name), lambda: len(rows_of(name))):
        if not text or any(one in text for one in practitioners):
            named.add(kind)
            silent += [path] if left == 0 else []
    assert silent == []
    if name == "officer-79":
        assert {"register", "person", "facility", "evidence", "signs"} <= named


def test_a_row_tells_whom_which_rows_and_on_which_ground(registry, browser_of, behind, rows_of):
    from lieny.registry.models import Person, SourceFile

    client = browser_of("officer-79")
    with behind("officer-79", "79"):
        file = SourceFile.objects.filter(province="79", name__contains="DSHN").first()
        shared = Person.objects.filter(provinces__contains=["79", "75"]).first()
        own = Person.objects.filter(provinces=["79"]).first()
    client.get(f"/so-dang-ky/tep/{file.pk}/?dong=14")
    client.get(f"/so-dang-ky/nguoi/{own.public_id}/")
    client.get(f"/dau-hieu/{shared.public_id}/")
    client.get(f"/so-dang-ky/?q={own.name}")
    client.get(f"/danh-sach/{registry.submissions['79']}/tep/{file.pk}/")
    read, person, signs, found, whole = rows_of("officer-79")[-5:]
    assert (whole.target_kind, whole.target) == ("file", str(file.pk))
    detail = json.loads(read.detail)
    assert (read.action, read.target_kind, read.target) == ("registry.read", "file", str(file.pk))
    first, last = map(int, detail["rows"].split("-"))
    assert first <= 14 <= last
    assert (detail["sheet"], detail["relation"]) == (1, "own-province")
    assert (person.target_kind, person.target) == ("person", str(own.pk))
    assert json.loads(person.detail) == {"relation": "own-province"}
    assert (signs.action, signs.target_kind, signs.target) == (
        "sign.read",
        "person",
        str(shared.pk),
    )
    assert (found.target_kind, found.province) == ("search", "79")
    assert f",{own.pk}," in json.loads(found.detail)["persons"]
    assert own.name not in found.detail


def test_pages_that_name_nobody_leave_no_row(browser_of, rows_of):
    client = browser_of("officer-79")
    before = len(rows_of("officer-79"))
    for path in ("/so-dang-ky/", "/danh-sach/", "/danh-sach/nop/", "/hoi-truoc/", "/chat-luong/"):
        assert client.get(path).status_code == 200
    assert len(rows_of("officer-79")) == before


def test_a_page_that_was_refused_is_no_reading(registry, browser_of, behind, rows_of):
    from lieny.registry.models import SourceFile

    with behind("officer-75", "75"):
        other = SourceFile.objects.filter(province="75").first()
    client = browser_of("officer-79")
    before = len(rows_of("officer-79"))
    assert client.get(f"/so-dang-ky/tep/{other.pk}/").status_code in {403, 404}
    assert [row.outcome for row in rows_of("officer-79")[before:]] in ([], ["refused"])
