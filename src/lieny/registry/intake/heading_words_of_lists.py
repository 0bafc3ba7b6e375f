"""The words of columns about facilities, working time and validity; see `heading_words`."""

from __future__ import annotations

Weights = tuple[tuple[str, float], ...]

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
        (r" tinh (tu|den) ", -5),  # "tính từ ngày"
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
    "chief_licence": (
        (
            r" (cchn|gphn|chung chi|giay phep) .*(trach nhiem|phu trach|ptcm|c?tncm|dung dau) ",
            8,
        ),
    ),
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
        (r" (khac|elsewhere|other) ", -6),
        (r" (tu|den) $", -5),
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
        (r" (het han|ket thuc|het|thanh ly|end) (hop dong|hd|hdld|contract) ", 8),
        (r"^ (to|thru|through) $", 3.5),  # beside "From"; alone it is "tổ"
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
        (r"^(?!.* (huong dan|mentor|supervisor|preceptor) )", -10),
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
            8,
        ),
        (r" (monday|tuesday|wednesday|thursday|friday|saturday|sunday) $", 8),
        (r"^ (mon|tue|wed|fri|sat|sun) $", 5.5),
        # Not "hộ chiếu", "đối chiếu", "lâm sàng", "có giá trị tới".
        (r"(?<! ho)(?<! doi)(?<! lam)(?<! luc)(?<! tri)(?<! han) (buoi )?(sang|chieu|toi) $", 8),
    ),
}
