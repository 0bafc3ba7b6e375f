"""Where each row stands: file, sheet and row, beside what is searched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0007_asking_before"),
    ]

    operations = [
        migrations.AddField(
            model_name="licencerow",
            name="source",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="registration",
            name="source",
            field=models.JSONField(default=dict),
        ),
    ]
