"""Điều khoản: one provision of an instrument, with the days between which it binds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HowRead(StrEnum):
    """How the text of a provision was read before it was relied on."""

    ORIGINAL = "original"
    SCAN = "scan"
    SECOND_HAND = "second-hand"
    UNREAD = "unread"


class ProvisionEndsBeforeItBegins(ValueError):
    """`in_force_until` lies before `in_force_from`."""


@dataclass(frozen=True, slots=True)
class Provision:
    """A dated provision.

    Attributes:
        topic: what it decides ("practice.no-overlap"); several provisions of one topic succeed
            each other in time.
        instrument: number of the instrument ("15/2023/QH15").
        article: "Điều 36 khoản 1".
        in_force_from: first day on which it binds.
        in_force_until: last day on which it binds, None while it is in force.
        parameters: numbers and choices that the provision, or our reading of it, fixes.
        how_read: how we know the text.
        source: where it was read.
        summary_vi: one sentence.
        summary_en: one sentence.
        reading: where our reading departs from or completes the text; "" when it does not.
        reading_en: the same in English.
        completes: true where it only completes the leading provision of its topic, beside which
            it binds; at most one provision of a topic leads on any day.
    """

    topic: str
    instrument: str
    article: str
    in_force_from: date
    in_force_until: date | None
    parameters: tuple[tuple[str, float | int | str | bool], ...]
    how_read: HowRead
    source: str
    summary_vi: str
    summary_en: str
    reading: str = ""
    reading_en: str = ""
    completes: bool = False

    def __post_init__(self) -> None:
        if self.in_force_until is not None and self.in_force_until < self.in_force_from:
            raise ProvisionEndsBeforeItBegins(f"{self.instrument} {self.article}")

    def binds_on(self, day: date) -> bool:
        """Test whether it is in force on `day`."""
        return self.in_force_from <= day and (
            self.in_force_until is None or day <= self.in_force_until
        )
