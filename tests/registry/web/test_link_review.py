"""The review of links, page by page: order, wall between provinces, two people, undoing, audit."""

import pytest
from case_ground import AT
from django.db import IntegrityError, transaction

from lieny.people.models import User
from lieny.people.models.audit_record import AuditRecord
from lieny.registry.models import (
    Case,
    CaseEvent,
    CaseFollowing,
    LinkDecision,
    LinkDoubt,
    LinkQuestion,
)
from lieny.registry.services import link_decisions
from lieny.registry.services.link_decisions import Decider, Verdict


@pytest.fixture
def links(own_database):
    from link_ground import Links  # noqa: PLC0415

    return Links()


@pytest.fixture
def ground(links):
    return links


def address(question):
    return f"/ghep-ho-so/{question.one_id}-{question.other_id}/"


def text(client, path, **words):
    answer = client.get(path, words)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def decided():
    return list(LinkDecision.objects.using("owner").order_by("id"))


def deeds(action):
    rows = AuditRecord.objects.using("owner").filter(action=action)
    return list(rows.order_by("sequence").values_list("target", "outcome"))


def test_the_queue_shows_pairs_of_ones_own_province_those_that_change_a_sign_first(links, sign):
    page = text(sign("hoa"), "/ghep-ho-so/")
    places = [page.index(address(one)) for one in (links.across, links.second, links.within)]
    assert places[0] < places[1] < places[2] or places == sorted(places)
    assert address(links.foreign) not in page
    assert "Cao Thị Xa" not in page
    assert "Sẽ có" in page
    listed = AuditRecord.objects.using("owner").filter(action="link.read").latest("sequence")
    assert f"{links.across.one_id}-{links.across.other_id}" in listed.detail
    only = text(sign("hoa"), "/ghep-ho-so/", doi="1")
    assert address(links.across) in only
    assert address(links.second) not in only
    of_75 = text(sign("hoa"), "/ghep-ho-so/", tinh="75")
    assert address(links.within) not in of_75


def test_a_pair_shows_its_differences_and_why_and_nothing_of_where_the_other_works(links, sign):
    links.rows["75"].person_id = links.across.other_id
    links.rows["75"].save(using="owner")
    page = text(sign("hoa"), address(links.across))
    assert "<mark>" in page
    assert "Số giấy phép / chứng chỉ hành nghề: cùng nơi cấp, lệch một chữ số" in page
    assert "mạnh" in page
    assert "Bệnh viện Thống Nhất" not in page
    assert "Sở Y tế Đồng Nai" in page
    assert "giờ/tuần" not in page  # minutes are told to who sees both sides
    assert deeds("link.read")[-1] == (f"{links.across.one_id}-{links.across.other_id}", "done")
    other = text(sign("mai"), address(links.across))
    assert "Bệnh viện Thống Nhất" in other  # Đồng Nai sees its own side


def test_the_heading_of_each_side_names_every_province_that_holds_a_row_of_it(links, sign):
    from link_ground import LEVELS, PARTS  # noqa: PLC0415

    pair = links.pair(
        ("Hoàng Cẩm Diễm", "79", 1199), ("Hoàng Cẩm Diễm", "79", 3170), contradicted=True,
        parts={**PARTS, "birth": 13.9, "personal_number": -9.9},
        levels={**LEVELS, "birth": "equal", "personal_number": "differ"},
    )  # fmt: skip
    for side in (pair.one, pair.other):
        side.provinces = ["75", "79"]
        side.save(using="owner")
    page = text(sign("hoa"), address(pair))
    heading = page[page.index("<thead>") : page.index("</thead>")]
    assert heading.count("TP. Hồ Chí Minh") == 2
    assert heading.count("Đồng Nai") == 2
    assert heading.index("TP. Hồ Chí Minh") < heading.index("Đồng Nai")  # the compared row first
    assert "Hai hồ sơ có dòng của TP. Hồ Chí Minh, Đồng Nai" in page
    # What forbids a link is named, and only that: the birth dates are equal.
    line = page[page.index('class="answer"') :]
    line = line[: line.index("</p>")]
    assert "Số định danh cá nhân / CMND" in line
    assert "Ngày sinh" not in line
    assert "ngày sinh" not in line


@pytest.mark.parametrize(
    ("name", "code"),
    [("hoa", 200), ("binh", 200), ("mai", 200), ("nam", 200), ("tay", 302), ("thu", 403),
     ("kiem", 403), ("quan", 403), ("sao", 403), ("vung", 403), ("nobody", 302)],
)  # fmt: skip
def test_who_opens_a_pair(links, sign, name, code):
    assert sign(name).get(address(links.across)).status_code == code


