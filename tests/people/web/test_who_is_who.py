"""Accounts and offices are kept between requests, and never a moment longer than they are true."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lieny.people.models import Membership, Organisation, User
from lieny.people.services.boundary import Boundary, within
from lieny.people.services.who_is_who import account_kept, accounts_stand, offices_kept

REGISTER = "/so-dang-ky/"
ENDED = date(2026, 1, 2)
KEPT = ("mfa_authenticator", "people_membership", "people_organisation", "people_user")


@pytest.fixture
def officer(region):
    return region.invite("hoa@syt.example", "licensing-officer")


def offices_of(user):
    return Membership.objects.filter(user=user)


def test_while_nothing_changes_nobody_is_asked_for_again(officer, signed_in):
    browser = signed_in(officer)
    with CaptureQueriesContext(connection) as first:
        assert browser.get(REGISTER).status_code == 200
    with CaptureQueriesContext(connection) as second:
        assert browser.get(REGISTER).status_code == 200
    asked = [
        [any(f'FROM "{table}"' in one["sql"] for one in seen) for table in KEPT[1::2]]
        for seen in (first, second)
    ]
    assert asked == [[True, True], [False, False]]


def test_who_loses_an_office_has_lost_it_with_the_next_request(officer, signed_in):
    browser = signed_in(officer)
    assert browser.get(REGISTER).status_code == 200
    with within(Boundary(uuid4(), ("79",))):
        assert offices_of(officer).update(valid_until=ENDED) == 1
    assert browser.get(REGISTER).status_code == 403


def test_who_gains_an_office_has_it_with_the_next_request(region, signed_in):
    auditor = region.invite("kiem@syt.example", "auditor")
    browser = signed_in(auditor)
    assert browser.get("/danh-sach/").status_code == 403
    with within(Boundary(uuid4(), ("79",))):
        Membership.objects.create(
            user=auditor, organisation=region.hcm, role="licensing-officer",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip
    assert browser.get("/danh-sach/").status_code == 200


def test_an_account_that_is_closed_is_signed_out_with_the_next_request(officer, signed_in):
    browser = signed_in(officer)
    assert browser.get(REGISTER).status_code == 200
    User.objects.filter(pk=officer.pk).update(is_active=False)
    answer = browser.get(REGISTER)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (
        302, "/tai-khoan/login/",
    )  # fmt: skip


def test_another_password_ends_the_sessions_of_the_old_one(officer, signed_in):
    browser = signed_in(officer)
    assert browser.get(REGISTER).status_code == 200
    officer.set_password("một cây làm chẳng nên non 12")
    officer.save()
    assert browser.get(REGISTER).status_code == 302


def test_who_loses_the_second_factor_must_set_one_up_with_the_next_request(officer, signed_in):
    browser = signed_in(officer)
    assert browser.get(REGISTER).status_code == 200
    Authenticator.objects.filter(user=officer).delete()
    answer = browser.get(REGISTER)
    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/xac-thuc/")


def test_a_department_that_moves_to_another_province_takes_its_people_along(
    region, officer, signed_in
):
    browser = signed_in(officer)
    browser.get(REGISTER)
    with within(Boundary(uuid4(), ("79", "80"))):
        Organisation.objects.filter(pk=region.hcm.pk).update(province="80")
    with within(Boundary(officer.pk)):
        now = offices_kept(officer, on=date(2026, 11, 1), how="moved")
    assert [one.province for one in now] == ["80"]
    assert browser.get(REGISTER).wsgi_request.actor.province == "80"


def test_what_a_request_does_to_its_account_stays_its_own(officer):
    with accounts_stand("own copies"):
        first = account_kept(officer.pk, lambda user: User.objects.get(pk=user))
        first.full_name = "Ai khác"
        second = account_kept(officer.pk, lambda user: User.objects.get(pk=user))
    assert (second.full_name, second == first, second is first) == (
        "Nguyễn Thị Hoa", True, False,
    )  # fmt: skip


def test_what_nobody_knows_the_state_of_is_asked_for(officer):
    asked = []

    def ask(user: UUID):
        asked.append(user)

    for how in ("stands so", "stands so", None, None, "stands otherwise"):
        with accounts_stand(how):
            assert account_kept(officer.pk, ask) is None
    assert asked == [officer.pk] * 4


def test_offices_are_those_of_the_day(region):
    passing = region.invite("qua@syt.example", "licensing-officer", valid_until=date(2026, 6, 30))
    days = [date(2026, 6, 30), date(2026, 7, 1), date(2026, 6, 30)]
    held = [len(offices_kept(passing, on=day, how="of the day")) for day in days]
    assert held == [1, 0, 1]


def test_a_closed_account_holds_no_office_however_accounts_stand(officer):
    day = date(2026, 6, 30)
    assert len(offices_kept(officer, on=day, how="open or closed")) == 1
    officer.is_active = False
    assert offices_kept(officer, on=day, how="open or closed") == ()
    assert offices_kept(officer, on=day, how=None) == ()


def state(database):
    with database.app.connect() as app:
        (rows,) = app.execute("SELECT array_agg(version ORDER BY backend)::text FROM people_change")
    return rows[0]


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {table} WHERE false",
        "TRUNCATE {table} CASCADE",
        "UPDATE {table} SET id = id",
        "INSERT INTO {table} SELECT * FROM {table} WHERE false",
    ],
)
def test_any_change_of_accounts_is_numbered(lasting_region, own_database, table, change):
    user = lasting_region.invite("hoa@syt.example", "licensing-officer")
    Authenticator.objects.create(user=user, type="totp", data={})
    before = state(own_database)
    assert before == state(own_database)
    with own_database.owner.connect() as owner, owner.transaction():
        owner.execute(change.format(table=table))
        assert state(own_database) == before  # not yet committed: nobody else sees it
    assert state(own_database) != before


def test_the_role_of_pages_cannot_set_the_numbers_back(own_database):
    with own_database.app.connect() as app:
        app.execute("UPDATE people_user SET email = email")
        rows = app.execute("UPDATE people_change SET version = gen_random_uuid()").rowcount
        gone = app.execute("DELETE FROM people_change").rowcount
    assert (rows, gone) == (0, 0)
