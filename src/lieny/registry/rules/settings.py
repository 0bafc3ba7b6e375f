"""What the law of the day fixes for a rule, unless the operator has chosen another reading.

An operator's choice is named `topic.parameter` ("practice.chief.reading") in `Region.parameters`.
"""

from __future__ import annotations

from datetime import date

from lieny.law.provision import Provision
from lieny.registry.rules.facts import Region


class ParameterOfWrongKind(TypeError):
    """A parameter of the law, or the operator's choice, is not of the kind that the rule needs."""


def binds(region: Region, topic: str) -> bool:
    """Test whether the book holds law of this topic for the day of the check."""
    return region.law.binds(topic, on=region.as_of)


def number(region: Region, topic: str, name: str) -> float:
    """Give a number fixed by the provision of the day.

    Raises:
        ParameterOfWrongKind: it is not a number.
    """
    value = _value(region, topic, name)
    if isinstance(value, str) or value is True or value is False:
        raise ParameterOfWrongKind(f"{topic}.{name} is {value!r}; a number is needed")
    return value


def choice(region: Region, topic: str, name: str) -> str:
    """Give a word fixed by the provision of the day.

    Raises:
        ParameterOfWrongKind: it is not a text.
    """
    value = _value(region, topic, name)
    if not isinstance(value, str):
        raise ParameterOfWrongKind(f"{topic}.{name} is {value!r}; a text is needed")
    return value


def minute(region: Region, topic: str, name: str) -> int:
    """Give a time of day ("11:30") as minutes from midnight."""
    hours, minutes = choice(region, topic, name).split(":")
    return int(hours) * 60 + int(minutes)


def day(region: Region, topic: str, name: str) -> date:
    """Give a date ("2024-01-01")."""
    return date.fromisoformat(choice(region, topic, name))


def laws(region: Region, *topics: str, on: date | None = None) -> tuple[Provision, ...]:
    """Give the provisions of the topics that bind on the day of the event, in this order.

    Args:
        region: holds the book and the day of the check.
        topics: the decisive one first.
        on: day of the event; the day of the check when not given.
    """
    return region.law.all_on(topics, on=region.as_of if on is None else on)


def _value(region: Region, topic: str, name: str) -> float | int | str | bool:
    if region.parameters:
        chosen = region.parameters.get(f"{topic}.{name}")
        if chosen is not None:
            return chosen
    return region.law.parameter(topic, name, on=region.as_of)
