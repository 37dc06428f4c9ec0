"""What is typed is never lost, never cut, and never taken from under the hand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import texts
from app.commands import minutes, queue, setup
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.ids import QuestionId
from app.domain.minutes import Slot, TextKey
from app.domain.paper import TextModule
from app.domain.text import nfc
from db import journal_lines, tables
from tests.support.conferences import new_conference, with_question
from tests.support.typing import compose_text, press, telex, type_text, unikey_type, unikey_words
from ui.desk import Desk
from ui.typed_texts import changed_part
from ui.widgets.keeping import Keeping
from ui.widgets.minutes_editor import MinutesEditor

ANSWER = TextKey(Slot.ANSWER, 1)


class Room:
    """A window with one editor and another field to go to."""

    def __init__(self, conference: Conference, qtbot: QtBot) -> None:
        self.conference = conference
        self.desk = Desk(conference)
        self.window = QWidget()
        self.editor = MinutesEditor(self.desk)
        self.elsewhere = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.editor)
        layout.addWidget(self.elsewhere)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()

    def enter(self, key: TextKey = ANSWER) -> MinutesEditor:
        self.editor.bind(key)
        self.editor.setFocus()
        assert self.editor.hasFocus()
        return self.editor

    def stored(self, key: TextKey = ANSWER) -> str:
        return texts.text_of(self.conference.db, key)

    def replayed(self) -> dict[str, str]:
        """What a start after a crash would find in the journal now."""
        journal = self.conference.journal
        assert journal.wait_kept(journal.append("probe/0", 0, 0, ""), 5)
        found = journal_lines.replay(lambda key: "" if key == "probe/0" else self._of(key), journal.path)
        return {pending.key: pending.text for pending in found if pending.key != "probe/0"}

    def _of(self, key: str) -> str:
        return texts.text_of(self.conference.db, TextKey.parse(key))

    def text_events(self) -> int:
        sql = "SELECT count(*) FROM event WHERE kind = ?"
        return int(self.conference.db.execute(sql, [EventKind.TEXT_WRITTEN.value]).fetchone()[0])

    def close(self) -> None:
        self.desk.close()
        self.conference.close()


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    made = Room(new_conference(tmp_path), qtbot)
    yield made
    made.close()


@pytest.fixture
def question_id(room: Room) -> QuestionId:
    return with_question(room.conference)


def caret_at(editor: MinutesEditor, position: int, anchor: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position if anchor is None else anchor)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_telex_as_unikey_sends_it() -> None:
    assert telex("Nguyễn") == "Nguye<ên<<ễn"
    assert telex("đường") == "d<đu<ưo<ơng<<<ờng"


@pytest.mark.parametrize("words", ["Nguyễn Thị Thúy", "đường Nguyễn Lương Bằng", "kiến nghị chuyển đổi số"])
def test_unikey_at_the_end_and_inside(room: Room, words: str) -> None:
    editor = room.enter()
    unikey_words(editor, words)
    assert editor.toPlainText() == words
    caret_at(editor, 3)
    unikey_type(editor, telex("Ẫm"))
    expected = words[:3] + "Ẫm" + words[3:]
    assert editor.toPlainText() == expected
    assert room.replayed() == {"answer/1": expected}


def test_composed_text_at_the_end_and_inside(room: Room) -> None:
    editor = room.enter()
    compose_text(editor, ("tỉnh ", "Sơn ", "La"))
    caret_at(editor, 5)
    compose_text(editor, ("ta ",))
    assert editor.toPlainText() == "tỉnh ta Sơn La"
    assert room.replayed() == {"answer/1": "tỉnh ta Sơn La"}


def test_leaving_records_once_and_empties_the_journal(room: Room, qtbot: QtBot) -> None:
    editor = room.enter()
    type_text(editor, "Trả lời.\nHai dòng.")
    assert editor.keeper.state in {Keeping.KEPT, Keeping.SAFE}
    assert room.stored() == ""
    room.elsewhere.setFocus()
    assert room.stored() == "Trả lời.\nHai dòng."
    assert editor.keeper.state is Keeping.RECORDED
    assert room.text_events() == 1
    qtbot.waitUntil(lambda: room.replayed() == {})  # a slow disk: its thread tells the main one later


def test_the_mark_becomes_safe_by_itself(room: Room, qtbot: QtBot) -> None:
    editor = room.enter()
    type_text(editor, "a")
    qtbot.waitUntil(lambda: editor.keeper.state is Keeping.SAFE)
    assert room.stored() == ""


def test_an_act_records_the_words_before_it(room: Room, question_id: QuestionId) -> None:
    editor = room.enter()
    type_text(editor, "dở")
    room.desk.run(queue.take_approval_back, question_id)
    kinds = [row[0] for row in room.conference.db.execute("SELECT kind FROM event ORDER BY id DESC LIMIT 2")]
    assert kinds == [EventKind.QUESTION_APPROVED.value, EventKind.TEXT_WRITTEN.value]
    assert room.stored() == "dở"


def test_the_journal_keeps_its_lines_until_the_event_is_safe(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A power cut between the event and its sync must find the words in one of the two files."""
    editor = room.enter()
    type_text(editor, "chưa an toàn")
    real = type(room.conference.follower).wait_safe
    monkeypatch.setattr(type(room.conference.follower), "wait_safe", lambda *_: False)
    editor.record()
    room.desk.save_state.emit(room.conference.follower.state())
    assert room.stored() == "chưa an toàn"
    assert room.replayed() == {"answer/1": "chưa an toàn"}
    monkeypatch.setattr(type(room.conference.follower), "wait_safe", real)
    assert room.conference.follower.wait_safe(2, 5)
    room.desk.save_state.emit(room.conference.follower.state())
    assert room.replayed() == {}


