"""Giờ hành nghề: free text of a cell to minutes of the week.

Cleaning → tokens (`lexer`) → days, hours and remarks (`scan`) → which hours belong to which days
(`clauses`) → minutes (`meaning`) → what is certain (`reading`).
"""

from lieny.vocabulary.working_time.flags import TimeFlag, TimeStatus
from lieny.vocabulary.working_time.office import (
    DEFAULT_OFFICE_HOURS,
    FacilityHours,
    OfficeHours,
)
from lieny.vocabulary.working_time.reading import (
    TimeReading,
    read_facility_hours,
    read_working_time,
)
from lieny.vocabulary.working_time.shown import time_reading_as_json

__all__ = [
    "DEFAULT_OFFICE_HOURS",
    "FacilityHours",
    "OfficeHours",
    "TimeFlag",
    "TimeReading",
    "TimeStatus",
    "read_facility_hours",
    "read_working_time",
    "time_reading_as_json",
]
