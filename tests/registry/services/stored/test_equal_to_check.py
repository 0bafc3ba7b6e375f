"""What is handed in and confirmed says the same as `lieny check` on the same files."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from lieny.node.sample.region import DAY_OF_SAMPLE, generate_region
from lieny.registry.models import Person, Registration, StoredSign
from lieny.registry.services.check import CheckOptions, check_lists


def partition(rows):
    """Give the sets of rows that are one person, whoever that is."""
    persons = defaultdict(set)
    for place, person in rows:
        persons[person].add(place)
    return {frozenset(places) for places in persons.values()}


def folders(root: Path):
    return sorted(path for path in root.iterdir() if path.is_dir())


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_region_handed_in_by_its_provinces_shows_the_signs_of_a_check(portal, tmp_path):
    generate_region(tmp_path, registrations=1_000, seed=7, as_of=DAY_OF_SAMPLE)
    root = tmp_path / "input"
    expected = check_lists([root], options=CheckOptions(DAY_OF_SAMPLE, keep_links=True))
    for folder in folders(root):
        files = [
            (f"{folder.name}/{path.name}", path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        ]
        submission = portal.hand_in(folder.name[:2] if folder.name[:2].isdigit() else "79", files)
        portal.confirm(submission)
    persons, registrations, signs = (
        model.objects.using("owner") for model in (Person, Registration, StoredSign)
    )
    assert registrations.count() == expected.registrations
    assert persons.filter(merged_into=None).exclude(provinces=[]).count() == expected.persons
    assert partition(
        ((row.source["file"], row.source["sheet"], row.source["row"]), row.person_id)
        for row in registrations.all()
    ) == partition(
        (("/".join(Path(path).parts[-2:]), sheet, row), person)
        for path, sheet, row, person in expected.links[: expected.registrations]
    )
    standing = Counter(
        (sign.rule, sign.certainty, sign.said_vi, sign.minutes)
        for sign in signs.filter(ended_at=None)
    )
    wanted = Counter(
        (finding.rule, finding.certainty.value, finding.said.vi, finding.minutes_per_week)
        for finding in expected.findings
    )
    assert standing == wanted
