"""Buttons that name their act and show its key; text, icon and key come from the table of keys.

All are painted here, so that both themes, the key caps and the marks of Vietnamese capitals are drawn one way.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.keys import Keys, first_key
from ui.scale import px
from ui.shortcuts import BY_ACTION, Action
from ui.widgets.cut_name import cut_name
from ui.widgets.key_cap import CapColours, KeyCap, cap_width, paint_cap, shown_key

__all__ = ["ActionButton", "ButtonStyle", "HallButton", "IconButton", "KeyCap", "MainButton", "TakeButton", "shown_key"]


class ButtonStyle(StrEnum):
    """ORDINARY: framed. MAIN: the one act of a page. GHOST: in bars. NEED: amber. QUIET: words and cap only."""

    ORDINARY = "ordinary"
    MAIN = "main"
    GHOST = "ghost"
    NEED = "need"
    QUIET = "quiet"


_HEIGHTS = {
    ButtonStyle.ORDINARY: 30, ButtonStyle.MAIN: 36, ButtonStyle.GHOST: 24, ButtonStyle.NEED: 30, ButtonStyle.QUIET: 24,
}  # fmt: skip
_SIDES = {
    ButtonStyle.ORDINARY: 12, ButtonStyle.MAIN: 14, ButtonStyle.GHOST: 12, ButtonStyle.NEED: 12, ButtonStyle.QUIET: 0,
}  # fmt: skip
_ICON_ROOM = 26
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)


class PaintedButton(QAbstractButton):
    """A button that draws itself; subclasses say how. Space presses it only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paint_frame(self, painter: QPainter, fill: str, edge: str, radius: int, width: int = 1) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = width / 2
        frame = QRectF(scale.room(self)).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, radius, radius)

    def paint_focus(self, painter: QPainter, color: str, radius: int) -> None:
        """The ring lies inside the edge, so that nothing moves when the focus comes."""
        if self.hasFocus():
            painter.setPen(QPen(QColor(color), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(scale.room(self)).adjusted(2, 2, -2, -2), radius, radius)


class ActionButton(PaintedButton):
    """Icon, words and key cap of one act; a press calls keys.trigger(action).

    text replaces the words of the table ("Sang kết luận"); an empty icon name leaves the icon out.
    """

    def __init__(
        self,
        action: Action,
        keys: Keys | None = None,
        text: str = "",
        style: ButtonStyle = ButtonStyle.ORDINARY,
        *,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.action = action
        self._style = style
        self._icon = BY_ACTION[action].icon if icon is None else icon
        self._keys = keys
        self._key = first_key(action)
        self._compact = False
        self.setText(text or BY_ACTION[action].text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if keys is not None:
            self.clicked.connect(self._act)

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Other words for the act, as it stands now. Typed text is shown as it is: no mnemonics."""
        if text == self.text():
            return
        super().setText(text)
        words = text or BY_ACTION[self.action].text  # a button of a key alone is still named
        self.setAccessibleName(f"{words} ({shown_key(self._key)})")
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Without the icon, for windows below 1280 px."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return scale.size(self._bare_width() + (_ICON_ROOM if self._has_icon() else 0), _HEIGHTS[self._style])

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        """Where the words get long, the icon goes first; words and key stay."""
        return scale.size(self._bare_width(), _HEIGHTS[self._style])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        ink, cap = self._paint_ground(painter)
        side = _SIDES[self._style]
        middle = scale.room(self).height() / 2
        left = float(side)
        if self._has_icon() and scale.room(self).width() >= self._bare_width() + _ICON_ROOM:
            paint_icon(painter, QRectF(left, round(middle - 9), 18, 18), self._icon, ink)
            left += _ICON_ROOM
        at_right = scale.room(self).width() - side - cap_width(self._key)
        painter.setFont(self._font())
        painter.setPen(QColor(ink))
        words = QRectF(left, 0, at_right - left - 4, scale.room(self).height())
        painter.drawText(words, _FLAGS, self.text())
        paint_cap(painter, at_right, middle, self._key, cap)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> tuple[str, CapColours]:
        """Draws frame and focus ring; returns the ink and the colours of the cap."""
        p = theme.palette()
        hover = self.underMouse() and self.isEnabled()
        if self._style is ButtonStyle.MAIN and self.isEnabled():
            self.paint_frame(painter, p.room, p.room, 4)
            self.paint_focus(painter, p.on_room, 3)
            return p.on_room, CapColours(p.on_room, p.on_room)
        if self._style is ButtonStyle.NEED:
            self.paint_frame(painter, p.warn_tint, p.warn_border, 4)
            self.paint_focus(painter, p.text, 3)
            return p.warn, CapColours(p.warn_border, p.warn)
        if self._style is ButtonStyle.GHOST:
            self.paint_frame(painter, "", p.on_bar, 4)
            self.paint_focus(painter, p.on_bar, 3)
            return p.on_bar, CapColours(p.on_bar, p.on_bar)
        ink = p.text if self.isEnabled() else p.text3
        if self._style is ButtonStyle.QUIET:
            self.paint_focus(painter, p.text, 3)
            return p.text2 if self.isEnabled() else p.text3, CapColours(p.line2, p.text2)
        self.paint_frame(painter, p.sel if hover else p.panel, p.line2 if self.isEnabled() else p.line, 4)
        self.paint_focus(painter, p.text, 3)
        return ink, CapColours(p.line2, p.text2)

    def _font(self) -> QFont:
        quiet = self._style in {ButtonStyle.QUIET, ButtonStyle.GHOST}
        weight = {ButtonStyle.QUIET: 400, ButtonStyle.ORDINARY: 500}.get(self._style, 600)
        return sized_font(theme.SMALL if quiet else theme.BODY, weight)

    def _has_icon(self) -> bool:
        return bool(self._icon) and not self._compact and self._style in {ButtonStyle.ORDINARY, ButtonStyle.MAIN}

    def _bare_width(self) -> int:
        words = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return round(2 * _SIDES[self._style] + words + self._gap() + cap_width(self._key) + 0.5)

    def _gap(self) -> int:
        return (6 if self._style is ButtonStyle.QUIET else 14) if self.text() else 0

    def _act(self) -> None:
        if self._keys is not None:
            self._keys.trigger(self.action)


class IconButton(PaintedButton):
    """An icon whose words are its tool tip and its name; 28 by 28."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(px(28), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        if self.underMouse():
            self.paint_frame(painter, p.sel, "", 4)
        paint_icon(painter, QRectF(5, 5, 18, 18), self._icon, p.text2)
        self.paint_focus(painter, p.text, 3)
        painter.end()


class MainButton(ActionButton):
    """The main act of the room: filled, 36 high."""

    def __init__(self, action: Action, keys: Keys | None = None, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(action, keys, text, ButtonStyle.MAIN, parent=parent)


class TakeButton(PaintedButton):
    """PHÁT: names what it shows, in two lines. Takes no keyboard focus. A warning turns it amber: F5 once more."""

    pressed_to_take = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._second = ""
        self._warns = False
        self.say("PHÁT", "")
        self.clicked.connect(self.pressed_to_take)

    def say(self, first: str, second: str, *, warns: bool = False) -> None:
        """The two lines: the act with its object, and the asker."""
        self._second, self._warns = second, warns
        self.setText(first)
        self.setAccessibleName(f"{first}. {second} (F5)" if second else f"{first} (F5)")
        self.update()

    def second_line(self) -> str:
        return self._second

    def sizeHint(self) -> QSize:
        return scale.size(200, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        if not self.isEnabled():
            fill, ink, edge = p.sunken, p.text3, p.line2
        elif self._warns:
            fill, ink, edge = p.warn_tint, p.warn, p.warn_border
        else:
            fill, ink, edge = p.prev, p.on_prev, p.prev
        self.paint_frame(painter, fill, edge, 6)
        paint_icon(painter, QRectF(12, round(scale.room(self).height() / 2 - 11), 22, 22), "arrow-down-bold", ink)
        key = first_key(Action.TAKE)
        at_right = scale.room(self).width() - 12 - cap_width(key)
        self._paint_lines(painter, QRectF(42, 0, at_right - 50, scale.room(self).height()), ink)
        paint_cap(painter, at_right, scale.room(self).height() / 2, key, CapColours(ink, ink))
        painter.end()

    def _paint_lines(self, painter: QPainter, room: QRectF, ink: str) -> None:
        painter.setPen(QColor(ink))
        lines = [(self.text(), sized_font(16, 700))]
        if self._second:
            lines.append((self._second, sized_font(theme.BODY, 500)))
        heights = [font.pixelSize() * 1.27 for _, font in lines]
        top = room.center().y() - sum(heights) / 2
        for (words, font), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            shown = cut_name(words, room.width(), QFontMetricsF(font).horizontalAdvance)
            painter.drawText(QRectF(room.left(), top, room.width(), height), _FLAGS, shown)
            top += height


class HallButton(PaintedButton):
    """CHE / MỞ and GIỮ: large, strong edge, no keyboard focus."""

    def __init__(self, action: Action, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action = action
        self._icon = BY_ACTION[action].icon
        self._keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._act)

    def say(self, word: str, icon: str = "") -> None:
        self._icon = icon or self._icon
        self.setText(word)
        self.setAccessibleName(f"{word} ({first_key(self.action)})")
        self.update()

    def sizeHint(self) -> QSize:
        return scale.size(118, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        ink = p.text if self.isEnabled() else p.text3
        hover = self.underMouse() and self.isEnabled()
        self.paint_frame(painter, p.sel if hover else p.panel, ink, 6, 2)
        key = first_key(self.action)
        room = scale.room(self)
        font, words = self._font_for(room.width() - 2 * 7 - 10 - cap_width(key))
        bare, middle = words + 10 + cap_width(key), room.height() / 2
        has_icon = 30 + bare <= room.width() - 12  # in narrow columns the icon goes: word and key stay
        left = (room.width() - bare - (30 if has_icon else 0)) / 2
        if has_icon:
            paint_icon(painter, QRectF(round(left), round(middle - 11), 22, 22), self._icon, ink)
            left += 30
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QRectF(left, 0, words + 4, room.height()), _FLAGS, self.text())
        paint_cap(painter, left + words + 10, middle, key, CapColours(ink, ink))
        painter.end()

    def _font_for(self, room: float) -> tuple[QFont, float]:
        """The largest font in which the word has room, and the word's width in it."""
        font, words = self._sized(16)
        for pixels in (15, 14, 13, 12):
            if words > room:
                font, words = self._sized(pixels)
        return font, words

    def _sized(self, pixels: int) -> tuple[QFont, float]:
        font = sized_font(pixels, 700)
        return font, QFontMetricsF(font).horizontalAdvance(self.text())

    def _act(self) -> None:
        self._keys.trigger(self.action)
