"""What officers do, for locust: `benchmarks/portal.py` starts it with a plan of who asks for what.

Runs in locust's own environment (`tools/setup load`) and imports nothing of the program.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import gevent
from locust import FastHttpUser, events, task

PLAN = json.loads(Path(os.environ["LIENY_LOAD_PLAN"]).read_text("utf-8"))
DRAW = random.Random(PLAN["seed"])
HOURS = ("T2-T6: 17h-20h", "Thứ 7: 7h30-11h30", "T2-T6: 7h-11h30; 13h30-17h", "CN: 8h-11h")


SECONDS_BETWEEN = PLAN["seconds_between"]


@events.spawning_complete.add_listener
def _everybody_is_there(user_count: int, **_more: object) -> None:
    """Tell `benchmarks/portal.py` from when it counts."""
    Path(os.environ["LIENY_LOAD_EVERYBODY"]).write_text(str(user_count), "utf-8")


class Officer(FastHttpUser):
    """Somebody at a department: now and then a page or a call, drawn from the mix.

    Times between are exponential, so that all together ask as a Poisson process does: users of a
    constant pace would start, and ask, all at the same moment of each second.
    """

    connection_timeout = network_timeout = 30.0

    def wait_time(self) -> float:
        """Give the seconds until the next page."""
        return DRAW.expovariate(1 / SECONDS_BETWEEN)

    def on_start(self) -> None:
        """Take an officer's session and its province's persons and cases; begin at any time."""
        self.officer = PLAN["officers"][DRAW.randrange(len(PLAN["officers"]))]
        self.province = PLAN["provinces"][self.officer["province"]]
        words = "; ".join(f"{name}={value}" for name, value in self.officer["cookies"].items())
        self.headers = {"Cookie": words, "Accept-Encoding": "gzip, br"}
        gevent.sleep(self.wait_time())

    def _look(self, path: str, page: str) -> None:
        with self.client.get(
            path, name=page, headers=self.headers, allow_redirects=False, catch_response=True
        ) as answer:
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")

    @task(10)
    def overview(self) -> None:
        """Open the first page."""
        self._look("/", "overview")

    @task(25)
    def search(self) -> None:
        """Search as people type."""
        kind, typed = DRAW.choice(self.province["searches"])
        self._look(f"/so-dang-ky/?q={typed}", f"search: {kind}")

    @task(25)
    def person(self) -> None:
        """Open a person."""
        self._look(f"/so-dang-ky/nguoi/{DRAW.choice(self.province['persons'])}/", "person")

    @task(15)
    def inbox(self) -> None:
        """Look at what waits."""
        view = DRAW.choice(("", "?view=mine", "?view=late", "?view=signs", "?severity=high"))
        self._look(f"/ho-so/{view}", "case inbox")

    @task(10)
    def case(self) -> None:
        """Open a case."""
        self._look(f"/ho-so/{DRAW.choice(self.province['cases'])}/", "case")

    @task(15)
    def ask_before(self) -> None:
        """Ask whether somebody is free, as another system does."""
        licence, name = DRAW.choice(self.province["licences"])
        asked = {"licence": licence, "name": name, "hours": DRAW.choice(HOURS)}
        headers = {**self.headers, "X-CSRFToken": self.officer["csrf"]}
        with self.client.post(
            "/api/v1/ask-before", json=asked, name="ask before (API)", headers=headers,
            catch_response=True,
        ) as answer:  # fmt: skip
            if answer.status_code != 200:
                answer.failure(f"status {answer.status_code}")
