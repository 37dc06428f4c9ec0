"""The top bar: mode, clock, forecast, counts, who writes, what is saved, the hall's screen and state. It only shows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import labels
from app.domain.changes import Changes, Table
from app.domain.clock import local
from app.domain.dates import dotted, slash_date
from app.domain.facts import Mode
from app.domain.projection import HallState
from app.queries import desk as lists
from app.queries import floor, queue
from app.queries.forecast import Forecast, forecast
from ui import scale, theme
from ui.desk import Desk
from ui.operator.hall_control import HallControl
from ui.operator.saving import Saving, time_words
from ui.operator.top_cell import Piece, TopCell
from ui.projector.screens import Reason
from ui.scale import px
from ui.widgets.clock_label import ClockLabel
from ui.widgets.icon_label import Pointer

TICK_MS = 200
FORECAST_EVERY = 25
MOST_DROPPED = 7
"""Levels of what goes where the bar is narrow (top_cell.Piece.drop)."""
COUNTS_GO = MOST_DROPPED + 1
LAST = COUNTS_GO + 1
"""Where even the end foreseen goes: what the audience sees, on which screen, and what is saved come first."""
_AROUND_CLOCK = 16 + 14 + 2
"""Spaces beside the clock and the two rules."""
A_DAY = 24 * 60
"""Minutes; a file opened days after its conference is not late."""
_MODES = {
    Mode.PREPARING: ("pencil-outline", "sel", "text"),
    Mode.REHEARSAL: ("school-outline", "warn_tint", "warn"),
    Mode.LIVE: ("broadcast", "room", "on_room"),
    Mode.AFTER: ("file-document-outline", "sel", "text"),
}
SCREEN_TROUBLES = {
    Reason.NO_SCREEN: "Chưa có màn chiếu",
    Reason.ONE_SCREEN: "Cửa sổ trên máy này",
    Reason.MIRRORED: "Màn chiếu đang nhân đôi",
    Reason.NOT_CHOSEN: "Chưa chọn màn chiếu",
    Reason.LOST: "Mất màn chiếu",
    Reason.ALIKE: "Nhiều màn giống nhau",
    Reason.CHANGED: "Màn chiếu khác lần trước",
    Reason.CONSOLE: "Màn này đang điều hành",
}


class TopBar(QWidget):
    """Cells left and right. …_pressed: that cell was clicked, the window does what it stands for."""

    mode_pressed = Signal()
    forecast_pressed = Signal()
    operator_pressed = Signal()
    lock_pressed = Signal()
    screen_pressed = Signal()
    clicker_pressed = Signal()
    sleep_pressed = Signal()

    def __init__(self, desk: Desk, hall: HallControl, saving: Saving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._hall, self._saving = desk, hall, saving
        self._compact = False
        self._ticks = 0
        self._clicker_is_on = False
        self.mode = TopCell("Chế độ", clickable=True)
        self.clock = ClockLabel(20, 600, "text")
        self.forecast = TopCell("Dự kiến kết thúc", clickable=True, may_shrink=True, goes_at=LAST)
        self.counts = TopCell("Số câu", goes_at=COUNTS_GO)
        self.operator = TopCell("Người ghi", clickable=True, may_shrink=True, goes_at=MOST_DROPPED)
        self.lock = TopCell("Khóa cửa sổ điều hành", clickable=True, goes_at=MOST_DROPPED)
        self.lock.say([], "lock-outline")
        self.lock.setToolTip("Khóa cửa sổ điều hành bằng mã PIN")
        self.save = TopCell("Lưu")
        self.sleep = TopCell("Máy có thể tự ngủ", clickable=True)
        self.clicker = TopCell("Bút trình chiếu", clickable=True, goes_at=MOST_DROPPED)
        self.screen_cell = TopCell("Màn chiếu", clickable=True, may_shrink=True)
        self.chip = TopCell("Trạng thái màn chiếu")
        self.mode.clicked.connect(self.mode_pressed)
        self.operator.clicked.connect(self.operator_pressed)
        self.forecast.clicked.connect(self.forecast_pressed)
        self.lock.clicked.connect(self.lock_pressed)
        self.screen_cell.clicked.connect(self.screen_pressed)
        self.clicker.clicked.connect(self.clicker_pressed)
        self.sleep.clicked.connect(self.sleep_pressed)
        self._lay_out()
        desk.changed.connect(self.refresh)
        hall.changed.connect(self._refresh_hall)
        hall.screen_changed.connect(self._refresh_hall)
        saving.changed.connect(self._refresh_save)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        desk.closing.connect(self._timer.stop)
        self.refresh()
        self._tick()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        for cell in self._cells:
            cell.set_compact(compact)
        self.refresh()

    def refresh(self, changes: Changes | None = None) -> None:
        if changes is None or changes.touches(Table.CONFERENCE):
            self._refresh_mode()
        if changes is None or changes.touches(Table.QUESTION):
            self._refresh_counts()
        if changes is None or changes.touches(Table.CONFERENCE, Table.AGENDA_ITEM, Table.QUESTION, Table.SPEECH):
            self._refresh_forecast()
        if changes is None:
            self._refresh_operator()
            self._refresh_clicker()
            self._refresh_hall()
            self._refresh_save()

    def show_clicker(self, is_on: bool) -> None:
        """Whether the clicker's keys act on the hall."""
        self._clicker_is_on = is_on
        self._refresh_clicker()

    def screen_words(self) -> str:
        """The hall's screen as a sentence, for other places that ask for one."""
        trouble = self._hall.trouble
        if trouble is not None or not self._hall.screen_name:
            return f"{SCREEN_TROUBLES[trouble or Reason.NO_SCREEN]}."
        return f"Đang chiếu ra màn {self._hall.screen_name}."

    def refresh_operator(self) -> None:
        self._refresh_operator()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a cell has other words
            self._settle()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        painter.fillRect(scale.room(self), QColor(p.panel))
        painter.fillRect(0, scale.room(self).height() - 1, scale.room(self).width(), 1, QColor(p.line))
        painter.end()

    def _tick(self) -> None:
        self.clock.show_words(time_words(self._desk.conference.now()))
        self._refresh_save()
        self._ticks += 1
        if self._ticks % FORECAST_EVERY == 0:
            self._refresh_forecast()

    def _refresh_mode(self) -> None:
        facts = lists.facts(self._desk.conference.db)
        icon, fill, ink = _MODES[facts.mode]
        word, phase = labels.word(facts.mode).upper(), labels.word(facts.phase)
        pieces = [Piece(word, 700, ink)]
        if facts.phase is not facts.mode and not self._compact:
            pieces.append(Piece(f"· {phase}", 500, ink))
        self.mode.say(pieces, icon, fill, ink)
        if facts.phase is not facts.mode:
            self.mode.setAccessibleName(f"Chế độ: {word} · {phase}")

    def _refresh_forecast(self) -> None:
        """When it will end; once it is over, until when its conclusions are to be published."""
        facts = lists.facts(self._desk.conference.db)
        if facts.phase is Mode.AFTER:
            last = facts.publish_by
            about = Piece("Công khai kết luận chậm nhất", drop=2, short="Công khai", goes=MOST_DROPPED)
            day = Piece(slash_date(last), 600, "text") if last else None
            self.forecast.say([about, day] if day else [Piece("Đã kết thúc", ink="text3")], "flag-checkered")
            return
        found = forecast(self._desk.conference.db, self._desk.conference.now())
        if found is None:
            has_programme = bool(floor.agenda_rows(self._desk.conference.db))
            words = "Chưa rõ giờ kết thúc" if has_programme else "Chưa có chương trình"
            self.forecast.say([Piece(words, ink="text3")], "flag-checkered")
            return
        about = Piece("Hết khoảng", drop=2, short="Hết", goes=MOST_DROPPED)
        pieces = [about, Piece(f"{local(found.end):%H:%M}", 600, "text")]
        if 0 < abs(found.late_minutes) < A_DAY:
            pieces.append(self._late(found))
        if found.waiting:
            fits = f"kịp {found.fits}/{found.waiting}"
            pieces.append(Piece(f"{fits} câu", drop=2, short=fits))
        self.forecast.say(pieces, "flag-checkered")

    def _late(self, found: Forecast) -> Piece:
        minutes = f"{'+' if found.late_minutes > 0 else '−'}{abs(found.late_minutes)}"
        words, short = f"{minutes} phút", f"{minutes}′"
        if found.late_minutes > 0:
            return Piece(words, 600, "warn", "warn_tint", theme.SMALL, 2, short)
        return Piece(words, 500, "text2", "sel", theme.SMALL, 2, short)

    def _refresh_counts(self) -> None:
        counts = queue.counts(self._desk.conference.db)
        pieces: list[Piece] = []
        for number, word, always in (
            (counts.done, "xong", True),
            (counts.on_floor, "đang", True),
            (counts.waiting, "chờ", True),
            (counts.received, "mới", False),
            (counts.gone, "khác", False),
        ):
            if number or always:
                drop = 0 if always else MOST_DROPPED - 1
                pieces += [Piece(dotted(number), 700, "text", drop=drop), Piece(word, drop=drop)]
        pieces.append(Piece(f"= {dotted(counts.total)} câu", ink="text3", drop=1))
        self.counts.say(pieces)

    def _refresh_operator(self) -> None:
        name = self._desk.conference.operator or "Chưa ghi tên"
        self.operator.say([Piece(name, 500, drop=5)], "account-outline")
        self.operator.setAccessibleName(f"Người ghi: {name}")

    def _refresh_save(self) -> None:
        told = self._saving.told()
        if told.is_trouble:
            words = f"{told.word} từ {local(told.at):%H:%M}"
            self.save.say([Piece(words, 700, "on_bar", drop=4, short=told.word)], "alert-octagon", "bar", "bar_icon")
            return
        saved = f"{told.word} {time_words(told.at)}"
        pieces = [Piece(saved, 500, "text", drop=6, short=saved.rpartition(":")[0])]
        if self._saving.copied_at is not None:
            pieces.append(Piece(f"· Bản sao {local(self._saving.copied_at):%H:%M}", drop=1))
        self.save.say(pieces, "content-save-check-outline")

    def _refresh_clicker(self) -> None:
        if self._clicker_is_on:
            self.clicker.say([Piece("Bút đang bật", 600, "warn", drop=4)], "remote", "warn_tint", "warn")
            self.clicker.goes_at = 0
        else:
            self.clicker.say([], "remote-off", ink="text3")
            self.clicker.goes_at = MOST_DROPPED
        self.clicker.setAccessibleName(f"Bút trình chiếu: {'đang bật' if self._clicker_is_on else 'đang tắt'}")

    def _refresh_hall(self) -> None:
        self.sleep.setVisible(self._hall.may_sleep)
        self.sleep.say([Piece("Máy có thể ngủ", 600, "warn", drop=3)], "power-sleep", ink="warn")
        state = self._hall.row.state
        name = self._hall.screen_name or SCREEN_TROUBLES.get(self._hall.trouble or Reason.NO_SCREEN, "")
        needs = self._hall.trouble is not None
        piece = Piece(name, 600 if needs else 500, "warn" if needs else "text")
        self.screen_cell.say([piece], "projector", ink="warn" if needs else "text2")
        word = labels.word(state)
        if state is HallState.NO_SCREEN and self._hall.trouble is not Reason.LOST:
            word = "CHƯA CÓ MÀN CHIẾU"
        if state in {HallState.NO_SCREEN, HallState.YIELDED}:
            short = "TỐI" if state is HallState.NO_SCREEN else "NHƯỜNG"
            icon = "alert-octagon" if state is HallState.NO_SCREEN else "projector"
            self.chip.point(None)
            self.chip.say([Piece(word, 700, "on_bar", drop=4, short=short)], icon, "bar", "bar_icon")
        else:
            self.chip.point(Pointer.LIVE)
            self.chip.say([Piece(word, 700, "on_live")], "", "live_fill", "on_live")

    def _settle(self) -> None:
        """Leave out as little as the width allows; the screen's name is cut last of all."""
        cells = [cell for cell in self._cells if not cell.isHidden()]
        room = scale.at_100(self.width() - self.clock.sizeHint().width()) - _AROUND_CLOCK
        fitting = (level for level in range(LAST) if sum(cell.wide_at(level) for cell in cells) <= room)
        level = next(fitting, LAST)
        for cell in cells:
            cell.squeeze(level)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(0)
        row.addWidget(self.mode)
        self._cells: tuple[TopCell, ...] = (
            self.mode, self.forecast, self.counts, self.operator, self.lock, self.save, self.sleep, self.clicker,
            self.screen_cell, self.chip,
        )  # fmt: skip
        row.addSpacing(px(16))
        row.addWidget(self.clock)
        row.addSpacing(px(14))
        row.addWidget(_Rule())
        row.addWidget(self.forecast)
        row.addWidget(self.counts)
        row.addStretch(1)
        row.addWidget(_Rule())
        for cell in (
            self.operator, self.lock, self.save, self.sleep, self.clicker, self.screen_cell, self.chip,
        ):  # fmt: skip
            row.addWidget(cell)


class _Rule(QWidget):
    """A line between cells."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.fillRect(scale.room(self), QColor(theme.palette().line))
        painter.end()
