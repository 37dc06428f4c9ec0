"""Phiếu gợi ý kết luận in place of the room (Shift+F12): follows the data, goes to paper or to the chair's screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from app.documents.closing_card import closing_parts
from app.domain.changes import Changes
from app.domain.clock import local_day
from app.domain.paper import PaperKind
from app.queries.report import conference_report
from ui import theme
from ui.desk import Desk
from ui.fonts import sized_font
from ui.layout_items import add_layout
from ui.scale import px
from ui.widgets.minutes_editor import LINE_PERCENT, space_lines
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.documents.made_papers import MadePaper
    from ui.dialogs.paper_jobs import PaperJobs

AFTER_MS = 300
ALL = 1_000
"""Lines: the view scrolls, nothing needs to be cut."""


class ClosingView(QWidget):
    """closed: the room is wanted again. chair_wanted(bool): the card on the chair's screen, or its usual picture."""

    closed = Signal()
    chair_wanted = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "prepared")
        self.text.setAccessibleName("Phiếu gợi ý kết luận")
        self.text.setTabChangesFocus(True)
        self.text.setFont(sized_font(theme.BODY))
        self.text.document().setDocumentMargin(px(10))
        self.print_button = QPushButton("Xuất để in")
        self.chair_button = QPushButton("Lên màn hình chủ tọa")
        self.chair_button.setCheckable(True)
        self._back = QPushButton("Trở lại · Esc")
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._pause.timeout.connect(self.rebuild)
        self.print_button.clicked.connect(self.make_paper)
        self.chair_button.toggled.connect(self.chair_wanted)
        self._back.clicked.connect(self.closed)
        desk.changed.connect(self._hear)
        desk.closing.connect(self._pause.stop)
        self._lay_out()

    @cached_property
    def jobs(self) -> PaperJobs:
        """Made when first wanted: it brings the setters of papers, half a second of a start."""
        from ui.dialogs.paper_jobs import PaperJobs

        jobs = PaperJobs(self._desk, self)
        jobs.made.connect(self._open_paper)
        jobs.failed.connect(lambda _, sentence: self._desk.said.emit(sentence))
        jobs.finished.connect(lambda: self.print_button.setEnabled(True))
        return jobs

    def open_view(self) -> None:
        self.rebuild()
        self.text.setFocus()

    def rebuild(self) -> None:
        """Ask again; the scroll stays."""
        self._pause.stop()
        top = self.text.verticalScrollBar().value()
        label = QTextCharFormat()
        label.setFontWeight(600)
        cursor = QTextCursor(self.text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for place, part in enumerate(closing_parts(conference_report(self._desk.conference.db, with_log=False), ALL)):
            if place:
                cursor.insertBlock()
            cursor.insertText(part.label, label)
            cursor.insertText("\n".join((part.text, *part.lines)), QTextCharFormat())
        space_lines(self.text.document(), LINE_PERCENT)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)  # a frame that scrolls follows the caret
        self.text.verticalScrollBar().setValue(top)

    def make_paper(self) -> None:
        """The card as PDF and for Word, in the folder of today's papers; the PDF opens to be printed."""
        self.print_button.setEnabled(False)
        today = local_day(self._desk.conference.now())
        folder = self._desk.conference.path.absolute().parent / f"van-ban-{today.isoformat()}"
        self.jobs.start([PaperKind.CLOSING_CARD], folder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _hear(self, _changes: Changes) -> None:
        if self.isVisible():
            self._pause.start()

    def _open_paper(self, paper: MadePaper) -> None:
        self._desk.said.emit(f"Đã xuất phiếu gợi ý kết luận: {paper.path.name}")
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paper.path)))

    def _lay_out(self) -> None:
        head, acts = QHBoxLayout(), QHBoxLayout()
        for row in (head, acts):
            row.setSpacing(px(8))
        head.addWidget(PlainLabel("Phiếu gợi ý kết luận", "title", elided=True), 1)
        head.addWidget(self._back)
        acts.addWidget(self.chair_button)
        acts.addWidget(self.print_button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(12))
        column.setSpacing(px(8))
        add_layout(column, head)
        add_layout(column, acts)
        column.addWidget(self.text, 1)
