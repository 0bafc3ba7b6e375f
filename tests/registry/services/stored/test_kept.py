"""What was counted is answered again until it changes, and to nobody else."""

from collections import OrderedDict
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from lieny.people.models import Membership, User
from lieny.people.rules.office import OfficeRole
from lieny.people.rules.permission import permissions
from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Case, CaseNotice, CaseSign, Person, StoredSign
from lieny.registry.services import kept
from lieny.registry.services.cases.inbox import counts
from lieny.registry.services.kept import nothing_changes
from lieny.registry.services.standing_signs import (
    AskedSigns,
    count_of,
    counts_by_provinces,
    counts_by_rule,
    latest,
    region_totals,
    standing_signs,
)

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """Every test has a database of its own; what another's held is not known here."""
    monkeypatch.setattr(kept, "_KEPT", OrderedDict())


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
    assert first == ({("R01", "high"): 1}, {("75", "79"): 1}, 5)
    assert counted(portal, "79") == (*first[:2], 2)  # only whether something changed
    put(2, ["79"])
    assert counted(portal, "79")[1] == {("75", "79"): 1, ("79",): 1}
    StoredSign.objects.using("owner").filter(pk=sign.pk).update(ended_at=AT, ending="rows-changed")
    assert counted(portal, "79")[1] == {("79",): 1}


def test_a_case_opens_its_signs_to_the_counts_of_whoever_is_told_at_once(portal):
    """Tây Ninh leads a case whose sign names other provinces: it sees that sign from then on."""
    sign = put(1, ["75"])
    assert counted(portal, "80")[:2] == ({}, {})
    case = open_case("2026/000001", sign.person, "80")
    CaseSign.objects.using("owner").create(case=case, sign=sign)
    assert counted(portal, "80")[:2] == ({("R01", "high"): 1}, {("75",): 1})
    with within(portal.boundary("80")):
        assert (count_of(AskedSigns()), latest(AskedSigns(), 3)) == (1, [sign])
    Case.objects.using("owner").filter(pk=case.pk).update(lead="75")
    assert counted(portal, "80")[:2] == ({}, {})


def test_a_case_whose_signs_one_sees_anyway_leaves_the_counts_kept_and_so_does_a_notice(portal):
    sign = put(1, ["79"])
    first = counted(portal, "79")
    case = open_case("2026/000001", sign.person, "79")
    CaseSign.objects.using("owner").create(case=case, sign=sign)
    assert counted(portal, "79") == (*first[:2], 3)  # how things stand twice, what a case opens
    CaseNotice.objects.using("owner").create(case=case, department="79", act="opened", at=AT)
    CaseNotice.objects.using("owner").update(read_at=AT, read_by=portal.user)
    assert counted(portal, "79") == (*first[:2], 2)


def test_each_boundary_has_counts_of_its_own(portal):
    put(1, ["75", "79"])
    put(2, ["79"])
    assert counted(portal, "79")[0] == {("R01", "high"): 2}
    assert counted(portal, "75")[0] == {("R01", "high"): 1}
    assert counted(portal, "80")[0] == {}


def test_a_page_that_changes_nothing_asks_once_how_things_stand(portal):
    put(1, ["79"])
    first = counted(portal, "79")
    with nothing_changes():
        assert counted(portal, "79") == (*first[:2], 1)
        assert counted(portal, "79") == (*first[:2], 0)
    put(2, ["79"])
    assert counted(portal, "79")[1] == {("79",): 2}


def test_a_change_of_signs_leaves_what_is_kept_of_cases(portal):
    open_case("2026/000001", put(1, ["79"]).person, "79")
    with nothing_changes(), within(portal.boundary("79")):
        before = open_cases_and_statements(portal, "79")
    put(2, ["79"])
    assert open_cases_and_statements(portal, "79") == (1, 1)
    assert before == (1, 2)


def open_cases_and_statements(portal, province):
    with within(portal.boundary(province)), CaptureQueriesContext(connection) as asked:
        found = counts(provinces=(province,), on=AT.date())["all"]
    return found, len(asked)


