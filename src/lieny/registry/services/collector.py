"""The collector of cycles rests while a run builds its values."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles within the block.

    Dossiers, signs and findings are frozen values without cycles, and millions of them: looking
    through them again and again takes a third of the time of the rules and frees nothing.
    Reference counts go on freeing what nobody holds.
    """
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
