"""The whole portal as `lieny serve` runs it, seen through Chromium."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PASSWORD = "ruộng lúa chín vàng 34"  # noqa: S105


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


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    root = Path(tempfile.mkdtemp(prefix="ly-web-"))
    root.chmod(0o711)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LIENY_", "DJANGO_"))}
    environment["LIENY_DATA"] = str(root / "d")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "lieny.node", "serve", "--port", str(port), "--workers", "1"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    said = process.stdout.readline()
    assert f"http://localhost:{port}" in said
    yield Portal(f"http://localhost:{port}", environment, process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    process.stdout.close()
    shutil.rmtree(root)


@pytest.fixture
def page_of(browser: Browser) -> Iterator[object]:
    """Open a page; afterwards nothing may have gone wrong in it, the policy included."""
    troubles: list[str] = []
    contexts = []

    def opened(**options: object) -> Page:
        context = browser.new_context(**{"locale": "vi-VN", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    # A refusal is said in the console too; those that a test provokes are expected.
    assert [t for t in troubles if not re.search(r"status of (403|404|429)", t)] == []
