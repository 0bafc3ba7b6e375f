"""Phrases of working-time texts, without marks, in the order in which they are tried.

A phrase is a regular expression over the plain view. Where dropping the marks makes two words one
("tối" evening, "tới" to), the lexer looks at the toned view (`settle`).
"""

from __future__ import annotations

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.lexicon_names import NAMED_HOURS, Phrase
from lieny.vocabulary.working_time.tokens import Kind, Named, Part

EVERY_DAY = frozenset(range(1, 8))
WORKING_DAYS = frozenset(range(1, 6))
WEEKEND = frozenset({6, 7})
DAYS_OF_THE_WEEK = "days of the week"  # seven days, or the working days
REST_OF_THE_WEEK = "rest of the week"

_ORDINAL = (
    "(?:thu (?:nhat|hai|ba|tu|nam)"
    r"|(?:thu )?(?:dau(?: tien)?|cuoi(?: cung)?|i{1,3}|iv|[1-5](?!\d|h|g|:\d)))"
)
_RANK = "(?:thu (?:nhat|hai|ba|tu|nam)|dau tien|dau|cuoi cung|cuoi)"
_OF_MONTH = "(?:,? ?(?:cua |trong |hang |moi ){0,3}thang)"

_ALWAYS_AND_CYCLES: tuple[Phrase, ...] = (
    (
        Kind.NAMED,
        Named.ALWAYS,
        (
            (
                r"24 ?(?:h|gio|g)?(?:00)? ?(?:/|tren|moi) ?(?:24 ?(?:h|gio|g)?|ngay)"
                r"(?: ?[,;]? ?(?:va )?(?:7|bay) ?(?:ngay)? ?(?:/|tren|mot|moi) ?(?:7|tuan))?"
            ),
            "24 ?/ ?7|(?:ca|suot) ngay (?:lan|va) dem|suot ngay dem|around the clock",
            "24 ?hours?(?! ?(?:/|per|a|each) ?week)(?: a day)?",
        ),
    ),
    (Kind.DAY_SET, EVERY_DAY, (r"7 ?(?:ngay)? ?(?:/|tren|mot|moi) ?(?:7|tuan)(?! ?ngay)",)),
    (
        Kind.MARK,
        TimeFlag.BIWEEKLY,
        (
            r"(?:2|02|hai) tuan ?(?:/|mot|1|moi)? ?(?:1 |01 |mot )?(?:lan|buoi)|cach tuan|xen ke",
            r"tuan (?:chan|le)(?:(?: ?[,/-] ?| va )(?:chan|le))?|biweekly|every other week",
            "(?:1|mot) tuan (?:lam|truc|nghi) (?:1|mot) tuan (?:lam|truc|nghi)",
            "tuan (?:lam )?(?:sang|chieu),? (?:va )?tuan (?:lam )?(?:sang|chieu)",
        ),
    ),
    (
        Kind.MARK,
        TimeFlag.MONTHLY,
        (
            (
                rf"(?:cac )?tuan {_ORDINAL}(?:(?: ?[,;&/+-] ?| va (?:tuan )?){_ORDINAL}){{0,4}}"
                rf"{_OF_MONTH}?(?! ?buoi| ?ngay| ?lan)"
            ),
            rf"{_RANK}(?:(?: ?[,&+-] ?| va ){_RANK}){{0,4}}{_OF_MONTH}(?! ?\d{{1,2}}(?![\dhg:]))",
            r"(?:1|01|mot|moi) ?thang ?/? ?(?:\d{1,4}|mot|hai|ba)? ?(?:lan|buoi|ngay)",
            r"(?:\d{1,4}|mot|hai) ?(?:lan|buoi|ngay|tuan) ?(?:/|moi|mot|1){1,2} ?thang|hang thang",
            "moi thang|(?:dau|cuoi|giua) (?:moi )?thang|monthly",
        ),
    ),
    (
        Kind.DOUBT,
        None,
        (
            "(?:cac )?ngay (?:chan|le)(?: (?:trong|cua|hang)? ?(?:thang|tuan))?",
            "(?:mot|1) trong (?:cac|so|hai|nhung)|bat ky|cach ngay|cach nhat|tuan nay",
            r"con lai(?= (?:tu |luc )?\d)",
            "(?:trong )?(?:so )?cac tuan",
        ),
    ),
    (
        Kind.NEXT_DAY,
        None,
        (
            "(?:cua )?(?:ngay )?(?:hom sau|sang hom sau|ke tiep|tiep theo|hom toi)",
            "sang (?:ngay )?(?:hom )?sau|ngay sau|next day",
        ),
    ),
)

