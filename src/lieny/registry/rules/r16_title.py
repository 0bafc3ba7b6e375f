"""R16: vị trí không hợp chức danh."""

from __future__ import annotations

from dataclasses import dataclass

from lieny.registry.rules.facts import Dossier, LicenceFacts, Region, Role
from lieny.registry.rules.licence_use import is_holder
from lieny.registry.rules.settings import laws
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over
from lieny.registry.rules.wording import licences_as_evidence, place_name, roles_as_evidence
from lieny.vocabulary.title import Title

TOPIC = "practice.title"

# The posts that a title may not fill. A physician may fill any; nurse and midwife stand in for one
# another in small places, and are left alone.
UNFIT: dict[Title, frozenset[Title]] = {
    Title.PHYSICIAN: frozenset(
        {
            Title.ASSISTANT_PHYSICIAN,
            Title.NURSE,
            Title.MIDWIFE,
            Title.TECHNICIAN,
            Title.TRADITIONAL_PRACTITIONER,
            Title.FAMILY_REMEDY_HOLDER,
            Title.PHARMACIST,
        }
    ),
    Title.ASSISTANT_PHYSICIAN: frozenset({Title.NURSE, Title.MIDWIFE, Title.TECHNICIAN}),
    Title.TECHNICIAN: frozenset({Title.NURSE, Title.MIDWIFE}),
    Title.NURSE: frozenset({Title.TECHNICIAN}),
    Title.MIDWIFE: frozenset({Title.TECHNICIAN}),
}

TITLE_WORDS: dict[Title, Bilingual] = {
    Title.PHYSICIAN: Bilingual("bác sỹ", "physician"),
    Title.ASSISTANT_PHYSICIAN: Bilingual("y sỹ", "assistant physician"),
    Title.NURSE: Bilingual("điều dưỡng", "nurse"),
    Title.MIDWIFE: Bilingual("hộ sinh", "midwife"),
    Title.TECHNICIAN: Bilingual("kỹ thuật y", "technician"),
    Title.CLINICAL_NUTRITIONIST: Bilingual("dinh dưỡng lâm sàng", "clinical nutritionist"),
    Title.PARAMEDIC: Bilingual("cấp cứu viên ngoại viện", "paramedic"),
    Title.CLINICAL_PSYCHOLOGIST: Bilingual("tâm lý lâm sàng", "clinical psychologist"),
    Title.TRADITIONAL_PRACTITIONER: Bilingual("lương y", "traditional practitioner"),
    Title.FAMILY_REMEDY_HOLDER: Bilingual("người có bài thuốc gia truyền", "remedy holder"),
    Title.PHARMACIST: Bilingual("dược sĩ", "pharmacist"),
    Title.OTHER: Bilingual("nhân viên khác", "other staff"),
}


@dataclass(frozen=True, slots=True)
class _Post:
    """A post and the title of who fills it, in words."""

    role: Role
    row: LicenceFacts | None
    needed: Bilingual
    held: Bilingual


def title_mismatch(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a post that calls for a title which the licence lacks; one sign a facility.

    Law: practice.title (15/2023/QH15 Điều 26 khoản 1; before 2024 40/2009/QH12 Điều 17).
    Reading: the title is that of the register's row for the number; without one, that of the list.
        A degree is not a title and says nothing. Where list and register name different titles,
        the one that fits the post wins unless the register's row is of the very number: then it
        is a question.
    """
    signs: dict[int, Sign] = {}
    for role in active_roles(dossier, region):
        needed = role.post_title
        if needed is None or role.facility in signs or role.assignment:
            continue
        row = _register_row(role, dossier)
        held = row.title if row is not None and row.title is not None else role.title
        if held is None or held not in UNFIT.get(needed, frozenset()):
            continue
        agree = role.title in {None, held}
        others = {licence.title for licence in dossier.licences} - {held, None}
        firm = agree and not others and not is_passed_over(role, region)
        post = _Post(role, row, TITLE_WORDS[needed], TITLE_WORDS[held])
        signs[role.facility] = _sign(dossier, post, region, is_sure=firm)
    return tuple(signs.values())


def _register_row(role: Role, dossier: Dossier) -> LicenceFacts | None:
    for row in dossier.register_of.get(role.row, ()):
        if row.number in role.licences and is_holder(row, dossier, (role,)):
            return row
    return None


def _sign(dossier: Dossier, post: _Post, region: Region, *, is_sure: bool) -> Sign:
    role, row, needed, held = post.role, post.row, post.needed, post.held
    place, name = place_name(region, role.facility), dossier.name
    rows = () if row is None else licences_as_evidence(row)
    return Sign(
        rule="R16",
        severity=Severity.MEDIUM,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(role), *rows),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} tại {place}: vị trí dành cho {needed.vi}, nhưng chức danh là {held.vi}.",
            f"{name} at {place}: the post is a {needed.en}'s, but the title is {held.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu đã được cấp giấy phép theo chức danh mới, hoặc vị trí ghi chưa đúng.",
            "Vanishes if a licence with the fitting title was issued, or the post is misworded.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{place}: chức danh ghi trên giấy phép của {name} là gì?",
            f"{place}: which title stands on the licence of {name}?",
        ),
    )
