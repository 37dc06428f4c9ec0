"""Below the texts: the deadline found while an answer is typed, the card it opens, and what was promised or ordered.

Finds and offers; nothing is stored but by a card.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import labels
from app.domain.conclusion import Conclusion, Verb
from app.domain.ids import AgencyId
from app.domain.petition import Commitment
from app.domain.records import dataclass
from app.queries import desk as lists
from app.queries import floor
from app.queries.floor import CurrentQuestion
from app.recovery import CARD
from ui import scale, theme
from ui.desk import Desk
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.operator.commitment_card import CommitmentCard
from ui.operator.task_card import TaskCard
from ui.scale import px
from ui.shortcuts import Action
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

ROW = 25
MOST_ROWS = 3
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Offer:
    """A deadline that no commitment holds yet: its words, the sentence around it, who answers."""

    phrase: str
    sentence: str
    agency: str


class OfferBar(QWidget):
    """What was found, and F7 to take it."""

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(px(50))
        self.setAccessibleName("Phát hiện thời hạn")
        self.found = PlainLabel("", "need", elided=True)
        self.sentence = PlainLabel("", elided=True)
        self.accept = ActionButton(Action.COMMITMENT, keys, "Nhận cam kết", ButtonStyle.NEED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.found)
        words.addWidget(self.sentence)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(2), px(10), px(2))
        row.setSpacing(px(10))
        row.addWidget(IconLabel("calendar-clock", "warn", 18))
        add_layout(row, words, 1)
        row.addWidget(self.accept)

    def show_offer(self, offer: Offer) -> None:
        self.found.setText(f"Phát hiện thời hạn  “{offer.phrase}”")
        self.sentence.setText(" · ".join(part for part in (offer.agency, offer.sentence) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        p = theme.palette()
        painter.setPen(QPen(QColor(p.warn_border), 1))
        painter.setBrush(QColor(p.panel))
        painter.drawRoundedRect(QRectF(scale.room(self)).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class _Rows(QListWidget):
    """Enter or a double click opens a row's card."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Cam kết và nhiệm vụ của câu này")
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentItem())
            return
        super().keyPressEvent(event)

    def _open(self, row: QListWidgetItem | None) -> None:
        if row is not None:
            self.opened.emit(row.data(_ROLE))


