"""Lists in the official form, as bytes."""

from io import BytesIO

import xlsxwriter

HEADINGS = [
    "STT",
    "Họ và tên",
    "Số giấy phép hành nghề/Số chứng chỉ hành nghề",
    "Phạm vi hành nghề",
    "Thời gian đăng ký hành nghề tại cơ sở",
    "Vị trí chuyên môn",
]
GENERAL = "Khám bệnh, chữa bệnh đa khoa"
OANH = ("BS.CKI Nguyễn Thị Hoàng Oanh", "001234/HCM-CCHN", GENERAL)
BINH = ("BS Trần Văn Bình", "001235/HCM-CCHN", GENERAL)
CUC = ("BS Lê Thị Cúc", "001236/HCM-CCHN", GENERAL)
DOCTOR = "Bác sĩ điều trị"
HOSPITAL = {
    "facility": "Bệnh viện Đa khoa Sài Gòn",
    "licence": "00123/HCM-GPHĐ",
    "address": "125 Lê Lợi, phường Bến Thành, Thành phố Hồ Chí Minh",
}
CLINIC = {
    "facility": "Phòng khám đa khoa An Bình",
    "licence": "00456/ĐNAI-GPHĐ",
    "address": "12 Quốc lộ 1, phường Trảng Dài, tỉnh Đồng Nai",
}


def official_list(place, rows, *, month=10, title="", post=DOCTOR):
    """Make a list of a place: (doctor, hours) pairs, dated on the first of a month of 2026."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, f"DANH SÁCH ĐĂNG KÝ HÀNH NGHỀ{title}")
    sheet.write(1, 0, f"1. Tên cơ sở: {place['facility']}")
    sheet.write(2, 0, f"2. Địa chỉ: {place['address']}")
    sheet.write(3, 0, f"Số giấy phép hoạt động: {place['licence']}")
    for column, heading in enumerate(HEADINGS):
        sheet.write(6, column, heading)
    for number, (doctor, hours) in enumerate(rows, start=1):
        for column, cell in enumerate([number, *doctor, hours, post]):
            sheet.write(6 + number, column, cell)
    sheet.write(9 + len(rows), 3, f"…, ngày 01 tháng {month:02} năm 2026")
    book.close()
    return content.getvalue()
