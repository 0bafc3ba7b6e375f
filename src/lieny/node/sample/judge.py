"""Hold the findings of a check against the truth of a sample region.

Reads only the published JSON of `lieny check` and the two files of the truth.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = tuple[str, str, int]
Finding = Mapping[str, Any]
Hit = tuple[Finding, frozenset[Row]]
MUST = ("definite", "possible", "any")


@dataclass(slots=True)
class Expected:
    """One line of the truth."""

    rule: str
    expect: str
    plant: str
    trap: bool
    person: str | None
    minutes: tuple[int, ...]
    rows: frozenset[Row]
    around: frozenset[Row]
    line: Mapping[str, Any]


@dataclass(slots=True)
class Score:
    """How one rule did.

    Attributes:
        found: expected signs that were raised with the certainty they deserve.
        missed: expected signs that were not raised.
        mistaken: findings that the truth does not know, or knows to be less certain.
        weaker: expected as definite, raised only as possible (also counted in `missed`).
    """

    found: list[Expected] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    mistaken: list[Finding] = field(default_factory=list)
    weaker: int = 0

    @property
    def precision(self) -> float:
        """Share of judged findings that are right; 1 where none was made."""
        judged = len(self.found) + len(self.mistaken)
        return len(self.found) / judged if judged else 1.0

    @property
    def recall(self) -> float:
        """Share of expected signs that were found; 1 where none was expected."""
        expected = len(self.found) + len(self.missed)
        return len(self.found) / expected if expected else 1.0


@dataclass(slots=True)
class Verdict:
    """What the judge found.

    Attributes:
        scores: by rule and certainty class: ("R01", "definite"), ("R02", "possible") …;
            the class of a mistaken finding is the certainty that it claimed.
        traps_sprung: traps on which a definite sign was raised.
        traps: how many traps there are.
        minutes_exact: share of found overlaps whose minutes are exact.
        evidence_whole: share of found signs whose evidence holds every row of the truth.
        provinces_exact: share of found overlaps whose provinces, on the map of the day, are right.
    """

    scores: dict[tuple[str, str], Score]
    traps_sprung: list[tuple[Expected, Finding]]
    traps: int
    minutes_exact: float
    evidence_whole: float
    provinces_exact: float

    def rule(self, rule: str) -> Score:
        """Put the certainty classes of one rule together."""
        whole = Score()
        for (name, _), score in self.scores.items():
            if name == rule:
                whole.found += score.found
                whole.missed += score.missed
                whole.mistaken += score.mistaken
                whole.weaker += score.weaker
        return whole


def judge(report: Mapping[str, Any], out: Path) -> Verdict:
    """Compare the JSON of a check of `out/input` with the truth in `out/truth`."""
    return _Court(out).hear(report["findings"])


class _Court:
    def __init__(self, out: Path) -> None:
        self.root = out / "input"
        self.person_of = _persons(out / "truth" / "persons.csv")
        self.expected = [
            _expected(json.loads(line))
            for line in (out / "truth" / "truth.jsonl").read_text("utf-8").splitlines()
        ]
        self.by_person: dict[tuple[str, str], list[Expected]] = defaultdict(list)
        self.by_row: dict[tuple[str, Row], list[Expected]] = defaultdict(list)
        for e in self.expected:
            if e.person:
                self.by_person[e.rule, e.person].append(e)
            else:
                for row in e.rows | e.around:
                    self.by_row[e.rule, row].append(e)
        self.scores: dict[tuple[str, str], Score] = defaultdict(Score)
        self.hits: dict[int, list[Hit]] = defaultdict(list)
        self.weak: set[int] = set()
        self.sprung: list[tuple[Expected, Finding]] = []

    def hear(self, findings: Sequence[Finding]) -> Verdict:
        for finding in findings:
            self._weigh(finding)
        for e in self.expected:
            if e.expect in MUST:
                score = self.scores[e.rule, e.expect]
                (score.found if id(e) in self.hits else score.missed).append(e)
                score.weaker += id(e) in self.weak and id(e) not in self.hits
        return Verdict(
            scores=dict(self.scores),
            traps_sprung=self.sprung,
            traps=sum(e.trap for e in self.expected),
            minutes_exact=self._share(_has_minutes, _same_minutes),
            evidence_whole=self._share(lambda _: True, _whole),
            provinces_exact=self._share(_has_minutes, _same_provinces),
        )

    def _weigh(self, finding: Finding) -> None:
        rule, certainty = finding["rule"], finding["certainty"]
        rows = frozenset(_row(e, self.root) for e in finding["evidence"])
        matches = self._candidates(rule, rows)
        if not matches:
            self.scores[rule, certainty].mistaken.append(finding)
            return
        # The pair of posts that the finding is about, where a person has several.
        closest = max(len(rows & e.rows) for e in matches)
        best = [e for e in matches if len(rows & e.rows) == closest]
        right = [e for e in best if e.expect in ("any", certainty)]
        for e in right:
            self.hits[id(e)].append((finding, rows))
        if not right:
            self._weigh_unmatched(finding, best[0], certainty)

    def _weigh_unmatched(self, finding: Finding, e: Expected, certainty: str) -> None:
        if e.expect == "tolerated" or (e.expect == "allowed" and certainty == "possible"):
            return
        if e.expect == "definite":
            self.weak.add(id(e))
            return
        self.scores[e.rule, certainty].mistaken.append(finding)
        if e.trap and certainty == "definite":
            self.sprung.append((e, finding))

    def _candidates(self, rule: str, rows: frozenset[Row]) -> list[Expected]:
        persons = {self.person_of[row] for row in rows if row in self.person_of}
        matches = [e for person in persons for e in self.by_person[rule, person]]
        for row in rows:
            matches += self.by_row[rule, row]
        return matches

    def _share(
        self, of: Callable[[Expected], bool], right: Callable[[Expected, Hit], bool]
    ) -> float:
        """Of the found signs that qualify, the share that some finding got wholly right."""
        found = [e for e in self.expected if id(e) in self.hits and of(e)]
        exact = sum(any(right(e, hit) for hit in self.hits[id(e)]) for e in found)
        return exact / max(len(found), 1)


def _has_minutes(e: Expected) -> bool:
    return bool(e.minutes)


def _same_minutes(e: Expected, hit: Hit) -> bool:
    return hit[0].get("minutes_per_week") in e.minutes


def _whole(e: Expected, hit: Hit) -> bool:
    return e.rows <= hit[1]


def _same_provinces(e: Expected, hit: Hit) -> bool:
    same = sorted(hit[0].get("provinces", ())) == list(e.line["provinces"])
    return same and hit[0].get("cross_province") == e.line["cross_province"]


def _expected(line: Mapping[str, Any]) -> Expected:
    return Expected(
        rule=line["rule"],
        expect=line["expect"],
        plant=line["plant"],
        trap=line["trap"],
        person=line["person"],
        minutes=tuple(line["minutes"]),
        rows=frozenset(_row(e) for e in line["evidence"]),
        around=frozenset(_row(e) for e in line["around"]),
        line=line,
    )


def _row(evidence: Mapping[str, Any], root: Path | None = None) -> Row:
    path = str(evidence["path"])
    if root is not None:
        path = below(path, root)
    # A delimited file has no sheets, whatever name a reader gives its only one.
    sheet = "" if path.endswith((".csv", ".txt", ".tsv")) else str(evidence["sheet"])
    return path, sheet, int(evidence["row"])


def below(path: str, root: Path) -> str:
    """Write a path as the truth does: relative to the input folder."""
    for prefix in (f"{root.resolve()}/", f"{root}/", f"{root.name}/"):
        if prefix in path:
            return path.split(prefix, 1)[1]
    return path


def _persons(path: Path) -> dict[Row, str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {_row(line): line["person"] for line in csv.DictReader(lines)}
