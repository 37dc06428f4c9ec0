"""What goes wrong in a C function called by one of our versions of Qt's functions, and where it surfaces.

Each of these ended the process on Python 3.11 (PySide6 6.11.3).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import pytest
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QCloseEvent, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui import overrides

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
def test_an_error_below_python_surfaces_where_qt_was_called(qtbot: QtBot, wrong: str, kind: type[Failing]) -> None:
    window = kind(WRONG[wrong])
    qtbot.addWidget(window)
    window.show()
    with pytest.raises((IndexError, ArithmeticError, TypeError, ValueError, RuntimeError), match="closeEvent"):
        window.close()


def test_also_in_what_is_no_widget(qtbot: QtBot) -> None:
    picture = QPixmap(4, 4)
    painter = QPainter(picture)
    with pytest.raises(IndexError, match="QIconEngine"):
        QIcon(FailingIcon()).paint(painter, QRect(0, 0, 4, 4))
    painter.end()


def test_what_is_guarded_keeps_its_name_and_words() -> None:
    assert Failing.closeEvent.__name__ == "closeEvent"
    assert hasattr(Failing.closeEvent, "__wrapped__") is overrides.NEEDED
    assert not hasattr(Failing.__init__, "__wrapped__")


def test_classes_for_any_type_stay_such() -> None:
    class Holder(QObject, Generic[Kind]):
        pass

    assert Holder.__parameters__ == (Kind,)  # type: ignore[attr-defined]
