"""What an agency sent in beforehand: read and selected, never written; and what was said differently.

Gone words are struck out behind a minus, new ones underlined behind a plus: never told by colour alone.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.reading.differences import Piece, Side, differences
from ui import theme
from ui.fonts import sized_font
from ui.widgets.minutes_editor import LINE_PERCENT, space_lines

MINUS, PLUS = "\N{MINUS SIGN}", "+"
_SIGNS = {Side.FIRST: MINUS, Side.SECOND: PLUS}


class PreparedText(QTextEdit):
    """Shows the prepared words, or them together with what was said instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFont(sized_font(14))
        self.setTabChangesFocus(True)
        self._shown: object = ""

    def show_text(self, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self.setCurrentCharFormat(QTextCharFormat())
            self.setPlainText(text)
            space_lines(self.document(), LINE_PERCENT)

    def show_differences(self, prepared: str, said: str) -> tuple[int, int]:
        """Returns how many words are gone and how many are new. The scroll stays."""
        pieces = differences(prepared, said)
        ground = theme.palette()
        if (pieces, ground) != self._shown:
            self._shown = (pieces, ground)
            top = self.verticalScrollBar().value()
            self.clear()
            cursor = QTextCursor(self.document())
            for piece in pieces:
                cursor.insertText(_told(piece), _look(piece.side))
            space_lines(self.document(), LINE_PERCENT)
            self.verticalScrollBar().setValue(top)
        gone, new = (sum(piece.words for piece in pieces if piece.side is side) for side in (Side.FIRST, Side.SECOND))
        return gone, new


def _told(piece: Piece) -> str:
    return _SIGNS.get(piece.side, "") + piece.text


def _look(side: Side) -> QTextCharFormat:
    look = QTextCharFormat()
    p = theme.palette()
    if side is Side.FIRST:
        look.setForeground(QColor(p.warn))
        look.setFontStrikeOut(True)
    elif side is Side.SECOND:
        look.setForeground(QColor(p.room))
        look.setBackground(QColor(p.room_tint))
        look.setFontUnderline(True)
    return look
