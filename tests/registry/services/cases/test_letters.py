"""Letters: PDF/A with the names in it, kept for good, worded by the department."""

import hashlib
import io
import re
from datetime import date

import pytest
from case_ground import AT, NAME
from django.db import IntegrityError, connections, transaction
from pypdf import PdfReader

from lieny.registry.models import CaseLetter
from lieny.registry.rules.case_letters import LetterKind, UnknownBlank
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.cases.stepping import NoSuchCase
from lieny.registry.services.letters import (
    LetterDraft,
    LetterIncomplete,
    keep_words,
    number_line,
    office_lines,
    place_and_date,
    shipped_words,
    words_of,
    write_letter,
)

HARD = "Ông Đặng Hữu Nghĩa, bà Nguyễn Thị Ỷ Nhường, ThS.BS Lê Quỹ Thượng"


@pytest.fixture
def case(ground):
    with ground.as_("hoa"):
        return open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT).pk


def draft(**more):
    given = {
        "kind": LetterKind.NOTICE, "department": "79", "recipient": "Sở Y tế Đồng Nai",
        "subject": "phối hợp xác minh", "text": f"Về {NAME}.\n\n{HARD} #set text(red) $x^2$ ./.",
        "written_on": date(2026, 2, 3), "signer": "Trần Văn Bình",
    }  # fmt: skip
    return LetterDraft(**{**given, **more})


def written(ground, case, name="hoa", **more):
    with ground.as_(name):
        return write_letter(case, draft(**more), by=ground.users[name].pk, at=AT)


def test_a_letter_is_pdf_a_with_every_diacritic_and_the_layout_of_the_decree(ground, case):
    letter = written(ground, case)
    kept = bytes(CaseLetter.objects.using("owner").get().content)
    assert hashlib.sha256(kept).hexdigest() == letter.sha256
    reader = PdfReader(io.BytesIO(kept))
    metadata = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part[>=\"']+2", metadata)
    assert re.search(r"pdfaid:conformance[>=\"']+U", metadata)
    assert "/OutputIntents" in reader.trailer["/Root"]
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    for font in fonts:
        assert "/ToUnicode" in font.get_object()
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    for words in (
        NAME, "Đặng Hữu Nghĩa", "Nguyễn Thị Ỷ Nhường", "Lê Quỹ Thượng",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "UBND THÀNH PHỐ HỒ CHÍ MINH", "SỞ Y TẾ TP. HỒ CHÍ MINH", "V/v phối hợp xác minh",
        "Kính gửi: Sở Y tế Đồng Nai", "Thành phố Hồ Chí Minh, ngày 03 tháng 02 năm 2026",
        "Trần Văn Bình", "#set text(red) $x^2$",
    ):  # fmt: skip
        assert words in text, words


def lines_of(content):
    """Give the lines of the first page: where each begins (points from the left) and its words."""
    lines = {}

    def seen(text, place, *_):
        if text.strip():
            lines.setdefault(round(place[5]), []).append((place[4], text.strip()))

    PdfReader(io.BytesIO(content)).pages[0].extract_text(visitor_text=seen)
    return [
        (parts[0][0], " ".join(text for _, text in parts))
        for _, parts in sorted(lines.items(), reverse=True)
    ]


def test_several_recipients_stand_each_on_a_line_and_each_line_is_a_paragraph(ground, case):
    several = "Sở Y tế Đồng Nai; Sở Y tế Tây Ninh;Phòng khám Sao Mai"
    written(ground, case, recipient=several, text="Dòng một.\nDòng hai.\n\nDòng ba./.")
    kept = bytes(CaseLetter.objects.using("owner").get().content)
    said = [words for _, words in lines_of(kept)]
    at = next(index for index, words in enumerate(said) if "Kính gửi:" in words)
    assert said[at].endswith("- Sở Y tế Đồng Nai;")
    assert said[at + 1 : at + 3] == ["- Sở Y tế Tây Ninh;", "- Phòng khám Sao Mai."]
    assert said[at + 3 : at + 6] == ["Dòng một.", "Dòng hai.", "Dòng ba./."]


