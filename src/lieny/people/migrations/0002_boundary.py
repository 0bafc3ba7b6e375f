"""Row-level security: the functions that read the boundary, and the tables of people behind it."""

from django.db import migrations

from lieny.people.models.row_security import ANYBODY_SIGNED_IN, OWN_PROVINCE, ProtectRows

FUNCTIONS = """
CREATE FUNCTION lieny_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('lieny.user', true), '')::uuid $$;

CREATE FUNCTION lieny_provinces() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT string_to_array(NULLIF(current_setting('lieny.provinces', true), ''), ',') $$;

CREATE FUNCTION lieny_facilities() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT string_to_array(NULLIF(current_setting('lieny.facilities', true), ''), ',') $$;

-- The owner of the tables: migrations, backup and restore. The role of the pages owns none.
CREATE FUNCTION lieny_maintains() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT pg_get_userbyid(relowner) = current_user
   FROM pg_class WHERE oid = 'public.people_user'::regclass $$;
"""
UNDO = """
DROP FUNCTION lieny_maintains();
DROP FUNCTION lieny_facilities();
DROP FUNCTION lieny_provinces();
DROP FUNCTION lieny_user();
"""
MEMBER_OF_OWN_PROVINCE = "organisation_id IN (SELECT id FROM people_organisation WHERE province = ANY (lieny_provinces()))"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        ProtectRows("people_organisation", read=ANYBODY_SIGNED_IN, write=OWN_PROVINCE),
        ProtectRows(
            "people_membership",
            read=f"user_id = lieny_user() OR {MEMBER_OF_OWN_PROVINCE}",
            write=MEMBER_OF_OWN_PROVINCE,
        ),
    ]
