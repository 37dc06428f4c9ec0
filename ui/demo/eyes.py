"""What the screen says: widgets by their accessible names, words of labels and rows, the hall's picture. Reads only."""

from __future__ import annotations

from typing import TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.domain.text import nfc
from ui.operator.bar import Bar
from ui.projector.window import ProjectorWindow

NOT_CHOSEN = "Chưa chọn màn chiếu"
MAY_SLEEP = "Máy có thể tự tắt màn hình"
OTHER_ZONE = "Máy đặt múi giờ khác Việt Nam"
SLOW_DISK = "Ổ đĩa không trả lời"
"""Four things a laptop says of itself; everything else in the bar is trouble."""
W = TypeVar("W", bound=QWidget)
_bars: WeakKeyDictionary[QWidget, Bar] = WeakKeyDictionary()


def windows() -> list[QWidget]:
    """Those that can be seen now, the active one first."""
    active = QApplication.activeWindow()
    seen = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    seen.sort(key=lambda window: window is not active)
    return seen


def shown(kind: type[W]) -> list[W]:
    """Every widget of a kind that can be seen now, the active window's first."""
    found: list[W] = []
    for window in windows():
        if isinstance(window, kind):
            found.append(window)
        found += [widget for widget in window.findChildren(kind) if widget.isVisible()]
    return found


def named(name: str, kind: type[W]) -> W | None:
    """The widget that a screen reader would call so."""
    return next((widget for widget in shown(kind) if widget.accessibleName() == name), None)


def named_from(start: str) -> str:
    """The whole accessible name of the widget whose name begins so: "Chế độ: TRỰC TIẾP"."""
    names = (widget.accessibleName() for widget in shown(QWidget))
    return next((name for name in names if name.startswith(start)), "")


def focus_name() -> str:
    """What has the keyboard."""
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def window_title() -> str:
    """The window one works in: a dialog that waits for an answer, else the active one."""
    window = QApplication.activeModalWidget() or QApplication.activeWindow()
    return window.windowTitle() if window is not None else ""


def says(words: str) -> bool:
    """Whether a label says exactly this."""
    return any(label.text() == words for label in shown(QLabel))


def label_with(part: str) -> str:
    """The words of the first label that holds this part."""
    return next((label.text() for label in shown(QLabel) if part in label.text()), "")


def text_of(widget: QWidget | None) -> str:
    """What stands in a field."""
    if isinstance(widget, QLineEdit):
        return nfc(widget.text())
    if isinstance(widget, QComboBox):
        return nfc(widget.currentText())
    return nfc(widget.toPlainText()) if isinstance(widget, QPlainTextEdit | QTextEdit) else ""


def rows_of(name: str) -> list[str]:
    """The rows of a list or table, each as one line."""
    view = named(name, QAbstractItemView)
    model = view.model() if view is not None else None
    if model is None:
        return []
    lines = []
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        cells = (_words_of(model.index(row, column)) for column in range(columns))
        lines.append(" | ".join(cell for cell in cells if cell))
    return lines


def _words_of(cell: QModelIndex) -> str:
    """What a screen reader is told of a cell."""
    return str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data(Qt.ItemDataRole.DisplayRole) or "")


def row_at_cursor(name: str) -> int:
    """The place of the cursor in a list, -1 without one."""
    view = named(name, QAbstractItemView)
    return view.currentIndex().row() if view is not None else -1


def complaint() -> str:
    """What the inverse bar says, if it is there."""
    bars = (_bar_of(window) for window in windows())
    return next((bar.words() for bar in bars if bar is not None and bar.isVisible()), "")


def _bar_of(window: QWidget) -> Bar | None:
    """Looked at before every key: found among a thousand widgets once for each window."""
    known = _bars.get(window)
    if known is None:
        known = next((bar for bar in window.findChildren(Bar) if bar.window() is window), None)
        if known is not None:
            _bars[window] = known
    return known


def trouble() -> str:
    """A complaint that must not come in a demo; what a laptop says of itself may stand for a while."""
    words = complaint()
    return "" if words.startswith((NOT_CHOSEN, MAY_SLEEP, OTHER_ZONE, SLOW_DISK)) else words


def hall() -> ProjectorWindow | None:
    """A window of its own: no other one is looked through for it."""
    return next((window for window in windows() if isinstance(window, ProjectorWindow)), None)


def hall_picture() -> QPixmap:
    """What the hall was last given, without running clocks; null before the window is there."""
    window = hall()
    return window.picture() if window is not None else QPixmap()
