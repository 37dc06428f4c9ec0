"""The room's panel in the middle of a window, over a real conference, driven by its acts."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from app import texts
from app.commands import projector
from app.domain.ids import QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.question import QuestionState
from db import tables
from tests.support.conferences import with_question
from tests.ui.operator.conftest import Room
from ui.operator.floor_panel import FloorPanel
from ui.shortcuts import Action


class Floor:
    """The panel in the middle of a window of 1366 x 768."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.panel = FloorPanel(room.desk, room.keys)
        frame = QWidget()
        room.window.setCentralWidget(frame)
        self.panel.setParent(frame)
        self.panel.setGeometry(368, 40, 616, 656)
        self.elsewhere = QLineEdit(frame)
        room.window.show()
        room.window.activateWindow()
        QApplication.processEvents()

    def press(self, action: Action) -> None:
        self.room.keys.trigger(action)
        QApplication.processEvents()

    def preview(self, question_id: QuestionId) -> None:
        self.room.desk.run(projector.prepare, f"question/{question_id}")

    def start(self, agency: str | None = "snv", *steps: Action) -> QuestionId:
        """A question has the floor, further steps taken."""
        question_id = with_question(self.room.conference, agency=self.room.ids[agency] if agency else None)
        self.preview(question_id)
        for action in (Action.NEXT_STEP, *steps):
            self.press(action)
        return question_id

    def state(self, question_id: QuestionId) -> QuestionState:
        return tables.QUESTIONS.get(self.room.conference.db, question_id).state

    def stored(self, slot: Slot, subject_id: int) -> str:
        return texts.text_of(self.room.conference.db, TextKey(slot, subject_id))

    def live(self) -> QTextEdit:
        return self.panel.answer_page.live.editor
