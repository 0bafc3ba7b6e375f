"""The embedded server through what happens to servers: stops, kills, strangers, second starts."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from lieny.node.data_folder import DataFolder
from lieny.node.postgres.address import read_address
from lieny.node.postgres.binaries import binaries_for
from lieny.node.postgres.launcher import joined, launched
from lieny.node.postgres.os_user import OsUser, server_user
from lieny.node.postgres.processes import processes_of
from lieny.node.postgres.roles import check_version
from lieny.node.postgres.trouble import (
    AddressUnreadable,
    AlreadyRunning,
    AppRoleMissing,
    AppRoleTooMighty,
    PathTooLong,
    ServerNotReached,
    ServerOfOtherVersion,
    ServerTooOld,
)


def ask(address, question):
    with address.connect() as connection:
        return connection.execute(question).fetchone()


def test_rows_stay_over_a_stop_and_a_start(folder):
    with launched(folder, {}) as running:
        ask_nothing = running.database.owner.connect()
        ask_nothing.execute("CREATE TABLE kept AS SELECT 34 AS provinces")
        ask_nothing.close()
    assert processes_of(folder.cluster) == []
    with launched(folder, {}) as running:
        assert ask(running.database.app, "SELECT provinces FROM kept") == (34,)


def test_the_cluster_is_made_as_promised(prepared):
    folder = prepared
    with launched(folder, {}) as running:
        owner = running.database.owner
        assert ask(owner, "SHOW data_checksums") == ("on",)
        assert ask(owner, "SHOW listen_addresses") == ("",)
        assert ask(owner, "SHOW password_encryption") == ("scram-sha-256",)
        locale = "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'lieny'"
        assert ask(owner, locale) == ("b", "C.UTF-8")
        roles = (
            "SELECT string_agg(concat_ws(' ', rolname, rolsuper, rolbypassrls), ', ' "
            "ORDER BY rolname) FROM pg_roles WHERE rolcanlogin"
        )
        assert ask(owner, roles) == ("lieny f f, lieny_app f f, postgres t t",)


def test_a_second_launcher_is_refused_and_told_who_runs(folder):
    with launched(folder, {}):
        with pytest.raises(AlreadyRunning, match=str(os.getpid())), launched(folder, {}):
            pass
        with joined(folder, {}) as beside:
            assert beside.server is None
            assert ask(beside.database.owner, "SELECT 1") == (1,)


def test_acknowledged_rows_are_there_after_every_process_was_killed(folder):
    with launched(folder, {}) as running:
        connection = running.database.owner.connect()
        connection.execute("CREATE TABLE acknowledged (number int)")
        for number in range(200):
            connection.execute("INSERT INTO acknowledged VALUES (%s)", [number])
        killed = processes_of(folder.cluster)
        assert len(killed) > 3
        for process in killed:
            os.kill(process, signal.SIGKILL)
        connection.close()
    with launched(folder, {}) as running:
        assert ask(running.database.owner, "SELECT count(*) FROM acknowledged") == (200,)


ORPHAN = """
import os, signal, sys
from pathlib import Path
from lieny.node.data_folder import DataFolder
from lieny.node.postgres.launcher import launched
with launched(DataFolder(Path(sys.argv[1])), {}) as running:
    connection = running.database.owner.connect()
    connection.execute("CREATE TABLE acknowledged AS SELECT 1 AS number")
    print("ready", flush=True)
    signal.pause()
