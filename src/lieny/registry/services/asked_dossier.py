"""Hồ sơ với đăng ký đang hỏi: the stored dossier of one person, and what is around it.

Rules get what they get in a run, as far as it concerns this person and the place that asks, but
for one reading: whether all rows of a place are alike (`template_full_time`, `copied_hours`). Where
that would turn a sign into a question, it is told as the hours alone say it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lieny.law.book import Book
from lieny.registry.engine.post_words import named_scopes, post_title
from lieny.registry.models import Facility, LicenceRow, Person
from lieny.registry.rules.facts import (
    Dossier,
    FacilityFacts,
    LicenceFacts,
    OtherHolder,
    Region,
    Role,
)
from lieny.registry.rules.identity import Likeness, compare_births
from lieny.registry.rules.sign import Certainty
from lieny.registry.rules.status_words import speaks_of_deputy
from lieny.registry.rules.time_remarks import with_hours
from lieny.registry.services.asked_places import NOWHERE, missed, places_of
from lieny.registry.services.asked_roles import (
    public_rows,
    register_rows,
    roles_of,
)
from lieny.registry.services.asked_rows import Asked, NumberUser, name_key, users_of
from lieny.registry.services.dossier_neighbours import likeness
from lieny.registry.services.public_answers import PublicHolder
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.period import Period
from lieny.vocabulary.position import read_position
from lieny.vocabulary.scope import read_scope
from lieny.vocabulary.working_time import TimeReading


@dataclass(frozen=True, slots=True)
class Wished:
    """Đăng ký đang hỏi, before anybody has accepted it.

    Attributes:
        name: of the person, as typed or known.
        licence: number under which the person would work, None where none is known.
        hours: hours asked for, as read.
        facility: id of the place, None where it is not known yet.
        during: days for which it is asked.
        position, scope: as typed, "" where nothing was.
    """

    name: str
    licence: LicenceNumber | None
    hours: TimeReading
    facility: int | None
    during: Period
    position: str
    scope: str


@dataclass(frozen=True, slots=True)
class AskedDossier:
    """What rules are asked about.

    Attributes:
        before: the person as stored.
        after: the same with the registration asked for.
        wished: number of that registration among the roles.
        hidden: numbers of registrations of which only the hours may be told.
        has_hidden_users: somebody behind another wall works under the number.
        facilities: places of all of them.
        unknown_place: whether the checker misses the asking place in its province's register.
    """

    before: Dossier
    after: Dossier
    wished: int
    hidden: frozenset[int]
    has_hidden_users: bool
    facilities: Mapping[int, FacilityFacts]
    unknown_place: Certainty | None

    def region(self, day: date) -> Region:
        """Give what is around the person on a day."""
        place = self.facilities[self.after.roles[self.wished].facility]
        misses = self.unknown_place is not None and place.province is not None
        provinces = frozenset({place.province or ""}) if misses else frozenset()
        is_sure = self.unknown_place is Certainty.DEFINITE
        return Region(
            as_of=day,
            law=Book.load(),
            facilities=self.facilities,
            facility_register_loaded=provinces,
            facility_coverage=dict.fromkeys(provinces, 1.0) if is_sure else {},
        )


def asked_dossier(
    asked: Asked,
    wished: Wished,
    holder: PublicHolder | None,
    known: Mapping[int, Facility],
) -> AskedDossier:
    """Build the dossier of one person with and without the registration asked for.

    Args:
        asked: rows of one person, or of nobody.
        wished: the registration asked for.
        holder: what everybody may know of the number.
        known: facilities of the rows and the one that asks, by id.
    """
    person = asked.persons[0] if asked.persons else 0
    roles = roles_of(asked.rows)
    licences, of_number = _registers(person, wished.licence, holder)
    users = [] if wished.licence is None else users_of(wished.licence)
    users = [one for one in users if one.person != person]
    new = _wished_role(len(roles), wished, roles)
    around = _Around(person, wished, licences, of_number, _others(person, wished, users))
    unknown = missed(known.get(wished.facility or NOWHERE))
    return AskedDossier(
        before=around.dossier(roles),
        after=around.dossier((*roles, new)),
        wished=new.row,
        hidden=frozenset(at for at, row in enumerate(asked.rows) if row.open is None),
        has_hidden_users=any(one.name is None for one in users),
        facilities=places_of(
            asked.rows, known, missing=wished.facility if unknown is not None else None
        ),
        unknown_place=unknown,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What both dossiers share: register rows of the person and of the number, its other users."""

    person: int
    wished: Wished
    licences: tuple[LicenceFacts, ...]
    of_number: tuple[LicenceFacts, ...]
    others: tuple[OtherHolder, ...]

    def dossier(self, roles: tuple[Role, ...]) -> Dossier:
        rows = tuple(dict.fromkeys((*self.of_number, *self.licences)))
        register = {
            role.row: tuple(row for row in rows if row.number in role.licences)
            for role in roles
            if role.licences
        }
        carriers = [role.row for role in roles if self.wished.licence in role.licences]
        return Dossier(
            person=self.person,
            name=self.wished.name,
            roles=roles,
            licences=self.licences,
            register_of={row: some for row, some in register.items() if some},
            other_holders=dict.fromkeys(carriers, self.others) if self.others else {},
        )


def _others(person: int, wished: Wished, users: Iterable[NumberUser]) -> tuple[OtherHolder, ...]:
    """Compare the others who use the number with the person, by name and, where known, birth."""
    if not users:
        return ()
    born = Person.objects.filter(pk=person).values_list("birth_on", "birth_year").first()
    return tuple(_other(wished, one, born or (None, None)) for one in users)


def _registers(
    person: int, number: LicenceNumber | None, holder: PublicHolder | None
) -> tuple[tuple[LicenceFacts, ...], tuple[LicenceFacts, ...]]:
    """Give the register rows of the person, and those of the number whoever their holder is."""
    mine = Q(person_id=person)
    if number is not None:
        mine |= Q(serial=number.serial, issuer=number.issuer, type=number.type.value)
    rows = register_rows(LicenceRow.objects.filter(mine, known_until=None).order_by("id"))
    open_rows = tuple(row for row in rows if row.number == number)
    if number is not None and not open_rows:
        open_rows = public_rows(number, holder)
    return tuple(row for row in rows if row.person == person), open_rows


def _wished_role(row: int, wished: Wished, roles: Iterable[Role]) -> Role:
    """Make the registration that is asked for a role beside the others."""
    post, scope = read_position(wished.position), read_scope(wished.scope)
    role = Role(
        row=row,
        facility=wished.facility if wished.facility is not None else NOWHERE,
        name=wished.name,
        name_folded=name_key(wished.name),
        position=post.position,
        acting=post.acting or speaks_of_deputy(wished.position),
        title=next((role.title for role in roles if role.title is not None), None),
        scopes=scope.scopes,
        scope_by_reference=scope.by_reference,
        licences=(wished.licence,) if wished.licence is not None else (),
        valid_from=wished.during.valid_from,
        valid_until=wished.during.valid_until,
        post_scopes=named_scopes(wished.position) if wished.position else (),
        post_title=post_title(wished.position) if wished.position else None,
    )
    return with_hours(role, wished.hours)


def _other(wished: Wished, user: NumberUser, born: tuple[date | None, int | None]) -> OtherHolder:
    births = compare_births(*born, user.birth_on, user.birth_year)
    return OtherHolder(
        person=user.person,
        name=user.name or "",
        similarity=likeness(name_key(wished.name), user.name_folded),
        evidence_registration=None,
        evidence_licence=None,
        birth_differs=births is Likeness.DIFFERENT,
        cccd_differs=False,
    )
