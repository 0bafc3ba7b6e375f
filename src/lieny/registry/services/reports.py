"""Files, link questions and links as people and programs are shown them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lieny.registry.columns.tables import Batch
from lieny.registry.engine.linking.blocking import MOST_IN_A_BLOCK, LargeBlocks
from lieny.registry.rules.sign import Bilingual, EvidenceRow, EvidenceTable
from lieny.registry.services.evidence import EvidenceBook
from lieny.registry.services.linked import Linked
from lieny.registry.services.result import FileReport, LinkQuestion, Problem


def file_reports(linked: Linked) -> tuple[FileReport, ...]:
    """Say of each file what it was taken for, how many rows went in, and what was wrong."""
    batch = linked.batch
    problems: dict[int, list[Problem]] = defaultdict(list)
    for row in batch.problems.to_pylist():
        problems[row["file"]].append(_problem(row))
    return tuple(
        FileReport(
            path=file["path"],
            sha256=file["sha256"] or "",
            kind=file["kind"],
            province=linked.senders[number],
            rows=file["rows"] or 0,
            accepted=file["accepted"] or 0,
            problems=tuple(problems[number]),
        )
        for number, file in enumerate(batch.files.to_pylist())
    )


def _problem(row: Mapping[str, object]) -> Problem:
    line = row["row"]
    return Problem(
        sheet=_text(row["sheet"]) or None,
        row=line if isinstance(line, int) else None,
        column=_text(row["column"]) or None,
        code=_text(row["code"]),
        refused=bool(row["refused"]),
        given=_text(row["given"]),
        problem=Bilingual(_text(row["problem_vi"]), _text(row["problem_en"])),
        advice=Bilingual(_text(row["advice_vi"]), _text(row["advice_en"])),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


MOST_QUESTIONS = 200  # what people can look at; the count of all is in the JSON of the run


def link_questions(linked: Linked, book: EvidenceBook) -> tuple[LinkQuestion, ...]:
    """Show the likeliest pairs of the grey band with what speaks for and against each."""
    asked = linked.persons.questions.slice(0, MOST_QUESTIONS).to_pylist()
    pairs = [
        (
            EvidenceRow(EvidenceTable(row["left_table"]), row["left_row"]),
            EvidenceRow(EvidenceTable(row["right_table"]), row["right_row"]),
        )
        for row in asked
    ]
    book.fetch(row for pair in pairs for row in pair)
    said = linked.persons.explain_all(
        [((a.table.value, a.index), (b.table.value, b.index)) for a, b in pairs]
    )
    return tuple(
        LinkQuestion(
            left=book.cell(left),
            right=book.cell(right),
            weight=round(row["weight"], 2),
            reasons=tuple(
                (Bilingual(part.vi, part.en), round(part.weight, 2)) for part in explained.parts
            ),
        )
        for row, (left, right), explained in zip(asked, pairs, said, strict=True)
    )


KEY_WORDS = {
    "cccd": Bilingual("số định danh cá nhân", "personal number"),
    "cmnd": Bilingual("số CMND", "old personal number"),
    "licence_key": Bilingual("số giấy phép", "licence number"),
    "phone": Bilingual("điện thoại", "phone"),
    "licence_serial": Bilingual("số thứ tự của giấy phép", "serial of the licence"),
    "given": Bilingual("tên", "given name"),
    "birth_on": Bilingual("ngày sinh", "birth date"),
    "birth_year": Bilingual("năm sinh", "birth year"),
    "name_folded": Bilingual("họ tên", "name"),
    "surname": Bilingual("họ", "surname"),
    "middle": Bilingual("tên đệm", "middle name"),
    "licence_issuer": Bilingual("nơi cấp", "issuer"),
    "licence_thousands": Bilingual(
        "các chữ số đầu của số giấy phép", "first digits of the licence"
    ),
    "licence_ending": Bilingual("ba chữ số cuối của số giấy phép", "last digits of the licence"),
}


def link_notes(linked: Linked) -> tuple[Bilingual, ...]:
    """Say which rows were not all compared with each other, because too many look alike."""
    return tuple(_note(large) for large in linked.persons.large_blocks)


def _note(large: LargeBlocks) -> Bilingual:
    vi = ", ".join(KEY_WORDS[column].vi for column in large.columns)
    en = ", ".join(KEY_WORDS[column].en for column in large.columns)
    parted = f"{large.parted:,}"
    left_out = f"{large.left_out:,}"
    return Bilingual(
        f"Quá nhiều dòng giống nhau về {vi} (hơn {MOST_IN_A_BLOCK} dòng một nhóm): "
        f"{parted.replace(',', '.')} dòng chỉ được so với dòng giống thêm điểm khác, "
        f"{left_out.replace(',', '.')} dòng không được so với nhau theo cách này. Nên kiểm tra "
        f"các cột đó trong danh sách đã gửi.",
        f"Too many rows share {en} (more than {MOST_IN_A_BLOCK} a group): {parted} rows were "
        f"compared only where more agrees, {left_out} rows were not compared in this way. Please "
        f"check these columns of the lists.",
    )


def link_rows(linked: Linked) -> Iterator[tuple[str, str, int, str]]:
    """Give (path, sheet, row, person id) of every registration and register row."""
    batch = linked.batch
    paths = batch.files["path"].to_pylist()
    sheets = _sheets(batch)
    ids = linked.persons.person_ids.to_pylist()
    for table, persons in (
        (batch.registrations, linked.persons.registration_person),
        (batch.licences, linked.persons.licence_person),
    ):
        files, tables, rows = (table[name].to_pylist() for name in ("file", "table", "row"))
        for file, number, row, person in zip(files, tables, rows, persons.tolist(), strict=True):
            yield paths[file], sheets.get((file, number), ""), row, ids[person]


def _sheets(batch: Batch) -> dict[tuple[int, int], str]:
    names = batch.headings.select(["file", "table", "sheet"]).group_by(["file", "table", "sheet"])
    rows = names.aggregate([]).to_pylist()
    return {(row["file"], row["table"]): row["sheet"] for row in rows}
