"""Where each part of the console stands. A part's place is kept free until the part is put there."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.layout_items import add_layout
from ui.scale import NO_LIMIT, px
from ui.theme import set_role
from ui.widgets.scroll_frame import AS_NEEDED, AS_SEEN, BoxArea, ScrollFrame

SMALL_BELOW = 1093
"""Below it, where the text is large or the screen small, stock, room and hall are narrower, side by side."""
LEFT, RIGHT = 368, 382
LEFT_COMPACT, RIGHT_COMPACT = 296, 306
LEFT_SMALL, RIGHT_SMALL = 232, 270
"""Widths of the outer columns; the room takes the rest, and in a small window what it needs before the stock does."""
ROOM, ROOM_AT_LEAST = 452, 372
TINY_BELOW = LEFT_SMALL + ROOM_AT_LEAST + RIGHT_SMALL
"""Below it nothing has room beside the hall: it lies above stock and room, in one row."""
HALL_AT_LEAST, CAPTURE_AT_LEAST = 328, 600
"""What the hall column needs in height and the capture line in width before they scroll."""
STRIP = 52
"""Height of the hall in one row."""
TOP, TOP_COMPACT, CAPTURE, CAPTURE_COMPACT, FOOT = 40, 36, 44, 40, 28


class Fitting(Protocol):
    """A part that looks otherwise in a narrow window."""

    def set_compact(self, compact: bool) -> None: ...


@runtime_checkable
class Striped(Protocol):
    """The hall's part: a column, or one row."""

    def set_strip(self, is_strip: bool) -> None: ...


Part = TypeVar("Part", bound=QWidget)
Fits = TypeVar("Fits", bound=Fitting)


class Place(Enum):
    """The places, in the order of the Tab key if they are filled in this order."""

    AGENDA = auto()
    QUEUE = auto()
    GAPS = auto()
    ROOM = auto()
    HALL = auto()
    CAPTURE = auto()
    TOP = auto()


class ConsoleFrame:
    """Three columns (stock, room, hall), a line above, two below. foot shows one of the widgets it is given.

    workplace: stock and room, what an overlay may cover; side: the column that holds it, beside the hall's.
    """

    def __init__(self) -> None:
        self._is_compact, self._width = False, 0
        self._fitted: list[Fitting] = []
        self._standing: dict[Place, QWidget] = {}
        self._free: dict[Place, QBoxLayout] = {}
        self._left = QWidget()
        set_role(self._left, "panel")
        self.workplace = BoxArea()
        side, hall, capture = QWidget(), QWidget(), QWidget()
        self.side = _stacked(side)
        self._keep(_beside(hall), Place.HALL)
        self._keep(_beside(capture), Place.CAPTURE)
        self._hall_frame = ScrollFrame(hall, QSize(0, HALL_AT_LEAST))
        self._capture_frame = ScrollFrame(capture, QSize(CAPTURE_AT_LEAST, 0), shows_bars=False)
        self._side_frame = ScrollFrame(side, QSize(LEFT_SMALL + ROOM_AT_LEAST, 0))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._hall_content = hall
        self._is_tiny = False
        self.foot = QStackedWidget()
        self.foot.setFixedHeight(px(FOOT))
        self.whole = self._made()

    def put(self, place: Place, part: Part) -> Part:
        """The part, in its place from now on."""
        kept = self._standing[place]
        self._free.pop(place).replaceWidget(kept, part)
        kept.deleteLater()
        part.show()  # now; the layout would do it in another turn
        self._standing[place] = part
        self._fit_outer()
        return part

    def fit(self, part: Fits) -> Fits:
        """The part, looking from now on as the width of the window wants it."""
        part.set_compact(self._is_compact)
        self._fitted.append(part)
        return part

    def set_compact(self, compact: bool, width: int) -> None:
        """width: of the window, real pixels."""
        self._is_compact, self._width = compact, width
        self._fit_outer()
        for part in self._fitted:
            part.set_compact(compact)

    def _fit_outer(self) -> None:
        """The outer columns and the top bar; a place that is still free is as high as its part will be."""
        compact = self._is_compact
        small, self._is_tiny = (compact and self._width < px(most) for most in (SMALL_BELOW, TINY_BELOW))
        hall = px(RIGHT_SMALL if small else RIGHT_COMPACT if compact else RIGHT)
        self._fit_hall(hall)
        left = px(LEFT_COMPACT if compact else LEFT)
        if small:
            left = max(px(LEFT_SMALL), min(left, self._width - (0 if self._is_tiny else hall) - px(ROOM)))
        self._left_frame.setFixedWidth(left)
        # A bar that came and went would take width, and what stands in the room chooses its form by its width.
        policy = Qt.ScrollBarPolicy
        self._room_frame.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if small else policy.ScrollBarAsNeeded)
        self._capture_frame.setFixedHeight(px(CAPTURE_COMPACT if compact else CAPTURE))
        self._standing[Place.TOP].setFixedHeight(px(TOP_COMPACT if compact else TOP))
        if Place.CAPTURE in self._free:
            self._standing[Place.CAPTURE].setFixedHeight(px(CAPTURE_COMPACT if compact else CAPTURE))

    def _fit_hall(self, wide: int) -> None:
        """A column beside the others, or a row above them."""
        beside, above = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._body.setDirection(above if self._is_tiny else beside)
        self._hall_content.setMinimumHeight(0 if self._is_tiny else px(HALL_AT_LEAST))
        self._hall_frame.setMaximumHeight(px(STRIP) if self._is_tiny else NO_LIMIT)
        self._hall_frame.setMinimumHeight(px(STRIP) if self._is_tiny else 0)
        for part in (self._standing[Place.HALL], self._hall_frame):
            part.setMinimumWidth(0 if self._is_tiny else wide)
            part.setMaximumWidth(NO_LIMIT if self._is_tiny else wide)
        column = self._standing[Place.HALL]
        if isinstance(column, Striped):
            column.set_strip(self._is_tiny)

    def _made(self) -> QWidget:
        room = QWidget()
        self._left_frame = ScrollFrame(self._left, QSize(AS_SEEN, AS_NEEDED))
        stock = _stacked(self._left)
        self._keep(stock, Place.AGENDA)
        self._keep(stock, Place.QUEUE, 1)
        self._keep(stock, Place.GAPS)
        work = _beside(self.workplace)
        work.addWidget(self._left_frame)
        self._keep(_beside(room), Place.ROOM, 1)
        self._room_frame = ScrollFrame(room, QSize(AS_SEEN, AS_NEEDED), rests_at_top=True)
        work.addWidget(self._room_frame, 1)
        self.side.addWidget(self.workplace, 1)
        body = _tight(self._body)
        body.addWidget(self._side_frame, 1)
        body.addWidget(self._hall_frame)
        content = QWidget()
        column = _stacked(content)
        self._keep(column, Place.TOP)
        add_layout(column, body, 1)
        column.addWidget(self._capture_frame)
        column.addWidget(self.foot)
        return content

    def _keep(self, layout: QBoxLayout, place: Place, stretch: int = 0) -> None:
        free = self._standing[place] = QWidget()
        layout.addWidget(free, stretch)
        self._free[place] = layout


def _stacked(parent: QWidget) -> QVBoxLayout:
    return _tight(QVBoxLayout(parent))


def _beside(parent: QWidget) -> QHBoxLayout:
    return _tight(QHBoxLayout(parent))


Layout = TypeVar("Layout", bound=QBoxLayout)


def _tight(layout: Layout) -> Layout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
