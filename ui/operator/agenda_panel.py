"""The programme: what runs now and what follows, in three lines (one in small windows); Ctrl+1 opens all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app import labels
from app.commands import agenda
from app.domain.agenda import AgendaKind, AgendaStatus
from app.domain.changes import Changes, Table
from app.domain.ids import AgendaItemId
from app.queries.floor import AgendaRow, agenda_rows
from ui import scale, theme
from ui.desk import Desk
from ui.keys import Keys, first_key
from ui.layout_items import add_layout
from ui.operator.agenda_list import AgendaList
from ui.operator.agenda_reading import AgendaLine, Programme, Stage, programme
from ui.operator.former_place import FormerPlace
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel

TICK_MS = 1000
NARROW_BELOW = 290
"""Width in which two buttons have no room side by side."""


class TimeBar(QWidget):
    """How much of its minutes the running item has used; over the plan the whole bar is amber, and words say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._is_over = False
        self.setFixedHeight(px(4))

    def show_share(self, share: float, *, is_over: bool) -> None:
        if (share, is_over) != (self._share, self._is_over):
            self._share, self._is_over = share, is_over
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        p = theme.palette()
        painter.setBrush(QColor(p.sel))
        painter.drawRoundedRect(QRectF(scale.room(self)), 2, 2)
        if self._share > 0:
            painter.setBrush(QColor(p.warn if self._is_over else p.text2))
            painter.drawRoundedRect(
                QRectF(0, 0, max(4.0, scale.room(self).width() * self._share), scale.room(self).height()), 2, 2
            )
        painter.end()