_AWAY_AND_OFF: tuple[Phrase, ...] = (
    (
        Kind.MARK,
        TimeFlag.AWAY,
        (
            (
                "(?:dang |da |tam )?nghi (?:che do )?"
                "(?:thai san|hau san|ho san|ts(?![a-z])|sinh|om|huu|viec|khong luong"
                "|khong huong luong|che do|duong suc|het|han)(?: con)?"
            ),
            "(?:huong )?che do thai san|thai san|tam (?:nghi|ngung|dung)|da nghi|thoi viec",
            (
                "(?:dang |cu )?(?:di )?hoc"
                "(?: tap| nang cao| chuyen khoa| cao hoc| ck ?(?:i{1,2}|[12])){1,4}"
            ),
            "(?:dang )?di hoc|(?:da )?(?:chuyen|cham dut) (?:cong tac|hop dong|hanh nghe|di)",
            "dinh chi|nuoc ngoai|di nghia vu|huu tri|khong con lam viec",
            "(?:on |maternity |sick |study |unpaid |parental ){1,2}leave",
            "tam hoan (?:hop dong|hdld|hd)(?: lao dong)?|xin nghi(?= tu|$)",
        ),
    ),
    (Kind.MARK, TimeFlag.ON_CALL, ("nghi bu(?: sau)?(?: truc)?|ra truc(?: nghi)?",)),
    (
        Kind.FILLER,
        None,
        ("(?:khong|ko|k) nghi trua|(?:lam )?(?:viec )?(?:thong|xuyen) (?:trua|tam)|lien trua",),
    ),
    (
        Kind.LUNCH,
        None,
        (
            (
                "(?:co )?(?:thoi gian )?nghi(?: ngoi)? ?(?:buoi )?"
                "(?:giua )?(?:trua|giua (?:ca|gio|buoi))"
            ),
            "(?:buoi )?trua (?:duoc )?nghi|tru (?:gio )?(?:nghi )?trua|lunch(?: break)?",
            "khong ke nghi trua",
        ),
    ),
    (
        Kind.DOUBT,
        None,
        (
            "tru (?:cac )?(?:ngay |buoi |gio )?(?:co )?(?:lich )?truc|(?:khi|neu|ngay) khong truc",
            r"\d{1,4} ?(?:trong|tren|/) ?(?:so )?\d{1,4} ngay",
        ),
    ),
    (
        Kind.EXCEPT,
        None,
        (
            "(?:ngoai )?tru(?: cac)?(?: ngay)?(?! so)|except|excluding",
            "khong (?:ke|tinh|bao gom)(?: cac)?(?: ngay)?",
            r"khong (?=thu|t\d|chu nhat|cn)",
        ),
    ),
    (Kind.INCLUDING, None, ("(?:ke|tinh) ca|bao gom ca|including",)),
    (
        Kind.HOLIDAY,
        None,
        ("(?:cac )?(?:ngay )?le(?:,? ?(?:va )?tet)?|(?:cac )?ngay tet|tet|(?:public )?holidays?",),
    ),
    (
        Kind.OFF,
        None,
        (
            "(?:duoc )?nghi(?: phep| lam(?: viec)?| kham| hang tuan| vao){0,4}|dong cua|closed|off",
            "(?:khong|ko|k) (?:di )?(?:kham|lam(?: viec)?|nhan benh|mo cua|truc)(?: benh)?",
        ),
    ),
)

_DOUBTS_AND_DAYS: tuple[Phrase, ...] = (
    (
        Kind.FILLER,
        None,
        (r"(?:duong )?(?:cach mang|cm) thang (?:8|tam)|cmt8|(?:duong )?(?:3 thang 2|30 thang 4)",),
    ),
    (
        Kind.MARK,
        TimeFlag.SEASONAL,
        (
            "(?:vao )?mua (?:he|dong|kho|mua|xuan|thu|lanh|nong)|gio (?:mua )?(?:he|dong)",
            r"(?:tu )?thang \d{1,2}(?: ?(?:-|→|den) ?(?:thang )?\d{1,2})?(?![\d/.-]| nam)",
        ),
    ),
    (
        Kind.DOUBT,
        None,
        (
            "hoac|khoang|tam|du kien|co the|linh (?:dong|hoat)|thay doi|neu|mot so|luan ca",
            "tuy(?: theo)?(?: tinh hinh| benh nhan)?|chua (?:xac dinh|ro|co|dang ky)",
            "khong (?:co dinh|ro|xac dinh|thuong xuyen)|it nhat|toi thieu|toi da|xin|de nghi",
            "doi khi|thinh thoang",
        ),
    ),
    (
        Kind.OPEN_END,
        None,
        (
            "tro (?:di|ve sau|len)|ve sau|den khi",
            r"den (?:khi )?het(?: benh nhan| benh| khach| bn| gio| ca| viec)?(?= ?[,;.)]| ?$)",
        ),
    ),
    (
        Kind.DAY_SET,
        REST_OF_THE_WEEK,
        (
            "(?:cac |nhung )?ngay (?:con lai|khac)(?: (?:trong|cua) tuan)?|other days",
            "con lai(?= ?:)",
        ),
    ),
    (
        Kind.DAY_SET,
        EVERY_DAY,
        (
            "(?:tat ca |toan bo )(?:cac )?(?:ngay(?: trong tuan| cua tuan)?|(?=buoi ))",
            "(?:lam viec )?(?:hang|moi|tung) ngay(?: trong tuan)?|(?:ca|suot|tron) tuan",
            "(?:cac|nhung) ngay(?= (?:ngoai )?tru )",
            "every ?day|daily|(?:ca )?7 ngay(?: trong tuan| tuan)?|all (?:days|week)",
        ),
    ),
    (
        Kind.DAY_SET,
        WORKING_DAYS,
        (
            (
                "(?:cac |nhung )?ngay (?:lam viec|thuong|hanh chinh|trong tuan lam viec)"
                "(?: (?:trong|hang|cua) tuan)?"
            ),
            "week ?days?|working days?",
        ),
    ),
    (Kind.DAY_SET, DAYS_OF_THE_WEEK, ("(?:cac )?ngay trong tuan",)),
    (Kind.DAY_SET, WEEKEND, ("(?:cac |hai |2 )?(?:ngay )?cuoi tuan|weekends?",)),
    (
        Kind.PART,
        Part.ALL,
        ("(?:lam )?(?:ca|nguyen|tron|trong|full) ?ngay|(?:all|whole|full) day|ngay(?= ?:)",),
    ),
)

PHRASES: tuple[Phrase, ...] = (
    *_ALWAYS_AND_CYCLES,
    *_AWAY_AND_OFF,
    *NAMED_HOURS,
    *_DOUBTS_AND_DAYS,
)
