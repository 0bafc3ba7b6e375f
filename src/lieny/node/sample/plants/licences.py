"""R06, R07, R08, R12: what the register of the issuer says of the licence."""

from __future__ import annotations

import copy
from datetime import date, timedelta

from lieny.node.sample import week
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.subjects import Licence, Person, Registration

EVENINGS: week.Groups = ((week.MONDAY_TO_FRIDAY, ((1080, 1200),)),)
LICENCES_SINCE = date(2024, 6, 1)


def _decision(g: Ground) -> str:
    return f"{g.random.randint(100, 999)}/QĐ-SYT"


def _working(g: Ground, **wish: str) -> tuple[Person, Licence, Registration]:
    who = g.person(**wish)
    place = g.facility()
    return who, who.licences[0], g.post(who, place)


def revoked(g: Ground) -> None:
    """Revoked months ago, still on a list."""
    _, licence, row = _working(g)
    licence.status = g.random.choice(("Thu hồi", "Đã thu hồi", "Bị thu hồi"))
    licence.status_from = g.scene.day_before(g.random, 30, 500)
    licence.decision = _decision(g)
    g.sign("R06", "definite", [row], [licence])


def revoked_abroad(g: Ground) -> None:
    """Revoked by one province, used in two others."""
    who, licence, row = _working(g)
    other = g.facility(away_from=row.facility, office=False)
    second = g.post(who, other, (((7,), ((480, 660),)),))
    who.spoken_for = True
    licence.status = "Thu hồi"
    licence.status_from = g.scene.day_before(g.random, 30, 500)
    licence.decision = _decision(g)
    g.sign("R06", "definite", [row, second], [licence])
    g.tolerate("R01 R02 R22 R23", [row, second])


def reissued(g: Ground) -> None:
    """Revoked long ago, reissued under the same number since."""
    _, licence, row = _working(g)
    earlier = copy.copy(licence)
    earlier.status = "Thu hồi"
    earlier.status_from = g.scene.day_before(g.random, 500, 700)
    earlier.status_until = earlier.status_from + timedelta(180)
    earlier.decision = _decision(g)
    g.scene.retired.append(earlier)
    licence.register_issued_on = earlier.status_until + timedelta(1)
    licence.status = "Đang hiệu lực (cấp lại)"
    licence.status_from = licence.register_issued_on
    g.trap("R06", [row], licences=[licence])
    g.trap("R13", [row], licences=[licence])
    g.trap("R12", [row], licences=[licence])


def revoked_namesake(g: Ground) -> None:
    """The licence of a namesake born on the same day was revoked."""
    who, _, row = _working(g)
    other = g.person(gender=who.gender)
    other.name, other.birth_on = who.name, who.birth_on
    licence = other.licences[0]
    licence.status = "Thu hồi"
    licence.status_from = g.scene.day_before(g.random, 30, 300)
    g.trap("R06", [row], expect="none")
    g.trap("R12", [row], expect="none")
    g.sign("R21", "tolerated", [], [licence])
    g.sign("R06", "none", [], [licence])


def to_be_revoked(g: Ground) -> None:
    """The decision takes effect next month."""
    _, licence, row = _working(g)
    licence.status = "Thu hồi"
    licence.status_from = g.scene.as_of + timedelta(g.random.randint(10, 40))
    licence.decision = _decision(g)
    g.trap("R06", [row], licences=[licence])


def suspended(g: Ground) -> None:
    """Suspended for months that are not over."""
    _, licence, row = _working(g)
    licence.status = g.random.choice(("Đình chỉ", "Đình chỉ hoạt động chuyên môn"))
    licence.status_from = g.scene.day_before(g.random, 20, 90)
    licence.status_until = g.scene.as_of + timedelta(g.random.randint(30, 200))
    licence.decision = _decision(g)
    g.sign("R07", "definite", [row], [licence])


def suspension_over(g: Ground) -> None:
    """Suspended once, for a time that ended."""
    _, licence, row = _working(g)
    licence.status = "Đình chỉ"
    licence.status_from = g.scene.day_before(g.random, 300, 400)
    licence.status_until = g.scene.day_before(g.random, 30, 200)
    licence.decision = _decision(g)
    g.trap("R07", [row], expect="none", licences=[licence])


def expired(g: Ground) -> None:
    """A licence with a term that is over."""
    if g.scene.as_of < LICENCES_SINCE + timedelta(700):
        return
    who = g.veteran(g.scene.day_before(g.random, 300, 300), "GPHN")
    licence, row = who.licences[0], g.post(who, g.facility())
    licence.valid_until = g.scene.day_before(g.random, 10, 60)
    g.sign("R08", "definite", [row], [licence])


def expires_soon(g: Ground) -> None:
    """A licence with ninety days to run: worth a warning, not a sign."""
    if g.scene.as_of < LICENCES_SINCE + timedelta(700):
        return
    _, licence, row = _working(g, kind="GPHN")
    licence.valid_until = g.scene.as_of + timedelta(g.random.randint(20, 85))
    g.trap("R08", [row], licences=[licence])


