"""Another number whenever an account, an office or a second factor changes.

Each request asks who somebody is and which offices they hold; it asks again only once the numbers
are others. One row for each connection that writes, as `registry_change`: nobody waits for
anybody else's transaction, and a reader sees exactly the changes that are committed.
"""

from typing import ClassVar

from django.db import migrations

SHOWN = ("mfa_authenticator", "people_membership", "people_organisation", "people_user")
CHANGES = """
CREATE TABLE people_change (
    backend integer PRIMARY KEY,
    version uuid NOT NULL DEFAULT gen_random_uuid()
);
ALTER TABLE people_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY reading ON people_change FOR SELECT USING (true);
CREATE FUNCTION people_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE people_change SET version = gen_random_uuid() WHERE backend = pg_backend_pid();
    IF NOT FOUND THEN
        -- A new connection: rows of those that are gone go too, or the table would only grow.
        DELETE FROM people_change WHERE ctid IN (
            SELECT c.ctid FROM people_change c
            WHERE NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.pid = c.backend)
            FOR UPDATE SKIP LOCKED);
        INSERT INTO people_change (backend) VALUES (pg_backend_pid());
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER who_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION people_changed();\n"
    for table in SHOWN
)
UNDO_TRIGGERS = "".join(f"DROP TRIGGER who_changed ON {table};\n" for table in SHOWN)
UNDO_CHANGES = "DROP FUNCTION people_changed(); DROP TABLE people_change;"


class Migration(migrations.Migration):
    """Number the changes."""

    dependencies: ClassVar = [
        ("people", "0007_audit_at_commit"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations: ClassVar = [
        migrations.RunSQL([CHANGES, TRIGGERS], [UNDO_TRIGGERS, UNDO_CHANGES]),
    ]
