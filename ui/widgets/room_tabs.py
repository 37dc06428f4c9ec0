"""A band of tabs, one of them private and tinted; the chosen one joins the page below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.scale import px
from ui.widgets.buttons import PaintedButton

HEIGHT = 34
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)


class _Tab(PaintedButton):
    def __init__(self, text: str, short: str, private: bool) -> None:
        super().__init__()
        self._private = private
        self._words = text, short or text
        self._side = 12
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_narrow(self, narrow: bool) -> None:
        self._side = 8 if narrow else 12
        self.setText(self._words[narrow])
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(sized_font(theme.BODY, 600)).horizontalAdvance(self.text())
        return scale.size(round(words + 2 * self._side + (21 if self._private else 0)), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        chosen = self.isChecked()
        ink = p.priv if self._private else p.text if chosen or self.underMouse() else p.text2
        if chosen:
            painter.fillRect(scale.room(self), QColor(p.panel))
            painter.fillRect(0, 0, scale.room(self).width(), 2, QColor(p.priv if self._private else p.text))
            painter.setPen(QPen(QColor(p.line), 1))
            painter.drawLine(0, 2, 0, scale.room(self).height())
            painter.drawLine(scale.room(self).width() - 1, 2, scale.room(self).width() - 1, scale.room(self).height())
        left = float(self._side)
        if self._private:
            if not chosen:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(p.priv_tint))
                painter.drawRoundedRect(QRectF(scale.room(self)).adjusted(2, 5, -2, -5), 4, 4)
            paint_icon(painter, QRectF(left, round((scale.room(self).height() - 15) / 2), 15, 15), "eye-off", ink)
            left += 21
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(theme.BODY, 600 if chosen or self._private else 400))
        painter.drawText(
            QRectF(left, 0, scale.room(self).width() - left, scale.room(self).height()), _FLAGS, self.text()
        )
        self.paint_focus(painter, p.text, 3)
        painter.end()


class RoomTabs(QWidget):
    """chosen: the place of the tab that was chosen by a person or by choose().

    names: each with the shorter one that stands where there is little width, if it has one.
    """

    chosen = Signal(int)

    def __init__(self, names: tuple[tuple[str, str], ...], private: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(px(HEIGHT))
        self._group = QButtonGroup(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        self._tabs = [_Tab(name, short, place == private) for place, (name, short) in enumerate(names)]
        for place, tab in enumerate(self._tabs):
            self._group.addButton(tab, place)
            self.row.addWidget(tab)
        self.row.addStretch(1)
        self._group.idToggled.connect(self._tell)

    def choose(self, place: int) -> None:
        self._group.button(place).setChecked(True)

    def place(self) -> int:
        return self._group.checkedId()

    def set_narrow(self, narrow: bool) -> None:
        for tab in self._tabs:
            tab.set_narrow(narrow)

    def set_margins(self, side: int) -> None:
        self.row.setContentsMargins(px(side), 0, px(side), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        painter.fillRect(scale.room(self), QColor(p.sunken))
        painter.fillRect(0, 0, scale.room(self).width(), 1, QColor(p.line))
        painter.fillRect(0, scale.room(self).height() - 1, scale.room(self).width(), 1, QColor(p.line))
        painter.end()

    def _tell(self, place: int, checked: bool) -> None:
        if checked:
            self.update()
            self.chosen.emit(place)
