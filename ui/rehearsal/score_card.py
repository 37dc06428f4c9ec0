"""The card at the end of a rehearsal: seconds for each kind of task, slips, what is missing; saved and printed here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.documents.score_words import shown, slip_lines
from app.domain.report import ConferenceReport
from app.domain.score import Score, Summary
from ui import scale, theme
from ui.fonts import sized_font
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.rehearsal.score import as_text
from ui.rehearsal.score_file import ScoreFile
from ui.scale import px
from ui.theme import set_role
from ui.widgets.plain_label import PlainLabel

_MOST_GAPS = 3
_SAVE = "Lưu thành tệp · Enter"
_HEADS = ("Việc", "Lần", "Thường mất", "Lâu nhất", "Bỏ sót")
_WIDTHS = (0, 44, 118, 118, 56)
"""Of the columns of figures; the first takes the rest."""
_ROW, _LEAST_ROW = 20, 17
_FEWEST = 6
"""Rows that always have room."""
_FLAT = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)


class ScoreCard(Overlay):
    """Over stock and room, never over the hall column; made for one score.

    report: the conference at its end. folder, stem: where the result is saved, and under which name.
    left_for_good: the rehearsal is to be left as well.
    """

    left_for_good = Signal()

    def __init__(self, area: QWidget, score: Score, report: ConferenceReport, folder: Path, stem: str) -> None:
        super().__init__(area, widest=620)
        self.setAccessibleName("Kết quả diễn tập")
        self.setAccessibleDescription(as_text(score))
        self.file = ScoreFile(report, score, folder, stem, self)
        self.save_button = QPushButton(_SAVE)
        set_role(self.save_button, "main")
        self.print_button = QPushButton("In · Ctrl+P")
        self.leave_button = QPushButton("Rời diễn tập · Ctrl+Enter")
        self.close_button = QPushButton("Đóng · Esc")
        self.said = PlainLabel("Tệp thật không thay đổi.", "secondary", elided=True)
        self.content.setSpacing(px(4))
        self.content.addWidget(PlainLabel(f"Kết quả diễn tập: {score.script}", "title", elided=True))
        self.content.addWidget(_Table(score))
        slips = "; ".join(slip_lines(score))
        self._tell(f"Sơ suất: {score.slip_count()}", [f"{slips}." if slips else "Không có."])
        left = len(score.gaps) - _MOST_GAPS
        rest = [f"và {left} mục nữa"] if left > 0 else []
        self._tell(f"Còn thiếu: {len(score.gaps)}", [*list(score.gaps)[:_MOST_GAPS], *rest])
        self.content.addWidget(self.said)
        self._add_acts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and has_ctrl:
            self._leave_for_good()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.file.save()
        elif event.key() == Qt.Key.Key_P and has_ctrl:
            self.file.print()
        else:
            super().keyPressEvent(event)

    def _leave_for_good(self) -> None:
        self.leave()
        self.left_for_good.emit()

    def _add_acts(self) -> None:
        acts = (
            (self.save_button, self.file.save), (self.print_button, self.file.print),
            (self.leave_button, self._leave_for_good), (self.close_button, self.leave),
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button, act in acts:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        add_layout(self.content, row)
        self.file.said.connect(self.said.setText)
        self.file.changed.connect(self._show_buttons)

    def _show_buttons(self) -> None:
        is_saved = self.file.path is not None
        self.save_button.setText("Đã lưu" if is_saved else _SAVE)
        self.save_button.setEnabled(not self.file.is_busy and not is_saved)
        self.print_button.setEnabled(not self.file.is_busy)

    def _tell(self, head: str, lines: list[str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(PlainLabel(head, "secondary-strong"))
        row.addWidget(PlainLabel(" · ".join(lines), "secondary", elided=True), 1)
        add_layout(self.content, row)


class _Table(QWidget):
    """The kinds of tasks as painted rows: they stay readable where fifteen labels would not fit.

    Rows come closer where the window is low; what still finds no room is counted, and stands on the paper.
    """

    def __init__(self, score: Score) -> None:
        super().__init__()
        self._rows = [_HEADS]
        for one in sorted(score.by_kind(), key=_is_done):
            times = (shown(one.middle), shown(one.longest)) if one.done else ("", "")
            self._rows.append((one.kind, str(one.done), *times, str(one.missed) if one.missed else ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Thời gian từng việc")

    def sizeHint(self) -> QSize:
        return scale.size(400, _ROW * len(self._rows))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return scale.size(400, _LEAST_ROW * min(len(self._rows), _FEWEST))

    def shown_rows(self) -> list[tuple[str, ...]]:
        """The rows that have room, the last of them counting the others where some have none."""
        most = int(scale.room(self).height() // _LEAST_ROW)
        if len(self._rows) <= most:
            return list(self._rows)
        kept = self._rows[: most - 1]
        return [*kept, (f"và {len(self._rows) - len(kept)} loại việc nữa, xem ở bản in", "", "", "", "")]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        rows = self.shown_rows()
        step = min(_ROW, scale.room(self).height() / len(rows))
        for number, row in enumerate(rows):
            if number == 1:
                painter.fillRect(QRectF(0, step, scale.room(self).width(), 1), QColor(theme.palette().line))
            self._paint_row(painter, row, QRectF(0, number * step, scale.room(self).width(), step), is_head=number == 0)
        painter.end()

    def _paint_row(self, painter: QPainter, row: tuple[str, ...], room: QRectF, *, is_head: bool) -> None:
        p = theme.palette()
        right = room.right()
        for column in range(len(row) - 1, 0, -1):
            is_need = not is_head and column == len(row) - 1
            painter.setPen(QColor(p.warn if is_need else p.text2 if is_head else p.text))
            painter.setFont(sized_font(theme.SMALL, 600 if is_head or is_need else 400))
            cell = QRectF(right - _WIDTHS[column], room.top(), _WIDTHS[column], room.height())
            painter.drawText(cell, _FLAT | int(Qt.AlignmentFlag.AlignRight), row[column])
            right -= _WIDTHS[column]
        painter.setPen(QColor(p.text2 if is_head else p.text))
        painter.setFont(sized_font(theme.SMALL, 600 if is_head else 400))
        words = QRectF(0, room.top(), right, room.height())
        painter.drawText(words, _FLAT | int(Qt.AlignmentFlag.AlignLeft), row[0])


def _is_done(one: Summary) -> bool:
    """What was missed stands first."""
    return one.missed == 0
