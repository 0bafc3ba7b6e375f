"""Demo accounts exist on a demo instance alone, and an instance is one from its first day or never."""

import django.db.models.deletion
from django.db import migrations, models

WALLS = """
ALTER TABLE people_user ADD CONSTRAINT a_demo_account_lives_on_a_demo_instance
    FOREIGN KEY (demo_id) REFERENCES people_demoinstance (id);

CREATE FUNCTION lieny_demo_from_the_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM people_user) OR EXISTS (SELECT FROM people_organisation) THEN
        RAISE EXCEPTION 'an instance that is in use does not become a demo' USING
            ERRCODE = 'check_violation', CONSTRAINT = 'a_demo_is_one_from_its_beginning';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER from_the_beginning BEFORE INSERT ON people_demoinstance
    FOR EACH ROW EXECUTE FUNCTION lieny_demo_from_the_beginning();

CREATE FUNCTION lieny_demo_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a demo stays a demo' USING
        ERRCODE = 'check_violation', CONSTRAINT = 'a_demo_stays_a_demo';
END $$;
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON people_demoinstance
    FOR EACH STATEMENT EXECUTE FUNCTION lieny_demo_stays();
"""
UNDO = """
DROP TRIGGER no_change ON people_demoinstance;
DROP TRIGGER from_the_beginning ON people_demoinstance;
DROP FUNCTION lieny_demo_stays();
DROP FUNCTION lieny_demo_from_the_beginning();
ALTER TABLE people_user DROP CONSTRAINT a_demo_account_lives_on_a_demo_instance;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_cache")]

    operations = [
        migrations.CreateModel(
            name="DemoInstance",
            fields=[
                (
                    "id",
                    models.SmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="one_mark_an_instance"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="demo",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.demoinstance",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("demo__isnull", False), ("email__iendswith", "@trinh-dien.example")),
                    models.Q(
                        ("demo__isnull", True),
                        models.Q(("email__iendswith", "@trinh-dien.example"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_address_of_the_demo_is_a_demo_account",
            ),
        ),
        migrations.RunSQL(WALLS, UNDO),
    ]
