"""Queries whose statement is made once give what the same query gives when it is made anew."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction
from django.db.models import Count, Q
from django.db.models.sql.compiler import SQLCompiler
from django.db.utils import ProgrammingError

from lieny.people.models import Membership, Organisation, User
from lieny.people.services.boundary import Boundary, within
from lieny.people.services.prepared import Prepared, bring

BEGAN, LATER = date(2026, 1, 1), date(2026, 6, 1)
BOTH = Boundary(uuid4(), ("75", "79"))
HCM, DONG_NAI = "Sở Y tế TP. Hồ Chí Minh", "Sở Y tế Đồng Nai"


@pytest.fixture
def held(region):
    """Two people, seen by both departments: one held an office in one and then in the other."""
    an = region.invite(
        "an@syt.example", "licensing-officer", full_name="An", valid_until=date(2026, 5, 31)
    )
    binh = region.invite(
        "binh@syt.example", "licensing-officer", region.dong_nai, full_name="Bình", valid_from=LATER
    )
    with within(BOTH):
        Membership.objects.create(
            user=an, organisation=region.dong_nai, role="licensing-officer", valid_from=LATER
        )
        yield an, binh


def made_statements(monkeypatch):
    """Count how often Django makes a statement."""
    made, as_sql = [], SQLCompiler.as_sql
    monkeypatch.setattr(
        SQLCompiler, "as_sql", lambda self, *a, **k: made.append(1) or as_sql(self, *a, **k)
    )
    return made


def offices(user, on):
    """Ask as the memberships of a day are asked for."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    query = Membership.objects.filter(until, user=user, valid_from__lte=on)
    return query.select_related("organisation").order_by("id")


def test_each_asking_gives_the_rows_of_its_own_values(held):
    an, binh = held
    prepared = Prepared(offices)
    for user in (an, binh, an):
        for day in (BEGAN, LATER, date(2025, 1, 1)):
            expected = [(one.pk, one.organisation.name) for one in offices(user.pk, day)]
            given = prepared(user=user.pk, on=day)
            assert [(one.pk, one.organisation.name) for one in given] == expected
    assert [one.organisation.name for one in prepared(user=an.pk, on=LATER)] == [DONG_NAI]
    assert [one.organisation.name for one in prepared(user=an.pk, on=BEGAN)] == [HCM]
    assert prepared(user=binh.pk, on=BEGAN) == []


def test_the_boundary_of_the_asking_holds_not_that_of_the_making(held):
    prepared = Prepared(offices)
    assert len(prepared(user=held[0].pk, on=LATER)) == 1
    with within(Boundary(provinces=("79",))):
        assert prepared(user=held[0].pk, on=LATER) == []
    assert len(prepared(user=held[0].pk, on=LATER)) == 1


def test_the_statement_is_made_once_and_asks_for_related_rows_with_it(held, monkeypatch):
    made = made_statements(monkeypatch)
    prepared = Prepared(offices)
    for _ in range(3):
        for one in prepared(user=held[0].pk, on=LATER):
            assert one.organisation.province == "75"
    assert len(made) == 1


def test_rows_are_models_that_can_be_saved(held):
    prepared = Prepared(offices)
    (office,) = prepared(user=held[1].pk, on=LATER)
    office.valid_until = date(2026, 12, 31)
    office.save()
    assert Membership.objects.get(pk=office.pk).valid_until == date(2026, 12, 31)


def test_values_and_counts_come_as_the_query_asks_for_them(held):
    names = Prepared(
        lambda code: User.objects.filter(memberships__organisation__province=code)
        .order_by("full_name").values_list("full_name", flat=True)
    )  # fmt: skip
    assert (names(code="75"), names(code="79"), names(code="01")) == (["An", "Bình"], ["An"], [])
    counted = Prepared(
        lambda on: Organisation.objects.filter(memberships__valid_from=on)
        .annotate(people=Count("memberships")).order_by("pk").values_list("name", "people")
    )  # fmt: skip
    assert counted(on=LATER) == [(DONG_NAI, 2)]


def test_one_of_takes_lists_of_any_length_with_one_statement(held, monkeypatch):
    an, binh = held
    prepared = Prepared(lambda users: User.objects.filter(pk__one_of=users).order_by("full_name"))
    made = made_statements(monkeypatch)
    assert [one.pk for one in prepared(users=[binh.pk, an.pk])] == [an.pk, binh.pk]
    assert [one.pk for one in prepared(users=[binh.pk])] == [binh.pk]
    assert prepared(users=[]) == []
    assert len(made) == 1


def test_one_of_takes_what_points_elsewhere_too(held):
    an, binh = held
    prepared = Prepared(
        lambda users: Membership.objects.filter(user__one_of=users, organisation__province="75")
        .order_by("user__full_name").values_list("user_id", flat=True)
    )  # fmt: skip
    assert prepared(users=[binh.pk, an.pk]) == [an.pk, binh.pk]
    assert prepared(users=[binh.pk]) == [binh.pk]


def test_first_gives_the_first_row_or_none(held):
    prepared = Prepared(lambda name: User.objects.filter(full_name=name).order_by("email"))
    assert prepared.first(name="An").pk == held[0].pk
    assert prepared.first(name="Châu") is None


@pytest.mark.parametrize("values", [{}, {"user": 1}, {"user": 1, "on": BEGAN, "more": 2}])
def test_a_value_that_is_missing_or_one_too_many_is_refused_before_anything_is_asked(
    db, django_assert_num_queries, values
):
    prepared = Prepared(offices)
    with django_assert_num_queries(0), pytest.raises(TypeError, match=r"\['on', 'user'\] expected"):
        prepared(**values)


def test_in_is_no_place_for_a_list(held):
    prepared = Prepared(lambda users: User.objects.filter(pk__in=users))
    with pytest.raises(ProgrammingError), transaction.atomic():
        prepared(users=[held[0].pk])


def test_parts_that_were_brought_are_not_asked_for_again(held, django_assert_num_queries):
    user = held[0]
    whole = User.objects.get(pk=user.pk)
    with django_assert_num_queries(1):
        bring(
            whole,
            "memberships",
            Prepared(lambda user: Membership.objects.filter(user=user))(user=user.pk),
        )
        ends = [one.valid_until for one in whole.memberships.all()]
        assert [one.user is whole for one in whole.memberships.all()] == [True, True]
    assert ends == [date(2026, 5, 31), None]
    assert whole.memberships.filter(valid_until=None).count() == 1  # a question of its own


def test_threads_ask_with_their_own_values_and_connections(db):
    # What migrations left is there for every connection.
    prepared = Prepared(lambda name: ContentType.objects.filter(model=name).values_list("model"))

    def asked(number):
        name = ("user", "membership")[number % 2]
        try:
            return name, prepared(name=name), connections["default"].connection.info.backend_pid
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(asked, range(40)))
    connection.ensure_connection()
    assert all(found == [(name,)] for name, found, _ in answers)
    assert connection.connection.info.backend_pid not in {process for _, _, process in answers}
