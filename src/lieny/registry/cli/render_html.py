"""A check's result as one self-contained page: works offline, on paper, on a phone, by keyboard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from lieny.registry.cli.report_case import case_view, filter_key, search_key, severity_view
from lieny.registry.cli.report_evidence import law_views
from lieny.registry.cli.report_files import QUESTIONS_SHOWN, file_views, link_views
from lieny.registry.cli.rule_titles import rule_title
from lieny.registry.rules.sign import Bilingual, Severity
from lieny.registry.services.between_provinces import count_by_province, region_view
from lieny.registry.services.result import CheckResult, Finding, PersonFindings
from lieny.registry.services.sentences import common_folder, headline, scale, where_written
from lieny.ui.dates import Language, day_in_words, number_in_words
from lieny.ui.page import content_security_policy, page_environment, say
from lieny.ui.provinces import province_name
from lieny.ui.timetable import hatch_css, timetable_symbols
from lieny.ui.tokens import font_css, province_css, stylesheet

# More cases than anybody reads in a page; the rest stand in a table, and beyond that in the JSON.
CASES_IN_FULL = 400
CASES_IN_TABLE = 10_000


@dataclass(frozen=True, slots=True)
class RestRow:
    """One case in the table of those that are not shown in full."""

    severity: str
    glyph: str
    name: str
    licences: str
    rules: str
    places: str
    where: str
    filter_key: str
    search_key: str


def render_html(result: CheckResult, lang: str = "vi") -> Iterator[str]:
    """Write the report, piece by piece; joined, the pieces are one HTML page.

    Args:
        result: what the check found.
        lang: the language that is shown first; the page holds both.
    """
    language = Language(lang)
    folder = common_folder(result.files)
    findings = result.findings
    laws = law_views(findings)
    codes = sorted({code for finding in findings for code in finding.provinces})
    lane_codes = {lane.province for case in result.cases[:CASES_IN_FULL] for lane in case.lanes}
    cell_codes = {cell.province for one in findings for cell in one.evidence}
    drawn = {None, *codes, *lane_codes, *cell_codes}
    style = (
        font_css()
        + stylesheet("tokens")
        + stylesheet("base")
        + stylesheet("timetable")
        + stylesheet("region")
        + _own("report.css")
        + province_css(drawn)
        + hatch_css(drawn)
        + _glyph_css()
    )
    script = _own("report.js")
    pieces = (
        _environment()
        .get_template("check/report.html")
        .generate(
            language=language.value,
            policy=content_security_policy([style], [script]),
            style=Markup(style),  # noqa: S704  our own files
            script=Markup(script),  # noqa: S704  our own files
            title=f"Liên Y · {headline(result, language)}",
            headline=_both(result, headline),
            scale=_both(result, scale),
            notes=result.notes,
            severities=_severities(findings),
            rules=_rules(findings),
            provinces=_provinces(codes, result),
            usable=any(file.accepted for file in result.files),
            region=region_view(count_by_province(findings), result.as_of),
            symbols=timetable_symbols(drawn),
            laws=laws.values(),
            case_count=len(result.cases),
            cases=(
                case_view(case, result.as_of, folder, laws) for case in result.cases[:CASES_IN_FULL]
            ),
            rest=[_rest_row(case, result, folder) for case in _rest(result.cases)],
            rest_note=_rest_note(len(result.cases)),
            link_count=len(result.link_questions),
            links=link_views(result.link_questions[:QUESTIONS_SHOWN], folder),
            files=file_views(result.files, result.as_of, folder),
            folder=folder,
            not_run=[(rule.rule, rule_title(rule.rule), rule.reason) for rule in result.not_run],
            law_day=_law_day(result),
        )
    )
    return (piece for piece in pieces if piece)


def _environment() -> Environment:
    environment = page_environment(check="lieny.registry.cli")
    environment.globals["t"] = lambda text: say(text.vi, text.en)
    return environment


def _glyph_css() -> str:
    """Draw the sign of each severity before its word; a screen reader hears the word only."""
    return "".join(
        f'.cases .{name}::before{{content:"{glyph}";content:"{glyph}"/""}}'
        for name, glyph, _ in map(severity_view, Severity)
    )


def _own(name: str) -> str:
    return files("lieny.registry.cli").joinpath("templates", name).read_text(encoding="utf-8")


def _both(result: CheckResult, sentence: Callable[[CheckResult, Language], str]) -> Bilingual:
    return Bilingual(sentence(result, Language.VI), sentence(result, Language.EN))


def _severities(
    findings: Sequence[Finding],
) -> list[tuple[str, str, Bilingual, Bilingual]]:
    counts = Counter(finding.severity for finding in findings)
    return [(*severity_view(one), _number(counts[one])) for one in Severity if counts[one]]


def _rules(findings: Iterable[Finding]) -> list[tuple[str, Bilingual, int]]:
    counts = Counter(finding.rule for finding in findings)
    return [(rule, rule_title(rule), counts[rule]) for rule in sorted(counts)]


def _provinces(codes: Iterable[str], result: CheckResult) -> list[tuple[str, Bilingual]]:
    named = [
        (
            code,
            Bilingual(*(province_name(code, result.as_of, language) for language in Language)),
        )
        for code in codes
    ]
    return sorted(named, key=lambda one: one[1].vi)


def _rest(cases: Sequence[PersonFindings]) -> Sequence[PersonFindings]:
    return cases[CASES_IN_FULL : CASES_IN_FULL + CASES_IN_TABLE]


def _rest_row(case: PersonFindings, result: CheckResult, folder: str) -> RestRow:
    first = case.findings[0]
    name, glyph, _ = severity_view(first.severity)
    codes = dict.fromkeys(code for finding in case.findings for code in finding.provinces)
    return RestRow(
        severity=name,
        glyph=glyph,
        name=case.person.name,
        licences=", ".join(case.person.licences),
        rules=" ".join(dict.fromkeys(finding.rule for finding in case.findings)),
        places=", ".join(province_name(code, result.as_of) for code in codes),
        where=where_written(first.evidence[0], folder=folder),
        filter_key=filter_key(case.findings),
        search_key=search_key(case.person),
    )


def _rest_note(cases: int) -> Bilingual:
    full = _number(CASES_IN_FULL)
    table = _number(max(0, min(cases - CASES_IN_FULL, CASES_IN_TABLE)))
    beyond = cases - CASES_IN_FULL - CASES_IN_TABLE
    more = _number(max(0, beyond))
    vi = (
        f"{full.vi} hồ sơ nặng nhất được trình bày đầy đủ ở trên; {table.vi} hồ sơ tiếp theo ở "
        "bảng này, chi tiết có trong tệp Excel đánh dấu và kết quả JSON."
    )
    en = (
        f"The {full.en} most severe cases are shown in full above; the next {table.en} are listed "
        "here, with details in the annotated workbooks and the JSON output."
    )
    if beyond > 0:
        vi += f" Còn {more.vi} hồ sơ nữa chỉ có trong kết quả JSON."
        en += f" Another {more.en} are in the JSON output only."
    return Bilingual(vi, en)


def _law_day(result: CheckResult) -> Bilingual:
    vi = day_in_words(result.as_of, Language.VI)
    en = day_in_words(result.as_of, Language.EN)
    return Bilingual(
        f"Mọi điều được xét theo luật, sổ và đăng ký có hiệu lực ngày {vi}.",
        f"Everything is judged by the law, registers and registrations in force on {en}.",
    )


def _number(number: int) -> Bilingual:
    return Bilingual(*(number_in_words(number, language) for language in Language))
