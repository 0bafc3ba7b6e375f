"""The audit log: numbered without a gap, chained, and closed to every change."""

from django.db import migrations

CHAIN = """
CREATE TABLE people_audithead (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    sequence bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO people_audithead (sequence, hash) VALUES (0, repeat('0', 64));

-- A field as "length:text," so that no two rows are written alike; length in bytes.
CREATE FUNCTION lieny_audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT octet_length(COALESCE(value, '')) || ':' || COALESCE(value, '') || ',' $$;

-- The owner's function: the role of the pages may add rows and cannot reach the head.
CREATE FUNCTION lieny_audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
DECLARE head people_audithead%ROWTYPE;
BEGIN
    -- One writer at a time until its transaction ends: numbers have no gap and no twin.
    SELECT * INTO STRICT head FROM people_audithead FOR UPDATE;
    NEW.sequence := head.sequence + 1;
    NEW.previous := head.hash;
    NEW.hash := encode(sha256(convert_to(
        lieny_audit_field(NEW.sequence::text)
        || lieny_audit_field(to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || lieny_audit_field(NEW.actor::text)
        || lieny_audit_field(NEW.on_behalf_of)
        || lieny_audit_field(NEW.province)
        || lieny_audit_field(NEW.action)
        || lieny_audit_field(NEW.outcome)
        || lieny_audit_field(NEW.target_kind)
        || lieny_audit_field(NEW.target)
        || lieny_audit_field(NEW.reason)
        || lieny_audit_field(NEW.origin)
        || lieny_audit_field(NEW.detail)
        || lieny_audit_field(NEW.previous), 'UTF8')), 'hex');
    UPDATE people_audithead SET sequence = NEW.sequence, hash = NEW.hash;
    RETURN NEW;
END $$;
CREATE TRIGGER chain BEFORE INSERT ON people_auditrecord
    FOR EACH ROW EXECUTE FUNCTION lieny_audit_chain();

CREATE FUNCTION lieny_audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON people_auditrecord
    FOR EACH STATEMENT EXECUTE FUNCTION lieny_audit_refuses();

ALTER TABLE people_auditrecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_auditrecord FORCE ROW LEVEL SECURITY;
CREATE POLICY maintenance ON people_auditrecord
    USING (lieny_maintains()) WITH CHECK (lieny_maintains());
CREATE POLICY adding ON people_auditrecord FOR INSERT WITH CHECK (true);
-- One's own rows, those of one's province, and those of nobody's (a sign-in that failed).
CREATE POLICY reading ON people_auditrecord FOR SELECT USING (
    actor = lieny_user()
    OR province = ANY (lieny_provinces())
    OR (province = '' AND cardinality(lieny_provinces()) > 0)
);
"""
UNDO = """
DROP TRIGGER no_change ON people_auditrecord;
DROP TRIGGER chain ON people_auditrecord;
DROP POLICY reading ON people_auditrecord;
DROP POLICY adding ON people_auditrecord;
DROP POLICY maintenance ON people_auditrecord;
ALTER TABLE people_auditrecord NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people_auditrecord DISABLE ROW LEVEL SECURITY;
DROP FUNCTION lieny_audit_refuses();
DROP FUNCTION lieny_audit_chain();
DROP FUNCTION lieny_audit_field(text);
DROP TABLE people_audithead;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_boundary")]

    operations = [migrations.RunSQL(CHAIN, UNDO)]
