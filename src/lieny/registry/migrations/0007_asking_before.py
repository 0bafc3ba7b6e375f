"""Asking before accepting: the hours of a person over all provinces, and no more than one may know.

Whoever asks names the person by licence number and name together; an id works only for a person
behind one's own wall. Of rows beyond the wall the hours come back, and nothing that tells where.
A merged person stands in search under whom it is known as now.
"""

from django.db import migrations

ENGAGEMENTS = """
CREATE FUNCTION registry_engagements(
    asked bigint, number integer, number_issuer text, number_type text, asked_name text
) RETURNS TABLE (
    person bigint, registration bigint, facility bigint, facility_name text, province varchar,
    definite bytea, possible bytea, valid_from date, valid_until date, is_whole boolean
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
        SELECT r.*, f.name AS place, (
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
        CASE WHEN open THEN h.place END, CASE WHEN open THEN h.province END,
        h.definite, h.possible, h.valid_from, h.valid_until, COALESCE(h.open, false)
    FROM meant m LEFT JOIN held h ON h.person_id = m.id
    ORDER BY m.id, h.id
$$;
"""
WORDS = """
CREATE OR REPLACE FUNCTION registry_keep_person_words() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO registry_personword (person_id, name_folded, birth_year, provinces, sort_key)
    SELECT id, name_folded, birth_year,
        CASE WHEN merged_into_id IS NULL THEN provinces ELSE '{}' END, lieny_sort_key(name)
    FROM changed
    ON CONFLICT (person_id) DO UPDATE SET name_folded = EXCLUDED.name_folded,
        birth_year = EXCLUDED.birth_year, provinces = EXCLUDED.provinces,
        sort_key = EXCLUDED.sort_key;
    INSERT INTO registry_syllable SELECT DISTINCT unnest(string_to_array(name_folded, ' '))
    FROM changed ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_search")]

    operations = [
        migrations.RunSQL(
            ENGAGEMENTS,
            "DROP FUNCTION registry_engagements(bigint, integer, text, text, text)",
        ),
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
    ]
