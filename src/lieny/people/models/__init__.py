"""Tables of people: accounts, organisations, memberships, audit."""

from lieny.people.models.audit_record import AuditRecord
from lieny.people.models.membership import Membership
from lieny.people.models.organisation import Organisation
from lieny.people.models.user import User

__all__ = ["AuditRecord", "Membership", "Organisation", "User"]
