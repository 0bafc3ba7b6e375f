"""Tables of people: accounts, organisations, memberships, requests, audit."""

from lieny.people.models.account_request import AccountRequest
from lieny.people.models.audit_check import AuditCheck
from lieny.people.models.audit_record import AuditRecord
from lieny.people.models.demo_instance import DemoInstance
from lieny.people.models.membership import Membership
from lieny.people.models.organisation import Organisation
from lieny.people.models.rate_count import RateCount
from lieny.people.models.user import User

__all__ = [
    "AccountRequest",
    "AuditCheck",
    "AuditRecord",
    "DemoInstance",
    "Membership",
    "Organisation",
    "RateCount",
    "User",
]
