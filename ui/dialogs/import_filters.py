"""Which rows of an import are shown: all, or those of one state; each says how many there are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.domain.import_preview import ImportPreview, RowState
from app.imports import words
from ui import scale, theme
from ui.dialogs.import_table import STATE_LOOK
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.scale import px
from ui.widgets.buttons import PaintedButton
from ui.widgets.plain_label import PlainLabel


class ImportFilters(QWidget):
    """chosen(RowState | None): rows of this state only, or all."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: RowState | None = None
        self._group = QButtonGroup(self)
        self._chips: dict[RowState | None, _Chip] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(px(16), px(12), px(16), px(12))
        line.setSpacing(px(8))
        for state in (None, *RowState):
            chip = _Chip(state)
            self._group.addButton(chip)
            self._chips[state] = chip
            chip.clicked.connect(_Choice(self, state))
            line.addWidget(chip)
        self._chips[None].setChecked(True)
        line.addStretch(1)
        self._order = PlainLabel("Hàng có lỗi xếp trước", "quiet")
        line.addWidget(self._order)

    def set_narrow(self, narrow: bool) -> None:
        self._order.setVisible(not narrow)

    def show_counts(self, preview: ImportPreview | None) -> None:
        for state, chip in self._chips.items():
            every = len(preview.rows) if preview else 0
            chip.show_count(every if state is None else preview.count(state) if preview else 0)

    def choose(self, state: RowState | None) -> None:
        self.state = state
        self._chips[state].setChecked(True)
        self.chosen.emit(state)


class _Choice:
    def __init__(self, filters: ImportFilters, state: RowState | None) -> None:
        self._filters, self._state = filters, state

    def __call__(self) -> None:
        self._filters.choose(self._state)


class _Chip(PaintedButton):
    """Icon, word and count; the chosen one is filled and underlined, for the ring is the focus's alone."""

    def __init__(self, state: RowState | None) -> None:
        super().__init__()
        self._state = state
        self._count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        self._count = count
        self.setText("Tất cả" if self._state is None else words.state(self._state))
        self.setAccessibleName(f"{self.text()}: {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self._advance(self.text(), 600) + 8 + self._advance(str(self._count), 400)
        return scale.size(round(24 + wide + (22 if self._state else 0) + 0.5), 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        chosen = self.isChecked()
        self.paint_frame(painter, p.sel if chosen else p.panel, p.line2, 4)
        if chosen:
            room = scale.room(self)
            painter.fillRect(QRectF(10, room.height() - 3, room.width() - 20, 3), QColor(p.text))
        self.paint_focus(painter, p.text, 3)
        left = 12.0
        if self._state is not None:
            icon, token = STATE_LOOK[self._state]
            paint_icon(painter, QRectF(left, 7, 14, 14), icon, str(getattr(p, token)))
            left += 22
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
        painter.setPen(QColor(p.text))
        painter.setFont(sized_font(theme.BODY, 600))
        painter.drawText(QRectF(left, 0, 200, scale.room(self).height()), flags, self.text())
        left += self._advance(self.text(), 600) + 8
        painter.setPen(QColor(p.text2))
        painter.setFont(sized_font(theme.BODY))
        painter.drawText(QRectF(left, 0, 60, scale.room(self).height()), flags, str(self._count))
        painter.end()

    def _advance(self, text: str, weight: int) -> float:
        return QFontMetricsF(sized_font(theme.BODY, weight)).horizontalAdvance(text)
