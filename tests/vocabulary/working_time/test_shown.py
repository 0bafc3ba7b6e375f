"""A reading as other programs see it."""

from lieny.vocabulary.working_time import read_working_time, time_reading_as_json


def test_a_reading_is_shown_with_all_that_was_understood() -> None:
    shown = time_reading_as_json(
        read_working_time("Từ 15/8/2024: T7 20h-6h sáng hôm sau; CN (2 tuần/lần) 7h-11h; trực abc")
    )
    assert shown == {
        "text": "Từ 15/8/2024: T7 20h-6h sáng hôm sau; CN (2 tuần/lần) 7h-11h; trực abc",
        "status": "partial",
        "definite": [[6, "20:00", "24:00"], [7, "00:00", "06:00"]],
        "possible": [[7, "07:00", "11:00"]],
        "notes": [
            "Không phải tuần nào cũng làm.",
            "Có ngày tháng trong ô giờ.",
            "Có phần trực hoặc theo phân công, không rõ giờ.",
        ],
        "days": [6, 7],
        "times": [],
        "hours_per_week": None,
        "valid_from": "2024-08-15",
        "valid_until": None,
        "flags": ["biweekly", "date_only", "on_call"],
        "not_understood": [],
    }


def test_hours_without_days_and_amounts_are_shown_beside_empty_sets() -> None:
    shown = time_reading_as_json(read_working_time("19h-7h, 40h/tuần"))
    assert shown["status"] == "undetermined"
    assert shown["definite"] == []
    assert shown["times"] == [["19:00", "07:00"]]
    assert shown["hours_per_week"] == 40


def test_days_off_are_not_among_the_days_said() -> None:
    assert time_reading_as_json(read_working_time("Hàng ngày, trừ CN"))["days"] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    assert time_reading_as_json(read_working_time("Giờ hành chính"))["days"] is None


def test_what_was_not_understood_is_named_in_a_note() -> None:
    shown = time_reading_as_json(read_working_time("T2 7h-11h blorp"))
    assert shown["not_understood"] == ["blorp"]
    assert shown["notes"] == ["Chưa hiểu: “blorp”."]
