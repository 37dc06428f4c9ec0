"""The size of text, 100 to 175 %: all lengths of the console are given for 100 % and grow with it, at once.

The pictures of the hall and of the chair's screen have nothing to do with it.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGridLayout,
    QHeaderView,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui.appearance import TEXT_SIZES
from ui.layout_items import layout_items

NO_LIMIT = 16777215
"""Qt's own "any size": QWIDGETSIZE_MAX, which PySide6 does not name."""
_percent = [TEXT_SIZES[0]]


def factor() -> float:
    """1.0 to 1.75."""
    return _percent[0] / 100


def px(length: float) -> int:
    """A length at 100 % as it is now, whole pixels; lines of one pixel stay."""
    return round(length * factor()) if length > 1 else round(length)


def size(width: float, height: float) -> QSize:
    return QSize(px(width), px(height))


def painter(widget: QWidget) -> QPainter:
    """Paints in lengths of 100 %; the place to paint in is room(widget)."""
    made = QPainter(widget)
    _fit(made, widget.size(), room(widget))
    return made


def room(widget: QWidget) -> QRect:
    """A widget's rectangle in lengths of 100 %."""
    return QRect(0, 0, at_100(widget.width()), at_100(widget.height()))


def at_100(length: int) -> int:
    """What px() made a length of."""
    return round(length / factor()) if length > 1 else length


def real(rect: QRectF) -> QRect:
    """The pixels under a rectangle of lengths of 100 %."""
    f = factor()
    return QRectF(rect.left() * f, rect.top() * f, rect.width() * f, rect.height() * f).toAlignedRect()


def cell(painter: QPainter, rect: QRect) -> QRect:
    """From now on the painter paints in lengths of 100 %, with the corner of a list's row at 0, 0."""
    inside = QRect(0, 0, at_100(rect.width()), at_100(rect.height()))
    painter.translate(rect.topLeft())
    _fit(painter, rect.size(), inside)
    return inside


def _fit(painter: QPainter, real: QSize, inside: QRect) -> None:
    """Edges fall on whole pixels: the last fraction of a pixel is spread over the width."""
    if factor() != 1 and inside.width() and inside.height():
        painter.scale(real.width() / inside.width(), real.height() / inside.height())


def set_percent(percent: int) -> float:
    """From now on lengths are these; what exists keeps its own until regrow(). The factor before."""
    before = factor()
    _percent[0] = percent
    return before


def regrow(before: float) -> None:
    """Give every widget of the program the lengths of the new size. before: the factor they have now."""
    if before == factor():
        return
    growing = _Growing(before)
    for widget in _console_widgets():
        growing.grow(widget)


def refit() -> None:
    """Every part asks again how much room it needs, and chooses again the form for the room it has."""
    widgets = _console_widgets()
    for widget in widgets:
        widget.updateGeometry()
        if isinstance(widget, QAbstractItemView):
            widget.scheduleDelayedItemsLayout()
    for widget in widgets:
        if widget.isVisible() or widget.isWindow():
            QApplication.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))


def _console_widgets() -> list[QWidget]:
    """All but those of windows that only paint: the hall, the chair's screen, cards that name a screen."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return []
    return [widget for widget in app.allWidgets() if widget.window().layout() is not None]


class _Growing:
    """From one factor to the present one. px() loses nothing: each result comes of one length only.

    A part that grows may make others choose another form at once, and they are grown once more; refit() mends that.
    """

    def __init__(self, before: float) -> None:
        self._before = before

    def grow(self, widget: QWidget) -> None:
        if not widget.isWindow():
            self._limits(widget)
        if isinstance(widget, QAbstractButton):
            widget.setIconSize(self._size(widget.iconSize()))
        elif isinstance(widget, QLineEdit):
            widget.setTextMargins(self._margins(widget.textMargins()))
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            self._text(widget)
        elif isinstance(widget, QHeaderView):
            self._sections(widget)
        layout = widget.layout()
        if layout is not None:
            self._layout(layout)

    def _now(self, length: int) -> int:
        return px(round(length / self._before)) if length > 1 else length

    def _size(self, size: QSize) -> QSize:
        return QSize(self._now(size.width()), self._now(size.height()))

    def _margins(self, margins: QMargins) -> QMargins:
        sides = margins.left(), margins.top(), margins.right(), margins.bottom()
        return QMargins(*(self._now(side) for side in sides))

    def _text(self, field: QPlainTextEdit | QTextEdit) -> None:
        """Fields of text have a font of their own."""
        font = QFont(field.font())
        font.setPixelSize(self._now(font.pixelSize()))
        field.setFont(font)
        document = field.document()
        document.setDocumentMargin(self._now(round(document.documentMargin())))

    def _limits(self, widget: QWidget) -> None:
        least, most = self._size(widget.minimumSize()), widget.maximumSize()
        wide, high = (side if side >= NO_LIMIT else self._now(side) for side in (most.width(), most.height()))
        widget.setMaximumSize(NO_LIMIT, NO_LIMIT)  # else one of the two may forbid the other
        widget.setMinimumSize(least)
        widget.setMaximumSize(wide, high)

    def _sections(self, header: QHeaderView) -> None:
        header.setDefaultSectionSize(self._now(header.defaultSectionSize()))
        if header.orientation() is Qt.Orientation.Vertical:
            return
        for number in range(header.count() - header.stretchLastSection()):
            if header.sectionResizeMode(number) is not QHeaderView.ResizeMode.Stretch:
                header.resizeSection(number, self._now(header.sectionSize(number)))

    def _layout(self, layout: QLayout) -> None:
        layout.setContentsMargins(self._margins(layout.contentsMargins()))
        if isinstance(layout, QGridLayout):
            layout.setHorizontalSpacing(self._now(layout.horizontalSpacing()))
            layout.setVerticalSpacing(self._now(layout.verticalSpacing()))
        else:
            layout.setSpacing(self._now(layout.spacing()))
        for item in layout_items(layout):
            inner, gap = item.layout(), item.spacerItem()
            if inner is not None:
                self._layout(inner)
            elif gap is not None:
                wanted, policy = self._size(gap.sizeHint()), gap.sizePolicy()
                gap.changeSize(wanted.width(), wanted.height(), policy.horizontalPolicy(), policy.verticalPolicy())
        layout.invalidate()
