"""Ctrl+7: the sites with their line, contact and turn. Enter gives a site the turn, ← and → tell how its line is."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app import labels
from app.commands import sites
from app.domain.changes import Changes, Table
from app.domain.ids import SiteId
from app.domain.roster import Signal
from app.queries.fairness import SiteTurn, site_turns
from app.scenes import question_subject
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel
from ui.widgets.two_line_list import ROW, TwoLineList, TwoLines

_READS = (Table.SITE, Table.QUESTION)
_LOOKS = {
    Signal.GOOD: ("wifi", "room"),
    Signal.UNSTABLE: ("wifi-alert", "warn"),
    Signal.LOST: ("wifi-off", "warn"),
}
_NONE = "Chưa có điểm cầu. Thêm trong Danh mục (Ctrl+E)."


class SitesOverlay(Overlay):
    """Asks its query when it is opened and after every act on sites or questions."""

    def __init__(self, area: QWidget, desk: Desk) -> None:
        super().__init__(area, widest=640)
        self._desk = desk
        self.list = TwoLineList("Các điểm cầu")
        self.list.entered.connect(self._invite)
        self.list.stepped.connect(self._step_signal)
        self.setFocusProxy(self.list)
        self._count = PlainLabel("", "secondary", elided=True)
        self._empty = PlainLabel(_NONE, "body2")
        self._empty.setWordWrap(True)
        self.invite_button = QPushButton("Mời điểm cầu")
        self.invite_button.clicked.connect(self.list.take)
        self.signal_buttons = {signal: QPushButton(labels.word(signal)) for signal in Signal}
        self._build()
        desk.changed.connect(self._hear)

    def open(self) -> None:
        self.refresh()
        super().open()

    def refresh(self) -> None:
        turns = site_turns(self._desk.conference.db)
        self.list.show_rows([_row(turn) for turn in turns])
        self.list.setVisible(bool(turns))
        self._empty.setVisible(not turns)
        heard = sum(1 for turn in turns if turn.asked)
        self._count.setText(f"{heard}/{len(turns)} điểm cầu đã nêu ý kiến" if turns else "")
        for button in (self.invite_button, *self.signal_buttons.values()):
            button.setEnabled(bool(turns))
        if self.isVisible():
            self.fit()

    def panel_height(self, most: int) -> int:
        wanted = 16 + 28 + 8 + max(3, self.list.rows.rowCount()) * ROW + 8 + 30 + 8 + 24 + 16
        return min(most, px(wanted))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel("Điểm cầu", "title"))
        head.addWidget(self._count, 1)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.invite_button)
        acts.addStretch(1)
        acts.addWidget(PlainLabel("Tín hiệu", "secondary"))
        for signal, button in self.signal_buttons.items():
            button.setAccessibleName(f"Tín hiệu: {labels.word(signal)}")
            button.clicked.connect(partial(self._set_chosen, signal))
            acts.addWidget(button)
        add_layout(self.content, head)
        self.content.addWidget(self._empty)
        self.content.addWidget(self.list, 1)
        add_layout(self.content, acts)
        add_layout(self.content, key_hints(("Mời", "Enter"), ("Tín hiệu", "Left", "Right"), ("Đóng", "Esc")))

    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(*_READS):
            self.refresh()

    def _invite(self, key: object) -> None:
        """One act: the line in the minutes and the question; its picture goes to the preview, never to the hall."""
        site_id = SiteId(int(str(key)))
        self.leave()
        question_id = self._desk.run(sites.invite, site_id)
        if question_id is not None:
            subject = question_subject(question_id)
            self.leave_and(lambda: self._desk.preview_requested.emit(subject))

    def _step_signal(self, key: object, step: int) -> None:
        order = list(Signal)
        turns = site_turns(self._desk.conference.db)
        now = next((turn.site.signal for turn in turns if turn.site.id == key), None)
        if now is not None:
            place = min(max(order.index(now) + step, 0), len(order) - 1)
            self._set(key, order[place])

    def _set_chosen(self, signal: Signal, _checked: bool = False) -> None:
        row = self.list.row()
        if row is not None:
            self._set(row.key, signal)
        self.list.setFocus()

    def _set(self, key: object, signal: Signal) -> None:
        turns = {turn.site.id: turn.site for turn in site_turns(self._desk.conference.db)}
        site = turns.get(SiteId(int(str(key))))
        if site is not None and site.signal is not signal:
            self._desk.run(sites.set_signal, site.id, signal)


def _row(turn: SiteTurn) -> TwoLines:
    site = turn.site
    icon, ink = _LOOKS[site.signal]
    contact = " ".join(part for part in (site.contact_name, site.contact_phone) if part)
    parts = [contact or "chưa có người phụ trách", f"đã nêu {turn.asked}", f"chờ {turn.waiting}"]
    if turn.is_next:
        parts.append("tới lượt")
    return TwoLines(site.id, site.name, " · ".join(parts), labels.word(site.signal), icon, ink)
