"""Search among a million: each key of a name begins with a province, common words or not.

A lookup then reads the persons of one's own provinces alone, and a whole name, in whatever order,
is one key. Names are compared as lists are: no marks, a final y as i, nothing but letters and
digits. Facilities have keys of whole words; trigrams of what tells them apart come last.
"""

from django.db import migrations, models

KEYS = """
CREATE FUNCTION registry_name_key(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT trim(regexp_replace(regexp_replace(folded, '[^a-z0-9]+', ' ', 'g'),
    '([^aeiouy ]|qu)y(?= |$)', '\\1i', 'g')) $$;

-- "79:nguyen", "79:1980" for each word and the year, "79=an nguyen van" for the whole name.
CREATE FUNCTION registry_person_keys(name text, year smallint, provinces varchar[])
RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT COALESCE(array_agg(province || key), '{}')
    FROM unnest(provinces) AS province, (
        SELECT DISTINCT ':' || word AS key FROM unnest(string_to_array(name, ' ')) AS word
        UNION ALL SELECT ':' || year WHERE year IS NOT NULL
        UNION ALL SELECT '=' || string_agg(word, ' ' ORDER BY word COLLATE "C")
        FROM unnest(string_to_array(name, ' ')) AS word
    ) AS keys
$$;
DROP INDEX registry_personword_words;
ALTER TABLE registry_personword DROP COLUMN words;
ALTER TABLE registry_personword ADD COLUMN keys text[] NOT NULL DEFAULT '{}';
UPDATE registry_personword SET name_folded = registry_name_key(name_folded),
    keys = registry_person_keys(registry_name_key(name_folded), birth_year, provinces);
CREATE INDEX registry_personword_keys ON registry_personword USING gin (keys)
    WITH (fastupdate = off);
DELETE FROM registry_syllable;
INSERT INTO registry_syllable
    SELECT DISTINCT unnest(string_to_array(name_folded, ' ')) FROM registry_personword;

CREATE OR REPLACE FUNCTION registry_keep_person_words() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO registry_personword (person_id, name_folded, birth_year, provinces, sort_key, keys)
    SELECT id, key, birth_year, seen, sort_key, registry_person_keys(key, birth_year, seen)
    FROM (SELECT id, registry_name_key(name_folded) AS key, birth_year, sort_key,
        CASE WHEN merged_into_id IS NULL THEN provinces ELSE '{}' END AS seen FROM changed) AS one
    ON CONFLICT (person_id) DO UPDATE SET name_folded = EXCLUDED.name_folded,
        birth_year = EXCLUDED.birth_year, provinces = EXCLUDED.provinces,
        sort_key = EXCLUDED.sort_key, keys = EXCLUDED.keys;
    INSERT INTO registry_syllable
    SELECT DISTINCT unnest(string_to_array(registry_name_key(name_folded), ' ')) FROM changed
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""
PLACES = """
ALTER TABLE registry_facilityword ADD COLUMN words text[]
    GENERATED ALWAYS AS (string_to_array(registry_name_key(said), ' ')) STORED;
CREATE INDEX registry_facilityword_words ON registry_facilityword USING gin (words)
    WITH (fastupdate = off);
CREATE TABLE registry_placesyllable (word text PRIMARY KEY);
INSERT INTO registry_placesyllable SELECT DISTINCT word
    FROM registry_facilityword, unnest(words) AS word WHERE word ~ '^[a-z]+$';

CREATE OR REPLACE FUNCTION registry_keep_facility_words() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO registry_facilityword (facility_id, said, province, sort_key)
    SELECT id, name_folded || ' ' || lower(operating_licence), province, sort_key FROM changed
    ON CONFLICT (facility_id) DO UPDATE SET said = EXCLUDED.said, province = EXCLUDED.province,
        sort_key = EXCLUDED.sort_key;
    INSERT INTO registry_placesyllable
    SELECT DISTINCT word FROM changed, unnest(string_to_array(
        registry_name_key(name_folded || ' ' || lower(operating_licence)), ' ')) AS word
    WHERE word ~ '^[a-z]+$' ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
"""
FINDING = """
DROP FUNCTION registry_find_persons(text, jsonb, integer, integer);
-- Whose whole name it is first, in whatever order; then whose name has, for each list of
-- alternatives, one of its words. `whole` is '' where only a part was typed.
CREATE FUNCTION registry_find_persons(
    asked text, whole text, alternatives jsonb, year integer, most integer
) RETURNS TABLE (person_id bigint, likeness real) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    own text[] := lieny_provinces();
    exact text[] := ARRAY(SELECT province || '=' || whole FROM unnest(own) AS province);
    condition text := '';
    count integer;
    one jsonb;
