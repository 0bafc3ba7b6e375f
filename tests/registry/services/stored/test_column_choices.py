"""What a sender says of a column is heard by the reader, and remembered."""

import pytest

from lieny.people.services.boundary import within
from lieny.registry.intake.reading import read_paths
from lieny.registry.models import ColumnChoice, FileBlock, Submission
from lieny.registry.services import column_choices, handing_in
from lieny.registry.services.stored.blocks import unpacked

LIST = (
    "Họ và tên,Số chứng chỉ hành nghề,Tên cơ sở,Ca kíp (theo bảng),Ghi chú\n"
    "Nguyễn Thị Hoàng Oanh,001234/HCM-CCHN,Phòng khám Sao Mai,T2-T6: 7h30-11h30,mới\n"
    "Trần Văn Bình,001235/HCM-CCHN,Phòng khám Sao Mai,T2-T6: 17h-20h,cũ\n"
)


def test_a_heading_means_what_people_said(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(LIST, "utf-8")
    said = {"ghi chu": "", "ten co so": "unit"}
    batch = read_paths([path], jobs=1, headings=said)
    assert batch.registrations["raw_note"].to_pylist() == [None, None]
    assert batch.registrations["unit"].to_pylist() == ["Phòng khám Sao Mai"] * 2
    plain = read_paths([path], jobs=1)
    assert plain.registrations["raw_note"].to_pylist() == ["mới", "cũ"]
    assert plain.facilities["name"].to_pylist() == ["Phòng khám Sao Mai"]


def notes(submission):
    block = FileBlock.objects.using("owner").get(file__submission=submission, table="registrations")
    return unpacked(block.arrow)["raw_note"].to_pylist()


def test_what_was_said_counts_when_read_again_and_for_the_next_list(portal):
    first = portal.hand_in("79", [("a.csv", LIST.encode())])
    assert notes(first) == ["mới", "cũ"]
    department = portal.department("79")
    with within(portal.boundary("79")):
        column_choices.choose_columns(
            {"Ghi chú": ""}, organisation=department, by=portal.user.pk, at=portal.later()
        )
        column_choices.read_again(first.pk)
    with portal.as_owner():
        handing_in.read_submission(first.pk)
    assert notes(first) == [None, None]
    second = portal.hand_in("79", [("b.csv", LIST.replace("mới", "sắp nghỉ").encode())])
    assert notes(second) == [None, None]
    other = portal.hand_in("75", [("a.csv", LIST.encode())])
    assert notes(other) == ["mới", "cũ"]


def test_a_field_that_nobody_knows_is_refused(portal):
    department = portal.department("79")
    with within(portal.boundary("79")), pytest.raises(column_choices.NoSuchField):
        column_choices.choose_columns(
            {"Ghi chú": "", "Tên": "star sign"},
            organisation=department,
            by=portal.user.pk,
            at=portal.later(),
        )
    assert not ColumnChoice.objects.using("owner").exists()


def test_what_is_confirmed_is_not_read_again(portal):
    submission = portal.hand_in("79", [("a.csv", LIST.encode())])
    portal.confirm(submission)
    with within(portal.boundary("79")), pytest.raises(column_choices.NotWaiting):
        column_choices.read_again(submission.pk)
    assert Submission.objects.using("owner").get().state == "confirmed"
