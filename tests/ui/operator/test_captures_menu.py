"""A second laptop's captures on the console: made, found, taken in, conflicts decided by keys."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.captures import Capture, Conflict
from app.commands import minutes, queue, setup
from app.conference import Conference
from app.domain.changes import Table
from app.domain.facts import Mode
from app.domain.minutes import Slot, TextKey
from app.texts import text_of
from tests.support.clock import FakeClock
from tests.support.layout_audit import audit
from tests.ui.operator.conftest import Console
from ui import tasks
from ui.operator import captures_menu
from ui.operator.captures_menu import ConflictList, in_words


@pytest.fixture
def second(console: Console):
    """The capture file made by the console, opened on another laptop."""
    folder = console.preferences.make_second_folder()
    console.window.captures.make(folder)
    path = next(folder.glob("*.ghi-ho-1.hoinghi"))
    conference = Conference(path, FakeClock(), operator="Máy hai")
    yield conference
    conference.close()


def said(console: Console) -> str:
    return console.window.bar.words()


def written(conference: Conference) -> Path:
    assert conference.follower.wait_safe(conference.last_event(), 10)
    return conference.path


@pytest.fixture(autouse=True)
def _at_once(monkeypatch) -> None:
    """However busy the machine is."""
    monkeypatch.setattr(captures_menu, "AT_ONCE_MS", 20_000)


@pytest.fixture
def slow(monkeypatch) -> threading.Event:
    """Reading waits until it is set, and takes longer than somebody looks on."""
    answers = threading.Event()
    read = captures_menu.read_file

    def late(*arguments: Any) -> Capture | None:
        answers.wait(20)
        return read(*arguments)

    monkeypatch.setattr(captures_menu, "read_file", late)
    monkeypatch.setattr(captures_menu, "AT_ONCE_MS", -1)
    return answers


def conflicts_of(console: Console, file: Path) -> ConflictList:
    captures = console.window.captures
    captures.take_in(file)
    console.qtbot.waitUntil(lambda: captures.conflicts is not None and captures.conflicts.list.hasFocus())
    return captures.conflicts


def test_a_file_on_the_stick_is_offered_also_while_the_conference_runs(console: Console, second: Conference) -> None:
    assert "Đã tạo" in said(console)
    queue.register_question(second, queue.NewQuestion(gist="xin thêm đèn đường"))
    written(second)
    console.desk.run(setup.change_mode, Mode.LIVE)
    captures = console.window.captures
    wanted = [f"Nhận tệp ghi hộ “{second.path.name}”"]
    console.qtbot.waitUntil(lambda: [line.words for line in captures.lines()] == wanted)
    lines = captures.lines()
    lines[0].do()
    console.qtbot.waitUntil(lambda: "1 câu mới" in said(console))
    assert "xin thêm đèn đường" in {row.question.gist for row in console.window.queue.rows()}
    lines[0].do()
    console.qtbot.waitUntil(lambda: "Không có gì mới" in said(console))


def test_a_stick_that_does_not_answer_does_not_hold_up_the_palette(console: Console, monkeypatch) -> None:
    answers = threading.Event()
    file = console.preferences.second_folder / "hoi-nghi.ghi-ho-1.hoinghi"
    monkeypatch.setattr(captures_menu, "capture_files", lambda _: answers.wait(20) and [file])
    palette, words = console.window.palette_overlay, f"Nhận tệp ghi hộ “{file.name}”"
    palette.open()
    palette.list.setCurrentRow(3)
    chosen = palette.list.currentItem().text()
    assert words not in {entry.words for entry in palette.entries()}
    answers.set()
    console.qtbot.waitUntil(lambda: words in {entry.words for entry in palette.entries()})
    assert palette.list.currentItem().text() == chosen


def test_conflicts_are_shown_and_decided_by_keys(console: Console, second: Conference) -> None:
    first, other = (TextKey(Slot.VERBATIM, question) for question in console.questions[:2])
    for key in (first, other):
        minutes.write_text(console.conference, key, "Máy chính ghi")
        minutes.write_text(second, key, "Máy hai ghi")
    shown = conflicts_of(console, written(second))
    assert audit(shown.panel, frozenset()) == []
    assert text_of(console.conference.db, first) == "Máy chính ghi"
    QTest.keyClick(shown.list, Qt.Key.Key_Space)
    assert "Giữ của máy ghi hộ: “Máy hai ghi”" in shown.list.item(0).text()
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert not shown.isVisible()
    assert text_of(console.conference.db, first) == "Máy hai ghi"
    assert text_of(console.conference.db, other) == "Máy chính ghi"
    assert "Giữ của máy chính ở 1 chỗ" in said(console)


def test_escape_takes_in_nothing(console: Console, second: Conference) -> None:
    key = TextKey(Slot.VERBATIM, console.questions[0])
    minutes.write_text(console.conference, key, "Máy chính ghi")
    minutes.write_text(second, key, "Máy hai ghi")
    before = console.conference.last_event()
    QTest.keyClick(conflicts_of(console, written(second)).list, Qt.Key.Key_Escape)
    assert console.conference.last_event() == before


def test_a_file_of_somebody_else_is_refused_in_the_bar(console: Console, tmp_path: Path) -> None:
    console.window.captures.take_in(console.conference.path)
    console.qtbot.waitUntil(lambda: "không phải tệp ghi hộ" in said(console))
    console.window.captures.take_in(tmp_path / "none.hoinghi")
    console.qtbot.waitUntil(lambda: "Không tìm thấy" in said(console))


def test_a_file_that_is_read_slowly_takes_no_key_from_who_types_on(console: Console, second: Conference, slow) -> None:
    key = TextKey(Slot.VERBATIM, console.questions[0])
    minutes.write_text(console.conference, key, "Máy chính ghi")
    minutes.write_text(second, key, "Máy hai ghi")
    captures = console.window.captures
    captures.take_in(written(second))
    assert "Đang đọc" in said(console)
    console.window.queue.filter_box.setFocus()
    slow.set()
    console.qtbot.waitUntil(lambda: "ghi khác nhau ở 1 chỗ" in said(console))
    assert captures.conflicts is None
    assert console.window.queue.filter_box.hasFocus()
    line = captures.lines()[0]
    assert line.words == "Xem 1 chỗ hai máy ghi khác nhau…"
    assert line.words in said(console)
    console.qtbot.waitUntil(lambda: audit(console.window.bar, frozenset()) == [])
    line.do()
    console.qtbot.waitUntil(captures.conflicts.list.hasFocus)
    assert line.words not in {entry.words for entry in captures.lines()}


def test_a_stick_that_never_answers_keeps_no_other_from_being_read(
    console: Console, second: Conference, slow, monkeypatch
) -> None:
    queue.register_question(second, queue.NewQuestion(gist="xin thêm đèn đường"))
    captures = console.window.captures
    captures.take_in(written(second))
    monkeypatch.undo()
    captures.take_in(written(second))
    console.qtbot.waitUntil(lambda: "1 câu mới" in said(console))
    events = console.conference.last_event()
    slow.set()
    console.qtbot.waitUntil(lambda: not tasks.are_running())
    assert console.conference.last_event() == events
    assert "1 câu mới" in said(console)


def test_what_one_laptop_left_empty_is_said_in_words() -> None:
    told = in_words(Conflict(Table.QUESTION, 1, "gist", "", "xin thêm đèn", number=5))
    assert told.endswith("Giữ của máy chính: (để trống)\nBỏ của máy ghi hộ: “xin thêm đèn”")
