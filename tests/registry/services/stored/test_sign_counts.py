"""What was counted of signs is answered again until a sign changes, and to nobody else."""

from datetime import UTC, datetime

from django.db import connection

from lieny.people.services.boundary import within
from lieny.registry.models import Person, StoredSign
from lieny.registry.services.standing_signs import counts_by_provinces, counts_by_rule

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)


def put(number, provinces):
    person = Person.objects.using("owner").create(
        name="Lê An", name_folded="le an", provinces=provinces, first_seen_at=AT
    )
    return StoredSign.objects.using("owner").create(
        person=person, rule="R01", severity="high", certainty="definite", provinces=provinces,
        said_vi="x", said_en="x", law=[], evidence=[], fingerprint=f"{number:064x}",
        first_seen_at=AT, last_seen_at=AT,
    )  # fmt: skip


def counted(portal, province):
    """Give both counts, and how many statements they took."""
    with within(portal.boundary(province)):
        connection.force_debug_cursor = True
        before = len(connection.queries_log)
        found = dict(counts_by_rule()), dict(counts_by_provinces())
        statements = len(connection.queries_log) - before
        connection.force_debug_cursor = False
    return (*found, statements)


def test_counts_are_kept_until_a_sign_changes(portal):
    sign = put(1, ["75", "79"])
    first = counted(portal, "79")
    assert first == ({("R01", "high"): 1}, {("75", "79"): 1}, 4)
    assert counted(portal, "79") == (*first[:2], 2)  # only whether something changed
    put(2, ["79"])
    assert counted(portal, "79")[1] == {("75", "79"): 1, ("79",): 1}
    StoredSign.objects.using("owner").filter(pk=sign.pk).update(ended_at=AT, ending="rows-changed")
    assert counted(portal, "79")[1] == {("79",): 1}


def test_each_boundary_has_counts_of_its_own(portal):
    put(1, ["75", "79"])
    put(2, ["79"])
    assert counted(portal, "79")[0] == {("R01", "high"): 2}
    assert counted(portal, "75")[0] == {("R01", "high"): 1}
    assert counted(portal, "80")[0] == {}
