"""R10, R11, R13, R14: licence numbers that are unknown, shared, out of their time or another's."""

from __future__ import annotations

from datetime import date, timedelta

from lieny.node.sample import spelling, week
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.subjects import Licence, Person, Registration

SATURDAYS: week.Groups = (((6,), ((480, 660),)),)


def _forger(g: Ground, shown: str, issued: str | None = None) -> Registration:
    """Somebody who never had a licence, with one shown on a complete list."""
    who = g.person()
    who.licences[0].in_register = False
    row = g.post(who, g.own())
    row.licence, row.licence_text = None, shown
    row.issued_text = issued
    return row


def _shown(licence: Licence) -> str:
    return f"{licence.serial:06d}/{licence.issuer}-{licence.type}"


def _holder(g: Ground, **wish: str) -> tuple[Person, Licence, Registration]:
    wish.setdefault("issuer", g.scene.plan.home_issuers[0])
    who = g.person(**wish)
    row = g.post(who, g.own())
    return who, who.licences[0], row


def unknown(g: Ground) -> None:
    """A number that the complete register of its issuer does not hold."""
    issuer = g.scene.plan.home_issuers[0]
    serial, issued_on = g.scene.serials.take(g.random, issuer, "CCHN")
    row = _forger(g, f"{serial:06d}/{issuer}-CCHN", f"{issued_on:%d/%m/%Y}")
    g.sign("R10", "definite", [row])


def issuer_not_loaded(g: Ground) -> None:
    """A number of an issuer that gave no register: nothing can be said."""
    issuer = g.random.choice(g.scene.plan.unregistered)
    row = _forger(g, f"{g.random.randint(100, 9_000):06d}/{issuer}-CCHN", "")
    g.trap("R10", [row])


def masked(g: Ground) -> None:
    """Only the last digits are shown."""
    _, licence, row = _holder(g)
    row.licence_text = f"..{licence.serial % 10_000:04d}/{licence.issuer}-{licence.type}"
    g.tolerate("R21", [row])
    for rule in ("R10", "R11", "R14"):
        g.trap(rule, [row])


def type_missing(g: Ground) -> None:
    """The number without CCHN or GPHN."""
    _, licence, row = _holder(g)
    row.licence_text = f"{licence.serial:06d}/{licence.issuer}"
    g.tolerate("R21", [row])
    for rule in ("R10", "R11", "R14"):
        g.trap(rule, [row])


def shared(g: Ground) -> None:
    """A lent or stolen number: two persons in two provinces under one."""
    _, licence, row = _holder(g, kind="CCHN")
    other = _forger(g, _shown(licence), f"{licence.issued_on:%d/%m/%Y}")
    for user in (row, other):
        sign = g.sign("R11", "any", [user], [licence])
        sign.registrations = [user]
        sign.licences = []
    g.sign("R14", "any", [other])
    g.tolerate("R13", [other])


def shared_unregistered(g: Ground) -> None:
    """Two persons under one number of an issuer that gave no register."""
    number = f"{g.random.randint(100, 9_000):06d}/{g.random.choice(g.scene.plan.unregistered)}-CCHN"
    for _ in range(2):
        row = _forger(g, number, "")
        g.sign("R11", "any", [row])
        g.sign("R10", "allowed", [row])
        g.tolerate("R14 R12", [row])


def same_serial_other_type(g: Ground) -> None:
    """000465/HCM-GPHN is not 000465/HCM-CCHN: the numbering began anew."""
    if g.scene.as_of < date(2024, 6, 1):
        return
    _, licence, row = _holder(g, kind="GPHN")
    who = g.person(kind="CCHN")
    spare = who.licences[0]
    if not g.scene.serials.claim(licence.serial, licence.issuer, "CCHN"):
        return
    spare.serial, spare.issuer, spare.digits = licence.serial, licence.issuer, 6
    spare.issued_on = g.scene.serials.issued_on(spare.serial, spare.issuer, "CCHN")
    second = g.post(who, g.own())
    for user in (row, second):
        for rule in ("R11", "R14", "R12"):
            g.trap(rule, [user], expect="none")
    g.tolerate("R13", [row])
    g.tolerate("R13", [second])


def two_issuers_alike(g: Ground) -> None:
    """BD is Bình Dương, BĐ is Bình Định."""
    if "BD" not in g.scene.plan.home_issuers:
        return
    _, licence, row = _holder(g, issuer="BD", kind="CCHN")
    other = _forger(g, f"{licence.serial:06d}/BĐ-CCHN", "")
    for user in (row, other):
        for rule in ("R11", "R14"):
            g.trap(rule, [user], expect="none")
    # In a larger region Bình Định's own register may be given, and it does not hold the number.
    g.tolerate("R10", [other])


