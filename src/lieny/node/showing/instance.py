"""Makes a demo instance: a folder of its own, filled in processes of their own, then stopped."""

from __future__ import annotations

import base64
import os
import secrets
import shlex
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from lieny.node.data_folder import PASSABLE, SECRET_MODE, DataFolder
from lieny.node.postgres.launcher import launched
from lieny.node.postgres.os_user import server_user
from lieny.node.postgres.server import LONGEST_SOCKET_FOLDER
from lieny.node.sample.region import Options, generate_region
from lieny.node.showing.accounts import ACCOUNTS, OFFICES
from lieny.node.showing.fill import PASSWORD, SECOND_FACTOR
from lieny.node.trouble import NodeTrouble

REGISTRATIONS = 2_000
SEED = 34
PLANTED = 3.0  # times as many signs as in the wild, so that every page has something to show
ELSEWHERE = Path("/var/tmp")  # noqa: S108 - a folder of its own is made in it


class NotADemo(NodeTrouble):
    """The folder holds an instance that is no demo, or one that was not finished."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} đã có dữ liệu nhưng không phải một bản trình diễn hoàn chỉnh; không gì bị "
            "đổi. Hãy chọn thư mục khác, hoặc tự xoá thư mục ấy nếu không cần nữa.",
            f"{folder} holds data that are not a finished demo; nothing was changed. Choose "
            "another folder, or remove that one yourself if nobody needs it.",
        )


class DemoNotFilled(NodeTrouble):
    """A process that fills the demo failed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Không tạo xong bản trình diễn ở {folder}; lỗi ở ngay trên. Hãy xoá thư mục ấy rồi "
            "làm lại.",
            f"The demo in {folder} could not be finished; the fault is above. Remove that folder "
            "and do it again.",
        )


def demo_at(wanted: Path, *, day: date, registrations: int = REGISTRATIONS) -> DataFolder:
    """Give the demo instance in a folder; it is made, and stopped again, if there is none.

    Where PostgreSQL's own user cannot reach the folder it lies elsewhere, and `wanted` leads there.

    Args:
        wanted: the folder.
        day: the day on which the generated lists were written.
        registrations: their rows, about.

    Raises:
        NotADemo: the folder holds something else.
        DemoNotFilled: a process that fills it failed.
        NodeTrouble: the database cannot be run.
    """
    if wanted.exists() and any(wanted.iterdir()):
        folder = DataFolder(wanted.resolve())
        if not folder.demo_accounts.exists():
            raise NotADemo(folder.root)
        return folder
    folder = DataFolder(_reachable(wanted.absolute()))
    with tempfile.TemporaryDirectory(prefix="lieny-demo-") as kept:
        options = Options(nation=False, plant=PLANTED, processes=1)
        truth = generate_region(
            Path(kept), registrations=registrations, seed=SEED, as_of=day, options=options
        )
        _fill(folder, truth.lists)
    _write_accounts(folder)
    return folder


def _reachable(wanted: Path) -> Path:
    """Make the folder where the server can run in it; `wanted` leads there."""
    wanted.mkdir(parents=True, exist_ok=True)
    user = server_user()
    too_long = len(str(DataFolder(wanted).sockets).encode()) > LONGEST_SOCKET_FOLDER
    if user.other:
        wanted.chmod(PASSABLE)
    if not too_long and user.can_enter(wanted):
        return wanted
    wanted.rmdir()
    made = Path(tempfile.mkdtemp(prefix="lieny-demo-", dir=ELSEWHERE))
    made.chmod(PASSABLE)
    wanted.symlink_to(made)
    return made


def _fill(folder: DataFolder, lists: Path) -> None:
    # What an operator chose for an instance of theirs is not meant for this one.
    clean = {name: word for name, word in os.environ.items() if not name.startswith("LIENY_")}
    environ = {**clean, "LIENY_DATA": str(folder.root)}
    environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
    with ExitStack() as stack:
        stack.enter_context(launched(folder, environ))
        folder.secret("django")
        folder.keep_secret(PASSWORD, secrets.token_urlsafe(12))
        folder.keep_secret(SECOND_FACTOR, base64.b32encode(secrets.token_bytes(20)).decode())
        for command in (
            ["lieny.node.portal.prepare"],
            ["lieny.node.showing.fill", str(lists)],
            ["lieny.node.showing.cases"],
        ):
            done = subprocess.run(  # noqa: S603 - our own words
                [sys.executable, "-m", *command], env=environ, check=False
            )
            if done.returncode != 0:
                raise DemoNotFilled(folder.root)


def _write_accounts(folder: DataFolder) -> None:
    """Write the ways in; that the file is there says that the demo is finished."""
    lines = [f"  {one.email:<36}{OFFICES[one.role]}" for one in ACCOUNTS]
    key = folder.known_secret(SECOND_FACTOR)
    lines += [
        f"Mật khẩu / password: {folder.known_secret(PASSWORD)}",
        f"Khoá cho ứng dụng xác thực / key for an authenticator app: {key}",
        f"Không có ứng dụng / without an app: {command(folder, 'demo-code')}",
    ]
    folder.demo_accounts.touch(SECRET_MODE)
    folder.demo_accounts.write_text("\n".join(lines) + "\n", "utf-8")


def command(folder: DataFolder, word: str) -> str:
    """Give a command for this demo as it can be typed: `lieny` is on nobody's path by itself."""
    program = Path(sys.executable).with_name("lieny")
    shown = program.relative_to(Path.cwd()) if program.is_relative_to(Path.cwd()) else program
    return shlex.join(["env", f"LIENY_DATA={folder.root}", str(shown), word])
