"""A portal under test: departments that hand in lists, and the background that takes them in."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.db import connections

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)


def lead_to(address) -> None:
    words = {
        "HOST": address.host,
        "PORT": address.port,
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
        "CONN_MAX_AGE": 0,  # as for the background
    }
    connections.settings["default"].update(words)
    connections["default"].close()
    connections["default"].settings_dict.update(words)


def new_account(full_name):
    from lieny.people.models import User

    return User.objects.using("owner").create(
        email=f"{uuid4().hex[:8]}@syt.example",
        full_name=full_name,
        password="!",  # noqa: S106
    )


@dataclass
class Portal:
    """What a test does with the portal: hand in, confirm, let the background work."""

    database: object
    user: object = None
    departments: dict = field(default_factory=dict)
    hours: int = 0
    day: object = None  # on which everything is judged; the day of each act when None
    most_new: float = 0.1  # share of rows that may be new for a run to go on from the last

    @contextmanager
    def as_owner(self):
        lead_to(self.database.owner)
        try:
            yield
        finally:
            lead_to(self.database.app)

    def boundary(self, province):
        from lieny.people.services.boundary import Boundary

        return Boundary(self.user.pk, (province,))

    def department(self, province):
        from lieny.people.models import Organisation

        if province not in self.departments:
            self.departments[province] = Organisation.objects.using("owner").create(
                kind="department", name=f"Sở Y tế {province}", province=province
            )
        return self.departments[province]

    def later(self):
        self.hours += 1
        return AT + timedelta(hours=self.hours)

    def second(self, decision, province):
        """Let somebody else, of a province, agree to a merging; give when."""
        from lieny.people.services.boundary import within
        from lieny.registry.services import link_decisions

        other, at = new_account("Trần Minh"), self.later()
        with within(self.boundary(province)):
            link_decisions.second(decision.pk, by=link_decisions.Decider(other.pk, province), at=at)
        return at

    def hand_in(self, province, files):
        """Hand files in as a department, and let them be read."""
        from lieny.people.services.boundary import within
        from lieny.registry.services import handing_in

        department = self.department(province)
        given = [handing_in.GivenFile(name, content) for name, content in files]
        with within(self.boundary(province)):
            submission = handing_in.hand_in(
                given, by=self.user.pk, organisation=department, at=self.later()
            )
        with self.as_owner():
            handing_in.read_submission(submission.pk)
        return submission

    def confirm(self, submission):
        """Confirm, and let the background take it in."""
        from lieny.people.services.boundary import within
        from lieny.registry.services import confirming

        at = self.later()
        with within(self.boundary(submission.province)):
            confirming.confirm(submission.pk, by=self.user.pk, at=at)
        self.take_in(at)

    def withdraw(self, submission):
        from lieny.people.services.boundary import within
        from lieny.registry.services import confirming

        at = self.later()
        with within(self.boundary(submission.province)):
            confirming.withdraw(submission.pk, by=self.user.pk, at=at)
        self.take_in(at)

    def take_in(self, at, day=None):
        from django.utils import timezone

        from lieny.registry.services.stored import taking_in

        with self.as_owner():
            return taking_in.take_in(
                at=at,
                day=day or self.day or timezone.localtime(at).date(),
                most_new=self.most_new,
            )
