"""What was handed in, persons, registrations, signs and cases."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0004_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("state", models.CharField(max_length=13)),
                ("severity", models.CharField(max_length=8)),
                ("lead", models.CharField(max_length=2)),
                (
                    "peers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "acknowledged",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("proposed", models.CharField(blank=True, max_length=13)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=13)),
                ("measure", models.CharField(blank=True, max_length=20)),
                ("heard_at", models.DateTimeField(null=True)),
                (
                    "replied",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                ("appealed_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["due_on", "number"],
            },
        ),
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("content", models.BinaryField()),
                ("kind", models.CharField(blank=True, max_length=120)),
                ("listed_on", models.DateField(null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("problems", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Facility",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("province", models.CharField(blank=True, max_length=2)),
                ("key", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=300)),
                ("name_folded", models.CharField(max_length=300)),
                ("operating_licence", models.CharField(blank=True, max_length=60)),
                ("form", models.CharField(blank=True, max_length=40)),
                ("address", models.CharField(blank=True, max_length=400)),
                ("status", models.CharField(blank=True, max_length=10)),
                ("longitude", models.FloatField(null=True)),
                ("latitude", models.FloatField(null=True)),
                ("open_hours", models.BinaryField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("province", "key"), name="one_facility_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        name="a_facility_has_its_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("facility_key", models.CharField(max_length=83)),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="registry.case",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="registry.facility",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("name_folded", models.CharField(max_length=150)),
                ("birth_on", models.DateField(null=True)),
                ("birth_year", models.SmallIntegerField(null=True)),
                (
                    "provinces",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("first_seen_at", models.DateTimeField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="registry.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LinkDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("same", "cùng một người"), ("different", "hai người khác nhau")],
                        max_length=9,
                    ),
                ),
                ("across_provinces", models.BooleanField()),
                ("decided_at", models.DateTimeField()),
                ("seconded_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=400)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seconded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
        ),
        migrations.AddField(
            model_name="case",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="registry.person",
            ),
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("index", models.PositiveIntegerField()),
                ("province", models.CharField(max_length=2)),
                ("name", models.CharField(max_length=150)),
                ("name_folded", models.CharField(max_length=150)),
                ("licence_serial", models.IntegerField(null=True)),
                ("licence_issuer", models.CharField(blank=True, max_length=12)),
                ("licence_type", models.CharField(blank=True, max_length=16)),
                ("position", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(blank=True, max_length=40)),
                ("definite", models.BinaryField(null=True)),
                ("possible", models.BinaryField(null=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("listed_on", models.DateField(null=True)),
                ("known_from", models.DateTimeField()),
                ("known_until", models.DateTimeField(null=True)),
                (
                    "facility",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="registry.facility",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="registry.person",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.sourcefile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LicenceRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("index", models.PositiveIntegerField()),
                ("province", models.CharField(max_length=2)),
                ("name", models.CharField(max_length=150)),
                ("name_folded", models.CharField(max_length=150)),
                ("serial", models.IntegerField(null=True)),
                ("issuer", models.CharField(blank=True, max_length=12)),
                ("type", models.CharField(blank=True, max_length=16)),
                ("status", models.CharField(blank=True, max_length=10)),
                ("status_from", models.DateField(null=True)),
                ("status_until", models.DateField(null=True)),
                ("issued_on", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("known_from", models.DateTimeField()),
                ("known_until", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="registry.person",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.sourcefile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FileBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                (
                    "table",
                    models.CharField(
                        choices=[
                            ("files", "Files"),
                            ("headings", "Headings"),
                            ("registrations", "Registrations"),
                            ("licences", "Licences"),
                            ("facilities", "Facilities"),
                            ("activities", "Activities"),
                            ("trainees", "Trainees"),
                            ("problems", "Problems"),
                        ],
                        max_length=13,
                    ),
                ),
                ("rows", models.PositiveIntegerField()),
                ("arrow", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="registry.sourcefile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FacilityRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("index", models.PositiveIntegerField()),
                ("province", models.CharField(max_length=2)),
                ("known_from", models.DateTimeField()),
                ("known_until", models.DateTimeField(null=True)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="registry.facility",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="registry.sourcefile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StoredSign",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=3)),
                ("severity", models.CharField(max_length=8)),
                ("certainty", models.CharField(max_length=8)),
                (
                    "provinces",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), size=None
                    ),
                ),
                (
                    "facilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=83), default=list, size=None
                    ),
                ),
                ("minutes", models.PositiveIntegerField(null=True)),
                ("overlap", models.BinaryField(null=True)),
                ("said_vi", models.TextField()),
                ("said_en", models.TextField()),
                ("vanishes_vi", models.TextField(blank=True)),
                ("vanishes_en", models.TextField(blank=True)),
                ("question_vi", models.TextField(blank=True)),
                ("question_en", models.TextField(blank=True)),
                ("law", models.JSONField()),
                ("evidence", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("first_seen_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rows-changed", "dữ liệu đã thay đổi"),
                            ("law-changed", "quy định đã thay đổi"),
                            ("link-undone", "đã tách người"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signs",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CaseSign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signs",
                        to="registry.case",
                    ),
                ),
                (
                    "sign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.storedsign",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("facility", models.CharField(blank=True, max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "đang đọc"),
                            ("read", "đã đọc, chờ xác nhận"),
                            ("confirmed", "đã xác nhận"),
                            ("returned", "đã trả lại"),
                            ("withdrawn", "đã rút"),
                            ("failed", "không đọc được"),
                        ],
                        default="reading",
                        max_length=9,
                    ),
                ),
                ("handed_in_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("remark", models.CharField(blank=True, max_length=400)),
                ("files_done", models.PositiveIntegerField(default=0)),
                ("files_total", models.PositiveIntegerField(default=0)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-handed_in_at"],
            },
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="registry.submission",
            ),
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=15)),
                ("party", models.CharField(max_length=12)),
                ("department", models.CharField(blank=True, max_length=2)),
                ("at", models.DateTimeField()),
                ("state_before", models.CharField(max_length=13)),
                ("state_after", models.CharField(max_length=13)),
                ("outcome", models.CharField(blank=True, max_length=13)),
                ("measure", models.CharField(blank=True, max_length=20)),
                ("reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="registry.case",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "version"), name="a_step_is_taken_once"
                    ),
                    models.CheckConstraint(
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
                                ],
                            )
                        ),
                        name="a_step_is_a_known_act",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=2)),
                ("at", models.DateTimeField()),
                ("text", models.TextField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="registry.case",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="a_message_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(blank=True, max_length=2)),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="registry.case",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.casequestion",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "sha256"), name="a_paper_is_added_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "media_type__in",
                                [
                                    "application/pdf",
                                    "image/png",
                                    "image/jpeg",
                                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                ],
                            )
                        ),
                        name="a_paper_is_of_a_safe_type",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=2)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="registry.case",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "department"), name="a_department_signs_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("heading", models.CharField(max_length=250)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("chosen_at", models.DateTimeField()),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "heading"),
                        name="a_sender_says_once_what_a_heading_means",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="casequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_question_asks_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="casequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="an_answer_has_words_and_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["provinces"], name="persons_of_a_province"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_is_merged_into_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_person_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="linkdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))),
                name="a_pair_is_written_in_one_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seconded_by__isnull", True),
                    models.Q(("seconded_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_seconds_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("one", "other"),
                name="a_pair_is_decided_once",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["lead", "state"], name="cases_that_a_province_leads"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["due_on"], name="cases_by_term"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("closed", "suppressed", "superseded")), _negated=True
                ),
                fields=("person",),
                name="one_case_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("peers__contains", [models.F("lead")]), _negated=True),
                name="the_lead_is_no_peer",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("measure", ""), ("outcome", "confirmed"), _connector="OR"),
                name="only_what_is_confirmed_has_a_measure",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "detected",
                            "suppressed",
                            "question",
                            "open",
                            "notified",
                            "verifying",
                            "confirmed",
                            "data-error",
                            "exempt",
                            "not-confirmed",
                            "action",
                            "closed",
                            "superseded",
                        ],
                    )
                ),
                name="a_case_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["critical", "high", "medium", "low", "info"])),
                name="a_case_has_a_known_severity",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposed__in", ["confirmed", "data-error", "exempt", "not-confirmed", ""])
                ),
                name="a_known_outcome_is_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["confirmed", "data-error", "exempt", "not-confirmed", ""])
                ),
                name="a_known_outcome_was_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("measure__in", ["adjust-registration", "inspection", "sanction", "police", ""])
                ),
                name="a_known_measure_is_taken",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("known_until__isnull", True)),
                fields=["file"],
                name="registration_known",
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["person"], name="registrations_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["facility"], name="registrations_of_a_facility"),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(
                condition=models.Q(("known_until__isnull", True)),
                fields=["licence_serial", "licence_issuer"],
                name="registrations_by_licence",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                fields=("file", "index"), name="a_registration_is_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_until__isnull", True),
                    ("known_until__gt", models.F("known_from")),
                    _connector="OR",
                ),
                name="a_registration_is_known_before_it_is_forgotten",
            ),
        ),
        migrations.AddIndex(
            model_name="licencerow",
            index=models.Index(
                condition=models.Q(("known_until__isnull", True)),
                fields=["file"],
                name="licence_row_known",
            ),
        ),
        migrations.AddIndex(
            model_name="licencerow",
            index=models.Index(fields=["person"], name="licences_of_a_person"),
        ),
        migrations.AddIndex(
            model_name="licencerow",
            index=models.Index(fields=["serial", "issuer"], name="licence_rows_by_number"),
        ),
        migrations.AddConstraint(
            model_name="licencerow",
            constraint=models.UniqueConstraint(
                fields=("file", "index"), name="a_licence_row_is_kept_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="licencerow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_until__isnull", True),
                    ("known_until__gt", models.F("known_from")),
                    _connector="OR",
                ),
                name="a_licence_row_is_known_before_it_is_forgotten",
            ),
        ),
        migrations.AddConstraint(
            model_name="licencerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("serial__isnull", True), ("serial__gt", 0), _connector="OR"),
                name="a_serial_is_a_number_above_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="fileblock",
            constraint=models.UniqueConstraint(
                fields=("file", "table"), name="a_file_gives_a_table_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="fileblock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "table__in",
                        [
                            "files",
                            "headings",
                            "registrations",
                            "licences",
                            "facilities",
                            "activities",
                            "trainees",
                            "problems",
                        ],
                    )
                ),
                name="a_block_is_of_a_known_table",
            ),
        ),
        migrations.AddIndex(
            model_name="facilityrow",
            index=models.Index(
                condition=models.Q(("known_until__isnull", True)),
                fields=["file"],
                name="facility_row_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="facilityrow",
            constraint=models.UniqueConstraint(
                fields=("file", "index"), name="a_facility_row_is_kept_once"
            ),
        ),
        migrations.AddIndex(
            model_name="storedsign",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["person"],
                name="standing_signs",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedsign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("fingerprint",),
                name="a_sign_stands_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedsign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ending", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ending", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_sign_that_ended_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedsign",
            constraint=models.CheckConstraint(
                condition=models.Q(("certainty__in", ["definite", "possible"])),
                name="a_sign_is_definite_or_possible",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedsign",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["critical", "high", "medium", "low", "info"])),
                name="a_sign_has_a_known_severity",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedsign",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__regex", "^R[0-9]{2}$")), name="a_sign_names_its_rule"
            ),
        ),
        migrations.AddConstraint(
            model_name="casesign",
            constraint=models.UniqueConstraint(
                fields=("case", "sign"), name="a_case_holds_a_sign_once"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["province", "-handed_in_at"], name="submissions_of_a_province"
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["confirmed", "returned", "withdrawn"]),
                    ),
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("state__in", ["reading", "read", "failed"]),
                    ),
                    _connector="OR",
                ),
                name="a_submission_is_decided_by_somebody_at_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("files_done__lte", models.F("files_total"))),
                name="no_more_files_are_done_than_there_are",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcefile",
            constraint=models.UniqueConstraint(
                fields=("submission", "sha256"), name="a_file_is_handed_in_once_a_submission"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="a_file_is_known_by_its_sha256",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted__lte", models.F("rows"))),
                name="no_more_rows_are_accepted_than_read",
            ),
        ),
    ]