def test_another_text_records_the_former_one(room: Room, qtbot: QtBot) -> None:
    editor = room.enter()
    type_text(editor, "của câu một")
    editor.bind(TextKey(Slot.ANSWER, 2))
    assert editor.toPlainText() == ""
    type_text(editor, "của câu hai")
    qtbot.waitUntil(lambda: room.stored() == "của câu một")
    editor.record()
    assert room.stored(TextKey(Slot.ANSWER, 2)) == "của câu hai"


def test_a_text_is_taken_away_while_a_change_is_published(room: Room, question_id: QuestionId) -> None:
    """Undo may move the room to another question; a listener may not call a command, and no word is lost."""
    editor = room.enter()
    room.desk.changed.connect(lambda _: editor.bind(None))
    type_text(editor, "vừa gõ")
    queue.take_approval_back(room.conference, question_id)  # past the desk: nobody recorded the words first
    assert editor.toPlainText() == ""
    editor.record()
    assert room.stored() == "vừa gõ"


def test_undo_underneath_an_idle_editor_keeps_caret_selection_and_scroll(room: Room, question_id: QuestionId) -> None:
    verbatim = "\n".join(f"Dòng thứ {number}" for number in range(60))
    question = tables.QUESTIONS.get(room.conference.db, question_id)
    queue.change_question(room.conference, question.__class__(id=question_id, verbatim=verbatim))
    editor = room.enter(TextKey(Slot.VERBATIM, question_id))
    queue.change_question(room.conference, question.__class__(id=question_id, verbatim=verbatim + "\nthêm"))
    assert editor.toPlainText().endswith("thêm")
    caret_at(editor, 40, anchor=30)
    editor.verticalScrollBar().setValue(100)
    room.desk.run(Conference.undo)
    assert editor.toPlainText() == verbatim
    cursor = editor.textCursor()
    assert (cursor.anchor(), cursor.position()) == (30, 40)
    assert editor.verticalScrollBar().value() == 100
    assert not editor.is_unrecorded


@pytest.mark.parametrize("choice", ["mine", "stored"])
def test_changed_underneath_while_typing_offers_both(room: Room, question_id: QuestionId, choice: str) -> None:
    key = TextKey(Slot.VERBATIM, question_id)
    editor = room.enter(key)
    editor.selectAll()
    type_text(editor, "bản đang gõ")
    minutes.write_text(room.conference, key, "bản của nơi khác")  # an import, past the desk
    assert editor.toPlainText() == "bản đang gõ"
    assert editor.stored_meanwhile == "bản của nơi khác"
    room.elsewhere.setFocus()
    assert room.stored(key) == "bản của nơi khác", "nothing is decided for the person"
    if choice == "mine":
        editor.keep_mine()
        assert room.stored(key) == editor.toPlainText() == "bản đang gõ"
    else:
        editor.take_stored()
        assert room.stored(key) == editor.toPlainText() == "bản của nơi khác"
        editor.undo()
        assert editor.toPlainText() == "bản đang gõ"
    assert editor.stored_meanwhile is None


