"""The window of an import: columns on the left, what each row would become, what is wrong, one button to take it in.

Never opened while the conference runs. Every act has a key; rows with errors stand first.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.changes import Changes, Table
from app.domain.dates import dotted
from app.domain.facts import Mode
from app.domain.import_preview import ImportKind, ImportPreview, ImportRow, ProblemKind, RowState
from app.imports import headers, words
from app.queries import desk as desk_query
from ui.desk import Desk
from ui.dialogs.import_filters import ImportFilters
from ui.dialogs.import_mapping import WIDTH, ImportMapping
from ui.dialogs.import_problem import ImportProblem
from ui.dialogs.import_session import ImportSession
from ui.dialogs.import_table import ImportTable
from ui.dialogs.window_parts import foot
from ui.keys import Keys
from ui.preferences import Preferences
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.theme import set_role
from ui.widgets.agency_picker import AgencyPicker
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_SEEN, make_scrollable
from ui.widgets.side_by_side import TwoParts

FILES = "Bảng và văn bản (*.xlsx *.xls *.ods *.csv *.tsv *.txt *.docx)"
_LEAST, _NARROW_BELOW = 500, 1024
"""Narrower, the columns stand above the rows; else the window is at least so high before it scrolls."""
_FIRST = {RowState.ERROR: 0, RowState.DUPLICATE: 1, RowState.UPDATE: 2, RowState.NEW: 3}
_RESTS_ON = (Table.AGENCY, Table.AGENCY_ALIAS, Table.PERSON, Table.SITE, Table.TOPIC, Table.QUESTION,
             Table.AGENDA_ITEM, Table.PREPARED_ANSWER, Table.ANSWER, Table.PETITION)  # fmt: skip


class ImportWindow(QWidget):
    """open(kind) shows it; what was chosen stays until it is taken in or the window is closed."""

    def __init__(self, desk: Desk, keys: Keys, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        set_role(self, "ground")
        self.resize(1350, 720)  # with its frame inside a laptop of 1366 x 768: the hall begins beside it
        self._desk = desk
        self._shown: ImportPreview | None = None
        self.session = ImportSession(desk, preferences, self)
        self.mapping = ImportMapping()
        self.filters = ImportFilters()
        self.table = ImportTable()
        self.problem = ImportProblem(keys)
        self.picker = AgencyPicker("Cơ quan")
        self.take_in = ActionButton(Action.IMPORT_ALL, keys, style=ButtonStyle.MAIN)
        self._title = PlainLabel("", "title")
        self._steps = PlainLabel("", "secondary")
        self._count, self._promise = PlainLabel("", elided=True), PlainLabel("", "secondary", elided=True)
        self._notice, self._notice_words = QWidget(), PlainLabel("", elided=True)
        self.convert, self.keep = QPushButton("Chuyển sang Unicode"), QPushButton("Để nguyên")
        self._close = QPushButton("Thôi")
        self._lay_out()
        self._content = make_scrollable(self, QSize(AS_SEEN, _LEAST), self._acts)
        keys.serve(self)
        keys.serve_part(Scope.IMPORT, self)
        keys.serve_part(Scope.IMPORT_ROWS, self.table)
        self._register(keys)
        self._connect()

    def open(self, kind: ImportKind = ImportKind.QUESTIONS) -> None:
        """Show the window for one list; refused while the conference runs (the caller says so)."""
        if self._is_live():
            return
        self.session.set_kind(kind)
        self._show_source()
        self.show()
        self.raise_()
        self.activateWindow()
        self.mapping.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self) -> None:
        folder = str(self._desk.conference.path.parent)
        path, _ = QFileDialog.getOpenFileName(self, "Chọn tệp để nhập", folder, FILES)
        if path:
            self.session.read_file(Path(path))

    def choose_folder(self) -> None:
        """Prepared answers, one .docx for each agency."""
        folder = QFileDialog.getExistingDirectory(self, "Chọn thư mục văn bản chuẩn bị")
        if folder:
            self.session.read_file(Path(folder))

    def paste(self) -> None:
        self.session.read_text(QGuiApplication.clipboard().text())

    def refresh(self, changes: Changes) -> None:
        if not self.isVisible():
            return
        if changes.touches(Table.CONFERENCE) and self._is_live():
            QTimer.singleShot(0, self, self.close)
        elif changes.touches(*_RESTS_ON):
            self.session.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW_BELOW)
        self._parts.fit(0 if narrow else px(WIDTH))
        self.filters.set_narrow(narrow)
        self._content.setMinimumHeight(0 if narrow else px(_LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _register(self, keys: Keys) -> None:
        keys.on(Action.IMPORT_ALL, self.session.take_in)
        keys.on(Action.IMPORT_TAKE, self._take_nearest)
        keys.on(Action.IMPORT_AGENCY, self._pick_agency)
        keys.on(Action.IMPORT_MERGE, self._toggle_merge)
        keys.on(Action.IMPORT_KEEP, self._keep_both)
        keys.on(Action.IMPORT_LEAVE, self._toggle_left)
        keys.on(Action.IMPORT_PASTE, self.paste)

    def _connect(self) -> None:
        session, mapping = self.session, self.mapping
        mapping.kind_chosen.connect(session.set_kind)
        mapping.sheet_chosen.connect(session.choose_sheet)
        mapping.field_chosen.connect(session.set_field)
        mapping.encoding_chosen.connect(session.choose_encoding)
        mapping.file_wanted.connect(self.choose_file)
        mapping.folder_wanted.connect(self.choose_folder)
        mapping.paste_wanted.connect(self.paste)
        session.source_changed.connect(self._show_source)
        session.previewed.connect(self._show_preview)
        session.refused.connect(self._say)
        session.taken_in.connect(self._finish)
        self.filters.chosen.connect(self._show_rows)
        self.table.row_chosen.connect(self._show_row)
        self.problem.corrected.connect(session.correct)
        self.problem.new_agency.connect(lambda name: session.settle_agency(name, 0))
        self.picker.candidate_taken.connect(self._picked)
        self._close.clicked.connect(self._escape)
        self.picker.left.connect(self._end_picking)
        self.convert.clicked.connect(lambda: session.decide(replace(session.decisions, convert=True)))
        self.keep.clicked.connect(lambda: session.decide(replace(session.decisions, keep_legacy=True)))
        self._desk.changed.connect(self.refresh)
        self._desk.said.connect(self._say)

    def _show_source(self) -> None:
        session = self.session
        name = words.kind_name(session.kind)
        self.setWindowTitle(f"Nhập {name} từ tệp")
        self._title.setText(f"Nhập {name} từ tệp")
        self.mapping.show_kind(session.kind)
        sheet = session.sheet
        names = [one.name or "Văn bản" for one in session.sheets]
        self.mapping.show_file(session.source, names, session.sheet_place, self._place_words())
        columns = headers.columns(sheet, session.header) if sheet else ()
        self.mapping.show_columns(session.kind, columns, session.mapped, remembered=session.remembered)
        if sheet is None:
            self._show_preview()

    def _place_words(self) -> str:
        session, sheet = self.session, self.session.sheet
        if session.is_busy:
            return "Đang đọc…"
        if sheet is None:
            return ".xlsx, .xls, .ods, .csv, .docx, .txt"
        title = f"Trang “{sheet.name}” · " if sheet.name else ""
        header = f"tiêu đề ở hàng {session.header + 1}" if session.header is not None else "không có tiêu đề"
        rows = len(sheet.rows) - (0 if session.header is None else session.header + 1)
        said = f"{title}{header} · {dotted(rows)} hàng"
        return said[:1].upper() + said[1:]

    def _show_preview(self) -> None:
        session, preview = self.session, self.session.preview
        if preview is None or preview is not self._shown:  # else only what is being done with it is another
            self._shown = preview
            self._show_made()
        new, updates, doubles, errors = session.counts()
        unit = words.counted(new + updates, session.kind)
        waits = [f"{dotted(doubles)} trùng" if doubles else "", f"{dotted(errors)} lỗi chờ sửa" if errors else ""]
        waiting = f"; còn {', '.join(part for part in waits if part)}" if doubles or errors else ""
        if preview is not None:
            self._count.setText(f"{dotted(new)} mới, {dotted(updates)} cập nhật{waiting}.")
            self._promise.setText("Hoàn tác cả lượt: Ctrl+U. Màn chiếu không đổi.")
        else:
            needed = words.field(headers.NEEDED[session.kind], session.kind)
            ask = (
                f"Ghép một cột với “{needed}” để xem trước." if session.sheet else "Chọn tệp hoặc dán bảng để bắt đầu."
            )
            self._count.setText(ask)
            self._promise.setText("Chưa có gì được ghi.")
        self.take_in.setText("Đang nhập…" if session.is_busy and preview is not None else f"Nhập {unit}")
        self.take_in.setEnabled(new + updates > 0 and not session.is_busy)
        place = 0 if session.source is None else 1 if preview is None else 2
        marks = ["●" if step == place else "✓" if step < place else "○" for step in range(3)]
        names = ("Chọn tệp", "Ghép cột", "Xem trước và nhập")
        self._steps.setText("   ›   ".join(f"{mark} {name}" for mark, name in zip(marks, names, strict=True)))

    def _show_made(self) -> None:
        session = self.session
        self.filters.show_counts(session.preview)
        if session.sheet is not None:
            columns = headers.columns(session.sheet, session.header)
            self.mapping.show_columns(session.kind, columns, session.mapped, remembered=session.remembered)
        self._show_rows()
        self._focus_rows()
        self._show_notice()

    def _show_rows(self) -> None:
        rows = list(self.session.preview.rows) if self.session.preview else []
        wanted = self.filters.state
        shown = [row for row in rows if wanted is None or row.state is wanted]
        shown.sort(key=lambda row: (_FIRST[row.state], row.number))
        self.table.empty = "Không có hàng nào thuộc loại này." if rows else "Các hàng đọc được từ tệp sẽ hiện ở đây."
        self.table.show_rows(self.session.kind, shown)

    def _show_row(self, row: ImportRow | None) -> None:
        self._end_picking(focus=False)
        self.problem.show_row(row, self.session.kind, self.session.known_agencies() if row and row.problems else {})

    def _focus_rows(self) -> None:
        """After a file was read the keys are for its rows, unless somebody is in a field."""
        if self.session.preview is not None and self.mapping.kinds.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_notice(self) -> None:
        sheet, decided = self.session.sheet, self.session.decisions
        asks = sheet is not None and sheet.legacy is not None and not decided.convert and not decided.keep_legacy
        self._notice.setVisible(asks)
        if sheet is None or sheet.legacy is None or not asks:
            return
        pairs = (
            (a, b)
            for raw, new in zip(sheet.rows, sheet.converted, strict=False)
            for a, b in zip(raw, new, strict=False)
        )
        before, after = next(((a, b) for a, b in pairs if a != b), ("", ""))
        self._notice_words.setText(
            f"Chữ gõ bằng phông {words.legacy(sheet.legacy)}: “{before[:60]}” đọc ra là “{after[:60]}”."
        )

    def _take_nearest(self) -> None:
        problem = self.problem.problem
        if problem is not None and problem.kind is ProblemKind.UNKNOWN_AGENCY and problem.nearest:
            self.session.settle_agency(problem.text, problem.nearest[0])

    def _pick_agency(self) -> None:
        problem = self.problem.problem
        if problem is not None and problem.kind is ProblemKind.UNKNOWN_AGENCY:
            offered, likely = self.picker.load(self._desk, problem.text)
            self.picker.show()
            self.picker.begin(offered, likely)

    def _picked(self, *_given: object) -> None:
        chosen, problem = self.picker.chosen(), self.problem.problem
        self._end_picking()
        if chosen is not None and problem is not None:
            self.session.settle_agency(problem.text, chosen.id)

    def _end_picking(self, *, focus: bool = True) -> None:
        if self.picker.isVisible():
            self.picker.hide()
            if focus:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_merge(self) -> None:
        row = self.table.current_row()
        if row is not None and row.state is RowState.DUPLICATE and self.session.kind is ImportKind.QUESTIONS:
            merged = self.session.decisions.merged ^ {row.number}
            self.session.decide(replace(self.session.decisions, merged=merged))

    def _keep_both(self) -> None:
        row = self.table.current_row()
        if row is not None and (row.state is RowState.DUPLICATE or row.number in self.session.decisions.kept):
            self.session.decide(replace(self.session.decisions, kept=self.session.decisions.kept ^ {row.number}))

    def _toggle_left(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.session.decide(replace(self.session.decisions, left=self.session.decisions.left ^ {row.number}))

    def _escape(self) -> None:
        if self.picker.isVisible():
            self._end_picking()
            return
        self.session.forget()
        self.close()

    def _finish(self, _count: int) -> None:
        self.session.forget()
        self.close()

    def _say(self, sentence: str) -> None:
        if sentence and self.isVisible():
            self._count.setText(sentence)
            self._promise.setText("Chưa có gì được ghi.")
            self.mapping.show_place(self._place_words())

    def _is_live(self) -> bool:
        return desk_query.facts(self._desk.conference.db).mode is Mode.LIVE

    def _lay_out(self) -> None:
        self._parts = TwoParts(self.mapping, self._right(), self.mapping, (340, 290))
        self._acts = foot(self._count, self._promise, self._close, self.take_in)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(self._parts, 1)
        whole.addWidget(self._acts)

    def _head(self) -> QWidget:
        band = QWidget()
        set_role(band, "band")
        band.setFixedHeight(px(40))
        line = QHBoxLayout(band)
        line.setContentsMargins(px(16), 0, px(16), 0)
        line.setSpacing(px(24))
        line.addWidget(self._title)
        line.addWidget(self._steps)
        line.addStretch(1)
        return band

    def _right(self) -> QWidget:
        side = QWidget()
        set_role(side, "panel")
        set_role(self._notice, "sunken-foot")
        line = QHBoxLayout(self._notice)
        line.setContentsMargins(px(16), px(6), px(16), px(6))
        line.addWidget(IconLabel("format-letter-case", "text2"))
        line.addWidget(self._notice_words, 1)
        line.addWidget(self.keep)
        line.addWidget(self.convert)
        self.picker.hide()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.filters, self._notice):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.picker)
        column.addWidget(self.problem)
        return side
