"""Counts of files, letters by e-mail with their attempts, and cases that begin with a question.

The verdicts on signs are counted by the owner's function for the whole region: a rule is as good
in one province as in the other, and the function gives numbers of cases, nothing of a person.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lieny.people.models.row_security import ProtectRows

OWN_FILE = "EXISTS (SELECT 1 FROM registry_sourcefile f WHERE f.id = file_id)"
OWN_PROVINCE = "province = ANY (lieny_provinces())"
ONESELF = "user_id = lieny_user()"

# One row a rule, lead and verdict. Only signs that stood when it was decided are counted; of a case
# that the checker closed, those that rested on a wrong link.
VERDICTS = """
CREATE FUNCTION registry_rule_verdicts(since timestamptz)
RETURNS TABLE (rule text, province text, verdict text, cases bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH settled AS (
        SELECT c.id, c.lead, c.state, c.outcome, CASE
            WHEN c.outcome <> '' THEN COALESCE(
                (SELECT max(e.at) FROM registry_caseevent e WHERE e.case_id = c.id
                 AND e.state_before = 'verifying' AND e.state_after = c.outcome), c.since)
            ELSE c.since END AS decided_at
        FROM registry_case c
        WHERE c.state IN ('closed', 'suppressed', 'superseded') AND c.since >= $1
    ), counted AS (
        SELECT DISTINCT t.id, t.lead, s.rule, CASE
            WHEN t.outcome <> '' THEN t.outcome
            WHEN t.state = 'suppressed' THEN 'set-aside'
            WHEN s.ending = 'link-undone' THEN 'wrong-link' END AS verdict
        FROM settled t
        JOIN registry_casesign k ON k.case_id = t.id
        JOIN registry_storedsign s ON s.id = k.sign_id
        WHERE t.state = 'superseded' OR s.ended_at IS NULL OR s.ended_at >= t.decided_at
    )
    SELECT rule, lead, verdict, count(*) FROM counted
    WHERE verdict IS NOT NULL AND (lieny_user() IS NOT NULL OR session_user = current_user)
    GROUP BY rule, lead, verdict;
$$;
"""
# Sums of a province for those who look at the region; no sender can be seen in them.
TOTALS = """
CREATE FUNCTION registry_quality_by_province(since timestamptz)
RETURNS TABLE (province text, files bigint, readable bigint, rows bigint, rows_whole bigint,
               cells bigint, cells_unread bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT q.province, count(*), count(*) FILTER (WHERE q.rows > 0), sum(q.rows),
           sum(q.rows_whole), sum(q.cells), sum(q.cells_unread)
    FROM registry_filequality q
    JOIN registry_sourcefile f ON f.id = q.file_id
    JOIN registry_submission s ON s.id = f.submission_id
    WHERE s.handed_in_at >= $1 AND s.state <> 'withdrawn'
        AND (lieny_user() IS NOT NULL OR session_user = current_user)
    GROUP BY q.province;
$$;
"""
UNDO_TOTALS = "DROP FUNCTION registry_quality_by_province(timestamptz);"
UNDO_VERDICTS = "DROP FUNCTION registry_rule_verdicts(timestamptz);"


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0012_link_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="case", name="asks_first", field=models.BooleanField(default=False)
        ),
        migrations.CreateModel(
            name="FileQuality",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quality",
                        to="registry.sourcefile",
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("rows", models.PositiveIntegerField()),
                ("rows_whole", models.PositiveIntegerField()),
                ("cells", models.PositiveIntegerField()),
                ("cells_unread", models.PositiveIntegerField()),
                ("days_late", models.PositiveIntegerField(null=True)),
                ("kinds", models.JSONField()),
                ("refused", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cells_unread__lte", models.F("cells")),
                            ("rows_whole__lte", models.F("rows")),
                        ),
                        name="a_measured_part_is_no_larger_than_its_whole",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "thông báo hồ sơ"),
                            ("question", "câu hỏi gửi cơ sở"),
                            ("digest", "thư tổng hợp"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.casenotice",
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("trouble", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "ordering": ["made_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("given_up_at__isnull", True),
                                ("next_at__isnull", False),
                                ("sent_at__isnull", True),
                            ),
                            models.Q(
                                ("given_up_at__isnull", True),
                                ("next_at__isnull", True),
                                ("sent_at__isnull", False),
                            ),
                            models.Q(
                                ("given_up_at__isnull", False),
                                ("next_at__isnull", True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_letter_waits_went_out_or_was_given_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["notice", "question", "digest"])),
                        name="an_outgoing_letter_is_of_a_known_kind",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="letters_that_wait",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestChoice",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("frequency", models.CharField(default="weekly", max_length=6)),
                ("last_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("frequency__in", ["weekly", "daily", "never"])),
                        name="a_digest_comes_as_often_as_can_be_chosen",
                    )
                ]
            },
        ),
        ProtectRows("registry_filequality", read=OWN_FILE, write="false"),
        ProtectRows("registry_outgoingmail", read=OWN_PROVINCE, write=OWN_PROVINCE),
        ProtectRows("registry_digestchoice", read=ONESELF, write=ONESELF),
        migrations.RunSQL(VERDICTS, UNDO_VERDICTS),
        migrations.RunSQL(TOTALS, UNDO_TOTALS),
    ]
