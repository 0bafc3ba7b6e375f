"""Signs that all people of a place share are found by the place."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    """Index what stands of the licence of a place (R09), as the inbox folds it."""

    dependencies: ClassVar = [("registry", "0018_told_of_a_case")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="storedsign",
            index=models.Index(
                Coalesce(models.F("facilities__0"), models.Value("")),
                condition=models.Q(("ended_at__isnull", True), ("rule", "R09")),
                include=("id", "person", "severity", "provinces", "first_seen_at", "facilities"),
                name="standing_signs_by_place",
            ),
        )
    ]
