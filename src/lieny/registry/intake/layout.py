"""Which column of a table is which field: headings and contents heard together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from lieny.registry.intake.headings import LEAST, field_scores, heading_words, is_left_out
from lieny.registry.intake.witness import Profile

# What the content says for or against a field, per share of its cells. "other" is any content
# that plainly belongs to something else.
_FOR: dict[str, tuple[tuple[str, float], ...]] = {
    "licence": (("licence", 4.0), ("operating", -4.0), ("date", -4.0)),
    "facility_licence": (("operating", 4.0), ("licence", -5.0)),
    "mentor_licence": (("licence", 0.5),),
    "name": (("name", 3.0),),
    "family_name": (("name", 3.0),),
    "trainee_name": (("name", 0.5),),
    "mentor_name": (("name", 0.5), ("licence", -5.0)),
    "chief_name": (("name", 0.5),),
    "birth": (("date", 0.5), ("year", 0.5)),
    "personal_number": (("personal", 3.0), ("date", -4.0)),
    "phone": (("phone", 1.0),),
    "time": (("clock", 3.0), ("date", -2.0)),
    "elsewhere": (("clock", 0.5),),
    "time_from": (("clock", 3.0), ("date", -4.0)),
    "time_until": (("clock", 3.0), ("date", -4.0)),
    "time_slot": (
        ("clock", 3.0),
        ("name", -6.0),
        ("licence", -6.0),
        ("personal", -8.0),
        ("phone", -8.0),
    ),
    "valid_from": (("date", 2.0), ("clock", -4.0)),
    "valid_until": (("date", 2.0), ("clock", -4.0)),
    "issued_on": (("date", 1.0), ("licence", -4.0)),
    "expires_on": (("date", 1.0),),
    "facility_name": (("facility", 2.0), ("name", -2.0), ("clock", -3.0)),
    "unit": (("facility", -1.5), ("name", -2.0)),
    "address": (("address", 2.0),),
    "title": (("title", 1.5), ("position", -1.0), ("date", -4.0)),
    "scope": (("scope", 2.0), ("clock", -2.0)),
    "position": (("position", 2.0), ("clock", -3.0)),
    "status": (("status", 2.0), ("date", -4.0)),
    "gender": (("gender", 2.0),),
}
_NEVER_LICENCE = frozenset({"licence", "mentor_licence", "licence_kind", "chief_licence"})
_ALONE = (("licence", "licence"), ("operating", "facility_licence"), ("name", "name"),
          ("clock", "time"), ("personal", "personal_number"))  # fmt: skip
_SPEAKS_ALONE = 0.6
_FEW = 3  # cells; fewer say nothing by themselves
_MANY_COLUMNS = frozenset({"time_slot"})
_GIVEN = frozenset({"ten", "name", "first name", "given name"})
_FULL_NAME = (" ho ten ", " ho va ten ", " full name ")
_BARE_NUMBER = frozenset({"so", "so hieu", "so giay"})
_PLAINLY = 3.5  # a heading that says CCHN, GPHN or "hành nghề", or a content that does
Scores = Callable[[str], Mapping[str, float]]
_UNREAD = frozenset({"sequence", "note", "email", "person_address", "staff_code"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Fields of a table by column.

    Attributes:
        columns: 1-based column of each field; of `time_slot` the first.
        slots: columns of `time_slot` with their headings, in order.
        headings: the user's own words by column.
        score: how sure the whole assignment is; comparable between candidates for one table.
        by_heading: fields for which the heading itself speaks.
        licence_parts: columns that hold a licence together, in order: number and issuer, or an
            old and a new licence; empty where one column holds it.
        is_doubled: the headings of names and licences come twice: two tables side by side.
    """

    columns: Mapping[str, int]
    slots: tuple[tuple[int, str], ...]
    headings: Mapping[int, str]
    score: float
    by_heading: frozenset[str]
    licence_parts: tuple[int, ...] = ()
    is_doubled: bool = False

    def has(self, *fields: str) -> bool:
        """Test whether any of the fields is there."""
        return any(field in self.columns for field in fields)

    def as_read(self) -> Layout:
        """Take out the columns that people said are not to be read; the others stay as they are."""
        out = {column for column, text in self.headings.items() if is_left_out(heading_words(text))}
        if not out:
            return self
        columns = {field: column for field, column in self.columns.items() if column not in out}
        parts = tuple(column for column in self.licence_parts if column not in out)
        slots = tuple((column, text) for column, text in self.slots if column not in out)
        if parts:
            columns["licence"] = parts[0]
        if slots:
            columns["time_slot"] = slots[0][0]
        return replace(
            self,
            columns=columns,
            slots=slots,
            headings={c: text for c, text in self.headings.items() if c not in out},
            by_heading=self.by_heading & columns.keys(),
            licence_parts=parts if len(parts) > 1 else (),
        )


def assign(
    headings: Sequence[str],
    words: Sequence[str],
    profiles: Sequence[Profile],
    *,
    scores: Scores = field_scores,
) -> Layout:
    """Give each column its most likely field; a field goes to its best column.

    Args:
        headings: the user's words by column, from column 1; "" where there is none.
        words: the same as folded words.
        profiles: what the columns hold.
        scores: how folded words speak for fields.
    """
    claims = sorted(
        _claims(words, profiles, scores), key=lambda claim: (-claim[0], claim[1], claim[2])
    )
    columns: dict[str, int] = {}
    taken: dict[int, str] = {}
    slots: list[tuple[int, str]] = []
    score = 0.0
    for strength, column, field in claims:
        if column in taken or (field in columns and field not in _MANY_COLUMNS):
            continue
        taken[column] = field
        columns.setdefault(field, column)
        score += min(strength, 6.0) if field not in _UNREAD else 1.0
        if field in _MANY_COLUMNS:
            slots.append((column, headings[column - 1]))
    _settle_split_names(columns, words)
    _settle_shared_heading(columns, taken, words, profiles)
    _settle_bare_number(columns, taken, words)
    _settle_name_within(columns, words)
    doubled = _is_doubled(columns, taken, words)
    parts = () if doubled else _licence_parts(columns, taken, claims)
    slots.sort()
    if slots:
        columns["time_slot"] = slots[0][0]
    by_heading = frozenset(
        field for column, field in taken.items() if field in scores(words[column - 1])
    )
    seen = {column: headings[column - 1] for column in sorted(taken)}
    return Layout(columns, tuple(slots), seen, score, by_heading, parts, doubled)


