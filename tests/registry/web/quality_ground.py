"""Lists that were handed in, with their counts and problems as the reader leaves them."""

from datetime import timedelta
from itertools import count

import pyarrow as pa
from case_ground import AT, put

from lieny.registry.columns.tables import PROBLEMS
from lieny.registry.models import (
    Case,
    CaseSign,
    Facility,
    FacilityRow,
    FileBlock,
    FileQuality,
    SourceFile,
    Submission,
)
from lieny.registry.services.stored.blocks import packed

NUMBERS = count(1)
HOURS = ("time-unreadable", "E", "khi rảnh", "Không hiểu thời gian đăng ký hành nghề «khi rảnh».",
         "Ghi thứ và giờ rõ ràng.")  # fmt: skip
LICENCE = ("licence-unreadable", "C", "không nhớ",
           "Không đọc được số giấy phép/chứng chỉ hành nghề từ «không nhớ».",
           "Ghi đúng như trên giấy.")  # fmt: skip


def facility(name, province="79"):
    return put(
        Facility, province=province, key=f"{next(NUMBERS):05d}/KT-GPHĐ", name=name,
        name_folded=name.lower(),
    )  # fmt: skip


def handed_in(ground, place, *, rows=40, flaws=(), days_late=0, weeks_ago=0, names=True):
    """One list of a facility, `flaws` being problems of its first rows."""
    at = AT - timedelta(weeks=weeks_ago)
    submission = put(
        Submission, organisation=ground.places[place.province], province=place.province,
        handed_in_by=ground.users["hoa"], handed_in_at=at, state="read", files_done=1,
        files_total=1,
    )  # fmt: skip
    number = next(NUMBERS)
    file = put(
        SourceFile, submission=submission, province=place.province,
        name=f"danh-sach-{number}.xlsx", sha256=f"{number:064x}", size=1, content=b"x",
        kind="registration-list", rows=rows, accepted=rows, problems=len(flaws),
    )  # fmt: skip
    kinds = {}
    for code, *_ in flaws:
        kinds[code] = kinds.get(code, 0) + 1
    put(
        FileQuality, file=file, province=place.province, rows=rows, rows_whole=rows - len(flaws),
        cells=rows * 6, cells_unread=len(flaws), days_late=days_late, kinds=kinds,
    )  # fmt: skip
    _keep_problems(file, flaws)
    if names:
        put(FacilityRow, file=file, index=0, province=place.province, facility=place, known_from=at)
    return submission


def _keep_problems(file, flaws):
    rows = [
        (0, "Sheet1", 8 + place, column, code, False, given, problem, problem, advice, advice)
        for place, (code, column, given, problem, advice) in enumerate(flaws)
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(PROBLEMS)
    arrays = [pa.array(one, kind.type) for one, kind in zip(columns, PROBLEMS, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=PROBLEMS)
    put(
        FileBlock, file=file, province=file.province, table="problems", rows=len(rows),
        arrow=packed(table),
    )  # fmt: skip


def settled(ground, rule, outcome, *, lead="79", times=1):
    """Cases as they stand after their end, each with one sign of a rule."""
    for _ in range(times):
        person = ground.new_person("Trần Văn Xong", [lead])
        case = put(
            Case, number=f"2020/{next(NUMBERS):06d}", person=person, state="closed",
            severity="high", lead=lead, since=AT, opened_at=AT, outcome=outcome,
        )  # fmt: skip
        put(CaseSign, case=case, sign=ground.new_sign(person, rule, provinces=(lead,)))