"""


def test_a_server_whose_launcher_was_killed_is_taken_over(folder):
    launcher = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(folder.root)], stdout=subprocess.PIPE
    )
    assert launcher.stdout.readline() == b"ready\n"
    launcher.kill()
    launcher.wait()
    launcher.stdout.close()
    assert processes_of(folder.cluster)
    with launched(folder, {}) as running:
        assert ask(running.database.owner, "SELECT number FROM acknowledged") == (1,)
    assert processes_of(folder.cluster) == []


@pytest.mark.parametrize("mark", ["zombie", "stranger"])
def test_a_mark_that_an_unclean_stop_left_does_not_stop_the_next_start(folder, mark):
    with launched(folder, {}):
        written = (folder.cluster / "postmaster.pid").read_text()
    # A process of the server's own user, so that a signal may be sent to it, which is how
    # PostgreSQL looks whether the writer of the mark lives.
    other = subprocess.Popen(["/bin/sleep", "0" if mark == "zombie" else "60"], cwd="/", **user())
    if mark == "zombie":
        while state(other.pid) != "Z":
            time.sleep(0.01)
    lines = [str(other.pid), *written.splitlines()[1:]]
    (folder.cluster / "postmaster.pid").write_text("\n".join(lines))
    server_user().own(folder.cluster / "postmaster.pid")
    try:
        with launched(folder, {}) as running:
            assert ask(running.database.owner, "SELECT 1") == (1,)
    finally:
        other.kill()
        other.wait()


def user():
    return server_user().process()


def state(pid):
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_cluster_that_was_cut_short_while_made_is_made_again(new_folder):
    folder = new_folder()
    half = folder.root / "postgres.half"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with launched(folder, {}) as running:
        assert ask(running.database.owner, "SELECT 1") == (1,)
    assert not half.exists()


def test_others_of_this_machine_cannot_come_in(folder):
    with launched(folder, {}) as running:
        assert stat.S_IMODE(folder.sockets.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.cluster.stat().st_mode) == 0o700
        secrets = folder.root / "secrets"
        assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
        assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {0o600}
        if os.getuid() == 0:
            psql = running.server.programs.path("psql")
            said = subprocess.run(
                [psql, "-c", "SELECT 1"],
                env=running.database.app.environment(),
                cwd="/",
                user=65534,
                group=65534,
                extra_groups=[],
                capture_output=True,
                text=True,
                check=False,
            )
            assert said.returncode != 0
            assert "Permission denied" in said.stderr


def test_a_wrong_password_is_refused(folder):
    with launched(folder, {}) as running:
        with pytest.raises(ServerNotReached) as refused:
            running.database.app.as_user("lieny_app", "sai").connect()
        assert "sai" not in str(refused.value)


def test_the_role_of_pages_can_neither_make_nor_end_tables(folder):
    with launched(folder, {}) as running:
        with running.database.owner.connect() as owner:
            owner.execute("CREATE TABLE people_sample (number int)")
        with running.database.app.connect() as app:
            app.execute("INSERT INTO people_sample VALUES (1)")
            for statement in (
                "CREATE TABLE mine (number int)",
                "DROP TABLE people_sample",
                "TRUNCATE people_sample",
                "ALTER TABLE people_sample DISABLE ROW LEVEL SECURITY",
                "SET ROLE lieny",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute(statement)


def test_programs_in_a_closed_place_are_copied_for_the_server(tmp_path):
    class Closed(OsUser):
        def can_run(self, program):
            return False

    own = server_user()
    made = binaries_for(Closed(own.name, own.uid, own.gid, other=own.other), tmp_path / "binaries")
    assert made.folder.is_relative_to(tmp_path)
    assert made.major() == "18"
    again = binaries_for(Closed(own.name, own.uid, own.gid, other=own.other), tmp_path / "binaries")
    assert again == made


def test_a_long_path_is_refused_before_anything_is_made(tmp_path):
    deep = DataFolder(tmp_path / ("d" * 90))
    with pytest.raises(PathTooLong, match="90"), launched(deep, {}):
        pass
    assert not deep.cluster.exists()


def test_data_of_another_version_are_left_alone(folder):
    with launched(folder, {}):
        pass
    (folder.cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(ServerOfOtherVersion, match="17"), launched(folder, {}):
        pass
    assert (folder.cluster / "PG_VERSION").read_text() == "17\n"


@pytest.mark.parametrize(("number", "accepted"), [(149999, False), (150000, True), (180006, True)])
def test_a_server_older_than_15_is_refused(number, accepted):
    if accepted:
        check_version(number)
    else:
        with pytest.raises(ServerTooOld, match="PostgreSQL 14"):
            check_version(number)


def test_an_external_server_is_used_by_its_address(started_folder, new_folder):
    outside, own = started_folder(), new_folder()
    with launched(outside, {}) as server:
        url = address_url(server.database.owner)
        with launched(own, {"LIENY_DATABASE_URL": url}) as running:
            assert running.server is None
            assert ask(running.database.app, "SELECT current_user::text") == ("lieny_app",)
        assert not own.cluster.exists()


def test_an_external_role_that_may_not_make_roles_is_told_what_to_do(started_folder, new_folder):
    outside, own = started_folder(), new_folder()
    with launched(outside, {}) as server:
        with server.database.owner.connect() as owner:
            owner.execute("CREATE ROLE so_y_te LOGIN PASSWORD 'x'")
            owner.execute("GRANT ALL ON DATABASE lieny TO so_y_te")
        url = address_url(server.database.owner.as_user("so_y_te", "x"))
        with (
            pytest.raises(AppRoleMissing, match="so_y_te_app"),
            launched(own, {"LIENY_DATABASE_URL": url}),
        ):
            pass


def test_an_owner_cannot_serve_pages(started_folder, new_folder):
    outside, own = started_folder(), new_folder()
    with launched(outside, {}) as server:
        url = address_url(server.database.owner)
        environ = {"LIENY_DATABASE_URL": url, "LIENY_DATABASE_APP_URL": url}
        with pytest.raises(AppRoleTooMighty), launched(own, environ):
            pass


def address_url(address):
    return (
        f"postgresql://{address.user}:{address.password}@/{address.database}"
        f"?host={address.host}&port={address.port}"
    )


@pytest.mark.parametrize(
    "url", ["mysql://a:bi-mat@b/c", "postgresql://", "postgresql://h/d", "bi-mat"]
)
def test_an_address_of_another_form_is_refused_without_repeating_it(url):
    with pytest.raises(AddressUnreadable) as refused:
        read_address(url)
    assert "bi-mat" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_address_shows_no_password():
    address = read_address("postgresql://a:bi-mat@h:5/d?sslmode=require")
    assert "bi-mat" not in f"{address} {address!r}"
    assert address.environment()["PGSSLMODE"] == "require"
