"""The whole portal as `lieny serve` runs it: empty, or a demo with people, lists and cases."""

import base64
import contextlib
import hmac
import json
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotInTime

from lieny.node.clock import today
from lieny.node.showing.instance import demo_at
from lieny.people.rules.demo import DEMO_DOMAIN

SLOW = 120_000  # milliseconds
WINDOW = 40_000  # longer than a code is valid


@dataclass
class Portal:
    url: str
    environment: dict[str, str]
    process: subprocess.Popen[str]

    def lieny(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "lieny.node", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def way_in(self, email: str, *words: str) -> str:
        """Invite somebody as an operator does, and give the address that is printed."""
        said = self.lieny("account", "invite", email, *words)
        printed = re.search(r"http://\S+", said).group()
        return printed.replace(re.match(r"http://[^/]+", printed).group(), self.url)

    def sown(self, seed: Path, *words: str) -> dict[str, str]:
        """Let a script put people and rows into the portal; give the session keys that it prints.

        Returns:
            by name of the person; as the cookie `lieny` a key opens the portal as them.
        """
        done = subprocess.run(
            [sys.executable, str(seed), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        sessions: dict[str, str] = json.loads(done.stdout)
        return sessions

    def away_for(self, seconds: int) -> None:
        """Let every session look as if it was used that long ago."""
        code = (
            "from lieny.node.portal.migrate import set_up_django_as_owner\n"
            "set_up_django_as_owner()\n"
            "from django.contrib.sessions.models import Session\n"
            "for row in Session.objects.all():\n"
            "    words = row.get_decoded()\n"
            f"    words['seen_at'] = words.get('seen_at', 0) - {seconds}\n"
            "    row.session_data = Session.objects.encode(words)\n"
            "    row.save()\n"
        )
        subprocess.run([sys.executable, "-c", code], env=self.environment, check=True)


def free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def served(folder: Path, **words: str) -> Iterator[Portal]:
    """Run the portal on a folder of its own; `words` go into its environment."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LIENY_", "DJANGO_"))}
    environment |= words
    environment["LIENY_DATA"] = str(folder)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "lieny.node", "serve", "--port", str(port), "--workers", "1"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = process.stdout.readline()
        assert f"http://localhost:{port}" in said
        yield Portal(f"http://localhost:{port}", environment, process)
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(60)
        process.stdout.close()
    assert ended == 0


@dataclass
class Demo:
    """A demo that runs: its address, and what it prints of the ways in."""

    url: str
    password: str
    secret: str
    domain: str = DEMO_DOMAIN
    sessions: dict[str, object] = field(default_factory=dict)

    def session_of(self, browser: Browser, name: str) -> object:
        """Give the cookies of somebody who is signed in; a code is good once, so all share them."""
        if name not in self.sessions:
            context = browser.new_context(locale="vi-VN")
            self.sign_in(context.new_page(), name)
            self.sessions[name] = context.storage_state()
            context.close()
        return self.sessions[name]

    def code(self) -> str:
        """RFC 6238 by hand: the app on the phone is not the library under test."""
        counter = struct.pack(">Q", int(time.time()) // 30)
        digest = hmac.new(base64.b32decode(self.secret), counter, "sha1").digest()
        at = digest[-1] & 15
        return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"

    def sign_in(self, page: Page, name: str) -> None:
        """Sign in by the page: password, then the code of this minute."""
        page.set_default_timeout(SLOW)
        page.goto(f"{self.url}/tai-khoan/login/")
        page.get_by_label("Địa chỉ e-mail").fill(f"{name}@{DEMO_DOMAIN}")
        page.get_by_label("Mật khẩu").fill(self.password)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        for _ in range(3):  # a slow machine may be a window of 30 seconds too late
            page.locator("input[name=code]").fill(self.code())
            page.locator("main form:has(input[name=code]) button").first.click()
            with contextlib.suppress(NotInTime):
                page.wait_for_url(_is_inside, timeout=WINDOW)
                return
        raise AssertionError(f"{name} was not let in")


def _is_inside(address: str) -> bool:
    return "/tai-khoan/" not in address


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """A small demo of the portal, made as `lieny demo` makes it."""
    root = Path(tempfile.mkdtemp(prefix="ly-demo-"))
    root.chmod(0o711)
    folder = demo_at(root / "data", day=today(), registrations=300)
    said = folder.demo_accounts.read_text("utf-8")
    with served(folder.root) as running:
        password = re.search(r"password: (\S+)", said).group(1)
        secret = re.search(r"authenticator app: (\S+)", said).group(1)
        yield Demo(running.url, password, secret)
    shutil.rmtree(root)
