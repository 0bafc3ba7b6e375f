"""Hồ sơ dấu hiệu: one person's case as the report lays it out, top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from lieny.law.provision import Provision
from lieny.registry.cli.report_evidence import (
    CellNumbers,
    EvidenceSide,
    LawView,
    address_of,
    evidence_sides,
    numbered_cells,
)
from lieny.registry.cli.rule_titles import (
    CERTAINTY_WORDS,
    POSITION_WORDS,
    SEVERITY_GLYPHS,
    SEVERITY_WORDS,
    rule_title,
)
from lieny.registry.rules.sign import Bilingual, Certainty, Severity
from lieny.registry.services.result import Finding, Lane, PersonFindings, PersonRef
from lieny.registry.services.sentences import FACILITY_SUBJECT
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, period_in_words
from lieny.ui.provinces import province_key, province_name
from lieny.ui.timetable import week_timetable
from lieny.ui.week_lanes import TimetableLane, has_night_hours, lane_letter, overlap_words
from lieny.ui.words import weekly_hours_in_words, weekly_minutes_in_words
from lieny.vocabulary.text import fold
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

# Signs about being at two places at once: their minutes are outlined in the timetable.
SIMULTANEOUS = {"R01", "R02", "R03", "R04", "R05"}


@dataclass(frozen=True, slots=True)
class SignView:
    """One sign within a case."""

    rule: str
    title: Bilingual
    severity: str
    glyph: str
    severity_words: Bilingual
    certainty: Bilingual | None  # said only where it is a question
    said: Bilingual
    minutes: Bilingual | None
    evidence: tuple[int, ...]  # numbers of the case's evidence cards


@dataclass(frozen=True, slots=True)
class LaneView:
    """One registration beside the picture of the week."""

    letter: str
    key: str
    facility: str
    province: Bilingual
    position: Bilingual | None
    hours: Bilingual
    raw: str
    period: Bilingual | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything that the report shows of one case, in the order of the page."""

    anchor: str
    name: str
    licences: str
    severity: str
    glyph: str
    severity_words: Bilingual
    places: tuple[tuple[str, Bilingual], ...]  # class key and name of each province
    titles: tuple[SignView, ...]
    summary: Bilingual | None  # one sign says it all itself
    signs: tuple[SignView, ...]
    picture: Markup | None
    whole_day: Markup | None
    overlap: Bilingual | None
    lanes: tuple[LaneView, ...]
    vanishes: tuple[Bilingual, ...]
    sides: tuple[EvidenceSide, ...]
    laws: tuple[LawView, ...]
    questions: tuple[Bilingual, ...]
    filter_key: str
    search_key: str


def case_view(
    case: PersonFindings, as_of: date, folder: str, laws: Mapping[Provision, LawView]
) -> CaseView:
    """Lay out one case; `laws` are those of the whole page, `folder` holds all files."""
    cells = numbered_cells(case.findings)
    signs = tuple(_sign(finding, cells) for finding in case.findings)
    first = signs[0]
    lanes = [_timetable_lane(lane, as_of) for lane in case.lanes]
    overlap = _minutes(case.findings, Certainty.DEFINITE)
    possible = _minutes(case.findings, Certainty.POSSIBLE)
    label = "Lịch tuần / The week"
    drawn = [lane for lane in lanes if lane.definite or lane.possible]

    def picture(*, whole_day: bool) -> Markup:
        return week_timetable(
            lanes,
            overlap=overlap,
            possible_overlap=possible,
            label=label,
            whole_day=whole_day,
        )

    return CaseView(
        anchor=anchor_of(case.person),
        name=one_line(case.person.name),
        licences=", ".join(map(one_line, case.person.licences)),
        severity=first.severity,
        glyph=first.glyph,
        severity_words=first.severity_words,
        places=_places(case.findings, as_of),
        titles=_distinct_titles(signs),
        summary=_summary(case, as_of) if len(signs) > 1 else None,
        signs=signs,
        picture=picture(whole_day=False) if drawn else None,
        whole_day=picture(whole_day=True) if has_night_hours(lanes) else None,
        overlap=_both(lambda language: overlap_words(overlap, language)) if overlap else None,
        lanes=tuple(_lane(index, lane, as_of) for index, lane in enumerate(case.lanes)),
        vanishes=_distinct(finding.vanishes_if for finding in case.findings),
        sides=evidence_sides(case.findings, as_of, folder),
        laws=tuple(laws[one] for one in _provisions(case.findings)),
        questions=_distinct(finding.question for finding in case.findings),
        filter_key=filter_key(case.findings),
        search_key=search_key(case.person),
    )


def anchor_of(person: PersonRef) -> str:
    """Give the address of a case within the page."""
    return "ho-so-" + re.sub(r"[^A-Za-z0-9_-]", "-", person.id)


def filter_key(findings: Sequence[Finding]) -> str:
    """Pack what the filters ask of each sign: `R01.high.definite.x.79-75`."""
    return " ".join(
        ".".join(
            (
                finding.rule,
                finding.severity.value,
                finding.certainty.value,
                "x" if finding.cross_province else "-",
                "-".join(finding.provinces),
            )
        )
        for finding in findings
    )


