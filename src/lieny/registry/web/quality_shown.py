"""Senders, scores and problems as templates show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from lieny.registry.models import SourceFile
from lieny.registry.rules.list_quality import Band, QualityScore, quality_terms
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.quality.kind_words import kind_words
from lieny.registry.services.quality.senders import Sender, SenderKey, SentList, kinds_of_list
from lieny.registry.web.said import said, said_day, said_time
from lieny.ui.portal.language import chosen
from lieny.ui.score_plot import ScorePoint, score_plot, score_spark

BANDS: Mapping[Band, tuple[str, Bilingual]] = {
    Band.GOOD: ("●", Bilingual("Tốt", "Good")),
    Band.FAIR: ("▲", Bilingual("Tạm được", "Fair")),
    Band.POOR: ("◆", Bilingual("Cần sửa", "To be mended")),
}
WHOLE = 100


def percent(share: float) -> str:
    """Write a share; what is not quite everything is never shown as everything."""
    points = share * WHOLE
    if 0 < WHOLE - points < 1:
        return (
            chosen(f"{min(points, 99.9):.1f}".replace(".", ","), f"{min(points, 99.9):.1f}") + "%"
        )
    return f"{points:.0f}%"


def score_shown(score: QualityScore) -> dict[str, object]:
    """Lay a score out: points, class, glyph, word."""
    glyph, words = BANDS[score.band]
    return {"points": score.points, "band": score.band.value, "glyph": glyph, "word": said(words)}


def late_said(days: int | None) -> str:
    """Say how late a list came."""
    if days is None:
        return chosen("không ghi ngày", "no day given")
    if days == 0:
        return chosen("đúng hạn", "in time")
    return chosen(f"chậm {days} ngày", f"{days} days late")


def address_of(key: SenderKey, page: str = "quality_sender") -> str:
    """Give the address of a sender's page, or of its feedback sheet."""
    if key.facility is not None:
        return reverse(f"{page}_facility", args=[key.facility])
    return reverse(f"{page}_organisation", args=[key.organisation])


def sender_row(sender: Sender) -> dict[str, object]:
    """Lay one line of the table out."""
    latest, change = sender.latest, sender.change
    points = ", ".join(map(str, sender.trend))
    return {
        "name": sender.name,
        "address": address_of(sender.key),
        "score": score_shown(latest.score),
        "change": _gain(change),
        "spark": score_spark(sender.trend, label=chosen(f"Điểm: {points}", f"Scores: {points}")),
        "lists": len(sender.lists),
        "rows": latest.sum("rows"),
        "whole": percent(latest.score.rows),
        "unread": latest.sum("cells_unread"),
        "late": late_said(latest.days_late),
        "at": said_day(timezone.localtime(latest.at).date()),
    }


def _gain(change: int | None) -> str:
    if change is None:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "±0"


def parts_shown(sent: SentList) -> list[dict[str, object]]:
    """Lay the parts of a score out, each with the numbers that it is made of."""
    score, terms = sent.score, quality_terms(timezone.localtime(sent.at).date())
    rows, whole = sent.sum("rows"), sent.sum("rows_whole")
    cells, unread = sent.sum("cells"), sent.sum("cells_unread")
    unreadable = sum(one.rows == 0 for one in sent.measures)
    files = len(sent.measures)
    made_of_rows = chosen(f"{whole} / {rows} dòng", f"{whole} of {rows} rows")
    if unreadable:
        made_of_rows += chosen(
            f"; {unreadable} / {files} tệp không đọc được",
            f"; {unreadable} of {files} files cannot be read",
        )
    return [
        _part(chosen("Dòng đọc trọn", "Rows read whole"), score.rows, made_of_rows,
              terms.weight_rows),
        _part(chosen("Ô đọc được", "Cells read"), score.cells,
              chosen(f"{unread} ô chưa đọc được / {cells}", f"{unread} of {cells} cells not read"),
              terms.weight_cells),
        _part(chosen("Đúng hạn", "In time"), score.time, late_said(sent.days_late),
              terms.weight_time),
    ]  # fmt: skip


def _part(name: str, share: float | None, made_of: str, weight: float) -> dict[str, object]:
    return {
        "name": name,
        "share": "–" if share is None else percent(share),
        "value": None if share is None else f"{share * WHOLE:.1f}",
        "made_of": made_of,
        "weight": f"{weight * WHOLE:.0f}%",
    }


def lists_shown(sender: Sender) -> list[dict[str, object]]:
    """List what a sender handed in, the latest first."""
    return [
        {
            "submission": one.submission,
            "at": said_time(one.at),
            "score": score_shown(one.score),
            "rows": one.sum("rows"),
            "whole": percent(one.score.rows),
            "unread": one.sum("cells_unread"),
            "late": late_said(one.days_late),
        }
        for one in reversed(sender.lists)
    ]


def plot_of(sender: Sender) -> str:
    """Draw a sender's scores; the table beside holds the same numbers."""
    terms = quality_terms(timezone.localtime(sender.latest.at).date())
    points = [
        ScorePoint(
            timezone.localtime(one.at).date(),
            one.score.points,
            f"{said_time(one.at)}: {one.score.points}",
        )
        for one in sender.lists
    ]
    label = chosen("Điểm các lần nộp theo ngày", "Scores of the lists by day")
    return score_plot(points, bounds=(terms.fair, terms.good), label=label)


def kinds_shown(sent: SentList) -> list[dict[str, object]]:
    """List the problems of a list by kind; each leads to the first file that has it."""
    found = []
    for code, count, file in kinds_of_list(sent):
        problem, advice = kind_words(code)
        address = reverse("list_file", args=[sent.submission, file])
        found.append(
            {
                "count": count,
                "problem": said(problem),
                "advice": said(advice),
                "address": f"{address}?loai={code}",
            }
        )
    return found


def files_shown(sent: SentList) -> list[dict[str, object]]:
    """List the files of a list with their numbers."""
    held = SourceFile.objects.filter(pk__in=sent.files).defer("content").select_related("quality")
    return [
        {
            "name": one.name,
            "address": reverse("list_file", args=[sent.submission, one.pk]),
            "rows": one.quality.rows,
            "whole": one.quality.rows_whole,
            "unread": one.quality.cells_unread,
            "problems": sum(one.quality.kinds.values()),
        }
        for one in held.order_by("name", "pk")
    ]


SORTS: Mapping[str, str] = {
    "diem": "score", "ten": "name", "lan": "lists", "dong": "rows", "o": "unread", "ngay": "at",
}  # fmt: skip


def in_order(senders: Sequence[Sender], sort: str, *, falling: bool) -> list[Sender]:
    """Put senders in the order that an address asks for; by name where it asks for none we know.

    The list comes in the order of names, in which those that are equal stay.
    """
    keys = {
        "diem": lambda one: one.latest.score.points,
        "lan": lambda one: len(one.lists),
        "dong": lambda one: one.latest.sum("rows"),
        "o": lambda one: one.latest.sum("cells_unread"),
        "ngay": lambda one: one.latest.at.timestamp(),
    }
    if sort in keys:
        return sorted(senders, key=keys[sort], reverse=falling)
    return list(reversed(senders)) if falling else list(senders)