def _settle_split_names(columns: dict[str, int], words: Sequence[str]) -> None:
    """Take "Họ và tên đệm" for half a name beside "Tên", for the whole one alone."""
    if "family_name" not in columns:
        return
    if "given_name" not in columns and words[columns.get("name", 1) - 1] in _GIVEN:
        columns["given_name"] = columns.pop("name")
    elif "given_name" not in columns and "name" not in columns:
        columns["name"] = columns.pop("family_name")


def _settle_shared_heading(
    columns: dict[str, int],
    taken: Mapping[int, str],
    words: Sequence[str],
    profiles: Sequence[Profile],
) -> None:
    """Read "Họ và tên" merged over two filled columns as surname and given name."""
    name = columns.get("name", len(words))
    if "given_name" in columns or name >= len(words) or name + 1 in taken:
        return
    if words[name] == words[name - 1] and profiles[name].filled:
        columns["family_name"], columns["given_name"] = columns.pop("name"), name + 1


def _settle_bare_number(
    columns: dict[str, int], taken: dict[int, str], words: Sequence[str]
) -> None:
    """A column "Số" is the licence number where its kind or issuer stands beside it."""
    if "licence" in columns or not {"licence_kind", "issuer"} & columns.keys():
        return
    for column, heading in enumerate(words, 1):
        if heading in _BARE_NUMBER and column not in taken:
            columns["licence"], taken[column] = column, "licence"
            return


def _settle_name_within(columns: dict[str, int], words: Sequence[str]) -> None:
    """Take the name from a cell that also holds birth or licence: "Họ tên, năm sinh"."""
    if {"name", "given_name"} & columns.keys():
        return
    for field in ("birth", "licence"):
        heading = f" {words[columns[field] - 1]} " if field in columns else ""
        if any(name in heading for name in _FULL_NAME):
            columns["name"] = columns[field]
            return


def _licence_parts(
    columns: Mapping[str, int],
    taken: Mapping[int, str],
    claims: Sequence[tuple[float, int, str]],
) -> tuple[int, ...]:
    """Columns that are plainly of the licence, beside the one that is so most of all."""
    beside = {
        column
        for strength, column, field in claims
        if field == "licence" and strength >= _PLAINLY and column not in taken
    }
    return tuple(sorted({columns["licence"], *beside})) if beside and "licence" in columns else ()


def _is_doubled(columns: Mapping[str, int], taken: Mapping[int, str], words: Sequence[str]) -> bool:
    return all(
        name in columns
        and any(
            heading == words[columns[name] - 1] and column not in taken
            for column, heading in enumerate(words, 1)
        )
        for name in ("name", "licence")
    )


def _claims(
    words: Sequence[str], profiles: Sequence[Profile], scoring: Scores
) -> list[tuple[float, int, str]]:
    claims: list[tuple[float, int, str]] = []
    best_left = ""
    for column, (heading, content) in enumerate(zip(words, profiles, strict=True), 1):
        scores = dict(scoring(heading)) if heading else {}
        _prefer_neighbour(scores, best_left)
        judged = {field: score + _said(field, content) for field, score in scores.items()}
        for field, sign in ((field, sign) for sign, field in _ALONE):
            if content.filled >= _FEW and content.of(sign) >= _SPEAKS_ALONE:
                judged[field] = max(judged.get(field, 0.0), _unaided(sign, content, judged))
        claims.extend((score, column, field) for field, score in judged.items() if score >= LEAST)
        best_left = max(judged, key=lambda field: judged[field]) if judged else ""
    return claims


def _prefer_neighbour(scores: dict[str, float], left: str) -> None:
    """A day or place of issue belongs to the number on its left, a bare day to CME hours there.

    "To" after "From" is an end; alone it is "tổ", a unit.
    """
    if left == "cme_hours" and "valid_from" in scores:
        scores["cme_from"] = scores.pop("valid_from") + 1.5
    if left == "valid_from" and "valid_until" in scores:
        scores["valid_until"] += 1.0
    for field in ("issued_on", "issuer"):
        if field in scores:
            scores[field] += {"licence": 0.5, "issued_on": 0.25, "personal_number": -1.5}.get(
                left, 0
            )


def _said(field: str, content: Profile) -> float:
    if content.filled == 0:
        return 0.0
    said = sum(weight * content.of(sign) for sign, weight in _FOR.get(field, ()))
    if field not in _NEVER_LICENCE and field not in _UNREAD:
        said -= 3.0 * content.of("licence") * (content.of("licence") > _SPEAKS_ALONE)
    return said


def _unaided(sign: str, content: Profile, judged: Mapping[str, float]) -> float:
    """Strength of a content that needs no heading; a name needs a column without another claim."""
    if sign == "licence":
        return 4.0 * content.of(sign)
    strongest = max(judged.values(), default=0.0)
    return 2.0 * content.of(sign) if strongest < LEAST else 0.0
