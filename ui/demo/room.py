"""The conference itself by keys: phases, programme, capture line, and a question from preview to Đã xong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QComboBox, QTextEdit

from ui.demo import eyes, hall
from ui.demo.forms import reach, replace_words
from ui.demo.palette import run
from ui.demo.player import Acts, Done, Guard, StuckError, TypeWords, Until, press
from ui.demo.script import (
    AnswerTurn,
    Approve,
    AskQuestion,
    Capture,
    ChangeMode,
    Entry,
    Order,
    Picture,
    Promise,
    SiteLost,
    StartItem,
    Withdrawn,
)

QUEUE = "Hàng đợi câu hỏi"
PROGRAMME = "Chương trình hội nghị"
VERBATIM = "Nguyên văn"
ANSWER = "Lời trả lời"
NOTES = "Diễn biến chương trình"
CHAIR = "Chủ tịch kết luận câu hỏi"
PROMISES = "Cam kết và nhiệm vụ của câu này"
_SLOTS = {
    "who": "Ghi nhanh: người hỏi",
    "unit": "Ghi nhanh: đơn vị của người hỏi",
    "site": "Ghi nhanh: điểm cầu",
    "gist": "Ghi nhanh: ý chính",
    "agency": "Ghi nhanh: cơ quan trả lời",
}


def silence() -> Acts:
    """Nobody is waited for."""
    return iter(())


def change_mode(act: ChangeMode) -> Acts:
    """The palette; the cell at the top left says the phase afterwards."""
    yield from run(f"Chuyển sang {act.to}")
    wanted = act.to.casefold()
    yield Until(f"chế độ {act.to}", lambda: eyes.named_from("Chế độ").casefold().endswith(wanted))


def approve(act: Approve) -> Acts:
    for number in act.numbers:
        yield from go_to_question(number)
        yield press("Ctrl+D")
        yield Until(f"câu {number:02d} chờ hỏi", lambda number=number: "Chờ hỏi" in row_of(number))  # type: ignore[misc]


def start_item(act: StartItem) -> Acts:
    """Ctrl+1, arrows, Enter, Ctrl+1; then Ctrl+4 and the words, if there are any."""
    yield press("Ctrl+1")
    yield Until("chương trình mở ra", lambda: eyes.focus_name() == PROGRAMME)
    lines = eyes.rows_of(PROGRAMME)
    place = next((place for place, line in enumerate(lines) if act.title in line), -1)
    if place < 0:
        raise StuckError(f"Chương trình không có mục “{act.title}”.")
    yield from _move_to(PROGRAMME, place)
    yield press("Return")
    yield Until(f"mục “{act.title}” đang diễn ra", lambda: "đang diễn ra" in eyes.rows_of(PROGRAMME)[place])
    yield press("Ctrl+1")
    yield Until("chương trình thu lại", lambda: not eyes.rows_of(PROGRAMME))
    if act.words:
        yield press("Ctrl+4")
        yield from _write(NOTES, act.words)


def capture(act: Capture) -> Acts:
    for entry in act.entries:
        yield from _capture(entry)


def _capture(entry: Entry) -> Acts:
    before = len(received())
    yield press("F2")
    yield Until("dòng ghi nhanh", lambda: eyes.focus_name() == _SLOTS["who"])
    wanted = {_SLOTS[name]: getattr(entry, name) for name in _SLOTS if getattr(entry, name)}
    for _ in range(len(_SLOTS)):
        name = eyes.focus_name()
        if name in wanted:
            yield TypeWords(wanted.pop(name))
        if not wanted:
            break
        yield press("Return")
    yield press("Ctrl+Return")
    yield Until("thêm một câu Mới tiếp nhận", lambda: len(received()) == before + 1)


def ask_question(act: AskQuestion, photograph: Callable[[], Acts], listen: Callable[[], Acts] = silence) -> Acts:
    """Preview, PHÁT, F6 with the clocks, who answers, the words, the promises, the chair, done.

    listen: what is waited for while the asker speaks.
    """
    number = f"Câu {act.number:02d}"
    yield from go_to_question(act.number)
    yield press("Return")
    yield from hall.take(number)
    yield press("F6")
    yield from room_says(number, "Đang hỏi")
    yield from listen()
    for place, answer in enumerate(act.answers):
        yield from name_answerer(answer, is_first=place == 0)
        yield from hall.take_again(number)
        yield press("F6")
        yield from room_says(number, "Đang trả lời")
        yield from _answer(answer)
        if act.picture and place == 0:
            yield from photograph()
        for promise in answer.promises:
            yield from _promise(promise)
    yield from _conclude(act, number)
    yield Until(f"{number} trong hàng đợi là Đã xong", lambda: "Đã xong" in row_of(act.number))
    yield Done(f"{number}: đã hỏi, trả lời và kết thúc")


def _conclude(act: AskQuestion, number: str) -> Acts:
    if not act.answers:
        yield press("F6")
        yield from room_says(number, "Đang trả lời")
    yield press("F6")
    yield from room_says(number, "Chủ tịch kết luận")
    if act.chair:
        yield press("Ctrl+4")
        yield from _write(CHAIR, act.chair)
    for order in act.orders:
        yield from _order(order)
    yield press("F6")
    yield from room_says(number, "Đã xong")


def name_answerer(answer: AnswerTurn, *, is_first: bool) -> Acts:
    """F4 in the room, or Shift+F4 for one more agency; Enter keeps the agency the question has."""
    yield press("Ctrl+3")
    yield Until("nguyên văn câu đang diễn ra", lambda: eyes.focus_name() == VERBATIM)
    yield press("F4" if is_first else "Shift+F4")
    yield Until("ô cơ quan trả lời", lambda: eyes.focus_name() == "Cơ quan trả lời")
    yield TypeWords(answer.agency)
    yield press("Return")
    yield Until("ô người trả lời", lambda: eyes.focus_name() == "Người trả lời")
    yield TypeWords(answer.respondent)
    yield press("Return")
    yield Until(f"người trả lời là {answer.respondent}", lambda: bool(eyes.label_with(answer.respondent)))


def _answer(answer: AnswerTurn) -> Acts:
    if not answer.as_prepared:
        yield press("Ctrl+4")
        yield from _write(ANSWER, answer.words)
        return
    yield press("Ctrl+R")
    yield Until("lời trả lời như văn bản chuẩn bị", lambda: eyes.text_of(_editor(ANSWER)) == answer.words)


def _write(editor: str, words: str) -> Acts:
    yield Until(f"chỗ ghi “{editor}”", lambda: eyes.focus_name() == editor)
    yield TypeWords(words)
    yield Until("đủ mọi chữ vừa gõ", lambda: eyes.text_of(_editor(editor)) == words)


def _promise(promise: Promise) -> Acts:
    """The words marked by keys, F7, then by Shift+Tab to deadline and agency; Enter stores."""
    yield press("Ctrl+4")
    yield Until("chỗ ghi trả lời", lambda: eyes.focus_name() == ANSWER)
    text = eyes.text_of(_editor(ANSWER))
    start = text.index(promise.words)
    yield press("Ctrl+Home", *["Right"] * start, *["Shift+Right"] * len(promise.words))
    yield press("F7")
    yield Until("phiếu cam kết", lambda: eyes.focus_name() == "Nội dung")
    yield Until("lời cam kết trên phiếu", lambda: eyes.text_of(QApplication.focusWidget()) == promise.words)
    before = len(eyes.rows_of(PROMISES))
    if promise.due:
        yield from replace_words("Thời hạn", promise.due, "Shift+Tab")
    if promise.agency:
        yield from replace_words("Cơ quan cam kết", promise.agency, "Shift+Tab")
    yield from reach("Nội dung")
    yield press("Return")
    yield Until("thêm một cam kết", lambda: len(eyes.rows_of(PROMISES)) == before + 1)


def _order(order: Order) -> Acts:
    """Shift+F7: verb, addressees, words, deadline."""
    before = len(eyes.rows_of(PROMISES))
    yield press("Shift+F7")
    yield Until("phiếu Chủ tịch giao", lambda: eyes.focus_name() == "Cơ quan chủ trì")
    for lead in order.leads:
        yield TypeWords(lead)
        yield press("Return")
    yield TypeWords(order.lead_text)
    yield press("Return")
    yield Until("ô nội dung", lambda: eyes.focus_name() == "Nội dung")
    yield from replace_words("Nội dung", order.text)
    if order.due:
        yield from replace_words("Thời hạn", order.due, "Shift+Tab")
    yield from _choose_verb(order.verb)
    yield from reach("Nội dung")
    yield press("Return")
    yield Until("thêm một nhiệm vụ", lambda: len(eyes.rows_of(PROMISES)) == before + 1)


def _choose_verb(verb: str) -> Acts:
    yield from reach("Hình thức giao", "Shift+Tab")
    box = eyes.named("Hình thức giao", QComboBox)
    words = [box.itemText(place) for place in range(box.count())] if box is not None else []
    if box is None or verb not in words:
        raise StuckError(f"Phiếu Chủ tịch giao không có “{verb}”.")
    while box.currentText() != verb:
        yield press("Down" if words.index(verb) > box.currentIndex() else "Up")


def show_picture(act: Picture) -> Acts:
    """Ctrl+H, the name, Enter, F5."""
    before, previewed = eyes.hall_picture().cacheKey(), _previewed()
    yield press("Ctrl+H")
    yield Until("ô tìm hình", lambda: eyes.focus_name() == "Tìm hình")
    yield TypeWords(act.name)
    yield Until(f"hình “{act.name}”", lambda: bool(eyes.rows_of("Các hình khác")))
    yield press("Return")
    yield Until("hình ở xem trước", lambda: _previewed() != previewed)
    yield Guard(hall.BETWEEN_MS)
    yield press("F5")
    yield Until("hình trên màn chiếu đã đổi", lambda: eyes.hall_picture().cacheKey() != before)
    yield from hall.settle()


def _previewed() -> tuple[str, str]:
    """The band over the preview, and what the take button would bring: two presenters differ in the second alone."""
    return eyes.named_from("XEM TRƯỚC"), eyes.named_from("PHÁT: ")


def withdraw(act: Withdrawn) -> Acts:
    """The queue, Del."""
    yield from go_to_question(act.number)
    yield press("Del")
    yield Until(f"câu {act.number:02d} đã rút", lambda: "Rút" in row_of(act.number))


def lose_site(act: SiteLost, listen: Callable[[], Acts]) -> Acts:
    """The question is asked, the line breaks, the palette marks it."""
    number = f"Câu {act.number:02d}"
    yield from go_to_question(act.number)
    yield press("Return")
    yield from hall.take(number)
    yield press("F6")
    yield from room_says(number, "Đang hỏi")
    yield from listen()
    yield from run("Mất tín hiệu")
    yield Until(f"{number} mất tín hiệu", lambda: "Mất tín hiệu" in row_of(act.number))


def go_to_question(number: int) -> Acts:
    """Ctrl+2 and arrows to the row of a question."""
    yield press("Ctrl+2")
    yield Until("hàng đợi", lambda: eyes.focus_name() == QUEUE)
    place = next((place for place, line in enumerate(eyes.rows_of(QUEUE)) if _is_number(line, number)), -1)
    if place < 0:
        raise StuckError(f"Hàng đợi không có câu {number:02d}.")
    yield from _move_to(QUEUE, place)


def row_of(number: int) -> str:
    """The row of a question in the queue."""
    return next((line for line in eyes.rows_of(QUEUE) if _is_number(line, number)), "")


def received() -> list[str]:
    return [line for line in eyes.rows_of(QUEUE) if "Mới tiếp nhận" in line]


def _is_number(line: str, number: int) -> bool:
    return line.startswith(f"Câu {number:02d},")


def _move_to(name: str, place: int) -> Acts:
    while eyes.row_at_cursor(name) != place:
        before = eyes.row_at_cursor(name)
        yield press("Down" if place > before else "Up")
        yield Until("con trỏ sang dòng khác", lambda before=before: eyes.row_at_cursor(name) != before)  # type: ignore[misc]


def room_says(number: str, stage: str) -> Acts:
    """The header of the room: the question's number, and its stage on the chip."""
    yield Until(f"{number} ở giữa màn hình", lambda: eyes.says(number))
    yield Until(f"{number}: {stage}", lambda: eyes.named_from(stage) == stage)


def _editor(name: str) -> QTextEdit | None:
    return eyes.named(name, QTextEdit)
