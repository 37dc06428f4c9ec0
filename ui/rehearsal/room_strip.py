"""The room of a rehearsal as a band below stock and room: who speaks, what was said so far, what is to be done now.

It takes no focus and no key: every key of the console means what it means in the conference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import scale, theme
from ui.fonts import sized_font
from ui.layout_items import add_layout
from ui.operator.palette import Entry
from ui.rehearsal.coach import Coach
from ui.scale import px
from ui.theme import set_role
from ui.widgets.buttons import PaintedButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

HEIGHT, HEIGHT_COMPACT = 90, 86
PACES = (1, 5, 10)
_LINE = 1.45
_TASKS, _TASKS_COMPACT = 420, 350
"""Width of the right part."""
_MARGIN = 6


class RoomStrip(QFrame):
    """set_pace, end, leave: what the program does for the buttons and for the lines of the palette."""

    def __init__(self, coach: Coach, set_pace: Callable[[int], object], end: Callable[[], object], pace: int) -> None:
        super().__init__()
        self._coach, self._set_pace, self._end = coach, set_pace, end
        self._pace = pace
        self.leave: Callable[[], object] = end
        set_role(self, "sunken-foot")
        self.setAccessibleName("Phòng họp diễn tập")
        self.speaker = PlainLabel("", "room", elided=True)
        self.words = SpokenWords()
        self.task = PlainLabel("", "strong", elided=True)
        self.task.setAccessibleName("Việc bây giờ")
        self.head = PlainLabel("VIỆC BÂY GIỜ", "room")
        self.place = PlainLabel("", "secondary")
        self._buttons: dict[int, _SmallButton] = {}
        self._tasks = QWidget()
        self._lay_out()
        coach.changed.connect(self.refresh)
        coach.over.connect(self.refresh)
        self.set_compact(False)
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        self.setFixedHeight(px(HEIGHT_COMPACT if compact else HEIGHT))
        self._tasks.setFixedWidth(px(_TASKS_COMPACT if compact else _TASKS))

    def refresh(self) -> None:
        coach = self._coach
        self.speaker.setText((coach.speaker() or "Phòng họp").upper() if not coach.is_over else "DIỄN TẬP ĐÃ XONG")
        self.words.say(coach.said())
        self.head.setVisible(not coach.is_over)
        waited = coach.waited_s()
        todo = coach.task()
        self.task.setText(todo or ("Chưa có việc. Nghe phòng họp." if not coach.is_over else "Xem kết quả: Ctrl+K"))
        seconds = f" · {int(waited)} giây" if todo and waited >= 1 else ""
        self.place.setText(f"{coach.step}/{coach.steps}{seconds}")
        for pace, button in self._buttons.items():
            button.set_chosen(pace == self._pace)

    def lines(self) -> Sequence[Entry]:
        """The acts of the band for the palette."""
        paces = [
            Entry(f"Diễn tập: đồng hồ ×{pace}", "", "update", partial(self._choose, pace))
            for pace in PACES
            if pace != self._pace
        ]
        acts = (
            ("Diễn tập: người nói kết thúc lời", self._coach.skip_words),
            ("Diễn tập: bỏ qua việc đang đợi", self._coach.pass_over),
            ("Diễn tập: kết thúc và xem kết quả", self._end),
            ("Diễn tập: rời khỏi, trở về", self.leave),
        )
        return [*paces, *(Entry(words, "", "school-outline", act) for words, act in acts)]

    def _choose(self, pace: int) -> None:
        self._pace = pace
        self._set_pace(pace)
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(_MARGIN), px(12), px(_MARGIN))
        row.setSpacing(px(16))
        row.addWidget(IconLabel("school-outline", "room", 18), 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(px(2))
        said.addWidget(self.speaker)
        said.addWidget(self.words, 1)
        add_layout(row, said, 1)
        right = QVBoxLayout(self._tasks)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.head)
        head.addStretch(1)
        head.addWidget(self.place)
        add_layout(right, head)
        right.addWidget(self.task)
        right.addStretch(1)
        add_layout(right, self._acts())
        row.addWidget(self._tasks)

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for pace in PACES:
            self._buttons[pace] = _SmallButton(f"×{pace}", partial(self._choose, pace), f"Đồng hồ ×{pace}")
            row.addWidget(self._buttons[pace])
        row.addStretch(1)
        for words, act in (
            ("Hết lời", self._coach.skip_words), ("Bỏ qua việc", self._coach.pass_over), ("Kết thúc", self._end),
        ):  # fmt: skip
            row.addWidget(_SmallButton(words, act, words))
        return row


class SpokenWords(QWidget):
    """The last lines of what is being said: what is new stands at the end and is always seen."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Lời đang nói")

    def say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.setAccessibleDescription(words)
            self.update()

    def text(self) -> str:
        return self._said

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setPen(QColor(theme.palette().text))
        font = sized_font(theme.BODY)
        layout = QTextLayout(self._said, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(scale.room(self).width())
        layout.endLayout()
        step = theme.BODY * _LINE
        room = max(1, int(scale.room(self).height() // step))
        for place, number in enumerate(range(max(0, layout.lineCount() - room), layout.lineCount())):
            line = layout.lineAt(number)
            line.draw(painter, QPointF(0, place * step - line.y()))
        painter.end()


class _SmallButton(PaintedButton):
    """24 high, words only; the mouse alone presses it, keys stay with the console."""

    def __init__(self, words: str, act: Callable[[], object], name: str) -> None:
        super().__init__()
        self.setText(words)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chosen = False
        self.clicked.connect(partial(_call, act))

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        return scale.size(round(QFontMetricsF(sized_font(theme.SMALL, 600)).horizontalAdvance(self.text())) + 20, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        self.paint_frame(painter, p.sel if self._chosen else p.panel, p.text if self._chosen else p.line2, 4)
        painter.setFont(sized_font(theme.SMALL, 600 if self._chosen else 500))
        painter.setPen(QColor(p.text))
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
        painter.drawText(QRectF(scale.room(self)), flags, self.text())
        painter.end()


def _call(act: Callable[[], object], _checked: bool = False) -> None:
    act()
