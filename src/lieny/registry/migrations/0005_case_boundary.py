"""Walls around letters and notices, numbers of cases without a gap, and the coordinator's view.

A case's number comes from the owner's function: whoever opens a case cannot count the cases of
other provinces, and a number that a failed transaction took is given back with it.
"""

from django.db import migrations

from lieny.people.models.row_security import ANYBODY_SIGNED_IN, OWN_PROVINCE, ProtectRows

OWN_CASE = "EXISTS (SELECT 1 FROM registry_case c WHERE c.id = case_id)"
OWN_DEPARTMENT = f"department = ANY (lieny_provinces()) AND {OWN_CASE}"
# Who coordinates the region sees what provinces have between them, never who it is about.
COORDINATES = """(cardinality(peers) > 0 AND EXISTS (SELECT 1 FROM people_membership m
    WHERE m.user_id = lieny_user() AND m.role = 'regional-coordinator'
    AND m.valid_from <= current_date AND COALESCE(m.valid_until, current_date) >= current_date))"""

NUMBERS = """
CREATE TABLE registry_casenumber (
    year integer PRIMARY KEY,
    given integer NOT NULL CHECK (given > 0)
);
ALTER TABLE registry_casenumber ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry_casenumber FORCE ROW LEVEL SECURITY;
CREATE POLICY maintenance ON registry_casenumber
    USING (lieny_maintains()) WITH CHECK (lieny_maintains());

-- The row stays locked until the transaction ends: no two cases of one number, no number left out.
CREATE FUNCTION registry_next_case_number(asked integer) RETURNS integer LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    INSERT INTO registry_casenumber AS n (year, given) VALUES (asked, 1)
    ON CONFLICT (year) DO UPDATE SET given = n.given + 1 RETURNING given;
$$;
CREATE TRIGGER a_letter_is_never_rewritten BEFORE UPDATE OR DELETE ON registry_caseletter
    FOR EACH ROW EXECUTE FUNCTION registry_refuse_rewriting();
"""
UNDO_NUMBERS = """
DROP TRIGGER a_letter_is_never_rewritten ON registry_caseletter;
DROP FUNCTION registry_next_case_number(integer);
DROP TABLE registry_casenumber;
"""
# Of a file behind a sign that concerns one's province: what it is called, whose, since when, its
# hash. The file itself and all its other rows stay behind the wall.
FILES_OF_A_SIGN = """
CREATE FUNCTION registry_files_of_sign(asked bigint)
RETURNS TABLE (id bigint, name text, sha256 text, received_at timestamptz, sender text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT f.id, f.name, f.sha256, s.handed_in_at, o.name
    FROM registry_sourcefile f
    JOIN registry_submission s ON s.id = f.submission_id
    JOIN people_organisation o ON o.id = s.organisation_id
    WHERE f.id IN (
        SELECT (row ->> 'file')::bigint
        FROM registry_storedsign g, jsonb_array_elements(g.evidence) AS row
        WHERE g.id = asked AND g.provinces && lieny_provinces()::varchar[]
    );
$$;
"""
UNDO_FILES = "DROP FUNCTION registry_files_of_sign(bigint);"
CONCERNS = """EXISTS (SELECT 1 FROM registry_case c WHERE c.id = case_id
    AND (c.lead = ANY (lieny_provinces()) OR c.peers && lieny_provinces()::varchar[]))"""
OWN_QUESTION = "EXISTS (SELECT 1 FROM registry_casequestion q WHERE q.id = question_id)"
NAMING = {  # what may name somebody: a coordinator's way to the case does not lead here
    "registry_casesign": CONCERNS,
    "registry_casemessage": CONCERNS,
    "registry_caseletter": CONCERNS,
    "registry_casenotice": CONCERNS,
    "registry_casequestion": f"facility_key = ANY (lieny_facilities()) OR {CONCERNS}",
    "registry_caseattachment": f"{OWN_QUESTION} OR {CONCERNS}",
}
COORDINATOR = f"""
CREATE POLICY coordinating ON registry_case FOR SELECT
    USING ({COORDINATES});
""" + "".join(
    f"CREATE POLICY naming ON {table} AS RESTRICTIVE FOR SELECT "
    f"USING (lieny_maintains() OR {condition});\n"
    for table, condition in NAMING.items()
)
UNDO_COORDINATOR = "DROP POLICY coordinating ON registry_case;" + "".join(
    f"DROP POLICY naming ON {table};" for table in NAMING
)
# Signatures fall with what they stood under, whoever objected to it or signed last.
SIGNATURES = f"""
DROP POLICY removing ON registry_casesignature;
CREATE POLICY removing ON registry_casesignature FOR DELETE USING ({OWN_CASE});
"""
UNDO_SIGNATURES = f"""
DROP POLICY removing ON registry_casesignature;
CREATE POLICY removing ON registry_casesignature FOR DELETE USING ({OWN_DEPARTMENT});
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_case_papers")]

    operations = [
        migrations.RunSQL(NUMBERS, UNDO_NUMBERS),
        migrations.RunSQL(FILES_OF_A_SIGN, UNDO_FILES),
        ProtectRows("registry_casenotice", read=OWN_CASE, write=OWN_CASE),
        ProtectRows("registry_caseletter", read=OWN_CASE, write=OWN_DEPARTMENT),
        ProtectRows("registry_letterwords", read=ANYBODY_SIGNED_IN, write=OWN_PROVINCE),
        migrations.RunSQL(COORDINATOR, UNDO_COORDINATOR),
        migrations.RunSQL(SIGNATURES, UNDO_SIGNATURES),
    ]
