"""Ctrl+8: who has not been heard yet, and whom to hear next. Enter puts the suggested question into the preview."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app import labels
from app.domain.changes import Changes, Table
from app.domain.ids import QuestionId
from app.queries.fairness import Suggestion, Unheard, fairness
from app.scenes import question_subject
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.two_line_list import HEADING, ROW, TwoLineList, TwoLines

_READS = (Table.SITE, Table.QUESTION, Table.PERSON, Table.PERSON_ROLE, Table.YOUTH_GROUP, Table.ATTENDANCE)


class FairnessOverlay(Overlay):
    """Asks its query when it is opened and after every act on what it tells."""

    def __init__(self, area: QWidget, desk: Desk) -> None:
        super().__init__(area, widest=640)
        self._desk = desk
        self.list = TwoLineList("Gợi ý câu tiếp theo; ai chưa nêu ý kiến")
        self.list.entered.connect(self._take)
        self.setFocusProxy(self.list)
        self.take_button = QPushButton("Đưa vào xem trước")
        self.take_button.clicked.connect(self.list.take)
        self._build()
        desk.changed.connect(self._hear)

    def open(self) -> None:
        self.refresh()
        super().open()

    def refresh(self) -> None:
        rows = list(_rows(self._desk))
        self.list.show_rows(rows)
        self.take_button.setEnabled(any(isinstance(row.key, int) for row in rows))
        if self.isVisible():
            self.fit()

    def panel_height(self, most: int) -> int:
        rows = sum(HEADING if row.is_heading else ROW for row in self.list.rows.rows())
        return min(most, px(16 + 28 + 8 + rows + 8 + 30 + 8 + 24 + 16))

    def _build(self) -> None:
        acts = QHBoxLayout()
        acts.addWidget(self.take_button)
        acts.addStretch(1)
        self.content.addWidget(PlainLabel("Ai chưa nêu ý kiến", "title"))
        self.content.addWidget(self.list, 1)
        add_layout(self.content, acts)
        add_layout(self.content, key_hints(("Đưa vào xem trước", "Enter"), ("Đóng", "Esc")))

    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_READS):
            self.refresh()

    def _take(self, key: object) -> None:
        if isinstance(key, int):
            subject = question_subject(QuestionId(key))
            self.leave_and(lambda: self._desk.preview_requested.emit(subject))


def _rows(desk: Desk) -> Iterator[TwoLines]:
    """Suggestions first, since they are what one acts on; a list of names stands in one row and never acts."""
    found = fairness(desk.conference.db)
    yield TwoLines("suggested", "GỢI Ý CÂU TIẾP THEO", is_heading=True)
    if not found.suggested:
        yield TwoLines("none", "Chưa có câu nào chờ hỏi", "Duyệt câu trong hàng đợi (Ctrl+D) để có gợi ý", icon="check")
    for one in found.suggested:
        yield _suggested(one)
    yield TwoLines("unheard", "AI CHƯA NÊU Ý KIẾN", is_heading=True)
    yield _unheard("sites", "Điểm cầu", "map-marker-outline", found.sites)
    yield _unheard("groups", "Nhóm thanh niên", "account-outline", found.groups)
    yield _unheard("units", "Đơn vị", "office-building-outline", found.units)


def _suggested(one: Suggestion) -> TwoLines:
    parts = (labels.question_number(one.question.number), one.asker)
    named = [words for words in (one.site, one.group, one.unit) if words]
    why = f"Chưa nêu ý kiến: {', '.join(named)}" if named else "Theo thứ tự hàng đợi"
    title = " · ".join(part for part in parts if part)
    return TwoLines(one.question.id, title, why, "chờ hỏi", "message-text-outline", "room" if named else "text2")


def _unheard(key: str, word: str, icon: str, found: Unheard) -> TwoLines:
    heard = found.all - len(found.names)
    right = f"{heard}/{found.all} đã nêu"
    if not found.all:
        return TwoLines(key, word, "Chưa có trong danh mục", "", icon, is_faded=True)
    words = ", ".join(found.names) or "Tất cả đã nêu ý kiến"
    title = f"{word}: còn {len(found.names)} chưa nêu" if found.names else word
    return TwoLines(key, title, words, right, icon, "warn" if found.names else "text2")
