"""The child that reads foreign files: limited in memory, time and network, told what to read.

Started as `python -m lieny.registry.intake.reader_process LIMITS HEADINGS`. One JSON line a
request on standard input, `{"files": [[number, path], …], "result": path}`; JSON lines on standard
output: `{"ready": true}`, `{"start": number}` before each file, `{"typing": true}`,
`{"done": true}` when the result stands in the file named. Any other end is the parent's to notice.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import sys
from dataclasses import asdict
from importlib.abc import MetaPathFinder
from typing import TextIO

from lieny.registry.intake.limits import MEBIBYTE, Limits

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
OUT_OF_MEMORY = 77  # exit status
_RESULT_BYTES = 4_096 * MEBIBYTE


def limits_to_text(limits: Limits) -> str:
    """Write limits for the command line of the child."""
    return json.dumps(asdict(limits))


def confine(limits: Limits) -> None:
    """Give up what reading does not need; what the system refuses to give up stays."""
    _leave_network()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_RESULT_BYTES, _RESULT_BYTES))


def _leave_network() -> None:
    """Enter an empty network namespace, with a user namespace where that is needed for it.

    Not so for root: in a user namespace of its own it could no longer read others' files.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare"):
        return
    if libc.unshare(_NEW_NETWORK) != 0 and os.geteuid() != 0:
        libc.unshare(_NEW_NETWORK | _NEW_USER)


def allow_seconds(seconds: int) -> None:
    """Let the process use so many more seconds of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _private_output() -> TextIO:
    """Keep standard output for the parent alone; whatever a library prints goes nowhere."""
    private = os.dup(1)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.close(silent)
    return os.fdopen(private, "w", encoding="ascii", buffering=1)


class _WithoutPandas(MetaPathFinder):
    """Finds no pandas: Arrow loads it, slowly, only to ask whether a list is one of its series."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Refuse pandas; leave the rest to the finders that follow."""
        if fullname == "pandas":
            raise ModuleNotFoundError("reading needs no pandas", name=fullname)


def serve(limits: Limits, headings: dict[str, str], requests: TextIO, answers: TextIO) -> None:
    """Answer requests until the parent closes the line."""
    # Imported late: the network is left before any library can start a thread.
    from pathlib import Path  # noqa: PLC0415

    sys.meta_path.insert(0, _WithoutPandas())

    from lieny.registry.intake.headings import choose  # noqa: PLC0415
    from lieny.registry.intake.reading_group import read_group  # noqa: PLC0415
    from lieny.registry.intake.result_file import write_result  # noqa: PLC0415

    def say(**words: object) -> None:
        answers.write(json.dumps(words) + "\n")
        allow_seconds(limits.cpu_seconds)

    # What is imported stays; rows make many small containers and hardly any cycles.
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    choose(headings)
    say(ready=True)
    for line in requests:
        request = json.loads(line)
        files = [(number, Path(path)) for number, path in request["files"]]
        batch = read_group(
            files,
            limits,
            on_start=lambda number: say(start=number),
            on_typing=lambda: say(typing=True),
        )
        write_result(batch, [number for number, _ in files], Path(request["result"]))
        say(done=True)


def main() -> None:
    """Run the child."""
    limits = Limits(**json.loads(sys.argv[1]))
    answers = _private_output()
    confine(limits)
    try:
        serve(limits, json.loads(sys.argv[2]), sys.stdin, answers)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
