"""Acts on accounts that take two people, checks of the audit log, and counting who asks without an account."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lieny.people.models.row_security import OWN_PROVINCE, ProtectRows


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_demo"),
    ]

    operations = [
        migrations.CreateModel(
            name="RateCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("ends_at", models.DateTimeField(db_index=True)),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "ends_at"), name="a_window_is_counted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("office", "Giao vai trò"),
                            ("factor", "Xoá lớp xác thực thứ hai"),
                            ("reopen", "Mở lại tài khoản"),
                        ],
                        max_length=8,
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("valid_from", models.DateField(null=True)),
                ("valid_until", models.DateField(null=True)),
                ("reason", models.CharField(max_length=400)),
                ("asked_at", models.DateTimeField()),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreed", "đã đồng ý"),
                            ("refused", "đã từ chối"),
                            ("withdrawn", "đã rút"),
                        ],
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("asked_by")), _negated=True),
                            ("decision", "withdrawn"),
                            _connector="OR",
                        ),
                        name="nobody_decides_on_what_they_asked_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("user")), _negated=True),
                            ("decision", "withdrawn"),
                            _connector="OR",
                        ),
                        name="nobody_decides_on_their_own_account",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decision", ""),
                            ),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_decision_says_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("act", "office"),
                                ("valid_from__isnull", False),
                                models.Q(("role", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("act", "office"), _negated=True),
                                ("role", ""),
                                ("valid_from__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="an_office_is_asked_for_with_its_first_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("user", "organisation", "act", "role"),
                        name="an_act_waits_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2)),
                ("asked_at", models.DateTimeField()),
                ("anchor_row", models.BigIntegerField(null=True)),
                ("anchor_hash", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "đang chờ"),
                            ("running", "đang kiểm"),
                            ("done", "đã xong"),
                            ("failed", "không kiểm được"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("rows_done", models.BigIntegerField(default=0)),
                ("rows_total", models.BigIntegerField(default=0)),
                ("head", models.CharField(blank=True, max_length=64)),
                ("breaks", models.JSONField(default=list)),
                ("more_breaks", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anchor_hash", ""), ("anchor_row__isnull", True)),
                            models.Q(
                                ("anchor_row__gt", 0), ("anchor_hash__regex", "^[0-9a-f]{64}$")
                            ),
                            _connector="OR",
                        ),
                        name="an_anchor_has_its_number_and_its_hash",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("province",),
                        name="a_department_checks_the_log_once_at_a_time",
                    ),
                ],
            },
        ),
        ProtectRows("people_accountrequest", read=OWN_PROVINCE, write=OWN_PROVINCE),
        ProtectRows("people_auditcheck", read=OWN_PROVINCE, write=OWN_PROVINCE),
    ]
