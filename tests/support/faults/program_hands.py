"""Hands on the real program that type and click, one small act a turn of the event loop, until it is killed.

Every act is told before and after it in a file beside the conference: what the program was given, showed and promised.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTextEdit, QWidget

from app.domain.changes import EventKind
from app.domain.minutes import TextKey
from app.recovery import CAPTURE
from app.texts import text_of
from db import tables
from db.database import Database
from ui.demo import eyes, hall, hands, room
from ui.operator.capture_line import _NAMES, Slot
from ui.operator.floor_steps import StepStrip
from ui.program import Program
from ui.shortcuts import Action
from ui.widgets.buttons import HallButton, TakeButton
from ui.widgets.minutes_editor import MinutesEditor

TURN_MS = 3
LETTERS = "ấàảãạêơưđ abcdefghi"
LONGEST_TEXT = 3000
"""A text longer than this is left for another one, so that a thousand runs stay alike."""
_KINDS = {"row": 3, "type": 7, "capture": 3, "take": 3, "cover": 4, "hold": 2, "move": 3, "step": 1}


class Said:
    """The file of what was told; each line one write(), which a SIGKILL does not take back."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(self, word: str, what: object = None) -> None:
        line = json.dumps([word, time.monotonic_ns(), what], ensure_ascii=False)
        os.write(self._file, line.encode() + b"\n")


