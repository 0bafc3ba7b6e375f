"""Facts that stop the launcher."""

from __future__ import annotations

from pathlib import Path

from lieny.node.trouble import NodeTrouble


class BinariesMissing(NodeTrouble):
    """No PostgreSQL programs on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "Không tìm thấy PostgreSQL: hãy cài lại thư viện (tools/setup), hoặc đặt "
            "LIENY_DATABASE_URL tới một máy chủ PostgreSQL 15 trở lên.",
            "PostgreSQL was not found: install the libraries again (tools/setup), or set "
            "LIENY_DATABASE_URL to a PostgreSQL server of version 15 or newer.",
        )


class AlreadyRunning(NodeTrouble):
    """Another launcher holds this folder."""

    def __init__(self, folder: Path, process: str) -> None:
        super().__init__(
            f"Liên Y đang chạy trên thư mục {folder} (tiến trình {process}). Hãy dừng nó trước, "
            "hoặc đặt LIENY_DATA sang thư mục khác.",
            f"Liên Y is already running on the folder {folder} (process {process}). Stop it "
            "first, or set LIENY_DATA to another folder.",
        )


class FolderNotReachable(NodeTrouble):
    """The server's own user cannot enter the folder."""

    def __init__(self, folder: Path, user: str) -> None:
        super().__init__(
            f"Người dùng hệ thống {user} không vào được thư mục {folder} (một thư mục phía trên "
            "đóng với nó). Hãy đặt LIENY_DATA sang nơi khác, ví dụ /var/lib/lieny.",
            f"The system user {user} cannot enter the folder {folder} (a folder above is closed "
            "to it). Set LIENY_DATA to another place, for example /var/lib/lieny.",
        )


class PathTooLong(NodeTrouble):
    """A socket's path holds at most about a hundred bytes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Đường dẫn {folder} quá dài cho ổ cắm nội bộ (nhiều nhất 90 byte). Hãy đặt "
            "LIENY_DATA sang một đường dẫn ngắn hơn.",
            f"The path {folder} is too long for a local socket (90 bytes at most). Set "
            "LIENY_DATA to a shorter path.",
        )


class ServerUserMissing(NodeTrouble):
    """Root may not run PostgreSQL, and no user for it could be made."""

    def __init__(self, user: str) -> None:
        super().__init__(
            f"PostgreSQL không chạy dưới quyền root, và không tạo được người dùng {user}. Hãy "
            f"chạy `useradd --system {user}`, hoặc chạy Liên Y dưới người dùng thường.",
            f"PostgreSQL does not run as root, and the user {user} could not be made. Run "
            f"`useradd --system {user}`, or run Liên Y as an ordinary user.",
        )


class ServerDoesNotStart(NodeTrouble):
    """PostgreSQL ended or did not answer in time."""

    def __init__(self, log: Path) -> None:
        super().__init__(
            f"PostgreSQL không khởi động được. Nguyên nhân nằm ở cuối tệp {log}. Dữ liệu không "
            "bị thay đổi.",
            f"PostgreSQL does not start. The cause is at the end of the file {log}. The data "
            "were not changed.",
        )


class ServerOfOtherVersion(NodeTrouble):
    """The data were written by another major version of PostgreSQL."""

    def __init__(self, folder: Path, found: str, expected: str) -> None:
        super().__init__(
            f"Dữ liệu trong {folder} thuộc PostgreSQL {found}, chương trình là {expected}. Hãy "
            "sao lưu bằng bản Liên Y cũ (lieny backup) rồi khôi phục bằng bản này (lieny restore).",
            f"The data in {folder} belong to PostgreSQL {found}, the programs to {expected}. "
            "Back up with the former Liên Y (lieny backup) and restore with this one "
            "(lieny restore).",
        )


class ServerTooOld(NodeTrouble):
    """The server that was named is older than what the node needs."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"Máy chủ ở LIENY_DATABASE_URL là PostgreSQL {found}; cần từ 15 trở lên. Hãy nâng "
            "cấp máy chủ, hoặc bỏ LIENY_DATABASE_URL để dùng PostgreSQL kèm theo.",
            f"The server at LIENY_DATABASE_URL is PostgreSQL {found}; 15 or newer is needed. "
            "Upgrade the server, or unset LIENY_DATABASE_URL to use the one that is included.",
        )


class AddressUnreadable(NodeTrouble):
    """LIENY_DATABASE_URL does not name a database."""

    def __init__(self) -> None:
        super().__init__(
            "LIENY_DATABASE_URL không đọc được; dạng cần có: "
            "postgresql://người:mật-khẩu@máy:5432/cơ-sở-dữ-liệu",
            "LIENY_DATABASE_URL cannot be read; expected: "
            "postgresql://user:password@host:5432/database",
        )


class ServerNotReached(NodeTrouble):
    """Nobody answers at the address, or it refuses the role."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"Không kết nối được tới PostgreSQL ở {where}. Hãy xem máy chủ có chạy không, và tên, "
            "mật khẩu trong LIENY_DATABASE_URL.",
            f"PostgreSQL at {where} was not reached. See whether the server runs, and check name "
            "and password in LIENY_DATABASE_URL.",
        )


class AppRoleMissing(NodeTrouble):
    """The role of the pages does not exist and may not be made by the role that was given."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"Cần vai trò PostgreSQL {role} cho trang web nhưng vai trò trong LIENY_DATABASE_URL "
            f"không được tạo vai trò. Hãy cấp CREATEROLE, hoặc tạo {role} (LOGIN, không SUPERUSER, "
            "không BYPASSRLS) và đặt LIENY_DATABASE_APP_URL.",
            f"The pages need the PostgreSQL role {role}, and the role of LIENY_DATABASE_URL may "
            f"not make it. Grant CREATEROLE, or make {role} (LOGIN, not SUPERUSER, not BYPASSRLS) "
            "and set LIENY_DATABASE_APP_URL.",
        )


class AppRoleTooMighty(NodeTrouble):
    """The role of the pages would see through the boundary between provinces."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"Vai trò PostgreSQL {role} của trang web là superuser, có BYPASSRLS hoặc chính là chủ "
            "các bảng, nên ranh giới giữa các tỉnh không giữ được. Hãy dùng một vai trò thường.",
            f"The PostgreSQL role {role} of the pages is a superuser, has BYPASSRLS or owns the "
            "tables, so the boundary between provinces would not hold. Use an ordinary role.",
        )
