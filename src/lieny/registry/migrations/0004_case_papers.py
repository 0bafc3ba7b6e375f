"""Notices, letters and their words; the checker may note that signs have changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_persons_over_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=2)),
                ("kind", models.CharField(max_length=16)),
                ("number", models.CharField(blank=True, max_length=40)),
                ("recipient", models.CharField(max_length=300)),
                ("subject", models.CharField(max_length=300)),
                ("written_on", models.DateField()),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CaseNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=2)),
                ("act", models.CharField(max_length=15)),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="LetterWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("kind", models.CharField(max_length=16)),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="caseevent",
            name="a_step_is_a_known_act",
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "suppress",
                            "ask-facility",
                            "open",
                            "notify",
                            "acknowledge",
                            "hear",
                            "reply",
                            "propose",
                            "sign",
                            "object",
                            "ask-ministry",
                            "take-measure",
                            "propose-closing",
                            "reopen",
                            "appeal",
                            "settle-appeal",
                            "supersede",
                            "note-signs",
                        ],
                    )
                ),
                name="a_step_is_a_known_act",
            ),
        ),
        migrations.AddField(
            model_name="caseletter",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="caseletter",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="casenotice",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="registry.case",
            ),
        ),
        migrations.AddField(
            model_name="casenotice",
            name="read_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="letterwords",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="caseletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["question", "notice", "closing"])),
                name="a_letter_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseletter",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="a_letter_is_known_by_its_sha256",
            ),
        ),
        migrations.AddIndex(
            model_name="casenotice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["department"],
                name="notices_not_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="casenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                    models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_notice_is_read_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterwords",
            constraint=models.UniqueConstraint(
                fields=("province", "kind"), name="a_department_words_a_letter_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="letterwords",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_letter_has_words"
            ),
        ),
    ]