def test_a_syllable_being_composed_is_not_cut(room: Room, question_id: QuestionId) -> None:
    key = TextKey(Slot.VERBATIM, question_id)
    editor = room.enter(key)
    QCoreApplication.sendEvent(editor, QInputMethodEvent("nguyê", []))
    minutes.write_text(room.conference, key, "khác")
    room.desk.run(queue.take_approval_back, question_id)
    layout = editor.textCursor().block().layout()
    assert layout.preeditAreaText() == "nguyê"
    assert editor.stored_meanwhile == "khác"


def test_what_cannot_be_stored_as_typed_is_shown_as_stored_once_it_is_left(room: Room) -> None:
    editor = room.enter()
    editor.insert_words("Lo\u0300 Va\u0306n\u200b Phu\u0301")
    room.elsewhere.setFocus()
    assert room.stored() == editor.toPlainText() == "Lò Văn Phú"


def test_text_module(room: Room) -> None:
    setup.add(room.conference, TextModule(abbreviation=";xt", text="xin trân trọng tiếp thu"))
    editor = room.enter()
    type_text(editor, "Sở ;xt")
    press(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "Sở xin trân trọng tiếp thu"
    press(editor, Qt.Key.Key_Tab)
    assert room.elsewhere.hasFocus()
    assert room.stored() == "Sở xin trân trọng tiếp thu"


def test_pasted_words_come_without_their_look(room: Room) -> None:
    editor = room.enter()
    data = QMimeData()
    data.setHtml("<b>đậm</b> <img src='x'>")
    data.setText("đậm")
    assert editor.canInsertFromMimeData(data)
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "đậm"
    assert not editor.textCursor().charFormat().fontWeight() > 400


LETTERS = st.sampled_from("aăâeêđươỗẫ 1\n𝄞😀𠀀")
EDITS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 6), st.text(LETTERS, max_size=5), st.sampled_from("wwwruR")),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_the_journal_replays_to_exactly_what_stands_there(room: Room, edits: list[tuple[int, int, str, str]]) -> None:
    editor = room.enter(TextKey(Slot.ANSWER, next(_numbers)))
    assert editor.key is not None
    for place, length, words, act in edits:
        _edit(editor, place, length, words, act)
        if editor.is_unrecorded:
            assert room.replayed()[str(editor.key)] == editor.toPlainText()
    editor.record()
    assert room.stored(editor.key) == nfc(editor.toPlainText())


_numbers = itertools.count(100)


def _edit(editor: MinutesEditor, place: int, length: int, words: str, act: str) -> None:
    if act == "u":
        editor.undo()
    elif act == "R":
        editor.record()
    elif act == "r":
        editor.redo()
    else:
        cursor = QTextCursor(editor.document())
        text = editor.toPlainText()
        start = min(place, len(text))
        end = min(start + length, len(text))
        cursor.setPosition(len(text[:start].encode("utf-16-le")) // 2)
        cursor.setPosition(len(text[:end].encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)


@given(before=st.text(LETTERS, max_size=20), after=st.text(LETTERS, max_size=20))
def test_a_change_is_the_smallest(before: str, after: str) -> None:
    position, removed, added = changed_part(before, after)
    assert before[:position] + added + before[position + removed :] == after
    if removed and added:
        assert before[position] != after[position]
        assert before[position + removed - 1] != added[-1]


def test_a_disk_that_refuses_is_said_and_nothing_is_lost(
    room: Room, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    place = tmp_path / "gone"
    room.conference.journal.path = place / "journal"
    editor = room.enter()
    type_text(editor, "còn đây")
    qtbot.waitUntil(lambda: editor.keeper.state is Keeping.FAILED)
    assert editor.toPlainText() == "còn đây"
    place.mkdir()
    qtbot.waitUntil(lambda: editor.keeper.state is Keeping.SAFE)
    assert room.replayed() == {"answer/1": "còn đây"}
    assert "cannot be written" in caplog.text
    caplog.clear()