def open_case(number, person, lead, peers=()):
    return Case.objects.using("owner").create(
        number=number, person=person, state="detected", severity="high", lead=lead,
        peers=list(peers), opened_at=AT, since=AT,
    )  # fmt: skip


def open_cases(portal, province):
    with within(portal.boundary(province)):
        return counts(provinces=(province,), on=AT.date())["all"]


def test_cases_are_counted_anew_once_one_changes(portal):
    person = put(1, ["75", "79"]).person
    assert (open_cases(portal, "79"), open_cases(portal, "75")) == (0, 0)
    case = open_case("2026/000001", person, "79")
    assert (open_cases(portal, "79"), open_cases(portal, "75")) == (1, 0)
    Case.objects.using("owner").filter(pk=case.pk).update(peers=["75"])
    assert (open_cases(portal, "79"), open_cases(portal, "75")) == (1, 1)


def test_a_change_that_is_not_committed_holds_nobody_up_and_is_not_counted(portal):
    """Two connections write at once: neither waits for the other, each reads what is committed."""
    person, other = put(1, ["79"]).person, put(2, ["79"]).person
    assert open_cases(portal, "79") == 0
    with transaction.atomic(using="owner"):
        open_case("2026/000001", person, "79")
        with within(portal.boundary("79")), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            case = Case(
                number="2026/000002", person_id=other.pk, state="detected", severity="high",
                lead="79", peers=[], opened_at=AT, since=AT,
            )  # fmt: skip
            case.save(force_insert=True)
        assert open_cases(portal, "79") == 1
    assert open_cases(portal, "79") == 2


def test_who_also_coordinates_leaves_no_count_of_theirs_to_the_department(portal):
    """Two accounts of one province; one also sees what all provinces have between them."""
    person, other = put(1, ["75", "80"]).person, put(2, ["79"]).person
    open_case("2026/000001", person, "75", ["80"])
    open_case("2026/000002", other, "79")
    plain = User.objects.using("owner").create(email="a@syt.example", full_name="A", password="")
    Membership.objects.using("owner").create(
        user=portal.user, organisation=portal.department("79"), role="regional-coordinator",
        valid_from=AT.date(),
    )  # fmt: skip
    counted_by = {}
    for user in (portal.user, plain):
        with within(Boundary(user.pk, ("79",))):
            counted_by[user.pk] = counts(provinces=("79",), on=AT.date())["all"]
    assert counted_by == {portal.user.pk: 2, plain.pk: 1}


def test_connections_that_are_gone_leave_no_row(portal):
    put(1, ["79"])
    with connections["owner"].cursor() as cursor:
        cursor.execute("INSERT INTO registry_change (what, backend) VALUES ('signs', 0)")
    connections["owner"].close()  # the next writes under another number
    put(2, ["79"])
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE backend = 0), count(DISTINCT backend) "
            "FROM registry_change"
        )
        gone, writers = cursor.fetchone()
    assert (gone, writers) == (0, 1)


def test_the_latest_signs_come_as_the_whole_list_begins(portal):
    for number in range(1, 6):
        put(number, ["79"])
    with within(portal.boundary("79")):
        assert latest(AskedSigns(), 3) == list(standing_signs(AskedSigns()))[:3]


@pytest.mark.parametrize("role", [one for one in OfficeRole if one is not OfficeRole.VISITOR])
def test_the_regions_totals_are_for_the_roles_that_the_table_names(portal, role):
    """The role of each office is written twice: in the table of permissions and in the database."""
    put(1, ["75", "79"])
    put(2, ["75", "79"])
    put(3, ["75"])
    portal.boundary("79")
    Membership.objects.using("owner").create(
        user=portal.user, organisation=portal.department("79"), role=role.value,
        valid_from=AT.date(),
    )  # fmt: skip
    with within(Boundary(portal.user.pk)):
        found = region_totals(portal.user.pk)
    allowed = bool(permissions()["region.read"].allowed.get(role))
    assert found == ({("75", "79"): 2, ("75",): 1} if allowed else {})
