"""Processes of a cluster, seen through /proc: what an unclean stop has left behind."""

from __future__ import annotations

import time
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.05


def processes_of(cluster: Path) -> list[int]:
    """List live processes that work in a cluster's folder; every process of a server does.

    Zombies hold neither memory nor files and are left out. Without /proc the list is empty.
    """
    folder = cluster.resolve()
    return [pid for pid in _all_processes() if _works_in(pid, folder)]


def wait_until_gone(cluster: Path, *, seconds: float) -> bool:
    """Wait until no process works in the cluster's folder; say whether that was seen to come.

    Without /proc nothing can be seen, and the answer is no.
    """
    deadline = time.monotonic() + seconds
    while processes_of(cluster):
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return PROC.is_dir()


def _all_processes() -> list[int]:
    if not PROC.is_dir():
        return []
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]


def _works_in(pid: int, folder: Path) -> bool:
    try:
        # The state follows the name, which stands in brackets and may hold anything.
        state = (PROC / str(pid) / "stat").read_text("utf-8").rpartition(")")[2].split()[0]
        return state != "Z" and (PROC / str(pid) / "cwd").readlink() == folder
    except OSError:
        return False  # it has ended, or belongs to somebody else
