"""Departments, facilities and people of two provinces."""

# ruff: noqa: PLC0415 - models can be imported once Django is set up
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from lieny.people.rules.office import OfficeRole

BEGAN = date(2026, 1, 1)
AT = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
PASSWORD = "ruộng lúa chín vàng 34"  # noqa: S105


@dataclass
class Region:
    """Two departments and one facility, and a way to invite people to them."""

    hcm: object
    dong_nai: object
    clinic: object

    def invite(self, email, role, organisation=None, *, full_name="Nguyễn Thị Hoa", **days):
        from lieny.people.services import accounts
        from lieny.people.services.boundary import Boundary, within

        place = organisation or self.hcm
        with within(Boundary(uuid4(), (place.province,) if place.province else ())):
            invitation = accounts.Invitation(
                email, full_name, place, OfficeRole(role), **{"valid_from": BEGAN, **days}
            )
            user = accounts.invite(invitation, by=None, at=AT)
            user.set_password(PASSWORD)
            user.save()
        return user


def made_region() -> Region:
    from lieny.people.models import Organisation
    from lieny.people.services.boundary import Boundary, within

    kinds = Organisation.Kind
    with within(Boundary(uuid4(), ("79", "75"))):
        return Region(
            Organisation.objects.create(
                kind=kinds.DEPARTMENT, name="Sở Y tế TP. Hồ Chí Minh", province="79"
            ),
            Organisation.objects.create(
                kind=kinds.DEPARTMENT, name="Sở Y tế Đồng Nai", province="75"
            ),
            Organisation.objects.create(
                kind=kinds.FACILITY, name="Phòng khám Sao Mai", province="79", facility="00123"
            ),
        )


@pytest.fixture
def region(db):
    return made_region()


@pytest.fixture
def lasting_region(own_database):
    """The same in a database of the test's own, committed."""
    return made_region()
