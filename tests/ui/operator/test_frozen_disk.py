"""A disk that answers nothing: the console goes on, the hall stays, the bar says so and takes it back."""

import logging
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest
from PySide6.QtCore import Qt, QTimer

from app.commands import queue
from app.conference import JournalState
from app.domain.projection import HallState
from db import chain, connection
from tests.support.faults import loop_disk
from tests.support.faults.loop_disk import LoopDisk
from tests.support.hotplug import LAPTOP, PROJECTOR, plug
from tests.ui.operator.conftest import Console, console_on
from ui import crash
from ui.operator.bar import Topic
from ui.operator.saving import STUCK_MS

FROZEN_S = 5


def hall_of(console: Console) -> object:
    return console.hall.window.grab().toImage()


@pytest.mark.slow
@pytest.mark.skipif(bool(loop_disk.missing()), reason=loop_disk.missing())
def test_disk_frozen_for_five_seconds_is_told_in_the_bar_and_loses_nothing(qtbot, tmp_path: Path) -> None:
    with LoopDisk(tmp_path) as disk, console_on(qtbot, disk.folder, tmp_path) as console:
        console.preview(1)
        console.hall.take()
        assert console.conference.follower.wait_safe(console.conference.last_event(), 10)
        bar, before, turns = console.window.bar, hall_of(console), []
        beat = QTimer(interval=10)
        beat.timeout.connect(lambda: turns.append(1))
        thaw = threading.Timer(FROZEN_S, disk.thaw)  # also where the main thread would stand still
        disk.freeze()
        thaw.start()
        try:
            question = console.desk.run(queue.register_question, queue.NewQuestion(gist="Khi ổ đĩa đứng"))
            beat.start()
            qtbot.waitUntil(lambda: bar.has(Topic.SAVE), timeout=FROZEN_S * 1000)
            words = bar.words()
            assert thaw.is_alive()
            assert not console.conference.follower.wait_safe(console.conference.last_event(), 0)
            assert hall_of(console) == before
            assert len(turns) > STUCK_MS / 10 / 4
        finally:
            thaw.join()
        assert "Ổ đĩa không trả lời từ" in words
        assert "Mọi nội dung vẫn giữ trong máy. Màn chiếu không đổi." in words
        qtbot.waitUntil(lambda: not bar.has(Topic.SAVE), timeout=10_000)
        assert console.conference.follower.wait_safe(console.conference.last_event(), 10)
        assert hall_of(console) == before
        stored = connection.load_into_memory(console.conference.path)
        assert stored.execute("SELECT count(*) FROM question WHERE id = ?", [question]).fetchone() == (1,)
        assert chain.verify(stored) is None
        stored.close()


class Beats(QTimer):
    """The longest time between two turns of the event loop, in seconds."""

    def __init__(self) -> None:
        super().__init__(interval=5)
        self._at = time.monotonic()
        self.longest = 0.0
        self.timeout.connect(self._beat)
        self.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest, self._at = max(self.longest, now - self._at), now


@contextmanager
def log_in(folder: Path) -> Generator[SimpleQueue[object]]:
    """The program's log there, as it is written while the program runs."""
    lines: SimpleQueue[object] = SimpleQueue()
    writer, root = crash.log_into(folder, lines), logging.getLogger()
    yield lines
    root.removeHandler(root.handlers[-1])
    writer.stop()
    writer.handlers[0].close()


@pytest.mark.slow
@pytest.mark.skipif(bool(loop_disk.missing()), reason=loop_disk.missing())
def test_a_laptop_whose_only_disk_is_frozen_goes_on(qtbot, tmp_path: Path) -> None:
    """Conference, copies, settings and log lie on it. The cable goes and comes back, which is remembered and logged."""
    with (
        LoopDisk(tmp_path) as disk,
        console_on(qtbot, disk.folder, disk.folder) as console,
        log_in(disk.folder / "nhat-ky") as lines,
    ):
        console.preview(1)
        console.press(Qt.Key.Key_F5)
        console.press(Qt.Key.Key_F8)
        on_air = console.row.picture
        assert console.conference.follower.wait_safe(console.conference.last_event(), 10)
        thaw = threading.Timer(FROZEN_S, disk.thaw)
        disk.freeze()
        thaw.start()
        try:
            beats = Beats()
            plug(LAPTOP)
            qtbot.waitUntil(lambda: console.row.state is HallState.NO_SCREEN)
            console.preferences.hall_screen = None  # so that it is another one than the file has
            plug(LAPTOP, PROJECTOR)
            qtbot.waitUntil(lambda: console.row.state is not HallState.NO_SCREEN)
            for number in range(200):  # more than a pipe or a buffer takes
                logging.getLogger("app").info("a line of the log %s", number)
            console.desk.run(queue.register_question, queue.NewQuestion(gist="Khi ổ đĩa đứng"))
            console.preview(2)
            qtbot.wait(1000)
            assert thaw.is_alive()
            assert beats.longest < 0.5
            assert console.preferences.hall_screen is not None
            assert console.row.picture == on_air
        finally:
            thaw.join()
        console.preferences.save()
        assert '"hall_screen": "{' in (disk.folder / "console.json").read_text("utf-8").replace("\\", "")
        assert crash.BugReports(lines).settle(10)
        log = disk.folder / "nhat-ky" / "program.log"
        assert "a line of the log 199" in log.read_text("utf-8")
        assert console.conference.follower.wait_safe(console.conference.last_event(), 10)


def test_a_slow_disk_that_moves_is_not_called_frozen(qtbot, tmp_path: Path) -> None:
    with console_on(qtbot, tmp_path, tmp_path) as console:
        bar = console.window.bar
        for safe in range(1, 5):
            console.desk.journal_state.emit(JournalState(10, safe))
            qtbot.wait(STUCK_MS // 3)
            assert not bar.has(Topic.SAVE)
        qtbot.waitUntil(lambda: bar.has(Topic.SAVE), timeout=10 * STUCK_MS)
        console.desk.journal_state.emit(JournalState(11, 5))
        qtbot.waitUntil(lambda: not bar.has(Topic.SAVE))
        console.desk.journal_state.emit(JournalState(11, 11))
