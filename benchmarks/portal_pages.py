"""What a page costs: `python benchmarks/portal_pages.py FOLDER` (a folder that `portal.py` kept).

Signs one officer in, asks for pages of each kind one after the other in this process, and prints a
table: processor time of Python, processor time of the connection's own process of PostgreSQL, time
from request to last byte, and statements. Linux only: it reads `/proc`.
"""

# ruff: noqa: PLC0415 - what needs settings is imported once the folder is chosen
from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal import Asked, served

if TYPE_CHECKING:
    from django.test import Client

WARM, ASKED = 25, 60
HEADS = ("Page", "Python ms", "PostgreSQL ms", "Whole ms", "Statements")
HOURS = ("T2-T6: 17h-20h", "Thứ 7: 7h30-11h30", "CN: 8h-11h")
Ask = Callable[["Client"], int]


@dataclass(frozen=True)
class Cost:
    """What one page cost in the mean: milliseconds, and statements."""

    python: float
    postgres: float
    whole: float
    statements: float


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    os.environ["LIENY_DATA"] = str(folder / "d")
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    with served(Asked(persons=0, rate=0, seconds=0, officers=0, workers=1, folder=folder)):
        os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
        import django

        django.setup()
        officer = random.Random().choice(plan["officers"])  # a code is used once: another each time
        client = _signed_in(officer)
        print("| " + " | ".join(HEADS) + " |\n|---|---:|---:|---:|---:|")
        for name, asks in _pages(plan["provinces"][officer["province"]]).items():
            cost = _cost(client, asks)
            print(f"| {name} | {cost.python:.0f} | {cost.postgres:.0f} | {cost.whole:.0f} | "
                  f"{cost.statements:.0f} |")  # fmt: skip


def _signed_in(officer: dict[str, str]) -> Client:
    from django.conf import settings
    from django.test import Client

    from portal_plan import PASSWORD, one_time_code

    settings.ALLOWED_HOSTS = ["localhost"]
    client = Client(SERVER_NAME="localhost")
    here = client.get("/", follow=True).redirect_chain[-1][0]
    here = client.post(here, {"login": officer["email"], "password": PASSWORD})["Location"]
    client.get(here)
    done = client.post(here, {"code": one_time_code(officer["secret"], int(time.time()) // 30)})
    if done.status_code != 302:
        sys.exit("the officer could not sign in: wait half a minute and try again")
    return client


def _pages(province: dict[str, Any]) -> dict[str, Ask]:
    draw = random.Random(5)

    def look(address: Callable[[], str]) -> Ask:
        return lambda client: int(client.get(address()).status_code)

    def ask_before(client: Client) -> int:
        licence, name = draw.choice(province["licences"])
        asked = {"licence": licence, "name": name, "hours": draw.choice(HOURS)}
        return int(client.post("/api/v1/ask-before", asked, "application/json").status_code)

    views = ("", "?view=mine", "?view=late", "?view=signs", "?severity=high")
    return {
        "overview": look(lambda: "/"),
        "search": look(lambda: f"/so-dang-ky/?q={draw.choice(province['searches'])[1]}"),
        "person": look(lambda: f"/so-dang-ky/nguoi/{draw.choice(province['persons'])}/"),
        "inbox of cases": look(lambda: f"/ho-so/{draw.choice(views)}"),
        "case": look(lambda: f"/ho-so/{draw.choice(province['cases'])}/"),
        "ask before (API)": ask_before,
    }


def _cost(client: Client, asks: Ask) -> Cost:
    from django.db import connection

    for _ in range(WARM):
        _answered(client, asks)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    statements = [0]

    def counted(execute: Callable[..., object], *said: object) -> object:
        statements[0] += 1
        return execute(*said)

    before, whole, python = _spent(process), time.perf_counter(), time.process_time()
    with connection.execute_wrapper(counted):
        for _ in range(ASKED):
            _answered(client, asks)
    python, whole = time.process_time() - python, time.perf_counter() - whole
    each = 1e3 / ASKED
    postgres = _spent(process) - before
    return Cost(python * each, postgres * each, whole * each, statements[0] / ASKED)


def _answered(client: Client, asks: Ask) -> None:
    status = asks(client)
    if status != 200:
        sys.exit(f"a page was answered with {status}")


def _spent(process: Path) -> float:
    """Read the seconds of processor that a process has had."""
    return int(process.read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
