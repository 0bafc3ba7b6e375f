"""Parts of the overview, kept as they were drawn until something changes that they show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.template.loader import render_to_string

from lieny.registry.models import Submission
from lieny.registry.rules.sign import Severity
from lieny.registry.services.between_provinces import RegionView, counts_of, region_view
from lieny.registry.services.cases import inbox
from lieny.registry.services.handed_in import listing
from lieny.registry.services.kept import Changing, kept_until_change
from lieny.registry.services.standing_signs import (
    AskedSigns,
    count_of,
    counts_by_provinces,
    counts_by_rule,
    latest,
    region_totals,
)
from lieny.registry.web.list_shown import progress_said
from lieny.registry.web.map_words import map_shown
from lieny.registry.web.overview_lines import address_between, case_lines, sign_lines
from lieny.registry.web.overview_trend import trend_shown
from lieny.registry.web.said import rule_said, said_time, severity_said
from lieny.ui.dates import Language

WAITING_SHOWN = 8
NEW_SHOWN, PRESSING_SHOWN = 6, 8
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ListsDrawn:
    """What was handed in and nobody decided about.

    Attributes:
        waiting: how many are being read or wait for a decision.
        unreadable: in how many nothing could be read.
        are_any: whether any list was ever handed in.
        section: of those that wait, the latest; "" where none does.
    """

    waiting: int
    unreadable: int
    are_any: bool
    section: str


@kept_until_change(Changing.LISTS)
def lists_drawn(_language: Language) -> ListsDrawn:
    """Count and draw the lists that wait."""
    found, counted = listing.submissions(listing.Asked("waiting")), listing.undecided()
    waiting = [
        {
            "submission": one,
            "sender": one.organisation.name,
            "at": said_time(one.handed_in_at),
            "said": progress_said(one),
        }
        for one in found[:WAITING_SHOWN]
    ]
    return ListsDrawn(
        counted.waiting, counted.unreadable, Submission.objects.exists(),
        render_to_string("registry/overview_waiting.html", {"waiting": waiting}) if waiting else "",
    )  # fmt: skip


@kept_until_change(Changing.OPENED, Changing.REGISTER, Changing.SIGNS)
def arrived_drawn(since: datetime, _language: Language) -> str:
    """Draw the first of the signs since a time; "" where there are none."""
    asked = AskedSigns(since=since)
    signs = sign_lines(latest(asked, NEW_SHOWN))
    words = {"signs": signs, "new_signs": count_of(asked), "since_iso": since.isoformat()}
    return render_to_string("registry/overview_arrived.html", words) if signs else ""


@kept_until_change(Changing.CASES, Changing.REGISTER, Changing.SIGNS)
def pressing_drawn(provinces: tuple[str, ...], day: date, _language: Language) -> str:
    """Draw the cases that are late or soon will be; "" where none is."""
    open_cases = inbox.cases(inbox.Asked("all"), provinces=provinces, on=day)
    cases = case_lines(list(open_cases.filter(due_on__lte=day + SOON)[:PRESSING_SHOWN]))
    return render_to_string("registry/overview_pressing.html", {"cases": cases}) if cases else ""


@kept_until_change(Changing.SIGNS)
def region_drawn(day: date, _language: Language) -> str:
    """Draw map and matrix of one's own province's signs; "" where no sign stands."""
    return _region(region_view(counts_of(counts_by_provinces()), day, link=address_between))


@kept_until_change(Changing.SIGNS)
def totals_drawn(by: UUID, day: date, _language: Language) -> str:
    """Draw map and matrix of the whole region: sums, with no way to a person."""
    return _region(region_view(counts_of(region_totals(by)), day), opens=False)


def _region(region: RegionView | None, *, opens: bool = True) -> str:
    if region is None:
        return ""
    words = {"region": region, "opens": opens, **map_shown()}
    return render_to_string("registry/overview_region.html", words)


@kept_until_change(Changing.OPENED, Changing.SIGNS)
def trend_drawn(_day: date, _language: Language, *, cases: bool) -> str:
    """Draw the last half year, week by week."""
    return render_to_string("registry/overview_trend.html", trend_shown(cases=cases))


@kept_until_change(Changing.SIGNS)
def rules_drawn(_language: Language) -> str:
    """Draw the table of standing signs by rule and severity; "" where none stands."""
    counts = counts_by_rule()
    severities = [one.value for one in Severity]
    present = [one for one in severities if any(severity == one for _, severity in counts)]
    words = {
        "sign_count": counts.total(),
        "severities": [severity_said(one) for one in present],
        "rules": [
            {
                "code": rule,
                "title": rule_said(rule),
                "cells": [(one, counts[rule, one]) for one in present],
                "total": sum(counts[rule, one] for one in severities),
            }
            for rule in sorted({rule for rule, _ in counts})
        ],
    }
    return render_to_string("registry/overview_rules.html", words) if counts else ""
