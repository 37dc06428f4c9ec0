"""No window, menu, dialog or tool tip of ours ever lies on the hall's screen, even with the console at its edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QToolTip, QWidget

from tests.ui.operator.conftest import Console
from ui.projector.window import PictureWindow
from ui.shortcuts import Action


def at_the_edge(console: Console) -> None:
    """The right edge of the console is the left edge of the hall."""
    laptop, hall = (screen.geometry() for screen in QGuiApplication.screens()[:2])
    console.window.resize(1093, 614)
    frame = console.window.frameGeometry()
    console.window.move(laptop.right() + 1 - frame.width(), laptop.bottom() + 1 - frame.height())
    assert not console.window.frameGeometry().intersects(hall)
    QApplication.processEvents()


def on_the_hall(console: Console) -> list[str]:
    hall = QGuiApplication.screens()[1]
    shown = [top for top in QApplication.topLevelWidgets() if top.isVisible() and not isinstance(top, PictureWindow)]
    return [
        f"{type(top).__name__} {top.frameGeometry()}"
        for top in shown
        if top.frameGeometry().intersects(hall.geometry()) or top.screen() is hall
    ]


def menu(console: Console, cell: QWidget) -> None:
    console.window.menus.pop_up(console.window.menus.screens() + console.window.menus.modes(), cell)


def tool_tip(console: Console) -> None:
    corner = console.window.mapToGlobal(QPoint(console.window.width() - 2, 20))
    QToolTip.showText(corner, "Khóa cửa sổ điều hành bằng mã PIN " * 3, console.window)


def file_dialog(console: Console) -> None:
    dialog = QFileDialog(console.window, "Mở tệp hội nghị")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()


ACTS: dict[str, Callable[[Console], object]] = {
    "lists": lambda console: console.window.lists.open(),
    "papers": lambda console: console.window.papers.open(),
    "imports": lambda console: console.window.imports.open(),
    "palette": lambda console: console.window.keys.trigger(Action.PALETTE),
    "keys": lambda console: console.window.keys.trigger(Action.SHOW_KEYS),
    "other pictures": lambda console: console.window.keys.trigger(Action.OTHER_PICTURES),
    "menu at the right": lambda console: menu(console, console.window.top_bar.chip),
    "menu at the left": lambda console: menu(console, console.window.top_bar.mode),
    "capture line": lambda console: console.window.keys.trigger(Action.CAPTURE),
    "PIN": lambda console: console.window.lock.lock(),
    "tool tip": tool_tip,
    "file dialog": file_dialog,
}


@pytest.mark.parametrize("name", ACTS)
def test_the_hall_shows_its_picture_alone(console: Console, name: str) -> None:
    at_the_edge(console)
    assert on_the_hall(console) == []
    ACTS[name](console)
    found: list[str] = []
    watch = QTimer(interval=1)
    watch.timeout.connect(lambda: found.extend(on_the_hall(console)))
    watch.start()
    console.qtbot.wait(60)
    watch.stop()
    assert found == []
    for top in QApplication.topLevelWidgets():
        if top is not console.window and not isinstance(top, PictureWindow):
            top.hide()
