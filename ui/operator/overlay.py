"""A panel over stock and room, never over the hall column or the top bar. Esc closes it and gives the focus back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import scale
from ui.layout_items import add_layout
from ui.scale import px
from ui.theme import set_role
from ui.widgets.inset_box import InsetBox
from ui.widgets.scroll_frame import AS_NEEDED, ScrollFrame, scroll_to_start, seen_part
from ui.widgets.veil import paint_veil

_AREA_EVENTS = frozenset({QEvent.Type.Resize, QEvent.Type.Move})
_BODY_EVENTS = frozenset({QEvent.Type.LayoutRequest})
_LOW = 300
_LIST = 96
"""What is always seen of a list: two rows."""


class Overlay(QWidget):
    """Covers `area` (the columns it may hide) with a veil and stands in its middle. Opened, it takes the focus."""

    closed = Signal()

    def __init__(self, area: QWidget, widest: int) -> None:
        super().__init__(area.window())
        self._area = area
        self._widest = widest
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.panel = QFrame(self)
        self.panel.setFrameShape(QFrame.Shape.NoFrame)
        set_role(self.panel, "overlay")
        self._body = QWidget()
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(px(24), px(16), px(24), px(16))
        self.content.setSpacing(px(8))
        frame = ScrollFrame(self._body, QSize(0, AS_NEEDED))  # large text on a small screen: nothing is pressed flat
        self._body.setAutoFillBackground(False)
        self._acts: QLayout | None = None
        self._around = QVBoxLayout(self.panel)
        self._around.setContentsMargins(0, 0, 0, 0)
        self._around.setSpacing(0)
        self._around.addWidget(frame)
        self._body.installEventFilter(self)
        area.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it; the focus goes to its first field or to itself."""
        if self.isVisible():
            return
        self._before = InsetBox.beneath(QApplication.focusWidget())
        for view in self._body.findChildren(QAbstractItemView):
            view.setMinimumHeight(max(view.minimumHeight(), px(_LIST)))
        scroll_to_start(self._area)
        self.fit()
        self.show()
        self.fit()  # only now are all parts polished and know their size
        self.raise_()
        (self.focusProxy() or self).setFocus()

    def leave(self) -> None:
        """Close it and give the focus back where it was."""
        if not self.isVisible():
            return
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def leave_and(self, act: Callable[[], object]) -> None:
        """Close it; the act comes in the next turn, where the caret is back, unless the console closes first."""
        self.leave()
        QTimer.singleShot(0, self, lambda: act() if self.window().isVisible() else None)

    def toggle(self) -> None:
        if self.isVisible():
            self.leave()
        else:
            self.open()

    def panel_height(self, most: int) -> int:
        """How high the panel is wanted; at most the room there is."""
        wide = self.panel.width() - 2
        high = self.content.heightForWidth(wide) if self.content.hasHeightForWidth() else 0
        acts = self._acts.sizeHint().height() if self._acts is not None else 0
        return min(most, max(high, self._body.sizeHint().height()) + acts + 2)

    def keep_in_sight(self, acts: QLayout) -> None:
        """The way out and the acts, below all that scrolls."""
        acts.setContentsMargins(px(24), px(4), px(24), px(16))
        margins = self.content.contentsMargins()
        margins.setBottom(px(8))
        self.content.setContentsMargins(margins)
        add_layout(self._around, acts)
        self._acts = acts

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The area has another size, or what the panel holds wants another."""
        kinds = _BODY_EVENTS if watched is self._body else _AREA_EVENTS
        if event.type() in kinds and self.isVisible():
            self.fit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the veil closes; one on the panel does not reach here."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        paint_veil(painter, scale.room(self))
        painter.end()

    def fit(self) -> None:
        area = seen_part(self._area)
        if area.height() < px(_LOW):  # the lines below may be covered, the hall and the top bar never
            area.setBottom(self.window().rect().bottom())
        self.setGeometry(area)
        margin = px(20 if self.width() > px(900) else 12 if self.height() > px(_LOW) else 6)
        width = min(px(self._widest), self.width() - 2 * margin)
        self.panel.setFixedWidth(width)
        height = self.panel_height(self.height() - 2 * margin)
        self.panel.setGeometry((self.width() - width) // 2, margin, width, height)
