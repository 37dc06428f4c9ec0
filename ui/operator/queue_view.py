"""The list of the queue: heights, keys of its own and dragging. It changes nothing; the panel hears what is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from ui.models.row_model import Column, RowModel
from ui.operator.queue_delegate import QueueDelegate, spoken_line
from ui.operator.queue_lines import GroupLine, Line, QuestionLine, Shown, line_key
from ui.scale import px
from ui.widgets.sheet import stand_on_panel
from ui.widgets.whole_rows import WholeRows

AHEAD_MS = 15
"""Of rest before words are laid out ahead; a held key comes every 33 ms."""
NARROW_BELOW = 264
"""Below it name and stage have no room beside each other."""


class QueueView(WholeRows):
    """chosen: the question under the cursor (its id, None on a heading). fold_wanted(group, is_open).

    typed: letters that belong into the filter. move_wanted(id, before_key): a drop, before_key None at the end.
    """

    chosen = Signal(object)
    fold_wanted = Signal(str, bool)
    typed = Signal(str)
    move_wanted = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewport(QWidget())  # Qt's own would have to be recognised among all kinds of widgets, 15 ms of a start
        self.setAccessibleName("Hàng đợi câu hỏi")
        self.rows: RowModel[Line] = RowModel([Column("Câu hỏi", spoken_line)], line_key, _is_question, self)
        self.rows.move_requested.connect(self._drop)
        self.setModel(self.rows)
        self._shown = Shown((), (), 0)
        self.look = QueueDelegate(self)
        self.setItemDelegate(self.look)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self._ahead = QTimer(self, singleShot=True, interval=AHEAD_MS)
        self._ahead.timeout.connect(self._lay_out_ahead)
        self._set_up_headers()
        self._set_up_drag()
        self.clicked.connect(self._toggle_clicked)
        stand_on_panel(self.viewport(), self.verticalScrollBar())

    def _set_up_headers(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_up_drag(self) -> None:
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def show_lines(self, shown: Shown) -> None:
        """Show other lines; cursor and scroll stay with their line, or near its place if it is gone."""
        current = self.current_line()
        place = self.currentIndex().row()
        self.rows.set_rows(shown.lines)
        self._shown = shown
        self._size_rows()
        now = self.current_line()
        if current is None or (now is not None and line_key(now) == line_key(current)):
            return
        kept = self.rows.index_of(line_key(current))
        if not kept.isValid() and shown.lines:
            kept = self.rows.index(_nearest_question(shown.lines, place), 0)
        self._go_to(kept)

    def set_compact(self, compact: bool) -> None:
        is_other, self.look.compact = compact is not self.look.compact, compact
        self._size_rows()
        if is_other:
            self.viewport().update()

    def current_line(self) -> Line | None:
        return self.rows.row_at(self.currentIndex())

    def go_to(self, key: int | str) -> bool:
        """Put the cursor on a line; False if it is not shown."""
        line = self.current_line()
        index = self.currentIndex() if line is not None and line.key == key else self.rows.index_of(key)
        self._go_to(index)
        return index.isValid()

    def currentChanged(  # noqa: N802  # Qt's name
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        line = self.rows.row_at(current)
        self.chosen.emit(line.key if isinstance(line, QuestionLine) else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row under the cursor stays in sight when what lies below the list grows."""
        row = self.visualRect(self.currentIndex())
        was_seen = row.isValid() and QRect(QPoint(0, 0), event.oldSize()).intersects(row)
        super().resizeEvent(event)
        self.look.narrow = event.size().width() < px(NARROW_BELOW)
        if was_seen and event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go to the filter, Backspace does nothing: an input method may send it (product.md 4.3)."""
        bare = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        line = self.current_line()
        match event.key():
            case Qt.Key.Key_Backspace | Qt.Key.Key_Space:
                event.accept()
            case Qt.Key.Key_Left | Qt.Key.Key_Right if bare and line is not None:
                group = line.key if isinstance(line, GroupLine) else line.group
                self.fold_wanted.emit(group, event.key() == Qt.Key.Key_Right)
            case _ if bare and event.text().isprintable() and event.text():
                self.typed.emit(event.text())
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._ahead.start()

    def _lay_out_ahead(self) -> None:
        """The words of a page above and below, while nothing happens: they are much of what a new page costs."""
        room, lines = self.viewport().rect(), self._shown.lines
        first, last = self.rowAt(0), self.rowAt(room.height() - 1)
        if first < 0:
            return
        last = last if last >= 0 else len(lines) - 1
        page = last - first + 1
        beyond = (*lines[max(0, first - page) : first], *lines[last + 1 : last + 1 + page])
        self.look.lay_out(beyond, room.width())

    def moveCursor(  # noqa: N802  # Qt's name
        self, cursor_action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End are the first and last question, not a heading."""
        index = super().moveCursor(cursor_action, modifiers)
        steps = {QAbstractItemView.CursorAction.MoveHome: 1, QAbstractItemView.CursorAction.MoveEnd: -1}
        step, found = steps.get(cursor_action, 0), index
        while step and isinstance(self.rows.row_at(found), GroupLine):
            found = found.siblingAtRow(found.row() + step)
        return found if found.isValid() else index

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  # Qt's name
        """Qt's own search by first letters would compete with the filter."""

    def _go_to(self, index: QModelIndex) -> None:
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            self.scrollTo(index)

    def _size_rows(self) -> None:
        lines, headings, _ = self._shown
        header, height = self.verticalHeader(), self.look.question_height()
        if header.defaultSectionSize() != height:
            header.setDefaultSectionSize(height)
        for number in headings:
            header.resizeSection(number, self.look.row_height(lines[number]))
        if header.length() == sum(map(header.sectionSize, headings)) + (len(lines) - len(headings)) * height:
            return
        # A row that moved may have kept the height of the heading whose place it took.
        for number, line in enumerate(lines):
            height = self.look.row_height(line)
            if header.sectionSize(number) != height:
                header.resizeSection(number, height)

    def _toggle_clicked(self, index: QModelIndex) -> None:
        line = self.rows.row_at(index)
        if isinstance(line, GroupLine):
            self.fold_wanted.emit(line.key, not line.is_open)

    def _drop(self, keys: Sequence[int], before: int | str | None) -> None:
        self.move_wanted.emit(keys[0], before)


def _nearest_question(lines: Sequence[Line], place: int) -> int:
    """Where the cursor goes when its line has gone: no heading, while there is a question."""
    here = min(max(place, 0), len(lines) - 1)
    behind = (at for at in range(here, len(lines)) if _is_question(lines[at]))
    before = (at for at in range(here, -1, -1) if _is_question(lines[at]))
    return next(behind, next(before, here))


def _is_question(line: Line) -> bool:
    return isinstance(line, QuestionLine)
