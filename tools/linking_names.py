"""Names of people and places of issue for generated lists, with how frequent each is."""

# Words and weights in turn.
SURNAMES = (
    "nguyễn 315 trần 109 lê 89 phạm 59 huỳnh 28 hoàng 23 phan 28 vũ 21 võ 28 đặng 21 bùi 20 "
    "đỗ 19 hồ 15 ngô 12 dương 11 lý 7 đào 7 đoàn 7 vương 4 trịnh 6 trương 13 lâm 7 mai 5 đinh "
    "7 cao 5 lương 6 tô 4 tạ 3 châu 3 hà 5 thái 4 lưu 4 phùng 3 quách 2 la 1 kiều 2 tống 2 "
    "nghiêm 1 văn 1 bạch 1 tăng 2 từ 2 viên 1 khuất 1 doãn 1 giang 2 chu 3 ông 1 thạch 2 sơn "
    "1 danh 1 kim 1 "
)
MIDDLES = {
    "M": (
        "văn 300 minh 60 hữu 50 đức 50 quốc 45 thanh 45 đình 30 công 30 xuân 25 ngọc 35 hoàng "
        "40 anh 20 trọng 20 duy 25 quang 35 thành 25 tấn 20 phước 20 nhật 15 gia 15 bá 10 thế "
        "15 việt 10 trung 10 chí 15 hải 10 khắc 8 mạnh 8 tuấn 12 viết 8 huy 8 phú 8 vĩnh 5 "
        "thiện 5 hồng 8 như 3 "
    ),
    "F": (
        "thị 380 ngọc 60 thanh 45 kim 35 minh 30 thu 25 mỹ 25 hồng 30 bích 20 phương 25 thúy "
        "15 quỳnh 20 bảo 15 hoàng 15 xuân 15 tuyết 12 diễm 10 như 12 khánh 10 lan 8 ánh 10 "
        "cẩm 10 thùy 15 tú 6 anh 8 hoài 10 yến 8 diệu 8 mai 8 trúc 8 huyền 6 nhã 3 thiên 4 "
        "gia 4 hải 5 việt 2 "
    ),
}
SECOND = "thanh ngọc minh kim hồng thu bích mỹ phương xuân thúy như hoài diệu anh tuyết "
# Most frequent first.
GIVENS = {
    "M": (
        "hùng tuấn dũng minh long nam hải sơn thành đức hiếu khoa phúc anh quân huy bình "
        "trung thắng cường tâm phong tài lộc vinh hoàng kiên trường tùng khánh tân an thịnh "
        "toàn đạt nghĩa hưng hòa nhân việt phước lâm duy quang thái thiện tú tín khang bảo "
        "sang hậu luân quý vũ thanh đông giang linh sỹ chiến tiến thọ hà lợi mạnh đăng châu "
        "khôi nhật triết vương dương phát công hiển thuận bách chung danh chính cảnh hào khải "
        "lực lương năng ngọc nguyên phú quyền sáng tấn thông tính trí trọng tưởng văn viễn "
        "xuân "
    ),
    "F": (
        "lan hoa hương mai thảo linh trang hằng nga thủy phương hạnh yến dung hà ngọc thúy "
        "hiền nhung huyền oanh loan anh vân liên tuyết xuân thu nguyệt chi trâm quỳnh vy my "
        "ngân thư nhi trinh tâm hồng bích châu diệp duyên giang hậu hòa hoài huệ khanh kiều "
        "lệ lý mỹ nhàn nhã như phúc phượng quyên sương tiên thanh thoa thơ thùy thương trúc "
        "tú tươi uyên vi việt xoan ý an ánh bình cúc đào diễm đoan hảo hiếu hoàng hợp khánh "
        "kim lành lĩnh luyến minh mơ nương sen "
    ),
}
ISSUERS = "HCM ĐNAI BD BRVT TNI LA BP TG BTH LĐ CT AG KG VL BT ĐT HNO BYT QNA TB"
