"""What the cards of the room have in common: words, a deadline, a draft in the typing journal, no dialog.

Enter stores from any field, Esc closes; nothing is stored without Enter, and nothing typed goes without being stored.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from zlib import crc32

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.conference import Change
from app.domain import dates
from app.domain.conclusion import Conclusion
from app.domain.due import NO_DUE, Due, Precision
from app.domain.petition import Commitment
from app.domain.text import clean_line
from app.queries import desk as lists
from app.queries import floor
from app.recovery import CARD
from ui.desk import Desk
from ui.drafts import Values, rewritten
from ui.fonts import sized_font
from ui.layout_items import add_layout
from ui.scale import px
from ui.theme import BODY, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.side_by_side import direction

_EXACTNESS = {
    Precision.RECURRING: "định kỳ",
    Precision.SOFT: "không định ngày",
    Precision.NONE: "không nhận ra ngày; giữ như lời nói",
}


def due_words(due: Due) -> str:
    """How a deadline was understood, for the eye that checks it."""
    if not due.text:
        return ""
    words = _EXACTNESS.get(due.precision, "")
    if due.on is None:
        return words or "không định ngày"
    day = f"ngày {dates.slash_date(due.on)}" if due.precision is Precision.DAY else f"đến {dates.slash_date(due.on)}"
    return f"{words}, {day}" if words else day


class WordsBox(QPlainTextEdit):
    """Two lines of words. Enter stores the card, Tab goes on."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "editor")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFont(sized_font(BODY))
        self.setFixedHeight(px(52))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)


