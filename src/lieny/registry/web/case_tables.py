"""Signs and cases as tables to save: what their lists show, all pages together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from lieny.registry.models import Case, Person, StoredSign
from lieny.registry.rules.case_file import CaseState
from lieny.registry.rules.case_words import STATES
from lieny.registry.rules.rule_words import CERTAINTY_WORDS
from lieny.registry.rules.sign import Certainty
from lieny.registry.services.cases.inbox import subjects
from lieny.registry.web.said import (
    department_said,
    province_said,
    rule_said,
    said,
    severity_said,
    sign_said,
)
from lieny.registry.web.table_downloads import MOST_ROWS, PageTable, own_record, seen_column
from lieny.ui.portal.language import chosen
from lieny.ui.table_file import TableColumn, TableRow

AT_ONCE = 500


def sign_columns() -> Sequence[TableColumn]:
    """Give the columns of signs that may be chosen."""
    return (
        seen_column("severity", "Mức độ", "Severity", 14),
        seen_column("certainty", "Độ chắc", "Certainty", 12),
        seen_column("rule", "Quy tắc", "Rule", 8),
        seen_column("title", "Dấu hiệu", "Sign", 30),
        seen_column("name", "Người hành nghề", "Practitioner", 28),
        seen_column("provinces", "Các tỉnh", "Provinces", 26),
        seen_column("minutes", "Phút trùng mỗi tuần", "Minutes a week", 12),
        seen_column("said", "Nội dung", "What was seen", 60),
        seen_column("law", "Căn cứ", "Law", 34),
        seen_column("seen", "Thấy lần đầu", "First seen", 12),
        seen_column("ended", "Không còn từ", "Gone since", 12),
    )


def sign_table(request: HttpRequest, signs: QuerySet[StoredSign]) -> PageTable:
    """Give the signs of a list, in its order."""
    return PageTable(
        name=chosen("Dấu hiệu", "Signs"),
        columns=sign_columns(),
        rows=_signs(signs[:MOST_ROWS]),
        record=own_record(request),
        kind="signs",
    )


# Somebody whom a sign names and whom the reader's province has not registered.
ELSEWHERE = ("người ở tỉnh khác", "somebody in another province")


def _signs(signs: QuerySet[StoredSign]) -> Iterator[TableRow]:
    listed = list(signs)
    people = dict(
        Person.objects.filter(pk__in={one.person_id for one in listed}).values_list("pk", "name")
    )
    for sign in listed:
        _, glyph, severity = severity_said(sign.severity)
        yield {
            "severity": f"{glyph} {severity}",
            "certainty": said(CERTAINTY_WORDS[Certainty(sign.certainty)]),
            "rule": sign.rule,
            "title": rule_said(sign.rule),
            "name": people.get(sign.person_id, chosen(*ELSEWHERE)) if sign.person_id else "",
            "provinces": ", ".join(province_said(code) for code in sign.provinces),
            "minutes": sign.minutes,
            "said": sign_said(sign, naming=sign.person_id in people),
            "law": "; ".join(
                dict.fromkeys(f"{one.get('article')}, {one.get('instrument')}" for one in sign.law)
            ),
            "seen": timezone.localdate(sign.first_seen_at),
            "ended": timezone.localdate(sign.ended_at) if sign.ended_at else None,
        }


def case_columns() -> Sequence[TableColumn]:
    """Give the columns of cases that may be chosen."""
    return (
        seen_column("number", "Số hồ sơ", "Number", 18),
        seen_column("name", "Người hành nghề", "Practitioner", 28),
        seen_column("severity", "Mức độ", "Severity", 14),
        seen_column("signs", "Dấu hiệu", "Signs", 44),
        seen_column("state", "Bước", "Step", 22),
        seen_column("lead", "Sở chủ trì", "Leading department", 26),
        seen_column("provinces", "Các tỉnh", "Provinces", 26),
        seen_column("opened", "Mở ngày", "Opened", 12),
        seen_column("due", "Hạn", "Due", 12),
    )


def case_table(request: HttpRequest, cases: QuerySet[Case]) -> PageTable:
    """Give the cases of a list, in its order."""
    return PageTable(
        name=chosen("Hồ sơ", "Cases"),
        columns=case_columns(),
        rows=_cases(cases[:MOST_ROWS]),
        record=own_record(request),
        kind="cases",
    )


def _cases(cases: QuerySet[Case]) -> Iterator[TableRow]:
    listed = list(cases)
    for begin in range(0, len(listed), AT_ONCE):
        part = listed[begin : begin + AT_ONCE]
        about = subjects(part)
        for case in part:
            subject = about[case.pk]
            _, glyph, severity = severity_said(case.severity)
            yield {
                "number": case.number,
                "name": subject.name or chosen("(không hiện tên)", "(name not shown)"),
                "severity": f"{glyph} {severity}",
                "signs": "; ".join(rule_said(rule) for rule in subject.rules),
                "state": said(STATES[CaseState(case.state)]),
                "lead": department_said(case.lead),
                "provinces": ", ".join(province_said(code) for code in subject.provinces),
                "opened": timezone.localdate(case.opened_at),
                "due": case.due_on,
            }
