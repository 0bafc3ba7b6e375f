"""One sign as lines of text: what was seen, by which law, written where, what to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from lieny.registry.cli.rule_titles import CERTAINTY_WORDS, in_language, rule_title
from lieny.registry.rules.sign import Bilingual, Certainty
from lieny.registry.services.result import EvidenceCell, Finding
from lieny.registry.services.sentences import where_written
from lieny.ui.clean_text import one_line
from lieny.ui.dates import Language, number_in_words
from lieny.ui.provinces import province_name
from lieny.ui.words import weekly_hours_in_words, weekly_minutes_in_words


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language, as of which day, and from which folder an output speaks."""

    language: Language
    as_of: date
    folder: str

    def say(self, vi: str, en: str) -> str:
        """Choose one of two wordings."""
        return vi if self.language is Language.VI else en

    def word(self, text: Bilingual) -> str:
        """Choose one language of a text, on one line."""
        return one_line(in_language(text, self.language))

    def number(self, number: int) -> str:
        """Write a number."""
        return number_in_words(number, self.language)

    def province(self, code: str | None) -> str:
        """Name a province."""
        return province_name(code, self.as_of, self.language)


def sign_body(finding: Finding, voice: Voice) -> Text:
    """Write one sign, its title first and bold."""
    title = f"{finding.rule} {voice.word(rule_title(finding.rule))}"
    body = Text(title, style="bold")
    if finding.certainty is Certainty.POSSIBLE:
        body.append(f" ({voice.word(CERTAINTY_WORDS[finding.certainty]).lower()})", "not bold")
    for line in _lines(finding, voice):
        body.append("\n" + line, style="not bold")
    return body


def _lines(finding: Finding, voice: Voice) -> Iterator[str]:
    said = voice.word(finding.said)
    yield said
    if finding.overlap:
        hours = weekly_hours_in_words(finding.overlap, voice.language)
        if hours not in said:
            minutes = weekly_minutes_in_words(finding.overlap.minutes, voice.language)
            yield f"{hours} = {minutes}"
    articles = dict.fromkeys(f"{law.article}, {law.instrument}" for law in finding.law)
    if articles:
        yield f"{voice.say('Căn cứ', 'Law')}: {'; '.join(articles)}"
    for cell in finding.evidence:
        yield from _evidence(cell, voice)
    if finding.vanishes_if:
        yield voice.word(finding.vanishes_if)
    if finding.question:
        yield f"{voice.say('Cần hỏi', 'To ask')}: {voice.word(finding.question)}"


def _evidence(cell: EvidenceCell, voice: Voice) -> Iterator[str]:
    place = where_written(cell, voice.language, voice.folder)
    if cell.facility:
        yield f"• {one_line(cell.facility)} ({voice.province(cell.province)})"
        yield f"  {place}"
    else:
        yield f"• {place}"
