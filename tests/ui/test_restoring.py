"""A damaged file at the start page, the check in the background, and the way back and forth between copies."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app import backup
from app.commands import setup
from app.conference import Conference, Spare
from app.domain.facts import Mode
from app.queries import queue
from app.restore import CopyKind
from db import connection
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_question
from ui.operator.bar import Bar, Topic
from ui.operator.restore_overlay import RestoreOverlay, difference
from ui.preferences import Preferences
from ui.program import Program


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Generator[Program]:
    made = Program(Preferences(tmp_path / "console.json"), FakeClock())
    (tmp_path / "usb").mkdir()
    made.preferences.second_folder = tmp_path / "usb"
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


@pytest.fixture
def file(program: Program, tmp_path: Path) -> Path:
    """One question in its backup, two in the file."""
    (tmp_path / "hoi-nghi").mkdir()
    conference = new_conference(tmp_path / "hoi-nghi")
    with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 5)
    backup.backup_now(conference.path, program.preferences.copies, conference.now())
    with_question(conference)
    conference.close()
    return conference.path


def damaged(file: Path) -> Path:
    with file.open("r+b") as opened:
        opened.seek(4096 * 3)
        opened.write(bytes(4096))
    return file


def press(bar: Bar, words: str) -> None:
    button = next(button for button in bar.findChildren(QAbstractButton) if button.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def with_copies(qtbot: QtBot, overlay: RestoreOverlay) -> RestoreOverlay:
    qtbot.waitUntil(lambda: overlay.list.count() > 0 or "Không" in overlay.words.text())
    return overlay


def questions(program: Program) -> int:
    assert program.desk is not None
    return queue.counts(program.desk.conference.db).total


def standing(qtbot: QtBot, program: Program, reached: Callable[[], bool]) -> None:
    qtbot.waitUntil(lambda: program.console is not None and reached(), timeout=10_000)


def test_damaged_file_is_answered_with_its_newest_good_copy(qtbot: QtBot, program: Program, file: Path) -> None:
    assert not program.open_file(damaged(file))
    program.start_page.show()
    press(program.start_page.bar, "Khôi phục…")
    overlay = with_copies(qtbot, program.start_page.findChild(RestoreOverlay))
    assert overlay.take_button.isEnabled()
    assert "không so được" in overlay.difference.text()
    overlay.take_button.click()
    standing(qtbot, program, lambda: questions(program) == 1)
    notice = program.console.bar._notices[Topic.RESTORED]
    assert "Tệp trước đó được giữ" in notice.safe
    assert list(file.parent.glob("*.hong-*"))


def test_without_copies_what_can_be_read_is_offered(qtbot: QtBot, program: Program, file: Path) -> None:
    for copy in backup.backups(file, program.preferences.copies):
        copy.unlink()
    with closing(connection.open_reading(file)) as db:
        page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'question'").fetchone()[0]
    with file.open("r+b") as opened:
        opened.seek(4096 * (page - 1))
        opened.write(bytes(4096))
    assert not program.open_file(file)
    program.start_page.show()
    press(program.start_page.bar, "Khôi phục…")
    overlay = with_copies(qtbot, program.start_page.findChild(RestoreOverlay))
    assert overlay.list.item(0).data(Qt.ItemDataRole.UserRole).kind is CopyKind.SALVAGED
    overlay.take_button.click()
    standing(qtbot, program, lambda: questions(program) == 2)


def test_back_to_a_copy_and_forth_again(qtbot: QtBot, program: Program, file: Path) -> None:
    assert program.open_file(file)
    next(entry for entry in program.console._palette_lines() if entry.words.startswith("Khôi phục")).do()
    overlay = with_copies(qtbot, program.restoring._overlay)
    copies = [overlay.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(overlay.list.count())]
    early = next(copy for copy in copies if copy.kind is CopyKind.BACKUP and copy.questions == 1)
    assert difference(early).startswith("Thiếu ")
    overlay.list.setCurrentRow(copies.index(early))
    assert any("Ghi nhận câu 02" in label.text() for label in overlay.lost)
    overlay.take_button.click()
    standing(qtbot, program, lambda: questions(program) == 1)
    act = next(act for act in program.console.bar._notices[Topic.RESTORED].acts if act.words == "Lấy lại tệp trước")
    act.do()
    standing(qtbot, program, lambda: questions(program) == 2)


def test_nothing_is_restored_while_live(qtbot: QtBot, program: Program, file: Path) -> None:
    assert program.open_file(file)
    program.desk.run(setup.change_mode, Mode.LIVE)
    said: list[str] = []
    program.desk.said.connect(said.append)
    program.restoring._open()
    assert said
    assert program.console.findChild(RestoreOverlay) is None


def test_the_full_check_tells_its_outcome(qtbot: QtBot, program: Program, file: Path) -> None:
    assert program.open_file(file)
    program.restoring.check_now()
    save = program.console.top_bar.save
    qtbot.waitUntil(lambda: "không có lỗi" in save.toolTip())
    assert not program.console.bar.has(Topic.DAMAGE)


def test_a_changed_word_is_found_by_the_full_check(
    qtbot: QtBot, program: Program, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_bytes(file.read_bytes().replace("Giải pháp quản lý".encode(), "giải pháp quản lý".encode()))
    assert program.open_file(file)
    program.restoring.check_now()
    qtbot.waitUntil(lambda: program.console.bar.has(Topic.DAMAGE))
    assert program.console.bar._notices[Topic.DAMAGE].what.startswith("Nhật ký của tệp bị đổi hoặc hỏng")
    assert "the file is damaged" in caplog.text
    caplog.clear()


def test_a_file_that_was_closed_here_is_sealed(qtbot: QtBot, program: Program, file: Path) -> None:
    assert program.open_file(file)
    program.console.close_now()
    assert program.preferences.seal(str(file)).startswith(f"{file.stat().st_size}:")


def test_the_second_copy_is_among_them(qtbot: QtBot, program: Program, file: Path, tmp_path: Path) -> None:
    conference = Conference(file, FakeClock(), spare=Spare(tmp_path / "usb"))
    with_question(conference)
    assert conference.second.wait_safe(conference.last_event(), 5)
    conference.close()
    program.restoring._path = damaged(file)
    assert program.restoring._find()[0].kind is CopyKind.SECOND
