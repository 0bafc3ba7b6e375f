"""What statuses and notes of registers and lists mean, in the words that secretaries use.

`status_wordings.tsv` was written before the reader had seen it; wordings that have two honest
meanings ("Đã cấp lại") are not in it.
"""

from pathlib import Path

import pytest

from lieny.registry.intake.status_words import read_facility_status, read_licence_status
from lieny.registry.rules.status_words import speaks_of_reissue, speaks_of_stay
from lieny.vocabulary.working_time import read_working_time

LINES = (Path(__file__).parent / "status_wordings.tsv").read_text("utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]


def meaning(kind: str, text: str) -> str:
    """What the reader of that kind of cell makes of a text, in one word."""
    if kind == "licence":
        return str(read_licence_status(text))
    if kind == "facility":
        return str(read_facility_status(text))
    if kind == "stay":
        return "stay" if speaks_of_stay(text) else "none"
    if kind == "reissue":
        return "again" if speaks_of_reissue(text) else "none"
    flags = {str(flag) for flag in read_working_time(text).flags}
    return next((flag for flag in ("assignment", "away") if flag in flags), "none")


@pytest.mark.parametrize(("kind", "text", "meant"), CASES)
def test_a_wording_means_what_a_secretary_meant(kind: str, text: str, meant: str) -> None:
    assert meaning(kind, text) == meant


@pytest.mark.parametrize("text", ["Đang mở hồ sơ", "???", "Sáp nhập vào Bệnh viện A"])
def test_an_unknown_status_of_a_facility_is_not_guessed(text: str) -> None:
    assert read_facility_status(text) is None


def test_a_licence_that_only_made_way_for_a_new_number_was_not_taken_away() -> None:
    assert str(read_licence_status("Thu hồi để đổi GPHN")) == "replaced"
    assert str(read_licence_status("Thu hồi do không đủ điều kiện")) == "revoked"
    assert str(read_licence_status("Thu hồi, chưa cấp lại")) == "revoked"
