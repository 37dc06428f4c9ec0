"""A row of small choices above an editor: which answer, or which words of the chair. Hidden while there is only one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import scale, theme
from ui.fonts import sized_font
from ui.scale import px
from ui.widgets.buttons import PaintedButton

_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
WIDEST = 190


class _Choice(PaintedButton):
    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip("")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(sized_font(theme.SMALL, 600)).horizontalAdvance(self.text())
        return scale.size(min(round(words + 20.5), WIDEST), 24)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return scale.size(48, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        p = theme.palette()
        chosen = self.isChecked()
        self.paint_frame(painter, p.sel if chosen or self.underMouse() else p.panel, p.text if chosen else p.line2, 4)
        font = sized_font(theme.SMALL, 600 if chosen else 400)
        painter.setFont(font)
        painter.setPen(QColor(p.text if chosen else p.text2))
        room = QRectF(scale.room(self)).adjusted(10, 0, -8, 0)
        words = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _FLAGS, words)
        self.paint_focus(painter, p.text, 3)
        painter.end()


class ChoiceRow(QWidget):
    """chosen: the id of what a person chose."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: Sequence[tuple[int, str]] = ()
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, px(6))
        self._row.setSpacing(px(6))
        self._row.addStretch(1)
        self.hide()

    def show_choices(self, choices: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """choices: id and words; buttons that stay the same keep the focus."""
        if list(choices) != list(self._shown):
            self._shown = list(choices)
            for button in self._group.buttons():
                self._group.removeButton(button)
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
            for place, (_, words) in enumerate(choices):
                button = _Choice(words)
                self._group.addButton(button, place)
                self._row.insertWidget(place, button)
        for place, (row_id, _) in enumerate(self._shown):
            self._group.button(place).setChecked(row_id == chosen)
        self.setVisible(len(self._shown) > 1)

    def words(self) -> tuple[str, ...]:
        return tuple(words for _, words in self._shown)

    def _tell(self) -> None:
        self.chosen.emit(self._shown[self._group.checkedId()][0])
