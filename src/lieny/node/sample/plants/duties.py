"""R15, R16, R18, R20, R21: scope, title, notice, further training, years without practice."""

from __future__ import annotations

from datetime import date, timedelta

from lieny.node.sample import trades
from lieny.node.sample.plants.ground import Ground
from lieny.node.sample.subjects import Registration

MISFITS = (
    ("eye", "Bác sĩ Răng Hàm Mặt", "Khoa Răng Hàm Mặt"),
    ("dental", "Bác sĩ khám Sản phụ khoa", "Khoa Sản"),
    ("ent", "Bác sĩ khám Mắt", "Khoa Mắt"),
    ("imaging", "Bác sĩ khám Ngoại", "Khoa Ngoại"),
    ("paediatrics", "Bác sĩ Răng Hàm Mặt", "Khoa Răng Hàm Mặt"),
)


def _row(g: Ground, title: str = "doctor", **wish: str) -> Registration:
    who = g.person(title, **wish)
    return g.post(who, g.own("polyclinic"))


def beyond_scope(g: Ground) -> None:
    """An eye doctor in the dental chair."""
    specialty, position, unit = g.random.choice(MISFITS)
    row = _row(g, specialty=specialty)
    row.position_text, row.unit = position, unit
    g.sign("R15", "any", [row])


def scope_by_reference(g: Ground) -> None:
    """`Theo TTLT 26/2015`: the scope stands elsewhere."""
    title, position, unit = g.random.choice(
        (
            ("nurse", "Điều dưỡng phòng khám", "Khoa Mắt"),
            ("midwife", "Hộ sinh", "Khoa Sản"),
            ("technician", "KTV xét nghiệm", "Khoa Xét nghiệm"),
        )
    )
    row = _row(g, title)
    row.scope_text, row.position_text, row.unit = trades.BY_REFERENCE[0], position, unit
    g.trap("R15", [row])


def general_scope(g: Ground) -> None:
    """General practice reaches into the special clinics."""
    row = _row(g, specialty="general")
    row.scope_text = "Khám bệnh, chữa bệnh đa khoa"
    row.position_text = g.random.choice(("Bác sĩ khám Nội", "Bác sĩ khám Nhi"))
    g.trap("R15", [row])


def assigned_technique(g: Ground) -> None:
    """A technique added to the scope by certificate."""
    row = _row(g, specialty="internal")
    row.scope_text = "Khám bệnh, chữa bệnh chuyên khoa Nội; Siêu âm tổng quát"
    row.position_text, row.unit = "BS siêu âm", "Khoa Chẩn đoán hình ảnh"
    row.person.licences[0].register_scope = row.scope_text
    g.trap("R15", [row])


def emergency(g: Ground) -> None:
    """Any doctor may stand emergency duty."""
    row = _row(g, specialty="eye")
    row.position_text, row.unit = "Bác sĩ trực cấp cứu", "Khoa Cấp cứu"
    g.trap("R15", [row])


def above_title(g: Ground) -> None:
    """A physician assistant or nurse in a post of another title."""
    title, position = g.random.choice(
        (
            ("physician-assistant", "Bác sĩ khám bệnh"),
            ("physician-assistant", "Bác sĩ điều trị"),
            ("nurse", "KTV xét nghiệm"),
        )
    )
    row = _row(g, title)
    row.position_text = position
    g.sign("R16", "any", [row])
    g.tolerate("R15", [row])


def degree_for_title(g: Ground) -> None:
    """A degree written where the title belongs."""
    row = _row(g, specialty="internal")
    row.title_text = g.random.choice(("ThS.BS", "BSCKII", "PGS.TS.BS", "BS.CKI", "TS.BS"))
    row.title_in_name = True
    g.trap("R16", [row])


def _today(g: Ground) -> str:
    """Duties of the law of 2024: before it, the sample takes no side."""
    return "any" if g.under_new_law else "tolerated"


def _noted(g: Ground, joined: date, received: date) -> Registration:
    row = _row(g)
    row.event_on, row.received_on, row.valid_from = joined, received, joined
    return row


def late_notice(g: Ground) -> None:
    """Joined weeks before the department heard of it."""
    joined = g.scene.day_before(g.random, 90, 300)
    row = _noted(g, joined, joined + timedelta(g.random.randint(20, 60)))
    g.sign("R18", _today(g), [row])


