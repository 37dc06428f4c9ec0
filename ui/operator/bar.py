"""The inverse bar that takes the undo strip's place: what is wrong, what is safe, one act. Nothing else moves."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.records import dataclass
from ui import scale, theme
from ui.fonts import sized_font
from ui.scale import px
from ui.widgets.buttons import PaintedButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_cap import CapColours, cap_width, paint_cap
from ui.widgets.plain_label import PlainLabel


class Topic(IntEnum):
    """What a notice is about; the lowest stands in front. One notice a topic."""

    CLOSING = 0
    REFUSAL = 1
    LENT = 2
    SAVE = 3
    BUG = 4
    LOST = 5
    RESTORED = 6
    SCREEN = 7
    SECOND = 8
    DAMAGE = 9
    CLOCK = 10
    CRASH = 11
    RETENTION = 12


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the bar: its words, what it does, the key that does the same (may be empty)."""

    words: str
    do: Callable[[], object]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """what: the trouble in a few words; safe: what is not lost, what happens next; acts: the first is the default."""

    what: str
    safe: str = ""
    acts: tuple[Act, ...] = ()
    icon: str = "alert-octagon"


class _ActButton(PaintedButton):
    """A ghost button on the bar with an optional key cap."""

    def __init__(self, act: Act, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = act.key
        self.setText(act.words)
        self.setAccessibleName(f"{act.words} ({act.key})" if act.key else act.words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(act.do)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(sized_font(theme.SMALL, 600)).horizontalAdvance(self.text())
        return scale.size(round(words) + 24 + (cap_width(self._key) + 12 if self._key else 0), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        self.paint_frame(painter, "", p.on_bar, 4)
        self.paint_focus(painter, p.on_bar, 3)
        painter.setFont(sized_font(theme.SMALL, 600))
        painter.setPen(QColor(p.on_bar))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(12, 0, scale.room(self).width() - 12, scale.room(self).height()), flags, self.text())
        if self._key:
            left = scale.room(self).width() - 8 - cap_width(self._key)
            paint_cap(painter, left, scale.room(self).height() / 2, self._key, CapColours(p.on_bar, p.on_bar))
        painter.end()


class Bar(QWidget):
    """Shows the foremost notice. changed: there is one now, or there is none any more."""

    changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: dict[Topic, Notice] = {}
        self._shown: Notice | None = None
        self._icon = IconLabel("alert-octagon", "bar_icon", 15)
        self._what = PlainLabel("", "bar-strong")
        self._safe = PlainLabel("", "bar", elided=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(px(12), 0, px(8), 0)
        self._row.setSpacing(px(8))
        for part, stretch in ((self._icon, 0), (self._what, 0), (self._safe, 1)):
            self._row.addWidget(part, stretch)
        self._buttons: list[_ActButton] = []

    def put(self, topic: Topic, notice: Notice) -> None:
        """Say something; it stays until cleared or replaced."""
        self._notices[topic] = notice
        self._refresh()

    def clear(self, topic: Topic) -> None:
        if self._notices.pop(topic, None) is not None:
            self._refresh()

    def notice(self) -> Notice | None:
        """The one in front."""
        return self._shown

    def has(self, topic: Topic) -> bool:
        return topic in self._notices

    def words(self) -> str:
        return f"{self._what.text()} {self._safe.text()}".strip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.fillRect(scale.room(self), QColor(theme.palette().bar))
        painter.end()

    def _refresh(self) -> None:
        front = self._notices[min(self._notices)] if self._notices else None
        if front == self._shown:
            return
        self._shown = front
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [_ActButton(act, self) for act in front.acts] if front else []
        for button in self._buttons:
            self._row.addWidget(button)
        if front is not None:
            self._icon.show_icon(front.icon)
            self._what.setText(front.what)
            self._safe.setText(front.safe)
            self.setAccessibleName(self.words())
        self.changed.emit(front is not None)
