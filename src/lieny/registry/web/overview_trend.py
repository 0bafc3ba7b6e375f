"""The weeks on the overview: the picture, and the table with the same numbers."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from lieny.registry.services.sign_trend import TrendWeek, sign_trend
from lieny.registry.services.standing_signs import Stage
from lieny.registry.web.said import said_day
from lieny.ui.portal.language import chosen
from lieny.ui.trend_chart import TrendPoint, TrendWords, trend_chart

WEEKS = 26


def trend_shown(*, cases: bool) -> dict[str, object]:
    """Draw and list the last half year; the cases' columns only for those who read cases."""
    weeks = sign_trend(WEEKS, on=timezone.localdate())
    stands = chosen("Dấu hiệu đang còn", "Signs that stand")
    came, went = chosen("mới", "new"), chosen("không còn", "gone")
    words = TrendWords(
        stands=stands,
        came=chosen("Dấu hiệu mới", "New signs"),
        went=chosen("không còn", "gone"),
        label=chosen(
            f"Dấu hiệu trong {WEEKS} tuần qua; số liệu ở bảng bên dưới",
            f"Signs of the last {WEEKS} weeks; the table beneath has the numbers",
        ),
    )
    points = [
        TrendPoint(
            begins=week.begins,
            came=week.arisen,
            went=week.ended,
            stands=week.standing,
            link=_signs(week, Stage.ARISEN) if week.arisen else "",
            said=f"{said_day(week.begins)}: {week.arisen} {came}, {week.ended} {went}",
        )
        for week in weeks
    ]
    rows = [_row(week) for week in reversed(weeks)]
    return {"trend": {"picture": trend_chart(points, words), "rows": rows, "cases": cases}}


def _row(week: TrendWeek) -> dict[str, object]:
    return {
        "begins": week.begins.isoformat(),
        "said": said_day(week.begins),
        "short": f"{week.begins:%d/%m}",
        "standing": week.standing,
        "counts": [
            ("arisen", week.arisen, _signs(week, Stage.ARISEN)),
            ("ended", week.ended, _signs(week, Stage.ENDED)),
        ],
        "cases": [
            ("opened", week.opened, _cases(week, "mo")),
            ("settled", week.settled, _cases(week, "xong")),
        ],
    }


def _signs(week: TrendWeek, stage: Stage) -> str:
    return f"{reverse('sign_list')}?tuan={week.begins.isoformat()}&ra={stage.value}"


def _cases(week: TrendWeek, kind: str) -> str:
    return f"{reverse('case_list')}?tuan={week.begins.isoformat()}&ra={kind}"
