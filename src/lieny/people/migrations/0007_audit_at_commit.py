"""What pages do is chained when their transaction ends, not when it is written down.

Whoever chains a row holds the head of the chain until the transaction is over. A page records what
it shows and then draws it; meanwhile everybody else would wait. So a deed waits in a table of its
own, which the role of the pages can add to and not read, and goes into the chain as the very last
thing before the commit: in the same transaction, in the order written, and undone with it.
"""

from django.db import migrations

FIELDS = "at, actor, on_behalf_of, province, action, outcome, target_kind, target, reason, origin, detail"
NEW = ", ".join(f"NEW.{name}" for name in FIELDS.split(", "))
WAITING = f"""
CREATE TABLE people_auditwaiting (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor uuid,
    on_behalf_of varchar(80) NOT NULL,
    province varchar(2) NOT NULL,
    action varchar(60) NOT NULL,
    outcome varchar(8) NOT NULL,
    target_kind varchar(60) NOT NULL,
    target varchar(80) NOT NULL,
    reason varchar(400) NOT NULL,
    origin varchar(45) NOT NULL,
    detail text NOT NULL
);
ALTER TABLE people_auditwaiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_auditwaiting FORCE ROW LEVEL SECURITY;
CREATE POLICY maintenance ON people_auditwaiting
    USING (lieny_maintains()) WITH CHECK (lieny_maintains());
CREATE POLICY adding ON people_auditwaiting FOR INSERT WITH CHECK (true);

CREATE FUNCTION lieny_audit_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO people_auditrecord (sequence, {FIELDS}, previous, hash)
    VALUES (0, {NEW}, '', '');
    DELETE FROM people_auditwaiting WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER people_audit_at_commit AFTER INSERT ON people_auditwaiting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lieny_audit_write();
"""  # noqa: S608 - names of our own
UNDO = """
DROP TABLE people_auditwaiting;
DROP FUNCTION lieny_audit_write();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_administration")]

    operations = [migrations.RunSQL(WAITING, UNDO)]
