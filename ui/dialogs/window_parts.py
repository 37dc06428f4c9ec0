"""Parts that the windows of lists, imports and plans have alike: a table of whole rows, the band with the one act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from ui.layout_items import add_layout
from ui.scale import px
from ui.theme import palette, set_role

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
    head.setTextElideMode(Qt.TextElideMode.ElideRight)
    if side:
        head.setStyleSheet(f"{_FIRST} {{ padding-left: {px(side)}px; }}")
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def paint_empty(table: QTableView, words: str) -> None:
    """What a table without rows says; called when the rest of it is painted."""
    painter = QPainter(table.viewport())
    painter.setPen(QColor(palette().text2))
    painter.setFont(table.font())
    room = table.viewport().rect().adjusted(px(24), px(24), -px(24), -px(24))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
    painter.end()


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
    add_layout(line, lines, 1)
    line.addWidget(close)
    line.addWidget(act)
    return band