def search_key(person: PersonRef) -> str:
    """Fold name and licence numbers, so that `nguyen` finds Nguyễn."""
    return fold(one_line(" ".join((person.name, *person.licences))))


def severity_view(severity: Severity) -> tuple[str, str, Bilingual]:
    """Give class name, glyph and word of a severity."""
    return severity.value, SEVERITY_GLYPHS[severity], SEVERITY_WORDS[severity]


def _sign(finding: Finding, cells: CellNumbers) -> SignView:
    name, glyph, words = severity_view(finding.severity)
    is_question = finding.certainty is Certainty.POSSIBLE
    minutes = finding.minutes_per_week
    return SignView(
        rule=finding.rule,
        title=rule_title(finding.rule),
        severity=name,
        glyph=glyph,
        severity_words=words,
        certainty=CERTAINTY_WORDS[finding.certainty] if is_question else None,
        said=finding.said,
        minutes=_both(lambda language: weekly_minutes_in_words(minutes, language))
        if minutes
        else None,
        evidence=tuple(dict.fromkeys(cells[address_of(cell)] for cell in finding.evidence)),
    )


def _places(findings: Sequence[Finding], as_of: date) -> tuple[tuple[str, Bilingual], ...]:
    codes = dict.fromkeys(code for finding in findings for code in finding.provinces)
    return tuple((province_key(code), _province(code, as_of)) for code in codes)


def _province(code: str | None, as_of: date) -> Bilingual:
    return _both(lambda language: province_name(code, as_of, language))


def _distinct_titles(signs: Sequence[SignView]) -> tuple[SignView, ...]:
    return tuple({sign.rule: sign for sign in reversed(signs)}.values())[::-1]


def _summary(case: PersonFindings, as_of: date) -> Bilingual:
    """Say in one sentence who this is and how much there is to see."""
    return _both(lambda language: _summary_in(case, as_of, language))


def _summary_in(case: PersonFindings, as_of: date, language: Language) -> str:
    count = len(case.findings)
    codes = dict.fromkeys(code for finding in case.findings for code in finding.provinces)
    names = [province_name(code, as_of, language) for code in codes]
    facilities = len({(lane.facility, lane.province) for lane in case.lanes})
    if language is Language.EN:
        signs = "1 sign" if count == 1 else f"{count} signs"
        where = f" in {' and '.join(names)}" if names else ""
        if case.person.id.startswith(FACILITY_SUBJECT) or not facilities:
            return f"{signs}{where}."
        places = "1 facility" if facilities == 1 else f"{facilities} facilities"
        return f"{signs}{where}; registered at {places}."
    where = f" ở {' và '.join(names)}" if names else ""
    if case.person.id.startswith(FACILITY_SUBJECT) or not facilities:
        return f"Có {count} dấu hiệu{where}."
    return f"Có {count} dấu hiệu{where}; đang đăng ký tại {facilities} cơ sở."


def _timetable_lane(lane: Lane, as_of: date) -> TimetableLane:
    return TimetableLane(
        facility=one_line(lane.facility),
        province=lane.province,
        province_name=province_name(lane.province, as_of),
        definite=lane.definite,
        possible=lane.possible,
    )


def _lane(index: int, lane: Lane, as_of: date) -> LaneView:
    return LaneView(
        letter=lane_letter(index),
        key=province_key(lane.province),
        facility=lane.facility,
        province=_province(lane.province, as_of),
        position=POSITION_WORDS.get(lane.position or ""),
        hours=_both(lambda language: _lane_hours(lane, language)),
        raw=lane.raw_time,
        period=_period(lane),
    )


def _lane_hours(lane: Lane, language: Language) -> str:
    if not lane.definite and not lane.possible:
        return "chưa xác định được giờ" if language is Language.VI else "hours not determined"
    maybe = "có thể " if language is Language.VI else "possibly "
    said = []
    if lane.definite:
        said.append(weekly_hours_in_words(lane.definite, language))
    if lane.possible:
        said.append(maybe + weekly_hours_in_words(lane.possible, language))
    return "; ".join(said)


def _period(lane: Lane) -> Bilingual | None:
    if lane.valid_from is None and lane.valid_until is None:
        return None
    return _both(lambda language: period_in_words(lane.valid_from, lane.valid_until, language))


def _provisions(findings: Iterable[Finding]) -> Iterable[Provision]:
    return dict.fromkeys(provision for finding in findings for provision in finding.law)


def _minutes(findings: Iterable[Finding], certainty: Certainty) -> WeeklySet:
    """Join the minutes of the signs that say that somebody is in two places at once."""
    joined = EMPTY
    for finding in findings:
        if finding.overlap and finding.certainty is certainty and finding.rule in SIMULTANEOUS:
            joined |= finding.overlap
    return joined


def _distinct(texts: Iterable[Bilingual | None]) -> tuple[Bilingual, ...]:
    return tuple(dict.fromkeys(text for text in texts if text is not None))


def _both(say: Callable[[Language], str]) -> Bilingual:
    return Bilingual(say(Language.VI), say(Language.EN))
