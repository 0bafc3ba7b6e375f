"""The main job: from the provinces' lists to signs that no province can see alone."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lieny.registry.columns.tables import Batch
from lieny.registry.intake.reading import read_paths
from lieny.registry.services.evidence import EvidenceBook
from lieny.registry.services.findings import facility_case, in_order, open_cases
from lieny.registry.services.linked import Linked, evidence_book, link_batch
from lieny.registry.services.progress import Progress, Stage, unheard
from lieny.registry.services.reports import (
    file_reports,
    link_notes,
    link_questions,
    link_rows,
)
from lieny.registry.services.result import CheckResult, PersonFindings
from lieny.registry.services.verdicts import Verdicts, judge_region


class NothingUsable(ValueError):
    """None of the given files held a table that could be read."""

    def __init__(self, batch: Batch) -> None:
        super().__init__("no usable table in the given files")
        self.batch = batch

    def explain(self, lang: str) -> Iterator[str]:
        """Say, a line a problem, what was given, what was expected and what to do."""
        yield (
            "Không tệp nào dùng được." if lang == "vi" else "None of the given files could be used."
        )
        paths = self.batch.files["path"].to_pylist()
        for problem in self.batch.problems.to_pylist():
            said, advice = problem[f"problem_{lang}"], problem[f"advice_{lang}"]
            yield f"- {paths[problem['file']]}: {said} {advice}"
        if not paths:
            yield (
                "- Không thấy tệp .xlsx, .xls hay .csv nào trong đường dẫn đã cho."
                if lang == "vi"
                else "- There is no .xlsx, .xls or .csv file in the given paths."
            )


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How a check is run.

    Attributes:
        as_of: the day whose law, registers and registrations are used.
        jobs: child processes that read files.
        keep_links: whether to keep which row is which person.
    """

    as_of: date
    jobs: int = 2
    keep_links: bool = False


@dataclass(slots=True)
class Stopwatch:
    """Seconds spent in each stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timing(self, stage: Stage) -> Iterator[None]:
        """Add the time of the block to `stage`."""
        begun = time.perf_counter()
        yield
        spent = time.perf_counter() - begun
        self.seconds[stage.value] = round(self.seconds.get(stage.value, 0.0) + spent, 3)


def check_lists(
    paths: Sequence[Path], *, options: CheckOptions, progress: Progress = unheard
) -> CheckResult:
    """Read lists and registers, link persons, sweep hours, judge, and give findings.

    Args:
        paths: files or folders.
        options: the day, and how to run.
        progress: hears how far each stage is.

    Raises:
        NothingUsable: no file held a table that could be read; it carries the problems.
    """
    begun = time.perf_counter()
    watch = Stopwatch()
    with watch.timing(Stage.READING):
        batch = read_paths(
            paths,
            jobs=options.jobs,
            progress=lambda done, total, _name: progress(Stage.READING, done, total),
        )
    if not (batch.registrations.num_rows or batch.licences.num_rows or batch.facilities.num_rows):
        raise NothingUsable(batch)
    linked = link_batch(batch, as_of=options.as_of, timing=watch.timing, progress=progress)
    with watch.timing(Stage.RULES):
        verdicts = judge_region(linked, progress=progress)
    with watch.timing(Stage.FINDINGS):
        progress(Stage.FINDINGS, 0, len(verdicts.judged))
        book = evidence_book(linked)
        cases = _cases(verdicts, linked, book)
        questions = link_questions(linked, book)
        progress(Stage.FINDINGS, len(cases), len(cases))
    return CheckResult(
        as_of=options.as_of,
        files=file_reports(linked),
        persons=linked.persons.person_count,
        registrations=batch.registrations.num_rows,
        seconds=round(time.perf_counter() - begun, 3),
        cases=cases,
        not_run=verdicts.not_run,
        link_questions=questions,
        stages=watch.seconds,
        links=tuple(link_rows(linked)) if options.keep_links else (),
        notes=link_notes(linked),
    )


def _cases(verdicts: Verdicts, linked: Linked, book: EvidenceBook) -> tuple[PersonFindings, ...]:
    ids = linked.persons.person_ids.to_pylist()
    book.fetch(row for one in verdicts.places for sign in one.signs for row in sign.evidence)
    persons = open_cases(verdicts.judged, verdicts.region, book, ids)
    places = (facility_case(one.place, one.signs, verdicts.region, book) for one in verdicts.places)
    return in_order((*persons, *places))
