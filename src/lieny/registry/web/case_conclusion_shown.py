"""What a facility is told in the end: the outcome, what follows, and until when it may complain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from lieny.people.web.actor import actor_of
from lieny.registry.models import CaseQuestion
from lieny.registry.rules.case_file import Measure, Outcome
from lieny.registry.rules.case_words import MEASURES, OUTCOMES
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.cases.conclusion import Conclusion, concluded_since
from lieny.registry.web.said import department_said, rule_said, said, said_day, said_time
from lieny.ui.portal.language import chosen

NEWS_KEPT = timedelta(days=30)
# What the departments say to the facility; of a confirmation, what is confirmed follows.
SAID: dict[Outcome, Bilingual] = {
    **OUTCOMES,
    Outcome.CONFIRMED: Bilingual("Xác nhận dấu hiệu", "The signs are confirmed"),
}
FOLLOWS: dict[Outcome, Bilingual] = {
    Outcome.DATA_ERROR: Bilingual(
        "Việc cần làm: nộp danh sách đã sửa cho đúng thực tế, để dấu hiệu không hiện lại.",
        "What to do: hand in a corrected list, so that the sign does not come back.",
    ),
    Outcome.EXEMPT: Bilingual("Cơ sở không cần làm gì thêm.", "You need not do anything."),
    Outcome.NOT_CONFIRMED: Bilingual("Cơ sở không cần làm gì thêm.", "You need not do anything."),
}
_MEASURE_WAITS = Bilingual(
    "chưa quyết định; khi có sẽ hiện ở đây", "not decided yet; it will stand here"
)


def conclusion_shown(one: Conclusion) -> dict[str, object]:
    """Lay an outcome out for the facility that was asked."""
    return {
        "number": one.case_number,
        "outcome": said(SAID[one.outcome]),
        "kinds": [rule_said(rule) for rule in one.rules],
        "person": one.person,
        "measure": _measure(one.outcome, one.measure, is_closed=one.is_closed),
        "follows": said(FOLLOWS[one.outcome]) if one.outcome in FOLLOWS else "",
        "corrects": one.outcome is Outcome.DATA_ERROR,
        "at": said_time(one.at),
        "departments": [department_said(code) for code in one.departments],
        "closed": one.is_closed,
        "appealed": one.appealed,
        "complaint": {
            "text": one.complaint.text,
            "at": said_time(one.complaint.at),
            "until": said_day(one.complaint.settled_by) if one.complaint.settled_by else "",
        }
        if one.complaint
        else None,
        "may_appeal": one.may_appeal,
        "complain_days": (one.complain_until - timezone.localdate(one.at)).days,
        "complain_until": said_day(one.complain_until),
    }


def _measure(outcome: Outcome, measure: Measure | None, *, is_closed: bool) -> str:
    if measure is not None:
        return said(MEASURES[measure])
    return said(_MEASURE_WAITS) if outcome is Outcome.CONFIRMED and not is_closed else ""


def no_complaint_said(concluded: Conclusion | None) -> str:
    """Say why no complaint can be taken now, and that what was typed is kept."""
    if concluded is not None and concluded.appealed:
        why = chosen(
            "Một khiếu nại về kết luận này đã được gửi và đang được giải quyết.",
            "A complaint of this outcome was sent before and is being settled.",
        )
    elif concluded is None:
        why = chosen(
            "Các Sở đang xem xét lại, hiện không có kết luận nào để khiếu nại.",
            "The departments look at it anew: there is no outcome to complain of now.",
        )
    else:
        why = chosen(
            "Kết luận hiện nay không phải là xác nhận dấu hiệu nên không có gì để khiếu nại.",
            "The outcome is not a confirmation of signs: there is nothing to complain of.",
        )
    kept = chosen(
        "Chưa có gì được gửi thêm; nội dung bạn đã gõ còn ngay dưới đây.",
        "Nothing more was sent; what you typed is kept right here.",
    )
    return f"{why} {kept}"


def news_shown(request: HttpRequest, facilities: Sequence[str]) -> list[dict[str, str]]:
    """List what facilities were told lately: questions withdrawn and outcomes, the latest first."""
    user = actor_of(request).user
    if user is None or not facilities:
        return []
    since = timezone.now() - NEWS_KEPT
    asked = list(CaseQuestion.objects.filter(facility_key__in=facilities))
    agreed = concluded_since(asked, by=user.pk, since=since)
    found = [
        (one.withdrawn_at, one, chosen("rút câu hỏi, không cần trả lời", "withdrew its question"))
        for one in asked
        if one.withdrawn_at is not None and one.withdrawn_at >= since
    ]
    for one in asked:
        if one.pk in agreed and one.withdrawn_at is None:
            outcome, at = agreed[one.pk]
            words = said(SAID[outcome])
            found.append((at, one, chosen(f"kết luận: {words}", f"concluded: {words}")))
    found.sort(key=lambda told: told[0], reverse=True)
    return [
        {
            "at": said_time(at),
            "from": department_said(one.province)
            if one.withdrawn_at
            else chosen("Các Sở", "The departments"),
            "what": words,
            "text": one.text,
            "address": reverse("question", args=[one.pk]),
        }
        for at, one, words in found
    ]
