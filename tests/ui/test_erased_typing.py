"""Erasing reaches what is typed and stored by no act yet: no byte of it in any file, no letter in any field."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.commands import floor, privacy, setup
from app.domain.roster import Person, Role
from app.queries.queue import queue_rows
from db import held_lines, tables
from db.journal_lines import replay
from tests.support.conferences import new_conference, with_question
from tests.support.folders import contents
from tests.support.typing import press, type_text
from tests.ui.conftest import program_on
from ui.dialogs.pages import PageKey
from ui.operator.capture_line import Slot
from ui.operator.personal_overlay import PersonalOverlay
from ui.operator.queue_boxes import LineBox
from ui.operator.typed_picture import Typed
from ui.program import Program
from ui.shortcuts import Action
from ui.widgets.minutes_editor import MinutesEditor

NAME = "Quàng Văn Tuấn"
UNDO = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Generator[Program]:
    """The first question has the floor; a second copy and a backup lie in other folders."""
    (tmp_path / "hoi-nghi").mkdir()
    conference = new_conference(tmp_path / "hoi-nghi")
    with_question(conference)
    setup.add_person(
        conference, Person(name=NAME, unit="Trường Đại học Tây Bắc", phone="0912 345 678"), [Role.DELEGATE]
    )
    question = queue_rows(conference.db)[0].id
    floor.start_question(conference, question)
    floor.start_answer(conference, question)
    conference.close()
    with program_on(qtbot, conference, tmp_path) as made:
        yield made


def paste(field: QWidget, words: str) -> None:
    """All at once: typed letters would stand in a line each."""
    if isinstance(field, QLineEdit):
        field.insert(words)
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        field.insertPlainText(words)


def with_drafts(program: Program) -> list[QWidget]:
    """The name typed into a slot, a card, a box, a picture, a form and a text that two versions are left of."""
    console = program.console
    assert console is not None
    who = console.capture._slots[Slot.WHO]
    paste(who, NAME)
    console.queue.ask_closing()
    box = console.findChild(LineBox)
    assert box is not None
    paste(box._line, f"Chờ {NAME}")
    console.keys.trigger(Action.COMMITMENT)
    card = console.floor.commitments.card
    paste(card.words, f"Trả lời {NAME} về đường")
    picture = console.pictures_overlay.form
    picture.ask(Typed.NOTICE)
    paste(picture.body, f"Mời {NAME.upper()} lên")
    console.lists.open(PageKey.PEOPLE)
    page = console.lists.page()
    page.start_new()
    form = page.form.input_of("name"), page.form.input_of("note")
    paste(form[0], NAME)
    paste(form[1], f"Bạn của {NAME}")
    editor = next(one for one in console.findChildren(MinutesEditor) if one.key is not None and one.isVisible())
    paste(editor, f"Bạn {NAME} nói")
    editor._set_conflict("lời khác")
    return [who, box._line, card.words, picture.body, *form, editor]


def words_of(field: QWidget) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()  # type: ignore[attr-defined]


def traces(folder: Path) -> list[str]:
    """Every file of the conference, its copies, the program's own, and what is held in memory."""
    held = held_lines.place_of(folder / "hoi-nghi" / "hoi-nghi.hoinghi-go")
    files = contents(folder, *([held] if held else []))
    return [path.name for path, raw in files.items() if any(name.encode() in raw for name in (NAME, NAME.upper()))]


def erase(program: Program) -> None:
    console = program.console
    assert console is not None
    next(line for line in console._palette_lines() if line.words.startswith("Dữ liệu cá nhân")).do()
    overlay = console.findChild(PersonalOverlay)
    overlay.field.setText("tuan")
    overlay.erase_button.click()
    overlay.erase_button.click()
    overlay.field.clear()


def left_in(program: Program) -> dict[str, str]:
    return {one.key: one.text for one in replay(lambda _: "", program.desk.conference.journal.path)}


def test_a_name_in_open_drafts_is_in_no_file_and_no_field_after_the_erasure(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    fields = with_drafts(program)
    journal = program.desk.conference.journal
    assert journal.wait_kept(journal._made, 5)
    assert len(left_in(program)) == 6
    assert all(NAME.lower() in words_of(field).lower() for field in fields)
    assert journal.path.name in traces(tmp_path)
    erase(program)
    qtbot.waitUntil(lambda: traces(tmp_path) == [], timeout=10_000)
    for field in fields:
        press(field, *UNDO)
        type_text(field, "ư")
        assert "tuấn" not in words_of(field).lower()
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            assert "tuấn" not in words_of(widget).lower()
    assert journal.wait_kept(journal._made, 5)
    assert traces(tmp_path) == []
    left = left_in(program)
    assert len(left) == 6
    assert left["capture/who"] == words_of(fields[0])
    assert all("ư" in text for text in left.values())
    program.console.close_now()
    assert traces(tmp_path) == []


def test_closing_the_books_leaves_no_draft(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    with_drafts(program)
    journal = program.desk.conference.journal
    assert journal.wait_kept(journal._made, 5)
    program.desk.run(privacy.close_books)
    qtbot.waitUntil(lambda: journal.path.read_bytes() == b"", timeout=10_000)
    assert left_in(program) == {}
    assert program.desk.drafts.keys("") == []
    who = program.console.capture._slots[Slot.WHO]
    type_text(who, "Lò")
    assert journal.wait_kept(journal._made, 5)
    assert left_in(program) == {"capture/who": "Lò"}
    assert [person.name for person in tables.PEOPLE.all(program.desk.conference.db)].count(NAME) == 2
