"""The words by which columns are named, with weights: a grammar to score with, not a list to match.

Patterns run over a folded heading (no marks, no case, words separated by single blanks, a blank at
both ends). A heading may match many patterns of many fields; weights add up, negative ones hold
back a field from a neighbour's words ("ngày cấp CCHN" is a date, not a number). Sources: Mẫu 01 of
NĐ 96/2023 and of NĐ 109/2016, national and BHXH exports, HR exports, English headings.
"""

from __future__ import annotations

from lieny.registry.intake.heading_words_of_lists import (
    PLACE_WORDS,
    SLOT_WORDS,
    TIME_WORDS,
    Weights,
)

PERSON_WORDS: dict[str, Weights] = {
    "sequence": ((r"^ (stt|so tt|tt|so thu tu|no|s t t|index|#) $", 5),),
    "staff_code": ((r" ma (so )?(nv|nhan vien|can bo|cb|nguoi hanh nghe|nhn|bac si|bs) ", 5),),
    "name": (
        (r" ho (va |& )?(chu )?ten( dem| lot)? ", 4),
        (r" (full|person s|practitioner|staff) name ", 4),
        (r"^ (ten|name) $", 2.5),
        (r" ten (nguoi hanh nghe|nhan vien|bac s[iy]|nhan su|can bo|nguoi) ", 3),
        (r"^ (nguoi hanh nghe|nhan vien|bac s[iy]|nhan su|can bo) $", 2),
        (r" (co so|don vi|phong kham|benh vien|facility|clinic|hospital|organi[sz]ation) ", -4),
        (r" (huong dan|thuc hanh|hoc vien|mentor|trainee|supervisor) ", -4),
        (r" (chiu trach nhiem|phu trach|dung dau|dai dien) ", -3),
        (r" (so|ma|ngay|noi|dia chi|pham vi|vi tri|thoi gian|chuc) ", -2.5),
    ),
    "family_name": ((r"^ ho( va ten)? (dem|lot|ten dem) $", 5), (r"^ (ho|surname|last name) $", 4)),
    "given_name": ((r"^ (ten|given name|first name) $", 2),),
    "birth": (
        (r" (ngay|nam|thang) (thang )?(nam )?sinh ", 4),
        (r" (sinh ngay|ntns|ng sinh|nsinh|date of birth|dob|birth( ?date| ?day)?|born) ", 4),
        (r"^ (sinh|ns) $", 3),
        (r" (noi|que) ", -3),
    ),
    "birth_male": ((r" sinh nam $", 6),),
    "birth_female": ((r" sinh nu $", 6),),
    "gender": ((r" (gioi tinh|gender|sex|phai) ", 4.5), (r"^ (gioi|nam nu|gt) $", 4)),
    "personal_number": (
        (r" (cccd|cmnd|cmt|cmtnd|can cuoc|dinh danh|chung minh|ddcn|sddcn) ", 4),
        (r" (ho chieu|passport) ", 4),
        (r" (personal|citizen|national|identity) (id|no|number|code|card) ", 4.5),
        (r" (cap|issue|issued) ", -5),
        (r" (co so|facility) ", -3),
    ),
    "phone": ((r" (dien thoai|so dt|sdt|dtdd|di dong|mobile|phone|tel) ", 4.5),),
    "title": (
        (r" chuc danh ", 3.5),
        (r" (van bang|bang cap|doi tuong|trinh do) ", 3.5),
        (r" (hoc vi|hoc ham|title|qualification|profession|degree) ", 3.5),
        (r" (vi tri|chuc vu|noi|ngay|position) ", -2.5),
    ),
    "scope": (
        (r" (pham vi|pvhn|pvhdcm) ", 4.5),
        (r" hoat dong chuyen mon ", 2),
        (r" (chuyen khoa|chuyen nganh|scope|special(i)?ty) ", 3),
        (r"^ chuyen mon $", 2),
        (r" (vi tri|thoi gian|phong kham|chuc danh|trinh do) ", -3),
    ),
    "cme_hours": (
        (r" (cme|dao tao lien tuc|cap nhat kien thuc|tin chi|cnktyk|dtlt) ", 4.5),
        (r" (gio|tiet|hours|credits) ", 1),
        (r" (tu ngay|den ngay|bat dau|ky|from|since|chung chi) ", -3),
    ),
    "cme_from": (
        (
            r" (cme|dao tao lien tuc|cap nhat kien thuc|tin chi) .*(tu|bat dau|from|since) ",
            6,
        ),
        (r" (ky|chu ky|from|since).* (cme|tin chi|cap nhat) ", 4),
    ),
    "note": ((r" (ghi chu|dien giai|note|notes|remark|remarks|comment|ly do|reason) ", 5),),
    "email": ((r" (email|e mail|thu dien tu) ", 5),),
    "person_address": (
        (r" (thuong tru|tam tru|cho o|noi o|que quan|nguyen quan|home address) ", 8),
    ),
}

