"""What merging a pair would change, counted over stored rows against plain sets of minutes."""

from datetime import UTC, date, datetime

from stored_lists import CLINIC, GENERAL, HOSPITAL, official_list

from lieny.registry.models import LinkQuestion, Registration, StoredSign
from lieny.registry.services.link_worth import weigh_questions
from lieny.vocabulary.weekly_set import WeeklySet

AT = datetime(2026, 11, 1, tzinfo=UTC)
NAME = "BS Đoàn Mạnh Khương Duy"
OTHER = "BS Phùng Kiều Thiên Trang"


def minutes(row):
    return {
        minute
        for begin, end in WeeklySet.from_bytes(bytes(row.definite)).intervals
        for minute in range(begin, end)
    }


def resting_on_the_other(question):
    """A standing sign about one of the two that rests on rows of both."""
    rows = Registration.objects.using("owner").filter(
        person_id__in=(question.one_id, question.other_id)
    )
    StoredSign.objects.using("owner").create(
        person_id=question.one_id,
        rule="R11",
        severity="high",
        certainty="possible",
        provinces=["75", "79"],
        said_vi="một số, hai người",
        said_en="one number, two persons",
        law=[],
        evidence=[
            {"table": "registration", "file": row.file_id, "index": row.index} for row in rows
        ],
        fingerprint="f" * 64,
        first_seen_at=AT,
        last_seen_at=AT,
    )


def test_pairs_whose_merging_would_make_an_overlap_come_first_with_its_minutes(portal):
    hours = {"79": "T2-T6: 7h30-11h30", "75": "T2-T7: 10h-12h"}
    apart = {"79": "T2: 8h-9h", "75": "CN: 8h-9h"}
    for province, place, ending in (("79", HOSPITAL, "4"), ("75", CLINIC, "5")):
        rows = [
            ((NAME, f"00123{ending}/HCM-CCHN", GENERAL), hours[province]),
            # Both at other hours: nothing would overlap.
            ((OTHER, f"00777{ending}/HCM-CCHN", GENERAL), apart[province]),
        ]
        portal.confirm(portal.hand_in(province, [("a.xlsx", official_list(place, rows))]))
    with portal.as_owner():
        assert weigh_questions(day=date(2026, 11, 1)) == 1
    first, second = LinkQuestion.objects.using("owner").order_by("-worth", "-weight", "id")
    assert first.one_shown["name"] == NAME.removeprefix("BS ")
    assert first.levels["licence"] == "one slip"
    assert first.levels["name"] == "equal"
    one, other = (
        Registration.objects.using("owner").get(person_id=person)
        for person in (first.one_id, first.other_id)
    )
    shared = len(minutes(one) & minutes(other))
    assert shared == 5 * 90
    assert (first.worth, first.makes, first.unmakes) == (3, {"R01": shared}, [])
    assert (second.worth, second.makes, second.unmakes) == (0, {}, [])
    resting_on_the_other(second)
    with portal.as_owner():
        assert weigh_questions(day=date(2026, 11, 1)) == 2
    second.refresh_from_db()
    assert (second.worth, second.makes, second.unmakes) == (2, {}, ["R11"])
    StoredSign.objects.using("owner").filter(rule="R11").delete()
    with portal.as_owner():
        assert weigh_questions(day=date(2026, 11, 1)) == 1
    second.refresh_from_db()
    assert (second.worth, second.unmakes) == (0, [])
