"""The card at the end of a rehearsal: seconds for each kind of task, slips, what is missing. Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.fonts import sized_font
from ui.operator.overlay import Overlay
from ui.rehearsal.score import Score, shown
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel

_MOST_GAPS = 3
_HEADS = ("Việc", "Lần", "Thường", "Lâu nhất", "Bỏ sót")
_WIDTHS = (0, 44, 118, 118, 56)
"""Of the columns of figures; the first takes the rest."""
_ROW = 20
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)


class ScoreCard(Overlay):
    """Over stock and room, never over the hall column; made for one score."""

    def __init__(self, area: QWidget, score: Score) -> None:
        super().__init__(area, widest=620)
        self.setAccessibleName("Kết quả diễn tập")
        self.setAccessibleDescription(score.as_text())
        self.content.setSpacing(4)
        self.content.addWidget(PlainLabel(f"Kết quả diễn tập: {score.script}", "title", elided=True))
        self.content.addWidget(_Table(score))
        slips = "; ".join(score.slip_lines())
        self._tell(f"Sơ suất: {score.slip_count()}", [f"{slips}." if slips else "Không có."])
        left = len(score.gaps) - _MOST_GAPS
        rest = [f"và {left} mục nữa"] if left > 0 else []
        self._tell(f"Còn thiếu: {len(score.gaps)}", [*list(score.gaps)[:_MOST_GAPS], *rest])
        self.content.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(PlainLabel("Tệp thật không thay đổi.", "secondary"))
        foot.addStretch(1)
        foot.addWidget(PlainLabel("Đóng", "secondary"))
        foot.addWidget(KeyCap("Esc"))
        self.content.addLayout(foot)

    def _tell(self, head: str, lines: list[str]) -> None:
        self.content.addWidget(PlainLabel(head, "secondary-strong"))
        self.content.addWidget(PlainLabel(" · ".join(lines), "secondary", elided=True))


class _Table(QWidget):
    """The kinds of tasks as painted rows: they stay readable where fifteen labels would not fit."""

    def __init__(self, score: Score) -> None:
        super().__init__()
        self._rows = [_HEADS]
        for one in score.by_kind():
            times = (shown(one.middle), shown(one.longest)) if one.done else ("", "")
            self._rows.append((one.kind, str(one.done), *times, str(one.missed) if one.missed else ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Thời gian từng việc")

    def sizeHint(self) -> QSize:
        return QSize(400, _ROW * len(self._rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = QPainter(self)
        for number, row in enumerate(self._rows):
            top = number * _ROW
            if number == 1:
                painter.fillRect(QRectF(0, top, self.width(), 1), QColor(p.line))
            right = float(self.width())
            for column in range(len(row) - 1, 0, -1):
                is_need = number > 0 and column == len(row) - 1
                painter.setPen(QColor(p.warn if is_need else p.text2 if number == 0 else p.text))
                painter.setFont(sized_font(theme.SMALL, 600 if number == 0 or is_need else 400))
                cell = QRectF(right - _WIDTHS[column], top, _WIDTHS[column], _ROW)
                painter.drawText(cell, _FLAT | int(Qt.AlignmentFlag.AlignRight), row[column])
                right -= _WIDTHS[column]
            painter.setPen(QColor(p.text2 if number == 0 else p.text))
            painter.setFont(sized_font(theme.SMALL, 600 if number == 0 else 400))
            painter.drawText(QRectF(0, top, right, _ROW), _FLAT | int(Qt.AlignmentFlag.AlignLeft), row[0])
        painter.end()
