"""What a run leaves is kept as it is; whether the rows it left were touched since is known.

Columns of all rows are compressed already: PostgreSQL need not try. The number of the last change
stands in a sequence, so that writers wait for nobody; an attempt that is undone counts as a change,
which costs one reading of the tables.
"""

from django.db import migrations, models

# What was left under other names is of no use: the next run looks at everything.
AS_IT_IS = """
DELETE FROM registry_runmemory;
ALTER TABLE registry_runmemory ALTER COLUMN arrow SET STORAGE EXTERNAL;
"""
AS_BEFORE = "ALTER TABLE registry_runmemory ALTER COLUMN arrow SET STORAGE EXTENDED;"
TABLES = (
    "registry_facility",
    "registry_facilityrow",
    "registry_licencerow",
    "registry_registration",
)
CHANGES = """
CREATE SEQUENCE registry_rows_version;
CREATE FUNCTION registry_rows_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM nextval('registry_rows_version');
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER rows_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION registry_rows_changed();\n"
    for table in TABLES
)
UNDO = (
    "".join(f"DROP TRIGGER rows_changed ON {table};\n" for table in TABLES)
    + "DROP FUNCTION registry_rows_changed();\nDROP SEQUENCE registry_rows_version;"
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0023_parted_again")]

    operations = [
        migrations.AlterField(
            model_name="runmemory",
            name="name",
            field=models.CharField(max_length=40, primary_key=True, serialize=False),
        ),
        migrations.RunSQL(AS_IT_IS, AS_BEFORE),
        migrations.RunSQL(CHANGES, UNDO),
    ]
