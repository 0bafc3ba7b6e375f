"""What each problem says to the sender, and what to do about it, in Vietnamese and English.

The texts may use `{given}`, `{expected}` and `{where}`; a code once published keeps its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Lời báo một vấn đề."""

    problem_vi: str
    problem_en: str
    advice_vi: str
    advice_en: str


_SAVE_AGAIN_VI = (
    "Mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu Excel Workbook (.xlsx) rồi gửi lại."
)
_SAVE_AGAIN_EN = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and send it again."
_SPLIT_VI = "Chia danh sách thành nhiều tệp nhỏ hơn, xóa hình ảnh và trang không cần rồi gửi lại."
_SPLIT_EN = "Split the list into smaller files, remove pictures and unneeded sheets, send it again."

FILE_WORDING: dict[str, Wording] = {
    "file-missing": Wording(
        "Không mở được tệp: {expected}.",
        "The file cannot be opened: {expected}.",
        "Kiểm tra đường dẫn và quyền đọc tệp.",
        "Check the path and the permission to read it.",
    ),
    "file-empty": Wording(
        "Tệp rỗng (0 byte).",
        "The file is empty (0 bytes).",
        "Gửi lại tệp; có thể việc sao chép hoặc tải lên đã dừng giữa chừng.",
        "Send it again; copying or uploading may have stopped halfway.",
    ),
    "file-too-large": Wording(
        "Tệp lớn {given}, quá mức cho phép {expected}.",
        "The file has {given}; at most {expected} is read.",
        _SPLIT_VI,
        _SPLIT_EN,
    ),
    "file-encrypted": Wording(
        "Tệp đặt mật khẩu nên không đọc được.",
        "The file is protected by a password and cannot be read.",
        "Bỏ mật khẩu mở tệp (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi gửi lại.",
        "Remove the password for opening (File > Info > Protect Workbook) and send it again.",
    ),
    "file-type-unknown": Wording(
        "Không nhận ra loại tệp ({given}); hệ thống đọc được: {expected}.",
        "The kind of file is not recognised ({given}); {expected} can be read.",
        _SAVE_AGAIN_VI,
        _SAVE_AGAIN_EN,
    ),
    "file-is-document": Wording(
        "Đây là tệp {given}, không phải bảng tính.",
        "This is a {given} file, not a spreadsheet.",
        "Chép bảng trong văn bản sang Excel, lưu kiểu .xlsx rồi gửi lại.",
        "Copy the table into Excel, save it as .xlsx and send it again.",
    ),
    "file-damaged": Wording(
        "Tệp bị hỏng hoặc chưa tải xong, không đọc được ({given}).",
        "The file is damaged or incomplete and cannot be read ({given}).",
        "Mở thử bằng Excel; nếu được, lưu lại kiểu .xlsx rồi gửi lại tệp đầy đủ.",
        "Try to open it in Excel; if that works save it as .xlsx and send the whole file again.",
    ),
    "file-hostile": Wording(
        "Tệp bị từ chối vì cấu tạo không an toàn: {given}.",
        "The file is refused because its structure is not safe: {given}.",
        _SAVE_AGAIN_VI,
        _SAVE_AGAIN_EN,
    ),
    "file-has-macros": Wording(
        "Tệp chứa macro (chương trình) nên không được nhận.",
        "The file contains macros (programs) and is not accepted.",
        "Lưu lại kiểu Excel Workbook (.xlsx) không có macro rồi gửi lại.",
        "Save it as Excel Workbook (.xlsx) without macros and send it again.",
    ),
    "file-inflates": Wording(
        "Tệp bung ra quá lớn khi mở ({given}; tối đa {expected}).",
        "The file grows too large when it is opened ({given}; at most {expected}).",
        _SPLIT_VI,
        _SPLIT_EN,
    ),
    "sheet-too-large": Wording(
        "Trang tính có ô {given}, vượt quá {expected}.",
        "The sheet has a cell at {given}, beyond {expected}.",
        "Xóa các ô thừa ở xa bảng (Ctrl+End để tìm) hoặc chia danh sách rồi gửi lại.",
        "Delete stray cells far from the table (find them with Ctrl+End) or split the list.",
    ),
    "file-stopped-reader": Wording(
        "Việc đọc tệp phải dừng: {given}. Các tệp khác vẫn được đọc.",
        "Reading the file had to be stopped: {given}. The other files were read.",
        _SPLIT_VI,
        _SPLIT_EN,
    ),
    "external-links": Wording(
        "Tệp có liên kết tới sổ làm việc khác; chỉ giá trị đã lưu trong tệp được dùng.",
        "The file links to other workbooks; only values saved in the file itself are used.",
        "Nên ngắt liên kết (Dữ liệu > Sửa liên kết > Ngắt liên kết) trước khi gửi.",
        "Better break the links (Data > Edit Links > Break Link) before sending.",
    ),
    "no-table-found": Wording(
        "Không tìm thấy bảng nào có cột họ tên, số giấy phép hoặc tên cơ sở.",
        "No table with a column of names, licence numbers or facilities was found.",
        "Dùng mẫu chuẩn (lệnh «lieny template») hoặc ghi dòng tiêu đề cột phía trên dữ liệu.",
        "Use the clean form (command “lieny template”) or put a heading row above the rows.",
    ),
    "encoding-doubtful": Wording(
        "Không chắc bảng mã chữ Việt của tệp; đã đọc theo {given}.",
        "The Vietnamese encoding of the file is doubtful; it was read as {given}.",
        "Lưu tệp với bảng mã Unicode (UTF-8) rồi gửi lại.",
        "Save the file in Unicode (UTF-8) and send it again.",
    ),
}

