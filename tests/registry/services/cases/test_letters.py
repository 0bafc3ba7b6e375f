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
