"""Whether a kernel repeats R *surveillance* to the last digit or mends its known defects."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """`R`: equal to R surveillance 1.20.3. `CORRECTED`: every departure is listed and tested."""

    R = "r"
    CORRECTED = "corrected"
