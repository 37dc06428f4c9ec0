"""The guards of F5: whether it is due, and what a second F5 must confirm. It decides; ui.operator.hall_control acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import labels
from app.domain import scene
from app.domain.projection import Projection, Shown
from ui.desk import Desk

if TYPE_CHECKING:
    from app.queries.before_showing import Doubts
    from app.reading.personal_data import Finding

STILL_MS = 400
"""How long a preview must have stood before F5 takes it (product.md 4.4)."""
BETWEEN_MS = 600
"""A second F5 sooner than this is a slip."""
TOO_FRESH = "Xem trước vừa đổi. Xem lại rồi nhấn F5."
_LONG_AGO = -(10**9)


class TakeGuard:
    """Knows when the preview last changed, when F5 was pressed, and for which picture a second F5 is waited for."""

    def __init__(self, desk: Desk) -> None:
        self._db = desk.conference.db
        self._mono_ms = desk.conference.clock.mono_ms
        self._previewed_ms = self._taken_ms = _LONG_AGO
        self._confirming: Shown | None = None
        self._found: tuple[Shown, Doubts] | None = None

    def look(self, preview: Shown) -> None:
        """Find what speaks against a preview now, so that F5 need not."""
        self._doubts(preview)

    def learn(self) -> None:
        """Something in the conference is different: what was found may not hold any more."""
        self._found = None

    def previewed(self) -> None:
        """Another preview: it must stand still, and what was to be confirmed is forgotten."""
        self._previewed_ms = self._mono_ms()
        self.forget()

    def is_due(self) -> bool:
        """False within 600 ms of the last F5 or Shift+F5; such a press is ignored."""
        return self._mono_ms() - self._taken_ms >= BETWEEN_MS

    def pressed(self) -> None:
        self._taken_ms = self._mono_ms()

    def refusal(self, row: Projection) -> str:
        """Why F5 does nothing now, in words for the bar; empty: it may. A doubt is confirmed by the next F5."""
        preview = row.preview
        if preview and self._mono_ms() - self._previewed_ms < STILL_MS:
            return TOO_FRESH
        self.pressed()
        confirmed = bool(preview) and self._confirming == preview
        self.forget()
        found = self._doubts(preview)
        if not found or row.is_locked or confirmed:
            return ""
        self._confirming = preview
        return doubts_in_words(preview, found)

    def _doubts(self, preview: Shown) -> Doubts:
        if self._found is None or self._found[0] != preview:
            from app.queries.before_showing import doubts  # its patterns would cost every start 50 ms

            self._found = preview, doubts(self._db, preview)
        return self._found[1]

    def forget(self) -> bool:
        """The second F5 is no longer waited for. True if it was."""
        was, self._confirming = self._confirming, None
        return was is not None

    def waits(self) -> bool:
        return self._confirming is not None


def doubts_in_words(preview: Shown, found: Doubts) -> str:
    """Why F5 asks to be pressed again."""
    card = scene.from_json(preview.card)
    name = labels.question_number(card.number) if isinstance(card, scene.QuestionCard) else "Hình này"
    reasons = ["chưa được duyệt"] if found.needs_approval else []
    reasons += [f"có {_named(one)}" for one in found.findings[:2]]
    act = "duyệt và PHÁT" if found.needs_approval else "vẫn PHÁT"
    return f"{name} {', '.join(reasons)}. F5 lần nữa để {act}, Esc để thôi."


def _named(finding: Finding) -> str:
    from app.reading.personal_data import Personal

    kinds = {
        Personal.PHONE: "số điện thoại",
        Personal.ID_NUMBER: "số giấy tờ",
        Personal.ADDRESS: "địa chỉ nhà",
        Personal.EMAIL: "địa chỉ thư điện tử",
        Personal.ACCUSATION: "lời tố cáo đích danh",
        Personal.MINOR_NAME: "họ tên người dưới 18 tuổi",
    }
    words = " ".join(finding.words.split())
    return f"{kinds[finding.kind]} “{words if len(words) <= 32 else words[:31] + '…'}”"