def test_only_licensing_officers_decide_and_nothing_is_written_for_others(links, sign):
    for name in ("binh", "thu", "tay", "sao", "kiem", "vung"):
        answer = sign(name).post(f"{address(links.across)}quyet-dinh/", {"verdict": "same"})
        assert answer.status_code in {403, 404}, name
    assert decided() == []


def test_two_persons_is_said_and_the_next_pair_comes(links, sign):
    answer = sign("hoa").post(
        f"{address(links.across)}quyet-dinh/", {"verdict": "different", "reason": "hai năm sinh"}
    )
    (made,) = decided()
    assert (made.verdict, made.reason, made.decided_for) == ("different", "hai năm sinh", "79")
    assert made.is_in_force
    assert made.asked["makes"] == {"R01": 300}
    assert answer.status_code == 302
    assert answer.url == f"{address(links.second)}?vua={made.pk}"
    page = text(sign("hoa"), answer.url)
    assert "Hoàn tác" in page
    assert address(links.across) not in text(sign("hoa"), "/ghep-ho-so/")
    assert "Đoàn Mạnh Khương Duy" in text(sign("mai"), "/ghep-ho-so/?xem=da-quyet")


def test_not_clear_leaves_the_queue_until_the_rows_say_something_else(links, sign):
    client = sign("hoa")
    client.post(f"{address(links.across)}quyet-dinh/", {"verdict": "unsure", "reason": "hỏi lại"})
    assert decided() == []
    doubt = LinkDoubt.objects.using("owner").get()
    assert (doubt.province, doubt.note) == ("79", "hỏi lại")
    assert address(links.across) not in text(client, "/ghep-ho-so/")
    assert address(links.across) in text(client, "/ghep-ho-so/?xem=chua-ro")
    assert address(links.across) in text(sign("mai"), "/ghep-ho-so/")  # another department's word
    links.across.one_shown["licence_serial"] = 1243
    links.across.save(using="owner")
    assert address(links.across) in text(client, "/ghep-ho-so/")


def test_merging_across_provinces_waits_for_the_other_province(links, sign):
    sign("hoa").post(f"{address(links.across)}quyet-dinh/", {"verdict": "same"})
    (made,) = decided()
    assert made.across_provinces
    assert made.behind_wall_id == links.across.other_id
    assert not made.is_in_force
    confirm = f"/ghep-ho-so/quyet-dinh/{made.pk}/xac-nhan/"
    # Neither whoever proposed nor a colleague who sees the same side alone.
    for name in ("hoa", "binh"):
        said = sign(name).post(confirm, {"answer": "yes"}, follow=True).content.decode()
        assert "chưa có gì được ghi" in said, name
        assert "Chờ Sở Y tế Đồng Nai xác nhận" in said, name
        assert not decided()[0].is_in_force, name
    assert address(links.across) in text(sign("hoa"), "/ghep-ho-so/?xem=da-de-nghi")
    assert address(links.across) in text(sign("mai"), "/ghep-ho-so/?xem=xac-nhan")
    assert sign("tay").post(confirm, {"answer": "yes"}).status_code == 404
    assert "Đồng ý: một người" in text(sign("nam"), address(links.across))
    assert sign("nam").post(confirm, {"answer": "yes"}).status_code == 302
    (made,) = decided()
    assert made.is_in_force
    assert made.seconded_for == "75"
    assert deeds("link.second")[-1] == (str(made.pk), "done")


def test_the_same_account_cannot_second_even_past_the_pages(links, sign):
    sign("hoa").post(f"{address(links.across)}quyet-dinh/", {"verdict": "same"})
    (made,) = decided()
    with (
        pytest.raises(IntegrityError, match="nobody_seconds_themselves"),
        links.as_("hoa"),
        transaction.atomic(),
    ):
        LinkDecision.objects.filter(pk=made.pk).update(seconded_by=made.decided_by_id)
    assert decided()[0].seconded_by_id is None


