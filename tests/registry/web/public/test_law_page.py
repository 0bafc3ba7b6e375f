"""Law and parameters, open to everybody: what binds on a day is what the rules take on that day."""

import re
from datetime import date
from html import unescape

from lieny.law.book import FIELDS, Book


def read(client, query=""):
    answer = client.get(f"/luat/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_visitor_reads_the_provisions_of_today_field_by_field(db, client):
    text = read(client)
    assert "Hôm nay quy định nào đang áp dụng?" in text
    assert re.findall(r'<h2 id="([a-z]+)"', text) == [*FIELDS]
    assert "15/2023/QH15, Điều 36 khoản 1" in text


def test_a_day_before_the_new_law_shows_what_bound_then(db, client):
    text, day = read(client, "?ngay=2023-11-01"), date(2023, 11, 1)
    book = Book.load()
    binding = [one for topic in book.topics for one in book.provisions_on(topic, on=day)]
    shown = re.findall(r"<li><p><b>([^<]+)</b>", text)
    assert sorted(shown) == sorted(f"{one.instrument}, {one.article}" for one in binding)
    assert shown != re.findall(r"<li><p><b>([^<]+)</b>", read(client))


def test_every_parameter_that_rules_take_is_shown(db, client):
    text = read(client, "?ngay=2026-11-01")
    for topic in Book.load().topics:
        for one in Book.load().provisions_on(topic, on=date(2026, 11, 1)):
            for name, value in one.parameters:
                if not isinstance(value, bool):
                    assert f"{name} = {value}" in text, (topic, name)


def test_a_day_of_which_the_book_knows_nothing_leads_to_today(db, client):
    assert 'href="?"' in read(client, "?ngay=1970-01-01")
    assert "Hôm nay quy định nào" in read(client, "?ngay=hôm-qua")


def test_it_is_written_in_english_too(db, client):
    client.cookies["lieny_language"] = "en"
    text = read(client)
    assert "Which provisions are in force today?" in text
    assert "Registration and practice" in text
