"""granian as a child process that never outlives us, nor survives being told to stop."""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from lieny.node.trouble import NodeTrouble

THREADS = 64  # of each worker, to receive what comes; `body_first` has those that answer
STOP_SECONDS = 15.0
START_SECONDS = 60.0
PR_SET_PDEATHSIG = 1


class WebServerDoesNotStart(NodeTrouble):
    """granian ended before it answered; most often the port is taken."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Máy chủ web không khởi động được ở {host}:{port}; cổng có thể đang được dùng. Hãy "
            "chọn cổng khác: lieny serve --port …",
            f"The web server does not start at {host}:{port}; the port may be taken. Choose "
            "another: lieny serve --port …",
        )


@dataclass
class WebServer:
    """The workers that answer requests.

    Attributes:
        host: address to listen at.
        port: its port.
        workers: processes; each receives over many threads and answers with few (`body_first`).
    """

    host: str
    port: int
    workers: int
    _running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and return when a request is answered.

        Raises:
            WebServerDoesNotStart: it ended, or answers nothing.
        """
        if not self._port_is_free():
            raise WebServerDoesNotStart(self.host, self.port)
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
        command += ["--host", self.host, "--port", str(self.port), "--workers", str(self.workers)]
        command += ["--blocking-threads", str(THREADS), "--workers-kill-timeout", "10s"]
        # Its warnings are about the many threads, which are meant; that a worker dies is an error.
        command += ["--respawn-failed-workers", "--log-level", "error"]
        command += ["lieny.node.wsgi:application"]
        environment = {k: v for k, v in os.environ.items() if k != "LIENY_DATABASE_ROLE"}
        self._running = subprocess.Popen(  # noqa: S603 - our own words
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # the terminal's interrupt comes to us
            preexec_fn=end_with_parent,  # noqa: PLW1509 - the parent has one thread here
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.ended() or time.monotonic() > deadline:
                self.stop()
                raise WebServerDoesNotStart(self.host, self.port)
            time.sleep(0.1)

    def stop(self) -> None:
        """Let requests end, then stop; a server that was told while it started may not obey."""
        running, self._running = self._running, None
        if running is None:
            return
        for sign, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 5.0)):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(seconds)
                break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)  # workers that their parent left behind

    def ended(self) -> bool:
        """See whether it has gone by itself."""
        return self._running is not None and self._running.poll() is not None

    def _port_is_free(self) -> bool:
        """Look before: granian would share the port with whoever has it, and so would the pages."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError:
                return False
        return True

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=5)
        try:
            connection.request("HEAD", "/_ready", headers={"Host": "localhost"})
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return not self.ended()


def end_with_parent() -> None:
    """Ask Linux to stop this process when the launcher dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
