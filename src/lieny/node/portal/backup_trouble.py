"""Facts that stop a backup or a restore."""

from __future__ import annotations

from pathlib import Path

from lieny.node.trouble import NodeTrouble


class FolderInUse(NodeTrouble):
    """A backup is never written over anything."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Thư mục {folder} không trống; hãy chọn thư mục mới. Chưa ghi gì.",
            f"The folder {folder} is not empty; choose a new one. Nothing was written.",
        )


class BackupDamaged(NodeTrouble):
    """A file of the backup is missing or changed."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(
            f"Bản sao lưu {folder} hỏng: {name} thiếu hoặc khác với khi ghi. Hãy dùng bản khác. "
            "Chưa thay đổi gì.",
            f"The backup {folder} is damaged: {name} is missing or differs from what was written. "
            "Use another one. Nothing was changed.",
        )


class NotEmpty(NodeTrouble):
    """A restore never mixes with what is there."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"Cơ sở dữ liệu {where} không trống, hoặc thư mục dữ liệu đã có khoá khác. Hãy khôi "
            "phục vào LIENY_DATA mới hay cơ sở dữ liệu mới. Chưa thay đổi gì.",
            f"The database {where} is not empty, or the data folder has another key. Restore into "
            "a new LIENY_DATA or a new database. Nothing was changed.",
        )


class ToolFailed(NodeTrouble):
    """pg_dump or pg_restore ended with a fault."""

    def __init__(self, program: str, said: str) -> None:
        super().__init__(
            f"{program} không làm được: {said}",
            f"{program} could not do it: {said}",
        )


class RestoreDiffers(NodeTrouble):
    """What came back is not what was saved."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"Sau khi khôi phục, bảng {table} có số dòng khác khi sao lưu. Không dùng kết quả này.",
            f"After the restore the table {table} has another number of rows than when it was "
            "saved. Do not use the result.",
        )
