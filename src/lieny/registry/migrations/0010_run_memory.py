"""What a run of linking and checking leaves for the next one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0014_public_part"),
    ]

    operations = [
        migrations.CreateModel(
            name="RunMemory",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("made_with", models.CharField(max_length=64)),
                ("arrow", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
