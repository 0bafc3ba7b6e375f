"""How much of the machine's memory the embedded PostgreSQL may keep pages of tables in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024 * 1024
SMALLEST, LARGEST = 128, 8192  # MiB; PostgreSQL's own default, and where more stops helping
LIMIT = Path("/sys/fs/cgroup/memory.max")  # of a container


@dataclass(frozen=True)
class Memory:
    """What PostgreSQL is told of the memory.

    Attributes:
        whole: MiB of the machine, or of the container it runs in.
    """

    whole: int

    def settings(self) -> dict[str, str]:
        """Give the settings: a quarter for pages of its own, three quarters with the system's.

        The shares are those of PostgreSQL's own manual (20.4.1, 20.7.2). A random page costs little
        more than the next one: where portals stand today there are no turning disks.
        """
        own = min(max(self.whole // 4, SMALLEST), LARGEST)
        return {
            "shared_buffers": f"{own}MB",
            "effective_cache_size": f"{max(self.whole * 3 // 4, own)}MB",
            "random_page_cost": "1.1",
        }


def memory_here(limit: Path = LIMIT) -> Memory:
    """Read the memory of this machine, or the container's where that is less."""
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if limit.exists():
        said = limit.read_text("ascii").strip()
        whole = min(whole, int(said)) if said.isdigit() else whole
    return Memory(whole // MEBIBYTE)
