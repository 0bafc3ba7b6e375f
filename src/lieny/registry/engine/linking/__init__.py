"""Linking: the same person across lists, registers and provinces.

`persons.link_persons` is the way in; docs/adr/0020 tells how it decides and what was measured.
"""

from lieny.registry.engine.linking.anew import Before, MemoryDoesNotFit
from lieny.registry.engine.linking.decided import Decided
from lieny.registry.engine.linking.explanation import Explanation, Part
from lieny.registry.engine.linking.frequencies import Frequencies
from lieny.registry.engine.linking.memory import LinkMemory
from lieny.registry.engine.linking.model import Model
from lieny.registry.engine.linking.persons import (
    NoSuchRow,
    PersonLinks,
    link_anew,
    link_persons,
)
from lieny.registry.engine.linking.posts import Posts
from lieny.registry.engine.linking.questions import LICENCE, QUESTIONS, REGISTRATION

__all__ = [
    "LICENCE",
    "QUESTIONS",
    "REGISTRATION",
    "Before",
    "Decided",
    "Explanation",
    "Frequencies",
    "LinkMemory",
    "MemoryDoesNotFit",
    "Model",
    "NoSuchRow",
    "Part",
    "PersonLinks",
    "Posts",
    "link_anew",
    "link_persons",
]
