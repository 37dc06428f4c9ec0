"""A small box inside the window for one short matter: a line to fill in or a row to choose. Never a dialog of its own.

Enter does it, Esc leaves, from wherever the focus is; both give the focus back to where it was. A box in which nothing
was typed goes when the focus does: it hides what is behind it. In Trực tiếp there are no dialogs (product.md 4.1).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.scale import px
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import frame_around, seen_part

WIDTH = 420


class InsetBox(QFrame):
    """A frame with a title and a hint, over the window's contents beside the part it belongs to."""

    def __init__(self, beside: QWidget, title: str, hint: str) -> None:
        super().__init__(beside.window())
        self._beside = beside
        self._back_to = QApplication.focusWidget()
        theme.set_role(self, "overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.layout_box = QVBoxLayout(self)
        self.layout_box.setContentsMargins(px(16), px(12), px(16), px(12))
        self.layout_box.setSpacing(px(8))
        head, self._hint = PlainLabel(title, "title"), PlainLabel(hint, "secondary")
        for label in (head, self._hint):
            label.setWordWrap(True)
        self.layout_box.addWidget(head)

    def open_at(self, top: int, first: QWidget, *, within: bool = False) -> None:
        """Show the box right of its part, with its upper edge at `top` (in the part), and focus its first field.

        within: over the part itself, at its right; what is right of the room is the hall, which nothing covers.
        """
        self.layout_box.addWidget(self._hint)
        self.setFixedWidth(px(WIDTH))
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()  # only then it knows its size
        self.adjustSize()
        window = self.window()
        beyond = -px(WIDTH + 8) if within else px(8)
        corner = self._beside.mapTo(window, QPoint(self._beside.width() + beyond, top))
        lowest = window.height() - self.height() - px(8)
        highest = seen_part(self._beside).top() + px(4)  # below the top bar, however far the console has scrolled
        y = max(px(8), min(max(corner.y(), highest), lowest))
        rightmost = frame_around(self._beside).right() - px(WIDTH + 8)  # left of the hall, however large the text
        self.move(max(px(8), min(corner.x(), rightmost)), y)
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

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
        if now is None or not self.isVisible() or now.window() is not self.window() or self.isAncestorOf(now):
            return
        if not self._holds_words():
            self.close()

    def _holds_words(self) -> bool:
        is_typed = any(line.text().strip() for line in self.findChildren(QLineEdit))
        return is_typed or bool(self.findChildren(QPlainTextEdit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
