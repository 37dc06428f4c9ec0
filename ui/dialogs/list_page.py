"""One page of the lists: the table, and the form of the row that is chosen or being added.

Leaving a row stores what was typed. What cannot be stored stays in the form, and the row stays chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.commands import agency_lists
from app.domain.changes import Changes
from app.domain.errors import RuleError
from app.domain.ids import NEW
from app.domain.text import fold
from app.imports.pasted import rows_of
from ui.desk import Desk
from ui.dialogs.fields import Values, fields_of
from ui.dialogs.form_draft import FormDraft
from ui.dialogs.form_side import FormSide
from ui.dialogs.list_head import PLANNED, ListHead, paste_words
from ui.dialogs.pages import Page
from ui.dialogs.paste_gate import PasteGate
from ui.dialogs.record_form import RecordForm
from ui.dialogs.row_table import RowTable
from ui.dialogs.sources import ListRow, store_changed
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.theme import set_role
from ui.widgets.buttons import ActionButton
from ui.widgets.plain_label import PlainLabel
from ui.widgets.side_by_side import TwoParts, direction

FORM_WIDTH = 440
COMPACT_FORM_WIDTH = 376
_LEAST = 236, 300
"""Heights of table and form where one stands above the other: a few rows, a few fields, their acts."""


class ListPage(QWidget):
    """left: Esc in the table. draft_changed: there is, or is no longer, something typed that is not stored.

    import_wanted(kind, pasted text): a file or a pasted table for this list. plan_wanted: a plan is to be read.
    """

    left = Signal()
    draft_changed = Signal()
    import_wanted = Signal(object, str)
    plan_wanted = Signal()

    def __init__(self, desk: Desk, keys: Keys, page: Page, form: RecordForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.row_id = NEW
        self._desk = desk
        self._stale = True
        self._is_first = True
        self._told_draft = False
        self.form = form
        self._draft = FormDraft(self.form, desk)
        self._gate = PasteGate(self.form)
        self.table = RowTable(page.title, page.columns)
        self.top = ListHead(page, keys)
        self._warned: Mapping[int, str] = {}
        self._form_side = FormSide(keys)
        ordering = (Action.ROW_UP, Action.ROW_DOWN) if page.can_move else ()
        self._order = [ActionButton(action, keys) for action in ordering]
        self._remove = ActionButton(Action.ROW_REMOVE, keys, page.remove_text)
        self._places = QStackedWidget()
        self._acts, self._ways, self._changes = QBoxLayout(direction(narrow=False)), QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self._connect(keys)

    def _connect(self, keys: Keys) -> None:
        keys.serve_part(Scope.ROWS, self.table)
        self.table.row_chosen.connect(self._choose)
        self.table.entered.connect(self.form.focus_field)
        self.table.left.connect(self.left)
        self.table.pasted.connect(self._paste)
        self.top.search.textChanged.connect(self._narrow)
        for went in (self.top.search.done, self.top.search.went_down, self.top.search.left):
            went.connect(self.focus_list)
        self.top.import_wanted.connect(lambda: self.import_wanted.emit(self.page.imports, ""))
        self.top.plan_wanted.connect(self.plan_wanted)
        self.top.template_wanted.connect(lambda key: self._desk.run(agency_lists.load_template, key))
        self._gate.table_wanted.connect(self._paste)
        self.top.paste_wanted.connect(self._paste)
        self.form.edited.connect(self._show_state)
        self._form_side.revert_wanted.connect(self.revert)
        self._form_side.plan_wanted.connect(self.plan_wanted)
        self._desk.changed.connect(self.refresh)

    def refresh(self, changes: Changes | None = None) -> None:
        """Ask again. A form with something typed in it is left alone."""
        if changes is not None and not changes.touches(*self.page.tables):
            return
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        db = self._desk.conference.db
        self._warned = self.page.warned(db) if self.page.warned else {}
        rows = [replace(row, need=0) if row.id in self._warned else row for row in self.page.source.rows(db)]
        shown = [row for row in rows if self._is_wanted(row)]
        if not self.form.is_dirty:
            self._keep_a_row([row.id for row in shown])
        self.table.show_rows(shown, self.row_id)
        self._places.setCurrentIndex(0 if rows else 1)
        self.top.show_count(len(shown), len(rows))
        self.form.refresh_options()
        if not self.form.is_dirty:
            self._load()
        self._show_state()

    def show_row(self, row_id: int) -> None:
        """Put the cursor on a row and its values into the form."""
        self._choose(row_id)
        self.focus_list()

    def start_new(self) -> None:
        """An empty form for one more row; what was typed is stored first."""
        if self.page.is_single or not self.commit():
            return
        stays = {field.name: self.form.loaded[field.name] for field in fields_of(self.page.sections) if field.stays}
        self.row_id = NEW
        self.table.mark(NEW)
        self._load(stays)
        self.form.focus_field()
        self._form_side.to_top()

    def save(self) -> None:
        """Store the form; after a new row the form waits for the next one."""
        was_new = self.row_id == NEW
        if was_new and not self.form.is_dirty:
            self._desk.said.emit("Chưa có nội dung để lưu.")
            self.form.focus_field()
        elif self.commit() and was_new:
            self.start_new()

    def commit(self) -> bool:
        """Store what was typed, if anything was; False if it could not be: then it is still in the form."""
        if not self.form.is_dirty:
            return True
        changed = self.form.changed_values()
        if changed is None:
            self._desk.said.emit("Có ô ghi chưa đúng. Nội dung đã gõ vẫn được giữ.")
            return False
        if changed:
            stored = self._desk.run(partial(store_changed, self.page.source, self.form.loaded), self.row_id, changed)
            if stored is None:
                return False
            self.row_id = stored
        self._draft.end()
        self.form.is_dirty = False
        self.table.mark(self.row_id)
        self._load()
        return True

    def revert(self) -> None:
        """Forget what was typed and show the row as it is stored."""
        self._desk.said.emit("")
        self._draft.end()
        self._load()
        self._show_state()
        self.form.focus_field()

    def remove(self) -> None:
        """Take the chosen row off the list; the next one is chosen then. Ctrl+U brings it back."""
        if self.row_id != NEW and not self.page.is_single and self.commit():
            self._desk.run(self.page.source.remove, self.row_id)

    def move_row(self, step: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        if self.page.can_move and self.row_id != NEW and self.commit():
            can, before = self.table.neighbours(self.row_id, step)
            if can:
                self._desk.run(self.page.source.move, self.row_id, before)

    def go_to_search(self) -> None:
        """Go to the line that narrows the list, with what it holds marked."""
        if not self.page.is_single:
            self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.top.search.selectAll()

    def warning_words(self) -> str:
        """The gentle word about the row that is shown; empty if there is none."""
        return self._warned.get(self.row_id, "")

    def has_draft(self) -> bool:
        return self.form.is_dirty

    def set_compact(self, compact: bool, *, narrow: bool = False) -> None:
        """narrow: the form stands below the table."""
        self._parts.fit(0 if narrow else px(COMPACT_FORM_WIDTH if compact else FORM_WIDTH))
        self.form.set_narrow(narrow)
        self.top.set_compact(compact, narrow=narrow)
        (self._ways if narrow else self._changes).addWidget(self._remove)
        self._acts.setDirection(direction(compact and bool(self.top.ways) and bool(self._order)))
        for button in (self._remove, *self._order):
            button.set_compact(compact)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """What scrolls it asks for its least height; its words that wrap have room."""
        return False

    def focus_list(self) -> None:
        """The table, or the form where there is none."""
        if self.page.is_single or not self.table.rows_model.rowCount():
            self.form.focus_field()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, row_id: int, field: str) -> None:
        """Choose a row (0: the one shown) and put the caret into a field (empty: the table)."""
        if row_id and self.table.rows_model.index_of(row_id).isValid():
            self._choose(row_id)
        if field and field in self.form.field_names():
            self.form.focus_field(field)
        else:
            self.focus_list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the form goes back to the table; the draft stays in the form."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.form.isAncestorOf(self.focusWidget()) and not self.page.is_single and self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _choose(self, row_id: int) -> None:
        if row_id == self.row_id:
            return
        if not self.commit():
            self.table.mark(self.row_id)
            return
        self.row_id = row_id
        self.table.mark(row_id)
        self._load()
        self._show_state()

    def _narrow(self) -> None:
        """Show the rows that hold all typed words, accents or none. A row that is being edited stays in its form."""
        self.refresh()

    def _is_wanted(self, row: ListRow) -> bool:
        words = fold(self.top.search.text()).split()
        return not words or all(word in fold(" ".join(row.cells)) for word in words)

    def _paste(self) -> None:
        """A table copied elsewhere: through the preview of the import, or simply added."""
        text, pasted = QGuiApplication.clipboard().text(), self.page.pasted
        if self.page.imports is not None:
            self.import_wanted.emit(self.page.imports, text)
        elif pasted is not None and self.commit():
            self._desk.run(pasted.take, rows_of(text, pasted.titles))
            self.focus_list()

    def _keep_a_row(self, ids: Sequence[int]) -> None:
        """The row shown before, the one beside it if it is gone; at first the first one."""
        if self._is_first:
            self.row_id = self._draft.first_row(self.page.key, ids)
        elif self.row_id != NEW and self.row_id not in ids:
            beside = self.table.beside(self.row_id)
            self.row_id = beside if beside is not None and beside in ids else (ids[0] if ids else NEW)
        self._is_first = False

    def _load(self, stays: Values | None = None) -> None:
        """The row as it is stored, and what was typed in it; stays: what a new row takes over from the last one."""
        db = self._desk.conference.db
        source = self.page.source
        try:
            values = source.read(db, self.row_id) if self.row_id else source.blank(db)
        except RuleError:
            self.row_id, values = NEW, source.blank(db)
        self._draft.show(f"{self.page.key}/{self.row_id or 'new'}", values | (stays or {}))
        self._show_state()

    def _show_state(self) -> None:
        is_new = self.row_id == NEW
        self._gate.is_open = is_new and (self.page.pasted is not None or self.page.imports is not None)
        title = self.page.title if self.page.is_single else f"{'Thêm' if is_new else 'Sửa'} {self.page.one}"
        self._form_side.show_state(title, self.warning_words(), is_dirty=self.form.is_dirty)
        for button in (self._remove, *self._order):
            button.setEnabled(not is_new)
        if self.form.is_dirty != self._told_draft:
            self._told_draft = self.form.is_dirty
            self.draft_changed.emit()

    def _fill_table_side(self, part: QWidget) -> None:
        told = f"\n{paste_words(self.page.pasted)}" if self.page.pasted else ""
        empty = PlainLabel(f"Chưa có {self.page.one} nào.\nGhi vào các ô rồi nhấn Ctrl+Enter.{told}", "body2")
        set_role(self._places, "panel")
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        empty.setMargin(px(16))
        empty.setMinimumSize(1, 1)  # wrapped to nothing it would be higher than the window
        self._places.addWidget(self.table)
        self._places.addWidget(empty)
        foot = QWidget()
        set_role(foot, "sunken-foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._acts.setContentsMargins(px(16), px(8), px(12), px(8))
        self._acts.setSpacing(px(8))
        for way in self.top.ways:
            self._ways.addWidget(way)
        self._ways.addStretch(1)
        self._changes.addStretch(1)
        for button in (*self._order, self._remove):
            self._changes.addWidget(button)
        add_layout(self._acts, self._ways)
        add_layout(self._acts, self._changes)
        foot.setLayout(self._acts)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, stretch in ((self.top, 0), (self._places, 1), (foot, 0)):
            column.addWidget(widget, stretch)

    def _lay_out(self) -> None:
        """Both sides are filled where they stand: each part that gets another parent is styled anew."""
        table, single = QWidget(), self.page.is_single
        self._parts = TwoParts(table, self._form_side, table if single else self._form_side, _LEAST)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._parts)
        self._fill_table_side(table)
        self._form_side.fill(self.form, has_plan=single and self.page.key in PLANNED)
        for part in (table, self._parts.rule):
            part.setVisible(not single)
