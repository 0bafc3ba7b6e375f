"""The embedded PostgreSQL: make its cluster, start it, see it ready, stop it."""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from lieny.node.data_folder import CLOSED, DataFolder
from lieny.node.postgres.binaries import Binaries, binaries_for
from lieny.node.postgres.os_user import OsUser, server_user
from lieny.node.postgres.processes import PAUSE, processes_of, wait_until_gone
from lieny.node.postgres.trouble import (
    FolderNotReachable,
    PathTooLong,
    ServerDoesNotStart,
    ServerOfOtherVersion,
)

SUPERUSER = "postgres"
PORT = "5432"  # names the socket; nothing listens on a network
LONGEST_SOCKET_FOLDER = 90
UNCLEAN_STOP_SECONDS = 10.0
RECOVERY_SECONDS = 300.0  # replaying the log after a power cut may take long; the process lives
FAST_STOP_SECONDS = 30.0
LARGEST_LOG = 10_000_000

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "timezone": "UTC",
    # No statement and no row reaches the log: both hold personal data.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] ",
}


@dataclass
class EmbeddedServer:
    """One PostgreSQL over one folder. The caller holds the folder's lock (`launcher`)."""

    folder: DataFolder
    user: OsUser = field(default_factory=server_user)
    _running: subprocess.Popen[bytes] | None = None
    _programs: Binaries | None = None

    @property
    def programs(self) -> Binaries:
        """Programs that the server's user can run."""
        if self._programs is None:
            self._programs = binaries_for(self.user, self.folder.binaries)
        return self._programs

    def start(self) -> None:
        """Start the server and return when it answers.

        Raises:
            PathTooLong, FolderNotReachable, ServerOfOtherVersion: nothing was started.
            ServerDoesNotStart: it ended, or did not answer.
        """
        self._prepare_folders()
        if not self.folder.cluster.exists():
            self._make_cluster()
        self._check_version()
        self._clear_after_unclean_stop()
        deadline = time.monotonic() + UNCLEAN_STOP_SECONDS
        while not self._started():
            if time.monotonic() > deadline:
                raise ServerDoesNotStart(self.folder.log)
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop the server: sessions end, everything is written; harder if it does not obey."""
        running, self._running = self._running, None
        if running is None:
            return
        steps = ((signal.SIGINT, FAST_STOP_SECONDS), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
        for sign, seconds in steps:
            with contextlib.suppress(ProcessLookupError):
                running.send_signal(sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                running.wait(seconds)
                return

    def ended(self) -> bool:
        """See whether a server that was started has gone by itself."""
        return self._running is not None and self._running.poll() is not None

    def _prepare_folders(self) -> None:
        if len(str(self.folder.sockets).encode()) > LONGEST_SOCKET_FOLDER:
            raise PathTooLong(self.folder.sockets)
        self.folder.make(for_others=self.user.other)
        self.folder.sockets.mkdir(mode=CLOSED, exist_ok=True)
        self.user.own(self.folder.sockets)
        if not self.user.can_enter(self.folder.sockets):
            raise FolderNotReachable(self.folder.sockets, self.user.name)

    def _make_cluster(self) -> None:
        """Make the cluster beside its place and move it there whole."""
        half = self.folder.root / "postgres.half"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=CLOSED)
        self.user.own(half)
        with tempfile.NamedTemporaryFile("w", dir=self.folder.sockets, encoding="ascii") as words:
            words.write(self.folder.secret("postgres-superuser"))
            words.flush()
            self.user.own(Path(words.name))
            command = [self.programs.path("initdb"), "-D", str(half), "-U", SUPERUSER]
            command += ["--pwfile", words.name, "--auth=scram-sha-256", "--data-checksums"]
            command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            command += ["--locale=C", "--no-instructions"]
            self._run(command)
        half.rename(self.folder.cluster)

    def _run(self, command: list[str]) -> None:
        with self.folder.log.open("ab") as log:
            done = subprocess.run(  # noqa: S603 - our own program
                command, cwd="/", stdout=log, stderr=log, check=False, **self.user.process()
            )
        if done.returncode != 0:
            raise ServerDoesNotStart(self.folder.log)

    def _check_version(self) -> None:
        written = (self.folder.cluster / "PG_VERSION").read_text("ascii").strip()
        if written != self.programs.major():
            raise ServerOfOtherVersion(self.folder.cluster, written, self.programs.major())

    def _clear_after_unclean_stop(self) -> None:
        """End a server whose launcher died, wait for its children, remove the mark it left.

        PostgreSQL takes a mark seriously whose process number is alive, be it a zombie or a
        stranger; with the folder's lock held and nobody at work in it, the mark is stale.
        """
        mark = self.folder.cluster / "postmaster.pid"
        if mark.exists() and processes_of(self.folder.cluster):
            self._stop_orphan()
        if wait_until_gone(self.folder.cluster, seconds=UNCLEAN_STOP_SECONDS):
            mark.unlink(missing_ok=True)

    def _stop_orphan(self) -> None:
        command = [self.programs.path("pg_ctl"), "stop", "-D", str(self.folder.cluster)]
        command += ["-m", "fast", "-w", "-t", "10"]
        with contextlib.suppress(ServerDoesNotStart):  # it may have ended meanwhile
            self._run(command)

    def _started(self) -> bool:
        """Start once; False when the process ended again before it answered."""
        command = [self.programs.path("postgres"), "-D", str(self.folder.cluster)]
        settings = {**SETTINGS, "unix_socket_directories": str(self.folder.sockets)}
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        if self.folder.log.exists() and self.folder.log.stat().st_size > LARGEST_LOG:
            self.folder.log.replace(self.folder.log.with_suffix(".log.1"))
        with self.folder.log.open("ab") as log:
            # A session of its own: the terminal's interrupt comes to us, and we stop it in order.
            self._running = subprocess.Popen(  # noqa: S603 - our own program
                command,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.user.process(),
            )
        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline and self._running.poll() is None:
            if self._answers():
                return True
            time.sleep(PAUSE)
        self.stop()
        return False

    def _answers(self) -> bool:
        """Ask as pg_isready does: no role is needed, and a server in recovery says no."""
        where = make_conninfo(host=str(self.folder.sockets), port=PORT, connect_timeout=5)
        return PGconn.ping(where.encode()) == Ping.OK
