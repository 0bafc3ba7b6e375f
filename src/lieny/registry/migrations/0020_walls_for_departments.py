"""The wall of registrations looks for facilities of one's own only for staff of facilities.

It asked for them at each row of another province, by reading all facilities: 20 ms for an officer
of a department, who has none. Places at one point are found by an index.
"""

from typing import ClassVar

from django.db import migrations, models

from lieny.people.models.row_security import OWN_PROVINCE

OWN_PLACE = """facility_id IN (SELECT f.id FROM registry_facility f
    WHERE (f.province || ':' || f.key) = ANY (lieny_facilities()))"""
KNOWN_PERSON = "EXISTS (SELECT 1 FROM registry_person p WHERE p.id = person_id)"


def reading(own_place: str) -> str:
    """Write who reads registrations."""
    return (
        "DROP POLICY reading ON registry_registration;"
        "CREATE POLICY reading ON registry_registration FOR SELECT"
        f" USING ({OWN_PROVINCE} OR {own_place} OR {KNOWN_PERSON});"
    )


class Migration(migrations.Migration):
    """Ask for one's own facilities where there are any."""

    dependencies: ClassVar = [("registry", "0019_signs_by_place")]

    operations: ClassVar = [
        migrations.RunSQL(
            reading(f"(lieny_facilities() IS NOT NULL AND {OWN_PLACE})"), reading(OWN_PLACE)
        ),
        migrations.AddIndex(
            model_name="facility",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", True)),
                fields=["longitude", "latitude"],
                name="places_at_a_point",
            ),
        ),
    ]
