"""Phrases for hours that somebody else fixes, and for how a person is employed."""

from __future__ import annotations

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.tokens import Kind, Named

Phrase = tuple[Kind, object, tuple[str, ...]]

_FACILITY = (
    "(?:pk|phong kham|phong mach|co so|cs|benh vien|bv|don vi|tram|nha thuoc|khoa|vien|trung tam)"
)

NAMED_HOURS: tuple[Phrase, ...] = (
    (
        Kind.NAMED,
        Named.OUTSIDE_OFFICE,
        (
            (
                "(?:lam )?(?:ngoai|sau|het) (?:thoi gian |gio ){1,2}(?:lam viec )?"
                "(?:hanh chanh|hanh chinh|hc|lam viec)?"
            ),
            "ngoai (?:hanh chinh|hc)|(?:lam )?ngoai gio|outside office hours|after hours",
        ),
    ),
    (
        Kind.NAMED,
        Named.FACILITY,
        (
            (
                "(?:theo |trong |thoi gian |gio |khung gio |lich ){1,4}"
                f"(?:lam viec|hoat dong|mo cua|kham benh|phuc vu) ?(?:cua|tai) {_FACILITY}"
            ),
            f"(?:theo|trong) (?:thoi gian|gio|khung gio) (?:cua )?{_FACILITY}",
            f"theo {_FACILITY}(?= |$)|(?:theo )?gio mo cua|trong gio mo cua",
        ),
    ),
    (
        Kind.DOUBT,
        None,
        (
            "theo (?:lich )?hen|(?:khi |neu )?(?:co )?hen(?: truoc)?(?= ?[,;.)]| ?$)",
            "by appointment",
            "khi co (?:benh nhan|bn|khach|benh)(?: hen)?(?: truoc)?",
        ),
    ),
    (
        Kind.ON_ROSTER,
        TimeFlag.SHIFT_ROTATION,
        (
            r"\d ?ca(?: ?[,/-]? ?\d ?kip)?|ca[ ,/-]+kip|ca truc|theo tour|rotat\w+",
            "shifts?(?: work)?",
            "(?:lam (?:viec )?|di )?(?:theo|xoay|chia|luan phien|doi) (?:ca|kip|tua)",
        ),
    ),
    (
        Kind.FILLER,
        None,
        (
            (
                r"(?:theo |so |kem ){0,3}"
                r"(?:qd|quyet dinh|ke hoach|kh|cong van|cv|hop dong|hd)"
                r"(?: so ?\d[\w/.-]*| ?\d{1,4}[\w-]*/[\w/.-]*| ?\d{1,4}(?= ngay))"
                r"(?:,? ngay \d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})?"
            ),
        ),
    ),
    (
        Kind.MARK,
        TimeFlag.ASSIGNMENT,
        (
            "(?:di )?luan phien|luan chuyen|tang cuong|biet phai|(?:de an )?1816|theo de an",
            "chuyen giao (?:ky thuat|kt)|ho tro (?:chuyen mon|ky thuat|tuyen(?: duoi| y te)?)",
            (
                "ho tro(?: cho)? (?:bv|benh vien|ttyt|tyt|tram y te|trung tam y te|y te co so)"
                "(?: tuyen duoi| tuyen (?:huyen|xa))?"
            ),
            "chi dao tuyen|cu (?:di )?cong tac",
            # Điều 36 khoản 3: humanitarian rounds, an epidemic, a disaster, consults
            (
                "(?:kham |kham (?:chua )?benh |tham gia ){0,2}"
                "(?:nhan dao|tu thien|thien nguyen)(?: theo dot)?"
            ),
            (
                "(?:huy dong|dieu dong|tham gia)(?: [a-z]+){0,5}?(?: phong)?,? ?chong "
                "(?:dich|thien tai|bao lut)(?: benh)?(?: khan cap)?"
            ),
            "huy dong(?: khan cap)?|(?:ho tro )?(?:cap cuu )?(?:thien tai|tham hoa)",
            "(?:moi )?hoi chan(?! (?:tu xa|truc tuyen|online))",
        ),
    ),
    (
        Kind.MARK,
        TimeFlag.TELEHEALTH,
        (
            "(?:kham|tu van|hoi chan)(?: benh| chua benh| suc khoe)? (?:tu xa|truc tuyen|online)",
            r"tu xa|truc tuyen|tele\w+|online",
        ),
    ),
    (
        Kind.ON_ROSTER,
        TimeFlag.ON_CALL,
        (
            (
                "(?:theo |trong )?(?:ca |gio |lich |phien |tua )?truc(?! tuyen)"
                "(?: lanh dao| cap cuu| chinh| khoa| dem)?|thuong truc"
            ),
            "(?:theo )?(?:su )?(?:phan cong|dieu dong|sap xep|bo tri|phan lich|xep lich)",
            "theo (?:lich|ke hoach|yeu cau|nhu cau)(?: lam viec| phan cong)?",
            "khi (?:co )?(?:yeu cau|nhu cau|can)|theo (?:tuan|thang)|on[ -]?call",
        ),
    ),
    (
        Kind.NAMED,
        Named.FULL_TIME,
        (
            "(?:lam viec )?toan (?:bo )?thoi gian|co huu|full[ -]?time|(?<![a-z])ft(?![a-z])",
            "chuyen trach|bien che",
        ),
    ),
    (
        Kind.MARK,
        TimeFlag.PART_TIME,
        (
            "(?:lam viec )?ban thoi gian|btg|part[ -]?time|(?<![a-z])pt(?![a-z])|thinh giang",
            "(?:hop dong )?cong tac(?: vien)?|kiem nhiem|thoi vu|ctv",
        ),
    ),
    (
        Kind.NAMED,
        Named.OFFICE,
        (
            (
                "(?:lam viec )?(?:theo |trong )?(?:gio |thoi gian )?(?:hanh chanh|hanh chinh)"
                "(?: nha nuoc)?"
            ),
            "(?:theo |trong )?(?:gio )?(?<![a-z])g?hc(?![a-z])|gio (?:nha nuoc|cong so)",
            "office hours?|business hours?",
        ),
    ),
    (
        Kind.NAMED,
        Named.HALF_DAY,
        ("(?:lam )?(?:nua|1/2|½|mot nua) (?:ngay|buoi)|half[ -]day",),
    ),
)
