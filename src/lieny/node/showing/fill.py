"""Fills a demo: `python -m lieny.node.showing.fill LISTS`, as the owner of its tables.

A process of its own, because it holds the owner's way into the database. Lists go the way that
they go in a department: handed in, read by the worker, confirmed, taken in.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from lieny.node.clock import now, today
from lieny.node.data_folder import data_folder
from lieny.node.portal.migrate import set_up_django_as_owner
from lieny.ui.provinces import province_name
from lieny.vocabulary.place import PlaceNotOnMap, province_successor

if TYPE_CHECKING:
    from lieny.people.models import Organisation
    from lieny.registry.services.handing_in import GivenFile

PASSWORD, SECOND_FACTOR = "demo-password", "demo-second-factor"
OFFICES_SINCE = timedelta(days=300)
LISTS_SENT_AGO = timedelta(days=9)


def main(lists: Path) -> None:
    """Mark the new instance as a demo, open its accounts, and hand three departments' lists in."""
    set_up_django_as_owner()
    from lieny.node.portal.worker import work  # noqa: PLC0415 - needs the settings chosen

    _mark()
    departments = _departments()
    _open_accounts(departments)
    sent = _hand_in(lists, departments, at=now() - LISTS_SENT_AGO)
    work(wait=False)
    _confirm(sent, at=now() - LISTS_SENT_AGO + timedelta(hours=2))
    for _ in sent:  # a worker that does not wait leaves what one list at a time holds back
        work(wait=False)


def _mark() -> None:
    from lieny.people.models.demo_instance import DemoInstance  # noqa: PLC0415

    DemoInstance.objects.create(made_at=now())


def _departments() -> dict[str, Organisation]:
    from lieny.node.showing.accounts import PROVINCES  # noqa: PLC0415
    from lieny.people.models import Organisation  # noqa: PLC0415

    kind = Organisation.Kind.DEPARTMENT
    return {
        code: Organisation.objects.create(
            kind=kind, province=code, name=f"Sở Y tế {province_name(code, today())}"
        )
        for code in PROVINCES
    }


def _open_accounts(departments: dict[str, Organisation]) -> None:
    """Open all accounts but the facility's: which facility has a question is known later."""
    from lieny.node.showing.accounts import ACCOUNTS, FACILITY, REGION  # noqa: PLC0415
    from lieny.people.models import Organisation  # noqa: PLC0415

    region = Organisation.objects.create(kind=Organisation.Kind.REGION, name="Điều phối vùng")
    for one in ACCOUNTS:
        if one.place != FACILITY:
            place = region if one.place == REGION else departments[one.place]
            open_account(one.name, place)


def open_account(name: str, place: Organisation) -> None:
    """Open one account of a demo at a place: password and second factor are those of the demo."""
    from allauth.mfa.totp.internal.auth import TOTP  # noqa: PLC0415

    from lieny.node.showing.accounts import account_named  # noqa: PLC0415
    from lieny.people.models import User  # noqa: PLC0415
    from lieny.people.services.accounts import give_office  # noqa: PLC0415

    folder, one = data_folder(), account_named(name)
    password = folder.known_secret(PASSWORD)
    user = User.objects.create_user(one.email, password, full_name=one.full_name, demo_id=1)
    TOTP.activate(user, folder.known_secret(SECOND_FACTOR) or "")
    since = today() - OFFICES_SINCE
    give_office(user, place, one.role, days=(since, None), by=None, at=now())


def _hand_in(lists: Path, departments: dict[str, Organisation], *, at: datetime) -> list[UUID]:
    """Hand all lists in; the last file of each department stays to be confirmed by the visitor."""
    from lieny.registry.services.handing_in import hand_in  # noqa: PLC0415

    waiting, sent = [], []
    for code, department in departments.items():
        *most, last = _files(lists, code)
        officer = officer_of(code)
        submission = hand_in(most, by=officer, organisation=department, at=at)
        sent.append(submission.pk)
        waiting.append((last, officer, department))
    for last, officer, department in waiting:
        hand_in([last], by=officer, organisation=department, at=now())
    return sent


def _files(lists: Path, code: str) -> list[GivenFile]:
    from lieny.registry.services.handing_in import GivenFile  # noqa: PLC0415

    folders = [path for path in sorted(lists.iterdir()) if _province_today(path.name[:2]) == code]
    paths = [path for folder in folders for path in sorted(folder.glob("*"))]
    # A list of practitioners last: that is the one which the visitor confirms.
    paths.sort(key=lambda path: path.name.startswith("DSHN"))
    return [GivenFile(f"{path.parent.name}/{path.name}", path.read_bytes()) for path in paths]


def _province_today(old: str) -> str:
    try:
        return province_successor(old, from_day=None, to_day=today())
    except PlaceNotOnMap:
        return ""  # the ministry's own folder


def officer_of(code: str) -> UUID:
    """Give the account of a department's officer."""
    from lieny.node.showing.accounts import account_named  # noqa: PLC0415
    from lieny.people.models import User  # noqa: PLC0415

    return User.objects.get(email=account_named(f"chuyen-vien.{code}").email).pk


def _confirm(sent: list[UUID], *, at: datetime) -> None:
    from lieny.registry.models import Submission  # noqa: PLC0415
    from lieny.registry.services.confirming import confirm  # noqa: PLC0415

    for one in Submission.objects.filter(pk__in=sent).order_by("province"):
        confirm(one.pk, by=one.handed_in_by_id, at=at)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
