"""What one process compiled the next one runs; what was compiled from other sources nobody runs."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lieny.surveillance.engine import compiled as machinery

PROGRAM = """
import numpy as np
from lieny.surveillance.engine.compiled import preparation_told
from lieny.surveillance.engine.negative_binomial_quantile import quantiles_and_tails
out = np.empty(2), np.empty(2)
with preparation_told(lambda: print("compiling", end=" ")):
    quantiles_and_tails(
        np.array([3.0, 60.0]), np.array([1.0, 50.0]), np.array([1.0, 2.0]),
        (0.95, 1.6448536269514722), out,
    )
print(*out[0], *out[1])
"""
SMALL = {
    "constants.py": "FACTOR = 2.0\n",
    "inner.py": (
        "from constants import FACTOR\nfrom compiled import compiled\n\n"
        "@compiled\ndef _times(x: float) -> float:\n    return FACTOR * x\n"
    ),
    "outer.py": (
        "from inner import _times\nfrom compiled import compiled\n\n"
        "@compiled\ndef grown(x: float) -> float:\n    return _times(x) + 1.0\n"
    ),
}


def ran(program: str, cache: Path, path: str, **more: str) -> str:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache), "PYTHONPATH": path, **more}
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_second_process_compiles_nothing_and_gives_the_same(tmp_path: Path):
    first, second = (ran(PROGRAM, tmp_path, "src") for _ in range(2))
    assert first == f"compiling {second}"
    assert second.split()[:2] == ["3.0", "67.0"]
    assert list(tmp_path.rglob("*.nbi"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An engine of two kernels in two files and a constant in a third."""
    folder = tmp_path / "engine"
    folder.mkdir()
    shutil.copy(machinery.__file__, folder / "compiled.py")
    for name, text in SMALL.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


GROWN = "from outer import grown; print(grown(5.0))"


def test_a_constant_of_another_file_that_changed_is_compiled_in(small: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    assert ran(GROWN, cache, str(small)) == "11.0\n"
    (small / "constants.py").write_text("FACTOR = 3.0\n", encoding="utf-8")
    assert ran(GROWN, cache, str(small)) == "16.0\n"
    (small / "constants.py").write_text("FACTOR = 2.0\n", encoding="utf-8")
    assert ran(GROWN, cache, str(small)) == "11.0\n"
    assert len(list(cache.iterdir())) == 2


def test_processes_at_once_fill_one_folder(small: Path, tmp_path: Path):
    cache = tmp_path / "cache"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache), "PYTHONPATH": str(small)}
    running = [
        subprocess.Popen([sys.executable, "-c", GROWN], env=environment, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    assert [process.communicate()[0] for process in running] == [b"11.0\n"] * 3
    assert [process.returncode for process in running] == [0] * 3
    assert not list(cache.rglob("*.tmp.*"))


def test_where_no_cache_can_be_written_a_folder_of_the_process_serves(small: Path, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    more = {"XDG_CACHE_HOME": str(blocked), "TMPDIR": str(scratch)}
    assert ran(GROWN, blocked, str(small), **more) == "11.0\n"
    assert [path.name[:13] for path in scratch.iterdir()] == ["lieny-kernels"]


def test_a_folder_that_others_may_write_is_not_used(small: Path, tmp_path: Path):
    cache, home = tmp_path / "cache", tmp_path / "home"
    ran(GROWN, cache, str(small))
    shared = next(cache.iterdir())
    assert stat.S_IMODE(shared.stat().st_mode) == 0o700
    shared.chmod(0o777)
    assert ran(GROWN, cache, str(small), XDG_CACHE_HOME=str(home)) == "11.0\n"
    assert (home / "lieny" / shared.name).is_dir()
