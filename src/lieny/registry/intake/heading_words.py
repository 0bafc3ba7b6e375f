"""The words by which columns are named, with weights: a grammar to score with, not a list to match.

Patterns run over a folded heading (no marks, no case, words separated by single blanks, a blank at
both ends). A heading may match many patterns of many fields; weights add up, negative ones hold
back a field from a neighbour's words ("ngày cấp CCHN" is a date, not a number). Sources: Mẫu 01 of
NĐ 96/2023 and of NĐ 109/2016, national and BHXH exports, HR exports, English headings.
"""

from __future__ import annotations

Weights = tuple[tuple[str, float], ...]

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
        (r" pham vi ", 4.5),
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
    "note": ((r" (ghi chu|note|notes|remark|remarks|comment) ", 5),),
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
        (r" (co )?(gia tri|hieu luc) (den|toi) ", 5),
        (r" (expir(y|es|ation)|valid (until|to|thru)) ", 5),
        (r" thoi han ", 3),
        (r" (tinh trang|trang thai) ", -3),
    ),
    "status": (
        (r" (tinh trang|trang thai|status) ", 4.5),
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

PLACE_WORDS: dict[str, Weights] = {
    "facility_name": (
        (r" ten (co so|don vi|phong kham|benh vien|csyt|cskcb|csyt|cs|pk|bv|to chuc) ", 5),
        (r" (co so|noi|don vi) (kham|kcb|kbcb|hanh nghe|lam viec|dang ky|y te|cong tac) ", 3),
        (r" (co so kham benh chua benh|thong tin co so ten|noi hanh nghe) ", 2),
        (r"^ (co so|cskcb|csyt|facility|clinic|hospital|workplace|phong kham|benh vien) $", 3.5),
        (r" (facility|clinic|hospital|workplace|organi[sz]ation) name ", 5),
        (r" (facility|workplace) ", 1.5),
        (r" (co so|cskcb|don vi|facility) (.* )?(ten|name) $", 5),
        (r" (dia chi|ma|hinh thuc|loai|thoi gian|gio|tinh trang|trang thai|ngay|khac) ", -4),
        (r" (giay phep|gphd|phu trach|trach nhiem|dung dau|tinh|phuong|xa|address|code) ", -4),
        (r" (licen[cs]e|type|status|province|hours|vi tri|cchn|gphn|other) ", -4),
    ),
    "facility_licence": (
        (r" (giay phep hoat dong|gphd|gp hoat dong|gphdkcb) ", 5.5),
        (r" (operating|facility( s)?) (licen[cs]e|permit)( no| number)? ", 5.5),
        (r" so (giay phep|gp) (cua )?(co so|phong kham) ", 5),
        (r" (ngay|noi) cap ", -5),
        (r" (tinh trang|trang thai|status|date|thoi han) ", -5),
    ),
    "facility_code": (
        (r" ma (so )?(co so|cskcb|kcb|don vi|gln|bhxh|csyt|cs|13 so|co so kcb|lien thong) ", 5),
        (r" (facility (code|id)|gln) ", 5),
        (r" (co so|cskcb|don vi) (.* )?ma( so)? $", 5),
    ),
    "address": (
        (r" (dia chi|address|tru so) ", 4.5),
        (r" (thuong tru|tam tru|email|mail|cho o) ", -7),
    ),
    "province": (
        (r" (tinh|thanh pho|tinh tp|province|tinh thanh|tinh thanh pho) ", 4),
        (r" (cap|trang) ", -4),
    ),
    "district": ((r" (quan|huyen|quan huyen|district) ", 3.5), (r" (phuong|xa) ", -2)),
    "commune": ((r" (phuong xa|xa phuong|phuong|xa|commune|ward) ", 3.5),),
    "form": (
        (r" (hinh thuc( to chuc)?|loai hinh( to chuc)?) ", 4.5),
        (r" (loai co so|facility (type|form)|type of facility) ", 5),
        (r"^ (form|type) $", 3),
        (r" (cap|thanh toan) ", -4),
    ),
    "open_hours": (
        (r" (thoi gian|gio) (hoat dong|mo cua|lam viec cua co so)( hang ngay)? ", 6),
        (r" (opening|open) hours ", 6),
    ),
    "longitude": ((r" (kinh do|longitude|lng|lon|long) ", 5),),
    "latitude": ((r" (vi do|latitude|lat) ", 5),),
    "coordinates": ((r" (toa do|coordinates|gps) ", 4),),
    "chief_name": (
        (r" (chiu trach nhiem|phu trach|dung dau|dai dien)( chuyen mon)? ", 4.5),
        (r" (vi tri|thoi gian|so|cchn|gphn) ", -3),
    ),
}

TIME_WORDS: dict[str, Weights] = {
    "time": (
        (r" thoi gian ", 2),
        (r" (dang ky|dk) (hanh nghe|lam viec|kham|kcb)", 1.5),
        (r" thoi gian (hanh nghe|lam viec|kham|truc|dang ky|dk|dkhn)", 2.5),
        (r" (gio|lich|ca) (lam viec|lam|hanh nghe|kham|truc|dang ky|dkhn) ", 4.5),
        (r" (working (time|hours)|work (time|hours)|schedule|shift|hours|timetable) ", 4.5),
        (r" (ngay gio|thoi gian cu the) ", 2),
        (r" (bat dau|ket thuc|tu ngay|den ngay|start|end|from|until) ", -4),
        (r" (hoat dong hang ngay|hoat dong cua co so|mo cua|opening|thuc hanh|y lenh|cap) ", -5),
        (r" (cme|tin chi|dao tao|credit|dinh chi|hieu luc) ", -5),
    ),
    "time_days": (
        (r" (gio|thoi gian|lich|hanh nghe|lam viec) .*(ngay|thu|ngay trong tuan|cac ngay) $", 5),
        (r"^ (thu|ngay lam viec|ngay trong tuan|cac ngay trong tuan|thu trong tuan|days?) $", 5),
        (r" (cap|sinh|bat dau|ket thuc|tu|den) ", -5),
    ),
    "time_hours": (
        (r" (thoi gian|lich|hanh nghe|lam viec) .*(gio|khung gio|gio lam viec) $", 5.5),
        (r"^ (gio|khung gio|time) $", 4.5),
    ),
    "time_from": (
        (r" (thoi gian|gio|lich|ca)( .*)? (tu|tu gio|bat dau) $", 3.6),
        (r" (tu gio|gio (bat dau|vao)|start time|from time) ", 5),
    ),
    "time_until": (
        (r" (thoi gian|gio|lich|ca)( .*)? (den|den gio|ket thuc) $", 3.6),
        (r" (den gio|gio (ket thuc|ra)|end time|to time) ", 5),
    ),
    "elsewhere": (
        (r" (co so|noi|kbcb|kcb|don vi|cskcb|csyt).* khac ", 7),
        (r" (elsewhere|other (facility|facilities|workplace)) ", 7),
    ),
    "position": (
        (r" vi tri ", 4),
        (r" vi tri (chuyen mon|viec lam|hanh nghe|cong viec|cong tac|lam viec) ", 1),
        (r" (chuc vu|position|role|post|job) ", 4),
        (r" (nhiem vu|phan cong|cong viec) ", 2.5),
        (r" thoi gian ", -2),
    ),
    "unit": (
        (r" (khoa phong|phong ban|bo phan|khoa phong ban|khoa don vi|phong khoa) ", 4.5),
        (r"^ (khoa|phong|department|unit|ward|division|to) $", 4),
        (r" (department|noi cong tac|don vi cong tac) ", 3),
        (r" (chuyen khoa|vi tri|ma|phu trach|dang ky|dung dau|kham) ", -4),
    ),
    "valid_from": (
        (r" (tu ngay|ngay (bat dau|lam|vao lam|lam viec|hieu luc|tham gia)) ", 4),
        (r" (thoi gian )?bat dau ", 3.7),
        (r" (start( date| on)?|valid from|from( date)?|since|date from|hieu luc tu) ", 4),
        (r" (thoi gian|ngay)( .*)? tu $", 3.5),
        (r" (gio|cme|tin chi|time|hours|tinh trang|trang thai|status) ", -3),
    ),
    "valid_until": (
        (r" (den ngay|ngay (ket thuc|nghi|nghi viec|thoi viec|het)) ", 4),
        (r" (thoi gian )?ket thuc ", 3.7),
        (r" (end( date| on)?|valid (until|to)|until|to date|date to) ", 4),
        (r" (thoi gian|ngay)( .*)? den $", 3.5),
        (
            r" (gio|cme|tin chi|time|hours|tinh trang|trang thai|status|hieu luc|gia tri|het han) ",
            -3,
        ),
    ),
    "received_on": (
        (r" (ngay|thoi gian) (tiep )?(nhan|gui|nop)( .*)? ", 5),
        (r" received( on| date)? ", 5),
    ),
    "event_on": (
        (r" (ngay|thoi diem) (bien dong|tang|giam|phat sinh|thay doi|su kien|tang giam) ", 5),
        (r" event( on| date)? ", 5),
    ),
    "activity_at": (
        (r" (thoi diem|timestamp|performed at|signed at|activity time) ", 5),
        (
            r" (thoi gian|ngay gio|ngay) (y lenh|thuc hien|ky so|ke don|kham|ky) ",
            5,
        ),
        (r" (bien dong|thay doi|phat sinh|dang ky) ", -5),
    ),
    "mentor_name": (
        (r" (huong dan|mentor|supervisor|preceptor) ", 5),
        (r" (cchn|gphn|so|licen[cs]e|chung chi|giay phep) ", -3),
    ),
    "mentor_licence": (
        (r" (huong dan|mentor|supervisor|preceptor) ", 3.5),
        (r" (cchn|gphn|so|licen[cs]e|chung chi|giay phep) ", 2.5),
    ),
    "trainee_name": (
        (r" (nguoi thuc hanh|hoc vien|thuc hanh vien|trainee|nguoi hoc) ", 5.5),
        (r" (ngay|so|thoi gian|cchn|huong dan) ", -3),
    ),
}

# One column a day or a part of the day; several columns may carry this field.
SLOT_WORDS: dict[str, Weights] = {
    "time_slot": (
        (
            r" (thu ([2-7]|hai|ba|tu|nam|sau|bay)|t ?[2-7]|chu nhat|cn)( sang| chieu| toi)? $",
            5.5,
        ),
        (r" (monday|tuesday|wednesday|thursday|friday|saturday|sunday) $", 5.5),
        (r"^ (mon|tue|wed|fri|sat|sun) $", 5.5),
        (r" (buoi )?(sang|chieu|toi) $", 5),
    ),
}

FIELD_WORDS: dict[str, Weights] = {
    **PERSON_WORDS,
    **LICENCE_WORDS,
    **PLACE_WORDS,
    **TIME_WORDS,
    **SLOT_WORDS,
}
