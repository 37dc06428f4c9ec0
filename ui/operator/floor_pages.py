"""The four pages of texts of a question: its words, the answers beside what was prepared, the chair, private notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.commands import queue
from app.domain.answer import AnswerKind
from app.domain.clock import local
from app.domain.ids import AnswerId
from app.domain.minutes import Slot, TextKey
from app.queries import floor
from app.queries.floor import AnswerView, CurrentQuestion
from ui.desk import Desk
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.operator.floor_choices import ChoiceRow
from ui.operator.gap_boxes import ask_other_agency
from ui.scale import px
from ui.shortcuts import Action
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.minutes_editor import MinutesEditor
from ui.widgets.minutes_pane import MinutesPane, Pane
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prepared_text import MINUS, PLUS, PreparedText
from ui.widgets.side_by_side import direction

COMPARE_MS = 200
"""After the last key; comparing long texts must not wait upon each of them."""


class QuestionPage(QWidget):
    """As spoken, and shortened for the screen; while nothing is written, the gist that the hall sees is told."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verbatim = MinutesPane(desk, "format-quote-open", "Nguyên văn")
        self.short = MinutesPane(desk, "projector", "Rút gọn để chiếu")
        self._panes = QBoxLayout(direction(narrow=False), self)
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(px(10))
        self._panes.addWidget(self.verbatim, 1)
        self._panes.addWidget(self.short, 1)

    def show_question(self, view: CurrentQuestion | None) -> None:
        self.verbatim.editor.bind(TextKey(Slot.VERBATIM, view.question.id) if view else None)
        self.short.editor.bind(TextKey(Slot.SHORT, view.question.id) if view else None)
        gist = view.question.gist if view else ""
        shown = "nguyên văn" if not view or view.question.verbatim or not gist else "ý chính"
        self.verbatim.editor.setPlaceholderText(f"Mới ghi ý chính: {gist}" if gist else "")
        self.short.editor.setPlaceholderText(f"Để trống: chiếu {shown}")

    def main_editor(self) -> MinutesEditor:
        return self.verbatim.editor

    def set_compact(self, compact: bool) -> None:
        self.verbatim.set_compact(compact)
        self.short.set_compact(compact)

    def set_narrow(self, narrow: bool) -> None:
        self._panes.setDirection(direction(narrow))


