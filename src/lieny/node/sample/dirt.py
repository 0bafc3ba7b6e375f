"""What happens to true words on their way into a cell.

Only rows of persons about whom nothing is to be found are made hard to recognise; the others get
what a reader must be able to read.
"""

from __future__ import annotations

from datetime import date
from random import Random

from lieny.node.sample import spelling, trades
from lieny.node.sample.draw import Urn
from lieny.node.sample.scene import Expectation, Scene
from lieny.node.sample.styles import LICENCE_FORMS, Style
from lieny.node.sample.subjects import Licence, Registration

EXCEL_BEGINS = date(1899, 12, 30)
MISHAPS = Urn(
    [
        ("name-typo", 4.0), ("name-short", 3.0), ("licence-typo", 5.0), ("masked", 3.0),
        ("no-type", 3.0), ("no-licence", 4.0), ("pending", 1.0), ("bare-number", 2.0),
    ]
)  # fmt: skip
MISHAP = 0.03  # of the rows of sound persons
# A number that is wrong or missing may look unknown, shared or foreign, and its holder absent: no
# one is asked to judge.
BLURRED = ("R10", "R11", "R13", "R14", "R21")


def soil(scene: Scene) -> None:
    """Let mishaps fall on the rows of persons about whom nothing is to be found."""
    random = scene.stream("mishaps")
    for row in scene.registrations:
        if random.random() >= MISHAP * scene.plan.dirt:
            continue
        if row.person.sound and row.submission == 0 and not scene.expectations_of(row.person):
            # Whoever is expected to be found, or lies in a trap, keeps readable rows.
            _mishap(scene, random, row)


def _mishap(scene: Scene, random: Random, row: Registration) -> None:
    kind = MISHAPS.draw(random)
    licence = row.licence
    if kind == "name-typo":
        row.name_text = _typo(random, row.person.name)
    elif kind == "name-short":
        row.name_text = _short(row.person.name)
    elif licence is not None:
        row.licence_text = _damaged(random, kind, licence)
    for rule in BLURRED:
        # A wrong number is truly unknown, and truly out of its time: that may be said aloud.
        aloud = kind == "licence-typo" and rule in ("R10", "R13")
        expect = "tolerated" if aloud else "allowed"
        scene.expect(Expectation(rule, expect, "", row.person, [row]))


def _damaged(random: Random, kind: str, licence: Licence) -> str:
    digits = f"{licence.serial:06d}"
    tail = f"{licence.issuer}-{licence.type}"
    if kind == "licence-typo":
        place = random.randrange(len(digits))
        wrong = str((int(digits[place]) + random.randint(1, 9)) % 10)
        return f"{digits[:place]}{wrong}{digits[place + 1 :]}/{tail}"
    return {
        "masked": f"..{digits[-4:]}/{tail}",
        "no-type": f"{digits}/{licence.issuer}",
        "no-licence": "",
        "pending": "Đang làm hồ sơ GPHN",
        "bare-number": digits.lstrip("0"),
    }[kind]


def _typo(random: Random, name: str) -> str:
    place = random.randrange(len(name))
    other = random.choice("abcdeghiklmnopqrstuvxy")
    return f"{name[:place]}{other}{name[place + 1 :]}"


def _short(name: str) -> str:
    words = name.split()
    return " ".join([words[0], *(f"{word[0]}." for word in words[1:-1]), words[-1]])


def name_cell(random: Random, style: Style, row: Registration) -> str:
    """Write the name as the file does."""
    name = row.name_text or row.person.name
    if style.markless:
        name = spelling.without_marks(name)
    if style.shouts:
        name = name.upper()
    if style.titled or row.title_in_name:
        name = f"{random.choice(trades.TITLES[row.person.title].spellings)} {name}"
    if random.random() < 0.02:
        name = name.replace(" ", "  ", 1) + " "
    return name


def licence_cell(style: Style, row: Registration) -> str:
    """Write the licence number as the file does."""
    if row.licence_text is not None:
        return row.licence_text
    return formatted(style.licence, row.licence) if row.licence else ""


def formatted(form: str, licence: Licence) -> str:
    """Write a number in one of the forms of `styles.LICENCE_FORMS`."""
    text = LICENCE_FORMS[form].format(
        serial=licence.serial,
        digits=licence.digits,
        issuer=licence.issuer,
        kind=licence.type,
        issued=licence.issued_on,
    )
    return text.lower() if form == "lower" else text


def birth_cell(random: Random, style: Style, row: Registration) -> str | int:
    """Write the birth date as text; now and then only its year, or Excel's number for the day."""
    if row.birth_text is not None:
        return row.birth_text
    born = row.person.birth_on
    if row.person.sound and style.licence != "usual" and random.random() < 0.04:
        return str(born.year)
    if style.serial_dates:
        return excel_day(born)
    if style.shouts:
        return f"{born.day}/{born.month}/{born.year}"
    return f"{born:%d/%m/%Y}"


def excel_day(day: date) -> int:
    """Excel's number for a day."""
    return (day - EXCEL_BEGINS).days


def personal_number_cell(random: Random, row: Registration) -> str | int | None:
    """Write the personal number; sometimes none, a lost zero, an old card or nines."""
    if row.cccd_text is not None:
        return row.cccd_text
    number = row.person.cccd
    chance = random.random() if row.person.sound else 1.0
    if chance < 0.12:
        return None
    if chance < 0.2:
        return int(number)  # a number cell: the leading zero is lost
    if chance < 0.24:
        return f"2{int(number[-8:]) % 10**8:08d}"
    if chance < 0.245:
        return "000000000000"
    return number