def test_the_other_province_may_say_that_they_are_two(links, sign):
    sign("hoa").post(f"{address(links.across)}quyet-dinh/", {"verdict": "same"})
    (made,) = decided()
    sign("mai").post(
        f"/ghep-ho-so/quyet-dinh/{made.pk}/xac-nhan/", {"answer": "no", "reason": "khác ngày sinh"}
    )
    first, opposite = decided()
    assert (first.undone_reason, first.undone_for) == ("khác ngày sinh", "75")
    assert (opposite.verdict, opposite.decided_for, opposite.is_in_force) == (
        "different", "75", True,
    )  # fmt: skip
    assert opposite.asked == first.asked


def test_within_one_province_one_word_is_enough_and_it_is_undone_with_a_reason(links, sign):
    sign("hoa").post(f"{address(links.within)}quyet-dinh/", {"verdict": "same", "reason": "CCCD"})
    (made,) = decided()
    assert made.is_in_force
    person = f"/so-dang-ky/nguoi/{links.within.one.public_id}/"
    page = text(sign("hoa"), person)
    assert "Cùng một người" in page
    assert "CCCD" in page
    undo = f"/ghep-ho-so/quyet-dinh/{made.pk}/hoan-tac/"
    sign("hoa").post(undo, {"reason": "  "})
    assert decided()[0].undone_at is None
    sign("binh").post(undo, {"reason": "nhầm với anh trai"})
    assert decided()[0].undone_reason == "nhầm với anh trai"
    assert "nhầm với anh trai" in text(sign("hoa"), person)
    assert deeds("link.undo") == [(str(made.pk), "done")]
    assert sign("binh").post(undo, {"reason": "lần nữa"}).status_code == 404


def test_an_undoing_that_a_case_stands_against_says_which_and_what_to_do(links, sign):
    pair = links.within
    sign("hoa").post(f"{address(pair)}quyet-dinh/", {"verdict": "same"})
    (decision,) = decided()
    case = Case.objects.using("owner").create(
        number="2026/000007", person_id=pair.one_id, state="closed", severity="high", lead="79",
        since=AT, opened_at=AT, version=2, outcome="exempt",
    )  # fmt: skip
    CaseFollowing.objects.using("owner").create(
        case=case, version=1, person_id=pair.other_id, into_id=pair.one_id, at=AT
    )
    CaseEvent.objects.using("owner").create(
        case=case, version=2, act="sign", party="lead", department="79", at=AT,
        state_before="exempt", state_after="closed",
    )  # fmt: skip
    undo = f"/ghep-ho-so/quyet-dinh/{decision.pk}/hoan-tac/"
    page = sign("hoa").post(undo, {"reason": "nhầm"}, follow=True).content.decode()
    assert (
        "Hồ sơ 2026/000007 đã được quyết định khi hai người còn là một. Khi hồ sơ kết thúc, hãy mở "
        "lại hồ sơ với lý do; hồ sơ trở lại xác minh thì hoàn tác được. Chưa có gì được ghi."
    ) in page
    assert decided()[0].undone_at is None


def test_who_comes_second_is_told_and_writes_nothing(links, sign):
    late = sign("mai")
    sign("hoa").post(f"{address(links.across)}quyet-dinh/", {"verdict": "different"})
    answer = late.post(f"{address(links.across)}quyet-dinh/", {"verdict": "same"}, follow=True)
    assert "vừa được quyết định" in answer.content.decode()
    assert len(decided()) == 1


def test_decisions_in_a_row_leave_one_job(links, sign):
    from procrastinate.contrib.django.models import ProcrastinateJob  # noqa: PLC0415

    more = links.pair(("Vũ Văn Một", "79", 7), ("Vũ Văn Một", "79", 8))
    for question in (links.within, more):
        sign("hoa").post(f"{address(question)}quyet-dinh/", {"verdict": "same"})
    assert len(decided()) == 2
    waiting = ProcrastinateJob.objects.using("owner").filter(queueing_lock="registry.link_anew")
    assert waiting.count() == 1


def test_undoing_asks_for_a_reason_in_the_service_too(links):
    with links.as_("hoa"):
        by = Decider(links.users["hoa"].pk, "79")
        pair = (links.within.one_id, links.within.other_id)
        made = link_decisions.decide(pair, Verdict.SAME, by=by, at=AT)
        with pytest.raises(link_decisions.NoReason):
            link_decisions.undo(made.pk, by=by, at=AT)
    assert decided()[0].undone_at is None


def test_an_empty_queue_says_what_to_do(links, sign):
    LinkQuestion.objects.using("owner").all().delete()
    page = text(sign("hoa"), "/ghep-ho-so/")
    assert "Không còn cặp nào chờ quyết định" in page
    assert User.objects.using("owner").count() == len(links.users)
