"""Taking lists in one by one leaves what looking at everything would leave."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from django.db import transaction
from stored_lists import BINH, CLINIC, CUC, HOSPITAL, OANH, official_list
from test_equal_to_check import partition

from lieny.node.sample.region import DAY_OF_SAMPLE, generate_region
from lieny.registry.engine.linking import link_persons
from lieny.registry.models import LinkQuestion, Person, Registration, RunMemory, StoredSign
from lieny.registry.services import checking_anew
from lieny.registry.services.check import CheckOptions, check_lists
from lieny.registry.services.linked import posts_of
from lieny.registry.services.stored import memory, taking_in
from lieny.registry.services.stored.region import confirmed_files, load

EVERYBODY = memory.Looks(np.empty(0, np.int64), np.empty(0, np.uint64))
WEEK = "T2-T6: 7h30-11h30"


def hand_in(portal, files, province="79"):
    submission = portal.hand_in(province, files)
    portal.confirm(submission)
    return submission


def judged_again(portal):
    """Judge everybody over the links that stand; give what that changes."""
    at = portal.later()
    with portal.as_owner(), transaction.atomic():
        last = replace(memory.recall(), looks=EVERYBODY)
        change = taking_in.run_all(at=at, day=portal.day, last=last, most_new=1.0)
    return change.opened, change.ended, change.refreshed


def linked_again(portal):
    """Link everything by the frequencies that are remembered, beside what stands."""
    with portal.as_owner():
        stored, last = load(confirmed_files()), memory.recall()
    batch = stored.batch
    links = link_persons(
        batch.registrations,
        batch.licences,
        posts=posts_of(batch, as_of=portal.day),
        frequencies_of=last.link.frequencies,
    )
    keys = stored.keys("registrations").tolist()
    return partition(zip(keys, links.registration_person.tolist(), strict=True))


def persons_that_stand():
    rows = Registration.objects.using("owner").values_list("file_id", "index", "person_id")
    return partition(((file << 32) | index, person) for file, index, person in rows)


def words(said):
    """Give the words of a sign in an order of their own: places are named in the order of rows."""
    return tuple(sorted(re.findall(r"\w+", said)))


def standing():
    signs = StoredSign.objects.using("owner").filter(ended_at=None)
    return Counter((one.rule, one.certainty, words(one.said_vi), one.minutes) for one in signs)


def signs_of(result):
    return Counter(
        (one.rule, one.certainty.value, words(one.said.vi), one.minutes_per_week)
        for one in result.findings
    )


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("order", ["as they lie", "the other way round", "list by list"])
def test_a_region_taken_in_part_by_part_is_the_region_taken_in_at_once(portal, tmp_path, order):
    generate_region(tmp_path, registrations=400, seed=11, as_of=DAY_OF_SAMPLE)
    root = tmp_path / "input"
    for folder in sorted(root.iterdir())[3:]:
        shutil.rmtree(folder)
    portal.day, portal.most_new = DAY_OF_SAMPLE, 1.0
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    parts = {}
    for number, path in enumerate(paths):
        province = path.relative_to(root).parts[0]
        part = (number % 2, province) if order == "list by list" else province
        parts.setdefault(part, []).append((f"{province}/{path.name}", path.read_bytes(), province))
    whole = sorted(parts.items(), reverse=order == "the other way round")
    for _, files in whole:
        code = files[0][2][:2]
        hand_in(portal, [(name, content) for name, content, _ in files], code)
        assert judged_again(portal) == (0, 0, 0)
    assert persons_that_stand() == linked_again(portal)
    expected = check_lists([root], options=CheckOptions(DAY_OF_SAMPLE, keep_links=True))
    with portal.as_owner():
        checking_anew.check_all(at=portal.later(), day=DAY_OF_SAMPLE)
    rows = Registration.objects.using("owner").all()
    assert partition(
        (
            ("/".join(row.source["file"].split("/")[-2:]), row.source["sheet"], row.source["row"]),
            row.person_id,
        )
        for row in rows
    ) == partition(
        (("/".join(str(path).split("/")[-2:]), sheet, row), person)
        for path, sheet, row, person in expected.links[: expected.registrations]
    )
    assert standing() == signs_of(expected)


def lists(portal):
    portal.day, portal.most_new = date(2026, 11, 1), 1.0
    hand_in(portal, [("a.xlsx", official_list(HOSPITAL, [(OANH, WEEK), (BINH, WEEK)]))])
    hand_in(portal, [("b.xlsx", official_list(CLINIC, [(OANH, WEEK), (CUC, WEEK)]))], "75")


def test_only_those_whom_a_list_concerns_are_judged_and_their_signs_stand(portal):
    lists(portal)
    (overlap,) = StoredSign.objects.using("owner").filter(rule="R01", ended_at=None)
    seen = overlap.last_seen_at
    other = {**CLINIC, "facility": "Phòng khám Hoa Mai", "licence": "00789/ĐNAI-GPHĐ"}
    hand_in(portal, [("c.xlsx", official_list(other, [(BINH, WEEK)]))], "75")
    overlap.refresh_from_db(using="owner")
    assert (overlap.ended_at, overlap.last_seen_at) == (None, seen)
    binh = Person.objects.using("owner").get(name_folded="tran van binh")
    assert StoredSign.objects.using("owner").filter(rule="R01", person=binh, ended_at=None).exists()
    assert judged_again(portal) == (0, 0, 0)


def test_a_later_list_of_the_same_place_ends_the_sign_with_its_reason(portal):
    lists(portal)
    later = official_list(CLINIC, [(OANH, "T7: 7h30-11h30"), (CUC, WEEK)], month=11)
    hand_in(portal, [("b2.xlsx", later)], "75")
    (overlap,) = StoredSign.objects.using("owner").filter(rule="R01")
    assert overlap.ending == "rows-changed"
    assert judged_again(portal) == (0, 0, 0)


def test_what_is_withdrawn_is_looked_at_with_everything(portal):
    portal.day, portal.most_new = date(2026, 11, 1), 1.0
    hand_in(portal, [("a.xlsx", official_list(HOSPITAL, [(OANH, WEEK)]))])
    clinic = hand_in(portal, [("b.xlsx", official_list(CLINIC, [(OANH, WEEK)]))], "75")
    portal.withdraw(clinic)
    (overlap,) = StoredSign.objects.using("owner").filter(rule="R01")
    assert overlap.ending == "rows-changed"
    assert judged_again(portal) == (0, 0, 0)
    assert LinkQuestion.objects.using("owner").count() == 0


def test_what_other_code_left_is_not_taken_up(portal):
    lists(portal)
    RunMemory.objects.using("owner").filter(name="names/0").update(made_with="before")
    with portal.as_owner():
        assert memory.recall() is None
    hand_in(portal, [("c.xlsx", official_list(HOSPITAL, [(CUC, WEEK)], month=9))])
    with portal.as_owner():
        assert memory.recall() is not None
    assert judged_again(portal) == (0, 0, 0)
