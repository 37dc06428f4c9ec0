"""Lets a part keep the size it needs where the window is smaller (large text on a small screen): then it scrolls.

Nothing is seen of it where there is room. The part with the focus is always brought into sight.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import scale

SMALLEST_WINDOW = QSize(620, 340)
"""1366 by 768 points at 125 % of the system and text of 175 %."""
_AROUND = 24
AS_NEEDED = 1
"""A side that scrolls as soon as it has less than the content itself says it needs."""
AS_SEEN = -1
"""A side that never scrolls: what the content holds chooses its form by the width it is given."""


class ScrollFrame(QScrollArea):
    """least: what the content needs at a text of 100 %; a side of 0 does not scroll, one of AS_NEEDED asks the content.

    shows_bars: a row that is no higher than what it holds has no room for one; it only follows the focus.
    rests_at_top: its beginning is what one looks at while one works elsewhere in the window.
    """

    def __init__(self, content: QWidget, least: QSize, *, shows_bars: bool = True, rests_at_top: bool = False) -> None:
        super().__init__()
        self._rests_at_top = rests_at_top
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if not (least.width() > 0 and shows_bars):
            self.setHorizontalScrollBarPolicy(off)
        if not (least.height() and shows_bars):
            self.setVerticalScrollBarPolicy(off)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        wide, high = (0 if side == AS_NEEDED else scale.px(side) for side in (least.width(), least.height()))
        content.setMinimumSize(1 if wide < 0 else wide, high)
        self._scrolls_wide, self._scrolls_high = bool(least.width()), bool(least.height())
        self.content = content
        self.setWidget(content)
        self._follows = False
        self.verticalScrollBar().rangeChanged.connect(self._follow_later)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """A side that does not scroll needs what its content needs."""
        needed = self.content.minimumSizeHint()
        return QSize(80 if self._scrolls_wide else needed.width(), 60 if self._scrolls_high else needed.height())

    def showEvent(self, event: QShowEvent) -> None:
        """Seen again, it begins at its top."""
        super().showEvent(event)
        self._to_top()
        self._follow_focus(True)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow_focus(False)

    def _follow_focus(self, follows: bool) -> None:
        """Only while it is seen: no key waits for frames that are hidden, and none is told anything while it goes."""
        app = QApplication.instance()
        if follows == self._follows or not isinstance(app, QApplication):
            return
        self._follows = follows
        caret = QGuiApplication.inputMethod().cursorRectangleChanged
        if follows:
            app.focusChanged.connect(self._focus_moved)
            caret.connect(self._follow_caret)
        else:
            app.focusChanged.disconnect(self._focus_moved)
            caret.disconnect(self._follow_caret)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_later()

    def _follow_later(self) -> None:
        """What opens with the focus in it has its place only when the content has grown."""
        if self._follows:
            QTimer.singleShot(0, self, self._follow)

    def _to_top(self) -> None:
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is None or now.window() is not self.window():
            return
        if self.content.isAncestorOf(now):
            self._follow_later()
        elif self._rests_at_top and old is not None:
            self._to_top()

    def _follow(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.content.isAncestorOf(now):
            x = now.mapTo(self.content, now.rect().center()).x()
            block = self._block(now)
            is_seen = self.viewport().rect().contains(QRect(now.mapTo(self.viewport(), QPoint(0, 0)), now.size()))
            if not is_seen and block.height() <= self.viewport().height():
                y = block.mapTo(self.content, block.rect().center()).y()
                self.ensureVisible(x, y, now.width() // 2, self._half(block))
            self._follow_caret()

    def _half(self, block: QWidget) -> int:
        """Of a block's height, with some room around it if there is any."""
        spare = self.viewport().height() - block.height()
        return (block.height() + min(spare, 2 * _AROUND)) // 2

    def _block(self, focus: QWidget) -> QWidget:
        """The largest part around the focus that can be seen whole: a field with its title."""
        block, above = focus, focus.parentWidget()
        while above is not None and above is not self.content and above.height() <= self.viewport().height():
            block, above = above, above.parentWidget()
        return block

    def _follow_caret(self) -> None:
        """A part may be larger than what is seen of it: then the place where one types is what counts."""
        if not self.horizontalScrollBar().maximum() and not self.verticalScrollBar().maximum():
            return
        focus = QApplication.focusWidget()
        if focus is None or not self.content.isAncestorOf(focus):
            return
        caret = focus.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = caret.toRect() if isinstance(caret, QRectF) else caret
        if isinstance(place, QRect):
            middle = focus.mapTo(self.content, place.center())
            self.ensureVisible(middle.x(), middle.y(), 24, 24)


class BoxArea(QWidget):
    """What boxes and lists that belong to a part of it may cover, however its parts scroll."""


def make_scrollable(window: QWidget, least: QSize, foot: QWidget | None = None) -> QWidget:
    """Put all of a window into a frame that scrolls below a size, but its acts (foot), if told. What scrolls."""
    content = QWidget()
    layout = window.layout()
    assert layout is not None
    if foot is not None:
        layout.removeWidget(foot)
    frame = ScrollFrame(content, least)
    frame.setParent(window)  # while it is empty: each part that gets another parent is styled anew
    content.setLayout(layout)  # takes it over, with all that stands in it
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(frame, 1)
    if foot is not None:
        column.addWidget(foot)
    window.setMinimumSize(SMALLEST_WINDOW)
    return content


def seen_part(widget: QWidget) -> QRect:
    """The part of a widget that frames around it let one see, in coordinates of its window."""
    window = widget.window()
    seen = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    above = widget.parentWidget()
    while above is not None and above is not window:
        seen &= QRect(above.mapTo(window, above.rect().topLeft()), above.size())
        above = above.parentWidget()
    return seen & window.rect()


def frame_around(widget: QWidget) -> QRect:
    """What is seen of the area a widget stands in, or of the frame that scrolls it; of the window where there is none.

    The area counts, for what scrolls in it is narrow.
    """
    above, frame = widget.parentWidget(), None
    while above is not None and not above.isWindow():
        if isinstance(above, BoxArea):
            return seen_part(above)
        if isinstance(above, ScrollFrame):
            frame = frame or above
        above = above.parentWidget()
    return seen_part(frame) if frame is not None else widget.window().rect()


def scroll_to_start(widget: QWidget) -> None:
    """Bring the upper left part of a widget into sight."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, ScrollFrame):
            corner = widget.mapTo(above.content, widget.rect().topLeft())
            above.horizontalScrollBar().setValue(corner.x())
            above.verticalScrollBar().setValue(corner.y())
        above = above.parentWidget()
