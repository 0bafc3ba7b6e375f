"""The drill: what was saved comes back, into nothing else, and nothing damaged comes back."""

import json
import stat

import psycopg
import pytest


def test_what_was_saved_comes_back_with_its_rights_and_its_chain(peopled, new_node):
    backup = peopled.root / "backup"
    said = peopled.lieny("backup", str(backup))
    rows = peopled.rows()
    assert len(rows["people_user"]) == 2
    assert len(rows["people_auditrecord"]) == 4
    assert {stat.S_IMODE(p.stat().st_mode) for p in backup.iterdir()} == {0o600}
    manifest = json.loads((backup / "manifest.json").read_text("utf-8"))
    assert manifest["tables"] == {name: len(found) for name, found in rows.items()}
    assert manifest["audit_anchor"] in said

    other = new_node()
    other.lieny("restore", str(backup))
    assert other.rows() == rows
    key = "secrets/django"
    assert (other.folder.root / key).read_text() == (peopled.folder.root / key).read_text()
    verified = other.lieny("audit", "verify", "--anchor", manifest["audit_anchor"])
    assert "4 dòng / rows" in verified
    with other.database() as database, database.app.connect() as app:
        assert app.execute("SELECT count(*) FROM people_user").fetchone() == (2,)
        assert app.execute("SELECT count(*) FROM people_membership").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM people_auditrecord")
    other.lieny("account", "invite", "an@syt.example", "--name", "Trần An", "--province", "79")
    assert len(other.rows()["people_auditrecord"]) == 6


def test_a_restore_refuses_an_instance_that_holds_something(peopled, new_node):
    backup = peopled.root / "backup"
    peopled.lieny("backup", str(backup))
    rows = peopled.rows()
    assert "không trống" in peopled.lieny("restore", str(backup), status=1)
    assert peopled.rows() == rows

    other = new_node()
    other.lieny("account", "invite", "an@syt.example", "--name", "Trần An", "--province", "79")
    rows = other.rows()
    assert "không trống" in other.lieny("restore", str(backup), status=1)
    assert other.rows() == rows


def test_a_damaged_backup_is_refused_before_anything_is_made(peopled, new_node):
    backup = peopled.root / "backup"
    peopled.lieny("backup", str(backup))
    dump = backup / "database.dump"
    whole = dump.read_bytes()
    middle = len(whole) // 2
    dump.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    other = new_node()
    assert "database.dump" in other.lieny("restore", str(backup), status=1)
    assert not other.folder.root.exists()
    (backup / "manifest.json").unlink()
    assert "manifest.json" in other.lieny("restore", str(backup), status=1)


def test_a_backup_is_not_written_over_anything(peopled):
    backup = peopled.root / "backup"
    backup.mkdir()
    (backup / "mine.txt").write_text("x")
    assert "không trống" in peopled.lieny("backup", str(backup), status=1)
    assert [path.name for path in backup.iterdir()] == ["mine.txt"]


def test_a_node_moves_to_an_external_server_and_back(peopled, new_node, outside):
    backup, again = peopled.root / "backup", peopled.root / "again"
    peopled.lieny("backup", str(backup))
    rows = peopled.rows()
    external = new_node(LIENY_DATABASE_URL=outside)
    external.lieny("restore", str(backup))
    assert external.rows() == rows
    assert not external.folder.cluster.exists()
    assert "không trống" in external.lieny("restore", str(backup), status=1)

    external.lieny("backup", str(again))
    back = new_node()
    back.lieny("restore", str(again))
    assert back.rows() == rows
