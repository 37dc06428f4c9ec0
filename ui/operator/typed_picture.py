"""A picture typed for the hall alone: notice, break, countdown, gifts. It goes to the preview, never further."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.conference import Change
from app.domain import scene
from app.domain.clock import local
from app.domain.records import dataclass
from app.domain.text import clean_line
from app.recovery import PICTURE
from app.scenes import made_subject
from ui import theme
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel

_TIME = re.compile(r"(\d{1,2})\s*(?:[:hg]\s*(\d{2})?)?")


class Typed(StrEnum):
    """What can be typed."""

    NOTICE = "notice"
    BREAK = "break"
    COUNTDOWN = "countdown"
    GIFT = "gift"


@dataclass(frozen=True, slots=True)
class _Form:
    title: str
    head: str
    body: str


FORMS = {
    Typed.NOTICE: _Form("Thông báo", "Tiêu đề (có thể để trống)", "Nội dung thông báo"),
    Typed.BREAK: _Form("Giải lao", "Tiếp tục lúc (giờ:phút)", "Ghi chú, ví dụ: Mời đại biểu dùng trà tại sảnh"),
    Typed.COUNTDOWN: _Form("Đếm ngược", "Bắt đầu lúc (giờ:phút)", "Việc sắp bắt đầu, ví dụ: Hội nghị bắt đầu sau"),
    Typed.GIFT: _Form("Tặng quà", "Tiêu đề, ví dụ: Tặng quà học sinh vượt khó", "Mỗi dòng: tên – đơn vị"),
}


def card_of(kind: Typed, head: str, body: str, now: datetime) -> scene.Card | None:
    """The card of what was typed; None while something needed is missing or no time of day."""
    title, text = clean_line(head), body.strip()
    match kind:
        case Typed.NOTICE:
            return scene.NoticeCard(text, title) if text else None
        case Typed.GIFT:
            rows = tuple(_gift(line) for line in text.splitlines() if line.strip())
            return scene.GiftCard(rows, title) if rows else None
        case Typed.BREAK | Typed.COUNTDOWN:
            moment = time_of_day(head, now)
            if moment is None:
                return None
            if kind is Typed.BREAK:
                return scene.BreakCard(moment, clean_line(text))
            return scene.CountdownCard(clean_line(text) or "Hội nghị bắt đầu sau", moment)


def time_of_day(text: str, now: datetime) -> datetime | None:
    """The next such time of day ("14:05", "14h05", "14g"), UTC; None if it is none."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    here = local(now)
    moment = here.replace(hour=int(match[1]), minute=int(match[2] or 0), second=0, microsecond=0)
    moment += timedelta(days=1) if moment <= here else timedelta()
    return moment.astimezone(now.tzinfo)


def _gift(line: str) -> scene.GiftRow:
    name, _, unit = re.sub(r"\s+[–—-]\s+|\t|;", "\n", line.strip(), count=1).partition("\n")
    return scene.GiftRow(clean_line(name), clean_line(unit))


class TypedPicture(Overlay):
    """A line and a text. Ctrl+Enter puts the picture into the preview; what was typed stays for the next time.

    Words not yet put there are a draft: Esc, a press beside the form and a crash leave them.
    """

    def __init__(self, area: QWidget, desk: Desk, preview: Callable[[str], object]) -> None:
        super().__init__(area, widest=560)
        self._desk, self._preview = desk, preview
        self._kind = Typed.NOTICE
        self._is_loading = False
        self._kept: dict[Typed, tuple[str, str]] = {}
        self.title = PlainLabel("", "title")
        self.head = QLineEdit()
        self.body = QPlainTextEdit()
        self.body.setTabChangesFocus(True)
        theme.set_role(self.body, "editor")
        self.body.setMinimumHeight(px(56))
        self.body.setMaximumHeight(px(140))
        self.need = PlainLabel("", "need")
        self.setFocusProxy(self.head)
        for field in (self.head, self.body):
            field.installEventFilter(self)
            field.textChanged.connect(self._keep)
        for part in (self.title, self.head, self.body, self.need):
            self.content.addWidget(part)
        desk.words_erased.connect(self._erase_words)
        add_layout(self.content, key_hints(("Đưa vào xem trước", "Ctrl+Enter"), ("Đóng", "Esc")))

    def ask(self, kind: Typed) -> None:
        """Open the form of a kind with what was typed in it before."""
        self._kind = kind
        form = FORMS[kind]
        self.title.setText(form.title)
        self.head.setPlaceholderText(form.head)
        self.head.setAccessibleName(form.head)
        self.body.setPlaceholderText(form.body)
        self.body.setAccessibleName(form.body)
        head, body = self._kept.get(kind, ("", ""))
        draft = self._desk.drafts.get(self._key()) or {"head": head, "body": body}
        self._is_loading = True
        self.head.setText(str(draft.get("head", "")))
        self.body.setPlainText(str(draft.get("body", "")))
        self._is_loading = False
        self.need.setText("")
        self.open()

    def _key(self) -> str:
        return f"{PICTURE}{self._kind}"

    def _keep(self) -> None:
        if self._is_loading:
            return
        head, body = self.head.text(), self.body.toPlainText()
        if (head, body) == self._kept.get(self._kind, ("", "")):
            self._desk.drafts.end(self._key())
        else:
            self._desk.drafts.keep(self._key(), {"head": head, "body": body})

    def _erase_words(self, change: Change) -> None:
        self._kept = {kind: (change(head) or "", change(body) or "") for kind, (head, body) in self._kept.items()}
        self._is_loading = True
        self.head.setText(change(self.head.text()) or "")
        self.body.setPlainText(change(self.body.toPlainText()) or "")
        self._is_loading = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched in (self.head, self.body):
            enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.store()
                return True
        return super().eventFilter(watched, event)

    def store(self) -> None:
        """Ctrl+Enter."""
        head, body = self.head.text(), self.body.toPlainText()
        card = card_of(self._kind, head, body, self._desk.conference.now())
        if card is None:
            needed = FORMS[self._kind]
            missing = needed.head if self._kind in {Typed.BREAK, Typed.COUNTDOWN} else needed.body
            self.need.setText(f"Cần ghi: {missing}")
            return
        self._kept[self._kind] = head, body
        self._desk.drafts.end(self._key())
        self.leave()
        self._preview(made_subject(card))
