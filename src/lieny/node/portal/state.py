"""Máy chủ và việc nền: the page on which an administrator sees whether the node is well."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import version

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.node.data_folder import data_folder
from lieny.node.portal import node_facts
from lieny.people.rules.office import Record
from lieny.people.services import audit
from lieny.people.web.actor import actor_of, origin_of
from lieny.people.web.permission import asks, require
from lieny.ui.dates import Language, number_in_words
from lieny.ui.portal.language import chosen

MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
TASKS = {
    "registry.read": ("Đọc danh sách", "Reading lists"),
    "registry.take_in": ("Đưa danh sách vào sổ", "Taking lists in"),
    "registry.check_all": ("Kiểm lại hằng đêm", "The nightly check"),
    "registry.link_anew": ("Ghép lại hồ sơ", "Linking anew"),
    "people.check_audit": ("Kiểm nhật ký", "Checking the audit log"),
}


@require_GET
@asks("node.read")
def node_state(request: HttpRequest) -> HttpResponse:
    """Show disk, database, background work and the age of the last backup."""
    require(request, "node.read", Record())
    now = timezone.now()
    facts = node_facts.node_facts(data_folder(), at=now)
    troubles = _troubles(facts, now)
    words = {
        "facts": facts,
        "free": _size(facts.disk_free),
        "database": _size(facts.database),
        "used": round(facts.disk_used * 100),
        "failed": [(job, chosen(*TASKS.get(job.task, (job.task,) * 2))) for job in facts.failed],
        "troubles": troubles,
        "version": version("lieny"),
        "silent": "worker" in troubles,
    }
    return render(request, "node/state.html", words)


def _size(octets: int) -> str:
    """Write a size as people compare them: `55,9 GB`, `31 MB`."""
    language = Language(chosen(Language.VI.value, Language.EN.value))
    if octets < GIGABYTE:
        return f"{number_in_words(octets / MEGABYTE, language)} MB"
    return f"{number_in_words(octets / GIGABYTE, language, decimals=1)} GB"


@require_POST
@asks("node.manage")
def run_again(request: HttpRequest, number: int) -> HttpResponse:
    """Let a job that failed begin again."""
    require(request, "node.manage", Record())
    actor = actor_of(request)
    deed = audit.Deed(
        action="node.run-again",
        at=timezone.now(),
        by=actor.user.pk if actor.user else None,
        province=actor.province,
        target_kind="job",
        target=str(number),
        origin=origin_of(request),
    )
    try:
        node_facts.run_job_again(number, deed=deed)
    except node_facts.NotFailed:
        raise Http404 from None
    messages.success(request, chosen("Việc được chạy lại.", "It runs again."))
    return redirect("node_state")


def _troubles(facts: node_facts.NodeFacts, now: datetime) -> dict[str, str]:
    """Say what is not well, and what to do; by what it concerns."""
    found: dict[str, str] = {}
    if facts.heard is None or now - facts.heard > node_facts.WORKER_SILENT:
        found["worker"] = chosen(
            "Việc nền không trả lời: danh sách không được đọc. Khởi động lại lieny serve hoặc chạy "
            "lieny worker.",
            "The background is silent: no list is read. Restart lieny serve, or run lieny worker.",
        )
    if facts.oldest is not None and now - facts.oldest > node_facts.WAITS_LONG:
        found["queue"] = chosen(
            "Có việc chờ hơn 15 phút: một máy khác có thể chạy thêm lieny worker.",
            "Work has waited for more than 15 minutes: another machine may run lieny worker too.",
        )
    if facts.failed:
        count = len(facts.failed)
        found["failed"] = chosen(f"{count} việc đã hỏng, xem ở dưới.", f"{count} jobs failed.")
    if facts.disk_used > node_facts.DISK_FULL:
        found["disk"] = chosen(
            "Đĩa gần đầy: hãy chuyển bản sao lưu cũ đi hoặc thêm đĩa.",
            "The disk is nearly full: move old backups away or add space.",
        )
    if facts.backup_at is None or now - facts.backup_at > node_facts.BACKUP_OLD:
        found["backup"] = chosen(
            "Chưa có bản sao lưu nào trong 2 ngày: chạy lieny backup THƯ-MỤC.",
            "No backup within 2 days: run lieny backup FOLDER.",
        )
    return found
