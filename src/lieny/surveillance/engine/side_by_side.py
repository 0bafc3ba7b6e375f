"""Runs of series in threads: the same work in the same order for each series, however many."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def side_by_side(part: Callable[[int, int], None], units: int, threads: int) -> None:
    """Call `part(first, last)` for runs of series that together are all `units`.

    Args:
        part: works on the series `first` to `last - 1`; must let go of the interpreter to gain.
        units: how many series.
        threads: how many runs at once, at least 1.
    """
    runs = max(1, min(threads, units))
    edges = [units * i // runs for i in range(runs + 1)]
    if runs == 1:
        part(0, units)
        return
    with ThreadPoolExecutor(runs) as pool:
        for done in [pool.submit(part, edges[i], edges[i + 1]) for i in range(runs)]:
            done.result()
