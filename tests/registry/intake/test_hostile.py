"""Hostile and broken files: one clear problem each, and the other files of the run go in."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from intake_sheets import AN, BINH, HEAD, HEADINGS, Page, column, workbook

from lieny.registry.intake.limits import MEBIBYTE, Limits
from lieny.registry.intake.opening import open_content
from lieny.registry.intake.problems import FileRefused
from lieny.registry.intake.reading import read_paths
from lieny.registry.intake.sandbox import ReaderCannotStart, Sandbox

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "workbooks" / "hostile"
GOOD = workbook(Page([*HEAD, HEADINGS, AN, BINH]))
SHEET = "xl/worksheets/sheet1.xml"


def rebuilt(content: bytes, *, replace=None, add=None, store=False) -> bytes:
    """Copy a workbook, with parts replaced or added."""
    target = io.BytesIO()
    kind = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", kind) as new:
        for name in old.namelist():
            new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return target.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def sheet_xml(cells: str) -> bytes:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        f'2006/main"><sheetData>{cells}</sheetData></worksheet>'
    ).encode()


def with_sheet(cells: str) -> bytes:
    return rebuilt(GOOD, replace={SHEET: sheet_xml(cells)})


def lying_directory() -> bytes:
    """The directory says that the sheet is small; it inflates to much more."""
    content = bytearray(with_sheet("<!-- " + "x" * 100_000 + " -->"))
    archive = zipfile.ZipFile(io.BytesIO(bytes(content)))
    part = archive.getinfo(SHEET)
    size = struct.pack("<I", part.file_size)
    at = content.rindex(size)
    content[at : at + 4] = struct.pack("<I", 500)
    return bytes(content)


def compound(*streams: str) -> bytes:
    """As much of an OLE container as tells what is in it."""
    names = b"".join(name.encode("utf-16-le") + b"\0\0" for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + names + b"\0" * 600


def bomb() -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, b"<a>" + b" " * (30 * MEBIBYTE) if name == SHEET else old.read(name))
    return target.getvalue()


FAR = '<row r="200001"><c r="A200001"><v>1</v></c></row>'
HOSTILE = {
    "bomb": (bomb(), "file-inflates"),
    "far-column": (with_sheet('<row r="1"><c r="GS1"><v>1</v></c></row>'), "sheet-too-large"),
    "far-row": (with_sheet(FAR), "sheet-too-large"),
    "far-quotes": (
        with_sheet("<row r='1'><c r='XFD1048576'><v>1</v></c></row>"),
        "sheet-too-large",
    ),
    "far-prefixed": (
        with_sheet('<x:row r="1"><x:c s="1"\n r = "XFD7"><x:v>1</x:v></x:c></x:row>'),
        "sheet-too-large",
    ),
    "strings-lie": (
        rebuilt(
            GOOD, replace={"xl/sharedStrings.xml": b'<sst uniqueCount="4294967295"><si/></sst>'}
        ),
        "file-hostile",
    ),
    "slip": (rebuilt(GOOD, add={"../../evil.txt": b"x"}), "file-hostile"),
    "absolute": (rebuilt(GOOD, add={"/etc/evil": b"x"}), "file-hostile"),
    "drive": (rebuilt(GOOD, add={"C:\\evil.txt": b"x"}), "file-hostile"),
    "doctype": (
        rebuilt(GOOD, replace={SHEET: b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'}),
        "file-hostile",
    ),
    "utf16-xml": (
        rebuilt(GOOD, replace={SHEET: "<!DOCTYPE a><a/>".encode("utf-16")}),
        "file-hostile",
    ),
    "entries": (rebuilt(GOOD, add={f"x/{n}.bin": b"" for n in range(2_001)}), "file-too-large"),
    "macro": (rebuilt(GOOD, add={"xl/vbaProject.bin": b"x"}), "file-has-macros"),
    "directory-lies": (lying_directory(), "file-damaged"),
    "half": (GOOD[: len(GOOD) // 2], "file-damaged"),
    "broken-xml": (rebuilt(GOOD, replace={SHEET: b"<worksheet><sheetData><row"}), "file-damaged"),
    "empty": (b"", "file-empty"),
    "encrypted": (compound("EncryptedPackage", "EncryptionInfo"), "file-encrypted"),
    "doc": (compound("WordDocument"), "file-is-document"),
    "ole": (compound("Etwas"), "file-type-unknown"),
    "xls-broken": (compound("Workbook"), "file-damaged"),
    "docx": (zipped({"word/document.xml": b"<a/>"}), "file-is-document"),
    "zip": (zipped({"danh-sach.xlsx": GOOD}), "file-type-unknown"),
    "ods": (zipped({"content.xml": b"<a/>"}), "file-type-unknown"),
    "pdf": (b"%PDF-1.7\n...", "file-is-document"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "file-is-document"),
    "noise": (bytes(range(256)) * 40, "file-type-unknown"),
    "letter": ("Kính gửi Sở Y tế,\nChúng tôi gửi danh sách sau.\n".encode(), "no-table-found"),
    "xml-2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "file-type-unknown",
    ),
    "no-table": (workbook(Page([["Báo cáo"], ["Tháng", "Số ca"], ["1", 12]])), "no-table-found"),
    "sample-02": ((SAMPLES / "02_dense_XFD1048576.xlsx").read_bytes(), "sheet-too-large"),
    "sample-04": ((SAMPLES / "04_xxe_file.xlsx").read_bytes(), "file-hostile"),
    "sample-06": ((SAMPLES / "06_billion_laughs.xlsx").read_bytes(), "file-hostile"),
    "sample-08": ((SAMPLES / "08_formula_text.xlsx").read_bytes(), "no-table-found"),
    "sample-09": ((SAMPLES / "09_real_formula_no_cache.xlsx").read_bytes(), "no-table-found"),
    "sample-11": ((SAMPLES / "11_truncated_half.xlsx").read_bytes(), "file-damaged"),
    "sample-12": ((SAMPLES / "12_not_a_zip.xlsx").read_bytes(), "file-type-unknown"),
    "sample-14": ((SAMPLES / "14_macro_renamed.xlsx").read_bytes(), "file-has-macros"),
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in HOSTILE.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    (folder / "zz-good.xlsx").write_bytes(GOOD)
    return read_paths([folder], jobs=2)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_gives_one_problem_of_the_whole_file(run, name):
    paths = [Path(path).stem for path in column(run, "path", "files")]
    told = [row for row in run.problems.to_pylist() if row["file"] == paths.index(name)]
    assert [(row["code"], row["refused"], row["row"]) for row in told] == [
        (HOSTILE[name][1], True, None)
    ]
    assert all(told[0][text] for text in ("problem_vi", "problem_en", "advice_vi", "advice_en"))
    entry = run.files.to_pylist()[paths.index(name)]
    assert (entry["kind"], entry["accepted"], len(entry["sha256"])) == ("unrecognised", 0, 64)


def test_the_good_file_beside_them_goes_in(run):
    assert column(run, "name") == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert column(run, "file") == [len(HOSTILE)] * 2
    assert run.files.num_rows == len(HOSTILE) + 1


def test_cells_far_away_without_value_do_no_harm(tmp_path):
    cells = '<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    sheets = list(open_content(with_sheet(cells), Limits()).sheets)
    assert [list(sheet.rows) for sheet in sheets] == [[]]


def test_links_to_other_workbooks_are_noted_and_the_list_goes_in(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(rebuilt(GOOD, add={"xl/externalLinks/externalLink1.xml": b"<a/>"}))
    batch = read_paths([path], jobs=1)
    assert column(batch, "code", "problems") == ["external-links"]
    assert column(batch, "refused", "problems") == [False]
    assert batch.registrations.num_rows == 2


def test_inflated_bytes_are_counted_to_the_last_one():
    whole = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(GOOD)).infolist())
    assert len(list(open_content(GOOD, Limits(inflated_bytes=whole)).sheets)) == 1
    with pytest.raises(FileRefused, match="file-inflates"):
        open_content(GOOD, Limits(inflated_bytes=whole - 1))


def test_a_repetitive_part_is_refused_only_above_the_floor():
    content = with_sheet("<!-- " + "x" * 900_000 + " -->")
    assert len(list(open_content(content, Limits(inflation_ratio=10)).sheets)) == 1
    with pytest.raises(FileRefused, match="file-inflates"):
        open_content(content, Limits(inflation_ratio=10, ratio_floor_bytes=900_000))


def test_a_reader_out_of_memory_costs_one_file_only(tmp_path):
    wide = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="GR200000"><v>1</v></c></row>'
    )
    (tmp_path / "a-good.xlsx").write_bytes(GOOD)
    (tmp_path / "b-wide.xlsx").write_bytes(with_sheet(wide))
    (tmp_path / "c-good.xlsx").write_bytes(GOOD)
    batch = read_paths([tmp_path], jobs=1, limits=Limits(memory_bytes=600 * MEBIBYTE))
    assert column(batch, "file") == [0, 0, 2, 2]
    assert column(batch, "facility") == [0, 0, 1, 1]
    (problem,) = batch.problems.to_pylist()
    assert (problem["file"], problem["code"]) == (1, "file-stopped-reader")
    assert "bộ nhớ" in problem["problem_vi"]
    assert "too much memory" in problem["problem_en"]


def test_a_hung_reader_costs_one_file_only(tmp_path):
    (tmp_path / "a-good.xlsx").write_bytes(GOOD)
    rows = "".join(f"{n};Nguyễn Văn {n};{n:06d}/HCM-CCHN;T2: 7h-11h\n" for n in range(1, 400_000))
    (tmp_path / "b-long.csv").write_text("STT;Họ tên;Số CCHN;Thời gian hành nghề\n" + rows)
    batch = read_paths([tmp_path], jobs=1, limits=Limits(wall_seconds=5))
    assert column(batch, "file") == [0, 0]
    assert column(batch, "code", "problems") == ["file-stopped-reader"]
    assert "quá thời gian" in column(batch, "given", "problems")[0]


def test_a_reader_that_cannot_even_start_is_a_fault_of_the_installation(tmp_path):
    (tmp_path / "a-good.xlsx").write_bytes(GOOD)
    with pytest.raises(ReaderCannotStart):
        read_paths([tmp_path], jobs=1, limits=Limits(memory_bytes=8 * MEBIBYTE))


def test_no_reader_outlives_the_reading(tmp_path):
    (tmp_path / "a-good.xlsx").write_bytes(GOOD)
    before = children()
    sandbox = Sandbox(Limits(), 1, tmp_path)
    reading = sandbox.read([[(0, tmp_path / "a-good.xlsx")]])
    next(reading)
    assert len(children() - before) == 1
    reading.close()
    assert children() == before


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
