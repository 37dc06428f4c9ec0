"""The room: the question that has the floor, its clocks, its four pages of text, its commitments.

Shows one query; every act is a command. Its only state is which page and which answer a person looks at; what is
browsed elsewhere never moves it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import labels
from app.commands import floor as floor_commands
from app.commands import minutes
from app.domain.answer import PreparedAnswer
from app.domain.changes import Changes
from app.domain.clock import local
from app.domain.errors import Rule, RuleError
from app.domain.ids import AnswerId
from app.domain.question import ON_FLOOR, QuestionState
from app.queries import floor
from app.queries.floor import AnswerView, CurrentQuestion
from ui import scale, theme
from ui.desk import Desk
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.operator.floor_commitments import CommitmentsArea
from ui.operator.floor_empty import EmptyFloor
from ui.operator.floor_header import FloorHeader
from ui.operator.floor_next import Others, carry_out, carry_out_instead, instead, next_step
from ui.operator.floor_pages import AnswerPage, ChairPage, PrivatePage, QuestionPage, answer_of
from ui.operator.floor_promises import PromiseActs
from ui.operator.floor_steps import StepStrip
from ui.operator.later_views import LaterViews
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.buttons import MainButton
from ui.widgets.minutes_editor import MinutesEditor
from ui.widgets.plain_label import PlainLabel
from ui.widgets.room_tabs import RoomTabs
from ui.widgets.side_by_side import direction

QUESTION, ANSWER, CHAIR, PRIVATE = range(4)
COMPACT_BELOW = 1280
NARROW_BELOW = 440
"""Of the room itself: below it what stands side by side stands one below the other."""
CLOCK_STEP_S = 15
_TABS = (("Câu hỏi", ""), ("Trả lời", ""), ("Chủ tịch", ""), ("Nội bộ · không chiếu", "Nội bộ"))
_STAMP = "Dấu giờ · Ctrl+T"
_ELSEWHERE = {
    ANSWER: ("Ghi lời trả lời · Ctrl+4", "Ghi · Ctrl+4"),
    CHAIR: ("Ghi lời Chủ tịch · Ctrl+4", "Ghi · Ctrl+4"),
}
"""Said while the page in sight is not that of who speaks: a typing hand is never moved, but it is told."""
_PAGE_OF = {
    QuestionState.ASKING: QUESTION,
    QuestionState.AWAITING_ANSWER: ANSWER,
    QuestionState.ANSWERING: ANSWER,
    QuestionState.CONCLUDING: CHAIR,
}


class FloorPanel(LaterViews):
    """The centre column. Registers every act of the room with the keys."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: CurrentQuestion | None = None
        self._answer: AnswerView | None = None
        self._room_answer: AnswerId | None = None
        self.header = FloorHeader(desk, keys)
        self.steps = StepStrip(desk.conference.now)
        self.next_button = MainButton(Action.NEXT_STEP, keys)
        self.tabs = RoomTabs(_TABS, PRIVATE)
        self.pages = QStackedWidget()
        self.question_page = QuestionPage(desk)
        self.answer_page = AnswerPage(desk, keys)
        self.chair_page = ChairPage(desk)
        self.private_page = PrivatePage(desk)
        self.commitments = CommitmentsArea(desk, keys)
        self.empty = EmptyFloor(desk, keys)
        self.promises = PromiseActs(desk, self)
        for button in (self.next_button, self.empty.next_button):
            # The focus that a closed field leaves behind must not fall here: the next Space would move the room on.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._whole = QStackedWidget()
        self._lay_out()
        self._connect(keys)
        self.tabs.choose(QUESTION)
        self.refresh()

    def view(self) -> CurrentQuestion | None:
        return self._view

    def answer(self) -> AnswerView | None:
        """The answer a person looks at; else the one that has the floor, else the first."""
        return self._answer

    def refresh(self, changes: Changes | None = None) -> None:
        """Ask again. What is typed, marked, scrolled or composed stays as it is."""
        before, typing = self._view, self._typing_editor() is not None
        self._view = floor.current_question(self._desk.conference.db)
        self._answer = self._choose_answer()
        if self._whole.currentIndex() <= 1:  # else the minutes or the closing card stand in place of the room
            self._whole.setCurrentIndex(1 if self._view is None else 0)
        self.empty.refresh(shown=self._view is None)
        if self._view is not None:
            self.header.show_question(self._view, self._answer)
        self.steps.show_question(self._view)
        self.question_page.show_question(self._view)
        self.answer_page.show_answer(self._view, self._answer)
        self.chair_page.show_question(self._view)
        self.private_page.show_question(self._view)
        self.commitments.show_question(self._view)
        self.promises.refresh()
        self._show_next()
        self._follow_room(before, typing=typing)

    def set_compact(self, compact: bool) -> None:
        """The form for windows below 1280 px."""
        side = 12 if compact else 16
        self._top.setContentsMargins(px(side), px(5 if compact else 8), px(side), px(8 if compact else 12))
        self._bottom.setContentsMargins(px(side), px(10), px(side), px(8 if compact else 12))
        self.tabs.set_margins(side)
        self.empty.set_margins(side)
        self._compact = compact
        self._show_hint()
        self.next_button.set_compact(compact)
        self._strip.setSpacing(px(8 if compact else 12))
        narrow = self.width() < px(NARROW_BELOW)
        self._strip.setDirection(direction(narrow))
        for page in (self.header, self.tabs, self.question_page, self.answer_page, self.commitments):
            page.set_narrow(narrow)
        for part in (self.header, self.steps, self.commitments, self.empty, *self._all_pages()):
            part.set_compact(compact)
        for widget in (self.tabs, self._whole, self):  # pages that are not shown keep their former width by themselves
            widget.updateGeometry()

    def keep_clear_of(self, widget: QWidget) -> None:
        """No list of names covers this widget (the hall column)."""
        order = self.commitments.task_card
        cards = self.commitments.card.agency, order.lead, order.supports.field
        for field in (self.header.answerer.agency, self.header.answerer.respondent, *cards):
            field.keep_clear_of(widget)

    def go_back_to_text(self) -> None:
        """Esc: back to the words."""
        editor = self._main_editor()
        if self._typing_editor() is None and editor.isVisible() and editor.isEnabled():
            editor.setFocus()

    def after_field(self) -> None:
        """A card or field closed: where it leaves the focus on a button, the caret goes back to the words."""
        focus = QApplication.focusWidget()
        if focus is None or (self.isAncestorOf(focus) and not isinstance(focus, QLineEdit | QTextEdit)):
            self.go_back_to_text()

    def next_step(self) -> None:
        carry_out(self._desk, self._view, next_step(self._view, self._answer, self._others()))

    def take_instead(self) -> None:
        """Ctrl+F6: the next of a group is asked before answers begin."""
        carry_out_instead(self._desk, instead(self._view, self._others()))

    def choose_answer(self, answer_id: AnswerId) -> None:
        """Look at one of several answers; the room stays where it is."""
        if self._view is not None:
            self.leave_written()
            self.answer_page.live.editor.leave()
            self._answer = answer_of(self._view, answer_id)
            self.refresh()
            self.tabs.choose(ANSWER)

    def as_prepared(self) -> None:
        """Ctrl+R: the prepared words become the answer's words."""
        prepared: PreparedAnswer | None = self._answer.prepared if self._answer else None
        if self._answer is None or prepared is None:
            self._desk.said.emit("Cơ quan chưa gửi văn bản chuẩn bị cho câu này.")
            return
        self.leave_written()
        self.tabs.choose(ANSWER)
        self._desk.run(minutes.answer_as_prepared, self._answer.answer.id)
        self.answer_page.live.editor.setFocus()

    def interject(self) -> None:
        """Shift+F2: the chair breaks in; his words get a place of their own and the caret."""
        if self._view is None:
            self._say_none()
            return
        speech_id = self._desk.run(floor_commands.interject, self._view.question.id)
        if speech_id is not None:
            self.leave_written()
            self.tabs.choose(CHAIR)
            self.chair_page.show_words(speech_id)
            self.chair_page.live.editor.setFocus()

    def stamp_time(self) -> None:
        """Ctrl+T, at the caret of the text being written."""
        editor = self._typing_editor() or self._main_editor()
        editor.insert_words(f"[{local(self._desk.conference.now()):%H:%M:%S}] ")
        editor.setFocus()

    def show_page(self, page: int) -> None:
        """One of the four pages of text, with the caret in it."""
        self.leave_written()
        self.tabs.choose(page)
        self._main_editor().setFocus()

    def go_current(self) -> None:
        self.leave_written()
        if self._view is None:
            self._say_none()
            return
        self.tabs.choose(QUESTION)
        self.question_page.main_editor().setFocus()

    def go_minutes(self) -> None:
        """Ctrl+4: to the words of who speaks."""
        self.leave_written()
        if self._view is not None and self._view.question.state is QuestionState.CONCLUDING:
            self.tabs.choose(CHAIR)
        elif self._view is not None and self.tabs.place() == QUESTION:
            self.tabs.choose(ANSWER)
        if self._view is not None and self.tabs.place() == ANSWER:
            self.answer_page.ensure_answer()
        self._main_editor().setFocus()

    def go_commitments(self) -> None:
        self.leave_written()
        if self._view is None:
            self._say_none()
        else:
            self.commitments.focus_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_compact(self.window().width() < px(COMPACT_BELOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        painter.fillRect(scale.room(self), QColor(p.panel))
        painter.fillRect(0, 0, scale.room(self).width(), 3, QColor(p.room if self._view else p.line))
        painter.fillRect(0, 0, 1, scale.room(self).height(), QColor(p.line))
        painter.fillRect(scale.room(self).width() - 1, 0, 1, scale.room(self).height(), QColor(p.line))
        painter.end()

    def _choose_answer(self) -> AnswerView | None:
        """Who speaks now is shown when that changes; else the answer a person chose, while it is there."""
        if self._view is None:
            return None
        active = self._view.active_answer
        active_id = active.answer.id if active else None
        moved, self._room_answer = active_id != self._room_answer, active_id
        chosen = answer_of(self._view, self._answer.answer.id) if self._answer else None
        return active if moved or chosen is None else chosen

    def _show_next(self) -> None:
        others = self._others()
        step = next_step(self._view, self._answer, others)
        self.header.answerer.show_instead(self._view, instead(self._view, others))
        for button in (self.next_button, self.empty.next_button):
            button.setText(step.words)
            button.setEnabled(not step.instead)

    def _others(self) -> Others:
        db = self._desk.conference.db
        is_free = self._view is None or self._view.question.state not in ON_FLOOR
        return Others(floor.previewed_question(db), floor.asked_before(db) if is_free else None)

    def _show_hint(self) -> None:
        """Ctrl+4 leads to the words of who speaks; from the page of the question only while somebody answers."""
        state = self._view.question.state if self._view else None
        speaks, place = _PAGE_OF.get(state) if state in ON_FLOOR else None, self.tabs.place()
        words = ("" if self._compact else _STAMP), "quiet"
        if speaks is not None and ((speaks, place) == (ANSWER, QUESTION) or (speaks == CHAIR and place != CHAIR)):
            words = _ELSEWHERE[speaks][self._compact], "need"
        self._stamp_hint.setText(words[0])
        set_role(self._stamp_hint, words[1])

    def _follow_room(self, before: CurrentQuestion | None, *, typing: bool) -> None:
        """The page of the new step comes up, but never under the hand of somebody who types."""
        now = self._view
        if now is None:
            self._show_hint()
            return
        is_new = before is None or before.question.id != now.question.id
        stepped = before is not None and before.question.state is not now.question.state
        if is_new or (stepped and not typing):
            self.tabs.choose(_PAGE_OF.get(now.question.state, self.tabs.place()))
        if typing and self._typing_editor() is None:
            editor = self._main_editor()
            if not editor.isEnabled():
                self.tabs.choose(QUESTION)
            self._main_editor().setFocus()
        self._show_hint()

    def _typing_editor(self) -> MinutesEditor | None:
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, MinutesEditor) and self.isAncestorOf(focus) else None

    def _main_editor(self) -> MinutesEditor:
        if self._view is None:
            return self.empty.notes.editor
        return self._all_pages()[self.tabs.place()].main_editor()

    def _all_pages(self) -> tuple[QuestionPage, AnswerPage, ChairPage, PrivatePage]:
        return self.question_page, self.answer_page, self.chair_page, self.private_page

    def _say_none(self) -> None:
        self._desk.said.emit(labels.rule(RuleError(Rule.NO_CURRENT_QUESTION)))

    def _lay_out(self) -> None:
        for page in self._all_pages():
            self.pages.addWidget(page)
        self._stamp_hint = PlainLabel(_STAMP, "quiet")
        self.tabs.row.addWidget(self._stamp_hint)
        self._strip = QBoxLayout(direction(narrow=False))
        self._strip.setContentsMargins(0, px(2), 0, 0)
        self._strip.addWidget(self.steps, 1)
        self._strip.addWidget(self.next_button)
        self._top = QVBoxLayout()
        self._top.setSpacing(0)
        self._top.addWidget(self.header)
        add_layout(self._top, self._strip)
        self._bottom = QVBoxLayout()
        self._bottom.setSpacing(px(8))
        self._bottom.addWidget(self.pages, 1)
        self._bottom.addWidget(self.commitments)
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        add_layout(column, self._top)
        column.addWidget(self.tabs)
        add_layout(column, self._bottom, 1)
        self._whole.addWidget(room)
        self._whole.addWidget(self.empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, px(3), 1, 0)
        outer.addWidget(self._whole)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.set_compact(False)

    def _connect(self, keys: Keys) -> None:
        self.tabs.chosen.connect(self.pages.setCurrentIndex)
        self.tabs.chosen.connect(self._show_hint)
        self.answer_page.chosen.connect(self.choose_answer)
        self.header.answerer.added.connect(self.choose_answer)
        self.header.answerer.closed.connect(self.after_field)
        self._desk.changed.connect(self.refresh)
        for action, act in (
            (Action.NEXT_STEP, self.next_step),
            (Action.TAKE_INSTEAD, self.take_instead),
            (Action.STEP_BACK, lambda: self._desk.run(floor_commands.step_back)),
            (Action.CLOCK_EARLIER, lambda: self._desk.run(floor_commands.correct_clock, CLOCK_STEP_S)),
            (Action.CLOCK_LATER, lambda: self._desk.run(floor_commands.correct_clock, -CLOCK_STEP_S)),
            (Action.ASSIGN_AGENCY, self.header.answerer.assign),
            (Action.ADD_AGENCY, self.header.answerer.add),
            (Action.AS_PREPARED, self.as_prepared),
            (Action.INTERJECT, self.interject),
            (Action.TIME_STAMP, self.stamp_time),
            (Action.COMMITMENT, self.promises.commitment),
            (Action.CHAIR_TASK, self.promises.chair_task),
            (Action.GO_CURRENT, self.go_current),
            (Action.GO_MINUTES, self.go_minutes),
            (Action.GO_COMMITMENTS, self.go_commitments),
            (Action.GO_WRITTEN, self.go_written),
            (Action.CLOSING_CARD, self.go_closing),
        ):
            keys.on(action, act)
