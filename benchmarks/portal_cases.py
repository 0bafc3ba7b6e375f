"""Signs, cases and officers beside the register of `portal_region`, for `benchmarks/portal.py`."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction

from lieny.people.models import Membership, Organisation, User
from lieny.registry.rules.rule_table import RULES
from lieny.registry.rules.sign import Certainty, Severity
from lieny.registry.services.stored.kept_rows import copy_into
from lieny.vocabulary.weekly_set import WeeklySet
from portal_region import LOADED_AT, SEED

SIGNS_A_ROW = 0.048  # as the check of a million registrations gives
WITH_CASE = 0.2  # of persons with signs
UNREAD = 0.05  # of notices
CASE_NUMBERS_OF = 2026
STATES = (
    ("detected", 20), ("open", 15), ("notified", 15), ("verifying", 20), ("closed", 20),
    ("suppressed", 10),
)  # fmt: skip
OVERLAP = WeeklySet.of((day * 1440 + 1020, day * 1440 + 1080) for day in range(5))
LAW = [
    {"instrument": "15/2023/QH15", "article": "Điều 36 khoản 1", "summary_vi": "Không trùng thời "
     "gian khám bệnh, chữa bệnh giữa các cơ sở.", "summary_en": "No overlapping hours between "
     "facilities.", "how_read": "second-hand", "in_force_from": "2024-01-01"}
]  # fmt: skip
SIGN = (
    "person_id", "rule", "severity", "certainty", "provinces", "facilities", "minutes", "overlap",
    "said_vi", "said_en", "vanishes_vi", "vanishes_en", "question_vi", "question_en", "law",
    "evidence", "fingerprint", "first_seen_at", "last_seen_at", "ending",
)  # fmt: skip
CASE = (
    "id", "number", "person_id", "state", "severity", "lead", "peers", "since", "acknowledged",
    "proposed", "outcome", "measure", "replied", "opened_at", "due_on", "version", "asks_first",
)  # fmt: skip

Several = tuple[int, str, list[str], list[list[object]]]  # id, name, provinces, rows


def fill_cases() -> None:
    """Put signs about persons with several registrations, and cases of some of them."""
    draw = random.Random(SEED + 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM registry_registration")
        rows = cursor.fetchone()[0]
    with transaction.atomic():
        several = list(_several_posts(int(rows * SIGNS_A_ROW)))  # before: one connection copies
        copy_into("registry_storedsign", SIGN, _signs(draw, several))
    with transaction.atomic():
        _cases(draw)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _signs(draw: random.Random, several: Sequence[Several]) -> Iterator[Sequence[object]]:
    severities, rules = [one.value for one in Severity], [one.code for one in RULES]
    law = json.dumps(LAW, ensure_ascii=False)
    for number, (person, name, provinces, held) in enumerate(several):
        rule = rules[0] if draw.random() < 0.3 else draw.choice(rules)
        evidence = [_evidence(name, *row) for row in held[:3]]
        facilities = [row[4] for row in held[:3]]
        both = " và ".join(str(row[3]) for row in held[:2])
        first = LOADED_AT + timedelta(hours=draw.randrange(480))
        sure = Certainty.DEFINITE if draw.random() < 0.6 else Certainty.POSSIBLE
        yield (
            person, rule, draw.choice(severities), sure.value, provinces, facilities,
            OVERLAP.minutes, OVERLAP.to_bytes(), f"Đăng ký tại {both} trùng T2–T6 17:00–18:00.",
            f"Registered at {both}; overlap Mon–Fri 17:00–18:00.", "Nếu bắt đầu từ 18:00.",
            "If it began at 18:00.", "Có làm việc giờ này không?", "At work at these hours?", law,
            json.dumps(evidence, ensure_ascii=False), f"{number:064x}", first, first, "",
        )  # fmt: skip


def _several_posts(most: int) -> Iterator[Several]:
    """List persons with several registrations: id, name, provinces, their rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT p.id, p.name, p.provinces, json_agg(json_build_array(
                   r.file_id, r.index, r.province, f.name, f.province || ':' || f.key,
                   r.source ->> 'file') ORDER BY r.id)
               FROM registry_person p JOIN registry_registration r ON r.person_id = p.id
               JOIN registry_facility f ON f.id = r.facility_id
               GROUP BY p.id HAVING count(*) > 1 ORDER BY cardinality(p.provinces) DESC,
               md5(p.id::text) LIMIT %s""",
            [most],
        )
        for person, name, provinces, held in cursor.fetchall():
            yield person, name, provinces, json.loads(held) if isinstance(held, str) else held


def _evidence(
    name: str, file: object, index: object, province: object, facility: object, *rest: object
) -> dict[str, object]:
    return {
        "file": file, "table": "registration", "index": index, "row": int(str(index)) + 8,
        "province": province, "path": rest[-1], "sheet": "Sheet1", "facility": facility,
        "raw": {"Họ và tên": name, "Thời gian đăng ký hành nghề": "T2-T6: 17h-20h"},
        "columns": {"Họ và tên": 2, "Thời gian đăng ký hành nghề": 5},
        "fields": {"Họ và tên": "name", "Thời gian đăng ký hành nghề": "time"},
    }  # fmt: skip


def _cases(draw: random.Random) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, person_id, severity, provinces FROM registry_storedsign")
        signs = [row for row in cursor.fetchall() if draw.random() < WITH_CASE]
    by = User.objects.get(email="nop@syt.example").pk
    cases, of_signs, events, notices = [], [], [], []
    states, weights = zip(*STATES, strict=True)
    for number, (sign, person, severity, provinces) in enumerate(signs, start=1):
        case, state = UUID(int=draw.getrandbits(128), version=4), draw.choices(states, weights)[0]
        lead, *peers = draw.sample(provinces, len(provinces))
        at = LOADED_AT + timedelta(hours=480 + draw.randrange(24))
        due = None if state in {"closed", "suppressed"} else _due(draw)
        cases.append(
            (case, f"{CASE_NUMBERS_OF}/{number:06d}", person, state, severity, lead, sorted(peers),
             at, [lead] if state == "notified" else [], "", "", "", [], at, due, 1,
             False)
        )  # fmt: skip
        of_signs.append((case, sign))
        act = "suppress" if state == "suppressed" else "open"
        events.append((case, 1, act, "lead", lead, by, at, "detected", state, "", "", ""))
        read = (None, None) if draw.random() < UNREAD else (at, by)
        notices += [(case, code, "opened", at, due, *read) for code in (lead, *peers)]
    copy_into("registry_case", CASE, cases)
    copy_into("registry_casesign", ("case_id", "sign_id"), of_signs)
    copy_into(
        "registry_caseevent",
        ("case_id", "version", "act", "party", "department", "by_id", "at", "state_before",
         "state_after", "outcome", "measure", "reason"),
        events,
    )  # fmt: skip
    copy_into(
        "registry_casenotice",
        ("case_id", "department", "act", "at", "due_on", "read_at", "read_by_id"),
        notices,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_casenumber VALUES (%s, %s)", [CASE_NUMBERS_OF, len(cases)]
        )


def _due(draw: random.Random) -> date:
    return LOADED_AT.date() + timedelta(days=draw.randrange(10, 60))


def officers(count: int, password: str) -> list[dict[str, str]]:
    """Give the largest departments officers with a password and an authenticator app.

    Returns:
        address, province and the app's secret of each.
    """
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT province FROM registry_facility GROUP BY 1 ORDER BY count(*) DESC")
        provinces = [code for (code,) in cursor.fetchall()]
    made = []
    for number in range(count):
        code = provinces[int(len(provinces) * (number / count) ** 1.5)]
        user = User(email=f"can-bo-{number}@syt.example", full_name=f"Cán bộ {number}")
        user.set_password(password)
        user.save()
        place = Organisation.objects.get(kind=Organisation.Kind.DEPARTMENT, province=code)
        role = "head-of-department" if number % 4 == 3 else "licensing-officer"
        Membership.objects.create(
            user=user, organisation=place, role=role, valid_from=date(2026, 1, 1)
        )
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        made.append({"email": user.email, "province": code, "secret": secret})
    return made
