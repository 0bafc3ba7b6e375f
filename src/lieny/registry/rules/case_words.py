"""Lời văn của hồ sơ: states, acts, refusals and outcomes as people read them."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.rules.case_acts import Act
from lieny.registry.rules.case_file import CaseState, Measure, Outcome, Party
from lieny.registry.rules.case_letters import LetterKind
from lieny.registry.rules.case_step import Why
from lieny.registry.rules.case_terms import Duty
from lieny.registry.rules.sign import Bilingual

B = Bilingual

STATES: Mapping[CaseState, Bilingual] = {
    CaseState.DETECTED: B("Mới phát hiện", "Detected"),
    CaseState.SUPPRESSED: B("Không xử lý", "Set aside"),
    CaseState.QUESTION: B("Đang hỏi cơ sở", "Facility asked"),
    CaseState.OPEN: B("Đã tiếp nhận", "Taken up"),
    CaseState.NOTIFIED: B("Đã báo các Sở", "Departments notified"),
    CaseState.VERIFYING: B("Đang xác minh", "Verifying"),
    CaseState.CONFIRMED: B("Đã xác nhận", "Confirmed"),
    CaseState.DATA_ERROR: B("Sai dữ liệu", "Data error"),
    CaseState.EXEMPT: B("Thuộc trường hợp được phép", "Allowed by law"),
    CaseState.NOT_CONFIRMED: B("Không xác nhận", "Not confirmed"),
    CaseState.ACTION: B("Đang thực hiện biện pháp", "Measure taken"),
    CaseState.CLOSED: B("Đã kết thúc", "Closed"),
    CaseState.SUPERSEDED: B("Dấu hiệu không còn", "Signs are gone"),
}
OUTCOMES: Mapping[Outcome, Bilingual] = {
    Outcome.DATA_ERROR: B("Sai dữ liệu, thực tế không như vậy", "Data error: it is not so"),
    Outcome.EXEMPT: B(
        "Được phép (Luật 15/2023 Điều 36 khoản 3)", "Allowed (Law 15/2023 Art. 36.3)"
    ),
    Outcome.NOT_CONFIRMED: B("Không xác nhận được", "Could not be confirmed"),
    Outcome.CONFIRMED: B("Xác nhận", "Confirmed"),
}
MEASURES: Mapping[Measure, Bilingual] = {
    Measure.ADJUST_REGISTRATION: B("Điều chỉnh đăng ký hành nghề", "Adjust the registration"),
    Measure.INSPECTION: B("Thanh tra, kiểm tra", "Inspection"),
    Measure.SANCTION: B("Xử phạt hành chính", "Administrative sanction"),
    Measure.POLICE: B("Chuyển cơ quan điều tra", "Hand over to the police"),
}
# The button: a verb and its object.
BUTTONS: Mapping[Act, Bilingual] = {
    Act.SUPPRESS: B("Không xử lý dấu hiệu này", "Set the signs aside"),
    Act.ASK_FACILITY: B("Gửi câu hỏi cho cơ sở", "Send the question to the facility"),
    Act.WITHDRAW: B("Rút câu hỏi", "Withdraw the question"),
    Act.OPEN: B("Tiếp nhận hồ sơ", "Take up the case"),
    Act.NOTIFY: B("Gửi thông báo cho các Sở", "Notify the departments"),
    Act.ACKNOWLEDGE: B("Xác nhận đã nhận", "Acknowledge receipt"),
    Act.HEAR: B("Hỏi ý kiến cơ sở và người hành nghề", "Ask facility and practitioner for a reply"),
    Act.REPLY: B("Ghi ý kiến trả lời đã nhận", "Write down a reply that came in"),
    Act.PROPOSE: B("Trình kết luận", "Propose the outcome"),
    Act.SIGN: B("Ký", "Sign"),
    Act.OBJECT: B("Không đồng ý, trả lại", "Object and return"),
    Act.ASK_MINISTRY: B("Xin ý kiến Cục QLKCB", "Ask the ministry's department"),
    Act.TAKE_MEASURE: B("Quyết định biện pháp", "Decide the measure"),
    Act.PROPOSE_CLOSING: B("Trình kết thúc hồ sơ", "Propose the closing"),
    Act.REOPEN: B("Mở lại hồ sơ", "Reopen the case"),
    Act.APPEAL: B("Ghi nhận khiếu nại", "Write down a complaint"),
    Act.SETTLE_APPEAL: B("Giải quyết khiếu nại", "Settle the complaint"),
    Act.SUPERSEDE: B("Đóng vì dấu hiệu không còn", "Close: signs are gone"),
    Act.NOTE_SIGNS: B("Ghi dấu hiệu thay đổi", "Note changed signs"),
    Act.ADD_PEER: B("Thêm Sở phối hợp", "Add a department"),
    Act.JOIN: B("Gộp vào hồ sơ trước", "Join to the older case"),
    Act.TAKE_OVER: B("Tiếp tục với người đã ghép", "Go on about the linked person"),
    Act.PART: B("Tách theo người", "Part by person"),
    Act.COME_BACK: B("Mở lại hồ sơ đã gộp", "Bring the joined case back"),
    Act.STAY_JOINED: B("Giữ nguyên sau khi tách người", "Stay as it is after parting"),
}
# What it brings about, before it is done.
EFFECTS: Mapping[Act, Bilingual] = {
    Act.SUPPRESS: B(
        "Hồ sơ dừng tại đây với lý do ghi lại; có thể mở lại.",
        "The case ends here with its reason; it can be reopened.",
    ),
    Act.ASK_FACILITY: B(
        "Cơ sở chỉ thấy câu hỏi, không thấy hồ sơ.",
        "The facility sees the question alone, not the case.",
    ),
    Act.WITHDRAW: B(
        "Cơ sở được báo là không cần trả lời nữa và đọc được lý do.",
        "The facility is told that it need not answer any more, and reads the reason.",
    ),
    Act.OPEN: B(
        "Sở nhận xử lý; thời hạn báo các Sở khác bắt đầu chạy.",
        "The department takes it up; the term to notify the others begins.",
    ),
    Act.NOTIFY: B(
        "Các Sở liên quan nhận thông báo trong cổng và thư điện tử (chỉ số hồ sơ và thời hạn).",
        "The departments are told in the portal and by e-mail (number and deadline only).",
    ),
    Act.ACKNOWLEDGE: B(
        "Các Sở khác biết Sở đã nhận; khi mọi Sở đã nhận, việc xác minh bắt đầu.",
        "The others know that it was received; when all have, verification begins.",
    ),
    Act.HEAR: B(
        "Cơ sở và người hành nghề có ít nhất 05 ngày làm việc trả lời trước khi xác nhận.",
        "Facility and practitioner have at least 5 working days before anything is confirmed.",
    ),
    Act.REPLY: B(
        "Ghi lại ý kiến đã nhận bằng văn bản hoặc trực tiếp; có thể kèm bản chụp.",
        "Writes down what was received on paper or in person.",
    ),
    Act.PROPOSE: B(
        "Lãnh đạo các Sở được mời ký kết luận này.",
        "The heads of the departments are asked to sign this outcome.",
    ),
    Act.SIGN: B(
        "Chữ ký của Sở được ghi; đủ chữ ký các Sở thì có hiệu lực.",
        "The department's signature is written; with all of them it takes effect.",
    ),
    Act.OBJECT: B(
        "Kết luận đang trình bị trả lại, chữ ký đã có không còn.",
        "What was proposed is returned; signatures fall.",
    ),
    Act.ASK_MINISTRY: B(
        "Ghi rằng các Sở chưa thống nhất và xin ý kiến Cục Quản lý Khám, chữa bệnh.",
        "Records that the departments disagree and ask the ministry.",
    ),
    Act.TAKE_MEASURE: B("Biện pháp được ghi và báo các Sở.", "The measure is written and told."),
    Act.PROPOSE_CLOSING: B(
        "Lãnh đạo các Sở được mời ký kết thúc.", "The heads are asked to sign the closing."
    ),
    Act.REOPEN: B(
        "Hồ sơ trở lại xác minh; kết luận cũ không còn hiệu lực.",
        "The case is verified anew; the old outcome falls.",
    ),
    Act.APPEAL: B(
        "Mọi việc khác dừng cho tới khi khiếu nại được giải quyết.",
        "Everything else stops until it is settled.",
    ),
    Act.SETTLE_APPEAL: B(
        "Xác nhận thì giữ nguyên; kết quả khác thì xác minh lại.",
        "Confirmed: it stands; otherwise it is verified anew.",
    ),
    Act.SUPERSEDE: B("", ""),
    Act.NOTE_SIGNS: B("", ""),
    Act.ADD_PEER: B("", ""),
    Act.JOIN: B("", ""),
    Act.TAKE_OVER: B("", ""),
    Act.PART: B("", ""),
    Act.COME_BACK: B("", ""),
    Act.STAY_JOINED: B("", ""),
}
# What was done, for the history.
DEEDS: Mapping[Act, Bilingual] = {
    Act.SUPPRESS: B("không xử lý dấu hiệu", "set the signs aside"),
    Act.ASK_FACILITY: B("hỏi cơ sở", "asked a facility"),
    Act.WITHDRAW: B("rút câu hỏi gửi cơ sở", "withdrew a question to a facility"),
    Act.OPEN: B("tiếp nhận hồ sơ", "took up the case"),
    Act.NOTIFY: B("báo các Sở", "notified the departments"),
    Act.ACKNOWLEDGE: B("xác nhận đã nhận", "acknowledged receipt"),
    Act.HEAR: B("hỏi ý kiến cơ sở, người hành nghề", "asked facility and practitioner to reply"),
    Act.REPLY: B("đã trả lời", "replied"),
    Act.PROPOSE: B("trình kết luận", "proposed an outcome"),
    Act.SIGN: B("ký", "signed"),
    Act.OBJECT: B("không đồng ý", "objected"),
    Act.ASK_MINISTRY: B("xin ý kiến Cục QLKCB", "asked the ministry's department"),
    Act.TAKE_MEASURE: B("quyết định biện pháp", "decided a measure"),
    Act.PROPOSE_CLOSING: B("trình kết thúc", "proposed the closing"),
    Act.REOPEN: B("mở lại hồ sơ", "reopened the case"),
    Act.APPEAL: B("khiếu nại", "complained"),
    Act.SETTLE_APPEAL: B("giải quyết khiếu nại", "settled the complaint"),
    Act.SUPERSEDE: B("đóng: dấu hiệu không còn", "closed: the signs are gone"),
    Act.NOTE_SIGNS: B("dấu hiệu thay đổi", "signs have changed"),
    Act.ADD_PEER: B("thêm Sở phối hợp", "a department came in"),
    Act.JOIN: B("gộp vào hồ sơ trước của cùng một người", "joined to the person's older case"),
    Act.TAKE_OVER: B("hai người đã ghép thành một", "two persons were linked into one"),
    Act.PART: B("hai người đã tách ra", "the two persons were parted again"),
    Act.COME_BACK: B("mở lại hồ sơ đã gộp", "a joined case goes on again"),
    Act.STAY_JOINED: B("hai người đã tách, hồ sơ giữ nguyên", "persons parted, the case stays"),
}
PARTIES: Mapping[Party, Bilingual] = {
    Party.LEAD: B("Sở chủ trì", "Leading department"),
    Party.PEER: B("Sở phối hợp", "Other department"),
    Party.FACILITY: B("Cơ sở", "Facility"),
    Party.PRACTITIONER: B("Người hành nghề", "Practitioner"),
    Party.SYSTEM: B("Chương trình", "The checker"),
}
DUTIES: Mapping[Duty, Bilingual] = {
    Duty.NOTIFY: B("báo các Sở", "notify the departments"),
    Duty.ACKNOWLEDGE: B("xác nhận đã nhận", "acknowledge receipt"),
    Duty.VERIFY: B("xác minh", "verify"),
    Duty.SIGN: B("ký", "sign"),
    Duty.CORRECT: B("đính chính, trình kết thúc", "correct and close"),
    Duty.SETTLE_APPEAL: B("giải quyết khiếu nại", "settle the complaint"),
}
LACKS: Mapping[Why, Bilingual] = {
    Why.NOT_OPEN: B(
        "Việc này không mở ở bước hiện tại hoặc với vai trò của bạn.",
        "Not open at this step, or not to your office.",
    ),
    Why.NO_REASON: B("Cần ghi lý do.", "A reason in words is needed."),
    Why.NO_OUTCOME: B("Cần chọn một kết luận.", "Choose an outcome."),
    Why.NO_MEASURE: B("Cần chọn một biện pháp.", "Choose a measure."),
    Why.NOTHING_PROPOSED: B(
        "Chưa có kết luận nào được trình để ký.", "Nothing has been proposed yet."
    ),
    Why.WAITS_FOR_SIGNATURES: B(
        "Đang chờ lãnh đạo các Sở ký nội dung đã trình.",
        "What was proposed waits for the heads' signatures.",
    ),
    Why.SIGNED_ALREADY: B("Sở đã ký.", "Your department has signed."),
    Why.ACKNOWLEDGED_ALREADY: B("Sở đã xác nhận.", "Your department has acknowledged."),
    Why.ASK_FIRST: B(
        "Loại dấu hiệu này ít khi được xác nhận: hãy hỏi cơ sở trước. Tiếp nhận được khi cơ sở đã "
        "trả lời hoặc đã hết thời hạn trả lời.",
        "Signs of this kind are seldom confirmed: ask the facility first. The case can be taken up "
        "once it has replied, or when its time to reply has passed.",
    ),
    Why.NOT_HEARD: B(
        "Cơ sở và người hành nghề chưa được hỏi. Hãy dùng việc “Hỏi ý kiến cơ sở và người hành "
        "nghề” trên trang này, rồi chờ trả lời hoặc hết thời hạn trả lời.",
        "Facility and practitioner have not been asked yet. Use “Ask facility and practitioner for "
        "a reply” on this page, then wait for their reply or until their time has passed.",
    ),
    Why.TERM_RUNS: B(
        "Thời hạn trả lời của cơ sở và người hành nghề chưa hết.",
        "The time to reply has not run out.",
    ),
    Why.STILL_TALKING: B(
        "Chưa quá 10 ngày làm việc trao đổi giữa các Sở.",
        "The departments have talked for less than 10 working days.",
    ),
}
# Where facilities have answered or hold a question that was no hearing (procedure.right-to-reply).
ASKED_NOT_HEARD = B(
    "Cơ sở đã được hỏi bằng câu hỏi thường; chưa hỏi ý kiến cơ sở và người hành nghề trước khi "
    "xác nhận. Hãy dùng việc “Hỏi ý kiến cơ sở và người hành nghề” trên trang này, rồi chờ trả lời "
    "hoặc hết thời hạn trả lời.",
    "The facility was asked by an ordinary question; facility and practitioner were not asked for "
    "their reply before a confirmation. Use “Ask facility and practitioner for a reply” on this "
    "page, then wait for their reply or until their time has passed.",
)
LETTERS: Mapping[LetterKind, Bilingual] = {
    LetterKind.QUESTION: B("Công văn hỏi cơ sở", "Letter: question to a facility"),
    LetterKind.NOTICE: B(
        "Công văn thông báo Sở phối hợp", "Letter: notice to the other department"
    ),
    LetterKind.CLOSING: B("Công văn kết thúc hồ sơ", "Letter: closing note"),
}
