"""Which of the kinds of tables a layout is, told by the columns it has."""

from __future__ import annotations

from lieny.registry.intake.headings import heading_words
from lieny.registry.intake.layout import Layout
from lieny.registry.intake.status_words import told_by_title

LIST, FLAT, LICENCE_REGISTER, FACILITY_REGISTER, ACTIVITY, TRAINEE = (
    "registration-list",
    "registrations",
    "licence-register",
    "facility-register",
    "activities",
    "trainees",
)
_TIME = ("time", "time_days", "time_hours", "time_from", "time_until", "time_slot")
_FACILITY = ("facility_name", "facility_licence", "facility_code")
_PLACE = ("form", "address", "facility_licence", "facility_code", "province", "longitude", "status")


def kind_of(layout: Layout, *, facility_known: bool, title: str) -> str | None:
    """Tell the kind of a table; None where the columns make none.

    Args:
        layout: fields by column.
        facility_known: the head of the list named a facility.
        title: folded lines above the table, for tables that could be either.
    """
    if layout.has("mentor_name", "mentor_licence") and layout.has("trainee_name", "name"):
        return TRAINEE
    person = layout.has("name", "given_name", "licence")
    if layout.has("activity_at") and (person or layout.has(*_FACILITY)):
        return ACTIVITY
    if not person:
        return _without_person(layout)
    if layout.has(*_TIME, "elsewhere", "position"):
        return FLAT if layout.has(*_FACILITY) else LIST
    return _without_time(layout, facility_known=facility_known, title=title)


def _without_person(layout: Layout) -> str | None:
    if layout.has("facility_name", "facility_licence") and (
        sum(layout.has(field) for field in _PLACE) >= 1
    ):
        return FACILITY_REGISTER
    return None


def _without_time(layout: Layout, *, facility_known: bool, title: str) -> str | None:
    if layout.has("licence") and told_by_title(title):
        return LICENCE_REGISTER
    if layout.has("facility_name", "facility_licence", "facility_code"):
        return FLAT
    if "dang ky hanh nghe" in title or (
        facility_known and not layout.has("decision", "expires_on")
    ):
        return LIST
    if layout.has("licence") and not layout.has("unit") and _is_register(layout):
        return LICENCE_REGISTER
    return LIST if layout.has("unit", "valid_from", "scope", "title") or facility_known else None


def _is_register(layout: Layout) -> bool:
    """A status with "bắt đầu … kết thúc" is that of somebody's employment."""
    if layout.has("issued_on", "expires_on", "decision", "status_from", "issuer"):
        return True
    begin = heading_words(layout.headings.get(layout.columns.get("valid_from", 0), ""))
    return layout.has("status") and "bat dau" not in begin
