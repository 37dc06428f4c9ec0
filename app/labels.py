"""Vietnamese words for enums, errors and names: the only words for them on screen and paper (domain.md 6.1, 10)."""

from __future__ import annotations

from enum import StrEnum

from app.domain import dates
from app.domain.agenda import AgendaKind, AgendaStatus
from app.domain.answer import AnswerKind
from app.domain.chair import QuietMessage
from app.domain.changes import Table
from app.domain.conclusion import Part, Section, Verb
from app.domain.due import Precision
from app.domain.errors import Rule, RuleError, StorageError, Trouble
from app.domain.facts import ConferenceKind, Facts, Issuer, Level, MeetingForm, Mode
from app.domain.gap import GapKind
from app.domain.minutes import Slot
from app.domain.paper import PaperKind, Side
from app.domain.petition import Competence, CountedAs, PetitionResult, ReplyMode
from app.domain.projection import HallState
from app.domain.question import Channel, QuestionKind, QuestionState
from app.domain.roster import Rank, Role, Signal, SiteKind
from app.domain.speech import SpeechKind

_WORDS: dict[type[StrEnum], dict[str, str]] = {
    QuestionState: {
        QuestionState.RECEIVED: "Mới tiếp nhận",
        QuestionState.EDITED: "Đã biên tập",
        QuestionState.APPROVED: "Đã duyệt (đưa vào chương trình)",
        QuestionState.RESERVE: "Dự phòng",
        QuestionState.WAITING: "Chờ hỏi",
        QuestionState.ASKING: "Đang hỏi",
        QuestionState.AWAITING_ANSWER: "Chờ trả lời",
        QuestionState.ANSWERING: "Đang trả lời",
        QuestionState.CONCLUDING: "Chủ tịch kết luận",
        QuestionState.FINISHED: "Đã xong",
        QuestionState.NOT_REACHED: "Chưa nêu (hết thời gian)",
        QuestionState.MERGED: "Trùng nội dung (đã gộp)",
        QuestionState.OFF_TOPIC: "Ngoài chủ đề",
        QuestionState.LEFT_OUT: "Không đưa vào",
        QuestionState.WITHDRAWN: "Rút / vắng mặt",
    },
    QuestionKind: {
        QuestionKind.QUESTION: "Câu hỏi",
        QuestionKind.COMMENT: "Ý kiến",
        QuestionKind.FOLLOW_UP: "Hỏi thêm",
        QuestionKind.INTERJECTION: "Chủ tịch nêu ý kiến",
    },
    Channel: {
        Channel.SPOKEN: "Phát biểu trực tiếp",
        Channel.SLIP: "Phiếu câu hỏi",
        Channel.ONLINE: "Trực tuyến",
        Channel.PORTAL: "Cổng thông tin điện tử",
        Channel.MEDIA: "Phương tiện thông tin đại chúng",
        Channel.REGISTERED: "Đăng ký trước",
    },
    ReplyMode: {
        ReplyMode.NONE: "Chưa trả lời",
        ReplyMode.ORAL: "Đã trả lời trực tiếp",
        ReplyMode.NOTED: "Tiếp thu, ghi nhận",
        ReplyMode.PARTLY: "Trả lời một phần, bổ sung bằng văn bản",
        ReplyMode.WRITTEN: "Trả lời bằng văn bản",
        ReplyMode.TRANSFERRED: "Chuyển cơ quan có thẩm quyền",
    },
    PetitionResult: {
        PetitionResult.NONE: "Chưa giao",
        PetitionResult.ASSIGNED: "Đã giao cơ quan trả lời",
        PetitionResult.IN_PROGRESS: "Đang giải quyết",
        PetitionResult.SETTLED: "Đã giải quyết xong",
        PetitionResult.EXPLAINED: "Đã giải trình, cung cấp thông tin",
        PetitionResult.PLANNED: "Sẽ giải quyết (có lộ trình)",
        PetitionResult.OUT_OF_COMPETENCE: "Không thuộc thẩm quyền - đã chuyển",
    },
    Precision: {
        Precision.NONE: "Không nêu",
        Precision.DAY: "Ngày",
        Precision.MONTH: "Tháng",
        Precision.QUARTER: "Quý",
        Precision.HALF_YEAR: "Nửa năm",
        Precision.YEAR: "Năm",
        Precision.PERIOD: "Giai đoạn",
        Precision.RECURRING: "Định kỳ",
        Precision.RELATIVE: "Tính từ ngày hội nghị",
        Precision.SOFT: "Ước chừng",
    },
    Competence: {
        Competence.PROVINCE: "Cấp tỉnh",
        Competence.COMMUNE: "Cấp xã",
        Competence.CENTRAL: "Trung ương",
    },
    CountedAs: {
        CountedAs.ON_SPOT: "trả lời tại chỗ",
        CountedAs.WRITTEN: "bằng văn bản",
        CountedAs.TRANSFERRED: "chuyển",
        CountedAs.MERGED: "gộp",
        CountedAs.WITHDRAWN: "rút",
        CountedAs.LEFT_OUT: "không đưa vào",
        CountedAs.OPEN: "chưa xử lý",
    },
    Rank: {
        Rank.SUBORDINATE: "Cơ quan thuộc UBND",
        Rank.INDEPENDENT: "Cơ quan, đoàn thể không trực thuộc",
        Rank.SUPERIOR: "Cơ quan cấp trên",
        Rank.OTHER: "Đơn vị khác",
    },
    SiteKind: {
        SiteKind.MAIN: "Điểm cầu trung tâm",
        SiteKind.REMOTE: "Điểm cầu",
    },
    Signal: {
        Signal.GOOD: "Tốt",
        Signal.UNSTABLE: "Chập chờn",
        Signal.LOST: "Mất",
    },
    Role: {
        Role.CHAIR: "Chủ trì",
        Role.CO_CHAIR: "Đồng chủ trì",
        Role.SECRETARY: "Thư ký",
        Role.HOST: "Dẫn chương trình",
        Role.GUEST: "Đại biểu mời",
        Role.RESPONDENT: "Người trả lời",
        Role.DELEGATE: "Đại biểu",
    },
    AgendaKind: {
        AgendaKind.ARTS: "Văn nghệ",
        AgendaKind.INTRODUCTION: "Tuyên bố lý do, giới thiệu đại biểu",
        AgendaKind.OPENING: "Phát biểu khai mạc",
        AgendaKind.FILM: "Phóng sự",
        AgendaKind.REPORT: "Thông tin, báo cáo",
        AgendaKind.DIALOGUE: "Đối thoại",
        AgendaKind.PAPER: "Tham luận",
        AgendaKind.BREAK: "Giải lao",
        AgendaKind.GIFTS: "Tặng quà",
        AgendaKind.CONCLUSION: "Kết luận",
        AgendaKind.CLOSING: "Bế mạc",
        AgendaKind.OTHER: "Nội dung khác",
    },
    AgendaStatus: {
        AgendaStatus.PLANNED: "Trong chương trình",
        AgendaStatus.SKIPPED: "Bỏ qua",
        AgendaStatus.PARKED: "Để lại sau",
    },
    AnswerKind: {
        AnswerKind.AGENCY: "Trả lời",
        AnswerKind.ADDITION: "Bổ sung",
        AnswerKind.CHAIR: "Chủ tịch trả lời",
    },
    SpeechKind: {
        SpeechKind.ASKING: "Hỏi",
        SpeechKind.ANSWERING: "Trả lời",
        SpeechKind.CONCLUDING: "Kết luận",
        SpeechKind.INTERJECTING: "Chủ tịch nêu ý kiến",
        SpeechKind.PRESENTING: "Trình bày",
    },
    Verb: {
        Verb.NONE: "(không ghi)",
        Verb.REQUIRE: "Yêu cầu",
        Verb.ASSIGN: "Giao",
        Verb.REQUEST: "Đề nghị",
    },
    Part: {
        Part.LEAD: "chủ trì",
        Part.SUPPORT: "phối hợp",
    },
    Section: {
        Section.GENERAL: "Nhiệm vụ chung",
        Section.AGENCY: "Giao cơ quan",
        Section.REQUEST: "Đề nghị",
    },
    Slot: {
        Slot.VERBATIM: "Câu hỏi (nguyên văn)",
        Slot.SHORT: "Bản rút gọn",
        Slot.ANSWER: "Trả lời",
        Slot.CHAIR: "Chủ tịch",
        Slot.PRIVATE: "Nội bộ",
        Slot.AGENDA: "Diễn biến mục chương trình",
        Slot.INTERJECTION: "Ý kiến của Chủ tịch",
        Slot.SENTENCE: "Đoạn biên bản",
    },
    PaperKind: {
        PaperKind.AGENDA: "Chương trình",
        PaperKind.SCRIPT: "Kịch bản điều hành",
        PaperKind.MINUTES: "Biên bản",
        PaperKind.NOTICE: "Thông báo kết luận",
        PaperKind.ANNEX: "Phụ lục",
        PaperKind.SLIP: "Phiếu chuyển kiến nghị",
        PaperKind.CLOSING_CARD: "Phiếu gợi ý kết luận",
        PaperKind.STATISTICS: "Báo cáo thống kê",
        PaperKind.EVENT_LOG: "Nhật ký điều hành",
        PaperKind.HALL_LOG: "Nhật ký màn chiếu",
        PaperKind.PORTAL: "Bản đăng Cổng thông tin điện tử",
        PaperKind.PRESS: "Tóm tắt cho báo chí",
        PaperKind.PAPER_TWIN: "Bộ giấy dự phòng",
        PaperKind.DUTIES: "Bảng chuẩn bị",
        PaperKind.REMINDER: "Công văn đôn đốc",
    },
    Side: {
        Side.LEFT: "Bên trái",
        Side.RIGHT: "Bên phải",
    },
    ConferenceKind: {
        ConferenceKind.DIALOGUE: "Hội nghị đối thoại",
        ConferenceKind.WORKSHOP: "Hội thảo",
    },
    Level: {
        Level.PROVINCE: "Cấp tỉnh",
        Level.DISTRICT: "Cấp huyện",
        Level.COMMUNE: "Cấp xã",
    },
    MeetingForm: {
        MeetingForm.IN_PERSON: "Trực tiếp",
        MeetingForm.ONLINE: "Trực tuyến",
        MeetingForm.MIXED: "Trực tiếp kết hợp trực tuyến",
    },
    GapKind: {
        GapKind.NO_AGENCY: "chưa giao cơ quan",
        GapKind.UNANSWERED: "chưa ghi hình thức trả lời",
        GapKind.NO_RESPONDENT: "chưa ghi tên người trả lời",
        GapKind.NO_DUE: "chưa có hạn trả lời",
        GapKind.NO_ASKER: "chưa có tên người hỏi",
        GapKind.NO_TEXT: "chưa có nguyên văn câu hỏi",
        GapKind.NO_SITE: "chưa ghi điểm cầu",
        GapKind.NO_COMMITMENT_DUE: "có cam kết chưa có thời hạn",
        GapKind.REPLY_DUE_PAST: "có hạn trả lời trước ngày hội nghị",
        GapKind.COMMITMENT_DUE_PAST: "có cam kết ghi thời hạn trước ngày hội nghị",
        GapKind.NO_TASK_LEAD: "Có nhiệm vụ chưa ghi cơ quan chủ trì",
        GapKind.TASK_DUE_PAST: "Có nhiệm vụ ghi thời hạn trước ngày hội nghị",
        GapKind.COUNTS_DISAGREE: "Số thanh niên dự hội nghị không khớp bảng số lượng tham dự",
        GapKind.NO_DAY: "Chưa có ngày tổ chức",
        GapKind.NO_CHAIR: "Chưa có người chủ trì",
        GapKind.NO_SECRETARY: "Chưa có thư ký",
        GapKind.NO_MINUTES_SIGNER: "Chưa có người ký Biên bản",
        GapKind.NO_NOTICE_SIGNER: "Chưa có người ký Thông báo kết luận",
        GapKind.NO_RECIPIENTS: "Chưa có nơi nhận của Thông báo kết luận",
    },
    Mode: {
        Mode.PREPARING: "Chuẩn bị",
        Mode.REHEARSAL: "Diễn tập",
        Mode.LIVE: "Trực tiếp",
        Mode.AFTER: "Sau hội nghị",
    },
    Issuer: {
        Issuer.OFFICE: "Văn phòng (TB-VP…)",
        Issuer.COMMITTEE: "UBND (TB-UBND)",
    },
    HallState: {
        HallState.NO_SCREEN: "MẤT MÀN CHIẾU",
        HallState.COVERED: "CHE",
        HallState.LIVE: "PHÁT",
        HallState.HELD: "GIỮ",
        HallState.YIELDED: "NHƯỜNG MÀN",
    },
    QuietMessage: {
        QuietMessage.CONCLUDE: "Xin kết luận",
        QuietMessage.ONE_MINUTE: "Còn 1 phút",
        QuietMessage.OVER_TIME: "Đã quá giờ",
        QuietMessage.NEXT_QUESTION: "Mời câu tiếp theo",
        QuietMessage.BREAK: "Đến giờ giải lao",
        QuietMessage.LINE_LOST: "Điểm cầu mất tín hiệu",
    },
    Table: {
        Table.CONFERENCE: "thông tin hội nghị",
        Table.SITE: "điểm cầu",
        Table.AGENCY: "cơ quan",
        Table.AGENCY_ALIAS: "tên gọi khác",
        Table.PERSON: "đại biểu",
        Table.TOPIC: "lĩnh vực",
        Table.YOUTH_GROUP: "nhóm thanh niên",
        Table.PREPARED_ANSWER: "văn bản chuẩn bị",
        Table.LEGAL_TEXT: "văn bản viện dẫn",
        Table.RECIPIENT: "nơi nhận",
        Table.SIGNATURE_BLOCK: "khối chữ ký",
        Table.PARTICIPANT: "thành phần tham dự",
        Table.ATTENDANCE: "số lượng tham dự",
        Table.DUTY: "nhiệm vụ chuẩn bị",
        Table.CHART: "biểu đồ",
        Table.CHART_BAR: "số liệu biểu đồ",
        Table.PHRASE: "lời mẫu",
        Table.TEXT_MODULE: "cụm từ viết tắt",
        Table.STATION: "máy ghi hộ",
    },
}
"""By type first: members of different enums with one value are equal as strings."""
QUESTIONS, DEMANDS = "câu", "nội dung kiến nghị"
"""What the two lines of counts count."""

