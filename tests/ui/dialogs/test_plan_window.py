"""A plan is read in by keys: pasted, accepted line by line or by group, worded otherwise, written in one act."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.commands import setup
from app.conference import Conference
from app.domain.facts import Mode
from app.domain.plan import PlanFact, Proposal, ProposalKind
from app.queries import desk as lists
from db import tables
from tests.support.conferences import new_conference, state_of
from tests.support.layout_audit import audit
from tests.support.plan_facts import PLAN
from ui.desk import Desk
from ui.dialogs.plan_table import PlanRow
from ui.dialogs.plan_window import PlanWindow
from ui.keys import Keys
from ui.shortcuts import Action
from ui.theme import set_theme


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Generator[PlanWindow]:
    set_theme("light")
    conference = new_conference(tmp_path)
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    keys = Keys(console)
    keys.on(Action.UNDO, lambda: desk.run(Conference.undo))
    made = PlanWindow(desk, keys)
    qtbot.addWidget(made)
    made.desk = desk
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    desk.close()
    conference.close()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def paste(window: PlanWindow, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)


def test_pasted_accepted_by_keys_and_written_at_once(window: PlanWindow) -> None:
    conference = window.desk.conference
    before, last = state_of(conference.db), conference.last_event()
    paste(window, PLAN.read_text(encoding="utf-8"))
    assert QApplication.focusWidget() is window.table
    assert window.accepted() == []
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    assert [one.fact for one in window.accepted()] == [PlanFact.NAME, PlanFact.THEME]
    while window.table.current_row().one.kind is not ProposalKind.DUTY:
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert len(window.accepted()) == 25
    assert state_of(conference.db) == before
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert conference.last_event() == last + 1
    assert lists.facts(conference.db).theme.startswith("Vai trò của các cơ quan")
    assert len(tables.DUTIES.all(conference.db)) == 23
    assert not tables.AGENDA_ITEMS.all(conference.db)
    conference.undo()
    assert state_of(conference.db) == before


def test_a_proposal_can_be_worded_otherwise(window: PlanWindow) -> None:
    paste(window, PLAN.read_text(encoding="utf-8"))
    window.line.setFocus()
    QTest.keyClick(window.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.line, "Hoi nghi 2024")
    assert [one.text for one in window.accepted()] == ["Hoi nghi 2024"]
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert lists.facts(window.desk.conference.db).name == "Hoi nghi 2024"


def test_what_is_no_plan_is_said_and_nothing_offered(window: PlanWindow) -> None:
    paste(window, "Mai họp lúc 8 giờ.")
    assert window.table.rows_model.rowCount() == 0
    assert not window.take_in.isEnabled()


def test_a_file_that_is_refused_is_said_in_words(window: PlanWindow, qtbot, tmp_path: Path) -> None:
    broken = tmp_path / "ke-hoach.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    window.read_file(broken)
    qtbot.waitUntil(lambda: "ke-hoach.docx" in window.said(), timeout=20_000)


def test_it_closes_when_the_conference_begins(window: PlanWindow, qtbot) -> None:
    setup.change_mode(window.desk.conference, Mode.LIVE)
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_it_is_whole(window: PlanWindow, qtbot, size: tuple[int, int]) -> None:
    paste(window, PLAN.read_text(encoding="utf-8"))
    window.resize(*size)
    qtbot.wait(50)
    assert audit(window, frozenset({"docx", "txt"})) == []


def test_each_state_of_a_proposal_has_its_own_word_and_icon() -> None:
    there, new = (Proposal(1, ProposalKind.FACT, "", is_there=is_there) for is_there in (True, False))
    rows = [PlanRow(one, accepted, "") for one, accepted in ((there, False), (new, False), (new, True))]
    assert len({row.state for row in rows}) == len({row.icon for row in rows}) == 3
