"""How the node stands: disk, database, background work, backups. Jobs carry ids and no names."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from lieny.node.data_folder import DataFolder
from lieny.people.services import audit

WORKER_SILENT = timedelta(minutes=2)  # it says every ten seconds that it lives
BACKUP_OLD = timedelta(days=2)
DISK_FULL = 0.9
WAITS_LONG = timedelta(minutes=15)
MOST_FAILED = 100


@dataclass(frozen=True, slots=True)
class FailedJob:
    """Việc nền đã hỏng: work that was tried as often as it may be.

    Attributes:
        id: of the job.
        task: its name.
        attempts: how often it was tried.
        failed_at: the last time; None where nobody noted it.
    """

    id: int
    task: str
    attempts: int
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """Tình trạng máy chủ.

    Attributes:
        disk_used: share of the disk of the data folder, 0 to 1.
        disk_free: bytes.
        database: bytes.
        waiting: jobs that may begin now.
        planned: jobs for later.
        running: jobs that have begun.
        oldest: since when the oldest waiting job could have begun.
        heard: when a worker last said that it lives.
        failed: the latest first, at most `MOST_FAILED`.
        backup_at: when the node was last backed up by `lieny backup`.
    """

    disk_used: float
    disk_free: int
    database: int
    waiting: int
    planned: int
    running: int
    oldest: datetime | None
    heard: datetime | None
    failed: tuple[FailedJob, ...]
    backup_at: datetime | None


class NotFailed(LookupError):
    """There is no such job, or it has not failed."""


def node_facts(folder: DataFolder, *, at: datetime) -> NodeFacts:
    """Look at disk, database and jobs."""
    disk = shutil.disk_usage(folder.root)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        database = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'todo' "
            "AND COALESCE(scheduled_at, %(at)s) <= %(at)s), "
            "count(*) FILTER (WHERE status = 'todo' AND scheduled_at > %(at)s), "
            "count(*) FILTER (WHERE status = 'doing') FROM procrastinate_jobs",
            {"at": at},
        )
        waiting, planned, running = map(int, cursor.fetchone())
        cursor.execute(
            "SELECT min(GREATEST(j.scheduled_at, e.at)) FROM procrastinate_jobs j "
            "JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred' "
            "WHERE j.status = 'todo' AND COALESCE(j.scheduled_at, %(at)s) <= %(at)s",
            {"at": at},
        )
        oldest = cursor.fetchone()[0]
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        heard = cursor.fetchone()[0]
        cursor.execute(
            "SELECT j.id, j.task_name, j.attempts, max(e.at) FROM procrastinate_jobs j "
            "LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'failed' "
            "WHERE j.status = 'failed' GROUP BY j.id ORDER BY j.id DESC LIMIT %s",
            [MOST_FAILED],
        )
        failed = tuple(FailedJob(*row) for row in cursor.fetchall())
    return NodeFacts(
        disk_used=disk.used / disk.total,
        disk_free=disk.free,
        database=database,
        waiting=waiting,
        planned=planned,
        running=running,
        oldest=oldest,
        heard=heard,
        failed=failed,
        backup_at=_backup_at(folder),
    )


@transaction.atomic
def run_job_again(job: int, *, deed: audit.Deed) -> None:
    """Let a job that failed begin again; the deed is recorded.

    Raises:
        NotFailed: nothing was written.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE",
            [job],
        )
        if cursor.fetchone() is None:
            raise NotFailed(job)
        cursor.execute(
            "SELECT procrastinate_retry_job_v2(%s, %s, NULL, NULL, NULL)", [job, deed.at]
        )
    audit.record(deed)


def _backup_at(folder: DataFolder) -> datetime | None:
    if not folder.last_backup.exists():
        return None
    return datetime.fromisoformat(json.loads(folder.last_backup.read_text("ascii"))["at"])
