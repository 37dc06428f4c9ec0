"""The model under Qt's own tester: any change of rows leaves model and rows in step, and a drop loses nothing."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from ui.models.row_model import MOST_CHANGES, ROW_ROLE, Column, RowModel


@dataclass(frozen=True)
class Line:
    key: int
    text: str = ""


def made(rows=(), draggable=lambda line: True) -> tuple[RowModel[Line], QAbstractItemModelTester]:
    columns = [Column("Số", lambda line: str(line.key)), Column("Chữ", lambda line: line.text, lambda line: "đọc")]
    model = RowModel(columns, lambda line: line.key, draggable)
    model.set_rows(rows)
    return model, QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


lines = st.lists(st.builds(Line, st.integers(0, 12), st.text("ab", max_size=1)), unique_by=lambda line: line.key)


@pytest.fixture(autouse=True)
def _application(qapp):
    """Signals and the tester need one."""


@given(st.lists(lines, min_size=1, max_size=6))
@settings(max_examples=150)
def test_any_sequence_of_rows_is_shown_and_indexes_follow_their_rows(sequence):
    model, tester = made()
    for rows in sequence:
        held = {line.key: QPersistentModelIndex(model.index_of(line.key)) for line in model.rows()}
        model.set_rows(rows)
        assert list(model.rows()) == rows
        for number, line in enumerate(rows):
            if line.key in held:
                assert held[line.key].row() == number
        gone = set(held) - {line.key for line in rows}
        assert not any(held[key].isValid() for key in gone)
    assert tester.model() is model


@given(st.permutations(range(10)), st.integers(0, 9))
@settings(max_examples=60)
def test_moving_one_row_is_one_move(order, target):
    model, tester = made([Line(key) for key in order])
    spy = QSignalSpy(model.rowsMoved)
    moved = [*order[1:]]
    moved.insert(target, order[0])
    model.set_rows([Line(key) for key in moved])
    assert [line.key for line in model.rows()] == moved
    assert spy.count() == (0 if target == 0 else 1)
    assert tester.model() is model


def test_more_changes_than_the_limit_are_one_reset():
    model, tester = made([Line(key) for key in range(MOST_CHANGES + 1)])
    spy = QSignalSpy(model.modelReset)
    model.set_rows([])
    assert spy.count() == 1
    model.set_rows([Line(1)])
    assert spy.count() == 1
    assert tester.model() is model


def test_one_changed_row_repaints_only_that_row():
    model, tester = made([Line(1, "a"), Line(2, "b"), Line(3, "c")])
    spy = QSignalSpy(model.dataChanged)
    model.set_rows([Line(1, "a"), Line(2, "đổi"), Line(3, "c")])
    assert [(spy.at(i)[0].row(), spy.at(i)[1].row()) for i in range(spy.count())] == [(1, 1)]
    assert tester.model() is model


def test_words_rows_and_screen_reader_words_are_given_by_role():
    model, tester = made([Line(7, "chữ")])
    cell = model.index(0, 1)
    assert model.data(cell) == "chữ"
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "đọc"
    assert model.data(cell, ROW_ROLE) == Line(7, "chữ")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Chữ"
    assert tester.model() is model


def test_rows_take_no_drop_and_only_the_draggable_are_dragged():
    model, tester = made([Line(1), Line(2)], lambda line: line.key == 1)
    assert model.flags(QModelIndex()) == Qt.ItemFlag.ItemIsDropEnabled
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert tester.model() is model


@given(st.lists(st.integers(0, 30), min_size=1, unique=True), st.data())
@settings(max_examples=100)
def test_a_drop_asks_for_a_move_and_touches_no_row(keys, data):
    model, tester = made([Line(key) for key in keys])
    number = data.draw(st.integers(0, len(keys) - 1))
    target = data.draw(st.integers(-1, len(keys)))
    spy = QSignalSpy(model.move_requested)
    mime = model.mimeData([model.index(number, 0), model.index(number, 1)])
    taken = model.dropMimeData(mime, Qt.DropAction.MoveAction, target, 0, QModelIndex())
    assert taken is False
    assert [line.key for line in model.rows()] == keys
    before = keys[target] if 0 <= target < len(keys) else None
    assert spy.at(0) == [(keys[number],), before]
    assert tester.model() is model


def test_rows_of_another_list_are_not_taken():
    model, tester = made([Line(1)])
    other, other_tester = made([Line(1)])
    spy = QSignalSpy(model.move_requested)
    model.dropMimeData(other.mimeData([other.index(0, 0)]), Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    model.dropMimeData(model.mimeData([model.index(0, 0)]), Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    assert spy.count() == 0
    assert tester.model() is not other_tester.model()
