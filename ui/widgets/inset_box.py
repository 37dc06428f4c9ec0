"""A small box inside the window for one short matter: a line to fill in or a row to choose. Never a dialog of its own.

Enter does it, Esc leaves, from wherever the focus is; both give the focus back to where it was. A box in which nothing
was typed goes when the focus does: it hides what is behind it. In Trực tiếp there are no dialogs (product.md 4.1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QRegion
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.layout_items import add_layout
from ui.scale import px
from ui.widgets.key_hints import Hint, key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_NEEDED, ScrollFrame, frame_around
from ui.widgets.veil import Veil

WIDTH = 420
_LOW = 300
"""Rooms lower than this leave no height for generous margins."""


class InsetBox(QFrame):
    """A frame with a title and its keys, over the window's contents beside the part it belongs to."""

    def __init__(self, beside: QWidget, title: str, hints: Sequence[Hint]) -> None:
        super().__init__(beside.window())
        self._beside = beside
        self._back_to = QApplication.focusWidget()
        self._veil = Veil(beside.window())
        self._below = 0
        theme.set_role(self, "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self._body = QWidget()
        self.layout_box = QVBoxLayout(self._body)
        self.layout_box.setContentsMargins(px(16), px(12), px(16), px(12))
        self.layout_box.setSpacing(px(8))
        head = PlainLabel(title, "title")
        head.setWordWrap(True)
        self._hints = key_hints(*hints)
        self.layout_box.addWidget(head)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._frame = ScrollFrame(self._body, QSize(0, AS_NEEDED))
        around.addWidget(self._frame)
        around.setSpacing(0)
        self._around = around
        self._acts: QLayout | None = None
        self._body.setAutoFillBackground(False)

    def open_at(self, top: int, first: QWidget, *, within: bool = False, below: int = 0) -> None:
        """Show the box right of its part, with its upper edge at `top` (in the part), and focus its first field.

        within: over the part itself, at its right; what is right of the room is the hall, which nothing covers.
        below: height of a list that opens under the box; the keys then stand above the field, where it is seen.
        """
        add_layout(self.layout_box, self._hints, at=1 if below else -1)
        self._below = below
        room = self.room()
        if room.height() < px(_LOW):
            self.layout_box.setContentsMargins(px(16), px(8), px(16), px(8))
            self.layout_box.setSpacing(px(5))
        self.setFixedWidth(min(px(WIDTH), room.width()))
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()  # only then it knows its size
        self._fit(room.height())
        window = self.window()
        beyond = -self.width() - px(8) if within else px(8)
        corner = self._beside.mapTo(window, QPoint(self._beside.width() + beyond, top))
        lowest, rightmost = room.bottom() + 1 - self.height() - below, room.right() + 1 - self.width()
        self.move(max(room.left(), min(corner.x(), rightmost)), max(room.top(), min(corner.y(), lowest)))
        self._dim()
        self.show()
        self._fit(room.height())  # only now are all parts polished and know their size
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def keep_in_sight(self, acts: QLayout) -> None:
        """The acts, below all that scrolls."""
        acts.setContentsMargins(px(16), 0, px(16), px(12))
        self.layout_box.setContentsMargins(px(16), px(12), px(16), px(8))
        add_layout(self._around, acts)
        self._acts = acts

    def _fit(self, most: int) -> None:
        """As high as what it holds, with a title of two lines; higher than the room it scrolls."""
        wanted = self._wanted(self.width() - 2)
        if wanted > most:
            self._wanted(self.width() - 2 - self._frame.verticalScrollBar().sizeHint().width())
        self.resize(self.width(), min(wanted, most))

    def _wanted(self, wide: int) -> int:
        """Its height where its words have so much width."""
        self._body.setFixedWidth(wide)
        self.layout_box.invalidate()
        wraps = self.layout_box.hasHeightForWidth()
        high = self.layout_box.heightForWidth(wide) if wraps else self._body.sizeHint().height()
        return high + (self._acts.sizeHint().height() if self._acts is not None else 0) + 2

    def room(self) -> QRect:
        """Where the box may stand, in the window: from below the top bar down, left of the hall."""
        area = frame_around(self._beside)
        area.setBottom(self.window().height() - 1)
        return area.adjusted(px(8), px(4), -px(8), -px(8))

    @staticmethod
    def beneath(focus: QWidget | None) -> QWidget | None:
        """What has the focus once the box around it is gone: a box goes with the focus and must not be gone back to."""
        part = focus
        while part is not None and not isinstance(part, InsetBox):
            part = part.parentWidget()
        return focus if part is None else part.stays_or_beneath(focus)

    def stays_or_beneath(self, focus: QWidget | None) -> QWidget | None:
        return focus if self._holds_words() else self._back_to

    @staticmethod
    def dismiss(window: QWidget) -> bool:
        """Leave the box that stands in a window, wherever the focus is; True if there was one."""
        boxes = [box for box in window.findChildren(InsetBox) if box.isVisible()]
        for box in boxes:
            box.leave()
        return bool(boxes)

    def leave(self) -> None:
        """Close, and give the focus back."""
        back = self._back_to
        self.close()
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave_and(self, act: Callable[[], object]) -> None:
        self.leave()
        act()

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible() or now.window() is not self.window():
            return
        if self.isAncestorOf(now):
            self._dim()
        elif self._holds_words():
            self._veil.hide()  # work goes on behind the box
        else:
            self.close()

    def _dim(self) -> None:
        """What the box covers in part is dimmed: stock and room, and the lines below if it reaches that far."""
        window = self.window()
        areas = QRegion(frame_around(self._beside))
        if self.geometry().bottom() + self._below > areas.boundingRect().bottom():
            lower = areas.boundingRect().bottom() + 1
            areas += QRect(0, lower, window.width(), window.height() - lower)
        self._veil.cover(areas)
        self.raise_()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A box may be closed once more before it goes; its veil, closed deeper in the same turn, may go first."""
        super().closeEvent(event)
        if isValid(self._veil):
            self._veil.hide()
            self._veil.deleteLater()

    def _holds_words(self) -> bool:
        is_typed = any(line.text().strip() for line in self.findChildren(QLineEdit))
        return is_typed or bool(self.findChildren(QPlainTextEdit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
