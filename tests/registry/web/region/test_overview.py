"""The overview: every number against the rows themselves, and every link behind one."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up

import re
from collections import Counter
from datetime import date, timedelta
from html import unescape
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def rows_of(text, table):
    (body,) = re.findall(rf'<table id="{table}".*?<tbody>(.*?)</tbody>', text, re.DOTALL)
    return re.findall(r"<tr\b.*?</tr>", body, re.DOTALL)


def attribute(markup, name):
    found = re.search(rf'{name}="([^"]*)"', markup)
    return unescape(found[1]) if found else ""


def listed(client, address):
    """Open the list behind a number and give the number of its lines that it says."""
    text = client.get(address).content.decode()
    return int(re.search(r'role="status">(\d+) ', text)[1])


@pytest.fixture
def signs(registry, behind):
    """What officer 79 may know of signs, as plain rows."""
    from lieny.registry.models import StoredSign

    with behind("officer-79", "79"):
        return list(StoredSign.objects.all())


@pytest.fixture
def client(browser_of):
    return browser_of("head-79")


@pytest.fixture
def overview(client):
    return client.get("/").content.decode()


def test_the_matrix_counts_the_standing_signs_of_each_pair(overview, signs):
    between, within, across = Counter(), Counter(), Counter()
    for sign in signs:
        if sign.ended_at is None:
            codes = sorted({*sign.provinces})
            between.update(",".join(pair) for pair in combinations(codes, 2))
            (across if len(codes) > 1 else within).update(codes)
    assert len(between) >= 2
    shown, sums, alone = {}, {}, {}
    for row in rows_of(overview, "ma-tran"):
        code = attribute(row, "data-code")
        sums[code] = int(attribute(row, "data-count"))
        for cell in re.findall(r"<td.*?</td>", row, re.DOTALL):
            if "data-pair" in cell:
                number = int(re.search(r">(\d+)</a>", cell)[1])
                assert int(attribute(cell, "data-count")) == number
                assert shown.setdefault(attribute(cell, "data-pair"), number) == number
            elif "within" in cell and "<a" in cell:
                alone[code] = int(re.search(r">(\d+)</a>", cell)[1])
    assert shown == dict(between)
    assert {code: count for code, count in sums.items() if count} == dict(across)
    assert alone == dict(within)


def test_every_number_of_the_matrix_opens_as_many_signs(client, overview):
    links = {
        (unescape(address), int(number))
        for row in rows_of(overview, "ma-tran")
        for address, number in re.findall(r'<a href="([^"]+)">(\d+)</a>', row)
    }
    assert len(links) > 5
    for address, number in links:
        assert listed(client, address) == number, address


def test_provinces_and_lines_of_the_map_open_what_the_matrix_opens(overview):
    drawn = re.search(r'<svg class="map".*?</svg>', overview, re.DOTALL)[0]
    on_map = {unescape(one) for one in re.findall(r'<a href="([^"]+)"', drawn)}
    in_table = {
        unescape(one)
        for row in rows_of(overview, "ma-tran")
        for one in re.findall(r'<a href="([^"]+)"', row)
    }
    assert len(on_map) >= 4
    assert {one for one in on_map if "," in one} <= in_table
    assert all('tabindex="-1"' in one for one in re.findall(r"<a [^>]*>", drawn))


def test_the_weeks_are_those_of_viet_nam_counted_plainly(client, overview, signs):
    def monday(moment):
        day = moment.astimezone(HERE).date()
        return day - timedelta(days=day.weekday())

    arisen = Counter(monday(sign.first_seen_at) for sign in signs)
    ended = Counter(monday(sign.ended_at) for sign in signs if sign.ended_at)
    rows = rows_of(overview, "tung-tuan")
    assert len(rows) == 26
    days = [date.fromisoformat(attribute(row, "data-begins")) for row in rows]
    assert days == sorted(days, reverse=True)
    assert all(day.weekday() == 0 for day in days)
    assert sum(arisen[day] for day in days) == len(signs) > 20
    for day, row in zip(days, rows, strict=True):
        counted = dict(re.findall(r'data-count="(\w+)" data-value="(\d+)"', row))
        assert int(counted["arisen"]) == arisen[day]
        assert int(counted["ended"]) == ended[day]
        later = day + timedelta(days=7)
        stand = [
            sign
            for sign in signs
            if monday(sign.first_seen_at) < later
            and (sign.ended_at is None or monday(sign.ended_at) >= later)
        ]
        assert int(counted["standing"]) == len(stand)
        for address, number in re.findall(r'<a href="([^"]+)">(\d+)</a>', row):
            assert listed(client, unescape(address)) == int(number)


def test_a_pair_leads_to_signs_to_a_case_and_to_its_evidence(client, browser_of, overview):
    address = next(
        unescape(one)
        for row in rows_of(overview, "ma-tran")
        for one in re.findall(r'<a href="([^"]+tinh=75,79)"', row)
    )
    text = client.get(address).content.decode()
    sign_page = re.search(r'href="(/dau-hieu/[0-9a-f-]+/)"', text)[1]
    assert browser_of("officer-79").post(f"{sign_page}mo-ho-so/").status_code == 302
    text = client.get(address).content.decode()
    case = re.search(r'href="(/ho-so/[0-9a-f-]+/)">Hồ sơ (\d{4}/\d+)', text)
    assert 'class="evidence"' in client.get(case[1]).content.decode()
    behind_pair = re.search(r'href="(/tong-quan/ho-so/[^"]+)"', text)[1]
    assert case[2] in client.get(unescape(behind_pair)).content.decode()


@pytest.mark.parametrize(
    "query", ["tuan=khong", "tu=nam+ngoai", "tinh=a,b", "ra=gi", "page=x", "tuan=0001-01-01"]
)
def test_an_address_that_says_nothing_sensible_asks_nothing(client, query):
    for page in ("/tong-quan/dau-hieu/", "/tong-quan/ho-so/"):
        assert client.get(f"{page}?{query}").status_code == 200


def test_an_auditor_reads_neither_list(browser_of):
    client = browser_of("admin-79")
    assert client.get("/tong-quan/dau-hieu/").status_code == 403
    assert client.get("/tong-quan/ho-so/").status_code == 403


@pytest.mark.parametrize("name", ["coordinator", "auditor-79"])
def test_who_coordinates_or_audits_reads_the_regions_totals_and_nobodys_name(
    registry, browser_of, behind, name
):
    from lieny.registry.models import Person, StoredSign

    every, names = {}, set()
    for province in ("75", "79", "80"):
        with behind(f"officer-{province}", province):
            every |= {one.pk: one for one in StoredSign.objects.filter(ended_at=None)}
            names |= set(Person.objects.values_list("name", flat=True))
    between = Counter(
        ",".join(pair)
        for one in every.values()
        for pair in combinations(sorted({*one.provinces}), 2)
    )
    text = browser_of(name).get("/").content.decode()
    shown = {}
    for row in rows_of(text, "ma-tran"):
        for cell in re.findall(r"<td[^>]*data-pair.*?</td>", row, re.DOTALL):
            shown[attribute(cell, "data-pair")] = int(attribute(cell, "data-count"))
        assert "href" not in row
    assert shown == dict(between)
    assert "/tong-quan/dau-hieu/" not in text
    assert [one for one in names if one in text] == []
