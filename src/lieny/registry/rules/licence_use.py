"""Giấy phép đang dùng: which numbers a person practises under, and what registers say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lieny.registry.rules.facts import Dossier, LicenceFacts, Region, Role
from lieny.registry.rules.identity import Likeness, compare_names
from lieny.registry.rules.standing import active_roles, is_live, remembered
from lieny.vocabulary.licence_number import LicenceNumber

TWO = 2


@dataclass(frozen=True, slots=True)
class Use:
    """One practising number under which a person works now.

    Attributes:
        number: as read from the lists.
        roles: active registrations that carry it.
        rows: rows of registers that carry exactly it, whoever their holder is.
        is_exact: nothing was guessed when the number was read.
    """

    number: LicenceNumber
    roles: tuple[Role, ...]
    rows: tuple[LicenceFacts, ...]
    is_exact: bool


@remembered
def numbers_in_use(dossier: Dossier, region: Region) -> tuple[Use, ...]:
    """Give the practising numbers on the person's active registrations."""
    roles: dict[LicenceNumber, list[Role]] = {}
    for role in active_roles(dossier, region):
        for number in role.licences:
            if number.type.is_practising:
                roles.setdefault(number, []).append(role)
    uses = []
    for number, carriers in roles.items():
        rows = {
            row.row: row
            for role in carriers
            for row in dossier.register_of.get(role.row, ())
            if row.number == number
        }
        exact = any(role.licence_exact for role in carriers)
        uses.append(Use(number, tuple(carriers), tuple(rows.values()), exact))
    return tuple(uses)


def is_holder(row: LicenceFacts, dossier: Dossier, roles: tuple[Role, ...]) -> bool:
    """Test whether the holder of a register row may be the person who works under the number.

    A namesake is not excluded by the name; somebody with another name is.
    """
    if row.person == dossier.person:
        return True
    if any(differ(role.cccd, row.cccd) or differ(role.birth_on, row.birth_on) for role in roles):
        return False
    return any(
        compare_names(role.name_folded, row.holder_folded) in {Likeness.SAME, Likeness.UNSURE}
        for role in roles
    )


def is_surely_holder(row: LicenceFacts, dossier: Dossier, roles: tuple[Role, ...]) -> bool:
    """Test whether the holder of a register row is beyond doubt the person at work."""
    return row.person == dossier.person or any(
        compare_names(role.name_folded, row.holder_folded) is Likeness.SAME for role in roles
    )


def differ(one: object, other: object) -> bool:
    """Test whether two facts are both known and unlike."""
    return one is not None and other is not None and one != other


def may_be_mistyped(role: Role, number: LicenceNumber, dossier: Dossier) -> bool:
    """Test whether the person has, or a namesake in the register has, a number one slip away."""
    if dossier.namesakes.get(role.row):
        return True
    own = [licence.number for licence in dossier.licences]
    own += [other for one in dossier.roles for other in one.licences]
    return any(is_one_slip_away(number, other) for other in own)


def is_one_slip_away(one: LicenceNumber, other: LicenceNumber) -> bool:
    """Test whether two numbers of one series differ by one digit or two exchanged digits."""
    if one == other or one.issuer != other.issuer or one.type is not other.type:
        return False
    left, right = f"{one.serial:07d}", f"{other.serial:07d}"
    unlike = [at for at in range(len(left)) if left[at] != right[at]]
    if len(unlike) == 1:
        return True
    first, last = unlike[0], unlike[-1]
    exchanged = left[first] == right[last] and left[last] == right[first]
    return len(unlike) == TWO and last == first + 1 and exchanged


def later_licence(dossier: Dossier, row: LicenceFacts, region: Region) -> LicenceFacts | None:
    """Give a live licence of the person that was issued after what became of `row`, if any."""
    since = row.status_from or row.valid_until or row.issued_on
    for other in (*dossier.licences, *_register_rows(dossier)):
        is_own = other.person == dossier.person or other.number == row.number
        if other.row == row.row or not is_own or not is_live(other, region.as_of):
            continue
        if other.number.type is not row.number.type or other.number == row.number:
            # A conversion (CCHN → GPHN) or the same number given again counts even undated; a
            # register often keeps the first day of issue beside the word "cấp lại".
            again = other.number == row.number and other.reissued
            if again or since is None or other.issued_on is None or other.issued_on >= since:
                return other
        elif since is not None and other.issued_on is not None and other.issued_on >= since:
            return other
    return None


def has_other_live_licence(dossier: Dossier, row: LicenceFacts, region: Region) -> bool:
    """Test whether registers know a live licence of the person besides `row`."""
    return any(
        other.row != row.row and other.number != row.number and is_live(other, region.as_of)
        for other in dossier.licences
    )


def _register_rows(dossier: Dossier) -> Iterator[LicenceFacts]:
    for rows in dossier.register_of.values():
        yield from rows
