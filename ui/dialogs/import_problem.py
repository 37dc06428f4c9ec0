"""Below the rows: what is wrong with the chosen one, cell by cell, and what may be done about it.

A cell can be corrected here for this import; the file itself is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.import_preview import ImportKind, ImportRow, Problem, ProblemKind, RowState
from app.imports import words
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.buttons import ActionButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

HEIGHT = 72


class ImportProblem(QWidget):
    """corrected(row number, field, text): a cell got other words. new_agency(name): take the name as a new one."""

    corrected = Signal(int, object, str)
    new_agency = Signal(str)

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "sunken-foot")
        self.setFixedHeight(px(HEIGHT))
        self.row: ImportRow | None = None
        self.problem: Problem | None = None
        self._icon = IconLabel("alert-circle", "text")
        self._cell, self._words = PlainLabel("", "strong"), PlainLabel("", elided=True)
        self._more = PlainLabel("", "secondary", elided=True)
        self.take = ActionButton(Action.IMPORT_TAKE, keys, icon="")
        self.other = ActionButton(Action.IMPORT_AGENCY, keys, icon="")
        self.merge = ActionButton(Action.IMPORT_MERGE, keys, icon="")
        self.keep = ActionButton(Action.IMPORT_KEEP, keys, icon="")
        self.leave = ActionButton(Action.IMPORT_LEAVE, keys, icon="")
        self.add = QPushButton("Thêm cơ quan mới")
        self.line = QLineEdit()
        self.line.setAccessibleName("Sửa ô")
        self.line.setFixedWidth(px(240))
        self.line.returnPressed.connect(self._correct)
        self.add.clicked.connect(self._add)
        self._lay_out()
        self.show_row(None, ImportKind.QUESTIONS, {})

    def show_row(self, row: ImportRow | None, kind: ImportKind, agencies: Mapping[int, str]) -> None:
        """The first blocking problem of a row, else the first remark, else what it repeats."""
        problems = row.problems if row is not None else ()
        blocking = [problem for problem in problems if problem.is_blocking]
        self.row, self.problem = row, next(iter(blocking or problems), None)
        problem = self.problem
        self._icon.setVisible(problem is not None)
        self._cell.setVisible(problem is not None)
        self._cell.setText("" if problem is None else f"Ô {problem.cell}")
        said = _plain_words(row, kind) if problem is None else words.problem(problem, kind)
        nearest = agencies.get(problem.nearest[0], "") if problem is not None and problem.nearest else ""
        self._words.setText(f"{said} Gần nhất: {nearest}" if nearest else said)
        self._more.setText(_advice(problem, len(problems)))
        self._show_corrections(row, problem)
        self._show_choices(row, kind)

    def _show_corrections(self, row: ImportRow | None, problem: Problem | None) -> None:
        kind = None if problem is None else problem.kind
        asks_agency = kind is ProblemKind.UNKNOWN_AGENCY
        self.take.setVisible(asks_agency and problem is not None and bool(problem.nearest))
        self.other.setVisible(asks_agency)
        self.add.setVisible(asks_agency)
        can_correct = kind not in {None, ProblemKind.UNKNOWN_AGENCY, ProblemKind.LEGACY_TEXT}
        self.line.setVisible(can_correct)
        if row is not None and problem is not None and can_correct and not self.line.hasFocus():
            self.line.setText(row.values.get(problem.field, ""))

    def _show_choices(self, row: ImportRow | None, kind: ImportKind) -> None:
        double = row is not None and row.state is RowState.DUPLICATE
        is_question = kind is ImportKind.QUESTIONS
        self.merge.setVisible(double and is_question)
        self.keep.setVisible(double and row is not None and (is_question or row.same_as_row > 0))
        self.leave.setVisible(row is not None and self.problem is None)
        if row is not None:
            self.merge.setText(_merge_words(row))
            self.leave.setText("Nhập lại hàng này" if row.is_left else "Bỏ qua hàng này")

    def _correct(self) -> None:
        if self.row is not None and self.problem is not None:
            self.corrected.emit(self.row.number, self.problem.field, self.line.text())

    def _add(self) -> None:
        if self.problem is not None:
            self.new_agency.emit(self.problem.text)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(px(8))
        for part in (self._icon, self._cell):
            first.addWidget(part)
        first.addWidget(self._words, 1)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self._more, 1)
        acts.addStretch(0)
        for act in (self.line, self.add, self.take, self.other, self.keep, self.leave, self.merge):
            acts.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(16), px(6), px(16), px(6))
        whole.setSpacing(px(2))
        add_layout(whole, first)
        add_layout(whole, acts)


def _plain_words(row: ImportRow | None, kind: ImportKind) -> str:
    if row is None:
        return ""
    beside = words.beside_state(row, kind)
    return f"Hàng {row.number}: {words.state(row.state).lower()}{', ' if beside else ''}{beside}."


def _advice(problem: Problem | None, count: int) -> str:
    if problem is None:
        return ""
    if problem.kind is ProblemKind.UNKNOWN_AGENCY and problem.nearest:
        return "Tên trong tệp sẽ được nhớ."
    if problem.kind is ProblemKind.UNKNOWN_AGENCY:
        return "Chọn cơ quan trong danh mục, hoặc thêm cơ quan mới."
    if problem.kind is ProblemKind.LEGACY_TEXT:
        return "Chuyển cả trang sang Unicode, hoặc để nguyên nếu không phải phông cũ."
    more = f" · còn {count - 1} ô khác" if count > 1 else ""
    return f"Sửa ở đây rồi nhấn Enter; tệp gốc không đổi{more}"


def _merge_words(row: ImportRow) -> str:
    target = f"hàng {row.same_as_row}" if row.same_as_row else f"câu {row.target_number:02d}"
    return f"Không gộp với {target}" if row.is_merged else f"Gộp với {target}"
