"""The field of each gap as a small box over the window: a question need not be the current one to be completed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from app import labels
from app.commands import petitions, queue
from app.domain.answer import Answer
from app.domain.gap import Gap, GapKind
from app.domain.ids import AgencyId, QuestionId
from app.domain.petition import PASSED_ON, Petition, ReplyMode
from app.domain.text import clean_line
from app.queries import desk as lists
from app.queries.floor import question_view
from ui.desk import Desk
from ui.models.row_model import Column, RowModel
from ui.operator.queue_boxes import Asked, LineBox
from ui.theme import set_role
from ui.widgets.agency_picker import AgencyPicker, RespondentPicker
from ui.widgets.completion import CompletionEdit
from ui.widgets.completion_popup import CompletionPopup
from ui.widgets.inset_box import InsetBox
from ui.widgets.kept_line import KeptLine

_TOP = 60
_MODES = tuple(mode for mode in ReplyMode if mode is not ReplyMode.NONE)


class PickerBox(InsetBox):
    """One field with names; Enter does the act with what stands in it."""

    def __init__(self, beside: QWidget, title: str, picker: CompletionEdit, act: Callable[[], bool]) -> None:
        super().__init__(beside, title, (("Lưu", "Enter"), ("Đóng", "Esc")))
        self._act = act
        self.picker = picker
        picker.setParent(self)
        picker.entered.connect(self._enter)
        picker.left.connect(self.leave)
        self.layout_box.addWidget(picker)
        picker.list_as_wide_as_line()
        self.open_at(_TOP, picker, below=CompletionPopup.highest())
        picker.open_list()

    def _enter(self) -> None:
        if self._act():
            self.leave()


class ModeBox(InsetBox):
    """How a finished question was answered, one row for each form."""

    def __init__(self, beside: QWidget, title: str, act: Callable[[ReplyMode], object]) -> None:
        super().__init__(beside, title, (("Lưu", "Enter"), ("Đóng, không đổi gì", "Esc")))
        self._act = act
        self._rows: RowModel[ReplyMode] = RowModel([Column("Hình thức", labels.word)], _mode, None, self)
        self._rows.set_rows(_MODES)
        self._list = _ModeList(self)
        self._list.setModel(self._rows)
        self._list.setAccessibleName(title)
        set_role(self._list, "choices")
        self._list.ensurePolished()  # only then it knows the height of its rows
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedHeight(len(_MODES) * self._list.sizeHintForRow(0) + 2)
        self._list.setCurrentIndex(self._rows.index(0, 0))
        self.layout_box.addWidget(self._list)
        self.open_at(_TOP, self._list)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mode = self._rows.row_at(self._list.currentIndex())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and mode is not None:
            self.leave_and(lambda: self._act(mode))
        else:
            super().keyPressEvent(event)


class _ModeList(QListView):
    """Leaves Enter and Esc to its box."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def open_gap(desk: Desk, beside: QWidget, gap: Gap) -> None:
    """Open the field of a question's gap; gaps of other kinds are closed in the forms."""
    if gap.question_id is None:
        return
    match gap.kind:
        case GapKind.NO_AGENCY:
            ask_agency(desk, beside, gap.question_id)
        case GapKind.NO_RESPONDENT:
            _ask_respondent(desk, beside, gap)
        case GapKind.UNANSWERED:
            title = f"Câu {gap.number:02d}: hình thức trả lời"
            question_id = gap.question_id
            ModeBox(beside, title, lambda mode: desk.run(petitions.set_reply_mode, question_id, mode))
        case GapKind.NO_DUE:
            _ask_due(desk, beside, gap)
        case _:
            pass


def ask_agency(desk: Desk, beside: QWidget, question_id: QuestionId) -> None:
    """Who is to answer a question, current or not."""
    view = question_view(desk.conference.db, question_id)
    if view is None:
        return
    picker = AgencyPicker("Cơ quan trả lời")
    _, likely = picker.load(desk, f"{view.question.verbatim} {view.question.gist}", question_id)
    picker.set_suggested(likely)

    def assign() -> bool:
        chosen = picker.chosen()
        if chosen is None:
            if picker.text().strip():
                desk.said.emit(f"Không có cơ quan nào khớp “{picker.text().strip()}”.")
            return not picker.text().strip()
        return desk.run(queue.assign_agency, question_id, AgencyId(chosen.id)) is not None

    PickerBox(beside, f"Giao câu {view.question.number:02d} cho cơ quan", picker, assign)


