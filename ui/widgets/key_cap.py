"""The small framed key names beside every act, and their Vietnamese spelling."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.records import dataclass
from ui import scale, theme
from ui.fonts import sized_font

HEIGHT = 18
_PADDING = 5
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_NAMES = {
    "Up": "Lên",
    "Down": "Xuống",
    "Left": "Trái",
    "Right": "Phải",
    "Return": "Enter",
    "Del": "Delete",
    "PgDown": "PgDn",
}


@dataclass(frozen=True, slots=True)
class CapColours:
    """Edge, text and ground of a key cap, as #RRGGBB; an empty ground is transparent."""

    edge: str
    text: str
    ground: str = ""


def shown_key(key: str) -> str:
    """A Qt key name as users know it: "Alt+Up" is "Alt+Lên"."""
    head, plus, last = key.rpartition("+") if not key.endswith("+") else (key[:-2], "+", "+")
    return head + plus + _NAMES.get(last, last)


@cache
def cap_width(key: str) -> int:
    """Width of the cap of a key, logical pixels."""
    text = QFontMetricsF(sized_font(theme.SMALL, 600)).horizontalAdvance(shown_key(key))
    return round(text) + 2 * _PADDING + 2


def paint_cap(painter: QPainter, left: float, middle: float, key: str, colours: CapColours) -> None:
    """Draw the cap of a key with its left edge at `left`, centred upright on `middle`."""
    frame = QRectF(round(left) + 0.5, round(middle - HEIGHT / 2) + 0.5, cap_width(key) - 1, HEIGHT - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.setBrush(QColor(colours.ground) if colours.ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, 3, 3)
    inside = frame.adjusted(_PADDING, 0, -_PADDING, 0)
    painter.setFont(sized_font(theme.SMALL, 600))
    painter.setPen(QColor(colours.text))
    painter.drawText(inside, _LEFT, shown_key(key))
    painter.restore()


class KeyCap(QWidget):
    """A key's cap as a widget of its own; takes no focus and no click."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"Phím {shown_key(key)}")

    def key(self) -> str:
        return self._key

    def sizeHint(self) -> QSize:
        return scale.size(cap_width(self._key), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        paint_cap(painter, 0, scale.room(self).height() / 2, self._key, CapColours(p.line2, p.text2))
        painter.end()
