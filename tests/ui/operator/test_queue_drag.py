"""A real drag with the mouse of a real X server: the row lands where it was let go, and no row is lost."""

import subprocess

import pytest
from PySide6.QtCore import QPoint, Qt

from app.commands import queue
from app.queries.queue import queue_rows
from ui.operator.queue_lines import QuestionLine
from ui.operator.queue_panel import QueuePanel


def drag(start: QPoint, end: QPoint) -> subprocess.Popen[bytes]:
    """The mouse in a process of its own: during a drag Qt runs a loop that returns only when the button is let go."""
    words: list[object] = ["xdotool", "mousemove", start.x(), start.y(), "mousedown", 1, "sleep", 0.1]
    for part in range(1, 11):
        x = start.x() + (end.x() - start.x()) * part // 10
        y = start.y() + (end.y() - start.y()) * part // 10
        words += ["mousemove", x, y, "sleep", 0.03]
    return subprocess.Popen([str(word) for word in [*words, "sleep", 0.1, "mouseup", 1]])


@pytest.mark.xvfb(only=True)
def test_a_dragged_row_lands_between_two_others(room, qtbot):
    ids = [queue.register_question(room.conference, queue.NewQuestion(gist=f"Câu {n}")) for n in range(6)]
    panel = QueuePanel(room.desk, room.keys)
    room.window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    room.window.setCentralWidget(panel)
    room.window.setGeometry(40, 40, 400, 500)
    room.window.show()
    qtbot.waitExposed(room.window)
    view = panel.view

    def middle(question_id: int, above: int = 0) -> QPoint:
        rect = view.visualRect(view.rows.index_of(question_id))
        return view.viewport().mapToGlobal(QPoint(rect.center().x(), rect.center().y() - above))

    start, end = middle(ids[4]), middle(ids[1], above=18)
    mouse = drag(start, end)
    wanted = [ids[0], ids[4], ids[1], ids[2], ids[3], ids[5]]
    qtbot.waitUntil(lambda: [row.id for row in queue_rows(room.conference.db)] == wanted, timeout=3000)
    shown = [line.row.id for line in view.rows.rows() if isinstance(line, QuestionLine)]
    assert shown == wanted
    assert mouse.wait(5) == 0
