"""What goes wrong in one of our versions of Qt's functions, and where it surfaces.

Each of these ended the process on Python 3.11 (PySide6 6.11.3).
"""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from types import FunctionType
from typing import Generic, TypeVar

import pytest
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QCloseEvent, QIcon, QIconEngine, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import ui
from ui import overrides

NOWHERE = QModelIndex()
Kind = TypeVar("Kind")


def _of_a_widget_that_is_gone() -> None:
    gone = QWidget()
    delete(gone)
    gone.hide()


WRONG: dict[str, Callable[[], object]] = {
    "index": [].pop,
    "division": lambda: 1 / 0,
    "argument": lambda: QWidget.hide(3),  # type: ignore[arg-type]
    "number": lambda: int("x"),
    "gone": _of_a_widget_that_is_gone,
}


class Failing(QWidget):
    def __init__(self, wrong: Callable[[], object]) -> None:
        super().__init__()
        self._wrong = wrong

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._wrong()


class OfItsOwn(Failing):
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)


class FailingIcon(QIconEngine):
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        WRONG["index"]()


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", [Failing, OfItsOwn])
def test_an_error_below_an_event_is_told_and_goes_no_further(qtbot: QtBot, wrong: str, kind: type[Failing]) -> None:
    window = kind(WRONG[wrong])
    qtbot.addWidget(window)
    window.show()
    with qtbot.captureExceptions() as told:
        assert window.close()
    [error] = told
    assert issubclass(error[0], (IndexError, ArithmeticError, TypeError, ValueError, RuntimeError))


def test_who_was_asked_has_not_eaten_the_event(qtbot: QtBot) -> None:
    class Asked(QLineEdit):
        def event(self, event: QEvent) -> bool:
            if event.type() is QEvent.Type.User:
                WRONG["index"]()
            return super().event(event)

    class Filter(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.KeyPress:
                WRONG["number"]()
            return False

    asked, watched, watcher = Asked(), QLineEdit(), Filter()
    watched.installEventFilter(watcher)
    with qtbot.captureExceptions() as told:
        assert not QCoreApplication.sendEvent(asked, QEvent(QEvent.Type.User))
        watched.insert("x")
        QCoreApplication.sendEvent(watched, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "y"))
    assert [each[0] for each in told] == [IndexError, ValueError]
    assert watched.text() == "xy"


DIALOG = """
import sys
from ui import overrides
overrides.make_errors_whole()
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
class Throwing(QWidget):
    def paintEvent(self, event):
        raise RuntimeError
class Painting(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.drawText(3, 3, "x")
        painter.end()
def paint():
    for panel in panels:
        panel.update()
def close():
    for dialog in app.topLevelWidgets():
        if isinstance(dialog, QFileDialog):
            dialog.close()
def ask():
    QTimer.singleShot(10, paint)
    closer.start(30)
    QFileDialog.getExistingDirectory(window, "", "", QFileDialog.Option.DontUseNativeDialog)
told = []
sys.excepthook = lambda kind, *_: told.append(kind)
app = QApplication([])
window = QWidget()
closer = QTimer(window)
closer.timeout.connect(close)
panels = [kind(window) for kind in (Throwing, *[Painting] * 5, Throwing)]
for place, panel in enumerate(panels):
    panel.setGeometry(10 * place, 10, 8, 8)
window.show()
for _ in range(20):
    QTimer.singleShot(0, ask)
    paint()
    app.processEvents()
sys.exit(set(told) != {RuntimeError} or len(told) < 40)
"""


def test_a_panel_that_throws_while_a_dialog_of_qt_is_open_ends_nothing() -> None:
    ended = subprocess.run([sys.executable, "-c", DIALOG], capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr[-300:]


def test_also_in_what_is_no_widget(qtbot: QtBot) -> None:
    picture = QPixmap(4, 4)
    painter = QPainter(picture)
    with qtbot.captureExceptions() as told:
        QIcon(FailingIcon()).paint(painter, QRect(0, 0, 4, 4))
    painter.end()
    assert [each[0] for each in told] == [IndexError]


def test_where_qt_wants_to_know_something_it_answers_itself(qtbot: QtBot) -> None:
    class Sized(QLineEdit):
        def sizeHint(self) -> QSize:
            WRONG["division"]()
            return QSize()

    class Rows(QAbstractListModel):
        def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
            WRONG["index"]()
            return 3

        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
            WRONG["index"]()
            return 3

    sized, plain, rows, view = Sized(), QLineEdit(), Rows(), QListView()
    for widget in (sized, plain, view):
        qtbot.addWidget(widget)
    with qtbot.captureExceptions() as told:
        sized.adjustSize()
        plain.adjustSize()
        view.setModel(rows)
        assert rows.rowCount() == 0
        assert rows.data(rows.createIndex(0, 0)) is None
    assert sized.size() == plain.size()
    assert {each[0] for each in told} == {ZeroDivisionError, IndexError}
    view.setModel(None)


def test_what_is_guarded_keeps_its_name_and_words() -> None:
    class Named(QLineEdit):
        def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
            WRONG["index"]()

    assert Failing.closeEvent.__name__ == "closeEvent"
    assert hasattr(Failing.closeEvent, "__wrapped__")
    assert hasattr(Named.setText, "__wrapped__") is overrides.NEEDED
    assert not hasattr(Failing.__init__, "__wrapped__")
    with pytest.raises(IndexError):  # only Python calls it, and may want to know
        Named().setText("x")


def test_every_function_of_ours_that_qt_calls_is_known() -> None:
    """The others are called by Python only: who wrote a new one says which it is."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        import_module(module.name)
    found: set[str] = set()
    for made in _below(QObject) | _below(QIconEngine):
        if made.__module__.startswith("ui."):
            from_qt = next(base for base in made.__mro__ if base.__module__.startswith("PySide6"))
            found |= {
                name for name, value in vars(made).items() if isinstance(value, FunctionType) and hasattr(from_qt, name)
            }
    found = {name for name in found if not name.startswith("__") and not name.endswith("Event")}
    assert found - overrides.OWN - overrides.ANSWERS.keys() == {"clone", "setAccessibleName", "setText"}


def _below(kind: type) -> set[type]:
    return {kind}.union(*(_below(each) for each in type.__subclasses__(kind)))


def test_classes_for_any_type_stay_such() -> None:
    class Holder(QObject, Generic[Kind]):
        pass

    assert Holder.__parameters__ == (Kind,)  # type: ignore[attr-defined]
