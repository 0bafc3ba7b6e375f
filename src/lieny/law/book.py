"""Sách luật: every provision that the rules rely on, with the days between which it binds."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import pairwise

from lieny.law.provision import HowRead, Provision

FIELDS = ("practice", "licence", "facility", "education", "labour", "penalty", "procedure")


class NoProvisionBinds(LookupError):
    """The book holds no provision of the topic that is in force on the day."""


class TwoProvisionsLead(ValueError):
    """Two provisions of one topic bind on the same day and neither completes the other."""


class ParameterUnknown(LookupError):
    """A rule asked a provision for a parameter that it does not fix."""


@dataclass(frozen=True, eq=False)
class Book:
    """Văn bản pháp luật as dated data.

    Attributes:
        provisions: in the order of the data files.
    """

    provisions: tuple[Provision, ...]
    _by_topic: Mapping[str, tuple[Provision, ...]] = field(init=False, repr=False)
    _bundles: dict[tuple[tuple[str, ...], date], tuple[Provision, ...]] = field(
        default_factory=dict, init=False, repr=False
    )
    _binding: dict[tuple[str, date], bool] = field(default_factory=dict, init=False, repr=False)
    # Rules ask the same few questions a million times a run; the answers never change.
    _answers: dict[tuple[str, str, date], float | int | str | bool] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        grouped: dict[str, list[Provision]] = defaultdict(list)
        for provision in self.provisions:
            grouped[provision.topic].append(provision)
        ordered = {
            topic: tuple(sorted(group, key=lambda one: (one.in_force_from, one.completes)))
            for topic, group in grouped.items()
        }
        for group in ordered.values():
            _refuse_two_leaders(group)
        object.__setattr__(self, "_by_topic", ordered)

    @classmethod
    def load(cls) -> Book:
        """Read the book that comes with the package; the same value every time.

        Source: docs/adr/0030-law-as-data.md; each provision names where it was read.
        """
        return _shipped()

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics, sorted."""
        return tuple(sorted(self._by_topic))

    def history(self, topic: str) -> tuple[Provision, ...]:
        """List the provisions of a topic, earliest first; empty for a topic it does not know."""
        return self._by_topic.get(topic, ())

    def binds(self, topic: str, *, on: date) -> bool:
        """Test whether a provision of the topic leads on the day."""
        known = self._binding.get((topic, on))
        if known is None:
            known = any(one.binds_on(on) and not one.completes for one in self.history(topic))
            self._binding[topic, on] = known
        return known

    def provision(self, topic: str, *, on: date) -> Provision:
        """Give the leading provision of a topic that is in force on the day.

        Raises:
            NoProvisionBinds: none is, or the topic is not known.
        """
        for one in self.history(topic):
            if one.binds_on(on) and not one.completes:
                return one
        raise NoProvisionBinds(f"{topic} on {on.isoformat()}")

    def provisions_on(self, topic: str, *, on: date) -> tuple[Provision, ...]:
        """Give all provisions of a topic in force on the day, the leading one first."""
        return tuple(
            sorted(
                (one for one in self.history(topic) if one.binds_on(on)),
                key=lambda one: one.completes,
            )
        )

    def all_on(self, topics: tuple[str, ...], *, on: date) -> tuple[Provision, ...]:
        """Give the provisions of several topics in force on the day, topic by topic."""
        known = self._bundles.get((topics, on))
        if known is None:
            known = tuple(one for topic in topics for one in self.provisions_on(topic, on=on))
            self._bundles[topics, on] = known
        return known

    def parameter(self, topic: str, name: str, *, on: date) -> float | int | str | bool:
        """Give a number or choice that the provision of the day, or our reading of it, fixes.

        Raises:
            NoProvisionBinds: no provision of the topic is in force on the day.
            ParameterUnknown: the provision fixes no such parameter.
        """
        answer = self._answers.get((topic, name, on))
        if answer is not None:
            return answer
        provision = self.provision(topic, on=on)
        for known, value in provision.parameters:
            if known == name:
                self._answers[topic, name, on] = value
                return value
        raise ParameterUnknown(f"{topic} ({provision.instrument}) has no parameter {name!r}")


@cache
def _shipped() -> Book:
    folder = resources.files("lieny.law") / "data"
    return Book(tuple(_read(folder / f"{name}.toml" for name in FIELDS)))


def _read(files: Iterable[Traversable]) -> Iterator[Provision]:
    for file in files:
        for entry in tomllib.loads(file.read_text("utf-8"))["provision"]:
            entry["how_read"] = HowRead(entry["how_read"])
            entry["parameters"] = tuple(entry.pop("parameters", {}).items())
            entry.setdefault("in_force_until", None)
            yield Provision(**entry)


def _refuse_two_leaders(group: tuple[Provision, ...]) -> None:
    leaders = [one for one in group if not one.completes]
    for earlier, later in pairwise(leaders):
        if earlier.binds_on(later.in_force_from):
            raise TwoProvisionsLead(
                f"{later.topic}: {earlier.instrument} {earlier.article} and "
                f"{later.instrument} {later.article} on {later.in_force_from.isoformat()}"
            )