def test_the_subject_is_centred_under_the_number_and_its_words_are_not_spread(ground, case):
    written(ground, case, subject="phối hợp xác minh hồ sơ 2026/000008", number="123/SYT-NVY")
    lines = lines_of(bytes(CaseLetter.objects.using("owner").get().content))
    subject = [one for one in lines if "V/v" in one[1] or one[1] == "2026/000008"]
    left_margin = 30 / 25.4 * 72
    assert len(subject) == 2
    assert all(begin > left_margin + 5 for begin, _ in subject)  # spread, it would begin there
    assert "Số: 123/SYT-NVY" in " ".join(words for _, words in lines)


def test_a_letter_is_never_rewritten_even_by_the_owner(ground, case):
    letter = written(ground, case)
    for words in ("UPDATE registry_caseletter SET number = '1'", "DELETE FROM registry_caseletter"):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic("owner"):
            connections["owner"].cursor().execute(words)
    assert CaseLetter.objects.using("owner").get().sha256 == letter.sha256


def test_no_letter_goes_out_in_another_department_s_name_or_without_words(ground, case):
    with pytest.raises(NoSuchCase):
        written(ground, case, "tay", department="80")
    with pytest.raises(LetterIncomplete):
        written(ground, case, text="  \n ")
    with pytest.raises(Exception, match="row-level security"):
        written(ground, case, department="75")
    assert CaseLetter.objects.using("owner").count() == 0


def test_a_department_words_its_letters_and_goes_back(ground):
    def words(province):
        return words_of(LetterKind.CLOSING, province)

    with ground.as_("hoa"):
        by = ground.users["hoa"].pk
        keep_words(LetterKind.CLOSING, "79", "Hồ sơ {case_number} đã xong.", by=by, at=AT)
        assert words("79") == "Hồ sơ {case_number} đã xong."
        assert words("75") == shipped_words(LetterKind.CLOSING)
        with pytest.raises(UnknownBlank, match="mat_khau"):
            keep_words(LetterKind.CLOSING, "79", "{mat_khau}", by=by, at=AT)
        assert words("79") == "Hồ sơ {case_number} đã xong."
        keep_words(LetterKind.CLOSING, "79", "", by=by, at=AT)
        assert words("79") == shipped_words(LetterKind.CLOSING)


@pytest.mark.parametrize(
    ("province", "day", "said"),
    [
        ("75", date(2026, 11, 5), "Đồng Nai, ngày 05 tháng 11 năm 2026"),
        ("75", date(2026, 3, 15), "Đồng Nai, ngày 15 tháng 3 năm 2026"),
        ("01", date(2026, 2, 1), "Hà Nội, ngày 01 tháng 02 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_written_with_a_zero(province, day, said):
    assert place_and_date(province, day) == said


def test_a_deputy_signs_for_the_director_on_two_lines(ground, case):
    written(ground, case, signs_as="KT. Giám đốc / Phó Giám đốc", signer="Lê Thị Hạnh")
    lines = lines_of(bytes(CaseLetter.objects.using("owner").get().content))
    block = [words for _, words in lines]
    at = next(number for number, words in enumerate(block) if words.endswith("KT. GIÁM ĐỐC"))
    # Between them may stand a line of the other column.
    deputy = next(n for n, words in enumerate(block) if words.endswith("PHÓ GIÁM ĐỐC"))
    signer = next(n for n, words in enumerate(block) if words.endswith("Lê Thị Hạnh"))
    assert at < deputy < signer


@pytest.mark.parametrize(
    ("given", "written_out"),
    [
        ("", "Số:          /SYT-……"),
        ("/SYT-TTr", "Số:          /SYT-TTr"),
        ("123/SYT-NVY", "Số: 123/SYT-NVY"),
    ],
)
def test_a_number_is_written_or_has_room_before_its_slash(given, written_out):
    assert number_line(given) == written_out


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        ("", ("GIÁM ĐỐC",)),
        (" / ", ("GIÁM ĐỐC",)),
        ("tl. giám đốc/trưởng phòng", ("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
    ],
)
def test_an_office_stands_in_capitals_line_by_line(given, lines):
    assert office_lines(given) == lines