class ProgramHands(QObject):
    """Begins when the program stands. asked: the texts whose words are told at once, as they were found again."""

    def __init__(self, program: Program, said: Said, seed: int, asked: list[str]) -> None:
        super().__init__()
        self._program, self._said, self._random = program, said, random.Random(seed)
        self._asked: list[str] | None = asked
        self._turns: list[Callable[[], object]] = []
        self._safe = self._seen_event = 0
        self._timer = QTimer(self, interval=TURN_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.turn)
        self._timer.start()

    def stop(self) -> None:
        """No turns by themselves: somebody else calls turn()."""
        self._timer.stop()

    def turn(self) -> None:
        """One small thing: a letter, a key or a click."""
        desk, console = self._program.desk, self._program.console
        if desk is None or console is None or not console._making.is_done:
            return
        if self._asked is not None:  # the first turn, after the windows were painted
            self._said.tell("ready", {"seen": self._seen(), "texts": {key: self._stored(key) for key in self._asked}})
            self._asked = None
        safe = desk.conference.follower.state().safe_up_to
        if safe > self._safe:
            self._safe = safe
            self._said.tell("safe", safe)
        event = desk.conference.last_event()
        if event != self._seen_event:
            self._seen_event = event
            self._said.tell("seen", self._seen())
        if not self._turns:
            kind = self._random.choices(list(_KINDS), list(_KINDS.values()))[0]
            self._turns = {
                "row": self._click_a_row, "type": self._type, "capture": self._capture, "take": self._take,
                "cover": lambda: self._click_button(Action.COVER), "hold": lambda: self._click_button(Action.HOLD),
                "move": self._move, "step": self._step,
            }[kind]()  # fmt: skip
        if self._turns and hands.listener() is not None:  # between two windows nobody has the keyboard
            self._turns.pop(0)()

    def _seen(self) -> dict[str, object]:
        """What the screen says of hall and floor, the event it says it after, and the picture's card and page."""
        db = self._db()
        row = tables.PROJECTION.get(db, 1)
        running = next((step for strip in eyes.shown(StepStrip) for step in strip.readings if step.runs), None)
        return {
            "event": db.execute("SELECT max(id) FROM event").fetchone()[0],
            "hall": eyes.named_from(hall.STATE).rpartition(": ")[2],
            "picture": [row.picture.card, row.picture.page],
            "question": eyes.label_with("Câu "),
            "step": running.kind.value if running else "",
            "clock": running.clock if running else "",
        }

    def _stored(self, key: str) -> str:
        if key.startswith(CAPTURE):
            return eyes.text_of(eyes.named(_NAMES[Slot(key.removeprefix(CAPTURE))], QLineEdit))
        return text_of(self._db(), TextKey.parse(key))

    def _db(self) -> Database:
        assert self._program.desk is not None
        return self._program.desk.conference.db

    def _click_a_row(self) -> list[Callable[[], object]]:
        """A row of the queue by the mouse, then Enter: it is previewed."""

        def click() -> None:
            view = eyes.named(room.QUEUE, QAbstractItemView)
            model = view.model() if view is not None else None
            if view is None or model is None or not model.rowCount():
                return
            at = view.visualRect(model.index(self._random.randrange(min(6, model.rowCount())), 0)).center()
            self._click(view.viewport(), at)

        def preview() -> None:
            if eyes.focus_name() == room.QUEUE:  # else it would be one more letter of a text
                hands.press("Return")

        return [click, preview]

    def _click_button(self, action: Action) -> list[Callable[[], object]]:
        def click() -> None:
            for button in eyes.shown(HallButton):
                if button.action is action:
                    self._click(button, button.rect().center())

        return [click]

    def _take(self) -> list[Callable[[], object]]:
        """The button PHÁT; a preview that is too young is refused, as for a person."""

        def click() -> None:
            for button in eyes.shown(TakeButton):
                self._click(button, button.rect().center())

        return [click]

    def _move(self) -> list[Callable[[], object]]:
        """A question up or down in the queue, and taken back; never the words typed before, if it stood at the end."""
        way = self._random.choice(["Alt+Up", "Alt+Down"])

        def back() -> None:
            desk = self._program.desk
            kind = (
                desk.conference.db.execute("SELECT kind FROM event ORDER BY id DESC LIMIT 1").fetchone()
                if desk
                else None
            )
            if kind == (EventKind.QUEUE_MOVED.value,):
                hands.press("Ctrl+U")

        return [lambda: hands.press("Ctrl+2"), lambda: hands.press(way), back]

    def _step(self) -> list[Callable[[], object]]:
        return [lambda: hands.press("F6")]

    def _type(self) -> list[Callable[[], object]]:
        """Some letters into a text of the minutes, chosen by the mouse."""
        editors = [editor for editor in eyes.shown(MinutesEditor) if editor.isEnabled()]
        if not editors:
            return [lambda: hands.press("Ctrl+4")]
        editor = self._random.choice(editors)
        if len(editor.toPlainText()) > LONGEST_TEXT:
            return self._step()

        def begin() -> None:
            self._click(editor.viewport(), editor.viewport().rect().center())
            hands.press("Ctrl+End")

        return [begin, *self._letters(lambda: editor.key, editor, self._random.randrange(3, 25))]

    def _capture(self) -> list[Callable[[], object]]:
        """Who and what on the capture line; now and then it is stored."""
        slot = self._random.choice([Slot.WHO, Slot.GIST])
        field = eyes.named(_NAMES[slot], QLineEdit)
        if field is None:
            return []

        def begin() -> None:
            self._click(field, field.rect().center())
            hands.press("End")

        acts = [begin, *self._letters(lambda: f"{CAPTURE}{slot.value}", field, self._random.randrange(2, 10))]
        return acts if self._random.random() < 0.6 else [*acts, self._store]

    def _store(self) -> None:
        """Ctrl+Enter: the slots are empty again, or, if that is refused, as they were."""
        keys = [f"{CAPTURE}{slot.value}" for slot in Slot]
        self._said.tell("stores", {key: self._stored(key) for key in keys})
        hands.press("Ctrl+Return")
        for key in keys:
            self._said.tell("typed", [key, self._stored(key)])

    def _letters(self, key: Callable[[], object], field: QWidget, count: int) -> list[Callable[[], object]]:
        return [lambda: self._letter(key(), field) for _ in range(count)]

    def _letter(self, key: object, field: QWidget) -> None:
        """One key, if the caret is still there."""
        if key is None or QApplication.focusWidget() is not field:
            self._turns.clear()
            return
        letter = self._random.choice(LETTERS)
        self._said.tell("key", [str(key), letter])
        hands.type_letter(letter)
        self._said.tell("typed", [str(key), _words(field), self._in_the_file()])

    def _in_the_file(self) -> int:
        """How many lines of the typing journal have left the memory."""
        desk = self._program.desk
        return desk.conference.journal.state().kept if desk is not None else 0

    def _click(self, widget: QWidget, at: QPoint) -> None:
        """What is clicked may record what was typed; no letter is under way then."""
        self._said.tell("click")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def _words(field: QWidget) -> str:
    return eyes.text_of(field) if isinstance(field, QLineEdit | QTextEdit) else ""
