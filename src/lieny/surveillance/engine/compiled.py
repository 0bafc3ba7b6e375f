"""The one way a kernel is compiled: ahead of its first use, kept on disk, free of the interpreter.

Neither `fastmath` nor parallel loops: a result must not depend on the machine's mood.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(kernel: Kernel) -> Kernel:
    """Compile `kernel` with numba; the type a caller sees is that of the Python function."""
    return cast("Kernel", njit(cache=True, nogil=True, error_model="numpy")(kernel))
