"""`lieny worker`: does what pages leave to the background; `lieny serve` keeps one running.

It holds the owner's way into the database, so it is a process of its own and serves no page.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

import click
from procrastinate import App

from lieny.node.data_folder import data_folder
from lieny.node.portal.migrate import set_up_django_as_owner
from lieny.node.portal.web_server import end_with_parent
from lieny.node.postgres.launcher import joined
from lieny.node.saying import troubles_said

AT_ONCE = 2  # one list is read while another comes into the registry
STOP_SECONDS = 20.0
LOOK_EVERY = 60.0


@click.command()
@troubles_said
def worker() -> None:
    """Chạy việc nền của cổng (lieny serve đã tự chạy); Ctrl-C để dừng.

    Run the background work of the portal (`lieny serve` does it by itself); Ctrl-C stops it.
    """
    with joined(data_folder()):
        work()


def work(*, wait: bool = True) -> None:
    """Work until told to stop; a job that has begun is finished first, within reason.

    Args:
        wait: whether to wait for further jobs when all are done.
    """
    set_up_django_as_owner()
    from procrastinate.contrib.django import app, django_connector  # noqa: PLC0415 - settings first

    connector = app.connector
    if not isinstance(connector, django_connector.DjangoConnector):
        raise TypeError(type(connector).__name__)
    with app.replace_connector(connector.get_worker_connector()) as working:
        asyncio.run(_run(working, wait=wait))


async def _run(app: App, *, wait: bool) -> None:
    async with app.open_async():
        await _take_up_stalled(app)
        watching = asyncio.create_task(_watch_for_stalled(app))
        try:
            await app.run_worker_async(
                wait=wait,
                concurrency=AT_ONCE,
                delete_jobs="successful",
                shutdown_graceful_timeout=STOP_SECONDS,
            )
        finally:
            watching.cancel()


async def _watch_for_stalled(app: App) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        await _take_up_stalled(app)


async def _take_up_stalled(app: App) -> None:
    """Let jobs begin again whose worker was killed: each is safe to be run again."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@dataclass
class Worker:
    """The worker as a child of `lieny serve`."""

    _running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        self._running = subprocess.Popen(
            [sys.executable, "-m", "lieny.node.portal.worker"],
            env={**os.environ, "LIENY_DATABASE_ROLE": "owner"},
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # the terminal's interrupt comes to us
            preexec_fn=end_with_parent,  # noqa: PLW1509 - the parent has one thread here
        )

    def stop(self) -> None:
        """Let the present job end, then stop; what did not end is taken up again later."""
        running, self._running = self._running, None
        if running is None:
            return
        for sign, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 5.0)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(seconds)
                break

    def ended(self) -> bool:
        """See whether it has gone by itself."""
        return self._running is not None and self._running.poll() is not None


if __name__ == "__main__":
    work()
