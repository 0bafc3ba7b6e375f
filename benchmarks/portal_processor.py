"""Seconds of processor that the portal has had: its pages, and its PostgreSQL (Linux only)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Spent:
    """Seconds of processor, in user's and system's time.

    Attributes:
        python: of all processes under this one that are no PostgreSQL.
        postgres: of the server and its connections.
    """

    python: float
    postgres: float

    def since(self, before: Spent) -> Spent:
        """Give what was spent from then on."""
        return Spent(self.python - before.python, self.postgres - before.postgres)


def spent() -> Spent:
    """Read what living processes under this one have had."""
    parents, seconds, names = {}, {}, {}
    for path in PROC.iterdir():
        if not path.name.isdigit():
            continue
        try:
            name, _, rest = (path / "stat").read_text("utf-8", "replace").rpartition(")")
        except OSError:
            continue  # it has just ended
        fields = rest.split()
        number = int(path.name)
        parents[number], names[number] = int(fields[1]), name.partition("(")[2]
        seconds[number] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    own = [one for one in parents if _is_under(one, os.getpid(), parents)]
    postgres = sum(seconds[one] for one in own if names[one].startswith("postgres"))
    return Spent(sum(seconds[one] for one in own) - postgres, postgres)


def _is_under(process: int, above: int, parents: dict[int, int]) -> bool:
    while process in parents and process != above:
        process = parents[process]
        if process == above:
            return True
    return False
