"""Parts that the windows of lists, imports and plans have alike: a table of whole rows, the band with the one act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from ui.scale import px
from ui.theme import set_role

_FIRST = "QHeaderView::section:first, QHeaderView::section:only-one"


def show_whole_rows(table: QTableView, row_height: int, side: int = 0) -> None:
    """One row is chosen at a time, nothing is edited, the columns share the width. side: padding of the first head."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(row_height))
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setSectionsClickable(False)
    head.setHighlightSections(False)
    if side:
        head.setStyleSheet(f"{_FIRST} {{ padding-left: {px(side)}px; }}")
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def foot(said: QWidget, promise: QWidget, close: QWidget, act: QWidget) -> QWidget:
    """Two lines of what will happen, the way out and the act."""
    band = QWidget()
    set_role(band, "foot")
    band.setFixedHeight(px(60))
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(said)
    lines.addWidget(promise)
    line = QHBoxLayout(band)
    line.setContentsMargins(px(16), px(8), px(16), px(8))
    line.setSpacing(px(12))
    line.addLayout(lines, 1)
    line.addWidget(close)
    line.addWidget(act)
    return band
