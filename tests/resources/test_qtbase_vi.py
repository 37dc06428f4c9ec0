"""Qt's own texts in Vietnamese: a spy asks what real dialogs and menus ask, and nothing of it may be missing."""

import subprocess
from collections.abc import Generator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QPoint, QTimer, QTranslator
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCalendarWidget,
    QDateEdit,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QScrollBar,
    QSpinBox,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources import path

NOT_ON_SCREEN = {
    "QShortcut",  # Qt asks for every key it knows when it reads one; those we use are below
    "QMimeType",  # kinds of files of whoever's folder is open
}


class Spy(QTranslator):
    """Translates nothing and remembers what was asked; the next translator then answers."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context: str, source: str, comment: str | None = None, n: int = -1) -> None:
        self.asked.add((context, source))


@pytest.fixture
def vietnamese(qapp: QApplication) -> Generator[QTranslator]:
    translator = QTranslator()
    assert translator.load(str(path("i18n/qtbase_vi.qm")))
    qapp.installTranslator(translator)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def spy(qapp: QApplication, vietnamese: QTranslator) -> Generator[Spy]:
    spy = Spy()
    qapp.installTranslator(spy)
    yield spy
    qapp.removeTranslator(spy)


def untranslated(spy: Spy, vietnamese: QTranslator) -> list[tuple[str, str]]:
    assert spy.asked  # otherwise the spy saw nothing and the test says nothing
    shown = {(context, source) for context, source in spy.asked if context not in NOT_ON_SCREEN}
    return sorted(asked for asked in shown if not vietnamese.translate(*asked))


def open_context_menu(qapp: QApplication, qtbot: QtBot, widget: QWidget) -> list[str]:
    """The texts of the menu that a right click opens; some menus return at once, some only when closed."""
    texts: list[str] = []

    def read_and_close() -> None:
        menu = qapp.activePopupWidget()
        assert menu is not None
        texts.extend(action.text() for action in menu.actions() if not action.isSeparator())
        menu.close()

    QTimer.singleShot(0, read_and_close)
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    place = QPoint(3, 3)
    click = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, target.mapToGlobal(place))
    qapp.sendEvent(target, click)
    qtbot.waitUntil(lambda: bool(texts))
    return texts


@pytest.mark.parametrize(
    ("context", "source", "text"),
    [
        ("QPlatformTheme", "Cancel", "Hủy"),
        ("QPlatformTheme", "OK", "Đồng ý"),
        ("QPlatformTheme", "&Yes", "&Có"),
        ("QPlatformTheme", "Discard", "Không lưu"),
        ("QWidgetTextControl", "&Undo", "&Hoàn tác"),
        ("QShortcut", "Space", "Phím cách"),
        ("QShortcut", "Ctrl", "Ctrl"),
        ("QMessageBox", "Nothing Qt says", ""),
    ],
)
def test_a_text_of_qt_in_vietnamese(vietnamese: QTranslator, context: str, source: str, text: str) -> None:
    assert (vietnamese.translate(context, source) or "") == text


@pytest.mark.parametrize("mode", QFileDialog.AcceptMode)
def test_file_dialog(
    qtbot: QtBot, tmp_path: Path, spy: Spy, vietnamese: QTranslator, mode: QFileDialog.AcceptMode
) -> None:
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    assert untranslated(spy, vietnamese) == []


def test_message_box_with_every_button(qtbot: QtBot, spy: Spy, vietnamese: QTranslator) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("x")
    first, last = QMessageBox.StandardButton.FirstButton.value, QMessageBox.StandardButton.LastButton.value
    for button in QMessageBox.StandardButton:
        if first <= button.value <= last:
            box.addButton(button)
    box.show()
    assert untranslated(spy, vietnamese) == []
    assert box.button(QMessageBox.StandardButton.Cancel).text() == "Hủy"
    assert len(box.buttons()) == 19  # 18 kinds and the one for the details


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDateEdit, QScrollBar])
def test_context_menu(qapp: QApplication, qtbot: QtBot, spy: Spy, vietnamese: QTranslator, kind: type[QWidget]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.show()
    texts = open_context_menu(qapp, qtbot, widget)
    assert len(texts) >= 7
    assert untranslated(spy, vietnamese) == []


def test_what_else_has_texts_of_its_own(qtbot: QtBot, spy: Spy, vietnamese: QTranslator) -> None:
    printer = QPrinter()
    tabs = QTabBar()
    tabs.setTabsClosable(True)
    for number in range(60):
        tabs.addTab(str(number))
    for widget in (
        tabs,
        QInputDialog(),
        QProgressDialog(),
        QCalendarWidget(),
        QPrintDialog(printer),
        QPrintPreviewDialog(printer),
    ):
        qtbot.addWidget(widget)
        widget.show()
    assert untranslated(spy, vietnamese) == []


def test_the_compiled_file_is_the_text_file(tmp_path: Path) -> None:
    lrelease = Path(PySide6.__file__).parent / "lrelease"
    compiled = tmp_path / "qtbase_vi.qm"
    command = [lrelease, "-silent", path("i18n/qtbase_vi.ts"), "-qm", compiled]
    subprocess.run(command, check=True, timeout=30)
    assert compiled.read_bytes() == path("i18n/qtbase_vi.qm").read_bytes()
