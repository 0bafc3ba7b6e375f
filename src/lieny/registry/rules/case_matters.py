"""What a case is about, in the words of letters and questions: hours, licence, number, scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from lieny.registry.rules.sign import Bilingual

B = Bilingual


class Matter(StrEnum):
    """Nội dung cần làm rõ: one for each kind of sign."""

    HOURS = "hours"
    LICENCE = "licence"
    NUMBER = "number"
    SCOPE = "scope"
    FACILITY = "facility"
    REGISTRATION = "registration"  # whatever else is registered


_RULES: Mapping[Matter, tuple[str, ...]] = {
    Matter.HOURS: ("R01", "R02", "R03", "R04", "R05", "R17", "R22", "R23"),
    Matter.LICENCE: ("R06", "R07", "R08", "R12", "R20", "R21"),
    Matter.NUMBER: ("R10", "R11", "R13", "R14"),
    Matter.SCOPE: ("R15", "R16"),
    Matter.FACILITY: ("R09", "R25"),
}
_MATTERS = {rule: matter for matter, rules in _RULES.items() for rule in rules}

# After "về": what the case is about.
NAMES: Mapping[Matter, Bilingual] = {
    Matter.HOURS: B("thời gian hành nghề", "the hours of practice"),
    Matter.LICENCE: B("tình trạng giấy phép hành nghề", "the status of the licence"),
    Matter.NUMBER: B("số giấy phép hành nghề", "the number of the licence"),
    Matter.SCOPE: B("chức danh và phạm vi hành nghề", "title and scope of practice"),
    Matter.FACILITY: B(
        "tình trạng giấy phép hoạt động của cơ sở", "the status of the operating licence"
    ),
    Matter.REGISTRATION: B("việc đăng ký hành nghề", "the registration of practice"),
}
# After "kèm": what a facility is to send with its answer.
PAPERS: Mapping[Matter, Bilingual] = {
    Matter.HOURS: B(
        "bảng phân công trực, hợp đồng hoặc tài liệu về giờ làm việc",
        "rosters, contracts or other papers on working hours",
    ),
    Matter.LICENCE: B(
        "bản chụp giấy phép hành nghề và quyết định có liên quan",
        "a copy of the licence and of decisions about it",
    ),
    Matter.NUMBER: B(
        "bản chụp giấy phép hành nghề để đối chiếu", "a copy of the licence, to compare it"
    ),
    Matter.SCOPE: B(
        "bản chụp giấy phép hành nghề có phạm vi hành nghề và quyết định phân công",
        "a copy of the licence with its scope, and of the assignment",
    ),
    Matter.FACILITY: B("bản chụp giấy phép hoạt động", "a copy of the operating licence"),
    Matter.REGISTRATION: B(
        "tài liệu về việc đăng ký hành nghề", "papers on the registration of practice"
    ),
}
# The question where no sign words one; {name} is the person.
QUESTIONS: Mapping[Matter, Bilingual] = {
    Matter.HOURS: B(
        "Đề nghị cơ sở cho biết thời gian làm việc thực tế hằng tuần của {name} tại cơ sở (từng "
        "ngày, từ giờ nào đến giờ nào) và từ ngày nào.",
        "Please state the actual weekly working hours of {name} at your facility, day by day, "
        "and since when.",
    ),
    Matter.LICENCE: B(
        "Đề nghị cơ sở cho biết {name} đang dùng giấy phép hành nghề nào (số, ngày cấp, nơi cấp, "
        "thời hạn) và hiện có còn hành nghề tại cơ sở không.",
        "Please state which licence {name} uses (number, day and place of issue, term), and "
        "whether {name} still practises at your facility.",
    ),
    Matter.NUMBER: B(
        "Đề nghị cơ sở gửi bản chụp giấy phép hành nghề của {name} và cho biết số, ngày cấp, nơi "
        "cấp, loại giấy phép đúng như ghi trên giấy.",
        "Please send a copy of the licence of {name}, and state number, day and place of issue, "
        "and type as the licence has them.",
    ),
    Matter.SCOPE: B(
        "Đề nghị cơ sở cho biết chức danh, phạm vi hành nghề ghi trên giấy phép của {name} và "
        "công việc chuyên môn được phân công tại cơ sở.",
        "Please state title and scope on the licence of {name}, and the work that {name} was "
        "assigned at your facility.",
    ),
    Matter.FACILITY: B(
        "Đề nghị cơ sở cho biết số, ngày cấp, nơi cấp và tình trạng hiện tại của giấy phép hoạt "
        "động, và {name} có hành nghề tại cơ sở không.",
        "Please state number, day and place of issue and present status of your operating "
        "licence, and whether {name} practises with you.",
    ),
    Matter.REGISTRATION: B(
        "Đề nghị cơ sở cho biết việc đăng ký hành nghề hiện tại của {name} tại cơ sở: vị trí, "
        "thời gian, từ ngày nào đến ngày nào.",
        "Please state how {name} is registered at your facility now: position, hours, from when "
        "until when.",
    ),
}


def matters_of(rules: Iterable[str]) -> tuple[Matter, ...]:
    """List what signs of these rules are about, each once, in their order; never empty."""
    found = dict.fromkeys(_MATTERS.get(rule, Matter.REGISTRATION) for rule in rules)
    return tuple(found) or (Matter.REGISTRATION,)


def joined(words: Mapping[Matter, Bilingual], matters: Iterable[Matter]) -> Bilingual:
    """Join the words of several matters: "a, b và c"."""
    chosen = [words[matter] for matter in matters]
    return B(_listed([one.vi for one in chosen], "và"), _listed([one.en for one in chosen], "and"))


def _listed(parts: list[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def usual_question(rules: Iterable[str], name: str) -> Bilingual:
    """Word the question to a facility where no sign words one: by the first matter."""
    words = QUESTIONS[matters_of(rules)[0]]
    return B(words.vi.format(name=name), words.en.format(name=name))