def certificate_without_term(g: Ground) -> None:
    """A certificate of the old law has no term, however old."""
    _, licence, row = _working(g, kind="CCHN")
    g.trap("R08", [row], expect="none", licences=[licence])


def term_is_issue_date(g: Ground) -> None:
    """The day of issue typed where the end of the term belongs."""
    if g.scene.as_of < LICENCES_SINCE + timedelta(400):
        return
    _, licence, row = _working(g, kind="GPHN")
    licence.valid_until = licence.issued_on
    g.trap("R08", [row], licences=[licence])


def two_licences(g: Ground) -> None:
    """Certificates of two provinces, each used at one post."""
    who = g.person(issuer=g.scene.plan.home_issuers[0], kind="CCHN")
    second = g.scene.further_licence(g.random, who, g.scene.plan.home_issuers[-1], "CCHN")
    here = g.own()
    there = g.own(near=here)
    rows = [g.post(who, here), g.post(who, there, EVENINGS)]
    rows[0].licence, rows[1].licence = who.licences[0], second
    g.sign("R12", "any", rows, who.licences)


def conversion(g: Ground) -> None:
    """The old certificate was exchanged for a licence."""
    if g.scene.as_of < LICENCES_SINCE:
        return
    who = g.person(issuer=g.scene.plan.home_issuers[0], kind="CCHN")
    old = who.licences[0]
    new = g.scene.further_licence(g.random, who, old.issuer, "GPHN")
    old.status = g.random.choice(("Đã chuyển đổi sang GPHN", "Đã đổi sang GPHN"))
    old.status_from = new.issued_on
    here = g.own()
    there = g.own(near=here)
    rows = [g.post(who, here), g.post(who, there, EVENINGS)]
    rows[0].licence, rows[1].licence = old, new
    g.trap("R12", rows, licences=[old, new])
    g.sign("R11", "none", rows)
    g.tolerate("R06", rows)


def both_in_one_cell(g: Ground) -> None:
    """Old certificate and new licence in one cell."""
    if g.scene.as_of < LICENCES_SINCE:
        return
    who = g.person(issuer=g.scene.plan.home_issuers[0], kind="CCHN")
    old = who.licences[0]
    new = g.scene.further_licence(g.random, who, old.issuer, "GPHN")
    old.status, old.status_from = "Đã chuyển đổi sang GPHN", new.issued_on
    row = g.post(who, g.own())
    row.licence_text = f"{old.serial:06d}/{old.issuer}-CCHN; {new.serial:06d}/{new.issuer}-GPHN"
    g.trap("R12", [row], licences=[old, new])
    g.tolerate("R06", [row])


def replaced(g: Ground) -> None:
    """Lost, and issued again under a new number."""
    who = g.person(issuer=g.scene.plan.home_issuers[0], kind="CCHN")
    old = who.licences[0]
    old.status, old.status_from = "Đã cấp lại số mới", g.scene.day_before(g.random, 300, 900)
    new = g.scene.further_licence(g.random, who, old.issuer, "CCHN")
    row = g.post(who, g.own())
    row.licence = new
    g.trap("R12", [row], licences=[old, new])
    g.tolerate("R13", [row])


def pharmacy(g: Ground) -> None:
    """A pharmacist's certificate is of another law and never a second licence."""
    who = g.person()
    place = g.own()
    row = g.post(who, place)
    issuer = g.random.choice(g.scene.plan.home_issuers)
    serial = g.random.randint(1_000, 9_999)
    own = f"{who.licences[0].serial:06d}/{who.licences[0].issuer}-{who.licences[0].type}"
    other = g.random.choice((f"{serial}/{issuer}-CCHND", f"{serial}/CCHN-D-SYT-{issuer}"))
    row.licence_text = f"{own}; {other}"
    g.trap("R12", [row], expect="none")
    g.trap("R10", [row])


def from_the_army(g: Ground) -> None:
    """A certificate of the army beside one of a province."""
    who = g.person(kind="CCHN")
    here = g.own()
    there = g.own(near=here)
    rows = [g.post(who, here), g.post(who, there, EVENINGS)]
    rows[1].licence_text = f"{g.random.randint(100, 9_999):06d}/BQP-CCHN"
    rows[1].issued_text = ""
    g.trap("R12", rows)
    g.sign("R10", "allowed", rows)
    g.sign("R14", "none", rows)


PLANTS = {
    "revoked": revoked,
    "revoked-elsewhere": revoked_abroad,
    "trap-reissued": reissued,
    "trap-revoked-namesake": revoked_namesake,
    "trap-to-be-revoked": to_be_revoked,
    "suspended": suspended,
    "trap-suspension-over": suspension_over,
    "expired": expired,
    "trap-expires-soon": expires_soon,
    "trap-certificate-without-term": certificate_without_term,
    "trap-term-is-issue-date": term_is_issue_date,
    "two-licences": two_licences,
    "trap-conversion": conversion,
    "trap-both-in-one-cell": both_in_one_cell,
    "trap-replaced": replaced,
    "trap-pharmacy": pharmacy,
    "trap-army": from_the_army,
}
