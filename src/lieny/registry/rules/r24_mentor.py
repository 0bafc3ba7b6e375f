"""R24: hướng dẫn quá nhiều người thực hành cùng lúc."""

from __future__ import annotations

from datetime import timedelta

from lieny.registry.rules.facts import Dossier, Region, Trainee
from lieny.registry.rules.settings import binds, laws, number
from lieny.registry.rules.sign import (
    Bilingual,
    Certainty,
    EvidenceRow,
    EvidenceTable,
    Severity,
    Sign,
)

TOPIC = "education.mentor"
DAYS_A_MONTH = 31


def too_many_trainees(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a mentor with more trainees at once, over all provinces, than the law allows.

    Law: education.mentor (96/2023/NĐ-CP Điều 7 khoản 2 điểm b: at most 5).
    Reading: each name counts once. Training that has ended does not count; one without an end is
        taken to last 12 months, and if only still older ones make the number, it is a question.
    """
    if not dossier.trainees or not binds(region, TOPIC):
        return ()
    most = number(region, TOPIC, "most_trainees")
    present = [one for one in dossier.trainees if _is_present(one, region)]
    sure = [one for one in present if _is_surely_present(one, region)]
    for trainees, certainty in ((sure, Certainty.DEFINITE), (present, Certainty.POSSIBLE)):
        names = {one.name_folded for one in trainees}
        if len(names) > most:
            return (_sign(dossier, trainees, len(names), certainty, region),)
    return ()


def _is_present(trainee: Trainee, region: Region) -> bool:
    begun = trainee.valid_from is None or trainee.valid_from <= region.as_of
    return begun and (trainee.valid_until is None or region.as_of <= trainee.valid_until)


def _is_surely_present(trainee: Trainee, region: Region) -> bool:
    if trainee.valid_until is not None:
        return True
    if trainee.valid_from is None:
        return False
    months = number(region, TOPIC, "open_ended_months")
    return region.as_of - trainee.valid_from <= timedelta(days=months * DAYS_A_MONTH)


def _sign(
    dossier: Dossier, trainees: list[Trainee], count: int, certainty: Certainty, region: Region
) -> Sign:
    name, most = dossier.name, int(number(region, TOPIC, "most_trainees"))
    return Sign(
        rule="R24",
        severity=Severity.MEDIUM,
        certainty=certainty,
        evidence=tuple(EvidenceRow(EvidenceTable.TRAINEE, one.row) for one in trainees),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} đang hướng dẫn {count} người thực hành cùng lúc; tối đa là {most}.",
            f"{name} guides {count} trainees at once; at most {most} are allowed.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu một số người đã kết thúc thực hành.",
            "Vanishes if the training of some has ended.",
        ),
        question=None
        if certainty is Certainty.DEFINITE
        else Bilingual(
            f"Những người thực hành do {name} hướng dẫn kết thúc ngày nào?",
            f"On which days does the training of those guided by {name} end?",
        ),
    )
