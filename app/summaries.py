"""The sentence of each act for the log, the undo strip and the history panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app import labels
from app.domain import scene
from app.domain.agenda import AgendaStatus
from app.domain.changes import EventKind, Table
from app.domain.facts import Mode
from app.domain.import_preview import ImportKind
from app.domain.minutes import Slot
from app.domain.paper import PaperKind
from app.domain.petition import ReplyMode
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.domain.roster import Signal

_SHORT = 60
"""Characters of a text quoted in a summary."""


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= _SHORT else f"“{line[:_SHORT].rsplit(' ', 1)[0]}…”"


def _question(number: int) -> str:
    return f"câu {number:02d}"


def created(name: str) -> str:
    return f"Tạo hội nghị {_quote(name)}" if name else "Tạo hội nghị"


def facts_changed() -> str:
    return "Sửa thông tin hội nghị"


def mode_changed(mode: Mode) -> str:
    return f"Chuyển sang {labels.word(mode)}"


def rehearsal_begun() -> str:
    return "Bắt đầu diễn tập trên bản sao"


def station_added(name: str) -> str:
    return f"Tạo tệp ghi hộ cho máy {_quote(name)}"


def capture_taken(count: int, name: str) -> str:
    return f"Nhận {count} câu từ máy ghi hộ {_quote(name)}"


def row_name(record: object) -> str:
    """What a row of a list is called: its name, title or text."""
    for field in ("name", "alias", "title", "text", "label", "abbreviation", "unit", "full", "lines"):
        value = getattr(record, field, "")
        if isinstance(value, str) and value:
            return value
    return ""


def list_row_added(table: Table, name: str) -> str:
    return f"Thêm {labels.word(table)} {_quote(name)}" if name else f"Thêm {labels.word(table)}"


def list_row_changed(table: Table, name: str) -> str:
    return f"Sửa {labels.word(table)} {_quote(name)}" if name else f"Sửa {labels.word(table)}"


def list_row_removed(table: Table, name: str) -> str:
    return f"Xóa {labels.word(table)} {_quote(name)}" if name else f"Xóa {labels.word(table)}"


def list_row_moved(table: Table, name: str) -> str:
    return f"Đổi thứ tự {labels.word(table)} {_quote(name)}"


_IMPORTED = {
    ImportKind.QUESTIONS: "câu hỏi",
    ImportKind.ROSTER: "đại biểu",
    ImportKind.AGENDA: "mục chương trình",
    ImportKind.AGENCIES: "cơ quan",
    ImportKind.ANSWERS: "văn bản chuẩn bị",
}


def imported(kind: ImportKind, count: int, source: str) -> str:
    return f"Nhập {count} {_IMPORTED[kind]} từ {source}" if source else f"Nhập {count} {_IMPORTED[kind]}"


def agenda_item_added(title: str) -> str:
    return f"Thêm mục chương trình {_quote(title)}"


def agenda_item_changed(title: str) -> str:
    return f"Sửa mục chương trình {_quote(title)}"


def agenda_item_removed(title: str) -> str:
    return f"Xóa mục chương trình {_quote(title)}"


def agenda_item_moved(title: str) -> str:
    return f"Đổi thứ tự mục {_quote(title)}"


def agenda_status(title: str, status: AgendaStatus) -> str:
    return f"Mục {_quote(title)}: {labels.word(status).lower()}"


def agenda_started(title: str) -> str:
    return f"Bắt đầu mục {_quote(title)}"


def agenda_finished(title: str) -> str:
    return f"Kết thúc mục {_quote(title)}"


def agenda_extended(title: str, minutes: int) -> str:
    return f"{'Thêm' if minutes > 0 else 'Bớt'} {abs(minutes)} phút cho mục {_quote(title)}"


def registered(number: int, asker: str) -> str:
    return f"Ghi nhận {_question(number)} của {asker}" if asker else f"Ghi nhận {_question(number)}"


def followed_up(number: int, parent: int) -> str:
    return f"Ghi câu {number:02d}, hỏi thêm của câu {parent:02d}"


def question_changed(number: int) -> str:
    return f"Sửa {_question(number)}"


def asker_named(number: int, name: str) -> str:
    return f"Người hỏi {_question(number)}: {name}"


def approved(number: int) -> str:
    return f"Duyệt {_question(number)}"


def approval_taken_back(number: int) -> str:
    return f"Bỏ duyệt {_question(number)}"


def stage_set(number: int, state: QuestionState) -> str:
    return f"Xếp {_question(number)}: {labels.state_word(state).lower()}"


def ended(number: int, state: QuestionState) -> str:
    return f"{_question(number).capitalize()}: {labels.state_word(state).lower()}"


def brought_back(number: int) -> str:
    return f"Đưa {_question(number)} trở lại"


def signal_lost(number: int) -> str:
    return f"{_question(number).capitalize()}: mất tín hiệu, hỏi lại sau"


def signal_set(site: str, signal: Signal) -> str:
    return f"{site}: tín hiệu {labels.word(signal).lower()}"


def site_invited(site: str, number: int) -> str:
    return f"Mời nêu ý kiến: {site} ({_question(number)})"


def moved(number: int) -> str:
    return f"Đổi thứ tự {_question(number)}"


def merged(number: int, into: int) -> str:
    return f"Gộp {_question(number)} vào {_question(into)}"


def unmerged(number: int) -> str:
    return f"Tách {_question(number)}"


def list_closed(count: int) -> str:
    return f"Đóng danh sách, chuyển {count} câu sang trả lời bằng văn bản"


def surplus_moved(numbers: Sequence[int]) -> str:
    told = ", ".join(f"{number:02d}" for number in numbers)
    return f"Chuyển {len(numbers)} câu không đủ thời gian sang trả lời bằng văn bản: {told}"


def agency_assigned(agency: str, number: int) -> str:
    return f"Giao {agency} trả lời {_question(number)}"


def answer_added(agency: str, number: int, *, more: bool = True) -> str:
    return f"{agency or 'Chủ tịch'} trả lời {'thêm ' if more else ''}{_question(number)}"


def respondent_named(name: str, number: int) -> str:
    return f"Người trả lời {_question(number)}: {name}"


def answer_removed(number: int) -> str:
    return f"Bỏ một lượt trả lời {_question(number)}"


def started(number: int, asker: str) -> str:
    return f"Mời {asker} hỏi ({_question(number)})" if asker else f"Mời hỏi {_question(number)}"


def answer_started(agency: str, number: int) -> str:
    return f"Mời {agency} trả lời {_question(number)}" if agency else f"Mời trả lời {_question(number)}"


def awaiting(number: int) -> str:
    return f"{_question(number).capitalize()}: chờ trả lời"


def concluding(number: int) -> str:
    return f"Chủ tịch kết luận {_question(number)}"


def finished(number: int) -> str:
    return f"Kết thúc {_question(number)}"


def stepped_back(number: int) -> str:
    return f"Lùi một bước {_question(number)}"


def clock_corrected(seconds: int) -> str:
    return f"Giờ bắt đầu {'sớm' if seconds > 0 else 'muộn'} hơn {abs(seconds)} giây"


def clock_jumped(gap: timedelta, *, is_followed: bool, counts: bool) -> str:
    said = f"Giờ máy {'sớm' if gap < timedelta() else 'muộn'} hơn {span(gap)}"
    if not is_followed:
        return f"{said}; hội nghị giữ giờ cũ"
    return f"{said}; theo giờ máy, lượt đang chạy {'tính cả' if counts else 'không tính'} khoảng này"


def span(time: timedelta) -> str:
    """Hours, minutes and seconds in words, without a sign: "1 giờ 5 phút"."""
    minutes, seconds = divmod(round(abs(time.total_seconds())), 60)
    parts = ((minutes // 60, "giờ"), (minutes % 60, "phút"), (seconds, "giây"))
    return " ".join(f"{count} {name}" for count, name in parts if count) or "0 giây"


def interjected(number: int) -> str:
    return f"Chủ tịch nêu ý kiến ({_question(number)})"


def petition_added(number: int) -> str:
    return f"Tách thêm nội dung kiến nghị của {_question(number)}"


def petition_changed(number: int) -> str:
    return f"Sửa nội dung kiến nghị của {_question(number)}"


def petition_removed(number: int) -> str:
    return f"Bỏ một nội dung kiến nghị của {_question(number)}"


def reply_mode_set(number: int, mode: ReplyMode) -> str:
    return f"{_question(number).capitalize()}: {labels.word(mode).lower()}"


def commitment_recorded(commitment: int, number: int) -> str:
    return f"Nhận cam kết thứ {commitment} của {_question(number)}"


def commitment_changed(commitment: int, number: int) -> str:
    return f"Sửa cam kết thứ {commitment} của {_question(number)}"


def commitment_removed(commitment: int, number: int) -> str:
    return f"Bỏ cam kết thứ {commitment} của {_question(number)}"


def conclusion_recorded(text: str) -> str:
    return f"Chủ tịch giao: {_quote(text)}"


def conclusion_changed(text: str) -> str:
    return f"Sửa nội dung kết luận {_quote(text)}"


def conclusion_removed(text: str) -> str:
    return f"Bỏ nội dung kết luận {_quote(text)}"


def conclusion_moved(text: str) -> str:
    return f"Đổi thứ tự kết luận {_quote(text)}"


def cited(full: str) -> str:
    return f"Viện dẫn {_quote(full)}"


def text_written(slot: Slot) -> str:
    return f"Ghi {labels.word(slot).lower()}"


def sentence_changed() -> str:
    return "Sửa một đoạn biên bản"


def sentence_given_back() -> str:
    return "Trả một đoạn biên bản về lời phần mềm"


def minutes_finalised() -> str:
    return "Chốt biên bản"


def minutes_reopened() -> str:
    return "Mở lại biên bản"


def pattern_changed(text: str) -> str:
    return f"Sửa lời mẫu {_quote(text)}" if text else "Trả một lời mẫu về lời phần mềm"


def answered_as_prepared(number: int) -> str:
    return f"{_question(number).capitalize()}: trả lời như văn bản chuẩn bị"


def card_title(card: scene.Card) -> str:
    """What a picture is called on buttons and in the log."""
    if isinstance(card, scene.QuestionCard):
        number = labels.question_number(card.number)
        return f"{number} – {card.asker}" if card.asker else number
    if isinstance(card, scene.SpeakerCard):
        return f"Người phát biểu – {card.name}"
    if isinstance(card, scene.ImageCard) and card.caption:
        return card.caption
    title = getattr(card, "title", "")
    return str(title) or _CARD_NAMES[type(card)]


_CARD_NAMES: dict[type, str] = {
    scene.QuestionGroupCard: "Nhóm câu hỏi",
    scene.CoverCard: "Bìa hội nghị",
    scene.AgendaCard: "Chương trình",
    scene.ConclusionCard: "Kết luận",
    scene.ImageCard: "Hình ảnh",
    scene.TestCard: "Hình thử",
    scene.ChartCard: "Biểu đồ",
    scene.NoticeCard: "Thông báo",
    scene.GiftCard: "Tặng quà",
    scene.CountdownCard: "Đếm ngược",
    scene.BreakCard: "Giải lao",
}


def previewed(card: scene.Card) -> str:
    return f"Xem trước: {card_title(card)}"


def preview_cleared() -> str:
    return "Bỏ xem trước"


_HALL = {
    EventKind.TAKEN: "PHÁT",
    EventKind.PREVIOUS_TAKEN: "PHÁT lại hình trước",
    EventKind.COVERED: "CHE màn chiếu",
    EventKind.UNCOVERED: "MỞ màn chiếu",
    EventKind.HELD: "GIỮ hình",
    EventKind.RELEASED: "Thôi giữ hình",
    EventKind.PAGE_TURNED: "Lật trang",
    EventKind.YIELDED: "Nhường màn cho phần mềm khác",
    EventKind.SCREEN_LOST: "Mất màn chiếu",
    EventKind.SCREEN_FOUND: "Có màn chiếu",
}


def hall_moved(kind: EventKind, title: str) -> str:
    named = kind in {EventKind.TAKEN, EventKind.PREVIOUS_TAKEN, EventKind.UNCOVERED, EventKind.RELEASED}
    return f"{_HALL[kind]}: {title}" if named and title else _HALL[kind]


def hall_locked(locked: bool) -> str:
    return "Khóa màn chiếu" if locked else "Mở khóa màn chiếu"


def hall_recovered(state: HallState) -> str:
    return f"Mở lại phần mềm, màn chiếu: {labels.word(state)}"


def paper_issued(paper: PaperKind, version: int) -> str:
    return f"Xuất {labels.word(paper).lower()} (lần {version})"
