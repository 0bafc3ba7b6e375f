"""The cache that all workers share: codes that were used, counts of attempts."""

from django.db import migrations

CACHE = """
CREATE TABLE people_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX people_cache_expires ON people_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0003_audit_chain")]

    operations = [migrations.RunSQL(CACHE, "DROP TABLE people_cache")]
