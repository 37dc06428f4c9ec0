"""An act tells the list of the rows it touched and of no other, however long the queue is."""

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from app.commands import floor, queue
from app.domain.changes import EventKind
from app.domain.question import QuestionState
from ui.operator.queue_panel import QueuePanel
from ui.shortcuts import Action

ROWS = 400


@pytest.fixture
def panel(room, qtbot) -> QueuePanel:
    conference = room.conference
    with conference.record(EventKind.IMPORTED) as tx:
        for number in range(ROWS):
            site = room.ids["bac_yen"] if number % 5 == 0 else None
            new = queue.NewQuestion(gist=f"Ý {number}", site_id=site, agency_id=room.ids["snv"])
            queue.add_question(tx.db, conference.station, new, conference.now())
        tx.summary = "Nhập 400 câu"
    made: QWidget = QueuePanel(room.desk, room.keys)
    room.window.setCentralWidget(made)
    room.window.show()
    return made


def spies(panel: QueuePanel) -> dict[str, QSignalSpy]:
    model = panel.view.rows
    names = ("modelReset", "rowsInserted", "rowsRemoved", "rowsMoved", "dataChanged")
    return {name: QSignalSpy(getattr(model, name)) for name in names}


def told(found: dict[str, QSignalSpy]) -> dict[str, int]:
    return {name: spy.count() for name, spy in found.items() if spy.count()}


def test_an_act_on_one_question_is_one_row(room, panel) -> None:
    row = panel.rows()[ROWS // 2]
    seen = spies(panel)
    queue.approve(room.conference, row.id)
    assert told(seen) == {"dataChanged": 1}
    assert panel.rows()[ROWS // 2].question.state is QuestionState.WAITING
    floor.start_question(room.conference, row.id)
    assert told(seen) == {"dataChanged": 2}
    room.conference.undo()
    room.conference.undo()
    assert told(seen) == {"dataChanged": 4}


def test_rows_that_no_act_touched_stay_the_same_objects(room, panel) -> None:
    before = panel.rows()
    queue.approve(room.conference, before[7].id)
    unlike = [place for place, (one, other) in enumerate(zip(before, panel.rows(), strict=True)) if one is not other]
    assert unlike == [7]


@pytest.mark.parametrize(("source", "target"), [(201, 199), (201, 204), (399, 1), (1, 399)])
def test_a_move_is_one_move(room, panel, source, target) -> None:
    rows = panel.rows()
    seen = spies(panel)
    queue.move_question(room.conference, rows[source].id, rows[target].id)
    assert told(seen) == {"rowsMoved": 1, "dataChanged": 1}


def test_a_new_question_is_one_row_and_its_heading(room, panel) -> None:
    seen = spies(panel)
    queue.register_question(room.conference, queue.NewQuestion(gist="Mới"))
    assert told(seen) == {"rowsInserted": 1, "dataChanged": 1}  # the heading counts one more
    queue.end_question(room.conference, panel.rows()[-1].id, QuestionState.WITHDRAWN)
    assert told(seen)["dataChanged"] == 2


def test_the_cursor_follows_its_question(room, panel) -> None:
    panel.select(panel.rows()[201].id)
    chosen = panel.selected().id
    room.keys.trigger(Action.MOVE_TOP)
    assert panel.selected().id == chosen
    queue.register_question(room.conference, queue.NewQuestion(gist="Mới"))
    assert panel.selected().id == chosen
