"""The JSON contract."""

import json
from dataclasses import replace
from types import ModuleType

from lieny.registry.cli.render_json import render_json
from lieny.registry.rules.sign import Bilingual


def test_the_contract_holds_key_by_key(sample_results: ModuleType) -> None:
    written = json.loads("".join(render_json(sample_results.few())))
    assert list(written) == [
        *("as_of", "files", "persons", "registrations", "seconds", "findings"),
        *("not_run", "notes", "link_questions", "stages"),
    ]
    assert (written["as_of"], written["persons"], written["registrations"]) == (
        "2026-11-01",
        5120,
        8033,
    )
    assert written["seconds"] == 4.06
    first = written["files"][0]
    assert {key: first[key] for key in ("kind", "province", "rows", "accepted")} == {
        "kind": "registration-list",
        "province": "79",
        "rows": 120,
        "accepted": 118,
    }
    problem = first["problems"][0]
    assert {key: problem[key] for key in ("sheet", "row", "column", "given")} == {
        "sheet": "Danh sách",
        "row": 19,
        "column": "C",
        "given": "=HYPERLINK(0012..",
    }
    assert problem["problem"] == "Không đọc được số giấy phép."
    assert problem["advice"] == "Ghi dạng 000123/HCM-CCHN."


def test_an_overlap_is_written_with_its_intervals_law_and_cells(
    sample_results: ModuleType,
) -> None:
    written = json.loads("".join(render_json(sample_results.few())))
    sign = next(one for one in written["findings"] if one["rule"] == "R01")
    assert sign["severity"] == "high"
    assert sign["certainty"] == "definite"
    assert sign["person"] == {
        "id": "p-3f9a1c",
        "name": "Nguyễn Thị Hoàng Phương Quỳnh",
        "licences": ["000123/HCM-CCHN"],
    }
    assert sign["provinces"] == ["79", "75"]
    assert sign["cross_province"] is True
    assert sign["minutes_per_week"] == 360
    assert sign["intervals"] == [[2, "08:00", "11:00"], [4, "08:00", "11:00"]]
    assert sign["law"][0]["instrument"] == "15/2023/QH15"
    assert sign["law"][0]["article"] == "Điều 36 khoản 1"
    assert [one["row"] for one in sign["evidence"]] == [12, 17]
    assert sign["evidence"][0]["raw"]["Số GPHN/CCHN"] == "000123/HCM-CCHN"
    assert sign["vi"].endswith("trùng giờ T3, T5 08:00–11:00, tổng 6 giờ/tuần.")
    assert sign["vanishes_if"]["en"].startswith("Vanishes if")
    assert sign["question"] is None


def test_a_sign_without_hours_has_no_intervals(sample_results: ModuleType) -> None:
    written = json.loads("".join(render_json(sample_results.few())))
    sign = next(one for one in written["findings"] if one["rule"] == "R06")
    assert sign["intervals"] == []
    assert sign["minutes_per_week"] is None


def test_rules_not_run_and_link_questions_are_told(sample_results: ModuleType) -> None:
    written = json.loads("".join(render_json(sample_results.few())))
    assert [one["rule"] for one in written["not_run"]] == ["R17", "R24"]
    pair = written["link_questions"][0]
    assert (pair["left"]["row"], pair["right"]["row"], pair["weight"]) == (12, 17, 3.25)
    assert pair["reasons"][1] == {
        "vi": "Ngày sinh khác nhau",
        "en": "Birth dates differ",
        "weight": -3.25,
    }
    assert written["stages"]["link"] == 1.2


def test_the_same_result_gives_the_same_text_in_pieces(sample_results: ModuleType) -> None:
    result = sample_results.many(50)
    pieces = list(render_json(result))
    assert "".join(pieces) == "".join(render_json(result))
    # One piece a finding at least: nothing gathers the whole in memory.
    assert len(pieces) > 50
    assert max(map(len, pieces)) < 10_000
    assert len(json.loads("".join(pieces))["findings"]) == 50


def test_a_result_without_findings_is_valid(sample_results: ModuleType) -> None:
    empty = replace(sample_results.nothing(), files=())
    written = json.loads("".join(render_json(empty)))
    assert written["findings"] == []
    assert written["files"] == []


def test_a_path_with_a_broken_letter_can_still_be_encoded(sample_results: ModuleType) -> None:
    result = sample_results.nothing()
    file = replace(result.files[0], path="danh s\udce1ch.xlsx")
    text = "".join(render_json(replace(result, files=(file,))))
    assert json.loads(text.encode("utf-8"))["files"][0]["path"] == "danh s\udce1ch.xlsx"


def test_what_was_not_compared_in_full_is_told(sample_results: ModuleType) -> None:
    told = replace(sample_results.few(), notes=(Bilingual("Quá nhiều dòng.", "Too many rows."),))
    written = json.loads("".join(render_json(told)))
    assert written["notes"] == [{"vi": "Quá nhiều dòng.", "en": "Too many rows."}]
