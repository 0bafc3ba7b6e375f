"""Tables of the registry: what was handed in, persons, registrations, signs, cases."""

from lieny.registry.models.case import (
    Case,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
    CaseQuestion,
    CaseSign,
    CaseSignature,
)
from lieny.registry.models.case_following import CaseFollowing
from lieny.registry.models.case_papers import CaseLetter, CaseNotice, LetterWords
from lieny.registry.models.facility import Facility, FacilityRow
from lieny.registry.models.mail import DigestChoice, OutgoingMail
from lieny.registry.models.person import LinkDecision, LinkDoubt, LinkQuestion, Person
from lieny.registry.models.quality import FileQuality
from lieny.registry.models.receipt import Receipt
from lieny.registry.models.registration import LicenceRow, Registration
from lieny.registry.models.run_memory import RunMemory
from lieny.registry.models.sign import StoredSign
from lieny.registry.models.submission import ColumnChoice, FileBlock, SourceFile, Submission

# Tables of history: pages add to them and read them (`node/portal/migrate.py` grants no more).
APPEND_ONLY = (
    "registry_caseevent",
    "registry_casemessage",
    "registry_caseletter",
    "registry_receipt",
)

# Read through the owner's functions alone, which apply the walls themselves.
HIDDEN = (
    "registry_personword",
    "registry_facilityword",
    "registry_runmemory",
    "registry_casefollowing",
)

__all__ = [
    "APPEND_ONLY",
    "HIDDEN",
    "Case",
    "CaseAttachment",
    "CaseEvent",
    "CaseFollowing",
    "CaseLetter",
    "CaseMessage",
    "CaseNotice",
    "CaseQuestion",
    "CaseSign",
    "CaseSignature",
    "ColumnChoice",
    "DigestChoice",
    "Facility",
    "FacilityRow",
    "FileBlock",
    "FileQuality",
    "LetterWords",
    "LicenceRow",
    "LinkDecision",
    "LinkDoubt",
    "LinkQuestion",
    "OutgoingMail",
    "Person",
    "Receipt",
    "Registration",
    "RunMemory",
    "SourceFile",
    "StoredSign",
    "Submission",
]
