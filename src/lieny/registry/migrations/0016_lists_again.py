"""Lists that are sent again: rows that they pass over, files that came before, unsure cells."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0015_what_changed")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="passed_over",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="sourcefile",
            name="unsure",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name="sourcefile",
            index=models.Index(fields=["sha256"], name="files_by_their_bytes"),
        ),
    ]
