"""A merging of persons is undone with its cases: what is needed to bring a joined case back.

Of cases that were joined before, it is read from their history where they stood.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from lieny.people.models.row_security import ProtectRows
from lieny.registry.rules.case_acts import Act

CASE, PERSON = "registry.case", "registry.person"
PROTECT = django.db.models.deletion.PROTECT
UNDECIDED = "('detected', 'question', 'open', 'notified', 'verifying')"
# Whether two persons may be parted again is told to whoever sees a row of one of them: of a case
# that they may not read they learn only that there is one, and why.
IN_THE_WAY = f"""
CREATE FUNCTION registry_stands_in_the_way(one bigint, other bigint)
RETURNS TABLE (following bigint, standing uuid, why text) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT f.id, c.id, w.why
    FROM registry_casefollowing f JOIN registry_case c ON c.id = f.case_id
    LEFT JOIN registry_case y ON y.id = f.joined_id
    CROSS JOIN LATERAL (SELECT CASE
        WHEN c.joined_into_id IS NOT NULL OR c.person_id <> f.into_id THEN 'joined-on'
        WHEN c.appealed_at IS NOT NULL THEN 'appealed'
        WHEN c.state NOT IN {UNDECIDED} AND EXISTS (
            SELECT 1 FROM registry_caseevent e
            WHERE e.case_id = c.id AND e.version > f.version AND e.state_after <> e.state_before
            AND e.state_after NOT IN {UNDECIDED} AND e.state_after <> 'superseded')
        THEN 'decided' END AS why) w
    WHERE f.ended_at IS NULL AND w.why IS NOT NULL
    AND ARRAY[f.person_id, COALESCE(y.person_id, f.into_id)] @> ARRAY[one, other]
    AND (lieny_maintains() OR EXISTS (SELECT 1 FROM registry_person p
        WHERE p.id IN (one, other) AND p.provinces && lieny_provinces()::varchar[]));
$$;
"""  # noqa: S608 - names of states alone
UNDO_IN_THE_WAY = "DROP FUNCTION registry_stands_in_the_way(bigint, bigint);"
JOINED_BEFORE = """
INSERT INTO registry_casefollowing
    (case_id, version, person_id, into_id, joined_id, state, since, peers, at)
SELECT c.id, COALESCE((SELECT min(e.version) FROM registry_caseevent e
        WHERE e.case_id = c.id AND e.act = 'take-over' AND e.at = j.at), c.version),
    COALESCE((SELECT g.person_id FROM registry_casesign h
        JOIN registry_storedsign g ON g.id = h.sign_id
        WHERE h.case_id = c.id ORDER BY h.id LIMIT 1), c.person_id),
    c.person_id, y.id, j.state_before,
    COALESCE((SELECT max(e.at) FROM registry_caseevent e WHERE e.case_id = y.id
        AND e.version < j.version AND e.state_after <> e.state_before), y.opened_at),
    c.peers, j.at
FROM registry_case y JOIN registry_case c ON c.id = y.joined_into_id
JOIN LATERAL (SELECT e.* FROM registry_caseevent e
    WHERE e.case_id = y.id AND e.act = 'join' ORDER BY e.version DESC LIMIT 1) j ON true;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0022_what_is_open")]

    operations = [
        migrations.CreateModel(
            name="CaseFollowing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(blank=True, max_length=13)),
                ("since", models.DateTimeField(null=True)),
                (
                    "peers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=PROTECT, related_name="followings", to=CASE),
                ),
                ("into", models.ForeignKey(on_delete=PROTECT, related_name="+", to=PERSON)),
                (
                    "joined",
                    models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to=CASE),
                ),
                ("person", models.ForeignKey(on_delete=PROTECT, related_name="+", to=PERSON)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("ended_at", None)),
                        fields=("joined",),
                        name="a_case_is_joined_once",
                    ),
                    models.CheckConstraint(
                        condition=Q(joined__isnull=True, since__isnull=True, state="")
                        | (Q(joined__isnull=False, since__isnull=False) & ~Q(state="")),
                        name="of_a_joined_case_it_is_known_where_it_stood",
                    ),
                ],
            },
        ),
        ProtectRows("registry_casefollowing", read="false", write="false"),
        migrations.RemoveConstraint("caseevent", "a_step_is_a_known_act"),
        migrations.AddConstraint(
            "caseevent",
            models.CheckConstraint(
                name="a_step_is_a_known_act", condition=Q(act__in=[act.value for act in Act])
            ),
        ),
        migrations.RunSQL(IN_THE_WAY, UNDO_IN_THE_WAY),
        migrations.RunSQL(JOINED_BEFORE, ""),
    ]
