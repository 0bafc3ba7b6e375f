"""A check's result as JSON: the contract that other programs build on (docs/reference)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from lieny.law.provision import Provision
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.result import (
    CheckResult,
    EvidenceCell,
    FileReport,
    Finding,
    LinkQuestion,
    Problem,
    RuleNotRun,
)
from lieny.ui.clean_text import escaped_surrogates

Json = dict[str, object]
Part = TypeVar("Part")
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def render_json(result: CheckResult) -> Iterator[str]:
    """Write the result as one JSON object, piece by piece, one list member at a time.

    A check of a nation has hundreds of thousands of findings; they never stand in memory as one
    text. The pieces joined are valid JSON, always encodable, and the same for the same result.
    """
    yield "{" + _field("as_of", result.as_of.isoformat())
    yield ",\n" + '"files": '
    yield from _list(result.files, _file)
    yield ",\n" + _field("persons", result.persons)
    yield ",\n" + _field("registrations", result.registrations)
    yield ",\n" + _field("seconds", round(result.seconds, 3))
    yield ",\n" + '"findings": '
    yield from _list((one for case in result.cases for one in case.findings), _finding)
    yield ",\n" + '"not_run": '
    yield from _list(result.not_run, _not_run)
    yield ",\n" + '"notes": '
    yield from _list(result.notes, _bilingual_of)
    yield ",\n" + '"link_questions": '
    yield from _list(result.link_questions, _link_question)
    stages = {stage: round(seconds, 3) for stage, seconds in result.stages.items()}
    yield ",\n" + _field("stages", stages) + "}\n"


def _dumped(value: object) -> str:
    return escaped_surrogates(_ENCODER.encode(value))


def _field(name: str, value: object) -> str:
    return f"{_dumped(name)}: {_dumped(value)}"


def _list(members: Iterable[Part], shape: Callable[[Part], Json]) -> Iterator[str]:
    yield "["
    separator = "\n  "
    for member in members:
        yield separator + _dumped(shape(member))
        separator = ",\n  "
    yield "]"


def _file(file: FileReport) -> Json:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "kind": file.kind,
        "province": file.province,
        "rows": file.rows,
        "accepted": file.accepted,
        "problems": [_problem(problem) for problem in file.problems],
    }


def _problem(problem: Problem) -> Json:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "given": problem.given,
        "problem": problem.problem.vi,
        "advice": problem.advice.vi,
        "code": problem.code,
        "refused": problem.refused,
        "problem_en": problem.problem.en,
        "advice_en": problem.advice.en,
    }


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "person": {
            "id": finding.person.id,
            "name": finding.person.name,
            "licences": list(finding.person.licences),
        },
        "provinces": list(finding.provinces),
        "cross_province": finding.cross_province,
        "minutes_per_week": finding.minutes_per_week,
        "intervals": [list(one) for one in finding.overlap.by_day()] if finding.overlap else [],
        "law": [_provision(provision) for provision in finding.law],
        "evidence": [_evidence(cell) for cell in finding.evidence],
        "vi": finding.said.vi,
        "en": finding.said.en,
        "vanishes_if": _bilingual(finding.vanishes_if),
        "question": _bilingual(finding.question),
    }


@cache
def _provision(provision: Provision) -> Json:
    until = provision.in_force_until
    return {
        "instrument": provision.instrument,
        "article": provision.article,
        "in_force_from": provision.in_force_from.isoformat(),
        "in_force_until": until.isoformat() if until else None,
        "how_read": provision.how_read.value,
        "summary_vi": provision.summary_vi,
        "summary_en": provision.summary_en,
        "reading": provision.reading,
    }


def _evidence(cell: EvidenceCell) -> Json:
    return {
        "path": cell.path,
        "sheet": cell.sheet,
        "row": cell.row,
        "raw": dict(cell.raw),
        "table": cell.table,
        "columns": dict(cell.columns),
        "facility": cell.facility,
        "province": cell.province,
    }


def _not_run(rule: RuleNotRun) -> Json:
    return {"rule": rule.rule, "vi": rule.reason.vi, "en": rule.reason.en}


def _link_question(question: LinkQuestion) -> Json:
    return {
        "left": _evidence(question.left),
        "right": _evidence(question.right),
        "weight": round(question.weight, 3),
        "reasons": [
            {"vi": reason.vi, "en": reason.en, "weight": round(bits, 3)}
            for reason, bits in question.reasons
        ],
    }


def _bilingual(text: Bilingual | None) -> Json | None:
    return None if text is None else _bilingual_of(text)


def _bilingual_of(text: Bilingual) -> Json:
    return {"vi": text.vi, "en": text.en}
