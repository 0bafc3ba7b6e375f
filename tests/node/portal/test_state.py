"""The page of the node's state, and failed work that runs again."""

import json
import time
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

import pytest  # noqa: E402
from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from lieny.node.data_folder import data_folder  # noqa: E402
from lieny.people.models import AuditRecord, Membership, Organisation, User  # noqa: E402

STATE = "/quan-tri/may-chu/"


@pytest.fixture
def department(own_database):
    return Organisation.objects.using("owner").create(
        kind="department", name="Sở Y tế TP. Hồ Chí Minh", province="79"
    )


def browser_of(department, role):
    user = User.objects.using("owner").create(
        email=f"{role}@syt.example",
        full_name="Phạm Thị Quản",
        password="!",  # noqa: S106
    )
    Membership.objects.using("owner").create(
        user=user, organisation=department, role=role, valid_from=date(2026, 1, 1)
    )
    held = User.objects.get(pk=user.pk)
    if not Authenticator.objects.filter(user=held).exists():
        TOTP.activate(held, generate_totp_secret())
    client = Client()
    client.force_login(held, "lieny.people.web.account_backend.AccountBackend")
    session = client.session
    session["signed_in_at"] = session["seen_at"] = int(time.time())
    session.save()
    return client


@pytest.fixture
def failed_job(own_database):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts) "
            "VALUES ('reading', 'registry.read', '{\"submission\": \"DAU-VIEC\"}', 'failed', 3) "
            "RETURNING id"
        )
        return cursor.fetchone()[0]


def test_an_administrator_sees_what_failed_and_nothing_of_its_content(department, failed_job):
    text = browser_of(department, "administrator").get(STATE).content.decode()
    assert "Đọc danh sách" in text
    assert "1 việc đã hỏng" in text
    assert "Việc nền không trả lời" in text  # no worker runs in this test
    assert "DAU-VIEC" not in text
    assert "GB" in text


@pytest.mark.parametrize("role", ["auditor", "head-of-department", "licensing-officer"])
def test_the_state_of_the_node_is_the_administrators(department, failed_job, role):
    client = browser_of(department, role)
    assert client.get(STATE).status_code == 403
    assert client.post(f"{STATE}viec/{failed_job}/lai/").status_code == 403
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs")
        assert cursor.fetchone() == ("failed",)


def test_failed_work_runs_again_once_and_the_deed_is_recorded(department, failed_job):
    client = browser_of(department, "administrator")
    assert client.post(f"{STATE}viec/{failed_job}/lai/").status_code == 302
    assert client.post(f"{STATE}viec/{failed_job}/lai/").status_code == 404
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs")
        assert cursor.fetchone() == ("todo", 4)
    rows = AuditRecord.objects.using("owner").filter(action="node.run-again")
    assert [(row.target_kind, row.target) for row in rows] == [("job", str(failed_job))]


@pytest.mark.parametrize(
    ("age", "said"),
    [(timedelta(hours=3), False), (timedelta(days=3), True), (None, True)],
)
def test_a_backup_that_is_missing_or_old_is_said(department, age, said):
    noted = data_folder().last_backup
    noted.unlink(missing_ok=True)
    if age is not None:
        at = datetime.fromtimestamp(time.time(), UTC) - age
        noted.write_text(json.dumps({"at": at.isoformat(), "rows": 1}), "ascii")
    try:
        text = browser_of(department, "administrator").get(STATE).content.decode()
    finally:
        noted.unlink(missing_ok=True)
    assert ("Chưa có bản sao lưu nào trong 2 ngày" in text) is said


def test_the_design_system_is_shown_to_administrators_alone(department):
    answer = browser_of(department, "administrator").get("/_ui")
    assert answer.status_code == 200
    assert " style=" not in answer.content.decode()
    assert browser_of(department, "auditor").get("/_ui").status_code == 403
