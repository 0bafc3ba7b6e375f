"""Phạm vi hành nghề: the specialties and techniques that a licence or a position names."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """Chuyên khoa hoặc kỹ thuật thuộc phạm vi hành nghề."""

    GENERAL = "GENERAL"  # đa khoa, y khoa
    FAMILY = "FAMILY"  # y học gia đình
    COMMON_ILLNESS = "COMMON_ILLNESS"  # sơ cứu, bệnh thông thường (y sỹ)
    INTERNAL = "INTERNAL"  # nội khoa
    CARDIOLOGY = "CARDIOLOGY"  # tim mạch
    RESPIRATORY = "RESPIRATORY"  # hô hấp
    TUBERCULOSIS = "TUBERCULOSIS"  # lao và bệnh phổi
    GASTROENTEROLOGY = "GASTROENTEROLOGY"  # tiêu hóa
    NEPHROLOGY = "NEPHROLOGY"  # thận - lọc máu
    ENDOCRINOLOGY = "ENDOCRINOLOGY"  # nội tiết
    RHEUMATOLOGY = "RHEUMATOLOGY"  # cơ xương khớp
    NEUROLOGY = "NEUROLOGY"  # thần kinh
    HAEMATOLOGY = "HAEMATOLOGY"  # huyết học
    GERIATRICS = "GERIATRICS"  # lão khoa
    INFECTIOUS = "INFECTIOUS"  # truyền nhiễm
    ALLERGY = "ALLERGY"  # dị ứng, miễn dịch lâm sàng
    PSYCHIATRY = "PSYCHIATRY"  # tâm thần
    DERMATOLOGY = "DERMATOLOGY"  # da liễu
    ONCOLOGY = "ONCOLOGY"  # ung bướu
    NUCLEAR_MEDICINE = "NUCLEAR_MEDICINE"  # y học hạt nhân
    EMERGENCY = "EMERGENCY"  # hồi sức cấp cứu, chống độc
    SURGERY = "SURGERY"  # ngoại khoa
    ORTHOPAEDICS = "ORTHOPAEDICS"  # chấn thương chỉnh hình
    NEUROSURGERY = "NEUROSURGERY"  # ngoại thần kinh
    UROLOGY = "UROLOGY"  # tiết niệu, nam khoa
    THORACIC_SURGERY = "THORACIC_SURGERY"  # ngoại lồng ngực, tim mạch
    PLASTIC_SURGERY = "PLASTIC_SURGERY"  # tạo hình thẩm mỹ
    BURNS = "BURNS"  # bỏng
    ANAESTHESIA = "ANAESTHESIA"  # gây mê hồi sức
    OBSTETRICS = "OBSTETRICS"  # phụ sản, kế hoạch hóa gia đình
    PAEDIATRICS = "PAEDIATRICS"  # nhi khoa
    DENTISTRY = "DENTISTRY"  # răng hàm mặt
    ENT = "ENT"  # tai mũi họng
    OPHTHALMOLOGY = "OPHTHALMOLOGY"  # mắt
    TRADITIONAL = "TRADITIONAL"  # y học cổ truyền
    REHABILITATION = "REHABILITATION"  # phục hồi chức năng, vật lý trị liệu
    IMAGING = "IMAGING"  # chẩn đoán hình ảnh
    LABORATORY = "LABORATORY"  # xét nghiệm
    PATHOLOGY = "PATHOLOGY"  # giải phẫu bệnh
    FUNCTIONAL_TESTS = "FUNCTIONAL_TESTS"  # thăm dò chức năng
    NUTRITION = "NUTRITION"  # dinh dưỡng
    PREVENTIVE = "PREVENTIVE"  # y học dự phòng
    NURSING = "NURSING"  # điều dưỡng
    MIDWIFERY = "MIDWIFERY"  # hộ sinh
    PSYCHOLOGY = "PSYCHOLOGY"  # tâm lý lâm sàng
    OUT_OF_HOSPITAL_EMERGENCY = "OUT_OF_HOSPITAL_EMERGENCY"  # cấp cứu ngoại viện
    ULTRASOUND = "ULTRASOUND"  # kỹ thuật siêu âm
    ENDOSCOPY = "ENDOSCOPY"  # kỹ thuật nội soi
    ELECTROCARDIOGRAPHY = "ELECTROCARDIOGRAPHY"  # điện tim
    VACCINATION = "VACCINATION"  # tiêm chủng
