"""The part that everybody may see: read through these functions alone, which give it and no more.

Whoever has no account is behind every wall and sees no row of any table. The functions of the owner
answer one exact question each: a whole licence number, a whole name at one facility, a few
facilities by name, one receipt by its id. Days of birth, signs, cases and files are not in them.
A number that leads to two persons gives nobody: that it does is a sign, and signs are not public.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lieny.people.models.row_security import OWN_PROVINCE, ProtectRows

LOOKUP = """
-- Loads the library, whose settings are unknown before: needed where 0006 ran some other day.
SELECT public.similarity('', '');
CREATE FUNCTION registry_public_holder(number integer, number_issuer text, number_type text)
RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH registered AS (
        SELECT DISTINCT person_id AS id FROM registry_licencerow
        WHERE known_until IS NULL AND serial = number AND issuer = number_issuer
            AND type = number_type
    ), listed AS (
        SELECT DISTINCT person_id AS id FROM registry_registration
        WHERE known_until IS NULL AND licence_serial = number AND licence_issuer = number_issuer
            AND licence_type = number_type AND NOT EXISTS (SELECT FROM registered)
    ), meant AS (SELECT id FROM registered UNION ALL SELECT id FROM listed)
    SELECT CASE WHEN count(*) = 1 THEN min(id) END FROM meant
$$;
REVOKE EXECUTE ON FUNCTION registry_public_holder(integer, text, text) FROM PUBLIC;

CREATE FUNCTION registry_public_licence(number integer, number_issuer text, number_type text)
RETURNS TABLE (person bigint, name text, status text, status_from date, status_until date, issued_on date,
    valid_until date, register varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT p.id, p.name, l.status, l.status_from, l.status_until, l.issued_on, l.valid_until, l.province
    FROM registry_person p
    LEFT JOIN registry_licencerow l ON l.person_id = p.id AND l.known_until IS NULL
        AND l.serial = number AND l.issuer = number_issuer AND l.type = number_type
    WHERE p.id = registry_public_holder(number, number_issuer, number_type)
    ORDER BY COALESCE(l.status_from, l.issued_on) DESC NULLS LAST, l.id DESC
$$;

CREATE FUNCTION registry_public_practice(
    number integer, number_issuer text, number_type text, day date
) RETURNS TABLE (facility text, address text, province varchar, position_code text,
    definite bytea, possible bytea, valid_from date, valid_until date, listed_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT f.name, f.address, f.province, r."position", r.definite, r.possible, r.valid_from,
        r.valid_until, r.listed_on
    FROM registry_registration r JOIN registry_facility f ON f.id = r.facility_id
    WHERE r.person_id = registry_public_holder(number, number_issuer, number_type)
        AND r.known_until IS NULL AND COALESCE(r.valid_until, 'infinity') >= day
    ORDER BY f.sort_key, f.id, r.id
$$;

CREATE FUNCTION registry_public_facilities(asked text, likeness real, most integer)
RETURNS TABLE (facility bigint, name text, operating_licence text, form text, address text,
    province varchar, status text, open_hours bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
SET pg_trgm.word_similarity_threshold = 0.6 AS $$
    SELECT f.id, f.name, f.operating_licence, f.form, f.address, f.province, f.status, f.open_hours
    FROM registry_facilityword k JOIN registry_facility f ON f.id = k.facility_id
    WHERE asked <% k.said AND word_similarity(asked, k.said) >= likeness AND f.merged_into_id IS NULL
    ORDER BY word_similarity(asked, k.said) DESC, similarity(asked, k.said) DESC, k.sort_key, f.id
    LIMIT LEAST(most, 20)
$$;

-- One facility again, with whoever carries exactly this name there.
CREATE FUNCTION registry_public_colleagues(
    asked_facility bigint, asked_name text, day date, most integer
) RETURNS TABLE (facility text, name text, serial integer, issuer text, type text,
    position_code text, definite bytea, possible bytea, valid_from date, valid_until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT f.name, r.name, r.licence_serial, r.licence_issuer, r.licence_type, r."position",
        r.definite, r.possible, r.valid_from, r.valid_until
    FROM registry_facility f LEFT JOIN registry_registration r ON r.facility_id = f.id
        AND r.known_until IS NULL AND r.name_folded = asked_name
        AND COALESCE(r.valid_until, 'infinity') >= day
    WHERE f.id = asked_facility AND f.merged_into_id IS NULL
    ORDER BY r.id LIMIT LEAST(most, 20)
$$;
"""
UNDO_LOOKUP = """
DROP FUNCTION registry_public_colleagues(bigint, text, date, integer);
DROP FUNCTION registry_public_facilities(text, real, integer);
DROP FUNCTION registry_public_practice(integer, text, text, date);
DROP FUNCTION registry_public_licence(integer, text, text);
DROP FUNCTION registry_public_holder(integer, text, text);
"""
RECEIPTS = """
CREATE FUNCTION registry_public_receipt(asked uuid)
RETURNS TABLE (said jsonb, issued_at timestamptz, department varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT t.said, t.issued_at, t.province FROM registry_receipt t WHERE t.id = asked
$$;

-- What stands today of the person at the place that the receipt names.
CREATE FUNCTION registry_public_receipt_today(asked uuid)
RETURNS TABLE (name text, facility text, serial integer, issuer text, type text,
    position_code text, definite bytea, possible bytea, valid_from date, valid_until date,
    listed_on date, latest_list date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT now.name, f.name, now.licence_serial, now.licence_issuer, now.licence_type,
        now."position", now.definite, now.possible, now.valid_from, now.valid_until,
        now.listed_on, (SELECT max(later.listed_on) FROM registry_registration later
            WHERE later.facility_id = f.id AND later.known_until IS NULL)
    FROM registry_receipt t
    JOIN registry_registration was ON was.id = t.registration_id
    JOIN registry_registration now ON now.person_id = was.person_id
        AND now.facility_id = was.facility_id AND now.known_until IS NULL
    JOIN registry_facility f ON f.id = now.facility_id
    WHERE t.id = asked ORDER BY now.listed_on DESC NULLS LAST, now.id LIMIT 20
$$;
"""
UNDO_RECEIPTS = """
DROP FUNCTION registry_public_receipt_today(uuid);
DROP FUNCTION registry_public_receipt(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0013_quality_and_mail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("facility_key", models.CharField(blank=True, max_length=90)),
                ("said", models.JSONField()),
                ("issued_at", models.DateTimeField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="registry.registration",
                    ),
                ),
            ],
            options={"ordering": ["-issued_at", "id"]},
        ),
        ProtectRows(
            "registry_receipt",
            read=f"{OWN_PROVINCE} OR facility_key = ANY (lieny_facilities())",
            write=f"{OWN_PROVINCE} OR facility_key = ANY (lieny_facilities())",
        ),
        migrations.RunSQL(LOOKUP, UNDO_LOOKUP),
        migrations.RunSQL(RECEIPTS, UNDO_RECEIPTS),
    ]
