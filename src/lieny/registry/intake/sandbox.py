"""A few long-lived reading processes, fed with groups of files and replaced when one dies.

The parent never parses a foreign byte. Whatever happens to a child (killed, out of memory, hung)
becomes one problem of the file it was reading; the other files of its group are read again.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lieny.registry.intake.limits import Limits
from lieny.registry.intake.reader_process import OUT_OF_MEMORY, limits_to_text

Numbered = tuple[int, Path]
_STARTUP_SECONDS = 60.0
_MOST_FALSE_STARTS = 3
_KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TZ")


class ReaderCannotStart(RuntimeError):
    """The reading process ends before it reads anything: the installation is at fault."""


@dataclass(frozen=True, slots=True)
class GroupRead:
    """A group whose result stands in a file."""

    files: tuple[Numbered, ...]
    result: Path


@dataclass(frozen=True, slots=True)
class FileStopped:
    """A file on which the reading process ended. `reason` is bilingual, "vi/en"."""

    file: Numbered
    reason: str


@dataclass(slots=True)
class _Reader:
    """One child and what it is doing."""

    child: subprocess.Popen[bytes]
    group: tuple[Numbered, ...] = ()
    result: Path = Path()
    reading: int | None = None
    since: float = 0.0
    ready: bool = False
    unread: bytes = b""

    @property
    def output(self) -> int:
        assert self.child.stdout is not None  # noqa: S101 - opened as a pipe below
        return self.child.stdout.fileno()


@dataclass(slots=True)
class Sandbox:
    """Reads groups of files in child processes.

    Attributes:
        limits: for each file.
        jobs: number of children.
        folder: where results are written.
        on_file: called with each file's number when a child begins it.
        headings: what people said of headings (`headings.choose`).
    """

    limits: Limits
    jobs: int
    folder: Path
    on_file: Callable[[int], None] = lambda _: None
    headings: Mapping[str, str] = field(default_factory=dict)
    _waiting: deque[tuple[Numbered, ...]] = field(default_factory=deque)
    _readers: list[_Reader] = field(default_factory=list)
    _results: int = 0
    _false_starts: int = 0

    def read(self, groups: Sequence[Sequence[Numbered]]) -> Iterator[GroupRead | FileStopped]:
        """Read all groups; results come in the order in which they are ready.

        Raises:
            ReaderCannotStart: the children end before they read anything.
        """
        self._waiting.extend(tuple(group) for group in groups if group)
        try:
            with selectors.DefaultSelector() as watch:
                while self._waiting or any(reader.group for reader in self._readers):
                    self._employ(watch)
                    yield from self._listen(watch)
        finally:
            self._dismiss()

    def _employ(self, watch: selectors.BaseSelector) -> None:
        """Start children as long as there is work for them, hand groups to idle ones."""
        idle = [reader for reader in self._readers if reader.ready and not reader.group]
        starting = sum(1 for reader in self._readers if not reader.ready)
        while self._waiting and idle:
            self._hand(idle.pop(), self._waiting.popleft())
        wanted = min(self.jobs - len(self._readers), len(self._waiting) - starting)
        for _ in range(wanted):
            reader = self._start()
            self._readers.append(reader)
            watch.register(reader.output, selectors.EVENT_READ, reader)

    def _start(self) -> _Reader:
        environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
        environment |= {
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
            "ARROW_IO_THREADS": "1",
            # The other allocators reserve more address space than the limit leaves.
            "ARROW_DEFAULT_MEMORY_POOL": "system",
        }
        child = subprocess.Popen(  # noqa: S603 - our own module, nothing of the file in it
            [
                sys.executable,
                "-m",
                "lieny.registry.intake.reader_process",
                limits_to_text(self.limits),
                json.dumps(dict(self.headings)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        return _Reader(child, since=time.monotonic())

    def _hand(self, reader: _Reader, group: tuple[Numbered, ...]) -> None:
        self._results += 1
        reader.group, reader.reading = group, None
        reader.result = self.folder / f"{self._results}.arrows"
        reader.since = time.monotonic()
        request = {
            "files": [[number, os.fspath(path)] for number, path in group],
            "result": os.fspath(reader.result),
        }
        assert reader.child.stdin is not None  # noqa: S101 - opened as a pipe above
        try:
            reader.child.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            reader.child.stdin.flush()
        except BrokenPipeError:
            return  # it has died; its closed output will say so

    def _listen(self, watch: selectors.BaseSelector) -> Iterator[GroupRead | FileStopped]:
        for key, _ in watch.select(timeout=self._patience()):
            reader: _Reader = key.data
            piece = os.read(reader.output, 65_536)
            if not piece:
                yield from self._bury(watch, reader)
                continue
            *lines, reader.unread = (reader.unread + piece).split(b"\n")
            for line in lines:
                yield from self._hear(reader, json.loads(line))
        for reader in [late for late in self._readers if self._is_late(late)]:
            reader.child.kill()
            yield from self._bury(watch, reader, "quá thời gian cho phép/it took too long")

    def _hear(self, reader: _Reader, said: dict[str, object]) -> Iterator[GroupRead]:
        reader.since = time.monotonic()
        if "ready" in said:
            reader.ready = True
            self._false_starts = 0
        elif "start" in said:
            reader.reading = int(str(said["start"]))
            self.on_file(reader.reading)
        elif "typing" in said:
            reader.reading = None
        elif "done" in said:
            finished = GroupRead(reader.group, reader.result)
            reader.group = ()
            yield finished

    def _bury(
        self, watch: selectors.BaseSelector, reader: _Reader, reason: str = ""
    ) -> Iterator[FileStopped]:
        watch.unregister(reader.output)
        self._readers.remove(reader)
        code = reader.child.wait()
        _close(reader)
        reader.result.unlink(missing_ok=True) if reader.group else None
        if not reader.ready:
            self._false_starts += 1
            if self._false_starts >= _MOST_FALSE_STARTS:
                raise ReaderCannotStart(f"{sys.executable} ended with {code}")
            return
        if len(reader.group) == 1 or reader.reading is not None:
            guilty = self._guilty(reader)
            self._requeue(reader.group, guilty)
            yield FileStopped(guilty, reason or _reason(code))
        else:
            # It died while typing what several files gave: each alone will tell which.
            self._waiting.extendleft((file,) for file in reversed(reader.group))

    def _guilty(self, reader: _Reader) -> Numbered:
        return next((file for file in reader.group if file[0] == reader.reading), reader.group[0])

    def _requeue(self, group: tuple[Numbered, ...], guilty: Numbered) -> None:
        place = group.index(guilty)
        for part in (group[place + 1 :], group[:place]):
            if part:
                self._waiting.appendleft(part)

    def _patience(self) -> float:
        waits = [reader.since + self._allowed(reader) for reader in self._readers]
        return max(min(waits, default=0.0) - time.monotonic(), 0.01)

    def _allowed(self, reader: _Reader) -> float:
        if not reader.ready:
            return _STARTUP_SECONDS
        return self.limits.wall_seconds if reader.group else 3_600.0

    def _is_late(self, reader: _Reader) -> bool:
        return time.monotonic() > reader.since + self._allowed(reader)

    def _dismiss(self) -> None:
        for reader in self._readers:
            reader.child.kill()
            reader.child.wait()
            _close(reader)
        self._readers.clear()


def _close(reader: _Reader) -> None:
    for line in (reader.child.stdin, reader.child.stdout):
        if line is not None:
            try:
                line.close()
            except BrokenPipeError:
                continue  # an unsent request to a dead child


def _reason(code: int) -> str:
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "quá thời gian xử lý/too much processor time"
    if code in {-signal.SIGABRT, OUT_OF_MEMORY}:
        return "quá nhiều bộ nhớ/too much memory"
    if code < 0:
        return f"trình đọc dừng đột ngột/the reader died ({signal.Signals(-code).name})"
    return f"trình đọc dừng đột ngột/the reader ended with {code}"