class _RowDelegate(QStyledItemDelegate):
    """Icon, words cut where they do not fit, deadline at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return scale.size(120, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        p = theme.palette()
        record = index.data(_ROLE)
        state: QStyle.StateFlag = option.state
        painter.save()
        room = QRectF(scale.cell(painter, option.rect))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(p.sel))
        icon = "gavel" if isinstance(record, Conclusion) else "calendar-clock"
        paint_icon(painter, QRectF(4, round(room.center().y() - 7.5), 15, 15), icon, p.text2)
        due = record.due.text
        small = sized_font(theme.SMALL, 600)
        wide = QFontMetricsF(small).horizontalAdvance(due)
        painter.setFont(small)
        painter.setPen(QColor(p.text2))
        centre = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(room.right() - wide - 6, room.top(), wide + 4, ROW), centre, due)
        body = sized_font(theme.BODY)
        left = QRectF(25, room.top(), room.width() - 25 - (wide + 18 if due else 6), ROW)
        words = QFontMetricsF(body).elidedText(index.data(), Qt.TextElideMode.ElideRight, left.width())
        painter.setFont(body)
        painter.setPen(QColor(p.text))
        painter.drawText(left, centre, words)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(p.text), 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 3, 3)
        painter.restore()


class CommitmentsArea(QWidget):
    """card_closed: the caret may go back to where it was. dismissed: an offer was looked at and not taken."""

    card_closed = Signal()

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._compact = False
        self._told = ("", "")
        self.offer: Offer | None = None
        self.counts = PlainLabel("", "secondary", elided=True)
        self.rows = _Rows()
        self.offer_bar = OfferBar(keys)
        self.card = CommitmentCard(desk)
        self.task_card = TaskCard(desk)
        self._take = ActionButton(Action.COMMITMENT, keys, "Cam kết", ButtonStyle.QUIET)
        self._head, self._label = QWidget(), PlainLabel("CAM KẾT", "label")
        self._build(keys)
        self.rows.opened.connect(self._open_row)
        self.card.closed.connect(self._close)
        self.task_card.closed.connect(self._close)

    def show_question(self, view: CurrentQuestion | None) -> None:
        found = floor.promises(self._desk.conference.db, view.question.id if view else None)
        number = f"{view.question.number:02d}" if view else ""
        tasks = f", {len(found.tasks)} nhiệm vụ" if found.tasks else ""
        here = len(found.commitments)
        self._told = (
            f"của câu {number}: {here or 'chưa có'}{tasks}; cả hội nghị: {found.in_all}",
            f"câu {number}: {here}{tasks}; tổng: {found.in_all}",
        )
        self._tell_counts()
        names = {agency.id: agency.short_name or agency.name for agency in lists.agencies(self._desk.conference.db)}
        records: list[Commitment | Conclusion] = [*found.commitments, *found.tasks]
        if records != [self.rows.item(row).data(_ROLE) for row in range(self.rows.count())]:
            self._fill(records, names)
        self._arrange()

    def show_offer(self, offer: Offer | None) -> None:
        self.offer = offer
        if offer is not None:
            self.offer_bar.show_offer(offer)
        self._arrange()

    def open_commitment(self, commitment: Commitment) -> None:
        self.task_card.put_away()
        self.card.open_card(commitment)
        self._arrange()

    def open_task(self, task: Conclusion) -> None:
        self.card.put_away()
        self.task_card.open_card(task)
        self._arrange()

    def reopen(self) -> None:
        """After a crash: the card that stood open comes back with its words, without taking the focus."""
        drafts = self._desk.drafts
        for card in (self.card, self.task_card):
            for key in drafts.keys(f"{CARD}{card.KIND}/"):
                if card.is_stored(key):
                    drafts.end(key)
                elif (drafts.get(key) or {}).get("open") and not self.has_card():
                    card.open_draft(key, focus=False)
        self._arrange()

    def focus_rows(self) -> bool:
        """Ctrl+5: the list, or the button that begins a commitment."""
        if self.rows.count():
            self._arrange(listed=True)
            self.rows.setFocus()
            self.rows.setCurrentRow(max(self.rows.currentRow(), 0))
        else:
            (self.offer_bar.accept if self.offer else self._take).setFocus()
        return True

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self._tell_counts()
        self._arrange()

    def set_narrow(self, narrow: bool) -> None:
        """The buttons beside them say what is counted."""
        self._label.setVisible(not narrow)
        for card in (self.card, self.task_card):
            card.set_narrow(narrow)

    def has_card(self) -> bool:
        return not (self.card.isHidden() and self.task_card.isHidden())

    def _build(self, keys: Keys) -> None:
        self._head.setFixedHeight(px(28))
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._label)
        row.addWidget(self.counts, 1)
        row.addWidget(self._take)
        row.addSpacing(px(8))
        row.addWidget(ActionButton(Action.CHAIR_TASK, keys, "Chủ tịch giao", ButtonStyle.QUIET))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        for part in (self._head, self.rows, self.offer_bar, self.card, self.task_card):
            column.addWidget(part)

    def _tell_counts(self) -> None:
        self.counts.setText(self._told[self._compact])

    def _fill(self, records: list[Commitment | Conclusion], names: Mapping[AgencyId, str]) -> None:
        row = self.rows.currentRow()
        self.rows.clear()
        for record in records:
            item = QListWidgetItem(_row_words(record, names))
            item.setData(_ROLE, record)
            self.rows.addItem(item)
        self.rows.setCurrentRow(min(row, len(records) - 1))

    def _arrange(self, *, listed: bool = False) -> None:
        """In a low window the offer or the card takes the place of head and list."""
        carded = self.has_card()
        offered = self.offer is not None and not carded and not listed
        alone = self._compact and (carded or offered)
        self._head.setVisible(not alone)
        self._take.setVisible(not offered)
        self.rows.setVisible(bool(self.rows.count()) and not alone)
        self.rows.setFixedHeight(min(self.rows.count(), 2 if self._compact else MOST_ROWS) * px(ROW))
        self.offer_bar.setVisible(offered)

    def _open_row(self, record: Commitment | Conclusion) -> None:
        if isinstance(record, Conclusion):
            self.open_task(record)
        else:
            self.open_commitment(record)

    def _close(self) -> None:
        self._arrange()
        self.card_closed.emit()


def _row_words(record: Commitment | Conclusion, names: Mapping[AgencyId, str]) -> str:
    """Words that begin with verb or agency are not given them twice, as on paper (app.documents.tasks)."""
    said = record.text.casefold()
    if isinstance(record, Commitment):
        agency = names.get(record.agency_id, "") if record.agency_id else ""
        return f"{agency}: {record.text}" if agency else record.text
    verb = labels.word(record.verb) if record.verb is not Verb.NONE else ""
    if verb and said.startswith(verb.casefold()):
        return record.text
    lead = "" if said.startswith(record.lead_text.casefold()) else record.lead_text
    return f"{verb} {lead}: {record.text}".strip() if lead else f"{verb} {record.text}".strip()
