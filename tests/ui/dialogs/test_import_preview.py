"""The window of an import by keys alone, and the verbs without windows."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from app.commands import setup
from app.conference import Conference
from app.domain.facts import Mode
from app.domain.import_preview import Field, ImportKind, RowState
from app.domain.roster import Site
from db import tables
from tests.support.conferences import new_conference, state_of, with_people
from ui import headless
from ui.desk import Desk
from ui.dialogs.import_preview import ImportWindow
from ui.keys import Keys
from ui.preferences import Preferences
from ui.shortcuts import Action
from ui.theme import set_theme

FILES = Path(__file__).resolve().parents[2] / "fixtures" / "imports"
TEXT = (
    "Họ tên\tĐơn vị\tNội dung câu hỏi\tCơ quan trả lời\n"
    "A\tX\tKhi nào có đường?\tSở Nội vụ tỉnh nhà\nB\tY\tKhi nào có đường?\tCông an tỉnh\n"
)


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Generator[ImportWindow]:
    set_theme("light")
    conference = new_conference(tmp_path)
    with_people(conference)
    desk = Desk(conference)
    console = QWidget()
    qtbot.addWidget(console)
    keys = Keys(console)
    keys.on(Action.UNDO, lambda: desk.run(Conference.undo))
    made = ImportWindow(desk, keys, Preferences(tmp_path / "console.json"))
    qtbot.addWidget(made)
    made.desk, made.ini = desk, tmp_path / "console.json"
    yield made
    made.close()
    desk.close()
    conference.close()


def show(window: ImportWindow, qtbot, kind: ImportKind = ImportKind.QUESTIONS) -> None:
    window.open(kind)
    qtbot.waitUntil(window.isActiveWindow)


def test_letters_that_were_guessed_wrong_are_read_again(window: ImportWindow, qtbot) -> None:
    """The box is there for text files only; another way of writing letters reads the same file anew."""
    show(window, qtbot)
    window.session.read_file(FILES / "windows-1258.csv")
    qtbot.waitUntil(lambda: window.session.preview is not None, timeout=20_000)
    right = [row.values[Field.TEXT] for row in window.session.preview.rows]
    assert window.mapping.encodings.isVisible()
    assert window.mapping.encodings.currentText() == "Windows-1258 (tiếng Việt)"
    window.mapping.encodings.activated.emit(3)
    qtbot.waitUntil(lambda: window.session.source is not None and window.session.source.encoding == "latin-1")
    texts = [cell for row in window.session.source.sheets[0].rows for cell in row]
    assert not any(text in texts for text in right)
    window.mapping.encodings.activated.emit(2)
    qtbot.waitUntil(lambda: window.session.source is not None and window.session.source.encoding == "cp1258")
    assert [row.values[Field.TEXT] for row in window.session.preview.rows] == right


def test_error_double_and_taking_in_by_keys(window: ImportWindow, qtbot) -> None:
    db = window.desk.conference.db
    before = state_of(db)
    show(window, qtbot)
    window.session.read_text(TEXT)
    assert window.table.hasFocus()
    assert [row.state for row in window.table.rows_model.rows()] == [RowState.ERROR, RowState.DUPLICATE]
    assert window.problem.take.isVisible()
    QTest.keyClick(window.table, Qt.Key.Key_Return)
    assert window.session.counts() == (1, 0, 1, 0)
    window.table.setCurrentIndex(window.table.rows_model.index_of(3))
    QTest.keyClick(window.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert window.session.counts() == (2, 0, 0, 0)
    assert state_of(db) == before
    QTest.keyClick(window.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    assert len(tables.QUESTIONS.all(db)) == 2
    window.desk.run(Conference.undo)
    assert state_of(db) == before


def test_many_rows_are_written_and_taken_back_beside_the_console(window: ImportWindow, qtbot) -> None:
    """600 rows: the windows go on meanwhile, a second press does nothing, and what happens meanwhile is not lost."""
    desk = window.desk
    show(window, qtbot)
    window.session.read_text("Họ tên\tNội dung câu hỏi\n" + "".join(f"A{n}\tCâu hỏi số {n}?\n" for n in range(600)))
    qtbot.waitUntil(lambda: window.session.preview is not None)
    before = state_of(desk.conference.db)
    window.session.take_in()
    assert window.session.is_busy
    assert window.take_in.text() == "Đang nhập…"
    window.session.take_in()
    assert state_of(desk.conference.db) == before
    qtbot.waitUntil(lambda: not window.session.is_busy, timeout=20_000)
    assert not window.isVisible()
    assert len(tables.QUESTIONS.all(desk.conference.db)) == 600
    last = desk.conference.last_event()
    desk.undo()
    desk.run(setup.change_mode, Mode.AFTER)
    qtbot.waitUntil(lambda: desk.conference.last_event() == last + 2, timeout=20_000)
    assert tables.QUESTIONS.all(desk.conference.db) == ()  # the act that was meant, not the one that came meanwhile
    assert tables.FACTS.get(desk.conference.db, 1).mode is Mode.AFTER
    desk.undo()
    assert state_of(desk.conference.db) == before


def test_the_window_learns_of_it_in_a_turn_of_its_own(window: ImportWindow, qtbot) -> None:
    """All panels have just shown the new rows: with this window as well it would be felt by who types."""
    turns: list[str] = []
    window.desk.changed.connect(lambda _: turns.append("panels") or QTimer.singleShot(0, lambda: turns.append("next")))
    window.desk.run_beside(setup.add, Site(name="Mường La"), done=lambda _: turns.append("window"))
    qtbot.waitUntil(lambda: "window" in turns)
    assert turns == ["panels", "next", "window"]


def test_kind_and_columns_are_chosen_by_keys(window: ImportWindow, qtbot) -> None:
    """A box gives back plain strings; random presses once left the session with one for its kind."""
    show(window, qtbot)
    kinds = window.mapping.kinds
    kinds.setFocus()
    QTest.keyClick(kinds, Qt.Key.Key_Down)
    assert window.session.kind is list(ImportKind)[1]
    window.session.read_text(TEXT)
    QTest.keyClick(kinds, Qt.Key.Key_Up)
    assert window.session.kind is ImportKind.QUESTIONS
    box = next(box for box in window.mapping.findChildren(QComboBox) if box.currentText() == "Đơn vị")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert window.session.mapped.keys() == {0, 2, 3}
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert all(isinstance(field, Field) for field in window.session.mapped.values())


def test_a_file_is_read_beside_the_console(window: ImportWindow, qtbot) -> None:
    show(window, qtbot)
    window.session.read_file(FILES / "cau-hoi.xlsx")
    qtbot.waitUntil(lambda: window.session.preview is not None, timeout=30_000)
    assert window.session.counts() == (4, 0, 0, 0)
    window.session.read_file(FILES / "README.md")
    with qtbot.waitSignal(window.session.refused, timeout=30_000) as refused:
        pass
    assert "README.md" in refused.args[0]


def test_columns_mapped_by_hand_are_remembered(window: ImportWindow, qtbot) -> None:
    show(window, qtbot)
    window.session.read_text("Họ tên\tTâm tư\tCâu hỏi\nA\tKhi nào có điện?\tx\n")
    window.mapping.field_chosen.emit(1, Field.TEXT)
    window.mapping.field_chosen.emit(2, None)
    assert window.session.preview is not None
    assert window.session.preview.rows[0].values[Field.TEXT] == "Khi nào có điện?"
    window.session.read_text("Tâm tư\tHọ tên\nKhi nào có nước?\tB\n")
    assert window.session.mapped == {0: Field.TEXT, 1: Field.NAME}
    assert Preferences(window.ini).import_columns("questions")["cau hoi"] == ""


def test_legacy_text_waits_for_consent(window: ImportWindow, qtbot) -> None:
    show(window, qtbot)
    window.session.read_text("Hä vµ tªn\tNéi dung c©u hái\nNguyÔn ThÞ Thuý\t§­êng vÒ b¶n bao giê ®­îc söa?\n")
    assert window.convert.isVisible()
    assert not window.take_in.isEnabled()
    window.convert.click()
    assert not window.convert.isVisible()
    assert window.take_in.isEnabled()
    assert window.session.preview is not None
    assert window.session.preview.rows[0].values[Field.NAME] == "Nguyễn Thị Thuý"


def test_not_while_the_conference_runs(window: ImportWindow, qtbot) -> None:
    show(window, qtbot)
    window.desk.run(setup.change_mode, Mode.LIVE)
    qtbot.waitUntil(lambda: not window.isVisible())
    window.open()
    assert not window.isVisible()


def test_import_inspect_and_print_without_windows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conference = new_conference(tmp_path)
    with_people(conference)
    conference.close()
    file = str(conference.path)
    assert headless.import_file([str(FILES / "cau-hoi.xlsx"), "--as", "questions", "--into", file]) == headless.DONE
    assert "Đã nhập 4 câu từ “cau-hoi.xlsx”: 4 mới" in capsys.readouterr().out
    assert headless.import_file([str(FILES / "vni.xlsx"), "--as", "questions", "--into", file]) == headless.NOT_DONE
    assert "VNI" in capsys.readouterr().err
    assert headless.import_file([str(FILES / "README.md"), "--as", "questions", "--into", file]) == headless.NOT_DONE
    assert headless.import_file(["x", "--as", "songs", "--into", file]) == headless.USAGE
    capsys.readouterr()
    assert headless.inspect_file([file]) == headless.DONE
    said = capsys.readouterr().out
    assert "câu hỏi: 4" in said
    assert "Toàn vẹn: đạt" in said
    assert headless.inspect_file([str(tmp_path / "no.hoinghi")]) == headless.NOT_DONE
    assert headless.print_papers([file, "--out", str(tmp_path / "giay")]) == headless.DONE
    assert list((tmp_path / "giay").glob("*.pdf"))
