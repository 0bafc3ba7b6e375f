"""Phrases of working-time texts, without marks, in the order in which they are tried.

A phrase is written as a regular expression over the plain view. Where dropping the marks makes two
words one ("tối" evening, "tới" to), the lexer looks at the toned view (`lexer._settle`).
"""

from __future__ import annotations

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.tokens import Kind, Named, Part

_PLACE = r"(?:pk|phong kham|phong mach|co so|cs|benh vien|bv|don vi|tram|nha thuoc|khoa|vien|trung tam)"
_RANK = r"(?:thu )?(?:nhat|hai|ba|tu|nam|dau|cuoi|i{1,3}|iv|[1-5])"

EVERY_DAY = frozenset(range(1, 8))
WORKING_DAYS = frozenset(range(1, 6))
WEEKEND = frozenset({6, 7})

# (kind, value, expression); the first that matches at a place wins.
PHRASES: tuple[tuple[Kind, object, str], ...] = (
    (Kind.NAMED, Named.ALWAYS, r"24 ?(?:h|gio|g)?(?:00)? ?(?:/|tren|moi) ?(?:24 ?(?:h|gio|g)?|ngay)"
     r"(?: ?[,;]? ?(?:va )?(?:7|bay) ?(?:ngay)? ?(?:/|tren|mot|moi) ?(?:7|tuan))?"),
    (Kind.NAMED, Named.ALWAYS, r"24 ?/ ?7|(?:ca|suot) ngay (?:lan|va) dem|suot ngay dem|around the clock"),
    (Kind.DAY_SET, EVERY_DAY, r"7 ?(?:ngay)? ?(?:/|tren|mot|moi) ?(?:7|tuan)(?! ?ngay)"),
    (Kind.MARK, TimeFlag.BIWEEKLY, r"(?:2|02|hai) tuan ?(?:/|mot|1|moi)? ?(?:1 |01 |mot )?(?:lan|buoi)"
     r"|cach tuan|tuan (?:chan|le)(?:(?: ?[,/-] ?| va )(?:chan|le))?|xen ke|biweekly|every other week"
     r"|(?:1|mot) tuan (?:lam|truc|nghi) (?:1|mot) tuan (?:lam|truc|nghi)"),
    (Kind.MARK, TimeFlag.MONTHLY, rf"(?:cac )?tuan {_RANK}(?:(?: ?[,;&/+-] ?| va (?:tuan )?){_RANK})*"
     r"(?:,? ?(?:cua |trong |hang |hằng |moi )*thang)?(?! ?buoi| ?ngay| ?lan)"),
    (Kind.MARK, TimeFlag.MONTHLY, r"(?:1|01|mot|moi) ?thang ?/? ?(?:\d+|mot|hai|ba)? ?(?:lan|buoi|ngay)"
     r"|(?:\d+|mot|hai) ?(?:lan|buoi|ngay|tuan) ?(?:/|moi|mot|1)+ ?thang|hang thang|moi thang"
     r"|(?:dau|cuoi|giua) (?:moi )?thang|monthly"),
    (Kind.DOUBT, None, r"(?:cac )?ngay (?:chan|le)(?: (?:trong|cua|hang)? ?(?:thang|tuan))?"
     r"|cach ngay|cach nhat"),
    (Kind.NEXT_DAY, None, r"(?:cua )?(?:ngay )?(?:hom sau|sang hom sau|ke tiep|tiep theo|hom toi)"
     r"|sang (?:ngay )?(?:hom )?sau|ngay sau|next day"),
    (Kind.MARK, TimeFlag.AWAY, r"(?:dang |da |tam )?nghi (?:che do )?(?:thai san|sinh|om|huu|viec|khong luong|khong huong luong"
     r"|che do|duong suc|het|han)(?: con)?|(?:huong )?che do thai san|thai san"
     r"|(?:dang |cu )?(?:di )?hoc(?: tap| nang cao| chuyen khoa| cao hoc| ck ?(?:i{1,2}|[12]))+|(?:dang )?di hoc|tam nghi|da nghi|thoi viec"
     r"|(?:da )?(?:chuyen|cham dut) (?:cong tac|hop dong|hanh nghe|di)|dinh chi|nuoc ngoai|di nghia vu|huu tri"),
    (Kind.MARK, TimeFlag.ON_CALL, r"nghi bu(?: sau)?(?: truc)?|ra truc(?: nghi)?"),
    (Kind.LUNCH, None, r"(?:co )?(?:thoi gian )?nghi(?: ngoi)? ?(?:buoi )?(?:trua|giua (?:ca|gio|buoi))|tru (?:gio )?(?:nghi )?trua"
     r"|lunch(?: break)?|khong ke nghi trua"),
    (Kind.EXCEPT, None, r"(?:ngoai )?tru(?: cac)?(?: ngay)?(?! so)|khong (?:ke|tinh|lam(?: viec)?|bao gom)(?: cac)?(?: ngay)?"
     r"|khong (?=thu|t\d|chu nhat|cn)|except|excluding"),
    (Kind.INCLUDING, None, r"(?:ke|tinh) ca|bao gom ca|including"),
    (Kind.HOLIDAY, None, r"(?:cac )?(?:ngay )?le(?:,? ?(?:va )?tet)?|(?:cac )?ngay tet|tet|(?:public )?holidays?"),
    (Kind.OFF, None, r"(?:duoc )?nghi|dong cua|closed|off"),
    (Kind.NAMED, Named.OUTSIDE_OFFICE, r"(?:lam )?(?:ngoai|sau|het) (?:thoi gian |gio )+(?:lam viec )?(?:hanh chanh|hanh chinh|hc|lam viec)?"
     r"|ngoai (?:hanh chinh|hc)|(?:lam )?ngoai gio|outside office hours|after hours"),
    (Kind.NAMED, Named.FACILITY, rf"(?:theo |trong )?(?:thoi gian|gio|khung gio|lich)? ?(?:lam viec|hoat dong|mo cua|kham benh|phuc vu) ?(?:cua|tai) {_PLACE}"
     rf"|(?:theo|trong) (?:thoi gian|gio|khung gio) (?:cua )?{_PLACE}|theo {_PLACE}(?= |$)|(?:theo )?gio mo cua|trong gio mo cua"),
    (Kind.ON_ROSTER, TimeFlag.SHIFT_ROTATION, r"\d ?ca(?: ?[,/-]? ?\d ?kip)?|(?:lam (?:viec )?|di )?(?:theo|xoay|chia|luan phien|doi) (?:ca|kip|tua)"
     r"|ca[ ,/-]+kip|ca truc|theo tour|rotat\w+|shifts?(?: work)?"),
    (Kind.MARK, TimeFlag.ASSIGNMENT, r"(?:di )?luan phien|luan chuyen|tang cuong|biet phai|(?:de an )?1816|chuyen giao (?:ky thuat|kt)"
     r"|ho tro (?:chuyen mon|ky thuat)|chi dao tuyen|cu (?:di )?cong tac|theo de an"),
    (Kind.MARK, TimeFlag.TELEHEALTH, r"(?:kham|tu van|hoi chan)(?: benh| chua benh| suc khoe)? (?:tu xa|truc tuyen|online)|tu xa|truc tuyen"
     r"|tele\w+|online"),
    (Kind.ON_ROSTER, TimeFlag.ON_CALL, r"(?:theo |trong )?(?:ca |gio |lich |phien |tua )?truc(?! tuyen)(?: lanh dao| cap cuu| chinh| khoa| dem)?|thuong truc"
     r"|(?:theo )?(?:su )?(?:phan cong|dieu dong|sap xep|bo tri|phan lich|xep lich)|theo (?:lich|ke hoach|yeu cau|hen|nhu cau)(?: hen| lam viec| phan cong)?"
     r"|khi (?:co )?(?:yeu cau|nhu cau|benh nhan|hen|can)|theo (?:tuan|thang)|on[ -]?call"),
    (Kind.NAMED, Named.FULL_TIME, r"(?:lam viec )?toan (?:bo )?thoi gian|co huu|full[ -]?time|(?<![a-z])ft(?![a-z])|chuyen trach|bien che"),
    (Kind.MARK, TimeFlag.PART_TIME, r"(?:lam viec )?ban thoi gian|btg|part[ -]?time|(?<![a-z])pt(?![a-z])|thinh giang|(?:hop dong )?cong tac(?: vien)?|kiem nhiem"
     r"|thoi vu|ctv|khong thuong xuyen"),
    (Kind.NAMED, Named.OFFICE, r"(?:lam viec )?(?:theo |trong )?(?:gio |thoi gian )?(?:hanh chanh|hanh chinh)(?: nha nuoc)?"
     r"|(?:theo |trong )?(?:gio )?(?<![a-z])g?hc(?![a-z])|office hours?|business hours?|gio (?:nha nuoc|cong so)"),
    (Kind.MARK, TimeFlag.SEASONAL, r"(?:vao )?mua (?:he|dong|kho|mua|xuan|thu|lanh|nong)|gio (?:mua )?(?:he|dong)"),
    (Kind.DOUBT, None, r"hoac|khoang|tam|du kien|co the|tuy(?: theo)?(?: tinh hinh| benh nhan)?|linh (?:dong|hoat)|thay doi|chua (?:xac dinh|ro|co)"
     r"|khong (?:co dinh|ro|xac dinh)|mot so|it nhat|toi thieu|toi da|xin|de nghi"),
    (Kind.OPEN_END, None, r"tro (?:di|ve sau|len)|den (?:khi )?het(?: benh nhan| benh| khach| bn| gio| ca| viec)?(?= ?[,;.)]|$)|den khi \w+|ve sau"),
    (Kind.DAY_SET, EVERY_DAY, r"(?:tat ca |toan bo )(?:cac )?ngay(?: trong tuan| cua tuan)?|(?:lam viec )?(?:hang|moi|tung) ngay(?: trong tuan)?"
     r"|(?:ca|suot|tron) tuan|every ?day|daily|(?:ca )?7 ngay(?: trong tuan| tuan)?|all (?:days|week)"),
    (Kind.DAY_SET, WORKING_DAYS, r"(?:cac |nhung )?ngay (?:lam viec|thuong|hanh chinh|trong tuan lam viec)(?: (?:trong|hang|cua) tuan)?|week ?days?|working days?"),
    (Kind.DAY_SET, "days of the week", r"(?:cac )?ngay trong tuan"),
    (Kind.DAY_SET, WEEKEND, r"(?:cac |hai |2 )?(?:ngay )?cuoi tuan|weekends?"),
    (Kind.PART, Part.ALL, r"(?:lam )?(?:ca|nguyen|tron|trong|full) ?ngay|(?:all|whole|full) day|ngay(?= ?:)"),
)
