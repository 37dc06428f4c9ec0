"""One cell of the top bar: icon and words in a row, painted. A cell in trouble is inverse and says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.records import dataclass
from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.scale import px
from ui.widgets.buttons import PaintedButton
from ui.widgets.icon_label import Pointer, paint_pointer

_GAP = 6
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_CHIP = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a cell. ink and chip (ground of a small plate, empty: none) are tokens of theme.Palette.

    drop: where the bar is narrow the piece goes, the lower numbers first (0: never). short: what stands instead of it.
    goes: where this goes as well.
    """

    text: str
    weight: int = 400
    ink: str = "text2"
    chip: str = ""
    pixels: int = theme.BODY
    drop: int = 0
    short: str = ""
    goes: int = 0

    def at(self, level: int) -> Piece | None:
        """The piece where everything up to a level is dropped."""
        if 0 < self.goes <= level:
            return None
        if not self.drop or level < self.drop:
            return self
        return replace(self, text=self.short) if self.short else None


class TopCell(PaintedButton):
    """Shows pieces; a click means something only where a slot is connected. may_shrink: the last pieces may be cut.

    goes_at: the level at which all of it goes (0: never); what it does is in the palette as well.
    """

    def __init__(
        self,
        name: str,
        parent: QWidget | None = None,
        *,
        clickable: bool = False,
        may_shrink: bool = False,
        goes_at: int = 0,
    ) -> None:
        super().__init__(parent)
        self._may_shrink = may_shrink
        self.goes_at = goes_at
        self._name = name
        self._pieces: tuple[Piece, ...] = ()
        self._level = 0
        self._compact = False
        self._icon = ""
        self._pointer: Pointer | None = None
        self._fill, self._ink = "panel", "text2"
        self._clickable = clickable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if clickable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMaximumWidth(px(320))

    def say(self, pieces: Sequence[Piece], icon: str = "", fill: str = "panel", ink: str = "text2") -> None:
        """Other words; nothing happens if they are the same."""
        state = (tuple(pieces), icon, fill, ink)
        if state == (self._pieces, self._icon, self._fill, self._ink):
            return
        self._pieces, self._icon, self._fill, self._ink = state
        self.setAccessibleName(f"{self._name}: {self.words()}" if self.words() else self._name)
        self.updateGeometry()
        self.update()

    def point(self, pointer: Pointer | None) -> None:
        """Show a pointer before the words (■ of the hall)."""
        self._pointer = pointer
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """All of them, also those there is no room for."""
        return " ".join(piece.text for piece in self._pieces if piece.text)

    def squeeze(self, level: int) -> None:
        """Leave out what may go at this level."""
        if level != self._level:
            self._level = level
            is_there = self._clickable and not self._is_gone(level)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_there else Qt.FocusPolicy.NoFocus)
            self.updateGeometry()
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Nearer to its neighbours, for windows below 1280 px."""
        self._compact = compact
        self.updateGeometry()

    def wide_at(self, level: int) -> int:
        """Width the cell needs at a level."""
        if self._is_gone(level):
            return 0
        shown = self._shown(level)
        wide = sum(self._width(piece) for piece in shown) + _GAP * max(0, len(shown) - 1)
        return round(2 * self._side() + self._lead() + wide + 1.5)

    def sizeHint(self) -> QSize:
        return scale.size(self.wide_at(self._level), 36)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        wide = self.wide_at(self._level)
        return scale.size(min(wide, 40) if self._may_shrink else wide, 20)

    def _is_gone(self, level: int) -> bool:
        return 0 < self.goes_at <= level

    def is_cut(self) -> bool:
        return self.width() < self.sizeHint().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        painter.fillRect(scale.room(self), QColor(str(getattr(p, self._fill))))
        if self._fill == "panel":
            painter.fillRect(QRectF(scale.room(self).width() - 1, 0, 1, scale.room(self).height()), QColor(p.line))
        middle = scale.room(self).height() / 2
        left = float(self._side())
        if self._pointer is not None:
            paint_pointer(painter, QPointF(left + 5, middle), self._pointer, str(getattr(p, self._ink)))
        elif self._icon:
            paint_icon(painter, QRectF(left, round(middle - 7.5), 15, 15), self._icon, str(getattr(p, self._ink)))
        left += self._lead()
        for piece in self._shown(self._level):
            left = self._paint_piece(painter, piece, left) + _GAP
        self.paint_focus(painter, p.text, 2)
        painter.end()

    def _paint_piece(self, painter: QPainter, piece: Piece, left: float) -> float:
        p = theme.palette()
        room = max(0.0, scale.room(self).width() - self._side() / 2 - left)
        wide = min(self._width(piece), room)
        painter.setFont(sized_font(piece.pixels, piece.weight))
        if piece.chip and wide:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(str(getattr(p, piece.chip))))
            painter.drawRoundedRect(QRectF(left, scale.room(self).height() / 2 - 10, wide, 20), 4, 4)
        inset = _CHIP if piece.chip else 0
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, max(0.0, wide - 2 * inset) + 0.5)
        painter.setPen(QColor(str(getattr(p, piece.ink))))
        painter.drawText(QRectF(left + inset, 0, wide, scale.room(self).height()), _FLAGS, text)
        return left + wide

    def _shown(self, level: int) -> list[Piece]:
        return [shown for piece in self._pieces if (shown := piece.at(level)) is not None]

    def _width(self, piece: Piece) -> float:
        return _wide(piece.text, piece.pixels, piece.weight) + (2 * _CHIP if piece.chip else 0)

    def _side(self) -> int:
        if self._compact:
            return 8 if self._pieces else 6
        return 12 if self._pieces else 9

    def _lead(self) -> int:
        if not (self._icon or self._pointer):
            return 0
        return 22 if self._pieces else 16


@lru_cache(maxsize=256)
def _wide(words: str, pixels: int, weight: int) -> float:
    """The bar asks for the same few words at each of its levels, whenever one cell changes."""
    return QFontMetricsF(sized_font(pixels, weight)).horizontalAdvance(words)
