"""Facilities of a cell: hospitals in the big places, clinics around them."""

from __future__ import annotations

from random import Random

from lieny.node.sample import places, trades, week
from lieny.node.sample.draw import Urn
from lieny.node.sample.scene import Scene
from lieny.node.sample.subjects import Facility

FORM_URN = Urn(
    [
        ("hospital", 5.0), ("health-centre", 7.0), ("station", 14.0), ("polyclinic", 16.0),
        ("internal-clinic", 18.0), ("obstetric-clinic", 11.0), ("paediatric-clinic", 9.0),
        ("dental-clinic", 14.0), ("traditional-clinic", 8.0),
    ]
)  # fmt: skip
CHANNELS = Urn([("form", 62.0), ("flat", 26.0), ("hr", 4.0), ("insurance", 3.0)])
STREETS = (
    "Lê Lợi", "Nguyễn Huệ", "Trần Hưng Đạo", "Cách Mạng Tháng Tám", "Nguyễn Trãi", "Hùng Vương",
    "Lý Thường Kiệt", "Phạm Văn Đồng", "Võ Văn Kiệt", "30/4", "Nguyễn Thị Minh Khai", "Quốc lộ 13",
    "Hai Bà Trưng", "Phan Đình Phùng", "Đại lộ Bình Dương", "Quốc lộ 1A",
)  # fmt: skip
OWNERS = (
    "An Bình", "Tâm Đức", "Phước An", "Hồng Ngọc", "Thiên Ân", "Minh Tâm", "Hoàn Xanh", "Sài Gòn",
    "Việt Đức", "Nhân Ái", "Đại Phước", "Thành Công", "Hạnh Phúc", "Bảo Minh", "Y Đức", "Đông Á",
)  # fmt: skip
FULL_DAY = (
    (((1, 2, 3, 4, 5, 6), ((420, 690), (780, 1020))),),
    (((1, 2, 3, 4, 5, 6), ((420, 690), (810, 1020))), ((7,), ((420, 690),))),
    (((1, 2, 3, 4, 5, 6, 7), ((420, 690), (810, 1020))),),
)
OFFICE_DAYS = (
    (((1, 2, 3, 4, 5), ((420, 690), (810, 1020))),),
    (((1, 2, 3, 4, 5), ((450, 690), (780, 990))),),
    (((1, 2, 3, 4, 5), ((420, 660), (780, 960))),),
    (((1, 2, 3, 4, 5), ((420, 690), (780, 990))), ((6,), ((420, 690),))),
    (((1, 2, 3, 4, 5), ((450, 990),)),),  # unbroken: a lunch break may hide in it
)


def settle(scene: Scene, staff: int) -> None:
    """Found facilities until they can employ `staff` persons."""
    random = scene.stream("premises")
    while staff > 0:
        facility = found(scene, random, FORM_URN.draw(random), random.choice(scene.plan.provinces))
        low, high = trades.FORMS[facility.form].staff
        staff -= (low + high) // 2
    # Every region has lists that were made for another purpose.
    large = [place for place in scene.facilities if place.form == "polyclinic"]
    for place, channel in zip(large[::3], ("hr", "insurance"), strict=False):
        place.channel = channel


def found(scene: Scene, random: Random, form: str, province: str) -> Facility:
    """Found one facility and note it in the scene."""
    kind = trades.FORMS[form]
    commune = random.choice(places.communes()[province])
    number = len(scene.facilities) * scene.plan.cells + scene.plan.number + 1
    bare_place = commune.commune.split(" ", 1)[1]
    facility = Facility(
        id=f"F{scene.plan.number:04d}-{len(scene.facilities):04d}",
        name=kind.name.format(place=bare_place, who=random.choice(OWNERS), n=number),
        form=form,
        commune=commune,
        street=f"{random.randint(1, 900)} {random.choice(STREETS)}",
        serial=number + 100,
        issuer=places.issuers()[province].code,
        code=_code(province, number),
        latitude=round(commune.latitude + random.uniform(-0.012, 0.012), 5),
        longitude=round(commune.longitude + random.uniform(-0.012, 0.012), 5),
        channel=_channel(random, form),
        older_lists=_older_lists(random, form),
        located=random.random() < 0.7,
    )
    if kind.office:
        facility.name = f"{facility.name} {number}"  # two of one name in one place confuse everyone
    scene.facilities.append(facility)
    return facility


def house_hours(random: Random, facility: Facility) -> week.Groups:
    """Draw the hours that most of the staff keep."""
    office = trades.FORMS[facility.form].office
    return random.choice(OFFICE_DAYS if office else FULL_DAY)


def _code(province: str, number: int) -> str:
    """The insurance's five characters while they last, then the thirteen digits."""
    return f"{province}{number:03d}" if number < 1_000 else f"893{province}{number:08d}"


def _channel(random: Random, form: str) -> str:
    channel = CHANNELS.draw(random)
    is_small = form not in ("hospital", "health-centre", "polyclinic")
    return "form" if is_small and channel in ("hr", "insurance") else channel


def _older_lists(random: Random, form: str) -> int:
    if form not in ("hospital", "health-centre", "polyclinic") or random.random() < 0.8:
        return 0
    return random.randint(1, 2)
