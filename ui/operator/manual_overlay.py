"""The manual: its chapters at the left, the chapter at the right. The only rich text here; nobody typed it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextFrameFormat
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser, QWidget

import resources
from ui import theme
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.theme import set_role
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel

MANUAL = "manual/so_tay.md"
_CHAPTER = re.compile(r"^## \d+\. (.+)$", re.MULTILINE)
_KEY = re.compile(r"`([^`]+)`")
_LINE = 115
"""Height of a line, percent of the font's own."""


def chapters() -> list[tuple[str, str]]:
    """Title and text of each chapter, in Markdown; keys, which the file marks as code, are bold here."""
    text = _KEY.sub(r"**\1**", resources.path(MANUAL).read_text(encoding="utf-8"))
    _, *parts = _CHAPTER.split(text)
    return list(zip(parts[::2], parts[1::2], strict=True))


class ManualOverlay(Overlay):
    """Opened from the palette, in every mode. Up and down choose the chapter, Page keys turn its text."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, widest=900)
        self._chapters = chapters()
        self.list = QListWidget()
        self.list.setAccessibleName("Các phần của sổ tay")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems([title for title, _ in self._chapters])
        set_role(self.list, "choices")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Nội dung sổ tay")
        self.text.setOpenLinks(False)
        set_role(self.text, "panel")
        self.list.currentRowChanged.connect(self._show)
        self.setFocusProxy(self.list)
        halves = QHBoxLayout()
        halves.setSpacing(px(16))
        halves.addWidget(self.list, 3)
        halves.addWidget(self.text, 7)
        self.list.setWordWrap(True)
        self.content.addWidget(PlainLabel("Sổ tay điều hành", "title"))
        add_layout(self.content, halves, 1)
        add_layout(self.content, key_hints(("Chọn phần", "Up", "Down"), ("Sang nội dung", "Tab"), ("Đóng", "Esc")))

    def open(self) -> None:
        self.list.setCurrentRow(max(0, self.list.currentRow()))
        self._show(self.list.currentRow())
        super().open()

    def panel_height(self, most: int) -> int:
        return most

    def _show(self, row: int) -> None:
        title, words = self._chapters[row]
        document = self.text.document()
        document.setDefaultFont(self.text.font())
        self.text.setMarkdown(f"### {title}\n{words}")
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        _space_paragraphs(document)
        _rule_tables(document)


def _space_paragraphs(document: QTextDocument) -> None:
    """Markdown's paragraphs and items stand without room between them, and in lines too close for reading."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if cursor.currentTable() is None:
            shape.setBottomMargin(px(6))
        cursor.setBlockFormat(shape)
        block = block.next()


def _rule_tables(document: QTextDocument) -> None:
    """Markdown's tables come without room and lines."""
    for frame in document.rootFrame().childFrames():
        shape = frame.frameFormat()
        if shape.objectType() != QTextFormat.ObjectTypes.TableObject.value:
            continue
        table = shape.toTableFormat()
        table.setCellPadding(px(4))
        table.setCellSpacing(0)
        table.setBottomMargin(px(8))
        table.setBorder(1)
        table.setBorderCollapse(True)
        table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        table.setBorderBrush(QColor(theme.palette().line))
        frame.setFrameFormat(table)
