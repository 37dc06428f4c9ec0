"""The papers (F12): where to, all or one of them, what became of each, their pages, the printer, what is missing.

Never modal, also while the conference runs: the console goes on beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.conference import Database
from app.documents.catalogue import CATALOGUE
from app.documents.made_papers import MadePaper
from app.domain.changes import Changes, Table
from app.domain.clock import local_day
from app.domain.facts import Mode
from app.domain.paper import IssuedDocument, PaperKind
from app.queries import desk as desk_query
from app.queries import lists
from app.queries.gaps import gaps_now
from app.queries.report import conference_report
from ui.beside import let_go
from ui.desk import Desk
from ui.dialogs.gap_list import GapLine, GapList, gap_lines, paper_gap_lines
from ui.dialogs.gap_places import Place
from ui.dialogs.pages import PageKey
from ui.dialogs.paper_jobs import PaperJobs
from ui.dialogs.paper_list import PaperList, PaperRow
from ui.dialogs.paper_words import row_failed, row_of, row_to_look_at, row_under_way
from ui.dialogs.pdf_preview import PdfPreview
from ui.dialogs.print_bar import PrintBar
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.cut_line import CutLine
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_SEEN, make_scrollable
from ui.widgets.side_by_side import TwoParts, direction

if TYPE_CHECKING:
    from ui.dialogs.office_window import OfficeWindow

_DRAFT = "Biên bản chưa chốt: văn bản in chữ DỰ THẢO."
_FINAL = "Biên bản đã chốt: văn bản là bản chính thức."
_GAPS_LATER_MS = 400
"""The papers are read for gaps when typing has rested for so long."""
_SIDE, _LEAST, _NARROW_BELOW = 420, 560, 1093
"""Narrower, the papers stand above their pages; else the window is at least so high before it scrolls."""
_BAND = 44


class PapersWindow(QWidget):
    """open() shows it; the folder is proposed anew each day. place_wanted(Place): a gap is to be filled there.

    profile: where the office's profile lies.
    """

    place_wanted = Signal(object)

    def __init__(self, desk: Desk, keys: Keys, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Bộ văn bản")
        set_role(self, "ground")
        self.resize(1093, 700)
        self._desk = desk
        self._proposed = Path()
        self._gaps_asked = 0
        self._states: dict[PaperKind, PaperRow] = {}
        self._files: dict[PaperKind, Path] = {}
        self._issued: dict[PaperKind, IssuedDocument] = {}
        self.jobs = PaperJobs(desk, self)
        self._profile = profile
        self.folder_line = CutLine()
        self.folder_line.setAccessibleName("Thư mục")
        self._choose = QPushButton("Chọn thư mục…")
        self._office_button = QPushButton("Văn bản của cơ quan…")
        self._close = QPushButton("Đóng · Esc")
        self.list = PaperList()
        self.draft = PlainLabel("", "secondary")
        self.draft.setWordWrap(True)
        self.make = ActionButton(Action.PAPERS_MAKE, keys, style=ButtonStyle.MAIN)
        self.make_one = ActionButton(Action.PAPERS_MAKE_ONE, keys)
        self.preview = PdfPreview()
        self._page = PlainLabel("", "secondary-strong")
        self._back, self._on = QPushButton("Trang trước"), QPushButton("Trang sau")
        self._read = QPushButton("Mở bằng trình đọc PDF")
        self._gaps_icon, self._gaps_head = IconLabel("timer-sand"), PlainLabel("Đang xem còn thiếu gì…", "secondary")
        self.gaps = GapList()
        self.print_bar = PrintBar(keys)
        self._gaps_later = QTimer(self, singleShot=True, interval=_GAPS_LATER_MS)
        self._lay_out()
        self._content = make_scrollable(self, QSize(AS_SEEN, _LEAST))
        keys.serve(self)
        keys.serve_part(Scope.PAPERS, self)
        keys.on(Action.PAPERS_MAKE, self.make_all)
        keys.on(Action.PAPERS_MAKE_ONE, self.make_chosen)
        self._connect()

    def open(self) -> None:
        """Show the window with the folder of today; a folder that was typed stays."""
        today = local_day(self._desk.conference.now())
        proposed = self._desk.conference.path.absolute().parent / f"van-ban-{today.isoformat()}"
        if self.folder_line.text() in {"", str(self._proposed)}:
            self.folder_line.setText(str(proposed))
            self.folder_line.setCursorPosition(0)
        self._proposed = proposed
        self.show()
        self.raise_()
        self.activateWindow()
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_all(self) -> None:
        """Make every paper of the set; the old file of a paper is replaced."""
        self._make(list(CATALOGUE))

    def make_chosen(self) -> None:
        """Make the paper that is looked at, and no other."""
        kind = self.list.kind()
        if kind is not None:
            self._make([kind])

    def _make(self, kinds: Sequence[PaperKind]) -> None:
        folder = self._folder()
        if folder is not None:
            self.jobs.start(kinds, folder)
            self._show_buttons()

    def refresh(self, changes: Changes | None = None) -> None:
        if not self.isVisible():
            return
        if changes is None:
            self._ask_gaps()
        else:
            self._gaps_later.start()
        if changes is None or changes.touches(Table.ISSUED_DOCUMENT, Table.CONFERENCE):
            self._learn_issued()
            self._show_list()
            self._show_buttons()

    def words_of(self, kind: PaperKind) -> str:
        """What the window says of a paper."""
        return next(row.state for row in self.list.rows() if row.kind is kind)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
        self._show_file()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW_BELOW)
        self._parts.fit(0 if narrow else px(_SIDE))
        self._head.setDirection(direction(narrow))
        self._content.setMinimumHeight(0 if narrow else px(_LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _learn_issued(self) -> None:
        self._issued.clear()
        for document in lists.issued_papers(self._desk.conference.db):
            self._issued.setdefault(document.paper, document)

    def _show_list(self) -> None:
        """Papers begin one after the other: each shows the list, and asks the conference for nothing."""
        self.list.show_rows([self._states.get(kind) or row_of(kind, self._issued.get(kind)) for kind in CATALOGUE])

    def _begin(self, kind: PaperKind) -> None:
        self._states[kind] = row_under_way(kind)
        self._show_list()

    def _finish(self, paper: MadePaper) -> None:
        self._files[paper.paper] = paper.path
        self._states.pop(paper.paper, None)
        told = row_to_look_at(paper)
        if told is not None:
            self._states[paper.paper] = told
        self._show_list()
        if self.list.kind() is paper.paper:
            self._show_file()

    def _fail(self, kind: PaperKind, sentence: str) -> None:
        self._states[kind] = row_failed(kind, sentence)
        self._show_list()

    def _choose_kind(self) -> None:
        self._show_file()
        self._ask_gaps()

    def _show_file(self) -> None:
        """The chosen paper: the file made last, or the one that lies in the folder."""
        kind = self.list.kind()
        if kind is None:
            self.preview.say("")
            return
        path = self._files.get(kind, (self._folder() or Path()) / CATALOGUE[kind].file_name)
        self.preview.show_file(path, "Chưa xuất văn bản này. Nhấn Enter để xuất tất cả.")

    def _folder(self) -> Path | None:
        """The folder of the line; a name alone is one beside the conference, not wherever the program was started."""
        text = self.folder_line.text().strip()
        return self._desk.conference.path.parent / Path(text).expanduser() if text else None

    def _show_page(self) -> None:
        count = self.preview.page_count
        self._page.setText(f"Trang {self.preview.page + 1}/{count}" if count else "")
        self._back.setEnabled(self.preview.page > 0)
        self._on.setEnabled(self.preview.page + 1 < count)
        self._read.setEnabled(count > 0)
        self.print_bar.show_file(self.preview.path, count)

    def _show_buttons(self) -> None:
        facts = desk_query.facts(self._desk.conference.db)
        self.make.setText("Đang xuất…" if self.jobs.is_busy else "Xuất tất cả")
        self.draft.setText(_DRAFT if facts.minutes_finalised_at is None else _FINAL)
        # A file dialog is modal: while the conference runs the folder is typed.
        for button in (self._choose, self._office_button):
            button.setVisible(facts.phase is not Mode.LIVE)

    def _ask_gaps(self) -> None:
        """In a thread: a paper is made to know what it lacks. An answer overtaken by a newer question is not shown."""
        self._gaps_asked += 1
        query = partial(_gap_lines_of, self.list.kind())
        self._desk.ask_in_thread(self, query, partial(self._show_gaps, self._gaps_asked))

    def _show_gaps(self, asked: int, found: tuple[list[GapLine], list[GapLine]]) -> None:
        """The first count is the one that stands on the console under the same name."""
        if asked != self._gaps_asked:
            return
        self.gaps.show_lines([*found[0], *found[1]])
        to_do, more = (sum(line.count for line in lines) for lines in found)
        set_role(self._gaps_head, "need" if to_do + more else "secondary")
        self._gaps_icon.show_icon("alert-outline" if to_do + more else "check", "warn" if to_do + more else "text2")
        words = [f"Cần xử lý: {to_do}"] * bool(to_do) + [f"Riêng văn bản này còn thiếu: {more}"] * bool(more)
        self._gaps_head.setText(" · ".join(words) or "Không còn thiếu gì.")

    @cached_property
    def office(self) -> OfficeWindow:
        """Made when first wanted: all its fields are half of what making this window takes."""
        from ui.dialogs.office_window import OfficeWindow

        return OfficeWindow(self._desk, self._profile, self)

    def _open_office(self) -> None:
        self.office.open()

    def _go(self, place: Place) -> None:
        """To the field of a gap: in the office's own window, else in the lists."""
        if place.page is PageKey.OFFICE:
            self.office.open(place.field)
        else:
            self.place_wanted.emit(place)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục lưu văn bản", self.folder_line.text())
        if chosen:
            self.folder_line.setText(chosen)

    def _open_in_reader(self) -> None:
        if self.preview.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.preview.path)))

    def _connect(self) -> None:
        self.jobs.begun.connect(self._begin)
        self.jobs.made.connect(self._finish)
        self.jobs.failed.connect(self._fail)
        self.jobs.finished.connect(self._show_buttons)
        self.list.kind_chosen.connect(self._choose_kind)
        self._gaps_later.timeout.connect(self._ask_gaps)
        self.preview.page_changed.connect(self._show_page)
        self._back.clicked.connect(self.preview.turn_back)
        self._on.clicked.connect(self.preview.turn_on)
        self._read.clicked.connect(self._open_in_reader)
        self._choose.clicked.connect(self._choose_folder)
        self._close.clicked.connect(self.close)
        self.gaps.place_wanted.connect(self._go)
        self._office_button.clicked.connect(self._open_office)
        self._desk.changed.connect(self.refresh)

    def _lay_out(self) -> None:
        left = self._left()
        self._parts = TwoParts(left, self._right(), left, (430, 360))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._parts)

    def _left(self) -> QWidget:
        side = QWidget()
        set_role(side, "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 3)
        form = QVBoxLayout()
        form.setContentsMargins(px(16), px(12), px(16), px(12))
        form.setSpacing(px(6))
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Thư mục lưu", "secondary-strong"))
        head.addStretch(1)
        head.addWidget(self._choose)
        add_layout(form, head)
        form.addWidget(self.folder_line)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.make, 1)
        acts.addWidget(self.make_one)
        add_layout(form, acts)
        last = QHBoxLayout()
        last.setSpacing(px(8))
        last.addWidget(self.draft, 1)
        last.addWidget(self._close)
        add_layout(form, last)
        add_layout(column, form)
        column.addWidget(self._gap_part(), 2)
        return side

    def _gap_part(self) -> QWidget:
        part = QWidget()
        set_role(part, "sunken-foot")
        part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self._gaps_icon)
        head.addWidget(self._gaps_head, 1)
        column = QVBoxLayout(part)
        column.setContentsMargins(px(16), px(10), px(8), px(8))
        column.setSpacing(px(4))
        add_layout(column, head)
        column.addWidget(self.gaps, 1)
        column.addStretch(0)
        return part

    def _right(self) -> QWidget:
        head = QWidget()
        set_role(head, "band")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setMinimumHeight(px(_BAND))
        self._head = QBoxLayout(direction(narrow=False), head)
        self._head.setContentsMargins(px(16), px(6), px(12), px(6))
        self._head.setSpacing(px(8))
        pages, ways = QHBoxLayout(), QHBoxLayout()
        for line, parts in ((pages, (self._back, self._page, self._on)), (ways, (self._office_button, self._read))):
            line.setSpacing(px(8))
            for each in parts:
                line.addWidget(each)
            add_layout(self._head, line)
        pages.addStretch(1)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.preview, 1)
        column.addWidget(self.print_bar)
        return part


def _gap_lines_of(kind: PaperKind | None, db: Database) -> tuple[list[GapLine], list[GapLine]]:
    """What the conference lacks, as the console tells it, and what the chosen paper lacks besides."""
    found = gaps_now(db)
    if kind is None:
        return gap_lines(found), []
    report = conference_report(db)
    lines = gap_lines(found), paper_gap_lines(CATALOGUE[kind].document(report).gaps, found)
    rest = [*report.questions, *report.log]
    del report
    let_go(rest)
    return lines
