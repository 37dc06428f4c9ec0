"""The manual says what is so: its keys are bound, its commands are in the palette, its complaints are the program's."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from tests.support.clock import FakeClock
from ui.operator.manual_overlay import MANUAL, chapters
from ui.preferences import Preferences
from ui.program import Program
from ui.shortcuts import BINDINGS
from ui.widgets.key_cap import shown_key

ROOT = Path(__file__).parents[3]
TEXT = resources.path(MANUAL).read_text(encoding="utf-8")
COMMANDS = re.findall(r"`Ctrl\+K`, gõ “([^”]+)”", TEXT)
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_every_key_it_names_is_bound() -> None:
    bound = {shown_key(key) for binding in BINDINGS for key in binding.keys}
    assert set(re.findall(r"`([^`]+)`", TEXT)) - bound == set()


def test_every_key_of_the_function_row_is_told() -> None:
    row = {key for binding in BINDINGS for key in binding.keys if re.fullmatch(r"(Shift\+)?F\d+", key)}
    assert {key for key in row if f"`{key}`" not in TEXT} == set()


def test_every_command_it_names_is_in_the_palette(qtbot: QtBot, tmp_path: Path) -> None:
    program = Program(Preferences(tmp_path / "console.json"), FakeClock())
    assert program.new_file(tmp_path / "a.hoinghi")
    with qtbot.waitSignal(program.ended):
        palette = program.console.palette_overlay
        palette.open()
        missing = []
        for words in COMMANDS:
            palette.field.setText(words)
            missing += [words] if palette.list.item(0) is None else []
        program.end()
    program.start_page.deleteLater()
    assert len(COMMANDS) >= 5
    assert missing == []


def test_every_complaint_it_explains_is_one_of_the_program() -> None:
    (trouble,) = [words for title, words in chapters() if title == "Khi có sự cố"]
    first_cells = [row.split("|")[1] for row in trouble.splitlines() if row.startswith("|")]
    said = [part for words in re.findall(r"“([^”]+)”", "".join(first_cells)) for part in words.split("…")]
    files = [path for part in ("ui", "app") for path in (ROOT / part).rglob("*.py")]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert len(said) >= 6
    assert [words for words in said if words.strip() not in source] == []


def test_it_opens_while_live_and_gives_the_focus_back(console) -> None:
    console.go_live()
    console.press(Qt.Key.Key_F2)
    before = QApplication.focusWidget()
    console.press(Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(console.window.palette_overlay.field, "so tay")
    console.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    manual = console.window.look_ups.manual
    assert manual.isVisible()
    for title, words in chapters():
        assert manual.text.toPlainText().startswith(title)
        assert len(manual.text.toPlainText()) > len(words) / 2
        console.press(Qt.Key.Key_Down)
    console.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
