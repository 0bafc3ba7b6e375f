"""Quy tắc nào đúng: how often people confirmed what each rule saw, and which rules only ask."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lieny.people.models import Organisation
from lieny.people.rules.office import Record
from lieny.people.web.permission import asks, require
from lieny.registry.rules.rule_precision import (
    RulePrecision,
    RuleUse,
    Verdict,
    precision_terms,
    window_begins,
)
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.quality.precision import RuleRecord, rule_records
from lieny.registry.web.quality_shown import percent
from lieny.registry.web.said import province_said, rule_said, said, said_day
from lieny.ui.portal.language import chosen
from lieny.ui.score_plot import interval_bar

VERDICTS: Mapping[Verdict, Bilingual] = {
    Verdict.CONFIRMED: Bilingual("xác nhận", "confirmed"),
    Verdict.EXEMPT: Bilingual("được phép", "allowed"),
    Verdict.NOT_CONFIRMED: Bilingual("không xác nhận", "not confirmed"),
    Verdict.DATA_ERROR: Bilingual("sai dữ liệu", "data error"),
    Verdict.SET_ASIDE: Bilingual("không xử lý", "set aside"),
    Verdict.WRONG_LINK: Bilingual("ghép nhầm người", "wrong link"),
}


@require_GET
@asks("region.read")
def rule_list(request: HttpRequest) -> HttpResponse:
    """Show every rule with its verdicts, of the region or of the province in the address."""
    require(request, "region.read", Record())
    day = timezone.localdate()
    terms = precision_terms(day)
    asked = request.GET.get("tinh", "")
    province = asked if asked.isdigit() and len(asked) == len("79") else ""
    region = rule_records(on=day)
    shown = rule_records(on=day, province=province) if province else region
    rows = [_row(shown.get(rule), whole) for rule, whole in region.items()]
    tried = [row for row in rows if row["decided"] or row["asks"]]
    asking = [row for row in rows if row["asks"]]
    words = {
        "rows": sorted(tried, key=lambda row: (not row["asks"], -int(str(row["decided"])))),
        "untried": [row for row in rows if row not in tried],
        "asking": asking,
        "settled": bool(tried),
        "province": province,
        "provinces": _provinces(),
        "province_said": province_said(province) if province else "",
        "verdicts": [said(words) for words in VERDICTS.values()],
        "since": said_day(window_begins(day, terms)),
        "months": terms.months,
        "least": terms.least,
        "level": f"{terms.level * 100:.0f}%",
    }
    return render(request, "registry/quality_rules.html", words)


def _provinces() -> list[tuple[str, str]]:
    departments = Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT)
    codes = departments.order_by("province").values_list("province", flat=True)
    return [(code, province_said(code)) for code in codes]


def _row(record: RuleRecord | None, region: RuleRecord) -> dict[str, object]:
    """Lay a rule out: numbers of what is looked at; what it may do is decided for the region."""
    held = record or region
    judged = held.judged
    share = "–" if judged.share is None else percent(judged.share)
    between = f"{percent(judged.lower)}–{percent(judged.upper)}"
    floor = percent(judged.floor)
    label = chosen(
        f"{share}, khoảng {between}, sàn {floor}", f"{share}, between {between}, floor {floor}"
    )
    asks = region.judged.use is RuleUse.ASKS
    return {
        "code": judged.rule,
        "title": rule_said(judged.rule),
        "decided": judged.decided,
        "counts": [held.verdicts.get(verdict, 0) for verdict in VERDICTS],
        "share": share,
        "between": between,
        "floor": floor,
        "bar": interval_bar(
            judged.lower, judged.upper, at=judged.share, floor=judged.floor, label=label
        )
        if judged.decided
        else "",
        "asks": asks,
        "why": _why(region.judged) if asks else "",
    }


def _why(judged: RulePrecision) -> str:
    upper, floor = percent(judged.upper), percent(judged.floor)
    return chosen(
        f"{judged.confirmed} / {judged.decided} hồ sơ được xác nhận: cao nhất cũng chỉ {upper}, "
        f"dưới sàn {floor}. Mở hồ sơ lại khi có thêm {judged.lacking} hồ sơ được xác nhận, hoặc "
        f"khi các hồ sơ cũ ra khỏi thời gian xét.",
        f"{judged.confirmed} of {judged.decided} cases were confirmed: at most {upper}, below the "
        f"floor of {floor}. It opens cases again after {judged.lacking} more that are confirmed, "
        f"or when old cases leave the window.",
    )
