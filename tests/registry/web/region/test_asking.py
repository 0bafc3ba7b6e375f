"""Asking before accepting: page and JSON call give one answer; nothing unread is looked up."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
import json

import pytest

ASK = "/api/v1/ask-before"


@pytest.fixture
def engaged(registry, behind):
    """Somebody of province 79 with a full licence number and hours that are certain."""
    from lieny.registry.models import Registration

    with behind("officer-79", "79"):
        return (
            Registration.objects.filter(
                province="79", known_until=None, licence_serial__isnull=False,
                definite__isnull=False, valid_until=None,
            )
            .exclude(licence_issuer="").exclude(licence_type="").exclude(name="").first()
        )  # fmt: skip


def asked(row, hours):
    number = f"{row.licence_serial:06d}/{row.licence_issuer}-{row.licence_type}"
    return {"licence": number, "name": row.name, "hours": hours}


def posted(client, words):
    return client.post(ASK, json.dumps(words), content_type="application/json")


@pytest.fixture
def auditor(behind):
    """What was asked within this test."""
    from lieny.people.models import AuditRecord

    def asking():
        with behind("officer-79", "79"):
            found = AuditRecord.objects.filter(action="registry.ask-before")
            return sorted(found.values_list("sequence", flat=True))

    before = asking()
    return lambda: [one for one in asking() if one not in before]


def test_hours_that_somebody_works_elsewhere_clash(engaged, browser_of):
    from lieny.vocabulary.weekly_set import WeeklySet

    works = WeeklySet.from_bytes(bytes(engaged.definite))
    answer = posted(browser_of("officer-79"), asked(engaged, "T2-CN: 0h00-24h00")).json()
    assert (answer["known"], answer["free"]) == (True, False)
    busy = WeeklySet(tuple((start, end) for start, end in answer["busy"]))
    assert (busy & works) == works


def test_the_page_says_what_the_call_says(engaged, browser_of):
    client = browser_of("officer-79")
    words = asked(engaged, "T2-CN: 0h00-24h00")
    assert "verdict busy" in client.post("/hoi-truoc/", words).content.decode()


@pytest.fixture
def stopped(registry, behind):
    """A register's entry of a stopped licence, and a row of a list that still uses the number."""
    from lieny.registry.models import LicenceRow, Registration

    with behind("officer-79", "79"):
        for entry in LicenceRow.objects.filter(
            known_until=None, status__in=["revoked", "suspended"], serial__isnull=False
        ):
            used = Registration.objects.filter(
                known_until=None, person_id=entry.person_id, licence_serial=entry.serial,
                licence_issuer=entry.issuer, licence_type=entry.type,
            ).first()  # fmt: skip
            if used is not None:
                return entry, used, str(used.person.public_id)
    raise AssertionError("the region plants licences that are stopped and still used")


def test_a_stopped_licence_is_told_before_the_hours(stopped, browser_of):
    entry, used, _ = stopped
    words = {**asked(used, "CN: 3h00-3h30"), "since": f"{entry.status_from:%Y-%m-%d}"}
    client = browser_of("officer-79")
    (told,) = posted(client, words).json()["licence_signs"]
    assert (told["number"], told["sign"], told["from"]) == (
        words["licence"], entry.status, entry.status_from.isoformat()
    )  # fmt: skip
    page = client.post("/hoi-truoc/", words).content.decode()
    assert "verdict licence" in page
    assert "Rảnh" not in page
    assert f"{entry.status_from:%d/%m/%Y}" in page


def test_the_same_is_told_from_the_person_s_page(stopped, browser_of):
    entry, _, person = stopped
    words = {"person": person, "hours": "CN: 3h00-3h30",
             "since": f"{entry.status_from:%Y-%m-%d}"}  # fmt: skip
    page = browser_of("officer-79").post("/hoi-truoc/", words).content.decode()
    assert "verdict licence" in page


def test_a_licence_in_order_has_nothing_against_it(engaged, browser_of):
    answer = posted(browser_of("officer-79"), asked(engaged, "CN: 3h00-3h30")).json()
    assert answer["licence_signs"] == []


def test_what_cannot_be_read_is_told_field_by_field_and_not_recorded(engaged, browser_of, behind):
    from lieny.people.models import AuditRecord

    client = browser_of("officer-79")
    answer = posted(client, {"licence": "không rõ", "name": "", "hours": "lúc rảnh"})
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["problems"]} == {"licence", "name", "hours"}
    with behind("officer-79", "79"):
        assert not AuditRecord.objects.filter(action="registry.ask-before").exists()


