"""Lists that were drawn are shown again, until something changes that stands in them."""

from datetime import date

import pytest
from case_ground import AT, NAME
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lieny.people.models import Organisation
from lieny.registry.models import (
    Case,
    CaseNotice,
    Facility,
    LinkDecision,
    Person,
    Registration,
    SourceFile,
    StoredSign,
    Submission,
)
from lieny.registry.services.cases.opening import open_case
from lieny.registry.services.kept import Changing, kept_until_change

SIGNS, CASES, OVERVIEW = "/ho-so/?view=signs", "/ho-so/", "/"
NEW_NAME = "Trần Thị MỚI-ĐỔI"


def seen(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rename(ground):
    Person.objects.using("owner").filter(pk=ground.person.pk).update(name=NEW_NAME)


def tables_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        seen(client, address)
    names = ("registry_person", "registry_storedsign", "registry_casesign", "registry_submission")
    return {name for name in names for one in asked.captured_queries if f'"{name}"' in one["sql"]}


@pytest.mark.parametrize("address", [SIGNS, CASES, OVERVIEW])
def test_what_was_drawn_is_shown_again_without_asking(ground, sign, address):
    hoa = sign("hoa")
    first = seen(hoa, address)
    assert tables_of(hoa, address) == set()
    assert seen(hoa, address).count("<tr") == first.count("<tr")


def test_a_person_who_is_called_otherwise_is_at_once(ground, sign):
    hoa, now = sign("hoa"), timezone.now()
    new = ground.new_sign(ground.person, rule="R07")
    StoredSign.objects.using("owner").filter(pk=new.pk).update(first_seen_at=now, last_seen_at=now)
    assert [NAME in seen(hoa, one) for one in (SIGNS, OVERVIEW)] == [True, True]
    rename(ground)
    for address in (SIGNS, OVERVIEW):
        page = seen(hoa, address)
        assert (NEW_NAME in page, NAME in page) == (True, False)


def test_an_opened_case_leaves_the_signs_and_stands_among_the_cases(ground, sign):
    hoa = sign("hoa")
    assert (NAME in seen(hoa, SIGNS), NAME in seen(hoa, CASES)) == (True, False)
    with ground.as_("hoa"):
        case = open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)
    assert (NAME in seen(hoa, SIGNS), NAME in seen(hoa, CASES)) == (False, True)
    assert case.number not in seen(hoa, OVERVIEW)
    Case.objects.using("owner").filter(pk=case.pk).update(due_on=timezone.localdate())
    assert case.number in seen(hoa, OVERVIEW)
    rename(ground)
    assert [NEW_NAME in seen(hoa, one) for one in (CASES, OVERVIEW)] == [True, True]


def test_a_list_of_news_is_empty_once_they_are_read(ground, sign):
    mai = sign("mai")
    with ground.as_("hoa"):
        case = open_case(ground.person.pk, by=ground.users["hoa"].pk, at=AT)
    notice = CaseNotice.objects.using("owner").filter(case=case)
    assert case.number in seen(mai, "/ho-so/?view=new")
    notice.update(read_at=AT, read_by=ground.users["mai"])
    assert case.number not in seen(mai, "/ho-so/?view=new")


def test_nobody_is_shown_what_was_drawn_for_another_department(ground, sign):
    alone = ground.new_person("Lý CHỈ-Ở-79", ["79"])
    ground.new_sign(alone, rule="R07", provinces=("79",))
    assert "CHỈ-Ở-79" in seen(sign("hoa"), SIGNS)
    assert "CHỈ-Ở-79" not in seen(sign("mai"), SIGNS)


def test_each_language_is_drawn_by_itself(ground, sign):
    hoa = sign("hoa")
    assert "Chờ Sở tôi" in seen(hoa, CASES)
    hoa.cookies["lieny_language"] = "en"
    english = seen(hoa, CASES)
    assert ("Waiting for us" in english, "Chờ Sở tôi" in english) == (True, False)


def test_the_overview_follows_lists_and_who_handed_them_in(ground, sign):
    hoa = sign("hoa")
    before = seen(hoa, OVERVIEW)
    assert "<b>1</b> lần nộp chờ quyết định" in before
    Organisation.objects.using("owner").filter(pk=ground.places["79"].pk).update(name="SỞ ĐỔI TÊN")
    assert "SỞ ĐỔI TÊN" in seen(hoa, OVERVIEW)
    Submission.objects.using("owner").filter(province="79").update(state="failed")
    after = seen(hoa, OVERVIEW)
    assert "<b>0</b> lần nộp chờ quyết định" in after
    assert "lần nộp không đọc được" in after


WRITERS = {
    Facility: Changing.REGISTER,
    LinkDecision: Changing.REGISTER,
    Person: Changing.REGISTER,
    Registration: Changing.REGISTER,
    Organisation: Changing.LISTS,
    Submission: Changing.LISTS,
    SourceFile: Changing.LISTS,
    StoredSign: Changing.SIGNS,
}


@pytest.mark.parametrize("model", list(WRITERS), ids=lambda one: one.__name__)
def test_each_table_that_lists_show_changes_what_is_kept_of_its_kind(ground, model):
    counted = dict.fromkeys(Changing, 0)

    def keeper(kind):
        @kept_until_change(kind)
        def kept(_day):
            counted[kind] += 1

        return kept

    keepers = {kind: keeper(kind) for kind in (Changing.REGISTER, Changing.LISTS, Changing.SIGNS)}
    for _ in range(2):
        with ground.as_("hoa"):
            for kept in keepers.values():
                kept(date(2026, 11, 2))
    table = model._meta.db_table
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id WHERE false")  # noqa: S608 - a statement will do
    with ground.as_("hoa"):
        for kept in keepers.values():
            kept(date(2026, 11, 2))
    assert counted == {
        **dict.fromkeys(Changing, 0),
        **{kind: 2 if kind is WRITERS[model] else 1 for kind in keepers},
    }