class DueField(QLineEdit):
    """A deadline in the speaker's words; due() is what the program understands of them."""

    def __init__(self, day: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Thời hạn")
        self.setPlaceholderText("Thời hạn đã nói")
        self.conference_date = day

    def due(self) -> Due:
        from app.reading.deadlines import parse_due  # 100 ms of patterns: not at every start

        words = clean_line(self.text())
        return parse_due(words, self.conference_date) if words else NO_DUE


class Card(QFrame):
    """closed: the card has gone, whether stored or not.

    What a hand changes is a draft of the desk until it is stored, put back or removed: Esc only puts the card away.
    The draft's key says which record it is about and, by a sum, what the card proposed: the same card opened again
    shows it, another proposal is shown as it is, with a button to the drafts there are.
    """

    closed = Signal()
    KIND = ""

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = ""
        self._given: Values = {}
        self._is_loading = self._from_draft = False
        set_role(self, "card")
        self.setAccessibleName(name)
        self.due = DueField(None)
        self.understood = PlainLabel("", "secondary", elided=True)
        self.words = WordsBox("Nội dung")
        self.words.setPlaceholderText("Nội dung")
        self.store_button = QPushButton("Lưu · Enter")
        self.remove_button = QPushButton("Xóa")
        self.given_button = QPushButton("Như cũ")
        self.given_button.setToolTip("Bỏ lời đã gõ mà chưa lưu")
        self.draft_button = QPushButton("Gõ dở")
        self.first_row, self._last_row = QBoxLayout(direction(narrow=False)), QBoxLayout(direction(narrow=False))
        self.due.textChanged.connect(self._show_understood)
        self.due.textChanged.connect(self._keep)
        self.words.textChanged.connect(self._keep)
        self.due.returnPressed.connect(self.store)
        self.words.entered.connect(self.store)
        self.store_button.clicked.connect(self.store)
        self.remove_button.clicked.connect(self.remove)
        self.given_button.clicked.connect(self._put_back)
        self.draft_button.clicked.connect(self._ask_for_draft)
        desk.words_erased.connect(self._erase_words)
        self._build()

    def store(self) -> None:
        raise NotImplementedError

    def remove(self) -> None:
        raise NotImplementedError

    def fields(self) -> tuple[QWidget, ...]:
        """What stands above the words, from left to right."""
        raise NotImplementedError

    def open_draft(self, key: str, *, focus: bool = True) -> None:
        """Show a draft with the record it was typed for."""
        raise NotImplementedError

    def records(self, question_id: int) -> Sequence[Commitment | Conclusion]:
        """What is stored of this kind for a question."""
        raise NotImplementedError

    def is_stored(self, key: str) -> bool:
        """Whether the words of a draft are stored: the program ended before its lines could leave the journal."""
        typed = part_of(self._desk.drafts.get(key) or {}, "typed")
        words, due = (clean_line(str(typed.get(name, ""))) for name in ("words", "due"))
        return any((one.text, one.due.text) == (words, due) for one in self.records(about_in(key)[1]))

    def key_of(self, record_id: int, question_id: int | None, answer_id: int | None = None) -> str:
        """Record, question, answer, and a sum of what the fields propose now: "card/promise/new/12/34/1a2b3c4d"."""
        proposed = json.dumps(self.values(), ensure_ascii=False).encode("utf-8", "surrogatepass")
        about = record_id or "new", question_id or "-", answer_id or "-"
        return "/".join([f"{CARD}{self.KIND}", *map(str, about), f"{crc32(proposed):08x}"])

    def values(self) -> Values:
        """What stands in the fields."""
        return {"words": self.words.toPlainText(), "due": self.due.text()}

    def show_values(self, values: Values) -> None:
        self.words.setPlainText(str(values.get("words", "")))
        self.due.setText(str(values.get("due", "")))
        self.due.setCursorPosition(0)

    def close_card(self) -> None:
        self.put_away()
        self.closed.emit()

    def put_away(self) -> None:
        """Hide the card; what was typed stays a draft."""
        self._say_open(False)
        self._key = ""
        self.hide()

    def set_narrow(self, narrow: bool) -> None:
        """One field below the other, the buttons without their keys."""
        for row in (self.first_row, self._last_row):
            row.setDirection(direction(narrow))
        self.store_button.setText("Lưu" if narrow else "Lưu · Enter")
        self._close_button.setText("Đóng" if narrow else "Đóng · Esc")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
            return
        super().keyPressEvent(event)

    def _run(self, command: Callable[..., object], *arguments: object) -> None:
        """Close the card unless the command was refused."""
        self._desk.run(command, *arguments)
        if not self._desk.refused:
            self._desk.drafts.end(self._key)
            self.close_card()

    def _build(self) -> None:
        self._close_button = close = QPushButton("Đóng · Esc")
        close.clicked.connect(self.close_card)
        buttons = (self.draft_button, self.given_button, self.remove_button, close, self.store_button)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addStretch(1)
        for button in buttons:
            button.setAutoDefault(False)
            acts.addWidget(button)
        self._last_row.setSpacing(px(8))
        self._last_row.addWidget(self.understood, 1)
        add_layout(self._last_row, acts)
        self.first_row.setSpacing(px(8))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(10), px(8), px(10), px(8))
        self.column.setSpacing(px(6))
        add_layout(self.column, self.first_row)
        self.column.addWidget(self.words)
        add_layout(self.column, self._last_row)
        self.hide()

    def _open(self, key: str, *, stored: bool) -> None:
        """The fields hold the record or the proposal: show the card, with the draft of this key if there is one."""
        self.due.conference_date = lists.facts(self._desk.conference.db).held_on
        self._given = self.values()
        self._key = key
        draft = self._desk.drafts.get(key)
        self._from_draft = draft is not None
        if draft is not None:
            self._load(part_of(draft, "typed"))
            self._say_open(True)
            self._say_question(about_in(key)[1])
        self.remove_button.setVisible(stored)
        self._show_understood()
        self._show_drafts()
        self.show()
        # Only now: before the card stands in its window Qt forgets the order.
        buttons = self.draft_button, self.given_button, self.remove_button, self.store_button
        for before, after in pairwise((*self.fields(), self.words, *buttons)):
            QWidget.setTabOrder(before, after)

    def _focus_words(self) -> None:
        """The next key replaces what was proposed, never what a hand has typed."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self._from_draft:
            self.words.moveCursor(QTextCursor.MoveOperation.End)
        else:
            self.words.selectAll()

    def _load(self, values: Values) -> None:
        self._is_loading = True
        self.show_values(values)
        self._is_loading = False

    def _keep(self) -> None:
        """Every change goes to the typing journal; fields as they were at first are no draft."""
        if self._is_loading or not self._key:
            return
        typed = self.values()
        if typed == self._given:
            self._desk.drafts.end(self._key)
        else:
            self._desk.drafts.keep(self._key, {"given": self._given, "typed": typed, "open": True})
        self._show_drafts()

    def _erase_words(self, change: Change) -> None:
        """The words that went stand neither in the fields nor in what Như cũ puts back."""
        if self._key:
            self._given = rewritten(self._given, change, self._given)
            self._load(rewritten(self.values(), change, self._given))
            self._keep()

    def _say_open(self, is_open: bool) -> None:
        """Whether the card stood there: a card that did comes back by itself after a crash."""
        draft = self._desk.drafts.get(self._key)
        if draft is not None:
            self._desk.drafts.keep(self._key, {**draft, "open": is_open})

    def _say_question(self, question_id: int) -> None:
        """A draft may belong to a question that has left the floor; that is where it will be stored."""
        db = self._desk.conference.db
        here = floor.current_question(db)
        view = floor.question_view(db, question_id) if question_id else None
        if view is not None and (here is None or here.question.id != question_id):
            self._desk.said.emit(f"Thẻ đang gõ dở này thuộc câu {view.question.number:02d}.")

    def _put_back(self) -> None:
        self._load(self._given)
        self._from_draft = False
        self._keep()
        self._show_understood()
        self._focus_words()

    def _show_drafts(self) -> None:
        keys = self._desk.drafts.keys(f"{CARD}{self.KIND}/")
        others = len(keys) - (self._key in keys)
        self.given_button.setVisible(self._from_draft and self._key in keys)
        self.draft_button.setText(f"Gõ dở: {others}")
        self.draft_button.setToolTip("Mở thẻ khác đã gõ mà chưa lưu")
        self.draft_button.setVisible(others > 0)

    def _ask_for_draft(self) -> None:
        """The next one after this, round and round."""
        keys = self._desk.drafts.keys(f"{CARD}{self.KIND}/")
        place = keys.index(self._key) + 1 if self._key in keys else 0
        self.open_draft(keys[place % len(keys)])

    def _show_understood(self) -> None:
        parts = ("Gõ dở" if self._from_draft else "", due_words(self.due.due()))
        self.understood.setText(" · ".join(part for part in parts if part))


def about_in(key: str) -> list[int]:
    """The ids in a draft's key; 0 where there is none."""
    return [int(part) if part.isdigit() else 0 for part in key.split("/")[2:-1]]


def part_of(draft: Values, name: str) -> Values:
    """The fields as a hand left them ("typed"), or as the card proposed them ("given")."""
    part = draft.get(name)
    return part if isinstance(part, dict) else {}
