"""Parts of the overview that change only when signs or cases do, kept as they were drawn."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.template.loader import render_to_string

from lieny.registry.rules.sign import Severity
from lieny.registry.services.between_provinces import RegionView, counts_of, region_view
from lieny.registry.services.kept import Changing, kept_until_change
from lieny.registry.services.standing_signs import (
    counts_by_provinces,
    counts_by_rule,
    region_totals,
)
from lieny.registry.web.map_words import map_shown
from lieny.registry.web.overview_lines import address_between
from lieny.registry.web.overview_trend import trend_shown
from lieny.registry.web.said import rule_said, severity_said
from lieny.ui.dates import Language


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
