"""Asking before accepting tells the signs that would arise: what rules look at, row by row.

Of rows beyond the wall come, as before, the hours and nothing that tells where: the post by its
code, whether the place is a hospital, how many later lists leave the person out, and which rows
are of one place, told by numbers that are nobody's. Of others who use a licence number comes the folded name, which the law makes public by
number; name and birth of those alone who are behind one's own wall.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("lieny.registry.migrations.0007_asking_before").ENGAGEMENTS
SIGNATURE = "(bigint, integer, text, text, text)"

ENGAGEMENTS = """
CREATE FUNCTION registry_engagements(
    asked bigint, number integer, number_issuer text, number_type text, asked_name text
) RETURNS TABLE (
    person bigint, registration bigint, facility bigint, facility_name text, province varchar,
    definite bytea, possible bytea, valid_from date, valid_until date, is_whole boolean,
    place bigint, is_hospital boolean, post text, listed_on date, written_name text, title text,
    serial integer, issuer text, type text, source jsonb, passed_over integer
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH meant AS (
        SELECT r.person_id AS id FROM registry_registration r
        WHERE r.known_until IS NULL AND r.licence_serial = number
            AND r.licence_issuer = number_issuer AND r.licence_type = number_type
            AND r.name_folded = asked_name
        UNION
        SELECT l.person_id FROM registry_licencerow l
        WHERE l.known_until IS NULL AND l.serial = number AND l.issuer = number_issuer
            AND l.type = number_type AND l.name_folded = asked_name
        UNION
        SELECT p.id FROM registry_person p
        WHERE p.id = asked AND p.provinces && lieny_provinces()::varchar[]
    ), held AS (
        SELECT r.*, f.name AS place_name, f.form LIKE '%HOSPITAL' AS is_hospital,
            dense_rank() OVER (ORDER BY r.facility_id NULLS LAST,
                CASE WHEN r.facility_id IS NULL THEN r.id END) AS place, (
                r.province = ANY (lieny_provinces())
                OR p.provinces && lieny_provinces()::varchar[]
                OR COALESCE((f.province || ':' || f.key) = ANY (lieny_facilities()), false)
            ) AS open
        FROM registry_registration r
        JOIN registry_person p ON p.id = r.person_id
        LEFT JOIN registry_facility f ON f.id = r.facility_id
        WHERE r.person_id IN (SELECT id FROM meant) AND r.known_until IS NULL
            AND lieny_user() IS NOT NULL
    )
    SELECT m.id, CASE WHEN open THEN h.id END, CASE WHEN open THEN h.facility_id END,
        CASE WHEN open THEN h.place_name END, CASE WHEN open THEN h.province END,
        h.definite, h.possible, h.valid_from, h.valid_until, COALESCE(h.open, false),
        h.place, COALESCE(h.is_hospital, false), h."position",
        CASE WHEN open THEN h.listed_on END, CASE WHEN open THEN h.name END,
        CASE WHEN open THEN h.title END, CASE WHEN open THEN h.licence_serial END,
        CASE WHEN open THEN h.licence_issuer END, CASE WHEN open THEN h.licence_type END,
        CASE WHEN open THEN h.source END, h.passed_over
    FROM meant m LEFT JOIN held h ON h.person_id = m.id
    ORDER BY m.id, h.id
$$;
"""
HOLDERS = """
CREATE FUNCTION registry_number_users(number integer, number_issuer text, number_type text)
RETURNS TABLE (
    person bigint, name_folded text, name text, birth_on date, birth_year smallint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT DISTINCT ON (p.id) p.id, r.name_folded, CASE WHEN open THEN r.name END,
        CASE WHEN open THEN p.birth_on END, CASE WHEN open THEN p.birth_year END
    FROM registry_registration r JOIN registry_person p ON p.id = r.person_id,
        LATERAL (SELECT p.provinces && lieny_provinces()::varchar[] AS open) wall
    WHERE r.known_until IS NULL AND r.licence_serial = number
        AND r.licence_issuer = number_issuer AND r.licence_type = number_type
        AND lieny_user() IS NOT NULL
    ORDER BY p.id, r.id LIMIT 20
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_lists_again")]

    operations = [
        migrations.RunSQL(f"DROP FUNCTION registry_engagements{SIGNATURE}", BEFORE),
        migrations.RunSQL(ENGAGEMENTS, f"DROP FUNCTION registry_engagements{SIGNATURE}"),
        migrations.RunSQL(HOLDERS, "DROP FUNCTION registry_number_users(integer, text, text)"),
    ]