@pytest.mark.parametrize("body", ["[]", "{", '{"hours": 5}', '{"who": "x"}', '"x"'])
def test_a_body_of_another_shape_is_refused(browser_of, body):
    answer = browser_of("officer-79").post(ASK, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "body"


@pytest.mark.parametrize("name", ["auditor-79", "admin-79", "coordinator"])
def test_offices_that_do_not_ask_are_refused(engaged, browser_of, name):
    assert posted(browser_of(name), asked(engaged, "")).status_code == 403


def signs_of(answer):
    return {(one["rule"], one["certainty"], one["hours_only"]) for one in answer["signs"]}


def test_the_call_tells_the_signs_that_would_arise_each_with_label_certainty_and_sentence(
    engaged, browser_of
):
    answer = posted(browser_of("officer-79"), asked(engaged, "T2-CN: 0h00-24h00")).json()
    overlaps = [one for one in answer["signs"] if one["rule"] == "R01" and not one["hours_only"]]
    assert overlaps
    for sign in overlaps:
        assert sign["label"] == {"vi": "Trùng giờ hành nghề", "en": "Overlapping hours"}
        assert (sign["certainty"], sign["severity"], sign["stands"]) == ("definite", "high", False)
        assert "cơ sở đang hỏi" in sign["said"]["vi"]
        assert sign["overlap"]
    assert answer["reply"] == "busy"
    assert set(answer["not_judged"]).isdisjoint(one["rule"] for one in answer["signs"])


def test_a_stranger_s_department_reads_nothing_of_the_place(engaged, browser_of, behind):
    from lieny.registry.models import Facility, Registration

    with behind("officer-79", "79"):
        places = Registration.objects.filter(person_id=engaged.person_id, known_until=None)
        names = list(
            Facility.objects.filter(pk__in=places.values("facility")).values_list("name", flat=True)
        )
        elsewhere = sorted({"75", "80"} - set(engaged.person.provinces))
    assert names
    words = asked(engaged, "T2-CN: 0h00-24h00")
    client = browser_of(f"officer-{elsewhere[0]}")
    answer = posted(client, words)
    assert any(one["hours_only"] for one in answer.json()["signs"])
    page = client.post("/hoi-truoc/", words).content.decode()
    for text in (json.dumps(answer.json(), ensure_ascii=False), page):
        assert not [name for name in names if name in text]
    assert {(one["facility"], one["province"]) for one in answer.json()["clashes"]} == {
        (None, None)
    }


def test_what_was_not_understood_of_the_hours_is_told_and_nobody_is_firmly_free(
    engaged, browser_of
):
    client = browser_of("officer-79")
    words = asked(engaged, "CN: 3h00-3h30; xyz")
    answer = posted(client, words).json()
    assert (answer["free"], answer["reply"]) == (None, "likely-free")
    assert answer["hours_read"]["not_understood"] == ["xyz"]
    page = client.post("/hoi-truoc/", words).content.decode()
    assert "Chưa hiểu “xyz”: phần này chưa được xét." in page
    assert "Rảnh:" not in page


@pytest.mark.parametrize(
    ("hours", "assumed"), [("Sáng CN", "CN 07:00–11:30"), ("CN: 10h-8h", "CN 10:00–20:00")]
)
def test_hours_that_are_only_possible_are_said_to_be_so(engaged, browser_of, hours, assumed):
    page = browser_of("officer-79").post("/hoi-truoc/", asked(engaged, hours)).content.decode()
    assert f"Đang hiểu là có thể làm {assumed}." in page
    assert "Rảnh:" not in page


def test_without_hours_it_is_said_what_is_missing(engaged, browser_of):
    page = browser_of("officer-79").post("/hoi-truoc/", asked(engaged, "")).content.decode()
    assert "Chưa ghi giờ xin đăng ký nên chưa xét trùng giờ." in page
    assert "Nếu duyệt, cả tuần là" not in page


def test_a_clash_is_told_once_with_the_place_that_it_is_with(engaged, browser_of, behind):
    with behind("officer-79", "79"):
        name = engaged.facility.name
    page = browser_of("officer-79").post(
        "/hoi-truoc/", asked(engaged, "T2-CN: 0h00-24h00")
    ).content.decode()  # fmt: skip
    assert page.count(f"</span> {name}: ") == 1


@pytest.fixture
def places(registry, behind):
    """Two facilities of province 79 whose names share words, and one of another province."""
    from lieny.registry.models import Facility

    with behind("officer-79", "79"):
        own = list(Facility.objects.filter(province="79", merged_into=None).order_by("id"))
        return own, Facility.objects.filter(province="75", merged_into=None).first()


def test_the_facility_is_typed_by_name_or_by_operating_licence(places, engaged, browser_of):
    own, _ = places
    numbered = next(one for one in own if one.operating_licence)
    client = browser_of("officer-79")
    label = f"{numbered.name} ({numbered.operating_licence})"
    for typed in (label, numbered.operating_licence, str(numbered.pk)):
        words = {**asked(engaged, "CN: 3h00-3h30"), "facility": typed}
        answer = client.post("/hoi-truoc/", words)
        assert answer.status_code == 200
        assert f'value="{label}"' in answer.content.decode()


def test_words_that_fit_several_facilities_are_asked_about(places, engaged, browser_of):
    client = browser_of("officer-79")
    words = {**asked(engaged, "CN: 3h00-3h30"), "facility": "phòng khám"}
    answer = client.post("/hoi-truoc/", words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('type="radio" name="place"') > 1
    chosen = page.split('name="place" value="')[1].split('"')[0]
    assert client.post("/hoi-truoc/", {**words, "place": chosen}).status_code == 200


def test_only_one_s_own_facilities_are_offered(places, browser_of):
    own, other = places
    client = browser_of("officer-79")
    offered = client.get("/hoi-truoc/co-so/", {"facility": own[0].name}).content.decode()
    assert own[0].name in offered
    assert other.name not in client.get(
        "/hoi-truoc/co-so/", {"facility": other.name}
    ).content.decode()  # fmt: skip
    assert browser_of("auditor-79").get("/hoi-truoc/co-so/").status_code == 403


UNKNOWN = {"licence": "999999/HCM-CCHN", "name": "Lý Thị Mới", "hours": "T2: 17h-20h"}


def test_of_somebody_whom_nobody_knows_it_is_not_said_that_there_is_no_sign(registry, browser_of):
    client = browser_of("officer-79")
    page = client.post("/hoi-truoc/", UNKNOWN).content.decode()
    assert "số 999999/HCM-CCHN không có trong sổ cấp nào đang biết." in page
    assert "Chưa thể nói gì về dấu hiệu: không biết người này" in page
    assert "Không có dấu hiệu nào." not in page
    (remark,) = posted(client, UNKNOWN).json()["remarks"]
    assert remark["en"] == (
        "Public look-up: the number 999999/HCM-CCHN is in no register that is known here."
    )


def test_rules_that_are_not_judged_are_named_by_their_titles(registry, browser_of):
    from lieny.registry.rules.rule_words import rule_title
    from lieny.registry.services.would_be_signs import NOT_JUDGED

    client = browser_of("officer-79")
    page = client.post("/hoi-truoc/", UNKNOWN).content.decode()
    assert "; ".join(rule_title(rule).vi for rule in NOT_JUDGED) in page
    assert not [rule for rule in NOT_JUDGED if rule in page]


def test_a_place_that_nothing_resembles_is_said_to_be_not_found(places, engaged, browser_of):
    words = {**asked(engaged, "CN: 3h00-3h30"), "facility": "Zzz khong co"}
    answer = browser_of("officer-79").post("/hoi-truoc/", words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không thấy cơ sở nào như “Zzz khong co” trong tỉnh." in page
    assert 'name="place"' not in page


def test_the_week_afterwards_goes_from_certain_to_possible_hours(engaged, browser_of):
    from lieny.ui.words import weekly_range_in_words

    client = browser_of("officer-79")
    words = asked(engaged, "hành chính; T7: 17h-20h")
    answer = posted(client, words).json()
    surely, most = (
        answer[name] for name in ("minutes_a_week_afterwards", "most_minutes_a_week_afterwards")
    )
    assert surely < most
    page = client.post("/hoi-truoc/", words).content.decode()
    assert f"cả tuần là {weekly_range_in_words(surely, most)}." in page


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2010-01-01", "Những ngày đang hỏi (từ 01/01/2010 đến 31/12/2010) đã qua; hôm nay là "),
        ("", "Những ngày đang hỏi (đến 31/12/2010) đã qua; hôm nay là "),
    ],
)
def test_days_that_are_past_are_refused_by_page_and_call_and_nothing_is_recorded(
    engaged, browser_of, auditor, since, said
):
    client = browser_of("officer-79")
    words = {**asked(engaged, "CN: 3h00-3h30"), "since": since, "until": "2010-12-31"}
    answer = client.post("/hoi-truoc/", words)
    page = answer.content.decode()
    assert (answer.status_code, said in page, "verdict" in page) == (422, True, False)
    assert "Hãy để trống ngày kết thúc hoặc ghi từ hôm nay trở đi." in page
    told = posted(client, words)
    (problem,) = told.json()["problems"]
    assert (told.status_code, problem["field"]) == (422, "until")
    assert problem["vi"].startswith(said)
    assert "are past; today is " in problem["en"]
    assert auditor() == []


def test_the_part_of_the_hours_that_does_not_exist_is_named(engaged, browser_of):
    words = asked(engaged, "T8: 17h-20h; T2: 8h61-9h")
    page = browser_of("officer-79").post("/hoi-truoc/", words).content.decode()
    assert "“T2: 8h61-9h”: có ngày hoặc giờ không tồn tại." in page
