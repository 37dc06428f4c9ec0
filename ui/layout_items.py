"""What stands in a layout, for the one moment in which somebody looks at it.

Qt makes the items of a layout and frees them with their widgets, and tells Python of neither. PySide6 6.11 keeps what
`itemAt` returned as long as the layout lives; once such an item is gone and something of Python's (a line of a list, a
window) is made at its address, the program ends when that goes: PySide6 finds the dead item under the same address.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem
from shiboken6 import Shiboken


def layout_items(layout: QLayout) -> Iterator[QLayoutItem]:
    """Each item in its order; it may be used until the next one is asked for."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        assert item is not None
        try:
            yield item
        finally:
            if isinstance(item, QLayout):  # a QObject: Qt tells when it goes; but its items were looked at with it
                _let_go(item)
            else:
                Shiboken.invalidate(item)


def add_layout(outer: QBoxLayout, inner: QLayout, stretch: int = 0, at: int = -1) -> None:
    """Put one layout into another, at its end or where said.

    Where the outer one is a widget's, PySide6 looks at every item of the inner one, as if somebody had asked for it.
    """
    outer.insertLayout(at, inner, stretch)
    if outer.parentWidget() is not None:
        _let_go(inner)


def _let_go(layout: QLayout) -> None:
    for _ in layout_items(layout):
        pass