def ask_other_agency(desk: Desk, beside: QWidget, answer: Answer) -> None:
    """Another agency for one of several answers."""
    picker = AgencyPicker("Cơ quan trả lời")
    picker.load(desk)

    def assign() -> bool:
        chosen = picker.chosen()
        if chosen is not None:
            desk.run(queue.reassign_answer, answer.id, AgencyId(chosen.id))
        elif picker.text().strip():
            desk.said.emit(f"Không có cơ quan nào khớp “{picker.text().strip()}”.")
        return chosen is not None or not picker.text().strip()

    PickerBox(beside, "Lượt trả lời này của cơ quan", picker, assign)


def ask_demand(desk: Desk, beside: QWidget, question_id: QuestionId, number: int) -> None:
    """Split one more demand off a question; it begins with the agency of the first, and is asked for its own."""

    def split(words: str) -> None:
        text = clean_line(words)
        view = question_view(desk.conference.db, question_id)
        if text and view is not None:
            lead = view.petitions[0].lead_agency_id if view.petitions else None
            demand = Petition(question_id=question_id, text=text, lead_agency_id=lead)
            petition_id = desk.run(petitions.add_petition, demand)
            if petition_id is not None:
                _ask_lead(desk, beside, replace(demand, id=petition_id), number)

    asked = Asked(f"Tách thêm một nội dung của câu {number:02d}", "Nội dung kiến nghị tách ra")
    LineBox(beside, desk, f"demand/{question_id}", asked, split)


def _ask_lead(desk: Desk, beside: QWidget, demand: Petition, number: int) -> None:
    """One turn is split because its demands go to different agencies; Enter alone keeps that of the question."""
    picker = AgencyPicker("Cơ quan của nội dung vừa tách")
    found, likely = picker.load(desk, demand.text, demand.question_id)
    picker.set_suggested([agency for agency in likely if agency.id != demand.lead_agency_id])
    kept = next((agency.text for agency in found if agency.id == demand.lead_agency_id), "")
    if kept:
        picker.setPlaceholderText(f"{kept} · Enter giữ")

    def lead() -> bool:
        chosen = picker.chosen()
        if chosen is not None:
            desk.run(petitions.set_lead, demand.id, AgencyId(chosen.id))
        elif picker.text().strip():
            desk.said.emit(f"Không có cơ quan nào khớp “{picker.text().strip()}”.")
        return chosen is not None or not picker.text().strip()

    PickerBox(beside, f"Câu {number:02d}: cơ quan của nội dung vừa tách", picker, lead)


def _ask_respondent(desk: Desk, beside: QWidget, gap: Gap) -> None:
    view = question_view(desk.conference.db, gap.question_id or 0)
    lacking = next((a for a in view.answers if a.respondent is None), None) if view else None
    if view is None or lacking is None:
        return
    picker = RespondentPicker("Người trả lời")
    found, own = picker.load(desk, lacking.answer.agency_id, view.question.asker_id)
    picker.set_candidates(found)
    picker.set_suggested(own)
    kept = KeptLine(picker, desk)
    kept.begin(f"respondent/{lacking.answer.id}")

    def name() -> bool:
        person = picker.person()
        if person is not None:
            desk.run(queue.set_respondent, lacking.answer.id, person)
            if desk.refused:
                return False
        kept.end()
        return True

    agency = lacking.agency.name if lacking.agency else ""
    PickerBox(beside, f"Câu {gap.number:02d}: người trả lời{f' của {agency}' if agency else ''}", picker, name)


def _ask_due(desk: Desk, beside: QWidget, gap: Gap) -> None:
    def write(words: str) -> None:
        from app.reading.deadlines import parse_due  # 100 ms of patterns: not at every start

        db = desk.conference.db
        view = question_view(db, gap.question_id or 0)
        due = parse_due(clean_line(words), lists.facts(db).held_on)
        for petition in view.petitions if view and due else ():
            if petition.reply_mode in PASSED_ON and not petition.due:
                desk.run(petitions.change_petition, replace(petition, due=due))

    asked = Asked(f"Câu {gap.number:02d}: hạn trả lời bằng văn bản", "Hạn trả lời")
    LineBox(beside, desk, f"due/{gap.question_id}", asked, write)


def _mode(mode: ReplyMode) -> str:
    return mode.value