def slip_of_a_digit(g: Ground) -> None:
    """One digit typed wrong turns the number into a colleague's."""
    _, licence, row = _holder(g, kind="CCHN")
    who, mine, second = _holder(g, kind="CCHN")
    run = g.scene.serials.run(g.random, licence.issuer, "CCHN", 3)
    pair = run[1:] if run[0] % 10 == 9 else run[:2]  # one digit apart, no carry
    for number, serial in ((licence, pair[0]), (mine, pair[1])):
        number.serial, number.digits = serial, 6
        number.issued_on = g.scene.serials.issued_on(serial, number.issuer, "CCHN")
    there = g.own(near=second.facility)
    third = g.post(who, there, SATURDAYS)
    third.licence_text = _shown(licence)
    for rule in ("R11", "R14"):
        g.trap(rule, [third])
        g.tolerate(rule, [row])
    for user in (row, second, third):
        g.tolerate("R12 R13", [user])


def lost_zeros(g: Ground) -> None:
    """Excel ate the leading zeros in one of two lists."""
    who, licence, row = _holder(g, kind="CCHN")
    there = g.own(near=row.facility)
    second = g.post(who, there, (((7,), ((480, 660),)),))
    second.licence_text = f"{licence.serial}/{licence.issuer}-{licence.type}"
    for rule in ("R10", "R11", "R12"):
        g.trap(rule, [row, second], expect="none")


def forged_date(g: Ground) -> None:
    """A low number said to be issued years later: `000050/HCM-CCHN cấp 12/10/2024`."""
    issuer = g.scene.plan.home_issuers[0]
    if g.scene.as_of < date(2025, 1, 1):
        return
    who, licence, _ = _holder(g, issuer=issuer, kind="CCHN")
    if licence.issued_on > date(2020, 1, 1):
        return
    claimed = date(2024, g.random.randint(7, 12), g.random.randint(1, 28))
    row = _forger(g, _shown(licence), f"{claimed:%d/%m/%Y}")
    g.sign("R13", "any", [row])
    for rule in ("R11", "R14"):
        g.sign(rule, "any", [row])
    g.sign("R11", "any", [_first_row(g, who)])


def _first_row(g: Ground, who: Person) -> Registration:
    return next(row for row in g.scene.registrations if row.person is who)


def out_of_the_series(g: Ground) -> None:
    """A late number with an early date, by someone the register does not know."""
    issuer = g.scene.plan.home_issuers[0]
    serial, due = g.scene.serials.take(g.random, issuer, "CCHN")
    years = 5 if due < date(2018, 1, 1) else -5
    claimed = due + timedelta(years * 365)
    row = _forger(g, f"{serial:06d}/{issuer}-CCHN", f"{claimed:%d/%m/%Y}")
    g.sign("R13", "any", [row])
    g.sign("R10", "definite", [row])


def block_allocation(g: Ground) -> None:
    """Numbers set aside for one examination board and handed out half a year late."""
    issuer = g.scene.plan.home_issuers[0]
    serials = g.scene.serials.run(g.random, issuer, "CCHN", 10)
    late = g.scene.serials.issued_on(serials[0], issuer, "CCHN") + timedelta(150)
    for serial in serials:
        who = g.person(issuer=issuer, kind="CCHN")
        licence = who.licences[0]
        licence.serial, licence.issued_on = serial, late
        licence.digits = 6
        row = g.post(who, g.own())
        g.trap("R13", [row])


def holder_differs(g: Ground) -> None:
    """The register gives the number to somebody else, who works nowhere."""
    holder = g.person(issuer=g.scene.plan.home_issuers[0], kind="CCHN")
    licence = holder.licences[0]
    row = _forger(g, _shown(licence), f"{licence.issued_on:%d/%m/%Y}")
    g.sign("R14", "any", [row])
    g.tolerate("R11", [row])
    g.sign("R11", "tolerated", [], [licence])
    g.sign("R21", "tolerated", [], [licence])


def differs_in_spelling(g: Ground) -> None:
    """Diacritics lost, a letter wrong, only the year of birth: still the holder."""
    who, licence, row = _holder(g)
    row.name_text = g.random.choice(
        (spelling.without_marks(who.name), f"{who.name}h", who.name.lower())
    )
    row.birth_text = g.random.choice((str(who.birth_on.year), f"{who.birth_on:%d/%m/%Y}"))
    for rule in ("R14", "R11"):
        g.trap(rule, [row], licences=[licence])


def year_only_in_register(g: Ground) -> None:
    """The register knows only the year of birth."""
    who, licence, row = _holder(g)
    licence.register_birth = str(who.birth_on.year)
    for rule in ("R14", "R11"):
        g.trap(rule, [row], licences=[licence])


PLANTS = {
    "number-unknown": unknown,
    "trap-issuer-not-loaded": issuer_not_loaded,
    "trap-masked": masked,
    "trap-type-missing": type_missing,
    "number-shared": shared,
    "number-shared-unregistered": shared_unregistered,
    "trap-same-serial-other-type": same_serial_other_type,
    "trap-issuers-alike": two_issuers_alike,
    "trap-slip-of-a-digit": slip_of_a_digit,
    "trap-lost-zeros": lost_zeros,
    "forged-date": forged_date,
    "out-of-series": out_of_the_series,
    "trap-block-allocation": block_allocation,
    "holder-differs": holder_differs,
    "trap-differs-in-spelling": differs_in_spelling,
    "trap-year-only-in-register": year_only_in_register,
}
