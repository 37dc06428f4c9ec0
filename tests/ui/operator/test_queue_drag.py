"""Real drags with the mouse of a real X server: the row lands where it was let go, and no row is lost."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.commands import agenda, queue
from app.domain.agenda import AgendaItem
from app.queries.floor import agenda_rows
from app.queries.queue import queue_rows
from tests.support.mouse import drag
from ui.operator.queue_lines import QuestionLine
from ui.operator.queue_panel import QueuePanel


@pytest.mark.xvfb(only=True)
def test_a_dragged_row_lands_between_two_others(room, qtbot):
    ids = [queue.register_question(room.conference, queue.NewQuestion(gist=f"Câu {n}")) for n in range(6)]
    panel = QueuePanel(room.desk, room.keys)
    room.window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    room.window.setCentralWidget(panel)
    room.window.setGeometry(40, 40, 400, 500)
    with qtbot.waitExposed(room.window):
        room.window.show()
    room.window.activateWindow()
    qtbot.waitUntil(room.window.isActiveWindow)
    view = panel.view

    def middle(question_id: int, above: int = 0) -> QPoint:
        rect = view.visualRect(view.rows.index_of(question_id))
        return view.viewport().mapToGlobal(QPoint(rect.center().x(), rect.center().y() - above))

    start, end = middle(ids[4]), middle(ids[1], above=18)
    mouse = drag(start, end)
    wanted = [ids[0], ids[4], ids[1], ids[2], ids[3], ids[5]]
    qtbot.waitUntil(lambda: [row.id for row in queue_rows(room.conference.db)] == wanted, timeout=15_000)
    shown = [line.row.id for line in view.rows.rows() if isinstance(line, QuestionLine)]
    assert shown == wanted
    assert mouse.wait(5) == 0


def middle_of(view, row: int) -> QPoint:
    return view.viewport().mapToGlobal(view.visualRect(view.model().index(row, 0)).center())


@pytest.mark.xvfb(only=True)
def test_drags_on_the_whole_console_move_one_row_and_lose_none(console, qtbot):
    """Queue and programme on the console as it stands, with everything else around them."""
    window, conference = console.window, console.conference
    for number in range(4):
        agenda.add_item(conference, AgendaItem(title=f"Mục {number}", planned_minutes=5))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view = window.queue.view
    places = [view.rows.index_of(question).row() for question in console.questions]
    start, end = middle_of(view, places[3]), middle_of(view, places[0])
    mouse = drag(start, end - QPoint(0, 16))
    first, second, third, fourth = console.questions
    wanted = [fourth, first, second, third]
    qtbot.waitUntil(lambda: [row.id for row in queue_rows(conference.db)] == wanted, timeout=15_000)
    assert mouse.wait(5) == 0
    assert [row.id for row in window.queue.rows()] == wanted

    console.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    items = window.agenda.list
    qtbot.waitUntil(items.isVisible)
    before = [row.item.id for row in agenda_rows(conference.db)]
    mouse = drag(middle_of(items, 4), middle_of(items, 1) - QPoint(0, 12))
    moved = [before[0], before[4], *before[1:4]]
    qtbot.waitUntil(lambda: [row.item.id for row in agenda_rows(conference.db)] == moved, timeout=15_000)
    assert mouse.wait(5) == 0
    assert [line.item.id for line in items.rows.rows()] == moved
