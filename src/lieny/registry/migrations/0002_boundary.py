"""Row-level security of the registry, and history that nobody rewrites.

What the checker finds (persons, rows, signs) is written by the owner of the tables alone: pages
read it. Facilities' staff see their own rows, their own submissions and the questions put to them.
"""

from django.db import migrations

from lieny.people.models.row_security import (
    ANYBODY_SIGNED_IN,
    OWN_FACILITY,
    OWN_PROVINCE,
    ProtectRows,
)

NOBODY = "false"
OWN_PLACE = """facility_id IN (SELECT f.id FROM registry_facility f
    WHERE (f.province || ':' || f.key) = ANY (lieny_facilities()))"""
OWN_ORGANISATION = """organisation_id IN (SELECT o.id FROM people_organisation o
    WHERE (o.province || ':' || o.facility) = ANY (lieny_facilities()))"""
KNOWN_PERSON = "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = person_id)"
OWN_SUBMISSION = "EXISTS (SELECT 1 FROM registry_submission s WHERE s.id = submission_id)"
OWN_FILE = "EXISTS (SELECT 1 FROM registry_sourcefile f WHERE f.id = file_id)"
OWN_CASE = "EXISTS (SELECT 1 FROM registry_case c WHERE c.id = case_id)"
CONCERNED = "(lead = ANY (lieny_provinces()) OR peers && lieny_provinces()::varchar[])"
OWN_DEPARTMENT = f"department = ANY (lieny_provinces()) AND {OWN_CASE}"
OWN_QUESTION = "EXISTS (SELECT 1 FROM registry_casequestion q WHERE q.id = question_id)"
QUESTION = f"facility_key = ANY (lieny_facilities()) OR {OWN_CASE}"

HISTORY = """
CREATE FUNCTION registry_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER a_step_is_never_rewritten BEFORE UPDATE OR DELETE ON registry_caseevent
    FOR EACH ROW EXECUTE FUNCTION registry_refuse_rewriting();
CREATE TRIGGER a_message_is_never_rewritten BEFORE UPDATE OR DELETE ON registry_casemessage
    FOR EACH ROW EXECUTE FUNCTION registry_refuse_rewriting();
"""
UNDO_HISTORY = """
DROP TRIGGER a_step_is_never_rewritten ON registry_caseevent;
DROP TRIGGER a_message_is_never_rewritten ON registry_casemessage;
DROP FUNCTION registry_refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("people", "0003_audit_chain")]

    operations = [
        ProtectRows(
            "registry_submission",
            read=f"{OWN_PROVINCE} OR {OWN_FACILITY}",
            write=f"{OWN_PROVINCE} OR {OWN_FACILITY}",
        ),
        ProtectRows("registry_sourcefile", read=OWN_SUBMISSION, write=OWN_SUBMISSION),
        ProtectRows("registry_fileblock", read=OWN_FILE, write=OWN_FILE),
        ProtectRows(
            "registry_columnchoice",
            read="EXISTS (SELECT 1 FROM people_organisation o WHERE o.id = organisation_id)",
            write=f"{OWN_PROVINCE} OR {OWN_ORGANISATION}",
        ),
        ProtectRows("registry_facility", read=ANYBODY_SIGNED_IN, write=NOBODY),
        ProtectRows("registry_facilityrow", read=OWN_PROVINCE, write=NOBODY),
        ProtectRows(
            "registry_person", read="provinces && lieny_provinces()::varchar[]", write=NOBODY
        ),
        ProtectRows(
            "registry_registration",
            read=f"{OWN_PROVINCE} OR {OWN_PLACE} OR {KNOWN_PERSON}",
            write=NOBODY,
        ),
        ProtectRows("registry_licencerow", read=f"{OWN_PROVINCE} OR {KNOWN_PERSON}", write=NOBODY),
        ProtectRows(
            "registry_storedsign", read="provinces && lieny_provinces()::varchar[]", write=NOBODY
        ),
        ProtectRows(
            "registry_linkdecision",
            read="EXISTS (SELECT 1 FROM registry_person p WHERE p.id = one_id)",
            write="EXISTS (SELECT 1 FROM registry_person p WHERE p.id = one_id) "
            "OR EXISTS (SELECT 1 FROM registry_person p WHERE p.id = other_id)",
        ),
        ProtectRows("registry_case", read=CONCERNED, write=CONCERNED),
        ProtectRows("registry_casesign", read=OWN_CASE, write=OWN_CASE),
        ProtectRows("registry_caseevent", read=OWN_CASE, write=OWN_CASE),
        ProtectRows("registry_casesignature", read=OWN_CASE, write=OWN_DEPARTMENT),
        ProtectRows("registry_casemessage", read=OWN_CASE, write=OWN_DEPARTMENT),
        ProtectRows("registry_casequestion", read=QUESTION, write=QUESTION),
        ProtectRows(
            "registry_caseattachment",
            read=f"{OWN_CASE} OR {OWN_QUESTION}",
            write=f"{OWN_CASE} OR {OWN_QUESTION}",
        ),
        migrations.RunSQL(HISTORY, UNDO_HISTORY),
    ]
