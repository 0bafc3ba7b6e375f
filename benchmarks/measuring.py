"""Run a command and account for its time and memory, children included."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY = 0.2  # seconds between two looks at the memory
PAGE = os.sysconf("SC_PAGE_SIZE")


class CommandFailed(RuntimeError):
    """A measured command ended with another status than 0."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost.

    Attributes:
        seconds: wall clock.
        cpu: seconds of all cores, user and system, of the command and its children.
        peak: bytes resident at once in the command and its children, sampled; shared pages
            count once for each process, so it errs on the high side.
        said: standard output.
    """

    seconds: float
    cpu: float
    peak: int
    said: str


def run(command: list[str], *, environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end.

    Raises:
        CommandFailed: it did not end with 0; carries what it said on standard error.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    ) as started:
        peaks = [0]
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(started.pid, peaks, done))
        watch.start()
        said, complained = started.communicate()
        done.set()
        watch.join()
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if started.returncode != 0:
        raise CommandFailed(f"{' '.join(command)}: {started.returncode}\n{complained[-3000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, peaks[0], said)


def _watch(root: int, peaks: list[int], done: threading.Event) -> None:
    while not done.wait(SAMPLE_EVERY):
        peaks[0] = max(peaks[0], sum(map(_resident, _tree(root))))


def _tree(root: int) -> list[int]:
    found = [root]
    for process in found:
        with contextlib.suppress(OSError):
            tasks = Path(f"/proc/{process}/task").iterdir()
            for task in tasks:
                found += map(int, (task / "children").read_text().split())
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0  # ended between the two looks


def machine() -> str:
    """Name the processor, cores and memory."""
    facts = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in facts if "model name" in line), "?")
    total = os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30
    return f"{model}, {os.cpu_count()} cores, {total:.0f} GiB, Python {sys.version.split()[0]}"
