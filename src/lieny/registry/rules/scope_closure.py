"""Phạm vi gần nhau: which specialties a scope of practice may be taken to cover, generously."""

from __future__ import annotations

from collections.abc import Iterable

from lieny.vocabulary.scope import Scope

# A scope that covers any specialty, as far as a list can tell.
UNBOUNDED = frozenset({Scope.GENERAL, Scope.FAMILY, Scope.COMMON_ILLNESS})

# Specialties that are held against a scope. Techniques (ultrasound, endoscopy, vaccination…) may be
# assigned in addition to the scope, and emergencies excuse: neither is ever held against anybody.
GROUPS: tuple[frozenset[Scope], ...] = (
    frozenset(
        {
            Scope.INTERNAL,
            Scope.CARDIOLOGY,
            Scope.RESPIRATORY,
            Scope.TUBERCULOSIS,
            Scope.GASTROENTEROLOGY,
            Scope.NEPHROLOGY,
            Scope.ENDOCRINOLOGY,
            Scope.RHEUMATOLOGY,
            Scope.NEUROLOGY,
            Scope.HAEMATOLOGY,
            Scope.GERIATRICS,
            Scope.INFECTIOUS,
            Scope.ALLERGY,
            Scope.ONCOLOGY,
            Scope.EMERGENCY,
            Scope.NUTRITION,
            Scope.PREVENTIVE,
        }
    ),
    frozenset(
        {
            Scope.SURGERY,
            Scope.ORTHOPAEDICS,
            Scope.NEUROSURGERY,
            Scope.UROLOGY,
            Scope.THORACIC_SURGERY,
            Scope.PLASTIC_SURGERY,
            Scope.BURNS,
            Scope.ANAESTHESIA,
            Scope.EMERGENCY,
            Scope.ONCOLOGY,
        }
    ),
    frozenset({Scope.OBSTETRICS, Scope.MIDWIFERY}),
    frozenset({Scope.PAEDIATRICS}),
    frozenset({Scope.DENTISTRY}),
    frozenset({Scope.ENT}),
    frozenset({Scope.OPHTHALMOLOGY}),
    frozenset({Scope.DERMATOLOGY, Scope.PLASTIC_SURGERY}),
    frozenset({Scope.TRADITIONAL, Scope.REHABILITATION, Scope.RHEUMATOLOGY}),
    frozenset({Scope.REHABILITATION, Scope.ORTHOPAEDICS, Scope.NEUROLOGY}),
    frozenset({Scope.PSYCHIATRY, Scope.PSYCHOLOGY, Scope.NEUROLOGY}),
    frozenset({Scope.IMAGING, Scope.NUCLEAR_MEDICINE, Scope.ULTRASOUND}),
    frozenset({Scope.LABORATORY, Scope.HAEMATOLOGY, Scope.PATHOLOGY}),
)

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


def is_covered(wanted: Scope, scopes: Iterable[Scope]) -> bool:
    """Test whether a specialty may lie within the scopes.

    Design: generous on purpose; a related specialty counts as covered, and only the specialties of
    `HELD_AGAINST` can fall outside.
    """
    held = frozenset(scopes)
    if wanted not in HELD_AGAINST or wanted in held or held & UNBOUNDED:
        return True
    return any(wanted in group and held & group for group in GROUPS)