class AnswerPage(QStackedWidget):
    """Prepared text beside the live one, for one answer at a time. chosen: another answer is to be shown."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: CurrentQuestion | None = None
        self._answer: AnswerView | None = None
        self.answers = ChoiceRow("Các lượt trả lời")
        self.prepared_text = PreparedText()
        self.prepared = Pane("file-document-outline", "Chuẩn bị", self.prepared_text, "sunken")
        self.as_prepared = ActionButton(Action.AS_PREPARED, keys, "Lấy bản này", ButtonStyle.QUIET)
        self.prepared.head.addWidget(self.as_prepared)
        self.live = MinutesPane(desk, "pencil", "Lời trả lời")
        self._pause = QTimer(self, singleShot=True, interval=COMPARE_MS)
        self._pause.timeout.connect(self.compare)
        desk.closing.connect(self._pause.stop)
        self.live.editor.words_changed.connect(self._pause.start)
        self.answers.chosen.connect(self.chosen)
        self.turns = QWidget()
        self._panes = QBoxLayout(direction(narrow=False))
        self.other_agency, self.drop_answer = QPushButton("Đổi cơ quan"), QPushButton("Bỏ lượt này")
        self.other_agency.clicked.connect(self._ask_agency)
        self.drop_answer.clicked.connect(self._drop)
        self.addWidget(self._texts())
        self.addWidget(self._nobody())

    def show_answer(self, view: CurrentQuestion | None, answer: AnswerView | None) -> None:
        self._view, self._answer = view, answer
        self.setCurrentIndex(0 if answer else 1)
        self.live.editor.bind(TextKey(Slot.ANSWER, answer.answer.id) if answer else None)
        self.prepared.setVisible(bool(answer and answer.prepared))
        self.compare()
        views = view.answers if view else ()
        shown = [(v.answer.id, f"{place}. {answer_words(v)}") for place, v in enumerate(views, start=1)]
        self.answers.show_choices(shown, answer.answer.id if answer else None)
        self.turns.setVisible(len(views) > 1)

    def compare(self) -> None:
        """The prepared words; once they were taken as the answer, what it says differently now. Printed nowhere."""
        self._pause.stop()
        answer = self._answer
        if answer is None or answer.prepared is None:
            return
        is_taken = answer.answer.as_prepared
        self.as_prepared.setVisible(not is_taken)
        if not is_taken:
            self.prepared_text.show_text(answer.prepared.text)
            self.prepared.title.setText("Chuẩn bị")
            return
        gone, new = self.prepared_text.show_differences(answer.prepared.text, self.live.editor.toPlainText())
        differs = f"Khác bản chuẩn bị: {MINUS}{gone} {PLUS}{new} từ"
        self.prepared.title.setText(differs if gone or new else "Đúng như bản chuẩn bị")

    def ensure_answer(self) -> MinutesEditor:
        """The editor to type an answer into; where nobody was named yet, an answer without an agency is begun."""
        if self._answer is None and self._view is not None:
            self._desk.run(queue.add_answering_agency, self._view.question.id, None, AnswerKind.AGENCY)
        return self.live.editor

    def main_editor(self) -> MinutesEditor:
        return self.live.editor

    def set_compact(self, compact: bool) -> None:
        self.prepared.set_compact(compact)
        self.live.set_compact(compact)
        self.as_prepared.setText("Lấy" if compact else "Lấy bản này")
        self.other_agency.setText("Đổi" if compact else "Đổi cơ quan")
        self.drop_answer.setText("Bỏ" if compact else "Bỏ lượt này")
        self.other_agency.setAccessibleName("Đổi cơ quan của lượt trả lời này")
        self.drop_answer.setAccessibleName("Bỏ lượt trả lời này")

    def set_narrow(self, narrow: bool) -> None:
        self._panes.setDirection(direction(narrow))

    def _texts(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        turns = QHBoxLayout(self.turns)
        turns.setContentsMargins(0, 0, 0, px(6))
        turns.setSpacing(px(6))
        turns.addWidget(self.answers, 1)
        for button in (self.other_agency, self.drop_answer):
            turns.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.turns)
        self._panes.setSpacing(px(10))
        self._panes.addWidget(self.prepared, 1)
        self._panes.addWidget(self.live, 1)
        add_layout(column, self._panes, 1)
        return page

    def _nobody(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        words = PlainLabel("Chưa có cơ quan trả lời. F4 để giao, F6 để mời trả lời.", "body2")
        words.setWordWrap(True)
        column.addWidget(words)
        begin = QPushButton("Ghi trả lời ngay")
        begin.clicked.connect(self._begin)
        line = QHBoxLayout()
        line.addWidget(begin)
        line.addStretch(1)
        add_layout(column, line)
        column.addStretch(2)
        return page

    def _begin(self) -> None:
        self.ensure_answer().setFocus()

    def _ask_agency(self) -> None:
        if self._answer is not None:
            ask_other_agency(self._desk, self, self._answer.answer)

    def _drop(self) -> None:
        """What was typed into it stays in the file; one undo brings the answer back with it."""
        if self._answer is not None:
            self._desk.run(queue.remove_answer, self._answer.answer.id)


class ChairPage(QWidget):
    """What the chair says on the question: where he broke in, each by itself, and how he concluded."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: CurrentQuestion | None = None
        self._speech_id: int | None = None
        self.words_of = ChoiceRow("Lời Chủ tịch")
        self.live = MinutesPane(desk, "gavel", "Chủ tịch kết luận câu hỏi")
        self.words_of.chosen.connect(self.show_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words_of)
        column.addWidget(self.live, 1)

    def show_question(self, view: CurrentQuestion | None) -> None:
        if self._view is None or view is None or self._view.question.id != view.question.id:
            self._speech_id = None
        self._view = view
        broke_in = floor.interjections(self._desk.conference.db, view.question.id) if view else ()
        if self._speech_id not in {speech.id for speech in broke_in}:
            self._speech_id = None
        shown = [(0, "Kết luận")]
        shown += [(s.id, f"{local(s.started_at):%H:%M} nêu ý kiến") for s in broke_in if s.started_at]
        self.words_of.show_choices(shown, self._speech_id or 0)
        self._bind()

    def show_words(self, speech_id: int) -> None:
        """0: the conclusion; else the interjection to be shown."""
        self.live.editor.leave()
        self._speech_id = speech_id or None
        self.show_question(self._view)

    def main_editor(self) -> MinutesEditor:
        return self.live.editor

    def set_compact(self, compact: bool) -> None:
        self.live.set_compact(compact)

    def _bind(self) -> None:
        if self._view is None:
            self.live.editor.bind(None)
        elif self._speech_id is None:
            self.live.title.setText("Chủ tịch kết luận câu hỏi")
            self.live.editor.bind(TextKey(Slot.CHAIR, self._view.question.id))
        else:
            self.live.title.setText("Chủ tịch nêu ý kiến")
            self.live.editor.bind(TextKey(Slot.INTERJECTION, self._speech_id))


class PrivatePage(QWidget):
    """For the secretariat only."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live = MinutesPane(desk, "eye-off", "Nội bộ · không chiếu, không in", "priv_tint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.live)

    def show_question(self, view: CurrentQuestion | None) -> None:
        self.live.editor.bind(TextKey(Slot.PRIVATE, view.question.id) if view else None)

    def main_editor(self) -> MinutesEditor:
        return self.live.editor

    def set_compact(self, compact: bool) -> None:
        self.live.set_compact(compact)


def answer_words(view: AnswerView) -> str:
    """The short name of an answer: its agency, the chair, or that nobody is named."""
    if view.agency is not None:
        return view.agency.short_name or view.agency.name
    return "Chủ tịch" if view.answer.kind is AnswerKind.CHAIR else "Chưa giao"


def answer_of(view: CurrentQuestion, answer_id: AnswerId | None) -> AnswerView | None:
    return next((found for found in view.answers if found.answer.id == answer_id), None)
