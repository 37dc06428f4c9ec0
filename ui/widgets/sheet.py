"""Widgets that hide what lies behind them: Qt then does not paint all of that again when they change."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.ink import paint


def stand_on_panel(*widgets: QWidget) -> None:
    """Their ground is the colour of panels, and nothing shines through. For a list: its viewport."""
    for widget in widgets:
        widget.installEventFilter(_ground())


class _Ground(QObject):
    """Fills a widget's ground before it paints itself."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent) and isinstance(watched, QWidget):
            watched.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # a style sheet takes it away
            painter = QPainter(watched)
            painter.fillRect(event.rect(), paint(theme.palette().panel))
            painter.end()
        return False


@cache
def _ground() -> _Ground:
    return _Ground()
