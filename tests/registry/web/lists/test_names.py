"""A folder that is handed in keeps its folders in the names of its files, and leads nowhere."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import json
from pathlib import Path, PurePosixPath

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from stored_lists import CLINIC, HOSPITAL, OANH, official_list

from lieny.registry.services.handing_in import LONGEST_NAME, LONGEST_PART, kept_name
from lieny.registry.web.list_names import names_sent


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("Quý 4/Huyện A/ds.xlsx", "Quý 4/Huyện A/ds.xlsx"),
        ("/etc/../../root/./ds.xlsx", "etc/root/ds.xlsx"),
        ("C:\\Users\\An\\ds.xlsx", "C/Users/An/ds.xlsx"),
        ("..", "tệp"),
        ("", "tệp"),
        (" a \x00/ds\n.xlsx ", "a/ds.xlsx"),
        ("ds\u202excod.xlsx", "dsxcod.xlsx"),
        ("Qu\u0079\u0301/ds.xlsx", "Quý/ds.xlsx"),
    ],
)
def test_what_is_kept_of_a_path(given_, kept):
    assert kept_name(given_) == kept


def test_a_long_path_loses_its_outer_folders_and_keeps_its_ending():
    name = kept_name("/".join(["ngoài"] * 60) + "/" + "ệ" * 300 + ".xlsx")
    assert name.endswith("ệ.xlsx")
    assert len(name) <= LONGEST_NAME
    assert name.startswith("ngoài/")


@given(st.text(max_size=600))
def test_no_name_leads_elsewhere_and_each_can_be_written(text):
    name = kept_name(text)
    path = PurePosixPath(name)
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert 0 < len(name) <= LONGEST_NAME
    assert all(len(part.encode()) <= LONGEST_PART for part in path.parts)
    assert kept_name(name) == name
    base = Path("/srv/x")
    assert (base / name).resolve().is_relative_to(base)


@pytest.mark.parametrize(
    "paths",
    [
        "",
        "no json",
        "[" * 5_000,
        '{"a": 1}',
        '["a/x.xlsx"]',
        '["a/x.xlsx", 3]',
        '["a/y.xlsx", "b"]',
    ],
)
def test_paths_that_do_not_fit_the_files_are_not_believed(paths):
    assert list(names_sent(paths, ["x.xlsx", "z.xlsx"])) in (
        ["x.xlsx", "z.xlsx"],
        ["a/x.xlsx", "z.xlsx"],  # each is believed where it ends in its own file's name
    )


def test_a_dropped_folder_is_told_with_its_folders(portal, officer):
    from lieny.registry.models import SourceFile

    files = [
        SimpleUploadedFile("ds.xlsx", official_list(HOSPITAL, [(OANH, "T2: 7h-11h")])),
        SimpleUploadedFile("ds.xlsx", official_list(CLINIC, [(OANH, "T3: 7h-11h")])),
    ]
    paths = json.dumps(["Quý 4/BV/ds.xlsx", "../Quý 4/PK/ds.xlsx"])
    answer = officer.post("/danh-sach/nop/", {"files": files, "paths": paths})
    assert answer.status_code == 302
    names = SourceFile.objects.using("owner").order_by("name").values_list("name", flat=True)
    assert list(names) == ["Quý 4/BV/ds.xlsx", "Quý 4/PK/ds.xlsx"]


def test_a_form_without_files_says_what_to_do(portal, officer):
    answer = officer.post("/danh-sach/nop/", {"paths": "[]"})
    assert answer.status_code == 422
    assert "Chưa có tệp nào được chọn" in answer.content.decode()


def test_more_files_come_in_one_form_than_django_takes_by_itself(portal, officer):
    files = [SimpleUploadedFile(f"{number}.csv", b"%d" % number) for number in range(120)]
    assert officer.post("/danh-sach/nop/", {"files": files}).status_code == 302
