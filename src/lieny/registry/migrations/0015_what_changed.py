"""What changed last, so that counts hold until it does; the region's totals; a cheaper wall.

One row for each connection that writes: nobody waits for anybody else's transaction, and a reader
sees exactly the changes that are committed. A single row, as before for signs, would let every act
on a case wait for the nightly check.
"""

from django.db import migrations

CHANGES = """
CREATE TABLE registry_change (
    what varchar(20) NOT NULL CHECK (what IN ('cases', 'signs')),
    backend integer NOT NULL,
    version uuid NOT NULL DEFAULT gen_random_uuid(),
    PRIMARY KEY (what, backend)
);
ALTER TABLE registry_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON registry_change FOR SELECT USING (true);
CREATE FUNCTION registry_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE registry_change SET version = gen_random_uuid()
    WHERE what = TG_ARGV[0] AND backend = pg_backend_pid();
    IF NOT FOUND THEN
        -- A new connection: rows of those that are gone go too, or the table would only grow.
        DELETE FROM registry_change WHERE ctid IN (
            SELECT c.ctid FROM registry_change c
            WHERE NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = c.backend)
            FOR UPDATE SKIP LOCKED);
        INSERT INTO registry_change (what, backend) VALUES (TG_ARGV[0], pg_backend_pid());
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER signs_changed ON registry_storedsign;
DROP FUNCTION registry_signs_changed();
DROP TABLE registry_signversion;
"""
SIGNS = ("registry_storedsign",)
CASES = (
    "registry_case",
    "registry_caseevent",
    "registry_casenotice",
    "registry_casesign",
    "registry_casesignature",
)
TRIGGERS = "".join(
    f"CREATE TRIGGER what_changed AFTER INSERT OR UPDATE OR DELETE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION registry_changed('{what}');\n"
    for what, tables in (("signs", SIGNS), ("cases", CASES))
    for table in tables
)
UNDO_TRIGGERS = "".join(f"DROP TRIGGER what_changed ON {table};\n" for table in (*SIGNS, *CASES))
UNDO_CHANGES = """
DROP FUNCTION registry_changed();
DROP TABLE registry_change;
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
# Who may read the region's totals is said in people/rules/permissions.toml; a test compares.
REGION = """
CREATE FUNCTION registry_region_signs() RETURNS TABLE (provinces varchar[], signs bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT provinces, count(*) FROM registry_storedsign
    WHERE ended_at IS NULL AND EXISTS (SELECT FROM people_membership m
        WHERE m.user_id = lieny_user()
        AND m.role IN ('licensing-officer', 'inspector', 'head-of-department',
            'regional-coordinator', 'auditor')
        AND m.valid_from <= current_date AND COALESCE(m.valid_until, current_date) >= current_date)
    GROUP BY provinces
$$;
"""
OPENED = """cardinality(peers) > 0 AND EXISTS (SELECT 1 FROM people_membership m
    WHERE m.user_id = lieny_user() AND m.role = 'regional-coordinator'
    AND m.valid_from <= current_date AND COALESCE(m.valid_until, current_date) >= current_date)"""
# The same question as in 0005. Asked through a function the planner need not open memberships, and
# the offices behind them, again in every policy that looks at a case.
COORDINATES = """
CREATE FUNCTION registry_coordinates() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (SELECT FROM people_membership m
        WHERE m.user_id = lieny_user() AND m.role = 'regional-coordinator'
        AND m.valid_from <= current_date AND COALESCE(m.valid_until, current_date) >= current_date)
$$;
ALTER POLICY coordinating ON registry_case
    USING (cardinality(peers) > 0 AND (SELECT registry_coordinates()));
"""
# The answer of 0005 by the keys of the files, which a sign names few of; nothing to undo.
FILES = """
CREATE OR REPLACE FUNCTION registry_files_of_sign(asked bigint)
RETURNS TABLE (id bigint, name text, sha256 text, received_at timestamptz, sender text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT f.id, f.name, f.sha256, s.handed_in_at, o.name
    FROM registry_sourcefile f
    JOIN registry_submission s ON s.id = f.submission_id
    JOIN people_organisation o ON o.id = s.organisation_id
    WHERE f.id = ANY (ARRAY(
        SELECT (row ->> 'file')::bigint
        FROM registry_storedsign g, jsonb_array_elements(g.evidence) AS row
        WHERE g.id = asked AND g.provinces && lieny_provinces()::varchar[]
    ));
$$;
"""
UNDO_COORDINATES = f"""
ALTER POLICY coordinating ON registry_case USING ({OPENED});
DROP FUNCTION registry_coordinates();
"""
UNDO_REGION = "DROP FUNCTION registry_region_signs();"


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_search_keys")]

    operations = [
        migrations.RunSQL(CHANGES, UNDO_CHANGES),
        migrations.RunSQL(TRIGGERS, UNDO_TRIGGERS),
        migrations.RunSQL(REGION, UNDO_REGION),
        migrations.RunSQL(COORDINATES, UNDO_COORDINATES),
        migrations.RunSQL(FILES, migrations.RunSQL.noop),
    ]
