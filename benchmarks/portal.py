"""The portal at a nation's size under load (`make bench-portal`).

Builds an instance, starts the real `lieny serve`, signs officers in with their second factor, loads
it with locust at a fixed rate, measures the first page in Chromium, prints what came of it and
writes it to docs/benchmarks.md with `--write`.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal_first_page import first_page
from portal_plan import SEED, sign_in
from portal_processor import Spent, spent
from portal_told import Page, Run, page_of, told

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs" / "benchmarks.md"
LOCUST = HERE.parent / ".venv" / "load" / "bin" / "locust"
BEGIN, END = "<!-- portal:begin -->", "<!-- portal:end -->"
WARM_SECONDS = 30
SECONDS_BETWEEN = 10  # of one officer
SIGN_INS_A_MINUTE = 50  # fewer than the limit of one network


@dataclass(frozen=True)
class Asked:
    """What to measure."""

    persons: int
    rate: int
    seconds: int
    officers: int
    workers: int
    folder: Path


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--persons", type=int, default=50_000)
    options.add_argument("--rate", type=int, default=100, help="requests a second")
    options.add_argument("--seconds", type=int, default=120)
    options.add_argument("--officers", type=int, default=46)
    options.add_argument("--workers", type=int, default=3, help="processes of lieny serve")
    options.add_argument(
        "--folder", type=Path, help="keep the instance here, use it if it is there"
    )
    options.add_argument("--write", action="store_true", help="write to docs/benchmarks.md")
    given = options.parse_args()
    if not LOCUST.exists():
        sys.exit("locust is missing: tools/setup load")
    with contextlib.ExitStack() as kept:
        folder = given.folder or Path(kept.enter_context(_passing_folder()))
        asked = Asked(given.persons, given.rate, given.seconds, given.officers, given.workers,
                      folder)  # fmt: skip
        said = measure(asked)
    print(said)
    if given.write:
        text = DOCS.read_text("utf-8")
        before, rest = text.split(BEGIN)
        DOCS.write_text(f"{before}{BEGIN}\n\n{said}\n\n{END}{rest.split(END)[1]}", "utf-8")


@contextlib.contextmanager
def _passing_folder() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="lieny-load-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(asked: Asked) -> str:
    """Fill, serve, load; give the section of the docs."""
    asked.folder.mkdir(exist_ok=True)
    asked.folder.chmod(0o711)  # the database's own user passes through
    os.environ["LIENY_DATA"] = str(asked.folder / "d")
    plan = _filled(asked)
    busy = os.getloadavg()[0]
    with served(asked) as url:
        sessions = []
        for number, one in enumerate(plan["officers"]):
            if number and number % SIGN_INS_A_MINUTE == 0:
                time.sleep(61)
            sessions.append({**one, **sign_in(url, one["email"], one["secret"])})
        path = asked.folder / "load.json"
        path.write_text(
            json.dumps(
                {**plan, "officers": sessions, "seed": SEED, "seconds_between": SECONDS_BETWEEN}
            ),
            "utf-8",
        )
        path.chmod(0o600)
        first = first_page(url, sessions[0]["cookies"])
        pages, cost = _load(asked, url, path)
    return told(Run(asked.rate, asked.seconds, asked.workers, busy, cost), plan, pages, first)


def _filled(asked: Asked) -> dict[str, Any]:
    """Fill the instance, or read what a filled one holds."""
    path = asked.folder / "plan.json"
    if path.exists():
        return dict(json.loads(path.read_text("utf-8")))
    done = subprocess.run(
        [sys.executable, str(HERE / "portal_fill.py"), str(asked.persons), str(asked.officers)],
        check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    path.touch(0o600)
    path.write_bytes(done.stdout)
    return dict(json.loads(done.stdout))


@contextlib.contextmanager
def served(asked: Asked) -> Iterator[str]:
    """Run `lieny serve` over the instance; give its address."""
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "lieny.node", "serve", "--port", str(port)]
    command += ["--workers", str(asked.workers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        if str(port) not in process.stdout.readline():
            raise RuntimeError("lieny serve did not start")
        yield f"http://localhost:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _load(asked: Asked, url: str, plan: Path) -> tuple[list[Page], Spent]:
    """Let officers ask, each once in `SECONDS_BETWEEN` on average, as many as make the rate.

    They come one after another over `WARM_SECONDS`, as they do in the morning; what is counted
    begins when all are there.
    """
    users = asked.rate * SECONDS_BETWEEN
    with tempfile.TemporaryDirectory() as out:
        everybody = Path(out) / "everybody"
        command = [str(LOCUST), "--locustfile", str(HERE / "portal_locust.py"), "--headless"]
        command += ["--host", url, "--users", str(users)]
        command += ["--spawn-rate", str(users / WARM_SECONDS), "--reset-stats"]
        command += ["--run-time", f"{WARM_SECONDS + asked.seconds}s"]
        command += ["--csv", f"{out}/load", "--only-summary", "--exit-code-on-error", "0"]
        environment = {
            **os.environ, "LIENY_LOAD_PLAN": str(plan), "LIENY_LOAD_EVERYBODY": str(everybody),
        }  # fmt: skip
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as locust:
            while not everybody.exists() and locust.poll() is None:
                time.sleep(0.1)
            before = spent()
            if locust.wait():
                raise RuntimeError(f"locust ended with {locust.returncode}")
            cost = spent().since(before)
        with Path(f"{out}/load_stats.csv").open(encoding="utf-8") as rows:
            return [page_of(row) for row in csv.DictReader(rows)], cost


if __name__ == "__main__":
    main()
