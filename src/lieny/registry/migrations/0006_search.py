"""Search: Vietnamese order, and keys of names that PostgreSQL may look up before it looks at walls.

Behind a wall PostgreSQL uses no index of words or trigrams: it must not let a condition see a row
that the wall hides. So the keys stand in tables of their own, which the role of the pages cannot
read, and the owner's functions apply the same walls as the policies of persons and facilities.
"""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from lieny.registry.models.sort_key import sort_key_function, sort_key_of

KEYS = """
CREATE TABLE registry_personword (
    person_id bigint PRIMARY KEY REFERENCES registry_person (id) ON DELETE CASCADE,
    name_folded text NOT NULL,
    words text[] GENERATED ALWAYS AS (string_to_array(name_folded, ' ')) STORED,
    birth_year smallint,
    provinces varchar[] NOT NULL,
    sort_key text COLLATE "C" NOT NULL
);
CREATE INDEX registry_personword_words ON registry_personword USING gin (words)
    WITH (fastupdate = off);
-- Every syllable that some name has: what is typed wrongly is looked for among them.
CREATE TABLE registry_syllable (word text PRIMARY KEY);
CREATE TABLE registry_facilityword (
    facility_id bigint PRIMARY KEY REFERENCES registry_facility (id) ON DELETE CASCADE,
    said text NOT NULL,
    province varchar(2) NOT NULL,
    sort_key text COLLATE "C" NOT NULL
);
-- Closed to all but their owner, who is not held to policies where these are not forced.
ALTER TABLE registry_personword ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry_facilityword ENABLE ROW LEVEL SECURITY;
CREATE INDEX registry_facilityword_said ON registry_facilityword USING gin (said gin_trgm_ops);

CREATE FUNCTION registry_keep_person_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO registry_personword (person_id, name_folded, birth_year, provinces, sort_key)
    SELECT id, name_folded, birth_year, provinces, lieny_sort_key(name) FROM changed
    ON CONFLICT (person_id) DO UPDATE SET name_folded = EXCLUDED.name_folded,
        birth_year = EXCLUDED.birth_year, provinces = EXCLUDED.provinces,
        sort_key = EXCLUDED.sort_key;
    INSERT INTO registry_syllable SELECT DISTINCT unnest(string_to_array(name_folded, ' '))
    FROM changed ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER words_of_new_persons AFTER INSERT ON registry_person
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION registry_keep_person_words();
CREATE TRIGGER words_of_changed_persons AFTER UPDATE ON registry_person
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION registry_keep_person_words();

CREATE FUNCTION registry_keep_facility_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO registry_facilityword (facility_id, said, province, sort_key)
    SELECT id, name_folded || ' ' || lower(operating_licence), province, lieny_sort_key(name)
    FROM changed
    ON CONFLICT (facility_id) DO UPDATE SET said = EXCLUDED.said, province = EXCLUDED.province,
        sort_key = EXCLUDED.sort_key;
    RETURN NULL;
END $$;
CREATE TRIGGER words_of_new_facilities AFTER INSERT ON registry_facility
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION registry_keep_facility_words();
CREATE TRIGGER words_of_changed_facilities AFTER UPDATE ON registry_facility
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
    EXECUTE FUNCTION registry_keep_facility_words();
"""
FINDING = """
-- Persons whose name has, for each list of alternatives, one of its words; the likest first.
CREATE FUNCTION registry_find_persons(asked text, alternatives jsonb, year integer, most integer)
RETURNS TABLE (person_id bigint, likeness real) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE
    condition text := 'true';
    one jsonb;
BEGIN
    FOR one IN SELECT * FROM jsonb_array_elements(alternatives) LOOP
        condition := condition || format(' AND k.words && %L::text[]',
            ARRAY(SELECT jsonb_array_elements_text(one)));
    END LOOP;
    RETURN QUERY EXECUTE format('
        SELECT found.person_id, public.similarity(found.name_folded, $1) AS likeness
        FROM (SELECT k.* FROM registry_personword k WHERE %s
              AND k.provinces && lieny_provinces()::varchar[]
              AND ($2 IS NULL OR k.birth_year = $2) LIMIT 1000) found
        ORDER BY likeness DESC, found.sort_key, found.person_id LIMIT $3', condition)
    USING asked, year, most;
END $$;

CREATE FUNCTION registry_find_facilities(asked text, most integer)
RETURNS TABLE (facility_id bigint, likeness real) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public SET pg_trgm.word_similarity_threshold = 0.5 AS $$
    SELECT k.facility_id, word_similarity(asked, k.said) AS likeness
    FROM registry_facilityword k
    WHERE asked <% k.said AND lieny_user() IS NOT NULL
    ORDER BY likeness DESC, similarity(asked, k.said) DESC, k.sort_key, k.facility_id LIMIT most
$$;
"""
UNDO = """
DROP FUNCTION registry_find_facilities(text, integer);
DROP FUNCTION registry_find_persons(text, jsonb, integer, integer);
DROP TRIGGER words_of_changed_facilities ON registry_facility;
DROP TRIGGER words_of_new_facilities ON registry_facility;
DROP TRIGGER words_of_changed_persons ON registry_person;
DROP TRIGGER words_of_new_persons ON registry_person;
DROP FUNCTION registry_keep_facility_words();
DROP FUNCTION registry_keep_person_words();
DROP TABLE registry_facilityword;
DROP TABLE registry_syllable;
DROP TABLE registry_personword;
"""
# The owner is asked once a statement instead of once a row.
TABLES = (
    "submission", "sourcefile", "fileblock", "facility", "facilityrow", "person", "registration",
    "licencerow", "storedsign",
)  # fmt: skip
ONCE = "".join(
    f"ALTER POLICY maintenance ON registry_{name} USING ((SELECT lieny_maintains()));\n"
    for name in TABLES
)
EVERY_TIME = ONCE.replace("((SELECT lieny_maintains()))", "(lieny_maintains())")


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_case_boundary")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(sort_key_function(), "DROP FUNCTION lieny_sort_key(text)"),
        migrations.AddField("facility", "sort_key", sort_key_of("name")),
        migrations.AddField("person", "sort_key", sort_key_of("name")),
        migrations.AddIndex(
            "facility", models.Index(fields=["sort_key"], name="facilities_in_vietnamese_order")
        ),
        migrations.AddIndex(
            "person", models.Index(fields=["sort_key"], name="persons_in_vietnamese_order")
        ),
        migrations.RunSQL(KEYS, UNDO),
        migrations.RunSQL(FINDING, migrations.RunSQL.noop),
        migrations.RunSQL(ONCE, EVERY_TIME),
    ]
