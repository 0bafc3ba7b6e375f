"""Arrow schemas of what intake gives and the engine works on.

One `Batch` is what one file gave. The service concatenates batches and adds the `…_id` columns of
the whole run. Raw texts stay beside the values read from them; a value that could not be read is
null and its problem is in `PROBLEMS`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

# Low-cardinality text: interned, so that a million rows of it cost little.
WORD = pa.dictionary(pa.int32(), pa.string())
PATTERN = pa.dictionary(pa.int32(), pa.binary())

LICENCE = pa.struct(
    [
        ("serial", pa.int32()),
        ("issuer", pa.string()),  # printed issuer code, upper case, Đ kept ("BD" is not "BĐ")
        ("type", pa.string()),  # LicenceType value
        ("status", pa.string()),  # exact | fuzzy | masked | unreadable
    ]
)

PROVENANCE: list[tuple[str, pa.DataType]] = [
    ("file", pa.int32()),  # index in FILES
    ("table", pa.int32()),  # index of the table within the file (HEADINGS)
    ("row", pa.int32()),  # 1-based row of the sheet, as the user sees it
]

# The person as read, the same names in registrations and in the licence register: the linker
# stacks both.
PERSON: list[tuple[str, pa.DataType]] = [
    ("name", pa.string()),  # clean, accented, titles stripped
    ("name_folded", pa.string()),  # PersonName.folded: "nguyen van an"
    ("name_toned", pa.string()),  # PersonName.toned, null where the source has no tone marks
    ("surname", pa.string()),  # folded first token
    ("middle", pa.string()),  # folded middle tokens, "" when none
    ("given", pa.string()),  # folded last token
    ("initials", pa.string()),
    ("birth_on", pa.date32()),  # null unless the full day is known
    ("birth_year", pa.int16()),
    ("cccd", pa.string()),  # 12 digits, structure checked, dummies null
    ("cmnd", pa.string()),  # 9 digits
    ("phone", pa.string()),  # 9 digits after the leading zero
    ("gender", pa.string()),  # "F" | "M" | null
    ("title", WORD),  # Title value
    ("licence_serial", pa.int32()),  # the first readable practising licence of the cell
    ("licence_issuer", WORD),
    ("licence_type", WORD),
    ("licence_status", WORD),
    ("licence_issued_on", pa.date32()),
]

REGISTRATIONS = pa.schema(
    [
        *PROVENANCE,
        ("facility", pa.int32()),  # index in this batch's FACILITIES
        *PERSON,
        ("other_licences", pa.list_(LICENCE)),  # further numbers of the same cell
        ("position", WORD),  # Position value
        ("acting", pa.bool_()),  # "phó … phụ trách", "quyền": acting holder
        ("unit", WORD),  # section row or department column
        ("scopes", WORD),  # "|"-joined scope codes, "" when none was understood
        ("scope_by_reference", pa.bool_()),
        ("time_status", WORD),  # determined | partial | undetermined | invalid
        ("definite", PATTERN),  # WeeklySet.to_bytes
        ("possible", PATTERN),
        ("time_flags", WORD),  # "|"-joined TimeFlag values (full_time, on_call, telehealth, …)
        ("valid_from", pa.date32()),
        ("valid_until", pa.date32()),  # inclusive
        ("listed_on", pa.date32()),  # date of the list itself
        ("received_on", pa.date32()),  # optional column or table
        ("event_on", pa.date32()),  # when the person joined or left, if given (R18)
        ("cme_hours", pa.float32()),  # optional column (R20)
        ("raw_name", pa.string()),
        ("raw_licence", pa.string()),
        ("raw_time", WORD),
        ("raw_position", WORD),
        ("raw_scope", WORD),
        ("raw_birth", pa.string()),
        ("raw_personal_number", pa.string()),
        ("raw_title", WORD),
        ("raw_valid_from", pa.string()),
        ("raw_valid_until", pa.string()),
        ("raw_elsewhere", WORD),  # "thời gian làm việc tại cơ sở khác (nếu có)"
        ("raw_note", WORD),  # "ghi chú": assignments, reissues, leave
    ]
)

LICENCES = pa.schema(
    [
        *PROVENANCE,
        *PERSON,
        ("valid_until", pa.date32()),  # GPHN has a term; CCHN has none
        ("scopes", WORD),
        ("scope_by_reference", pa.bool_()),
        ("status", WORD),  # LicenceStatus value: active, revoked, suspended, expired, replaced
        ("status_from", pa.date32()),
        ("status_until", pa.date32()),
        ("decision", pa.string()),  # number of the decision, where given
        ("cme_hours", pa.float32()),
        ("cme_from", pa.date32()),
        ("raw_name", pa.string()),
        ("raw_licence", pa.string()),
        ("raw_birth", pa.string()),
        ("raw_personal_number", pa.string()),
        ("raw_issued_on", pa.string()),
        ("raw_title", WORD),
        ("raw_scope", WORD),
        ("raw_status", WORD),
        ("raw_status_from", pa.string()),
        ("raw_status_until", pa.string()),
        ("raw_note", WORD),  # "ghi chú": reissues, appeals
    ]
)

FACILITIES = pa.schema(
    [
        *PROVENANCE,
        ("source", WORD),  # "register" (table d) | "list" (header block or columns of a list)
        ("name", pa.string()),
        ("name_folded", pa.string()),
        ("licence_serial", pa.int32()),  # operating licence (GPHĐ)
        ("licence_issuer", WORD),
        ("code", pa.string()),  # 5-character BHXH code or 13-digit code
        ("form", WORD),  # FacilityForm value
        ("address", pa.string()),
        ("address_folded", pa.string()),
        ("province_given", WORD),  # NSO code that the text names, on the map of its own time
        ("commune_given", WORD),  # NSO code of the commune, null when not found
        ("open_hours", PATTERN),  # definite weekly set of opening, null when not given
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("status", WORD),  # active | revoked | suspended | closed
        ("status_from", pa.date32()),
        ("status_until", pa.date32()),
        ("raw_name", pa.string()),
        ("raw_licence", pa.string()),
        ("raw_form", WORD),
        ("raw_address", pa.string()),
        ("raw_open_hours", pa.string()),
        ("raw_status", WORD),
    ]
)

# Optional tables: activity witness (R17), trainees of a mentor (R24).
ACTIVITIES = pa.schema(
    [
        *PROVENANCE,
        ("licence_serial", pa.int32()),
        ("licence_issuer", WORD),
        ("licence_type", WORD),
        ("name_folded", pa.string()),
        ("facility_licence_serial", pa.int32()),
        ("facility_licence_issuer", WORD),
        ("facility_code", pa.string()),
        ("facility_name_folded", pa.string()),
        ("at", pa.timestamp("s")),
    ]
)
TRAINEES = pa.schema(
    [
        *PROVENANCE,
        ("mentor_serial", pa.int32()),
        ("mentor_issuer", WORD),
        ("mentor_type", WORD),
        ("mentor_name_folded", pa.string()),
        ("trainee_name_folded", pa.string()),
        ("valid_from", pa.date32()),
        ("valid_until", pa.date32()),
    ]
)

HEADINGS = pa.schema(
    [
        ("file", pa.int32()),
        ("table", pa.int32()),
        ("sheet", pa.string()),
        ("field", pa.string()),  # the raw_… column name without "raw_"
        ("column", pa.int32()),  # 1-based
        ("heading", pa.string()),  # the user's own words
    ]
)

PROBLEMS = pa.schema(
    [
        ("file", pa.int32()),
        ("sheet", pa.string()),
        ("row", pa.int32()),  # null for a problem of the whole file or sheet
        ("column", pa.string()),  # letter: "D"
        ("code", pa.string()),  # stable: "licence-unreadable", "file-encrypted"
        ("refused", pa.bool_()),  # the row (or file) did not go in
        ("given", pa.string()),
        ("problem_vi", pa.string()),
        ("problem_en", pa.string()),
        ("advice_vi", pa.string()),
        ("advice_en", pa.string()),
    ]
)

FILES = pa.schema(
    [
        ("path", pa.string()),
        ("sha256", pa.string()),
        ("kind", pa.string()),  # FileKind value, "|"-joined when a workbook holds several
        ("province_given", pa.string()),  # NSO code named by the file, null when none
        ("listed_on", pa.date32()),
        ("submission", pa.string()),  # first | change | supplement | null
        ("encoding", pa.string()),  # unicode | tcvn3 | vni | cp1258
        ("rows", pa.int32()),
        ("accepted", pa.int32()),
    ]
)

FILE_KINDS = (
    "registration-list",  # (a) Mẫu 01 of one or several facilities: header block, then table
    "registrations",  # (b) one row each, with facility columns
    "licence-register",  # (c)
    "facility-register",  # (d)
    "activities",
    "trainees",
    "unrecognised",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one file gave, or many files concatenated; the tables follow the schemas above."""

    files: pa.Table
    headings: pa.Table
    registrations: pa.Table
    licences: pa.Table
    facilities: pa.Table
    activities: pa.Table
    trainees: pa.Table
    problems: pa.Table