class AgendaPanel(QFrame):
    """Holds the rows last read and whether the list is open; the rest is the conference's."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[AgendaRow, ...] = ()
        self._compact = False
        self._former = FormerPlace(self)
        theme.set_role(self, "band")
        self.setAccessibleName("Chương trình")
        self._build(keys)
        self._connect(keys)
        self.refresh()

    def _build(self, keys: Keys) -> None:
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(px(12), 0, px(12), 0)
        head.setSpacing(px(6))
        head.addWidget(PlainLabel("CHƯƠNG TRÌNH", "label"))
        head.addStretch(1)
        head.addWidget(PlainLabel("±1 phút", "secondary"))
        head.addWidget(KeyCap(first_key(Action.MINUTE_MORE)))
        head.addWidget(KeyCap("PgDown"))
        self._current = PlainLabel("", "strong", elided=True)
        self._minutes = PlainLabel("", "strong")
        self._next = PlainLabel("", "body2", elided=True)
        self._next_start = PlainLabel("", "body2")
        self.bar = TimeBar()
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        bar = QHBoxLayout()
        for row in (self._first, bar, self._second):
            row.setContentsMargins(px(12), 0, px(12), 0)
            row.setSpacing(px(6))
        bar.addWidget(self.bar)
        self.list = AgendaList()
        self._acts: list[ActionButton] = []
        self._buttons = self._made_buttons(keys)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(px(4))
        self._box.addWidget(self._head)
        for row in (self._first, bar, self._second):
            add_layout(self._box, row)
        self._box.addWidget(self.list)
        self._box.addWidget(self._buttons)
        self.list.hide()
        self._buttons.hide()
        self.set_compact(False)

    def _made_buttons(self, keys: Keys) -> QWidget:
        page = QWidget()
        grid = self._grid = QGridLayout(page)
        grid.setContentsMargins(px(12), px(4), px(12), 0)
        grid.setVerticalSpacing(px(2))
        acts = (
            (Action.ITEM_START, "Bắt đầu"), (Action.ITEM_FINISH, "Kết thúc"),
            (Action.ITEM_SKIP, "Bỏ qua"), (Action.ITEM_PARK, "Để lại sau"),
        )  # fmt: skip
        for place, (action, words) in enumerate(acts):
            button = ActionButton(action, keys, words, ButtonStyle.QUIET, icon="")
            grid.addWidget(button, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
            self._acts.append(button)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for two buttons side by side, each has a line."""
        super().resizeEvent(event)
        columns = 1 if event.size().width() < px(NARROW_BELOW) else 2
        for place, button in enumerate(self._acts):
            self._grid.addWidget(button, place // columns, place % columns, Qt.AlignmentFlag.AlignLeft)

    def _connect(self, keys: Keys) -> None:
        slots: dict[Action, Callable[[], object]] = {
            Action.GO_AGENDA: self.open_or_close,
            Action.MINUTE_MORE: partial(self._extend, 1),
            Action.MINUTE_LESS: partial(self._extend, -1),
            Action.ITEM_START: self._start,
            Action.ITEM_FINISH: self._finish,
            Action.ITEM_SKIP: partial(self._set_aside, AgendaStatus.SKIPPED),
            Action.ITEM_PARK: partial(self._set_aside, AgendaStatus.PARKED),
            Action.ITEM_UP: partial(self._step, -1),
            Action.ITEM_DOWN: partial(self._step, 1),
        }
        for action, slot in slots.items():
            keys.on(action, slot)
        keys.serve_part(Scope.AGENDA, self.list)
        self.list.left.connect(self.open_or_close)
        self.list.move_wanted.connect(self._move)
        self._desk.changed.connect(self.refresh)
        timer = QTimer(self)
        timer.timeout.connect(self._tell)
        timer.start(TICK_MS)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read the programme anew; the clock moves by itself."""
        if changes is not None and not changes.touches(Table.AGENDA_ITEM, Table.FLOOR):
            return
        self._rows = agenda_rows(self._desk.conference.db)
        self._tell()

    def open_or_close(self) -> None:
        """Ctrl+1: the whole programme, with the cursor on what runs; once more (or Esc) back to where one was."""
        if self.list.isVisible() and self.list.hasFocus():
            self._show_list(visible=False)
            self._former.restore()
            return
        self._show_list(visible=True)
        now = self._programme()
        pointed = now.current or now.following
        if pointed is not None:
            self.list.setCurrentIndex(self.list.rows.index_of(pointed.item.id))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_compact(self, compact: bool) -> None:
        """One line instead of four."""
        self._compact = compact
        self._head.setVisible(not compact)
        self.bar.setVisible(not compact)
        for row in (self._first, self._second):
            while row.count():
                row.takeAt(0)
        self._first.setSpacing(px(6 if compact else 10))
        self._first.addWidget(self._current, 0 if compact else 1)
        self._first.addWidget(self._minutes)
        following = self._first if compact else self._second
        if compact:
            self._first.addStretch(1)
        following.addWidget(self._next, 0 if compact else 1)
        following.addWidget(self._next_start)
        self._box.setContentsMargins(0, px(4 if compact else 8), 0, px(4 if compact else 7))
        self._tell()

    def _programme(self) -> Programme:
        return programme(self._rows, self._desk.conference.now())

    def _tell(self) -> None:
        """Labels repaint only where their words are others."""
        now = self._programme()
        current, following = now.current, now.following
        title = _short_title if self._compact else _title
        self._current.setText(title(current) if current else _between(now, compact=self._compact))
        self._minutes.setText(_minutes(current, compact=self._compact) if current else "")
        theme.set_role(self._minutes, "need" if current and current.over else "strong")
        self.bar.show_share(current.share if current else 0.0, is_over=bool(current and current.over))
        words = _title(following) if following else _after_last(now)
        short = f"sau: {_kind_or_title(following)}" if following else ""
        self._next.setText(short if self._compact else words)
        self._next_start.setText(following.start if following else "")
        self.list.show_lines(now.lines)

    def _show_list(self, *, visible: bool) -> None:
        self.list.setVisible(visible)
        self._buttons.setVisible(visible)

    def _with_line(self, act: Callable[[AgendaLine], object]) -> None:
        line = self.list.line()
        if line is not None:
            act(line)

    def _start(self) -> None:
        self._with_line(lambda line: self._desk.run(agenda.start_item, line.item.id))

    def _finish(self) -> None:
        """The running item ends, wherever the cursor is."""
        current = self._programme().current
        if current is not None:
            self._desk.run(agenda.finish_item, current.item.id)

    def _set_aside(self, status: AgendaStatus) -> None:
        def act(line: AgendaLine) -> None:
            back = line.item.status is status
            self._desk.run(agenda.set_status, line.item.id, AgendaStatus.PLANNED if back else status)

        self._with_line(act)

    def _extend(self, minutes: int) -> None:
        """The item under the cursor of the open list, so that a later one can make good a delay; else what runs."""
        chosen = self.list.line() if self.list.hasFocus() else None
        line = chosen if chosen is not None and chosen.stage is not Stage.DONE else self._programme().current
        if line is None:
            self._desk.said.emit("Chưa có mục nào của chương trình đang diễn ra.")
            return
        self._desk.run(agenda.extend_item, line.item.id, minutes)

    def _step(self, step: int) -> None:
        line = self.list.line()
        if line is None:
            return
        ids = [row.item.id for row in self._rows]
        target = ids.index(line.item.id) + step
        if 0 <= target < len(ids):
            others = [item_id for item_id in ids if item_id != line.item.id]
            self._move(line.item.id, others[target] if target < len(others) else None)

    def _move(self, item_id: int, before_id: int | None) -> None:
        before = AgendaItemId(before_id) if before_id is not None else None
        self._desk.run(agenda.move_item, AgendaItemId(item_id), before)


def _between(now: Programme, *, compact: bool) -> str:
    """Where nothing runs. compact: short, for what comes stands beside it."""
    if not now.lines:
        return "Chưa có chương trình"
    done = [line for line in now.lines if line.stage is Stage.DONE]
    if not done:
        return "Chưa bắt đầu" if compact else "Chưa bắt đầu mục nào"
    return f"Đã xong mục {done[-1].place}" if now.following else "Đã xong chương trình"


def _after_last(now: Programme) -> str:
    """Where nothing follows."""
    if not now.lines:
        return f"Lập chương trình ở Danh mục ({first_key(Action.LISTS)})"
    return "Mục cuối của chương trình" if now.current else ""


def _title(line: AgendaLine) -> str:
    return f"{line.place}  {line.item.title}"


def _short_title(line: AgendaLine) -> str:
    return f"{line.place}  {_kind_or_title(line)}"


def _kind_or_title(line: AgendaLine) -> str:
    """In one narrow line the kind says as much as the title."""
    kind = line.item.kind
    return line.item.title if kind is AgendaKind.OTHER else labels.word(kind)


def _minutes(line: AgendaLine, *, compact: bool) -> str:
    over = f" · quá {line.over}′" if line.over and line.stage is Stage.RUNNING else ""
    words = f"{line.minutes()}{over}"
    return words.replace(" / ", "/") if compact else words
