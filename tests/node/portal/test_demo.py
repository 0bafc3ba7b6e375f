"""A demo: made once, filled the way lists go, entered with what it prints, and no other folder is
ever taken for one."""

import base64
import hmac
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest

from lieny.node.data_folder import DataFolder
from lieny.node.postgres.launcher import database_of, launched
from lieny.node.showing.accounts import ACCOUNTS
from lieny.node.showing.instance import NotADemo, demo_at
from lieny.people.rules.demo import DEMO_DOMAIN

DAY = date(2026, 11, 22)


def code_of(secret, counter):
    """RFC 6238 by hand: an authenticator app is not the library under test."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), "sha1").digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture(scope="module")
def demo():
    folder = Path(tempfile.mkdtemp(prefix="ly-"))
    folder.chmod(0o711)
    yield demo_at(folder / "data", day=DAY, registrations=300)
    shutil.rmtree(folder)


def asked(folder, question):
    with launched(folder, {}), database_of(folder, {}).owner.connect() as owner:
        return owner.execute(question).fetchall()


@pytest.mark.slow
def test_a_demo_holds_lists_signs_cases_and_accounts_and_nothing_waits(demo):
    numbers = asked(
        demo,
        "SELECT (SELECT count(*) FROM people_user WHERE demo_id = 1),"
        " (SELECT count(*) FROM people_user WHERE demo_id IS NULL),"
        " (SELECT count(*) FROM mfa_authenticator),"
        " (SELECT count(*) FROM registry_submission WHERE state = 'confirmed'),"
        " (SELECT count(*) FROM registry_submission WHERE state = 'read'),"
        " (SELECT count(*) FROM registry_storedsign WHERE ended_at IS NULL) > 20,"
        " (SELECT count(DISTINCT state) FROM registry_case),"
        " (SELECT count(*) FROM registry_casequestion) > 0,"
        " (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed'))",
    )
    everybody = len(ACCOUNTS)
    assert numbers == [(everybody, 0, everybody, 3, 3, True, 5, True, 0)]


@pytest.mark.slow
def test_made_again_it_is_left_as_it_is(demo):
    before = demo.demo_accounts.read_bytes(), demo.demo_accounts.stat().st_mtime_ns
    assert demo_at(demo.root, day=DAY) == demo
    assert (demo.demo_accounts.read_bytes(), demo.demo_accounts.stat().st_mtime_ns) == before
    assert demo.demo_accounts.stat().st_mode & 0o777 == 0o600


@pytest.mark.slow
def test_what_is_printed_names_every_account_and_its_code_is_the_one_of_this_minute(demo):
    said = demo.demo_accounts.read_text("utf-8")
    assert re.findall(rf"\S+@{DEMO_DOMAIN}", said) == [one.email for one in ACCOUNTS]
    secret = re.search(r"authenticator app: ([A-Z2-7]{32})\n", said).group(1)
    before = int(time.time()) // 30
    done = subprocess.run(
        shlex.split(re.search(r"without an app: (.+)\n", said).group(1)),
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    after = int(time.time()) // 30
    codes = {code_of(secret, one) for one in (before, after)}
    assert done.stdout.strip() in codes


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    kept = tmp_path / "data" / "secrets"
    kept.mkdir(parents=True)
    (kept / "django").write_text("a key")
    with pytest.raises(NotADemo) as trouble:
        demo_at(tmp_path / "data", day=DAY)
    assert str(tmp_path / "data") in trouble.value.vi
    assert [path.name for path in (tmp_path / "data").rglob("*")] == ["secrets", "django"]


def test_no_code_is_given_where_no_demo_is(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "lieny.node", "demo-code"],
        env={"LIENY_DATA": str(tmp_path / "none"), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "không phải bản trình diễn" in done.stderr
    assert not (tmp_path / "none").exists()
    assert DataFolder(tmp_path / "none").known_secret("demo-second-factor") is None
