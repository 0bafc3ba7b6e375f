"""Bộ mẫu giao diện: every piece of the design system on one living page, in light and in dark."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lieny.ui.licence_timeline import TimelineSpan, licence_timeline
from lieny.ui.portal.language import either
from lieny.ui.portal.sheet import SheetHead, SheetMark, sheet_view
from lieny.ui.provinces import province_key, province_name
from lieny.ui.qr_code import qr_svg
from lieny.ui.region_map import region_map
from lieny.ui.timetable import timetable_symbols, week_timetable
from lieny.ui.week_lanes import TimetableLane, timetable_words
from lieny.vocabulary.weekly_set import DAY, WeeklySet

SHOWN_DAY = date(2026, 11, 1)  # of all that is drawn here, so that it looks the same on any day
HOUR = 60
COLOURS = (
    *("ink", "muted", "paper", "card", "sunk", "line", "line-strong", "accent", "accent-sunk"),
    *("critical", "critical-sunk", "high", "high-sunk", "medium", "medium-sunk", "low", "info"),
    *("shade0", "shade1", "shade2", "shade3", "shade4"),
)
SIZES = ("28", "22", "18", "15", "13")
SPACES = ("4", "8", "12", "16", "24", "40")
SEVERITIES = (
    ("critical", "▲", "Rất khẩn", "Critical"),
    ("high", "◆", "Cao", "High"),
    ("medium", "●", "Vừa", "Medium"),
    ("low", "○", "Thấp", "Low"),
    ("info", "i", "Để biết", "For information"),
)
HCM, DONG_NAI, TAY_NINH = "79", "75", "80"


class SampleForm(forms.Form):
    """One field of each kind, two of them with something wrong."""

    name = forms.CharField(initial="Nguyễn Thị Hoàng Oanh")
    number = forms.CharField()
    role = forms.ChoiceField(
        choices=[("a", either("Bác sĩ điều trị", "Physician")), ("b", either("Phụ trách", "Head"))]
    )
    remark = forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), required=False)


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the design system."""
    form = SampleForm({"name": "Nguyễn Thị Hoàng Oanh", "number": "", "role": "a"})
    form.add_error("number", either("Cần số giấy phép đầy đủ.", "A whole number is needed."))
    lanes = _lanes()
    both = lanes[0].definite & lanes[1].definite
    words = {
        "colours": COLOURS,
        "sizes": SIZES,
        "spaces": SPACES,
        "severities": SEVERITIES,
        "form": form,
        "provinces": [
            (province_key(code), province_name(code, SHOWN_DAY))
            for code in (HCM, DONG_NAI, TAY_NINH)
        ],
        "symbols": timetable_symbols(lane.province for lane in lanes),
        "week": week_timetable(lanes, overlap=both, label="; ".join(timetable_words(lanes))),
        "week_words": timetable_words(lanes, overlap=both),
        "years": licence_timeline(_spans(), today=SHOWN_DAY, label="000123/HCM-CCHN"),
        "map": region_map(
            {HCM: 42, DONG_NAI: 17, TAY_NINH: 5},
            {(DONG_NAI, HCM): 15, (HCM, TAY_NINH): 4},
            day=SHOWN_DAY,
            label=either("Bản đồ mẫu", "A sample map"),
        ),
        "sheet": _sheet(),
        "stages": [
            {"name": either("Mở", "Opened"), "done": True, "now": False},
            {"name": either("Xác minh", "Verifying"), "done": False, "now": True},
            {"name": either("Kết thúc", "Closed"), "done": False, "now": False},
        ],
        "qr": qr_svg("https://lieny.example/kiem-tra/", label="QR"),
    }
    return render(request, "portal/gallery.html", words)


gallery.permission = "design.read"  # type: ignore[attr-defined]


def _lanes() -> list[TimetableLane]:
    week = range(5)
    morning = WeeklySet.of((day * DAY + 7 * HOUR, day * DAY + 16 * HOUR) for day in week)
    evening = WeeklySet.of((day * DAY + 15 * HOUR, day * DAY + 20 * HOUR) for day in (1, 3))
    maybe = WeeklySet.of([(5 * DAY + 7 * HOUR, 5 * DAY + 11 * HOUR)])
    names = {code: province_name(code, SHOWN_DAY) for code in (HCM, DONG_NAI)}
    return [
        TimetableLane("Bệnh viện Đa khoa Sài Gòn", HCM, names[HCM], morning, maybe),
        TimetableLane("Phòng khám An Bình", DONG_NAI, names[DONG_NAI], evening),
    ]


def _spans() -> list[TimelineSpan]:
    return [
        TimelineSpan("000123/HCM-CCHN", "licence", date(2018, 5, 2), None, 0),
        TimelineSpan("đình chỉ", "stopped", date(2023, 3, 1), date(2023, 9, 1), 0),
        TimelineSpan("Bệnh viện Đa khoa Sài Gòn", "role", date(2019, 1, 1), None, 1, HCM),
    ]


def _sheet() -> object:
    return sheet_view(
        [
            ["STT", "Họ và tên", "Số CCHN", "Thời gian"],
            ["1", "Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN", "T2-T6: 7h-16h"],
            ["2", "Trần Văn Bình", "12X5/HCM", "giờ hành chính"],
        ],
        first=1,
        caption="danh-sach.xlsx › Danh sách",
        heads={
            1: SheetHead("ordinal", either("Số thứ tự", "Number")),
            2: SheetHead("name", either("Họ tên", "Name")),
            3: SheetHead("licence", either("Số giấy phép", "Licence")),
            4: SheetHead("time", either("Giờ hành nghề", "Hours")),
        },
        marks=[
            SheetMark(
                3,
                3,
                "wrong",
                either("Không đọc được số giấy phép.", "The number cannot be read."),
                either("Viết đủ số, nơi cấp và loại.", "Write serial, issuer and type."),
                "12X5/HCM",
            ),
        ],
    )
