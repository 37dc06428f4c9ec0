"""A panel over stock and room, never over the hall column or the top bar. Esc closes it and gives the focus back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import scale
from ui.scale import px
from ui.theme import set_role
from ui.widgets.inset_box import InsetBox
from ui.widgets.scroll_frame import scroll_to_start, seen_part
from ui.widgets.veil import paint_veil


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
        self.content = QVBoxLayout(self.panel)
        self.content.setContentsMargins(px(24), px(16), px(24), px(16))
        self.content.setSpacing(px(8))
        area.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it; the focus goes to its first field or to itself."""
        if self.isVisible():
            return
        self._before = InsetBox.beneath(QApplication.focusWidget())
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
        return min(most, self.panel.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isVisible():
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
        self.setGeometry(seen_part(self._area))
        margin = px(20 if self.width() > px(900) else 12)
        width = min(px(self._widest), self.width() - 2 * margin)
        self.panel.setFixedWidth(width)
        height = self.panel_height(self.height() - 2 * margin)
        self.panel.setGeometry((self.width() - width) // 2, margin, width, height)
