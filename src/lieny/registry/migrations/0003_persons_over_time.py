"""Rows may be known again, places merge, signs tell of places, decisions keep their rows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_boundary"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="facilityrow",
            name="a_facility_row_is_kept_once",
        ),
        migrations.RemoveConstraint(
            model_name="licencerow",
            name="a_licence_row_is_kept_once",
        ),
        migrations.RemoveConstraint(
            model_name="registration",
            name="a_registration_is_kept_once",
        ),
        migrations.AddField(
            model_name="facility",
            name="merged_into",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="registry.facility",
            ),
        ),
        migrations.AddField(
            model_name="linkdecision",
            name="one_rows",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="linkdecision",
            name="other_rows",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="storedsign",
            name="facility",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="signs",
                to="registry.facility",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="taken_in_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="storedsign",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="signs",
                to="registry.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="facilityrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until__isnull", True)),
                fields=("file", "index"),
                name="a_facility_row_is_kept_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="licencerow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until__isnull", True)),
                fields=("file", "index"),
                name="a_licence_row_is_kept_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until__isnull", True)),
                fields=("file", "index"),
                name="a_registration_is_kept_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedsign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("facility__isnull", True), ("person__isnull", False)),
                    models.Q(("facility__isnull", False), ("person__isnull", True)),
                    _connector="OR",
                ),
                name="a_sign_is_about_a_person_or_a_place",
            ),
        ),
    ]
