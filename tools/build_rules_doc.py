"""Writes docs/rules.md from the table of rules and the law book, so that it cannot drift.

python tools/build_rules_doc.py [--check]
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from lieny.law.book import Book
from lieny.law.provision import HowRead, Provision
from lieny.registry.rules.r25_uncovered import open_without_cover
from lieny.registry.rules.rule_inputs import MISSING
from lieny.registry.rules.rule_table import RULES, Rule

TARGET = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
HEAD = """# Rules R01 to R25

Written by `tools/build_rules_doc.py` from the rules and the law book; do not edit.

A rule shows a **sign** (*dấu hiệu*), never a verdict. *Definite*: the evidence leaves no doubt
of the fact. *Possible*: a question to ask. Each sign names the provision in force on its day. What
nobody of us has read in the original says so; numbers that the law does not fix are parameters of
ours, and say so too.
"""
READ = {
    HowRead.ORIGINAL: "read in the original",
    HowRead.SCAN: "read in a scan",
    HowRead.SECOND_HAND: "read second-hand: to be confirmed",
    HowRead.UNREAD: "not read: general knowledge, to be confirmed",
}


def main() -> int:
    """Write the document, or with --check say whether it is current."""
    text = document()
    if "--check" in sys.argv:
        return 0 if TARGET.read_text("utf-8") == text else 1
    TARGET.write_text(text, "utf-8")
    return 0


def document() -> str:
    """Give the whole document."""
    book = Book.load()
    parts = [HEAD]
    parts += [section(rule, book) for rule in sorted(RULES, key=lambda rule: rule.code)]
    return "\n".join(parts)


def section(rule: Rule, book: Book) -> str:
    """Describe one rule."""
    judge = rule.judge or open_without_cover
    said = inspect.cleandoc(judge.__doc__ or "")
    lines = [f"## {rule.code} {rule.title.vi} · {rule.title.en}", "", "```text", said, "```", ""]
    for topic in rule.topics:
        lines += [provision_line(one) for one in book.history(topic)]
    needs = ", ".join(
        sorted(one.value for one in rule.needs if one in MISSING and one != "registrations")
    )
    lines += ["", f"Needs besides registrations: {needs or 'nothing'}.", ""]
    return "\n".join(lines)


def provision_line(one: Provision) -> str:
    """Describe one provision with its days, its parameters and how it was read."""
    until = f" to {one.in_force_until.isoformat()}" if one.in_force_until else ""
    fixed = "; ".join(f"{name} = {value}" for name, value in one.parameters)
    line = (
        f"- {one.instrument}, {one.article}, from {one.in_force_from.isoformat()}{until} "
        f"({READ[one.how_read]}). {one.summary_vi}"
    )
    if one.reading:
        line += f" *{one.reading}*"
    if fixed:
        line += f" `{fixed}`"
    return line


if __name__ == "__main__":
    sys.exit(main())
