"""Lists that facilities sent before: most of today's staff, at the same hours."""

from __future__ import annotations

import copy
from datetime import date, timedelta

from lieny.node.sample.scene import Scene
from lieny.node.sample.subjects import Facility

STAYED = 0.85


def recall(scene: Scene) -> None:
    """Add the rows of older lists to the scene."""
    random = scene.stream("history")
    for row in list(scene.registrations):
        if row.submission or row.valid_from or row.facility.channel != "form":
            continue
        for age in range(1, row.facility.older_lists + 1):
            if random.random() < STAYED:
                older = copy.copy(row)
                older.submission = age
                scene.registrations.append(older)


def expected_copies(facility: Facility) -> float:
    """Rows that older lists will hold for one person of the staff."""
    return facility.older_lists * STAYED if facility.channel == "form" else 0.0


def listed_on(scene: Scene, facility: Facility, submission: int) -> date:
    """Day of a list of the facility; 0 is the latest."""
    latest = facility.listed_on
    if latest is None:
        latest = scene.as_of - timedelta(20 + facility.serial * 2_654_435_761 % 65_536 % 200)
    return latest - timedelta(370 * submission)