SHEET_WORDING: dict[str, Wording] = {
    "sheet-hidden": Wording(
        "Trang tính bị ẩn nên không đọc.",
        "The sheet is hidden and was not read.",
        "Nếu trang có danh sách cần gửi, bỏ ẩn (Unhide) rồi gửi lại.",
        "If it holds a list to be sent, unhide it and send the file again.",
    ),
    "sheet-unrecognised": Wording(
        "Trang tính không có bảng nào nhận ra được.",
        "No table was recognised on the sheet.",
        "Bỏ qua nếu trang không phải danh sách; nếu phải, ghi dòng tiêu đề cột phía trên dữ liệu.",
        "Nothing to do if it is not a list; if it is, put a heading row above the rows.",
    ),
    "rows-hidden": Wording(
        "Hàng bị ẩn ({given}) nên không đọc.",
        "Hidden rows ({given}) were not read.",
        "Bỏ lọc và bỏ ẩn nếu các hàng này thuộc danh sách, rồi gửi lại.",
        "Clear filters and unhide them if they belong to the list, and send it again.",
    ),
    "count-differs": Wording(
        "Danh sách ghi có {expected} người nhưng đọc được {given}.",
        "The list says it has {expected} persons, {given} were read.",
        "Kiểm tra số lượng hoặc các hàng bị thiếu.",
        "Check the number or the missing rows.",
    ),
    "tables-side-by-side": Wording(
        "Hai bảng đặt cạnh nhau; chỉ đọc bảng bên trái.",
        "Two tables stand side by side; only the left one was read.",
        "Đặt bảng bên phải xuống dưới bảng bên trái hoặc sang trang tính khác rồi gửi lại.",
        "Move the right table below the left one or to another sheet and send it again.",
    ),
    "time-column-missing": Wording(
        "Bảng không có cột thời gian đăng ký hành nghề; không đối chiếu được giờ.",
        "The table has no column of registered working time; hours cannot be compared.",
        "Thêm cột «Thời gian đăng ký hành nghề» ghi rõ thứ và giờ của từng người.",
        "Add a column “Thời gian đăng ký hành nghề” with days and hours of each person.",
    ),
    "facility-missing": Wording(
        "Không tìm thấy tên cơ sở của danh sách này.",
        "The facility of this list was not found.",
        "Ghi «1. Tên cơ sở: …» phía trên bảng hoặc thêm cột «Tên cơ sở».",
        "Write “1. Tên cơ sở: …” above the table or add a facility column.",
    ),
}
