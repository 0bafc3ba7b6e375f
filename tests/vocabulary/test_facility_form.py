"""Forms of facilities, from form columns and from names."""

import pytest

from lieny.vocabulary.facility_form import FacilityForm, read_facility_form

F = FacilityForm


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Bệnh viện Đa khoa tỉnh Bình Dương", F.GENERAL_HOSPITAL),
        ("BVĐK Xuyên Á", F.GENERAL_HOSPITAL),
        ("Bệnh viện Y học cổ truyền", F.TRADITIONAL_HOSPITAL),
        ("Bệnh viện Răng Hàm Mặt Trung ương", F.DENTAL_HOSPITAL),
        ("Bệnh viện Nhi Đồng 1", F.SPECIALISED_HOSPITAL),
        ("Bệnh viện Chợ Rẫy", F.HOSPITAL),
        ("BV Quân y 175", F.HOSPITAL),
        ("TTYT huyện Bến Lức", F.HEALTH_CENTRE),
        ("Trung tâm Y tế thành phố Dĩ An", F.HEALTH_CENTRE),
        ("Trạm Y tế phường 1", F.HEALTH_STATION),
        ("TYT xã Tân Lập", F.HEALTH_STATION),
        ("Phòng khám đa khoa Bình An", F.POLYCLINIC),
        ("PHONG KHAM DA KHOA BINH AN", F.POLYCLINIC),
        ("PKĐK khu vực", F.POLYCLINIC),
        ("Phòng khám chuyên khoa Nội - BS Hùng", F.SPECIALIST_CLINIC),
        ("Phòng khám Sản phụ khoa Mai", F.SPECIALIST_CLINIC),
        ("Phòng khám chuyên khoa RHM Nụ Cười", F.DENTAL_CLINIC),
        ("Nha khoa Sài Gòn", F.DENTAL_CLINIC),
        ("Phòng chẩn trị YHCT Từ Tâm", F.TRADITIONAL_CLINIC),
        ("Phòng khám bác sĩ gia đình", F.FAMILY_CLINIC),
        ("Phòng khám An Phước", F.CLINIC),
        ("Phòng xét nghiệm Hòa Hảo", F.LABORATORY),
        ("Nhà hộ sinh Hoa Sen", F.MATERNITY_HOME),
        ("Cơ sở dịch vụ kính thuốc", F.OPTICAL),
        ("Công ty TNHH Bệnh viện ABC - Phòng khám đa khoa XYZ", F.POLYCLINIC),
        ("Công ty TNHH MTV PKĐK Tâm Đức", F.POLYCLINIC),
        ("Phòng khám đa khoa thuộc Bệnh viện Xuyên Á", F.POLYCLINIC),
        ("Từ Tâm", None),
        ("", None),
    ],
)
def test_a_name_tells_the_form(text: str, form: FacilityForm | None) -> None:
    assert read_facility_form(text).form is form


def test_hospitals_are_these_five() -> None:
    assert {form for form in FacilityForm if form.is_hospital} == {
        F.GENERAL_HOSPITAL,
        F.TRADITIONAL_HOSPITAL,
        F.DENTAL_HOSPITAL,
        F.SPECIALISED_HOSPITAL,
        F.HOSPITAL,
    }