LICENCE_WORDS: dict[str, Weights] = {
    "licence": (
        (r" (cchn|gphn|cchnkcb|gphnkcb) ", 4),
        (r" (chung chi|giay phep|giay chung nhan|cc|gp) (hanh nghe|hn) ", 4),
        (r" so (giay phep|chung chi|gp|cc|giay) ", 2.5),
        (r"^ so .*(cchn|gphn|hanh nghe) ", 2),
        (r" practi[cs](e|ing) licen[cs]e ", 3),
        (r" (licen[cs]e|certificate)( (no|number|id|code))? ", 3),
        (r"^ so $", 1),
        (r"^ (so )?(giay phep|chung chi) $", 2),
        (r" (ngay|noi|co quan|don vi) (cap|issue) ", -3.5),
        (r" (issued|issuer|issuing|expiry|expires|status|date) ", -5),
        (
            r" (pham vi|tinh trang|trang thai|het han|thoi han|hieu luc|loai|co gia tri) ",
            -5,
        ),
        (r" (hoat dong|gphd|operating|facility) ", -6),
        (r" (thoi gian|huong dan|mentor|supervisor) ", -5),
        (r" (trach nhiem|phu trach|ptcm|c?tncm|dung dau) ", -6),
        (r" (quyet dinh|cccd|cmnd|can cuoc|dinh danh) ", -4),
    ),
    "licence_kind": ((r" loai (giay phep|chung chi|cchn|gphn|gp|cc|giay) ", 6),),
    "issued_on": (
        (r" (ngay|cap ngay|thoi gian|nam) cap ", 4),
        (r" cap ngay ", 4),
        (r" (issue( ?date)?|issued( on| date)?|date of issue) ", 4.5),
        (r" ngay (ky|ban hanh) ", 2.5),
        (r"^ so .*(cchn|gphn|chung chi|giay phep) ", -3),
        (r" (cccd|cmnd|can cuoc|dinh danh|het han|hoat dong|gphd) ", -4),
        (r" (noi|co quan|by) ", -2),
    ),
    "issuer": (
        (r" (noi|co quan|don vi|tinh) cap ", 4.5),
        (r" (issuer|issued by|issuing( authority)?|cap boi) ", 5),
        (r" (cccd|cmnd|can cuoc|dinh danh) ", -4),
    ),
    "expires_on": (
        (r" (het han|ngay het han|ngay het hieu luc|het hieu luc) ", 4.5),
        (r" (co )?(gia tri|hieu luc) (den|toi|het) ", 5),
        (r" (expir(y|es|ation)|licen[cs]e valid (until|to|thru)) ", 5),
        (r" thoi han ", 3),
        (r" (tinh trang|trang thai) ", -3),
        (r" (hop dong|hd|hdld|contract) ", -8),
    ),
    "status": (
        (r" (tinh trang|trang thai|hien trang|status) ", 4.5),
        (r" (ngay|tu|den|from|until|date|thoi gian) ", -4),
        (r" (hon nhan|suc khoe) ", -6),
    ),
    "status_from": (
        (r" (tinh trang|trang thai|status) .*(tu|from|since|ngay) ", 5),
        (r" (tu ngay|tu|from|ngay( hieu luc)?).* (tinh trang|trang thai|status) ", 5),
        (r" (ngay|tu ngay).* (thu hoi|dinh chi|tuoc|ap dung|hieu luc qd) ", 5),
    ),
    "status_until": (
        (r" (tinh trang|trang thai|status) .*(den|until|to) ", 5.5),
        (r" den( het)?( ngay)?.* (dinh chi|tuoc|tinh trang|trang thai) ", 5.5),
    ),
    "decision": (
        (r" (so )?(quyet dinh|qd) ", 3.5),
        (r" decision ", 4),
        (r" (ngay|date) ", -1),
    ),
}

FIELD_WORDS: dict[str, Weights] = {
    **PERSON_WORDS,
    **LICENCE_WORDS,
    **PLACE_WORDS,
    **TIME_WORDS,
    **SLOT_WORDS,
}
