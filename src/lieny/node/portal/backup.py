"""`lieny backup` and `lieny restore`: the whole node in one folder, checked when it comes back."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lieny.node.clock import now
from lieny.node.data_folder import data_folder
from lieny.node.portal.backup_folder import BackupFolder
from lieny.node.portal.migrate import bring_up_to_date
from lieny.node.postgres.launcher import joined, launched
from lieny.node.saying import troubles_said


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@troubles_said
def backup(folder: Path) -> None:
    """Sao lưu toàn bộ vào FOLDER (chưa có hoặc trống); cổng vẫn chạy được lúc đó.

    Back everything up into FOLDER (new or empty), also while the portal runs. Keep it as secret as
    the portal itself: it holds personal data and the node's keys.
    """
    node = data_folder()
    with joined(node) as running:
        manifest = BackupFolder(folder).write(running.database.owner, node, at=now())
    node.last_backup.write_text(
        json.dumps({"at": manifest.written_at, "rows": manifest.rows}), "ascii"
    )
    click.echo(f"Đã sao lưu {manifest.rows:,} dòng của {len(manifest.tables)} bảng vào {folder}.")
    click.echo(f"Backed up {manifest.rows:,} rows of {len(manifest.tables)} tables to {folder}.")
    click.echo(f"Dấu nhật ký / audit anchor: {manifest.audit_anchor}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@troubles_said
def restore(folder: Path) -> None:
    """Khôi phục từ FOLDER vào một nơi còn trống; cổng phải đang dừng.

    Restore from FOLDER into an empty instance while the portal is stopped.
    """
    node = data_folder()
    source = BackupFolder(folder)
    manifest = source.checked()
    with launched(node) as running:
        source.read_into(running.database.owner, node, manifest)
        bring_up_to_date(running.database)
    click.echo(f"Đã khôi phục {manifest.rows:,} dòng; mọi bảng đủ dòng như khi sao lưu.")
    click.echo(f"Restored {manifest.rows:,} rows; every table has as many as when it was saved.")
