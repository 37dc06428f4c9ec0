"""Parts side by side that stand one below the other where there is too little width."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.scale import NO_LIMIT, px
from ui.theme import set_role


def direction(narrow: bool) -> QBoxLayout.Direction:
    """Of a row of parts."""
    return QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight


class TwoParts(QWidget):
    """A part, a rule and another part. kept: the one whose width does not follow the window's.

    least: how high each is at least where they stand one above the other, at 100 %.
    """

    def __init__(self, first: QWidget, second: QWidget, kept: QWidget, least: tuple[int, int]) -> None:
        super().__init__()
        self._parts, self._kept, self._least = (first, second), kept, least
        self.rule = QFrame()
        self.rule.setMinimumSize(1, 1)
        set_role(self.rule, "rule")
        self._row = QBoxLayout(direction(narrow=False), self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for part in (first, self.rule, second):
            self._row.addWidget(part, 1 if part in self._parts and part is not kept else 0)

    def fit(self, wide: int) -> None:
        """wide: of the part that keeps it, real pixels; 0: one above the other."""
        self._row.setDirection(direction(not wide))
        self._kept.setMinimumWidth(wide)
        self._kept.setMaximumWidth(wide or NO_LIMIT)
        for part, high in zip(self._parts, self._least, strict=True):
            part.setMinimumHeight(0 if wide else px(high))
