"""What one process compiled, the next one reads from the disk and runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import numpy as np
from lieny.surveillance.engine.negative_binomial_quantile import quantiles_and_tails
out = np.empty(2), np.empty(2)
quantiles_and_tails(
    np.array([3.0, 60.0]), np.array([1.0, 50.0]), np.array([1.0, 2.0]),
    (0.95, 1.6448536269514722), out,
)
print(*out[0], *out[1])
"""


def test_a_second_process_gives_the_same_as_the_one_that_compiled(tmp_path: Path):
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": "src"}
    answers = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert answers[0].split()[:2] == ["3.0", "67.0"]
    assert list(tmp_path.rglob("*.nbi"))
