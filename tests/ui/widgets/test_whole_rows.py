"""Home and End in a table of rows."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest

import ui
from ui.widgets.whole_rows import WholeRows


def test_home_and_end_go_to_the_first_and_last_row(qtbot) -> None:
    table = WholeRows()
    qtbot.addWidget(table)
    model = QStandardItemModel(table)
    for row in range(3):
        model.appendRow([QStandardItem(f"{row}{column}") for column in range(3)])
    table.setModel(model)
    table.setCurrentIndex(model.index(1, 1))
    seen = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Down):
        QTest.keyClick(table, key)
        seen.append(table.currentIndex().data())
    model.setRowCount(0)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert seen == ["21", "01", "11"]


def test_every_table_of_the_program_is_one() -> None:
    files = Path(ui.__file__).parent.rglob("*.py")
    assert [file.name for file in files if "(QTableView):" in file.read_text("utf-8")] == ["whole_rows.py"]
