"""A check's result on the terminal: person by person, with evidence to the row."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lieny.registry.cli.rule_titles import (
    SEVERITY_GLYPHS,
    SEVERITY_WORDS,
    rule_title,
)
from lieny.registry.cli.table_sign import Voice, sign_body
from lieny.registry.rules.sign import Severity
from lieny.registry.services.result import (
    CheckResult,
    FileReport,
    Finding,
    PersonFindings,
)
from lieny.registry.services.sentences import below, common_folder, headline, scale
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language

# A person at a terminal reads the first pages; who pipes the output to a file wants all of it.
SHOWN_ON_TERMINAL = 60
PROBLEMS_PER_FILE = 8
FILES_ON_TERMINAL = 12
SEVERITY_WIDTH = 15
# Below this width the severity stands above the sign instead of beside it.
NARROW = 64

STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "bold yellow",
    Severity.MEDIUM: "bold cyan",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}


def render_table(
    result: CheckResult,
    console: Console | None = None,
    lang: str = "vi",
    *,
    most_cases: int | None = None,
) -> None:
    """Print a result for an inspector.

    Args:
        result: what the check found.
        console: where to print (standard output); its width decides the layout, and colour is
            only an addition.
        lang: "vi" or "en".
        most_cases: persons, and files to correct, that are shown; by default some dozens on a
            terminal and all elsewhere. What is not shown is counted.
    """
    language = Language(lang)
    console = console or Console()
    page = _Page(console, Voice(language, result.as_of, common_folder(result.files)))
    page.heading(result)
    limit = SHOWN_ON_TERMINAL if console.is_terminal else len(result.cases)
    if most_cases is not None:
        limit = most_cases
    for number, case in enumerate(result.cases[:limit], start=1):
        page.case(number, case)
    page.unshown(len(result.cases) - limit)
    page.link_questions(len(result.link_questions))
    page.files(result.files, most_cases)
    page.rules_not_run(result)
    page.summary(result)


class _Page:
    """One output in one language, on one console."""

    def __init__(self, console: Console, voice: Voice) -> None:
        self._console = console
        self._voice = voice
        self._say, self._word, self._number = voice.say, voice.word, voice.number

    def heading(self, result: CheckResult) -> None:
        """Print the answer first."""
        self._print(Text(headline(result, self._voice.language), style="bold"))
        self._print(Text(scale(result, self._voice.language), style="dim"))
        for note in result.notes:
            self._print(Text(f"! {self._word(note)}", style="yellow"))
        if self._voice.folder:
            place = self._say("Các tệp ở", "Files in")
            self._print(Text(f"{place} {one_line(self._voice.folder)}", style="dim"))
        if not result.cases and any(file.accepted for file in result.files):
            self._print(
                Text(
                    self._say(
                        "Không có dấu hiệu không có nghĩa là đã đủ: xem các tệp và quy tắc chưa "
                        "kiểm tra ở dưới, gửi thêm danh sách của tỉnh bên cạnh nếu có.",
                        "No sign does not mean all is known: see the files and the rules that did "
                        "not run below, and add the lists of the neighbouring provinces.",
                    )
                )
            )

    def case(self, number: int, case: PersonFindings) -> None:
        """Print one person with all signs."""
        self._print(Text(""))
        licences = ", ".join(case.person.licences)
        provinces = dict.fromkeys(code for one in case.findings for code in one.provinces)
        title = Text(f"{number}. ", style="dim")
        title.append(one_line(case.person.name), style="bold")
        if licences:
            title.append(f" · {licences}")
        if provinces:
            names = " – ".join(self._voice.province(p) for p in provinces)
            title.append(f" · {names}")
        self._print(title)
        for finding in case.findings:
            self._finding(finding)

    def _finding(self, finding: Finding) -> None:
        severity = Text(SEVERITY_GLYPHS[finding.severity] + " ", STYLES[finding.severity])
        severity.append(self._word(SEVERITY_WORDS[finding.severity]))
        if self._console.width < NARROW:
            self._print(Padding(severity, (0, 0, 0, 2)))
            self._print(Padding(sign_body(finding, self._voice), (0, 0, 0, 4)))
            return
        row = Table.grid(padding=(0, 1, 0, 0))
        row.add_column(width=2)
        row.add_column(width=SEVERITY_WIDTH)
        row.add_column(overflow="fold")
        row.add_row("", severity, sign_body(finding, self._voice))
        self._print(row)

    def unshown(self, count: int) -> None:
        """Say how many persons the terminal leaves out, and where to see them."""
        if count > 0:
            self._print(Text(""))
            self._print(
                Text(
                    self._say(
                        f"Còn {self._number(count)} người nữa. Xem đủ bằng --format html hoặc "
                        "--format xlsx, hoặc chuyển đầu ra vào tệp.",
                        f"{self._number(count)} more persons. See all with --format html or "
                        "--format xlsx, or send the output to a file.",
                    )
                )
            )

    def link_questions(self, count: int) -> None:
        """Count the pairs that a human must decide."""
        if count:
            self._section(self._say("Có phải cùng một người?", "The same person?"))
            self._print(
                Text(
                    self._say(
                        f"{self._number(count)} cặp dòng có thể là một người nhưng chưa đủ căn cứ "
                        "để ghép; xem trong báo cáo --format html.",
                        f"{self._number(count)} pairs of rows may be one person; nothing was "
                        "merged. See --format html.",
                    )
                )
            )

    def files(self, files: tuple[FileReport, ...], most: int | None) -> None:
        """List files with problems: what was given, what to do."""
        troubled = [file for file in files if file.problems]
        troubled.sort(key=lambda file: file.accepted > 0)
        if not troubled:
            return
        limit = FILES_ON_TERMINAL if self._console.is_terminal else len(troubled)
        limit = limit if most is None else most
        self._section(self._say("Tệp cần sửa", "Files to correct"))
        for file in troubled[:limit]:
            rows = self._say(
                f"nhận {self._number(file.accepted)}/{self._number(file.rows)} dòng",
                f"{self._number(file.accepted)} of {self._number(file.rows)} rows accepted",
            )
            self._print(
                Text(f"{one_line(below(file.path, self._voice.folder))} — {rows}", style="bold")
            )
            for problem in file.problems[:PROBLEMS_PER_FILE]:
                place = " ".join(
                    part
                    for part in (
                        one_line(problem.sheet or ""),
                        f"{self._say('dòng', 'row')} {problem.row}" if problem.row else "",
                        f"{self._say('cột', 'column')} {problem.column}" if problem.column else "",
                    )
                    if part
                )
                given = f" [{one_line(problem.given)[:60]}]" if problem.given else ""
                said = f"{place + ': ' if place else ''}{self._word(problem.problem)}{given}"
                self._print(Padding(Text(one_line(said)), (0, 0, 0, 2)))
                self._print(Padding(Text("→ " + self._word(problem.advice)), (0, 0, 0, 4)))
            rest = len(file.problems) - PROBLEMS_PER_FILE
            if rest > 0:
                more = self._say(f"… và {self._number(rest)} điều nữa", f"… and {rest} more")
                self._print(Padding(Text(more, style="dim"), (0, 0, 0, 2)))

        if len(troubled) > limit:
            more = self._number(len(troubled) - limit)
            said = self._say(f"… và {more} tệp nữa", f"… and {more} more files")
            self._print(Text(said, "dim"))

    def rules_not_run(self, result: CheckResult) -> None:
        """Name the rules that had no input: silence would look like innocence."""
        if not result.not_run:
            return
        self._section(self._say("Chưa kiểm tra được", "Not checked"))
        for rule in result.not_run:
            title = self._word(rule_title(rule.rule))
            self._print(
                Padding(Text(f"{rule.rule} {title}: {self._word(rule.reason)}"), (0, 0, 0, 2))
            )

    def summary(self, result: CheckResult) -> None:
        """Close with the counts, so that they stand just above the prompt."""
        self._section(self._say("Tóm tắt", "Summary"))
        counts = Counter(finding.severity for finding in result.findings)
        shown = "   ".join(
            f"{SEVERITY_GLYPHS[severity]} {self._word(SEVERITY_WORDS[severity])}: "
            f"{self._number(counts[severity])}"
            for severity in Severity
        )
        self._print(Text(shown))
        problems = sum(len(file.problems) for file in result.files)
        refused = sum(1 for file in result.files if not file.accepted)
        self._print(
            Text(
                self._say(
                    f"{self._number(len(result.files))} tệp ({self._number(refused)} không dùng "
                    f"được), {self._number(sum(file.rows for file in result.files))} dòng, "
                    f"{self._number(problems)} chỗ cần sửa, {len(result.not_run)} quy tắc chưa "
                    "kiểm tra.",
                    f"{self._number(len(result.files))} files ({self._number(refused)} not "
                    f"usable), {self._number(sum(file.rows for file in result.files))} rows, "
                    f"{self._number(problems)} problems, {len(result.not_run)} rules not run.",
                )
            )
        )
        self._print(Text(headline(result, self._voice.language), style="bold"))

    def _section(self, title: str) -> None:
        self._print(Text(""))
        self._print(Rule(title, align="left", style="dim"))

    def _print(self, shown: Text | Table | Padding | Rule) -> None:
        self._console.print(shown, highlight=False)
