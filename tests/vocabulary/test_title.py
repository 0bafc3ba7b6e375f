"""Titles and degrees."""

import pytest

from lieny.vocabulary.title import Title, read_title

# Ways of writing each title, as lists of the field have them.
WRITTEN = {
    Title.PHYSICIAN: "Bác sĩ|BS|Bs|BS.|B.S|Bác sỹ y khoa|BSYK|BSĐK|BS ĐK|BS CKI|BS.CK1|BSCKII"
    "|BS CK I|Bác sĩ chuyên khoa cấp I|BSNT|ThS.BS|ThS. BS|Ths.Bs|Thạc sĩ bác sĩ|PGS.TS.BS"
    "|PGS.TS|GS.TS.BS"
    "|ThS.BSCKII|BS YHCT|Bác sĩ răng hàm mặt|Nha sĩ|Cử nhân y khoa|bac si|BAC SY|ThSBSCKI",
    Title.ASSISTANT_PHYSICIAN: "Y sĩ|Y sỹ|YS|Y sĩ đa khoa|YSĐK|YS YHCT|Y sĩ sản nhi|y si",
    Title.NURSE: "Điều dưỡng|ĐD|DD|Đd|Điều dưỡng viên|ĐDV|CNĐD|CN ĐD|Cử nhân điều dưỡng|ĐDCĐ"
    "|CĐ ĐD|ĐDTH|ĐD trung học|Điều dưỡng trưởng|ĐDT|Điều dưỡng CKI|Y tá|ThS.ĐD|dieu duong",
    Title.MIDWIFE: "Hộ sinh|HS|NHS|Nữ hộ sinh|Hộ sinh viên|CN hộ sinh|CNHS|Hộ sinh trung học",
    Title.TECHNICIAN: "Kỹ thuật y|KTY|KTV|Kỹ thuật viên|KTVXN|KTV XN|CNXN|Cử nhân xét nghiệm y học"
    "|KTV X quang|CN CĐHA|KTV gây mê|KTV VLTL|Kỹ thuật hình ảnh y học|KTV phục hình răng",
    Title.CLINICAL_NUTRITIONIST: "Dinh dưỡng lâm sàng|CN dinh dưỡng|DDLS",
    Title.PARAMEDIC: "Cấp cứu viên ngoại viện|Cấp cứu viên",
    Title.CLINICAL_PSYCHOLOGIST: "Tâm lý lâm sàng|CN tâm lý|Chuyên viên tâm lý",
    Title.TRADITIONAL_PRACTITIONER: "Lương y|LY|Lương y đa khoa",
    Title.FAMILY_REMEDY_HOLDER: "BTGT|Gia truyền|Người có BTGT",
    Title.PHARMACIST: "DS|DSĐH|Dược sĩ đại học|Dược sỹ|DS CKI|ThS.DS|Dược tá",
    Title.OTHER: "Hộ lý|Thư ký y khoa|Y công|Kế toán|Y tế công cộng|YTCC|Cử nhân sinh học|Lái xe",
}
CASES = [(text, title) for title, texts in WRITTEN.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "title"), CASES)
def test_each_way_of_writing_gives_its_title(text: str, title: Title) -> None:
    assert read_title(text).title is title


@pytest.mark.parametrize(
    "text", ["", "ThS", "Cử nhân", "CN", "Phụ giúp bác sĩ", "Trưởng khoa", "xyz"]
)
def test_what_names_no_title_gives_none(text: str) -> None:
    assert read_title(text).title is None


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("BS.CKI", ("CKI",)),
        ("BSCKII", ("CKII",)),
        ("PGS.TS.BS", ("PGS", "TS")),
        ("ThS. BS CK II", ("ThS", "CKII")),
        ("Bác sĩ nội trú", ("BSNT",)),
        ("Bác sĩ", ()),
    ],
)
def test_degrees_are_kept_beside_the_title(text: str, degrees: tuple[str, ...]) -> None:
    reading = read_title(text)
    assert (reading.title, reading.degrees) == (Title.PHYSICIAN, degrees)


def test_two_titles_in_one_cell_are_said() -> None:
    reading = read_title("Bác sĩ, Điều dưỡng")
    assert reading.title is Title.PHYSICIAN
    assert reading.notes


def test_the_law_has_ten_titles() -> None:
    assert len(Title) == 10 + len((Title.PHARMACIST, Title.OTHER))
