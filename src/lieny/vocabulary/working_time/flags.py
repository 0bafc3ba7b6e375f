"""What a working-time text says besides hours."""

from __future__ import annotations

from enum import StrEnum


class TimeStatus(StrEnum):
    """How far the text determines the hours."""

    DETERMINED = "determined"
    PARTIAL = "partial"
    UNDETERMINED = "undetermined"
    INVALID = "invalid"


class TimeFlag(StrEnum):
    """Đặc điểm of a registered working time."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    OFFICE_HOURS = "office_hours"
    OUTSIDE_OFFICE = "outside_office"
    FACILITY_HOURS = "facility_hours"
    ON_CALL = "on_call"
    SHIFT_ROTATION = "shift_rotation"
    TELEHEALTH = "telehealth"
    ASSIGNMENT = "assignment"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    SEASONAL = "seasonal"
    HOLIDAY = "holiday"
    DITTO = "ditto"
    BLANK = "blank"
    AWAY = "away"
    MULTI_SITE = "multi_site"
    ALWAYS = "always"
    UNBROKEN_DAY = "unbroken_day"
    DATE_ONLY = "date_only"
    DAYS_ONLY = "days_only"
    TIMES_ONLY = "times_only"
    HALF_DAY = "half_day"
    QUANTITY = "quantity"
    OPEN_END = "open_end"
    TOO_LONG = "too_long"
    AMBIGUOUS = "ambiguous"
    OVERNIGHT = "overnight"
