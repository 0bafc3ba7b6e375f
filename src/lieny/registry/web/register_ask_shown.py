"""The answer to asking before, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry
from lieny.registry.rules.rule_words import CERTAINTY_WORDS
from lieny.registry.rules.sign import Bilingual, Certainty
from lieny.registry.services.asked_answer import Answer, Question, Reply, ShownClash
from lieny.registry.services.cases.week import Shift, Week
from lieny.registry.services.hours_asked import remarks_on
from lieny.registry.services.would_be_signs import NOT_JUDGED, WouldBeSign
from lieny.registry.web.case_subject import week_shown
from lieny.registry.web.said import (
    language,
    province_said,
    rule_said,
    said,
    said_day,
    severity_said,
)
from lieny.ui.dates import period_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.words import (
    weekly_hours_in_words,
    weekly_minutes_in_words,
    weekly_range_in_words,
)
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

SENTENCES: Mapping[Reply, Bilingual] = {
    Reply.UNKNOWN: Bilingual(
        "Không tỉnh nào có dòng nào ghi cả số giấy phép và họ tên này. Chưa thể nói người này "
        "rảnh: hãy kiểm tra lại số và tên.",
        "No province has a row with both this number and this name. That does not mean free: "
        "check number and name.",
    ),
    Reply.SEVERAL: Bilingual(
        "Số và tên này đang chỉ nhiều hơn một người. Hãy đối chiếu bản gốc trước khi duyệt.",
        "This number and name lead to more than one person. Compare the originals first.",
    ),
    Reply.LICENCE: Bilingual(
        "Sổ cấp phép ghi giấy phép không dùng được trong những ngày này. Hãy đối chiếu quyết định "
        "trước khi duyệt.",
        "A register says that the licence cannot be used on these days. Compare the decision "
        "before you accept.",
    ),
    Reply.BUSY: Bilingual(
        "Không rảnh: giờ này trùng với đăng ký khác.",
        "Busy: these hours clash with another registration.",
    ),
    Reply.MAYBE: Bilingual(
        "Chưa chắc: có đăng ký khác có thể trùng giờ này; cần hỏi rõ giờ.",
        "Not certain: another registration may clash; ask for its exact hours.",
    ),
    Reply.SIGNS: Bilingual(
        "Giờ không trùng, nhưng nếu duyệt sẽ có dấu hiệu khác: xem ở dưới.",
        "No hours clash, but other signs would arise if it were accepted: see below.",
    ),
    Reply.LIKELY: Bilingual(
        "Có thể rảnh: chưa thấy trùng, nhưng giờ đang hỏi chưa ghi rõ.",
        "Possibly free: nothing is seen to clash, but the hours asked for are not certain.",
    ),
    Reply.FREE: Bilingual(
        "Rảnh: các giờ này không trùng với đăng ký nào đang biết.",
        "Free: these hours clash with no registration that is known.",
    ),
    Reply.HOURS: Bilingual(
        "Chưa ghi giờ xin đăng ký nên chưa xét trùng giờ. Đây là các giờ đã đăng ký.",
        "No hours were asked for, so none were compared. These are the registered hours.",
    ),
}
HINDRANCES: Mapping[Hindrance, Bilingual] = {
    Hindrance.REVOKED: Bilingual("đã bị thu hồi", "revoked"),
    Hindrance.SUSPENDED: Bilingual("bị đình chỉ", "suspended"),
    Hindrance.EXPIRED: Bilingual("đã hết hạn", "expired"),
}
NO_DAY = Bilingual("(sổ không ghi ngày)", "(the register gives no day)")


def answer_shown(question: Question, answer: Answer) -> dict[str, object]:
    """Lay an answer out for the template."""
    hours, words = answer.hours, language()
    is_known = answer.reply is not Reply.UNKNOWN
    return {
        "reply": answer.reply.value,
        "is_known": is_known,
        "sentence": said(SENTENCES[answer.reply]),
        "against": [against_said(*one) for one in answer.against],
        "beside": [said(one) for one in answer.remarks],
        "remarks": [said(one) for one in remarks_on(question.hours)],
        "asks_hours": question.asks_hours,
        "clashes": [_clash(one) for one in answer.clashes],
        "free": weekly_hours_in_words(hours.free, words) if hours.free and is_known else "",
        "slots": weekly_hours_in_words(hours.slots, words) if hours.slots else "",
        "afterwards": weekly_range_in_words(
            hours.minutes_afterwards, hours.most_minutes_afterwards, words
        ),
        "signs": None if answer.signs is None else [_sign(question, one) for one in answer.signs],
        "not_judged": [rule_said(rule) for rule in NOT_JUDGED],
        "week": _week(_lanes(question, answer)),
    }


def against_said(entry: RegisterEntry, what: Hindrance) -> dict[str, str]:
    """Say what one register has against a licence, and since when."""
    begins, ends = entry.status_from, entry.status_until
    by_term = entry.status != what.value or begins is None
    if what is Hindrance.EXPIRED and by_term and entry.valid_until is not None:
        ended = said_day(entry.valid_until)
        period = chosen(f"ngày {ended}", f"on {ended}")
    else:
        period = period_in_words(begins, ends, language()) or said(NO_DAY)
    return {
        "number": entry.number.canonical,
        "what": f"{said(HINDRANCES[what])} {period}",
        "register": province_said(entry.register),
    }


def _sign(question: Question, sign: WouldBeSign) -> dict[str, object]:
    later = sign.on != question.during.valid_from
    return {
        "rule": sign.rule,
        "title": rule_said(sign.rule),
        "severity": severity_said(sign.severity.value),
        "certainty": said(CERTAINTY_WORDS[sign.certainty]),
        "is_definite": sign.certainty is Certainty.DEFINITE,
        "said": said(sign.said),
        "from": said_day(sign.on) if later else "",
        "stands": sign.stands,
    }


def _clash(clash: ShownClash) -> dict[str, str]:
    time = clash.time
    return {
        "where": clash.facility_name
        or chosen("cơ sở ở tỉnh khác (chỉ thấy giờ)", "a facility elsewhere (hours only)"),
        "definite": _hours(time.definite),
        "minutes": weekly_minutes_in_words(time.definite.minutes, language()),
        "possible": _hours(time.possible),
    }


def _hours(hours: WeeklySet) -> str:
    return weekly_hours_in_words(hours, language()) if hours else ""


def _lanes(question: Question, answer: Answer) -> Week:
    """Give the week of what is registered, with the hours asked for beside it."""
    shifts = tuple(
        Shift(
            facility=one.facility_name or chosen("cơ sở ở tỉnh khác", "a facility elsewhere"),
            province=one.province or "",
            position="",
            definite=one.time.definite,
            possible=one.time.possible,
            valid_from=one.valid.valid_from,
            valid_until=one.valid.valid_until,
        )
        for one in answer.engagements
    )
    asked = Shift(
        facility=chosen("Giờ đang hỏi", "Hours asked for"),
        province="",
        position="",
        definite=question.wanted.definite,
        possible=question.wanted.possible,
        valid_from=question.during.valid_from,
        valid_until=question.during.valid_until,
    )
    overlap, possible = EMPTY, EMPTY
    for clash in answer.clashes:
        overlap |= clash.time.definite
        possible |= clash.time.possible
    return Week((*shifts, asked) if question.asks_hours else shifts, overlap, possible)


def _week(week: Week) -> dict[str, object]:
    """Draw the week; what has no province to tell (hours asked for, hours elsewhere) names none."""
    shown = week_shown(week)
    lanes = shown["lanes"]
    if isinstance(lanes, list):
        for lane, shift in zip(lanes, week.shifts, strict=True):
            lane["province"] = lane["province"] if shift.province else ""
    return shown
