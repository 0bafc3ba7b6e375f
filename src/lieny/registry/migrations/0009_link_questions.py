"""Questions of linking: pairs that people decide."""

import django.db.models.deletion
from django.db import migrations, models

from lieny.people.models.row_security import ProtectRows

EITHER = (
    "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = one_id) "
    "OR EXISTS (SELECT 1 FROM registry_person p WHERE p.id = other_id)"
)
ONE = "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = one_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0008_row_source"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weight", models.FloatField()),
                ("contradicted", models.BooleanField()),
                ("parts", models.JSONField()),
                ("one_shown", models.JSONField()),
                ("other_shown", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-weight", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="a_question_is_written_in_one_order",
                    ),
                    models.UniqueConstraint(
                        fields=("one", "other"), name="a_pair_is_asked_about_once"
                    ),
                ],
            },
        ),
        ProtectRows("registry_linkquestion", read=EITHER, write="false"),
        # Whoever sees one of two persons sees what was said of both: the other province seconds it.
        migrations.RunSQL(
            f"ALTER POLICY reading ON registry_linkdecision USING ({EITHER})",
            f"ALTER POLICY reading ON registry_linkdecision USING ({ONE})",
        ),
    ]