_SHORT_STATES = {
    QuestionState.APPROVED: "Đã duyệt",
    QuestionState.NOT_REACHED: "Chưa nêu",
    QuestionState.MERGED: "Trùng (đã gộp)",
}
_RULES = {
    Rule.NOT_FOUND: "Mục này không còn nữa.",
    Rule.EMPTY_NAME: "Chưa có nội dung.",
    Rule.WRONG_STATE: "Không làm được: câu hỏi đang ở tình trạng khác.",
    Rule.NOT_APPROVED: "Câu hỏi chưa được duyệt.",
    Rule.NOTHING_PREVIEWED: "Chưa có gì để xem trước. Chọn một câu rồi nhấn Enter.",
    Rule.HALL_LOCKED: "Màn chiếu đang khóa. Nhấn Ctrl+L để mở khóa.",
    Rule.NO_SCREEN: "Chưa có màn chiếu.",
    Rule.NO_SUCH_PAGE: "Không có trang nào nữa.",
    Rule.NO_PREVIOUS_PICTURE: "Chưa có hình nào trước đó.",
    Rule.NOTHING_TO_UNDO: "Không có thao tác nào để hoàn tác.",
    Rule.NOTHING_TO_REDO: "Không có thao tác nào để làm lại.",
    Rule.UNDO_CONFLICT: "Không thể hoàn tác: sau đó nội dung này đã thay đổi.",
    Rule.IN_USE: "Không xóa được: đang được dùng ở nơi khác.",
    Rule.LIVE_ITEM: "Không làm được: câu này đang diễn ra.",
    Rule.ON_SCREEN: "Không làm được: câu này đang ở trên màn chiếu.",
    Rule.MERGE_WITH_ITSELF: "Không gộp được một câu với chính nó.",
    Rule.NO_OPEN_SPEECH: "Không có đồng hồ nào đang chạy.",
    Rule.NO_CURRENT_QUESTION: "Chưa chọn câu nào. Chọn một câu rồi nhấn Enter.",
    Rule.QUESTION_OPEN: "Câu đang diễn ra chưa kết thúc.",
    Rule.BAD_DATE: "Ngày không đúng. Ghi bằng số: ngày/tháng/năm.",
    Rule.BAD_NUMBER: "Số không đúng.",
    Rule.NOT_IN_LIVE: "Việc này không làm khi đang họp.",
    Rule.STALE_PREVIEW: "Dữ liệu vừa thay đổi. Bản xem trước đã được lập lại, hãy xem rồi nhập.",
    Rule.NOTHING_TO_IMPORT: "Không có hàng nào để nhập.",
    Rule.MINUTES_FINAL: "Biên bản đã chốt. Mở lại biên bản rồi mới sửa.",
    Rule.NO_SUCH_QUESTION: "Không có câu hỏi này. Chưa dán hàng nào.",
    Rule.NOT_A_CAPTURE: "Tệp này không phải tệp ghi hộ của hội nghị đang mở.",
    Rule.REHEARSAL_IS_A_COPY: "Diễn tập chỉ làm trên bản sao, không trên tệp thật.",
}
_TROUBLES = {
    Trouble.NOT_OURS: "“{file}” không phải là tệp hội nghị của phần mềm này.",
    Trouble.DAMAGED: "Tệp “{file}” bị hỏng. Tệp được giữ nguyên; hãy mở bản sao lưu gần nhất.",
    Trouble.TOO_NEW: "Tệp “{file}” được tạo bằng phiên bản mới hơn. Hãy cập nhật phần mềm rồi mở lại.",
    Trouble.READ_ONLY: "Tệp “{file}” hoặc thư mục chứa tệp chỉ cho đọc. Hãy chép sang thư mục khác rồi mở lại.",
    Trouble.IN_USE: "Tệp “{file}” đang được mở ở {holder}.",
    Trouble.MISSING: "Không tìm thấy tệp “{file}”.",
    Trouble.EXISTS: "Đã có tệp “{file}”. Hãy chọn tên khác.",
    Trouble.NO_ACCESS: "Không được phép đọc hoặc ghi tệp “{file}”.",
    Trouble.DISK_FULL: "Ổ đĩa đã đầy, chưa ghi được “{file}”.",
    Trouble.IO: "Ổ đĩa báo lỗi khi đọc hoặc ghi “{file}”.",
    Trouble.ENCRYPTED: "Tệp “{file}” có mật khẩu. Hãy mở tệp trong phần mềm, hoặc đặt biến HOINGHI_MAT_KHAU.",
    Trouble.WRONG_PASSWORD: "Mật khẩu không đúng với tệp “{file}”.",
    Trouble.NO_CIPHER: "Máy này thiếu thư viện để mở tệp có mật khẩu. Hãy cài lại phần mềm đủ các phần.",
}


