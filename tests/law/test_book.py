"""The law as data: one leader a topic and day, and the law of 2023 is not that of 2026."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from lieny.law.book import Book, NoProvisionBinds, ParameterUnknown, TwoProvisionsLead
from lieny.law.provision import HowRead, Provision, ProvisionEndsBeforeItBegins

RULES = Path(__file__).resolve().parents[2] / "src" / "lieny" / "registry" / "rules"
OLD, NEW = date(2023, 6, 15), date(2026, 11, 1)


@pytest.fixture(scope="module")
def book():
    return Book.load()


def provision(topic="t", since=date(2024, 1, 1), until=None, **rest):
    return Provision(
        topic, "1/2024", "Điều 1", since, until, rest.pop("parameters", ()), HowRead.UNREAD,
        "s", "vi", "en", **rest,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "old", "new"),
    [
        ("practice.no-overlap", "109/2016/NĐ-CP", "15/2023/QH15"),
        ("practice.chief", "109/2016/NĐ-CP", "96/2023/NĐ-CP"),
        ("practice.unit-head", "109/2016/NĐ-CP", "96/2023/NĐ-CP"),
        ("practice.full-time", "109/2016/NĐ-CP", "96/2023/NĐ-CP"),
        ("licence.required", "40/2009/QH12", "15/2023/QH15"),
        ("education.cme", "22/2013/TT-BYT", "32/2023/TT-BYT"),
        ("penalty.licence", "117/2020/NĐ-CP", "90/2026/NĐ-CP"),
    ],
)
def test_the_law_of_2023_differs_from_that_of_2026(book, topic, old, new):
    assert book.provision(topic, on=OLD).instrument == old
    assert book.provision(topic, on=NEW).instrument == new


@pytest.mark.parametrize(
    ("topic", "last_day_of_old", "first_day_of_new"),
    [
        ("practice.chief", date(2023, 12, 31), date(2024, 1, 1)),
        ("practice.no-overlap", date(2023, 12, 31), date(2024, 1, 1)),
        ("penalty.licence", date(2026, 5, 14), date(2026, 5, 15)),
        ("education.cme", date(2023, 12, 31), date(2024, 1, 1)),
    ],
)
def test_one_law_ends_on_the_day_before_the_next_begins(
    book, topic, last_day_of_old, first_day_of_new
):
    old, new = book.history(topic)
    assert (old.in_force_until, new.in_force_from) == (last_day_of_old, first_day_of_new)
    assert book.provision(topic, on=last_day_of_old) is old
    assert book.provision(topic, on=first_day_of_new) is new


def test_the_chiefs_rule_of_2023_is_one_post_and_that_of_2026_is_not(book):
    assert book.parameter("practice.chief", "reading", on=OLD) == "one-post"
    assert book.parameter("practice.chief", "reading", on=NEW) == "outside-office-hours"


def test_education_moved_from_48_in_2_years_to_120_in_5(book):
    def asked(day):
        return [book.parameter("education.cme", name, on=day) for name in ("hours", "years")]

    assert asked(OLD) == [48, 2]
    assert asked(NEW) == [120, 5]


def test_what_does_not_bind_yet_is_a_fact(book):
    with pytest.raises(NoProvisionBinds, match=r"licence\.term on 2023-06-15"):
        book.provision("licence.term", on=OLD)
    assert not book.binds("licence.term", on=OLD)
    assert book.binds("licence.term", on=NEW)
    with pytest.raises(NoProvisionBinds):
        book.provision("no.such.topic", on=NEW)
    assert book.history("no.such.topic") == ()


def test_every_provision_says_how_and_where_it_was_read(book):
    for one in book.provisions:
        assert one.source
        assert one.summary_vi
        assert one.summary_en
        assert one.article.startswith("Điều")
    assert {one.how_read for one in book.provisions} <= {HowRead.SECOND_HAND, HowRead.UNREAD}


def test_every_reading_of_ours_is_said_in_both_languages_and_in_words(book):
    for one in book.provisions:
        assert bool(one.reading) is bool(one.reading_en), one.topic
        for words in (one.reading, one.reading_en):
            # No name of a parameter, no value of one, no web site: an officer reads it.
            assert not re.search(r"[=\"]|\.vn|\.com|-post|-hours", words), words


def test_no_summary_speaks_of_violation(book):
    for one in book.provisions:
        assert "vi phạm" not in (one.summary_vi + one.reading).lower()


def test_two_provisions_of_a_topic_never_lead_on_one_day():
    with pytest.raises(TwoProvisionsLead, match="on 2024-06-01"):
        Book((provision(), provision(since=date(2024, 6, 1))))


def test_a_provision_may_complete_another_on_the_same_days():
    leader, helper = provision(), provision(since=date(2023, 1, 1), completes=True)
    book = Book((helper, leader))
    assert book.provision("t", on=NEW) is leader
    assert book.provisions_on("t", on=NEW) == (leader, helper)
    assert book.provisions_on("t", on=OLD) == (helper,)
    with pytest.raises(NoProvisionBinds):
        book.provision("t", on=OLD)


def test_a_parameter_that_is_not_fixed_is_a_fact():
    book = Book((provision(parameters=(("days", 10), ("off", False))),))
    assert book.parameter("t", "days", on=NEW) == 10
    assert book.parameter("t", "days", on=NEW) == 10
    assert book.parameter("t", "off", on=NEW) is False
    with pytest.raises(ParameterUnknown, match="hours"):
        book.parameter("t", "hours", on=NEW)


def test_a_provision_cannot_end_before_it_begins():
    with pytest.raises(ProvisionEndsBeforeItBegins):
        provision(until=date(2023, 12, 31))


def test_the_book_is_read_once(book):
    assert Book.load() is book
    assert book.topics == tuple(sorted(book.topics))
    assert len(book.topics) >= 25


def strings(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [
        n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    ]


def test_every_topic_that_a_rule_names_is_in_the_book(book):
    topic = re.compile(r"^(practice|licence|facility|education|labour|penalty|procedure)\.[a-z-]+$")
    named = {s for path in RULES.glob("*.py") for s in strings(path) if topic.match(s)}
    assert len(named) >= 20
    assert named - set(book.topics) == set()


PARAMETER_CALL = re.compile(
    r"\b(?:number|choice|minute|day)\(\s*region,\s*([A-Za-z_.\"-]+),\s*\"([a-z_]+)\"\s*\)"
)


def test_every_parameter_that_a_rule_asks_for_is_fixed_by_every_provision_of_the_topic(book):
    asked = set()
    for path in RULES.glob("*.py"):
        source = path.read_text("utf-8")
        constants = dict(re.findall(r"^(\w+) = \"([a-z.-]+)\"$", source, flags=re.MULTILINE))
        constants["NO_OVERLAP"] = "practice.no-overlap"
        constants["FULL_TIME"] = "practice.full-time"
        for name, parameter in PARAMETER_CALL.findall(source):
            topic = name.strip('"') if name.startswith('"') else constants.get(name)
            if topic:
                asked.add((topic, parameter))
    assert len(asked) >= 25
    for topic, parameter in asked:
        for one in book.history(topic):
            assert parameter in dict(one.parameters), (topic, one.instrument, parameter)
