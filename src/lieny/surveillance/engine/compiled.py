"""The one way a kernel is compiled: free of the interpreter, and kept on disk for the next process.

numba looks whether the file of a kernel has changed, not whether a kernel or a constant has that it
takes from another file. So machine code lies in a folder named by a digest of all sources of the
engine (`kernel_folder`): another source, another numba or Python means another folder. Several
processes may fill one folder; numba gives each file its name only when it is whole.

Neither `fastmath` nor parallel loops: a result must not depend on the machine's mood.
"""

from __future__ import annotations

import hashlib
import os
import platform
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit
from numba.core import config, event

Kernel = TypeVar("Kernel", bound=Callable[..., object])

# numba's own types know neither its settings nor all options of its decorator.
_settings: Any = config
_decorator: Any = njit

SOURCES = Path(__file__).parent
APPLICATION = "lieny"
_NOT_OURS = stat.S_IWGRP | stat.S_IWOTH


def digest_of_sources(folder: Path) -> str:
    """Name what machine code depends on: every source, numba and what it stands on.

    The kind of processor is not in it: numba keeps the code of each beside the others.
    """
    versions = [version(name) for name in ("numba", "llvmlite", "numpy")]
    found = hashlib.sha256("\n".join((*versions, sys.version, platform.machine())).encode())
    for path in sorted(folder.rglob("*.py")):
        source = path.read_bytes()
        found.update(f"\n{path.relative_to(folder).as_posix()} {len(source)}\n".encode())
        found.update(source)
    return found.hexdigest()[:20]


@cache
def kernel_folder() -> Path:
    """Give the folder of this version's machine code, and make it.

    In `NUMBA_CACHE_DIR` where that is set, else in the user's cache; where neither can be written,
    in a folder of this process alone. A folder that others may write is not used: what lies in it
    is run.
    """
    roots = [Path(_settings.CACHE_DIR)] if _settings.CACHE_DIR else []
    for root in (*roots, _user_cache() / APPLICATION):
        folder = root / f"kernels-{digest_of_sources(SOURCES)}"
        if _can_be_used(folder):
            return folder
    return Path(tempfile.mkdtemp(prefix=f"{APPLICATION}-kernels-"))


def _user_cache() -> Path:
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(given) if given else Path("~/.cache").expanduser()


def _can_be_used(folder: Path) -> bool:
    """Make the folder; say whether it is ours alone to write."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            found = folder.stat()
    except (OSError, RuntimeError):
        return False
    if os.name != "posix":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _NOT_OURS


def compiled(kernel: Kernel) -> Kernel:
    """Compile `kernel` with numba; the type a caller sees is that of the Python function.

    A kernel whose name begins with an underscore is called by other kernels alone: it becomes part
    of their machine code, and is neither kept by itself nor given a door for Python to call.
    """
    if kernel.__name__.startswith("_"):
        inner = _decorator(
            nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True
        )
        return cast("Kernel", inner(kernel))
    with _kept_in(kernel_folder()):
        outer = _decorator(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)
        return cast("Kernel", outer(kernel))


@contextmanager
def _kept_in(folder: Path) -> Iterator[None]:
    """Let numba keep the kernels that are declared here in a folder; others go where they went."""
    before = _settings.CACHE_DIR
    _settings.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        _settings.CACHE_DIR = before


class _Once(event.Listener):
    """Calls back when the first kernel has to be compiled."""

    def __init__(self, say: Callable[[], None]) -> None:
        self._say: Callable[[], None] | None = say

    def on_start(self, event: object) -> None:
        """Call back, the first time."""
        del event
        say, self._say = self._say, None
        if say is not None:
            say()

    def on_end(self, event: object) -> None:
        """Nothing is to be done."""


@contextmanager
def preparation_told(say: Callable[[], None]) -> Iterator[None]:
    """Call `say` once if a kernel must be compiled before it can run: that takes half a minute."""
    with event.install_listener("numba:compile", _Once(say)):
        yield
