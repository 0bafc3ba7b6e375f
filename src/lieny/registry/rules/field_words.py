"""Tên các trường: what each field of a list is called where people say what a column means."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.rules.sign import Bilingual

FIELD_SAID: Mapping[str, Bilingual] = {
    "sequence": Bilingual("STT", "No."),
    "name": Bilingual("Họ và tên", "Full name"),
    "family_name": Bilingual("Họ, tên đệm", "Family and middle name"),
    "given_name": Bilingual("Tên", "Given name"),
    "birth": Bilingual("Ngày sinh", "Date of birth"),
    "birth_male": Bilingual("Năm sinh nam", "Year of birth, men"),
    "birth_female": Bilingual("Năm sinh nữ", "Year of birth, women"),
    "gender": Bilingual("Giới tính", "Gender"),
    "personal_number": Bilingual("Số định danh", "Personal number"),
    "phone": Bilingual("Điện thoại", "Telephone"),
    "email": Bilingual("E-mail", "E-mail"),
    "person_address": Bilingual("Địa chỉ người hành nghề", "Practitioner's address"),
    "staff_code": Bilingual("Mã nhân viên", "Staff code"),
    "title": Bilingual("Chức danh chuyên môn", "Professional title"),
    "licence": Bilingual("Số giấy phép hành nghề", "Practising licence"),
    "licence_kind": Bilingual("Loại giấy phép", "Kind of licence"),
    "issued_on": Bilingual("Ngày cấp", "Issued on"),
    "issuer": Bilingual("Nơi cấp", "Issued by"),
    "expires_on": Bilingual("Ngày hết hạn", "Expires on"),
    "scope": Bilingual("Phạm vi hành nghề", "Scope of practice"),
    "status": Bilingual("Tình trạng", "Status"),
    "status_from": Bilingual("Tình trạng từ ngày", "Status from"),
    "status_until": Bilingual("Tình trạng đến ngày", "Status until"),
    "decision": Bilingual("Số quyết định", "Decision number"),
    "cme_hours": Bilingual("Giờ cập nhật kiến thức", "CME hours"),
    "cme_from": Bilingual("Cập nhật từ ngày", "CME from"),
    "time": Bilingual("Thời gian làm việc", "Working hours"),
    "time_days": Bilingual("Ngày làm việc", "Working days"),
    "time_hours": Bilingual("Giờ làm việc", "Hours of the day"),
    "time_from": Bilingual("Từ giờ", "From hour"),
    "time_until": Bilingual("Đến giờ", "Until hour"),
    "time_slot": Bilingual("Ca, buổi", "Shift"),
    "elsewhere": Bilingual("Giờ làm ở nơi khác", "Hours elsewhere"),
    "position": Bilingual("Vị trí chuyên môn", "Position"),
    "unit": Bilingual("Khoa, phòng", "Unit"),
    "valid_from": Bilingual("Hành nghề từ ngày", "Practises from"),
    "valid_until": Bilingual("Hành nghề đến ngày", "Practises until"),
    "received_on": Bilingual("Ngày nhận", "Received on"),
    "event_on": Bilingual("Ngày vào, nghỉ", "Joined or left on"),
    "facility_name": Bilingual("Tên cơ sở", "Facility"),
    "facility_licence": Bilingual("Giấy phép hoạt động", "Operating licence"),
    "facility_code": Bilingual("Mã cơ sở", "Facility code"),
    "address": Bilingual("Địa chỉ cơ sở", "Facility's address"),
    "province": Bilingual("Tỉnh", "Province"),
    "district": Bilingual("Quận, huyện", "District"),
    "commune": Bilingual("Phường, xã", "Commune"),
    "form": Bilingual("Hình thức tổ chức", "Form of organisation"),
    "open_hours": Bilingual("Giờ mở cửa", "Opening hours"),
    "chief_name": Bilingual("Người chịu trách nhiệm", "Person in charge"),
    "chief_licence": Bilingual("Giấy phép của người chịu trách nhiệm", "Licence of the chief"),
    "longitude": Bilingual("Kinh độ", "Longitude"),
    "latitude": Bilingual("Vĩ độ", "Latitude"),
    "coordinates": Bilingual("Toạ độ", "Coordinates"),
    "activity_at": Bilingual("Lúc hoạt động", "Activity at"),
    "mentor_name": Bilingual("Người hướng dẫn", "Mentor"),
    "mentor_licence": Bilingual("Giấy phép người hướng dẫn", "Mentor's licence"),
    "trainee_name": Bilingual("Người thực hành", "Trainee"),
    "note": Bilingual("Ghi chú", "Note"),
}


def field_said(field: str) -> Bilingual:
    """Name a field; one that has no name yet is called as in the tables."""
    return FIELD_SAID.get(field, Bilingual(field, field))
