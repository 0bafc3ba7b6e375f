"""What pages leave to the background is done by the worker, as `lieny serve` runs it."""

import pytest
from django.db import connections

from lieny.node.portal.worker import work
from lieny.people.services.boundary import within
from lieny.registry.models import Person, SourceFile, Submission
from lieny.registry.services import confirming, handing_in
from lieny.registry.services.handing_in import GivenFile

LIST = (
    "Họ và tên,Số chứng chỉ hành nghề,Tên cơ sở,Thời gian làm việc\n"
    "Nguyễn Thị Hoàng Oanh,001234/HCM-CCHN,Phòng khám Sao Mai,T2-T6: 7h30-11h30\n"
    "Trần Văn Bình,001235/HCM-CCHN,Phòng khám Sao Mai,T2-T6: 17h-20h\n"
).encode()


def worked(portal, monkeypatch):
    monkeypatch.setenv("LIENY_DATABASE_ROLE", "owner")
    with portal.as_owner():
        work(wait=False)
        connections.close_all()
    monkeypatch.delenv("LIENY_DATABASE_ROLE")


def test_a_list_is_read_and_taken_in_by_the_worker(portal, monkeypatch):
    department = portal.department("79")
    with within(portal.boundary("79")):
        submission = handing_in.hand_in(
            [GivenFile("danh-sach.csv", LIST)],
            by=portal.user.pk,
            organisation=department,
            at=portal.later(),
        )
    assert submission.state == "reading"
    worked(portal, monkeypatch)
    with within(portal.boundary("79")):
        read = Submission.objects.get(pk=submission.pk)
        assert (read.state, read.files_done, read.files_total) == ("read", 1, 1)
        source = SourceFile.objects.get(submission=read)
        assert (source.rows, source.accepted, source.name) == (2, 2, "danh-sach.csv")
        assert not Person.objects.exists()
        at = portal.later()
        confirming.confirm(submission.pk, by=portal.user.pk, at=at)
    worked(portal, monkeypatch)
    with within(portal.boundary("79")):
        assert Submission.objects.get(pk=submission.pk).taken_in_at == at
        assert sorted(Person.objects.values_list("name", flat=True)) == [
            "Nguyễn Thị Hoàng Oanh",
            "Trần Văn Bình",
        ]


def test_a_list_that_is_no_list_ends_as_failed_with_its_problem(portal):
    submission = portal.hand_in("79", [("ảnh.xlsx", b"\x89PNG not a workbook")])
    with within(portal.boundary("79")):
        failed = Submission.objects.get(pk=submission.pk)
        assert failed.state == "failed"
        assert failed.files.get().problems == 1


def test_nothing_is_kept_of_an_empty_submission(portal):
    department = portal.department("79")
    with within(portal.boundary("79")), pytest.raises(handing_in.NotTakenIn) as refusal:
        handing_in.hand_in([], by=portal.user.pk, organisation=department, at=portal.later())
    assert "Chưa có tệp nào" in refusal.value.said.vi
    assert not Submission.objects.using("owner").exists()
