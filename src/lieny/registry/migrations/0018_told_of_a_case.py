"""Whoever was told of a case may know whom it is about; questions are withdrawn; who opened a case.

A department that leads a case, or was told of it, sees the person and the signs of the case even
where no row of its own names them: the wall of both asks `registry_told_persons` and
`registry_told_signs`, once a statement and only for rows that no province of one's own opens.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from lieny.registry.rules.case_acts import Act

# Who was told is what `rules.case_file.CaseFile.told` says.
FUNCTIONS = """
CREATE FUNCTION registry_told_persons() RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE own varchar[] := lieny_provinces();
BEGIN
    RETURN QUERY
        SELECT DISTINCT p.id
        FROM registry_case c JOIN registry_person p ON p.id = c.person_id
        WHERE (c.lead = ANY (own) OR (c.peers && own AND NOT (c.asks_first
            AND c.state IN ('detected', 'question', 'suppressed', 'superseded'))))
        AND NOT p.provinces && own;
END $$;
CREATE FUNCTION registry_told_signs() RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE own varchar[] := lieny_provinces();
BEGIN
    RETURN QUERY
        SELECT DISTINCT g.id
        FROM registry_case c JOIN registry_casesign h ON h.case_id = c.id
        JOIN registry_storedsign g ON g.id = h.sign_id
        WHERE (c.lead = ANY (own) OR (c.peers && own AND NOT (c.asks_first
            AND c.state IN ('detected', 'question', 'suppressed', 'superseded'))))
        AND NOT g.provinces && own;
END $$;
"""
UNDO_FUNCTIONS = """
DROP FUNCTION registry_told_signs();
DROP FUNCTION registry_told_persons();
"""
OWN = "provinces && lieny_provinces()::varchar[]"
WALLS = {"registry_person": "registry_told_persons", "registry_storedsign": "registry_told_signs"}
# The functions read both tables as their owner, whom another policy lets see all: without the test
# they would call themselves.
READING = "".join(
    f"DROP POLICY reading ON {table};"
    f"CREATE POLICY reading ON {table} FOR SELECT"
    f" USING ({OWN} OR"
    f" (NOT lieny_maintains() AND id IN (SELECT {function}())));\n"
    for table, function in WALLS.items()
)
UNDO_READING = "".join(
    f"DROP POLICY reading ON {table};CREATE POLICY reading ON {table} FOR SELECT USING ({OWN});\n"
    for table in WALLS
)
# What may name somebody stays closed to a department that was not told.
CONCERNS = """EXISTS (SELECT 1 FROM registry_case c WHERE c.id = case_id
    AND (c.lead = ANY (lieny_provinces()) OR (c.peers && lieny_provinces()::varchar[]
    AND NOT (c.asks_first
        AND c.state IN ('detected', 'question', 'suppressed', 'superseded')))))"""
CONCERNED = """EXISTS (SELECT 1 FROM registry_case c WHERE c.id = case_id
    AND (c.lead = ANY (lieny_provinces()) OR c.peers && lieny_provinces()::varchar[]))"""
OWN_QUESTION = "EXISTS (SELECT 1 FROM registry_casequestion q WHERE q.id = question_id)"


def naming(condition: str) -> str:
    """Write the policies that keep names from whoever only coordinates or was not told."""
    walls = {
        "registry_casemessage": condition,
        "registry_caseletter": condition,
        "registry_casequestion": f"facility_key = ANY (lieny_facilities()) OR {condition}",
        "registry_caseattachment": f"{OWN_QUESTION} OR {condition}",
    }
    return "".join(
        f"DROP POLICY naming ON {table};"
        f"CREATE POLICY naming ON {table} AS RESTRICTIVE FOR SELECT"
        f" USING (lieny_maintains() OR {wall});\n"
        for table, wall in walls.items()
    )


# A pair is there for whoever holds a row of one of its sides, not for who was told of a case.
EITHER = """EXISTS (SELECT 1 FROM registry_person p WHERE p.id = one_id{held})
    OR EXISTS (SELECT 1 FROM registry_person p WHERE p.id = other_id{held})"""
HELD = " AND p.provinces && lieny_provinces()::varchar[]"


def links(held: str) -> str:
    """Write the walls of pairs: by persons as they are seen, or only as one's provinces hold them."""
    either = EITHER.format(held=held)
    return (
        f"ALTER POLICY reading ON registry_linkquestion USING ({either});\n"
        f"ALTER POLICY reading ON registry_linkdecision USING ({either});\n"
        f"ALTER POLICY adding ON registry_linkdecision WITH CHECK ({either});\n"
        f"ALTER POLICY changing ON registry_linkdecision USING ({either}) WITH CHECK ({either});\n"
    )


# What a file behind a sign is called is told to whom the sign is open.
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
        WHERE g.id = asked AND (g.provinces && lieny_provinces()::varchar[]
            OR g.id IN (SELECT registry_told_signs()))
    ));
$$;
"""
UNDO_FILES = """
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
        WHERE g.id = asked AND (g.provinces && lieny_provinces()::varchar[])
    ));
$$;
"""
# Of the cases that there are, the record of what was done knows who opened them.
OPENED = """
UPDATE registry_case c SET opened_by_id = a.actor FROM people_auditrecord a
WHERE a.action = 'case.open' AND a.target = c.id::text
AND a.actor IN (SELECT id FROM people_user);
"""


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("registry", "0017_asking_signs"),
        ("people", "0003_audit_chain"),
    ]

    operations = [
        migrations.AddField(
            "case",
            "opened_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "casequestion",
            "withdrawn_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "casequestion", "withdrawn_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField("casequestion", "withdrawn_reason", models.TextField(blank=True)),
        migrations.AddConstraint(
            "casequestion",
            models.CheckConstraint(
                name="what_is_withdrawn_says_why_and_has_no_answer",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (
                    Q(withdrawn_at__isnull=False, answered_at__isnull=True)
                    & ~Q(withdrawn_reason="")
                ),
            ),
        ),
        migrations.RemoveConstraint("caseevent", "a_step_is_a_known_act"),
        migrations.AddConstraint(
            "caseevent",
            models.CheckConstraint(
                name="a_step_is_a_known_act",
                condition=Q(act__in=[act.value for act in Act]),
            ),
        ),
        migrations.RunSQL(FUNCTIONS, UNDO_FUNCTIONS),
        migrations.RunSQL(READING, UNDO_READING),
        migrations.RunSQL(naming(CONCERNS), naming(CONCERNED)),
        migrations.RunSQL(links(HELD), links("")),
        migrations.RunSQL(FILES, UNDO_FILES),
        migrations.RunSQL(OPENED, ""),
    ]
