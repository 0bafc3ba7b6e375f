"""Reviewing links: what a pair would change, who said what of it; cases that go on in another."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lieny.people.models.row_security import OWN_PROVINCE, ProtectRows

ACTS = [
    "suppress", "ask-facility", "open", "notify", "acknowledge", "hear", "reply", "propose", "sign",
    "object", "ask-ministry", "take-measure", "propose-closing", "reopen", "appeal",
    "settle-appeal", "supersede", "note-signs", "add-peer", "join", "take-over",
]  # fmt: skip
PERSON = "registry.person"
CASCADE, PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0009_link_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkDoubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=400)),
                ("one_shown", models.JSONField()),
                ("other_shown", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("one", models.ForeignKey(on_delete=CASCADE, related_name="+", to=PERSON)),
                ("other", models.ForeignKey(on_delete=CASCADE, related_name="+", to=PERSON)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("one", "other", "province"), name="a_department_doubts_a_pair_once"
                    )
                ],
            },
        ),
        ProtectRows("registry_linkdoubt", read=OWN_PROVINCE, write=OWN_PROVINCE),
        migrations.AlterModelOptions(
            name="linkquestion", options={"ordering": ["-worth", "-weight", "id"]}
        ),
        migrations.AddField("linkquestion", "levels", models.JSONField(default=dict)),
        migrations.AddField("linkquestion", "makes", models.JSONField(default=dict)),
        migrations.AddField("linkquestion", "unmakes", models.JSONField(default=list)),
        migrations.AddField("linkquestion", "worth", models.SmallIntegerField(default=0)),
        migrations.AddIndex(
            "linkquestion",
            models.Index(
                models.F("worth").desc(),
                models.F("weight").desc(),
                models.F("id"),
                name="questions_by_what_they_change",
            ),
        ),
        migrations.AddField("linkdecision", "asked", models.JSONField(default=dict)),
        migrations.AddField(
            "linkdecision",
            "behind_wall",
            models.ForeignKey(
                blank=True, null=True, on_delete=CASCADE, related_name="+", to=PERSON
            ),
        ),
        *(
            migrations.AddField("linkdecision", name, models.CharField(blank=True, max_length=2))
            for name in ("decided_for", "seconded_for", "undone_for")
        ),
        migrations.AddField(
            "linkdecision", "undone_reason", models.CharField(blank=True, max_length=400)
        ),
        migrations.AddField(
            "case",
            "joined_into",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=PROTECT,
                related_name="joined",
                to="registry.case",
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(joined_into__isnull=True) | models.Q(state="superseded"),
                name="a_joined_case_is_superseded",
            ),
        ),
        migrations.RemoveConstraint("caseevent", "a_step_is_a_known_act"),
        migrations.AddConstraint(
            "caseevent",
            models.CheckConstraint(condition=models.Q(act__in=ACTS), name="a_step_is_a_known_act"),
        ),
    ]
