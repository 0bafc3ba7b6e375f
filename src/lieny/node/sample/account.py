"""The judge's words: a table by rule, and the cases that went wrong."""

from __future__ import annotations

from collections.abc import Iterator

from lieny.node.sample.judge import Expected, Finding, Verdict


def table(verdict: Verdict) -> str:
    """Write precision and recall by rule and certainty as a Markdown table."""
    lines = [
        "| Rule | Certainty | Expected | Found | Missed | False | Precision | Recall |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for (rule, certainty), score in sorted(verdict.scores.items()):
        expected = len(score.found) + len(score.missed)
        lines.append(
            f"| {rule} | {certainty} | {expected} | {len(score.found)} | {len(score.missed)} "
            f"| {len(score.mistaken)} | {score.precision:.3f} | {score.recall:.3f} |"
        )
    lines.append("")
    lines.append(
        f"Traps: {verdict.traps}, sprung by a definite sign: {len(verdict.traps_sprung)}. "
        f"Minutes exact: {verdict.minutes_exact:.3f}. "
        f"Evidence whole: {verdict.evidence_whole:.3f}. "
        f"Provinces exact: {verdict.provinces_exact:.3f}."
    )
    return "\n".join(lines)


def cases(verdict: Verdict, most: int) -> Iterator[str]:
    """Show up to `most` misses, false signs and sprung traps of each kind, for whoever mends."""
    for (rule, certainty), score in sorted(verdict.scores.items()):
        for expected in score.missed[:most]:
            yield f"MISSED {rule} {certainty} {_truth(expected)}"
        for finding in score.mistaken[:most]:
            yield f"FALSE  {rule} {certainty} {_finding(finding)}"
    for expected, finding in verdict.traps_sprung[:most]:
        yield f"TRAP   {expected.rule} {_truth(expected)}\n       {_finding(finding)}"


def _truth(expected: Expected) -> str:
    line = expected.line
    where = "; ".join(f"{e['path']}|{e['sheet']}|{e['row']}" for e in line["evidence"])
    return f"[{expected.plant or 'by itself'}] {line['name']} {line['licences']} {where}"


def _finding(finding: Finding) -> str:
    where = "; ".join(f"{e['path']}|{e['sheet']}|{e['row']}" for e in finding["evidence"])
    return f"{finding['person']['name']} {where} — {finding.get('vi', '')}"
