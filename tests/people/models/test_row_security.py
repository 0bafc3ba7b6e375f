"""The second wall: what PostgreSQL shows when a page forgets to ask."""

from datetime import date
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from lieny.node.postgres.roles import Database, grant_tables
from lieny.people.models import AuditRecord, Membership, Organisation, User
from lieny.people.models.row_security import APPEND_ONLY, HIDDEN
from lieny.people.services.boundary import Boundary, boundary_of, within
from lieny.people.services.standings import standings_of

HCM = Boundary(uuid4(), ("79",))
DONG_NAI = Boundary(uuid4(), ("75",))


def numbers():
    models = (Organisation, Membership, AuditRecord)
    return [model.objects.count() for model in models]


def test_without_a_boundary_nothing_is_visible(region):
    region.invite("hoa@syt.example", "licensing-officer")
    assert numbers() == [0, 0, 0]
    with within(Boundary()):
        assert numbers() == [0, 0, 0]


def test_a_province_sees_its_own_people_and_log_alone(region):
    region.invite("hoa@syt.example", "licensing-officer")
    region.invite("lan@syt.example", "auditor", region.dong_nai)
    region.invite("binh@syt.example", "inspector", region.dong_nai)
    with within(HCM):
        assert numbers() == [3, 1, 2]  # names of organisations are public among those signed in
    with within(DONG_NAI):
        assert numbers() == [3, 2, 4]
    with within(Boundary(uuid4(), ("79", "75"))):
        assert numbers() == [3, 3, 6]


def test_a_facility_sees_nothing_of_its_province(region):
    user = region.invite("pk@saomai.example", "facility-user", region.clinic)
    region.invite("hoa@syt.example", "licensing-officer")
    standings = standings_of(user, on=date(2026, 11, 1))
    assert boundary_of(user.pk, standings) == Boundary(user.pk, (), ("79:00123",))
    with within(boundary_of(user.pk, standings)):
        assert [m.user for m in Membership.objects.all()] == [user]


def test_the_boundary_ends_with_its_block_and_the_outer_one_comes_back(region):
    region.invite("hoa@syt.example", "licensing-officer")
    with within(HCM):
        with within(DONG_NAI):
            assert Membership.objects.count() == 0
        assert Membership.objects.count() == 1
    assert Membership.objects.count() == 0


def test_the_boundary_ends_with_its_block_when_the_block_fails(region):
    region.invite("hoa@syt.example", "licensing-officer")
    with pytest.raises(ZeroDivisionError), within(HCM):
        _ = 1 / 0
    assert Membership.objects.count() == 0


def test_another_provinces_rows_cannot_be_written(region):
    with within(HCM):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Organisation.objects.create(kind="department", name="Giả", province="80")
        assert Organisation.objects.filter(province="75").update(name="Đổi tên") == 0
        assert Organisation.objects.filter(province="75").delete()[0] == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Organisation.objects.filter(province="79").update(province="75")
    with within(DONG_NAI):
        assert Organisation.objects.get(province="75").name == "Sở Y tế Đồng Nai"


def test_an_office_cannot_be_given_in_another_province(region):
    user = region.invite("hoa@syt.example", "licensing-officer")
    with within(HCM), pytest.raises(ProgrammingError, match="row-level security"):
        Membership.objects.create(
            user=user, organisation=region.dong_nai, role="auditor", valid_from="2026-01-01"
        )


def test_the_same_office_is_not_held_twice_at_a_time(region):
    user = region.invite("hoa@syt.example", "inspector", valid_until="2026-06-30")
    words = {"user": user, "organisation": region.hcm, "role": "inspector"}
    with within(HCM):
        with (
            pytest.raises(IntegrityError, match="one_office_is_held_once_at_a_time"),
            transaction.atomic(),
        ):
            Membership.objects.create(**words, valid_from="2026-06-30")
        Membership.objects.create(**words, valid_from="2026-07-01")


