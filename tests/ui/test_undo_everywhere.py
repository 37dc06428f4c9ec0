"""Ctrl+U from every focus of every window, 210 acts back across a restart; Ctrl+Z stays with the text box."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.commands import queue
from app.domain.changes import EventKind
from app.domain.ids import AgencyId
from app.domain.question import QuestionState
from tests.support.conferences import state_of
from tests.support.day_player import DayPlayer, opened
from tests.support.input_walk import inputs, places, text_of
from tests.support.typing import type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
STEPS = 210


@pytest.fixture
def day(qapp, tmp_path: Path) -> Generator[DayPlayer]:
    with opened(tmp_path) as made:
        yield made


def acts(day: DayPlayer) -> Iterator[object]:
    """Questions noted, approved, moved to the top, given to an agency and taken off the list, in turns."""
    desk = day.console._desk
    for number in count():
        question_id = desk.run(queue.register_question, queue.NewQuestion(gist=f"Ý kiến {number}"))
        assert question_id is not None
        yield question_id
        yield desk.run(queue.approve, question_id)
        yield desk.run(queue.move_question, question_id, day.rows()[0].id)
        yield desk.run(queue.assign_agency, question_id, AgencyId(number % 15 + 1))
        yield desk.run(queue.end_question, question_id, QuestionState.WITHDRAWN)


@pytest.mark.slow
def test_two_hundred_acts_go_back_by_ctrl_u_across_a_restart(day: DayPlayer) -> None:
    start = state_of(day.db)
    done = len(list(islice(acts(day), STEPS)))
    assert done == STEPS
    assert state_of(day.db) != start
    restarted(day)
    for _ in range(STEPS):
        day.keys.press("Ctrl+U")
    assert state_of(day.db) == start


def restarted(day: DayPlayer) -> None:
    """The same file in the same program, closed and opened again."""
    program, path = day.program, day.console._desk.conference.path
    day.console.close_now()
    QApplication.processEvents()
    assert program.console is None
    assert program.open_file(path)
    day.take_over()


@pytest.mark.slow
def test_ctrl_u_takes_back_the_last_act_from_every_focus(day: DayPlayer) -> None:
    deaf: list[str] = []
    seen: set[tuple[type, ...]] = set()
    desk = day.console._desk
    for place, show in places(day).items():
        show()
        QTest.qWait(1)
        top = QApplication.activeWindow()
        assert top is not None
        for widget in focusable(top, seen):
            desk.run(queue.register_question, queue.NewQuestion(gist="việc vừa làm"))
            widget.setFocus()
            focus = QApplication.focusWidget()
            if focus is None or not widget.isVisible():
                desk.run(type(desk.conference).undo)
                continue
            QTest.keyClick(focus, Qt.Key.Key_U, CONTROL)
            if last_kind(day) != EventKind.UNDO:
                deaf.append(f"{place}: {type(focus).__name__} {focus.accessibleName()!r}")
                desk.run(type(desk.conference).undo)
        for _ in range(3):
            day.keys.press("Escape")
    assert deaf == []
    assert len(seen) > 50


def focusable(top: QWidget, seen: set[tuple[type, ...]]) -> list[QWidget]:
    """What Tab or a click can give the keyboard to; of many alike in one kind of window the first."""
    found: list[QWidget] = []
    for widget in top.findChildren(QWidget):
        kind = (type(widget), type(widget.parentWidget()), type(top))
        takes = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
        if takes and kind not in seen:
            seen.add(kind)
            found.append(widget)
    return found


def last_kind(day: DayPlayer) -> str:
    return str(day.db.execute("SELECT kind FROM event ORDER BY id DESC LIMIT 1").fetchone()[0])


@pytest.mark.slow
def test_ctrl_z_and_ctrl_y_stay_with_the_text(day: DayPlayer) -> None:
    wrong: list[str] = []
    kinds: set[tuple[type, type]] = set()
    for place, show in places(day).items():
        window = show()
        QTest.qWait(1)
        for widget in list(inputs(window)):
            kind = (type(widget), type(window))
            if kind in kinds or not widget.isVisible():
                continue
            kinds.add(kind)
            widget.clear()
            widget.setFocus()
            type_text(widget, "chữ")
            before = day.console._desk.conference.undo_summary()
            for key, shown in ((Qt.Key.Key_Z, False), (Qt.Key.Key_Y, True)):
                for _ in range(5):
                    QTest.keyClick(widget, key, CONTROL)
                if ("chữ" in text_of(widget)) is not shown or day.console._desk.conference.undo_summary() != before:
                    wrong.append(f"{place}: {type(widget).__name__} {widget.accessibleName()!r} {text_of(widget)!r}")
            widget.clear()
        for _ in range(3):
            day.keys.press("Escape")
    assert wrong == []
    assert len(kinds) > 15
