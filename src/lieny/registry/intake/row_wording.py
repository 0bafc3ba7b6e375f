"""What problems of rows and cells say to the sender."""

from __future__ import annotations

from lieny.registry.intake.problem_wording import FILE_WORDING, SHEET_WORDING, Wording

_DATE_VI = "Ghi đủ ngày/tháng/năm, ví dụ 05/03/1980."
_DATE_EN = "Write day/month/year, for example 05/03/1980."

ROW_WORDING: dict[str, Wording] = {
    "row-without-person": Wording(
        "Hàng không có họ tên và cũng không có số giấy phép hành nghề.",
        "The row has neither a name nor a licence number.",
        "Bổ sung họ tên và số giấy phép hành nghề, hoặc xóa hàng.",
        "Add the name and the licence number, or delete the row.",
    ),
    "row-without-facility": Wording(
        "Hàng không có tên cơ sở và cũng không có số giấy phép hoạt động.",
        "The row has neither the facility's name nor its operating licence.",
        "Bổ sung tên cơ sở, hoặc xóa hàng.",
        "Add the facility's name, or delete the row.",
    ),
    "row-without-time": Wording(
        "Hàng không có thời điểm hoạt động đọc được.",
        "The row has no readable time of the activity.",
        "Ghi ngày và giờ, ví dụ 05/03/2026 08:30.",
        "Write day and time, for example 05/03/2026 08:30.",
    ),
    "name-missing": Wording(
        "Thiếu họ tên.",
        "The name is missing.",
        "Ghi đầy đủ họ và tên như trên giấy phép.",
        "Write the full name as on the licence.",
    ),
    "name-unreadable": Wording(
        "Không đọc được họ tên từ «{given}».",
        "No name could be read from “{given}”.",
        "Chỉ ghi họ và tên, ví dụ Nguyễn Văn An.",
        "Write the name only, for example Nguyễn Văn An.",
    ),
    "licence-missing": Wording(
        "Thiếu số giấy phép/chứng chỉ hành nghề.",
        "The practising licence number is missing.",
        "Ghi đúng như trên giấy: số/nơi cấp-loại, ví dụ 000123/HCM-CCHN.",
        "Write it as on the card: number/issuer-type, for example 000123/HCM-CCHN.",
    ),
    "licence-unreadable": Wording(
        "Không đọc được số giấy phép/chứng chỉ hành nghề từ «{given}».",
        "No practising licence number could be read from “{given}”.",
        "Ghi đúng như trên giấy: số/nơi cấp-loại, ví dụ 000123/HCM-CCHN.",
        "Write it as on the card: number/issuer-type, for example 000123/HCM-CCHN.",
    ),
    "licence-doubtful": Wording(
        "Số giấy phép «{given}» chưa rõ; hiểu là {expected}.",
        "The licence number “{given}” is not clear; taken as {expected}.",
        "Ghi đúng như trên giấy: số/nơi cấp-loại, ví dụ 000123/HCM-CCHN.",
        "Write it as on the card: number/issuer-type, for example 000123/HCM-CCHN.",
    ),
    "birth-unreadable": Wording(
        "Không đọc được ngày sinh «{given}».",
        "The date of birth “{given}” could not be read.",
        _DATE_VI,
        _DATE_EN,
    ),
    "date-unreadable": Wording(
        "Không đọc được ngày «{given}».",
        "The date “{given}” could not be read.",
        _DATE_VI,
        _DATE_EN,
    ),
    "dates-reversed": Wording(
        "Ngày kết thúc {given} trước ngày bắt đầu {expected}.",
        "The end {given} is before the beginning {expected}.",
        "Kiểm tra lại hai ngày.",
        "Check both dates.",
    ),
    "personal-number-unreadable": Wording(
        "Số định danh/CCCD «{given}» không đúng cấu trúc 12 chữ số (hoặc CMND 9 chữ số).",
        "The personal number “{given}” is not built as 12 digits (or 9 of the old card).",
        "Định dạng cột là Văn bản (Text) và ghi đủ 12 chữ số, kể cả số 0 ở đầu.",
        "Format the column as Text and write all 12 digits with leading zeros.",
    ),
    "time-missing": Wording(
        "Thiếu thời gian đăng ký hành nghề; không đối chiếu được giờ của người này.",
        "The registered working time is missing; this person's hours cannot be compared.",
        "Ghi thứ và giờ rõ ràng, ví dụ «Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30».",
        "Write days and hours, for example “Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30”.",
    ),
    "time-unreadable": Wording(
        "Không hiểu thời gian đăng ký hành nghề «{given}».",
        "The registered working time “{given}” was not understood.",
        "Ghi thứ và giờ rõ ràng, ví dụ «Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30».",
        "Write days and hours, for example “Thứ 2 - Thứ 6: 07h30-11h30, 13h00-16h30”.",
    ),
    "status-unreadable": Wording(
        "Không hiểu tình trạng «{given}».",
        "The status “{given}” was not understood.",
        "Dùng: đang hiệu lực, đã thu hồi, đình chỉ, hết hạn, đã cấp lại.",
        "Use: đang hiệu lực, đã thu hồi, đình chỉ, hết hạn, đã cấp lại.",
    ),
    "number-unreadable": Wording(
        "Không đọc được số «{given}»; cần {expected}.",
        "The number “{given}” could not be read; expected {expected}.",
        "Ghi một con số.",
        "Write one number.",
    ),
    "cell-error": Wording(
        "Ô báo lỗi {given}.",
        "The cell shows the error {given}.",
        "Sửa công thức hoặc gõ thẳng giá trị vào ô.",
        "Correct the formula or type the value.",
    ),
    "formula-without-value": Wording(
        "Ô chứa công thức chưa có giá trị; công thức không được tính lại khi đọc.",
        "The cell holds a formula without a saved value; formulas are never computed here.",
        "Mở bằng Excel, dán giá trị (Paste Values) rồi lưu và gửi lại.",
        "Open it in Excel, paste values, save and send it again.",
    ),
    "ditto-without-row": Wording(
        "Ô ghi «{given}» nhưng phía trên không có giá trị để lặp lại.",
        "The cell says “{given}” but there is no value above to repeat.",
        "Ghi đầy đủ giá trị của ô.",
        "Write the value in full.",
    ),
}

WORDING: dict[str, Wording] = {**FILE_WORDING, **SHEET_WORDING, **ROW_WORDING}