def test_an_account_is_known_by_its_address_however_it_is_written(region):
    region.invite("hoa@syt.example", "inspector")
    with pytest.raises(IntegrityError, match="one_account_an_address"), transaction.atomic():
        User.objects.create(email="HOA@syt.example", full_name="Hoa")


TRICKS = [
    "SET row_security = off; SELECT * FROM people_membership",
    "ALTER TABLE people_membership NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY reading ON people_membership",
    "CREATE OR REPLACE FUNCTION lieny_maintains() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "SET ROLE lieny",
    "SET SESSION AUTHORIZATION lieny",
    "UPDATE people_auditrecord SET action = 'x'",
    "DELETE FROM people_auditrecord",
    "TRUNCATE people_auditrecord",
    "UPDATE people_audithead SET sequence = 0",
    "SELECT * FROM people_audithead",
    "ALTER TABLE people_auditrecord DISABLE TRIGGER ALL",
    "CREATE TABLE elsewhere AS SELECT 1",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_the_role_of_pages_cannot_climb_the_wall(own_database, trick):
    *before, last = trick.split("; ")
    with own_database.app.connect() as app:
        for statement in before:
            app.execute(statement)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(last)


# Tables without personal data of their own or needed before anybody is known.
WITHOUT_WALL = {
    "django_content_type": "names of tables",
    "django_migrations": "hidden from the pages",
    "people_audithead": "hidden from the pages",
    "people_demoinstance": "hidden from the pages",
    "people_ratecount": "counts of questions; addresses are keyed hashes",
    "people_change": "numbers that change with accounts",
    "people_cache": "codes that were used and counts; keys are ids",
    "people_user": "sign-in looks an address up before anybody is known",
    "django_session": "read by its secret key before anybody is known",
    "usersessions_usersession": "read at every request before the boundary",
    "mfa_authenticator": "asked for at sign-in; secrets are encrypted",
    "account_emailaddress": "asked for at sign-in",
    "account_emailconfirmation": "not used",
    "socialaccount_socialaccount": "asked for at sign-in",
    "socialaccount_socialapp": "not used",
    "socialaccount_socialtoken": "not used",
    "axes_accessattempt": "counted at sign-in",
    "axes_accessattemptexpiration": "counted at sign-in",
    "axes_accessfailurelog": "not used",
    "axes_accesslog": "not used",
    "auth_group": "not used",
    "auth_group_permissions": "not used",
    "auth_permission": "not used",
    "procrastinate_events": "jobs carry ids",
    "procrastinate_jobs": "jobs carry ids",
    "procrastinate_periodic_defers": "jobs carry ids",
    "procrastinate_workers": "jobs carry ids",
    "registry_change": "numbers that change with signs and cases",
    "registry_facilityword": "closed; the owner's functions apply the walls (test_search)",
    "registry_runmemory": "closed; only the background's role reads it",
    "registry_personword": "closed; the owner's functions apply the walls (test_search)",
    "registry_placesyllable": "syllables of facilities' names",
    "registry_syllable": "syllables of names, nobody's name",
}


def test_every_table_stands_behind_the_wall_or_says_why_not(own_database):
    with own_database.owner.connect() as owner:
        rows = owner.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    open_tables = {name for name, walled in rows if not walled}
    assert sorted(open_tables - set(WITHOUT_WALL)) == []
    assert {"people_membership", "people_organisation"} <= {n for n, walled in rows if walled}


def test_rights_are_given_again_as_they_were(own_database):
    """`grant_tables` runs after every migration and every restore."""
    database = Database(own_database.owner, own_database.app)
    grant_tables(database, append_only=APPEND_ONLY, hidden=HIDDEN)
    with own_database.owner.connect() as owner:
        rights = "SELECT has_table_privilege('lieny_app', %s, %s)"
        for table in APPEND_ONLY:
            held = [r for r in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
                    if owner.execute(rights, [table, r]).fetchone() == (True,)]  # fmt: skip
            assert held == ["SELECT", "INSERT"]
        for table in HIDDEN:
            assert owner.execute(rights, [table, "SELECT"]).fetchone() == (False,)


def test_tests_run_as_the_pages_do(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("lieny_app", False, False)
