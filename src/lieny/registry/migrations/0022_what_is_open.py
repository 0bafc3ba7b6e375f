"""A step of a case changes what is kept of cases, and seldom which persons and signs have one.

Signs without a case take a fifth of a second to count among a million persons; most steps
(acknowledging, proposing, signing) leave them as they are.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

kinds = import_module("lieny.registry.migrations.0021_notices_change").kinds
KINDS = ("cases", "notices", "opened", "signs")
SETTLED = "('closed', 'suppressed', 'superseded')"
# What `services/cases/without_case.py` and the walls of cases look at.
OTHERWISE = f"""(OLD.state IN {SETTLED}) <> (NEW.state IN {SETTLED})
    OR (OLD.state = 'suppressed') <> (NEW.state = 'suppressed')
    OR OLD.asks_first AND OLD.state <> NEW.state OR OLD.asks_first <> NEW.asks_first
    OR OLD.person_id <> NEW.person_id OR OLD.lead <> NEW.lead OR OLD.peers <> NEW.peers
    OR OLD.opened_at <> NEW.opened_at"""
TRIGGERS = f"""
CREATE TRIGGER what_is_open AFTER INSERT OR DELETE ON registry_case
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed('opened');
CREATE TRIGGER what_is_otherwise AFTER UPDATE ON registry_case
    FOR EACH ROW WHEN ({OTHERWISE}) EXECUTE FUNCTION registry_changed('opened');
CREATE TRIGGER what_is_open AFTER INSERT OR UPDATE OR DELETE ON registry_casesign
    FOR EACH STATEMENT EXECUTE FUNCTION registry_changed('opened');
"""
UNDO_TRIGGERS = """
DROP TRIGGER what_is_open ON registry_case;
DROP TRIGGER what_is_otherwise ON registry_case;
DROP TRIGGER what_is_open ON registry_casesign;
DELETE FROM registry_change WHERE what = 'opened';
"""


class Migration(migrations.Migration):
    """Give what is open a kind of its own."""

    dependencies: ClassVar = [("registry", "0021_notices_change")]

    operations: ClassVar = [
        migrations.RunSQL(
            [kinds(*KINDS), TRIGGERS],
            [UNDO_TRIGGERS, kinds(*(one for one in KINDS if one != "opened"))],
        )
    ]
