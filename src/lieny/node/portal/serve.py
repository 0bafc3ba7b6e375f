"""`lieny serve`: the whole portal with one command; stops in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

import click

from lieny.node.data_folder import DataFolder, data_folder
from lieny.node.operator import Operator, read_operator
from lieny.node.portal.web_server import WebServer
from lieny.node.portal.worker import Worker
from lieny.node.postgres.launcher import RunningDatabase, launched
from lieny.node.saying import troubles_said
from lieny.node.trouble import NodeTrouble

PORT = 8340
WORKERS = 3  # one page at a time each: one more than cores of a small server
LOOK_EVERY = 0.5  # seconds


class OpenToOthers(NodeTrouble):
    """Asked to listen to other machines without https."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"Nghe ở {host} nghĩa là máy khác vào được, nhưng chưa có https. Hãy đặt "
            "LIENY_PUBLIC_URL=https://… và LIENY_BEHIND_PROXY=1, với một proxy TLS phía trước.",
            f"Listening at {host} lets other machines in, and there is no https. Set "
            "LIENY_PUBLIC_URL=https://… and LIENY_BEHIND_PROXY=1, with a TLS proxy in front.",
        )


class NotPrepared(NodeTrouble):
    """Migrations or static files failed."""

    def __init__(self) -> None:
        super().__init__(
            "Không chuẩn bị được cơ sở dữ liệu hoặc tệp tĩnh; lỗi ở ngay trên. Không trang nào "
            "được mở.",
            "The database or the static files could not be prepared; the fault is above. No page "
            "was opened.",
        )


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ / address.")
@click.option("--port", default=PORT, show_default=True, help="Cổng / port.")
@click.option("--workers", default=WORKERS, show_default=True, help="Số tiến trình / processes.")
@troubles_said
def serve(host: str, port: int, workers: int) -> None:
    """Chạy cổng Liên Y: cơ sở dữ liệu, trang web, việc nền; Ctrl-C để dừng.

    Run the portal: database, pages and background work; Ctrl-C stops it.
    """
    operator = read_operator(os.environ)
    if host not in {"127.0.0.1", "::1", "localhost"} and not operator.public_url:
        raise OpenToOthers(host)
    stopping = _stop_when_told()
    folder = data_folder()
    with launched(folder) as running:
        _prepare(folder)
        web, worker = WebServer(host, port, workers), Worker()
        try:
            if not stopping.is_set():
                web.start()
                worker.start()
                _greet(operator, host, port, folder)
            _supervise(web, worker, running, stopping)
        finally:
            web.stop()
            worker.stop()
    click.echo("Đã dừng. / Stopped.", err=True)


def _prepare(folder: DataFolder) -> None:
    """Migrate and collect static files in a process of their own, with the owner's way in."""
    folder.secret("django")
    done = subprocess.run([sys.executable, "-m", "lieny.node.portal.prepare"], check=False)
    if done.returncode != 0:
        raise NotPrepared


def _stop_when_told() -> threading.Event:
    stopping = threading.Event()

    def told(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    return stopping


def _greet(operator: Operator, host: str, port: int, folder: DataFolder) -> None:
    shown = "localhost" if host == "127.0.0.1" else host
    url = operator.public_url or f"http://{shown}:{port}"
    click.echo(f"Cổng Liên Y đang chạy ở {url} (dữ liệu: {folder.root}). Ctrl-C để dừng.")
    click.echo(f"The portal runs at {url} (data: {folder.root}). Ctrl-C stops it.")
    sys.stdout.flush()


def _supervise(
    web: WebServer, worker: Worker, running: RunningDatabase, stopping: threading.Event
) -> None:
    """Wait to be told to stop; start again what has died meanwhile."""
    while not stopping.wait(LOOK_EVERY):
        if running.server is not None and running.server.ended():
            click.echo("PostgreSQL đã dừng, khởi động lại. / PostgreSQL ended, starting.", err=True)
            running.server.start()
        if web.ended():
            click.echo(
                "Máy chủ web đã dừng, khởi động lại. / Web server ended, starting.", err=True
            )
            web.start()
        if worker.ended():
            click.echo(
                "Tiến trình nền đã dừng, khởi động lại. / Background worker ended, starting.",
                err=True,
            )
            worker.start()
