"""Accounts, organisations, memberships and the audit log."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import lieny.people.models.membership


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # Ranges and plain values in one exclusion; a trusted extension, the owner may install it.
        BtreeGistExtension(),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("full_name", models.CharField(max_length=150)),
                (
                    "locale",
                    models.CharField(
                        choices=[("vi", "Tiếng Việt"), ("en", "English")],
                        default="vi",
                        max_length=2,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="one_account_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True),
                        name="an_account_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditRecord",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.UUIDField(db_index=True, null=True)),
                ("on_behalf_of", models.CharField(blank=True, max_length=80)),
                ("province", models.CharField(blank=True, max_length=2)),
                ("action", models.CharField(db_index=True, max_length=60)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("done", "đã làm"),
                            ("refused", "bị từ chối"),
                            ("failed", "không thành"),
                        ],
                        max_length=8,
                    ),
                ),
                ("target_kind", models.CharField(blank=True, max_length=60)),
                ("target", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("origin", models.CharField(blank=True, max_length=45)),
                ("detail", models.TextField(default="{}")),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["sequence"],
                "indexes": [
                    models.Index(fields=["target_kind", "target"], name="audit_of_one_record"),
                    models.Index(fields=["at"], name="audit_by_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "Sở Y tế"),
                            ("facility", "Cơ sở khám bệnh, chữa bệnh"),
                            ("region", "Điều phối vùng"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("province", models.CharField(blank=True, max_length=2)),
                ("facility", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ["province", "name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "region"), ("province", "")),
                            models.Q(
                                models.Q(("kind", "region"), _negated=True),
                                ("province__regex", "^[0-9]{2}$"),
                            ),
                            _connector="OR",
                        ),
                        name="only_the_region_has_no_province",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "facility"), models.Q(("facility", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("kind", "facility"), _negated=True), ("facility", "")
                            ),
                            _connector="OR",
                        ),
                        name="a_facility_has_a_key_and_nobody_else",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "department")),
                        fields=("province",),
                        name="one_department_a_province",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "facility")),
                        fields=("province", "facility"),
                        name="one_organisation_a_facility",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("licensing-officer", "Chuyên viên quản lý hành nghề"),
                            ("inspector", "Thanh tra, kiểm tra"),
                            ("head-of-department", "Lãnh đạo Sở Y tế"),
                            ("facility-user", "Người dùng của cơ sở"),
                            ("regional-coordinator", "Điều phối vùng"),
                            ("auditor", "Kiểm toán"),
                            ("administrator", "Quản trị"),
                        ],
                        max_length=24,
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="a_membership_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "licensing-officer",
                                    "inspector",
                                    "head-of-department",
                                    "facility-user",
                                    "regional-coordinator",
                                    "auditor",
                                    "administrator",
                                ],
                            )
                        ),
                        name="a_membership_names_a_known_role",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("user"), "="),
                            (models.F("organisation"), "="),
                            (models.F("role"), "="),
                            (
                                lieny.people.models.membership.Days(
                                    "valid_from",
                                    "valid_until",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_office_is_held_once_at_a_time",
                    ),
                ],
            },
        ),
    ]