def word(member: StrEnum) -> str:
    """The one Vietnamese word for a value."""
    return _WORDS[type(member)][member]


def state_word(state: QuestionState) -> str:
    """The stage in the queue's narrow column."""
    return _SHORT_STATES.get(state, word(state))


def rule(error: RuleError) -> str:
    """Why a command was refused, as a sentence for the bar."""
    number = error.facts.get("number")
    sentence = _RULES[error.code]
    state = error.facts.get("state")
    if isinstance(number, int) and isinstance(state, QuestionState):
        return f"Câu {number:02d} đang ở tình trạng “{state_word(state)}”. {sentence}"
    summary = error.facts.get("summary")
    return f"{sentence} ({summary})" if summary else sentence


def trouble(error: StorageError) -> str:
    """What is wrong with a file, as a sentence; says what to do."""
    facts = {"file": "", "holder": "cửa sổ khác"} | {key: str(value) for key, value in error.facts.items()}
    return _TROUBLES[error.code].format(**facts)


def has_word(member: StrEnum) -> bool:
    return member in _WORDS.get(type(member), {})


def rules_with_words() -> frozenset[Rule]:
    return frozenset(_RULES)


def troubles_with_words() -> frozenset[Trouble]:
    return frozenset(_TROUBLES)


def full_name(honorific: str, name: str) -> str:
    return f"{honorific} {name}".strip()


def title_and_unit(title: str, unit: str) -> str:
    """Title and unit on one line: "Bí thư Đoàn phường, Đoàn phường Tô Hiệu"."""
    return ", ".join(part for part in (title, unit) if part)


def question_number(number: int) -> str:
    return f"Câu {number:02d}"


def day_on_cover(facts: Facts) -> str:
    """The day as the cover and the papers word it, else the plan's words."""
    return day_words(facts) or facts.planned.text


def day_words(facts: Facts) -> str:
    if facts.held_on is None:
        return ""
    day = facts.held_on
    return f"ngày {dates.day_digits(day.day)} tháng {dates.month_digits(day.month)} năm {day.year}"
