"""The centre while no question has the floor: what to do, and the notes of the running item of the programme."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.facts import Mode
from app.domain.minutes import Slot, TextKey
from app.queries import desk as lists
from app.queries import floor
from ui.desk import Desk
from ui.keys import Keys, first_key
from ui.layout_items import add_layout
from ui.scale import px
from ui.shortcuts import Action
from ui.widgets.buttons import ActionButton, KeyCap, MainButton
from ui.widgets.minutes_pane import MinutesPane
from ui.widgets.plain_label import PlainLabel
from ui.widgets.side_by_side import direction

_ADVICE = (
    (Action.GO_QUEUE, "Tới hàng đợi, chọn một câu, nhấn Enter để xem trước."),
    (Action.TAKE, "PHÁT: đưa câu đang xem trước lên màn chiếu."),
    (Action.NEXT_STEP, "Mời hỏi câu đang xem trước, đồng hồ chạy."),
    (Action.CAPTURE, "Ghi nhanh một câu vừa nêu tại hội trường."),
)


class EmptyFloor(QWidget):
    """Calm: three lines of advice, the button of F6, a place to write while the programme goes on."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.next_button = MainButton(Action.NEXT_STEP, keys)
        self.preflight_button = ActionButton(Action.PREFLIGHT, keys)
        self.notes = MinutesPane(desk, "pencil", "Diễn biến chương trình")
        self.column = QVBoxLayout(self)
        self.column.setSpacing(px(8))
        self.column.addWidget(PlainLabel("Chưa có câu nào đang diễn ra", "title"))
        for action, words in _ADVICE:
            line = QHBoxLayout()
            line.setSpacing(px(8))
            cap = QWidget()
            cap.setFixedWidth(px(56))
            box = QHBoxLayout(cap)
            box.setContentsMargins(0, 0, 0, 0)
            box.addStretch(1)
            box.addWidget(KeyCap(first_key(action)))
            line.addWidget(cap)
            label = PlainLabel(words, "body2")
            label.setWordWrap(True)
            line.addWidget(label, 1)
            add_layout(self.column, line)
        self._acts = QBoxLayout(direction(narrow=False))
        self._acts.setContentsMargins(0, px(8), 0, px(8))
        self._acts.addWidget(self.next_button)
        self._acts.addWidget(self.preflight_button)
        self._acts.addStretch(1)
        add_layout(self.column, self._acts)
        self.column.addWidget(self.notes, 1)
        self.column.addStretch(0)

    def refresh(self, *, shown: bool) -> None:
        """shown: no question is current; only then the notes of the programme are open here."""
        self.preflight_button.setVisible(lists.facts(self._desk.conference.db).phase is Mode.PREPARING)
        item = floor.current_agenda_item(self._desk.conference.db) if shown else None
        self.notes.setVisible(item is not None)
        self.notes.title.setText(f"Diễn biến: {item.title}" if item else "")
        self.notes.editor.bind(TextKey(Slot.AGENDA, item.id) if item else None)
        self.column.setStretch(self.column.count() - 1, 0 if item else 1)

    def set_compact(self, compact: bool) -> None:
        self.notes.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        acts, sides = (self.next_button, self.preflight_button), self.column.contentsMargins()
        needed = sum(act.minimumSizeHint().width() for act in acts) + self._acts.spacing()
        self._acts.setDirection(direction(event.size().width() - sides.left() - sides.right() < needed))

    def set_margins(self, side: int) -> None:
        self.column.setContentsMargins(px(side), px(16), px(side), px(12))
