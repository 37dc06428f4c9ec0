"""The line that says who answers, and the two fields it turns into on F4: agency, then who speaks for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from app import labels
from app.commands import floor, queue
from app.domain.answer import AnswerKind
from app.domain.errors import Rule, RuleError
from app.domain.ids import AgencyId, AnswerId, QuestionId
from app.domain.question import QuestionState
from app.domain.roster import Agency
from app.queries.floor import AnswerView, CurrentQuestion
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.floor_next import NextStep
from ui.operator.former_place import FormerPlace
from ui.scale import px
from ui.shortcuts import BY_ACTION, Action
from ui.theme import set_role
from ui.widgets.agency_picker import CHAIR, AgencyPicker, RespondentPicker
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.icon_label import IconLabel
from ui.widgets.kept_line import KeptLine
from ui.widgets.plain_label import PlainLabel

HEIGHT = 30


class AnswererRow(QStackedWidget):
    """added: an answer was put in by Shift+F4 and is the one to look at now. closed: the fields are done with."""

    added = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: CurrentQuestion | None = None
        self._answer: AnswerView | None = None
        self._adds = False
        self._compact = False
        self._shown_answer: AnswerId | None = None
        self._former = FormerPlace(self)
        self.setFixedHeight(px(HEIGHT))
        self.agency = AgencyPicker("Cơ quan trả lời")
        self._wanted = self.agency.placeholderText()
        self.respondent = RespondentPicker("Người trả lời")
        self._kept = KeptLine(self.respondent, desk)
        self.agency_name = PlainLabel("", "strong", elided=True)
        self.respondent_name = PlainLabel("", elided=True)
        self._need = IconLabel("alert-outline", "warn")
        self.instead = ActionButton(Action.TAKE_INSTEAD, keys, style=ButtonStyle.QUIET)
        self.addWidget(self._display(keys))
        self.addWidget(self._fields())
        self.agency.entered.connect(self._take_agency)
        self.respondent.entered.connect(self._take_respondent)
        for field in (self.agency, self.respondent):
            field.left.connect(self._go_back)
            field.given_up.connect(self._give_up)

    def show_answer(self, view: CurrentQuestion | None, answer: AnswerView | None) -> None:
        self._view, self._answer = view, answer
        agency = answer.agency if answer else None
        person = answer.respondent if answer else None
        is_his = answer is not None and answer.answer.kind is AnswerKind.CHAIR
        self._need.setVisible(agency is None and not is_his)
        set_role(self.agency_name, "strong" if agency or is_his else "need")
        nobody = CHAIR.text if is_his else "Chưa giao cơ quan"
        self.agency_name.setText(_name_of(agency, self._compact) if agency else nobody)
        name = labels.full_name(person.honorific, person.name) if person else ""
        self.respondent_name.setText(labels.title_and_unit(name, person.title) if person else "")

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.show_answer(self._view, self._answer)

    def show_instead(self, view: CurrentQuestion | None, step: NextStep) -> None:
        """While somebody asks, the next of a group can be asked before answers begin."""
        self.instead.setVisible(view is not None and view.question.state is QuestionState.ASKING)
        self.instead.setText(step.words or BY_ACTION[Action.TAKE_INSTEAD].text)

    def assign(self) -> None:
        """F4."""
        self._begin(adds=False)

    def add(self) -> None:
        """Shift+F4."""
        self._begin(adds=True)

    def _display(self, keys: Keys) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(ActionButton(Action.ASSIGN_AGENCY, keys, "Trả lời", ButtonStyle.QUIET))
        row.addWidget(self._need)
        row.addWidget(self.agency_name)
        row.addWidget(self.respondent_name)
        row.addStretch(1)
        row.addWidget(self.instead)
        return page

    def _fields(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.agency, 1)
        row.addWidget(self.respondent, 1)
        return page

    def _begin(self, *, adds: bool) -> None:
        if self._view is None:
            self._desk.said.emit(labels.rule(RuleError(Rule.NO_CURRENT_QUESTION)))
            return
        self._adds = adds
        self.setCurrentIndex(1)
        self._kept.pause()
        self.respondent.clear()
        self.respondent.setEnabled(False)
        question, agency = self._view.question, self._answer.agency if self._answer and not adds else None
        self.agency.setPlaceholderText(f"{_name_of(agency, compact=True)} · Enter giữ" if agency else self._wanted)
        words = f"{question.verbatim} {question.gist}"
        offered, likely = self.agency.load(self._desk, words, question.id, chair=True)
        self.agency.begin(offered, likely)

    def _take_agency(self) -> None:
        chosen = self.agency.chosen()
        if self._view is None:
            return
        if chosen is not None and chosen.id == CHAIR.id:
            self._take_chair(self._view.question.id)
        elif chosen is not None:
            command = queue.add_answering_agency if self._adds else queue.assign_agency
            answer_id = self._desk.run(command, self._view.question.id, AgencyId(chosen.id))
            if answer_id is not None:
                if self._adds:
                    self.added.emit(answer_id)
                self._ask_respondent(answer_id, chosen.id)
        elif self.agency.text().strip():
            self._desk.said.emit(f"Không có cơ quan nào khớp “{self.agency.text().strip()}”.")
        elif self._answer is not None and not self._adds:
            self._ask_respondent(self._answer.answer.id, self._answer.answer.agency_id)
        else:
            self._go_back()

    def _take_chair(self, question_id: QuestionId) -> None:
        """He needs no naming: the roster says who he is."""
        answer_id = self._desk.run(floor.chair_answers, question_id, adds=self._adds)
        self._go_back()
        if answer_id is not None:
            self.added.emit(answer_id)

    def _ask_respondent(self, answer_id: AnswerId, agency_id: int | None) -> None:
        self._shown_answer = answer_id
        self.respondent.setEnabled(True)
        asker = self._view.question.asker_id if self._view else None
        offered, likely = self.respondent.load(self._desk, agency_id, asker)
        self._kept.pause()
        self.respondent.begin(offered, likely)
        self._kept.begin(f"respondent/{answer_id}")

    def _take_respondent(self) -> None:
        person = self.respondent.person()
        if person is not None and self._shown_answer is not None:
            self._desk.run(queue.set_respondent, self._shown_answer, person)
            if not self._desk.refused:
                self._kept.end()
        self._go_back()

    def _go_back(self) -> None:
        self.setCurrentIndex(0)
        self._former.restore()
        self.closed.emit()

    def _give_up(self) -> None:
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self.setCurrentIndex(0)


def _name_of(agency: Agency, compact: bool) -> str:
    return (compact and agency.short_name) or agency.name
