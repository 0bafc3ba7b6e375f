"""R15: vị trí ngoài phạm vi hành nghề."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over
from lieny.registry.rules.wording import licences_as_evidence, place_name, roles_as_evidence
from lieny.vocabulary.scope import Coverage, Scope, coverage
from lieny.vocabulary.title import Title

TOPIC = "practice.scope"
# Nurses and midwives hold their scope by reference; other titles have no specialty to compare.
JUDGED_TITLES = frozenset({Title.PHYSICIAN, Title.TECHNICIAN, None})
# A scope that covers any specialty, as far as a list can tell.
UNBOUNDED = frozenset({Scope.GENERAL, Scope.FAMILY, Scope.COMMON_ILLNESS, Scope.PREVENTIVE})
# Techniques may be assigned in addition to the scope, and emergencies excuse: only specialties
# are ever held against anybody.
HELD_AGAINST = frozenset(
    {
        Scope.INTERNAL,
        Scope.SURGERY,
        Scope.OBSTETRICS,
        Scope.PAEDIATRICS,
        Scope.DENTISTRY,
        Scope.ENT,
        Scope.OPHTHALMOLOGY,
        Scope.DERMATOLOGY,
        Scope.TRADITIONAL,
        Scope.PSYCHIATRY,
        Scope.IMAGING,
        Scope.LABORATORY,
        Scope.CARDIOLOGY,
        Scope.ORTHOPAEDICS,
    }
)
BY_REFERENCE = frozenset({Scope.NURSING, Scope.MIDWIFERY})


def outside_scope(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a post whose specialty lies outside the scope of practice; one sign a facility.

    Law: practice.scope (15/2023/QH15 Điều 7 khoản 4; before 2024 40/2009/QH12 Điều 6).
    Reading: a scope by reference, a general scope, techniques and emergencies are never held
        against anybody, nor is a specialty that is often practised under the scope. What the words
        of the position name is definite; what only the unit's name suggests is a question. Scopes
        of the list and of the register count together. An assignment is left alone.
    """
    signs: dict[int, Sign] = {}
    for role in active_roles(dossier, region):
        scopes = _scopes(role, dossier)
        if role.facility in signs or not _is_judged(role):
            continue
        if is_outside(role.post_scopes or role.unit_scopes, scopes):
            firm = bool(role.post_scopes) and not is_passed_over(role, region)
            signs[role.facility] = _sign(dossier, role, region, is_sure=firm)
    return tuple(signs.values())


def _is_judged(role: Role) -> bool:
    return role.title in JUDGED_TITLES and not role.assignment and not role.scope_by_reference


def _scopes(role: Role, dossier: Dossier) -> frozenset[Scope]:
    """Give all scopes known for the role; empty where they cannot be compared."""
    if any(row.scope_by_reference for row in dossier.licences):
        return frozenset()
    return frozenset(role.scopes).union(*(row.scopes for row in dossier.licences))


def is_outside(wanted: tuple[Scope, ...], scopes: frozenset[Scope]) -> bool:
    """Test whether none of the wanted specialties may lie within the scopes.

    Law: practice.scope. Design: more scopes never make it true where fewer did not.
    """
    if not wanted or not scopes or scopes & (UNBOUNDED | BY_REFERENCE):
        return False
    return all(
        scope in HELD_AGAINST and coverage(scopes, scope) is Coverage.OUTSIDE for scope in wanted
    )


def _sign(dossier: Dossier, role: Role, region: Region, *, is_sure: bool) -> Sign:
    place, name = place_name(region, role.facility), dossier.name
    unit = f" ({role.unit})" if role.unit else ""
    return Sign(
        rule="R15",
        severity=Severity.MEDIUM,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(role), *licences_as_evidence(*dossier.licences)),
        provisions=laws(region, TOPIC, "penalty.licence"),
        said=Bilingual(
            f"{name} tại {place}{unit}: vị trí chuyên môn không nằm trong phạm vi hành nghề ghi "
            f"trên giấy phép.",
            f"{name} at {place}{unit}: the post does not lie within the scope on the licence.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu phạm vi đã được điều chỉnh, kỹ thuật đã được giao thêm bằng văn bản, "
            "hoặc vị trí ghi chưa đúng việc làm.",
            "Vanishes if the scope was adjusted, the technique was assigned in writing, or the "
            "post is worded otherwise than the work.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{place}: {name} làm chuyên môn gì, có văn bản giao kỹ thuật ngoài phạm vi không?",
            f"{place}: which specialty does {name} practise, and was it assigned in writing?",
        ),
    )