def late_leave(g: Ground) -> None:
    """Left weeks before the department heard of it."""
    left = g.scene.day_before(g.random, 60, 200)
    row = _noted(g, left, left + timedelta(g.random.randint(15, 40)))
    row.valid_from, row.valid_until = left - timedelta(700), left
    g.sign("R18", _today(g), [row])


def notice_in_time(g: Ground) -> None:
    """Joined a week before."""
    joined = g.scene.day_before(g.random, 90, 300)
    row = _noted(g, joined, joined + timedelta(g.random.randint(1, 9)))
    g.trap("R18", [row], expect="none")


def backlog(g: Ground) -> None:
    """A whole staff entered on one day, years after they came."""
    place = g.own("polyclinic")
    received = g.scene.day_before(g.random, 100, 300)
    for _ in range(12):
        row = g.post(g.person(), place)
        row.event_on = received - timedelta(g.random.randint(60, 1_500))
        row.valid_from, row.received_on = row.event_on, received
        g.trap("R18", [row])


def _trained(g: Ground, hours: float | None, title: str = "doctor") -> Registration:
    who = g.person(title, issuer=g.scene.plan.home_issuers[0], kind="CCHN")
    licence = who.licences[0]
    licence.cme_hours = hours
    licence.cme_from = g.scene.as_of - timedelta(5 * 365 + 30) if hours is not None else None
    return g.post(who, g.own())


def training_short(g: Ground) -> None:
    """Some hours of further training in five years instead of a hundred and twenty."""
    row = _trained(g, float(g.random.randint(4, 60)))
    g.sign("R20", _today(g), [row], row.person.licences)


def training_enough(g: Ground) -> None:
    """A hundred and twenty hours, or more."""
    row = _trained(g, float(g.random.choice((120, 121, 160, 200))))
    g.trap("R20", [row], expect="none", licences=row.person.licences)


def training_unknown(g: Ground) -> None:
    """An empty cell is not zero hours."""
    row = _trained(g, None)
    g.trap("R20", [row], licences=row.person.licences)


def training_exempt(g: Ground) -> None:
    """The duty does not reach traditional healers."""
    row = _trained(g, float(g.random.randint(0, 20)), "traditional-healer")
    g.trap("R20", [row], licences=row.person.licences)


def left_long_ago(g: Ground) -> None:
    """The only registration ended more than two years ago."""
    until = g.scene.day_before(g.random, 800, 1_100)
    row = g.post(g.veteran(until - timedelta(400)), g.own("polyclinic"))
    row.valid_from, row.valid_until = until - timedelta(g.random.randint(200, 390)), until
    g.sign("R21", "any", [row])


def left_last_year(g: Ground) -> None:
    """The only registration ended within the last two years."""
    until = g.scene.day_before(g.random, 100, 600)
    row = g.post(g.veteran(until - timedelta(400)), g.own("polyclinic"))
    row.valid_from, row.valid_until = until - timedelta(g.random.randint(200, 390)), until
    g.trap("R21", [row], expect="none")


def idle(g: Ground) -> None:
    """Licensed years ago, met in no list: perhaps beyond the lists, perhaps nowhere."""
    who = g.person(kind="CCHN")
    g.trap("R21", [], licences=who.licences)


def newly_licensed(g: Ground) -> None:
    """Licensed within the last two years, not yet registered."""
    who = g.person(kind="GPHN" if g.scene.as_of > date(2024, 6, 1) else "CCHN")
    licence = who.licences[0]
    if (g.scene.as_of - licence.issued_on).days < 700:
        g.trap("R21", [], licences=[licence])
    else:
        g.sign("R21", "tolerated", [], [licence])


PLANTS = {
    "beyond-scope": beyond_scope,
    "trap-scope-by-reference": scope_by_reference,
    "trap-general-scope": general_scope,
    "trap-assigned-technique": assigned_technique,
    "trap-emergency": emergency,
    "above-title": above_title,
    "trap-degree-for-title": degree_for_title,
    "late-notice": late_notice,
    "late-leave": late_leave,
    "trap-notice-in-time": notice_in_time,
    "trap-backlog": backlog,
    "training-short": training_short,
    "trap-training-enough": training_enough,
    "trap-training-unknown": training_unknown,
    "trap-training-exempt": training_exempt,
    "left-long-ago": left_long_ago,
    "trap-left-last-year": left_last_year,
    "trap-idle": idle,
    "trap-newly-licensed": newly_licensed,
}