BEGIN
    IF year IS NOT NULL THEN
        condition := format(' AND k.keys && %L::text[]',
            ARRAY(SELECT province || ':' || year FROM unnest(own) AS province));
    END IF;
    IF whole <> '' THEN
        RETURN QUERY EXECUTE format('
            SELECT k.person_id, public.similarity(k.name_folded, $1) AS likeness
            FROM registry_personword k WHERE k.keys && %L::text[]%s
            ORDER BY likeness DESC, k.sort_key, k.person_id LIMIT $2', exact, condition) USING asked, most;
        GET DIAGNOSTICS count = ROW_COUNT;
        IF count >= most THEN
            RETURN;
        END IF;
        condition := condition || format(' AND NOT k.keys && %L::text[]', exact);
    END IF;
    FOR one IN SELECT * FROM jsonb_array_elements(alternatives) LOOP
        condition := condition || format(' AND k.keys && %L::text[]',
            ARRAY(SELECT province || ':' || word
                FROM unnest(own) AS province, jsonb_array_elements_text(one) AS word));
    END LOOP;
    RETURN QUERY EXECUTE format('
        SELECT found.person_id, public.similarity(found.name_folded, $1) AS likeness
        FROM (SELECT k.* FROM registry_personword k WHERE true%s LIMIT 1000) found
        ORDER BY likeness DESC, found.sort_key, found.person_id LIMIT $2', condition)
    USING asked, most - COALESCE(count, 0);
END $$;

-- Facilities that have, for each list of alternatives, one of its words; the likest first.
CREATE FUNCTION registry_find_facilities(asked text, alternatives jsonb, most integer)
RETURNS TABLE (facility_id bigint, likeness real) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    condition text := 'lieny_user() IS NOT NULL';
    one jsonb;
BEGIN
    FOR one IN SELECT * FROM jsonb_array_elements(alternatives) LOOP
        condition := condition || format(' AND k.words && %L::text[]',
            ARRAY(SELECT jsonb_array_elements_text(one)));
    END LOOP;
    RETURN QUERY EXECUTE format('
        SELECT found.facility_id, public.word_similarity($1, found.said) AS likeness
        FROM (SELECT k.* FROM registry_facilityword k WHERE %s LIMIT 1000) found
        ORDER BY likeness DESC, public.similarity($1, found.said) DESC, found.sort_key,
            found.facility_id LIMIT $2', condition)
    USING asked, most;
END $$;
"""
HELD = """
-- How many persons have a row in one's own provinces, how many rows are known there; of staff of
-- facilities, in their own facilities.
CREATE FUNCTION registry_held() RETURNS TABLE (persons bigint, rows bigint) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    own varchar[] := lieny_provinces();
    own_places bigint[] := ARRAY(SELECT f.id FROM registry_facility f
        WHERE (f.province || ':' || f.key) = ANY (lieny_facilities()));
BEGIN
    IF own IS NULL THEN
        RETURN QUERY SELECT count(DISTINCT r.person_id), count(*) FROM registry_registration r
            WHERE r.facility_id = ANY (own_places) AND r.known_until IS NULL;
    ELSE
        RETURN QUERY SELECT
            (SELECT count(*) FROM registry_personword k WHERE k.provinces && own),
            (SELECT count(*) FROM registry_registration r
                WHERE r.province = ANY (own) AND r.known_until IS NULL);
    END IF;
END $$;
"""
SIGNS = """
-- Another number whenever signs change: what was counted of them holds as long as it is the same.
CREATE TABLE registry_signversion (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    version uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO registry_signversion DEFAULT VALUES;
ALTER TABLE registry_signversion ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON registry_signversion FOR SELECT USING (true);
CREATE FUNCTION registry_signs_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE registry_signversion SET version = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE TRIGGER signs_changed AFTER INSERT OR UPDATE OR DELETE ON registry_storedsign
    FOR EACH STATEMENT EXECUTE FUNCTION registry_signs_changed();
"""
UNDO = """
DROP TRIGGER signs_changed ON registry_storedsign;
DROP FUNCTION registry_signs_changed();
DROP TABLE registry_signversion;
DROP FUNCTION registry_held();
DROP FUNCTION registry_find_facilities(text, jsonb, integer);
DROP FUNCTION registry_find_persons(text, text, jsonb, integer, integer);
DROP TABLE registry_placesyllable;
ALTER TABLE registry_facilityword DROP COLUMN words;
ALTER TABLE registry_personword DROP COLUMN keys;
DROP FUNCTION registry_person_keys(text, smallint, varchar[]);
ALTER TABLE registry_personword ADD COLUMN words text[]
    GENERATED ALWAYS AS (string_to_array(name_folded, ' ')) STORED;
CREATE INDEX registry_personword_words ON registry_personword USING gin (words)
    WITH (fastupdate = off);
DROP FUNCTION registry_name_key(text);
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0010_run_memory")]

    operations = [
        # Undone, the functions of 0006 come back with 0006 alone: names are then not searched.
        migrations.RunSQL(KEYS + PLACES + FINDING + HELD + SIGNS, UNDO),
        # Signs are wide rows: what overviews count of them is read from here alone.
        migrations.AddIndex(
            "storedsign",
            models.Index(
                fields=["first_seen_at"],
                include=["id", "ended_at", "rule", "severity", "provinces", "person"],
                name="signs_as_they_are_counted",
            ),
        ),
    ]
