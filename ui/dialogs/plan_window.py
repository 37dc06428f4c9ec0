"""A plan (kế hoạch) read in: its proposals one by one, each accepted by key or left; then one act, one undo."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.commands import plan as commands
from app.domain.changes import Changes, Table
from app.domain.facts import Mode
from app.domain.import_preview import ImportRefusedError, Refusal
from app.domain.plan import Proposal
from app.imports import legacy_text, plan_words, words, workbook
from app.imports.plan import read_plan
from app.imports.workbook import Source
from app.queries import desk as desk_query
from app.queries.known import known
from ui.desk import Desk
from ui.dialogs.inputs import TextInput
from ui.dialogs.plan_table import PlanRow, PlanTable
from ui.dialogs.window_parts import foot
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.tasks import TaskFailedError, run_in_background
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_NEEDED, AS_SEEN, make_scrollable

FILES = "Kế hoạch (*.docx *.txt)"
READING_S = 20.0


class PlanWindow(QWidget):
    """open() shows it. Nothing is accepted before a person does."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        set_role(self, "ground")
        self.setWindowTitle("Đọc kế hoạch")
        self.resize(1350, 720)  # with its frame inside a laptop of 1366 x 768: the hall begins beside it
        self._desk = desk
        self._source: Source | None = None
        self._found: dict[int, Proposal] = {}
        self._accepted: frozenset[int] = frozenset()
        self._turn = 0
        self.table = PlanTable()
        self.line = TextInput(3)
        self.line.setAccessibleName("Nội dung sẽ ghi")
        self.line.setPlaceholderText("Nội dung sẽ ghi của dòng đang chọn")
        self.take_in = ActionButton(Action.PLAN_TAKE_IN, keys, style=ButtonStyle.MAIN)
        self._accept = ActionButton(Action.PLAN_ACCEPT, keys)
        self._group = ActionButton(Action.PLAN_GROUP, keys)
        self._paste = ActionButton(Action.PLAN_PASTE, keys, icon="")
        self._file, self._close = QPushButton("Chọn tệp…"), QPushButton("Thôi")
        self._name, self._count = PlainLabel("", "secondary", elided=True), PlainLabel("", elided=True)
        self._where = PlainLabel("", "secondary", elided=True)
        self._promise = PlainLabel("", "secondary", elided=True)
        self._lay_out()
        make_scrollable(self, QSize(AS_SEEN, AS_NEEDED), self._acts)
        keys.serve(self)
        keys.serve_part(Scope.PLAN, self)
        keys.serve_part(Scope.PLAN_ROWS, self.table)
        keys.on(Action.PLAN_ACCEPT, self._toggle)
        keys.on(Action.PLAN_GROUP, self._toggle_group)
        keys.on(Action.PLAN_TAKE_IN, self._take_in)
        keys.on(Action.PLAN_PASTE, self.paste)
        self.table.toggled.connect(self._toggle)
        self.table.row_chosen.connect(self._show_row)
        self.line.edited.connect(self._edit)
        self._file.clicked.connect(self.choose_file)
        self._close.clicked.connect(self.close)
        desk.changed.connect(self.refresh)

    def open(self) -> None:
        if self._is_live():
            return
        self._show()
        self.show()
        self.raise_()
        self.activateWindow()
        (self.table if self._found else self._paste).setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_file(self) -> None:
        folder = str(self._desk.conference.path.parent)
        path, _ = QFileDialog.getOpenFileName(self, "Chọn kế hoạch", folder, FILES)
        if path:
            self.read_file(Path(path))

    def read_file(self, path: Path) -> None:
        """Read in a child process with limits; a refusal is said in words."""
        self._turn += 1
        turn = self._turn
        self._say("Đang đọc…")

        def done(source: Source) -> None:
            if turn == self._turn:
                self.show_source(source)

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._refuse(error, path.name)

        run_in_background(functools.partial(workbook.read_in_child, path), done, failed, patience_s=READING_S)

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        legacy = legacy_text.find_legacy(text.splitlines())
        if legacy is not None:  # the words are shown, and accepted one by one: that is the consent
            text = "\n".join(legacy_text.convert_if_better(line, legacy) for line in text.splitlines())
        try:
            self.show_source(workbook.read_text(text, "Văn bản đã dán"))
        except ImportRefusedError as error:
            self._refuse(error, "")

    def show_source(self, source: Source) -> None:
        self._source = source
        self._accepted = frozenset()
        self._read()
        if not self._found:
            self._say("Không nhận ra kế hoạch trong văn bản này. Hãy dán toàn văn, từ tiêu đề đến Nơi nhận.")
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if not self.isVisible():
            return
        if changes.touches(Table.CONFERENCE) and self._is_live():
            QTimer.singleShot(0, self, self.close)
        elif self._source is not None and changes.touches(Table.AGENCY, Table.TOPIC, Table.CONFERENCE, Table.DUTY):
            self._read()

    def accepted(self) -> list[Proposal]:
        return [one for number, one in self._found.items() if number in self._accepted]

    def said(self) -> str:
        """The sentence at the foot."""
        return self._count.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        """Propose anew against what the conference holds now; what was accepted or worded by hand stays."""
        if self._source is None:
            return
        db = self._desk.conference.db
        edited = {number: one.text for number, one in self._found.items() if number in self._accepted}
        self._found = {
            one.number: replace(one, text=edited.get(one.number, one.text))
            for one in read_plan(self._source, known(db), desk_query.facts(db))
        }
        self._accepted &= self._found.keys()
        self._show()

    def _show(self) -> None:
        facts = desk_query.facts(self._desk.conference.db)
        self.table.show_rows(
            [
                PlanRow(one, number in self._accepted, plan_words.beside(one, facts))
                for number, one in self._found.items()
            ]
        )
        named = self._source.name if self._source else ""
        self._name.setText(named or "Toàn văn hoặc .docx, .txt")
        if self._found:
            there = sum(one.is_there for one in self._found.values())
            self._say(
                f"Đọc được {len(self._found)} mục, {there} mục đã có. Đã nhận {len(self._accepted)} mục.",
                "Chỉ ghi mục đã nhận, một lượt; hoàn tác một lượt bằng Ctrl+U.",
            )
        else:
            self._say("Chưa có kế hoạch nào được đọc.")
        self.take_in.setText(f"Ghi {len(self._accepted)} mục")
        self.take_in.setEnabled(bool(self._accepted))

    def _show_row(self, row: PlanRow | None) -> None:
        self._where.setText(plan_words.source(row.one) if row else "")
        can_edit = row is not None and plan_words.can_be_edited(row.one)
        self.line.setEnabled(can_edit)
        self._accept.setEnabled(row is not None)
        self._group.setEnabled(row is not None)
        if row is not None:
            self._accept.setText("Bỏ nhận" if row.is_accepted else "Nhận")
            self._group.setText(f"Nhận cả nhóm {plan_words.kind(row.one.kind)}")
        if not self.line.hasFocus():
            self.line.show_value(plan_words.value(row.one) if row else "")

    def _toggle(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        self._accepted ^= {row.one.number}
        self._show()
        self.table.go_on()

    def _toggle_group(self) -> None:
        """All of the kind that are not there yet, or none of them if all were accepted."""
        row = self.table.current_row()
        if row is None:
            return
        of_kind = {number for number, one in self._found.items() if one.kind is row.one.kind and not one.is_there}
        self._accepted = self._accepted - of_kind if of_kind <= self._accepted else self._accepted | of_kind
        self._show()

    def _edit(self) -> None:
        """Other words for the current proposal; it counts as accepted from then on."""
        row, text = self.table.current_row(), str(self.line.read())
        if row is None or not self.line.hasFocus() or not text.strip():
            return
        self._found[row.one.number] = replace(row.one, text=text)
        self._accepted |= {row.one.number}
        self._show()

    def _take_in(self) -> None:
        source = self._source.name if self._source else ""
        if self._desk.run(commands.take_plan, self.accepted(), source) is None:
            return
        self._source, self._found, self._accepted = None, {}, frozenset()
        self.close()

    def _refuse(self, error: Exception, name: str) -> None:
        if isinstance(error, TaskFailedError):
            error = ImportRefusedError(Refusal.TOO_HEAVY, file=name)
        if not isinstance(error, ImportRefusedError):
            raise error
        self._say(words.refusal(error))

    def _say(self, sentence: str, promise: str = "Chưa có gì được ghi.") -> None:
        self._count.setText(sentence)
        self._promise.setText(promise)

    def _is_live(self) -> bool:
        return desk_query.facts(self._desk.conference.db).mode is Mode.LIVE

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(self.table, 1)
        whole.addWidget(self._detail())
        self._acts = foot(self._count, self._promise, self._close, self.take_in)
        whole.addWidget(self._acts)

    def _head(self) -> QWidget:
        band = QWidget()
        set_role(band, "band")
        band.setFixedHeight(px(48))
        line = QHBoxLayout(band)
        line.setContentsMargins(px(16), 0, px(16), 0)
        line.setSpacing(px(12))
        line.addWidget(PlainLabel("Đọc kế hoạch", "title"))
        line.addWidget(self._name, 1)
        line.addWidget(self._file)
        line.addWidget(self._paste)
        return band

    def _detail(self) -> QWidget:
        side = QFrame()
        set_role(side, "sunken-foot")
        column = QVBoxLayout(side)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(6))
        column.addWidget(self._where)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.line, 1)
        acts = QVBoxLayout()
        acts.setSpacing(px(6))
        acts.addWidget(self._accept)
        acts.addWidget(self._group)
        acts.addStretch(1)
        add_layout(row, acts)
        add_layout(column, row)
        return side
