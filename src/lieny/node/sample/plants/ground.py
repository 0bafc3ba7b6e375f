"""What a plant needs: persons, posts, facilities, and a short way to say what is true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from lieny.node.sample import hours, places, premises, week
from lieny.node.sample.scene import Expectation, Scene
from lieny.node.sample.subjects import Facility, Hours, Licence, Person, Registration

NEW_LAW = date(2024, 1, 1)
OFFICE_FORMS = ("hospital", "health-centre", "station")
CLINIC = "internal-clinic"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where one plant is set.

    Attributes:
        scene: the cell.
        random: the stream of this kind of plant.
        name: the kind; the truth carries it.
    """

    scene: Scene
    random: Random
    name: str

    @property
    def under_new_law(self) -> bool:
        """Whether Luật 15/2023 and NĐ 96/2023 bind on the day of the truth."""
        return self.scene.as_of >= NEW_LAW

    def facility(
        self, *, away_from: Facility | None = None, office: bool | None = None
    ) -> Facility:
        """Pick a settled facility whose list shows hours, in another province than `away_from`."""
        chosen = [
            place
            for place in self.scene.facilities
            if place.staffed
            and place.channel in ("form", "flat")
            and (office is None or (place.form in OFFICE_FORMS) == office)
            and place.form in (*OFFICE_FORMS, "polyclinic", CLINIC)
        ]
        apart = [place for place in chosen if away_from and place.province != away_from.province]
        others = [place for place in chosen if place is not away_from]
        return self.random.choice(apart or others or [self.own()])

    def own(
        self,
        form: str = CLINIC,
        *,
        near: Facility | None = None,
        away_from: Facility | None = None,
        channel: str = "ledger",
    ) -> Facility:
        """Found a facility for the plant alone; `near` puts it in the same commune."""
        provinces = list(self.scene.plan.provinces)
        if near is not None:
            provinces = [near.commune.old_province]
        elif away_from is not None:
            apart = [p for p in provinces if places.province_on_new_map(p) != away_from.province]
            provinces = apart or provinces
        place = premises.found(self.scene, self.random, form, self.random.choice(provinces))
        place.staffed = False
        place.channel = channel
        place.older_lists = 0
        if near is not None:
            place.commune = near.commune
            place.latitude = round(near.latitude + self.random.uniform(-0.004, 0.004), 5)
            place.longitude = round(near.longitude + self.random.uniform(-0.004, 0.004), 5)
        return place

    def person(self, title: str = "doctor", **wish: str) -> Person:
        """A person of a home issuer, whose rows stay readable."""
        issuers = self.scene.plan.home_issuers
        weights = [3.0, *[1.0] * (len(issuers) - 1)]
        wish.setdefault("issuer", self.random.choices(issuers, weights)[0])
        if title == "doctor":
            wish.setdefault("specialty", "general")
        made = self.scene.person(self.random, title, **wish)
        made.sound = False
        return made

    def veteran(self, day: date, kind: str = "CCHN") -> Person:
        """A doctor who was licensed before the day."""
        while True:
            made = self.person(kind=kind)
            if made.licences[0].issued_on < day:
                return made
            made.licences[0].in_register = False  # nobody ever hears of the others

    def post(
        self, who: Person, place: Facility, time: week.Groups | Hours = week.OFFICE
    ) -> Registration:
        """Register a person at a place, with hours as given or as some hand writes them."""
        written = time if isinstance(time, Hours) else hours.written(self.random, time)
        return self.scene.register(who, place, written)

    def sign(
        self,
        rule: str,
        expect: str,
        rows: Sequence[Registration],
        licences: Sequence[Licence] = (),
    ) -> Expectation:
        """Note what must be said of the person of the rows."""
        about = rows[0].person if rows else licences[0].holder
        at = [row.facility for row in rows]
        sign = Expectation(rule, expect, self.name, about, list(rows), list(licences), at)
        self.scene.expect(sign)
        return sign

    def trap(
        self,
        rule: str,
        rows: Sequence[Registration],
        *,
        expect: str = "allowed",
        licences: Sequence[Licence] = (),
    ) -> Expectation:
        """Note what must not be said of the person as a definite sign."""
        expectation = self.sign(rule, expect, rows, licences)
        expectation.trap = True
        return expectation

    def tolerate(self, rules: str, rows: Sequence[Registration]) -> None:
        """Note rules about which the plant takes no side."""
        for rule in rules.split():
            self.sign(rule, "tolerated", rows)
