"""“Cần xử lý”: what is missing while people are in the room, one line for each kind, and the reconciliation line.

A line leads to the field of its first gap; pressed again to the next one of the same kind. Ctrl+0 leads through all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, groupby

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app import labels
from app.conference import Database
from app.domain.changes import Changes, Table
from app.domain.facts import Mode
from app.domain.gap import Gap, GapKind
from app.domain.petition import CountedAs
from app.domain.records import dataclass
from app.queries import desk as lists
from app.queries.gaps import gaps_now
from app.queries.queue import (
    petition_reconciliation,
    petition_reconciliation_line,
    reconciliation,
    reconciliation_line,
)
from ui import scale, theme
from ui.desk import Desk
from ui.fonts import sized_font
from ui.keys import Keys, first_key
from ui.layout_items import add_layout
from ui.scale import px
from ui.shortcuts import Action
from ui.widgets.cut_name import cut_name
from ui.widgets.icon_label import IconLabel
from ui.widgets.key_cap import CapColours, cap_width, paint_cap
from ui.widgets.plain_label import PlainLabel

LINE_HEIGHT = 21
LONG = 1000
"""Questions; fewer are looked through at once."""
LATER_MS = 40
"""Copying a long state for a thread gets a turn of its own, after the list's."""
MOST_NUMBERS = 4
_NARROW = 100
"""Width below which words that are cut say nothing."""
_SHORT_WORDS = {
    GapKind.NO_AGENCY: "chưa giao",
    GapKind.UNANSWERED: "chưa ghi trả lời",
    GapKind.NO_RESPONDENT: "thiếu tên người trả lời",
    GapKind.NO_DUE: "chưa có hạn",
}
_READS = (
    Table.QUESTION, Table.PETITION, Table.ANSWER, Table.COMMITMENT, Table.CONFERENCE, Table.PERSON_ROLE,
    Table.SIGNATURE_BLOCK, Table.RECIPIENT, Table.SITE,
)  # fmt: skip


def counted_words(found: Sequence[Gap]) -> str:
    """The same without the numbers, where those have no room: "2 câu chưa giao"."""
    kind = found[0].kind
    words = "thiếu người trả lời" if kind is GapKind.NO_RESPONDENT else _SHORT_WORDS.get(kind)
    return f"{len(found)} câu {words}" if words else ""


def gap_words(found: Sequence[Gap], *, short: bool = False) -> str:
    """One sentence for gaps of one kind: "Câu 08, 11 chưa giao cơ quan"."""
    kind = found[0].kind
    words = _SHORT_WORDS.get(kind, labels.word(kind)) if short else labels.word(kind)
    if found[0].question_id is None:
        return words
    cut = MOST_NUMBERS if len(found) > MOST_NUMBERS + 1 else len(found)
    shown = ", ".join(f"{gap.number:02d}" for gap in found[:cut])
    more = f" và {len(found) - cut} câu khác" if len(found) > cut else ""
    return f"Câu {shown}{more} {words}"


@dataclass(frozen=True, slots=True)
class _Found:
    """live: what is missing while people speak, kind by kind. papers: before printing, empty while nobody prints.

    questions, demands: how they are counted, for the lines of the sums.
    """

    live: tuple[tuple[Gap, ...], ...]
    papers: tuple[Gap, ...]
    questions: Counter[CountedAs]
    demands: Counter[CountedAs]


def _look(before: _Found, db: Database) -> _Found:
    """All of it is sorted here: among very many questions this runs in a thread.

    What is as it was before stays the same object: ten thousand gaps are kept once, and no turn compares them.
    """
    kinds = [tuple(found) for _, found in groupby(gaps_now(db), key=lambda gap: gap.kind)]
    live = tuple(_same(found, before.live) for found in kinds if found[0].is_live)
    papers = tuple(gap for found in kinds if not found[0].is_live for gap in found)
    return _Found(live, _same(papers, (before.papers,)), reconciliation(db), petition_reconciliation(db))


def _same(found: tuple[Gap, ...], before: Iterable[tuple[Gap, ...]]) -> tuple[Gap, ...]:
    return next((kept for kept in before if kept == found), found)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says and leads to. fewer: words to be shown where the others have no room."""

    words: str
    found: tuple[Gap, ...]
    key: str
    fewer: str = ""


class GapLine(QAbstractButton):
    """One line with the key of its field; Space or Enter leads there, as a click does. chosen: the gap to close."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self._next = 0
        self._key, self._fewer = "", ""
        self.pixels = theme.BODY
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)

    def show_entry(self, entry: Entry) -> None:
        if entry.found != self._gaps:
            self._next = 0
        self._gaps = entry.found
        self._key, self._fewer = entry.key, entry.fewer
        self.setText(entry.words)
        self.setAccessibleName(entry.words)
        self.setToolTip("")
        self.update()

    def sizeHint(self) -> QSize:
        return scale.size(120, LINE_HEIGHT)

    def is_cut(self) -> bool:
        """Whether words are hidden now."""
        return QFontMetricsF(sized_font(self.pixels)).horizontalAdvance(self._shown()) > self._room()

    def _room(self) -> float:
        return scale.room(self).width() - (cap_width(self._key) + 8 if self._key else 0)

    def _shown(self) -> str:
        """Where nothing has room, the count before the line and its key remain; half a sentence says less."""
        wide, room = QFontMetricsF(sized_font(self.pixels)).horizontalAdvance, self._room()
        told = self._fewer if self._fewer and wide(self.text()) > room else self.text()
        return told if wide(told) <= room or room > _NARROW else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        room = QRectF(scale.room(self))
        if self._key:
            width = cap_width(self._key)
            paint_cap(
                painter,
                scale.room(self).width() - width,
                scale.room(self).height() / 2,
                self._key,
                CapColours(p.line2, p.text2),
            )
            room.setWidth(self._room())
        font = sized_font(self.pixels)
        painter.setFont(font)
        painter.setPen(QColor(p.text))
        shown = cut_name(self._shown(), room.width(), QFontMetricsF(font).horizontalAdvance)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), shown)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(QRectF(scale.room(self)).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def _choose(self) -> None:
        if self._gaps:
            self.chosen.emit(self._gaps[self._next % len(self._gaps)])
            self._next += 1


class GapsPanel(QFrame):
    """Nothing but what the query finds; a gap that is closed goes by itself."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys = keys
        self._compact = False
        self._asked = 0
        self._found = _Found((), (), Counter(), Counter())
        self._led: Gap | None = None
        self._lines: list[GapLine] = []
        theme.set_role(self, "foot")
        self.setAccessibleName("Cần xử lý")
        self._icon = IconLabel("alert-outline", "warn")
        self._title = PlainLabel("", "need")
        self._head = QHBoxLayout()
        self._head.setSpacing(px(6))
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title)
        self._head.addStretch(0)
        self._sum, self._sum_demands = PlainLabel("", "secondary"), PlainLabel("", "secondary")
        for line in (self._sum, self._sum_demands):
            line.setWordWrap(True)  # a sum that is cut says nothing
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(px(12), px(8), px(12), px(8))
        self._box.setSpacing(0)
        add_layout(self._box, self._head)
        self._box.addWidget(self._sum)
        self._box.addWidget(self._sum_demands)
        # What is missing is told after the list has been painted: no key waits for it.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        desk.closing.connect(self._later.stop)
        desk.changed.connect(self._hear)
        keys.on(Action.GO_GAPS, self.go_next)
        self._waits = lists.question_count(desk.conference.db) > LONG
        if self._waits:
            self._title.setText("Đang xem còn thiếu gì…")
        else:
            self.refresh()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        """No: its width is given, and a frame that scrolls would give all its parts the height they prefer."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(super().minimumSizeHint().width(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _height(self) -> int:
        """The sums take the lines they need."""
        return max(super().minimumSizeHint().height(), self._box.heightForWidth(self.width()))

    def refresh(self) -> None:
        """Look for all gaps anew, among very many questions in a thread."""
        self._waits = False
        self._later.stop()
        self._asked += 1
        self._desk.ask_beside(self, partial(_look, self._found), partial(self._take, self._asked), few=LONG)

    def _take(self, asked: int, found: _Found) -> None:
        if asked == self._asked:  # else a newer question has overtaken it
            self._found = found
            self._show()

    def _show(self) -> None:
        facts = lists.facts(self._desk.conference.db)
        live, papers = self._found.live, self._found.papers
        self._show_title(sum(map(len, live)) + len(papers))
        key = first_key(Action.GO_GAPS)
        entries = [Entry(gap_words(group), group, "" if n else key) for n, group in enumerate(live)]
        if self._compact and entries:
            # One line is all there is: pressed again and again it leads through the gaps of every kind.
            all_kinds = tuple(chain.from_iterable(live))
            entries = [Entry(gap_words(live[0], short=True), all_kinds, key, counted_words(live[0]))]
        if papers:
            lead = "Thiếu để in:" if self._compact else "Trước khi in: còn thiếu"
            entries.append(Entry(f"{lead} {len(papers)} mục", (papers[0],), first_key(Action.PAPERS)))
        self._show_entries(entries)
        self._show_sums(is_closed=facts.phase is Mode.AFTER or facts.list_closed_at is not None)

    def go_next(self) -> None:
        """Ctrl+0: the field of what is most pressing; pressed again, of the next, whatever its kind."""
        if self._later.isActive():
            self.refresh()  # what was just done away with is no gap any more
        found = (*chain.from_iterable(self._found.live), *self._found.papers[:1])
        if not found:
            self._desk.said.emit("Không có việc cần xử lý.")
            return
        place = found.index(self._led) + 1 if self._led in found else 0
        self._lead(found[place % len(found)])

    def _show_sums(self, *, is_closed: bool) -> None:
        """Questions, and below them their demands; small windows have room for them once the list is closed."""
        counted = self._found.questions
        tells = is_closed or (not self._compact and any(n for kind, n in counted.items() if kind is not CountedAs.OPEN))
        self._sum.setText(_terms_whole(reconciliation_line(counted)) if tells else "")
        self._sum_demands.setText(_terms_whole(petition_reconciliation_line(self._found.demands)) if tells else "")
        for line in (self._sum, self._sum_demands):
            line.setVisible(tells)

    def _hear(self, changes: Changes) -> None:
        if changes.touches(*_READS):
            self._later.start(0 if self._desk.is_quick(LONG) else LATER_MS)

    def set_compact(self, compact: bool) -> None:
        """The first line beside the title, the others below it only as far as they are pressing."""
        changed, self._compact = compact is not self._compact, compact
        self._box.setContentsMargins(px(12), px(3 if compact else 8), px(12), px(3 if compact else 8))
        if changed and not self._waits:
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A long list is looked through once the console stands painted."""
        super().paintEvent(event)
        if self._waits:
            self._later.start()

    def _show_title(self, count: int) -> None:
        self._icon.show_icon("alert-outline" if count else "check", "warn" if count else "text2")
        theme.set_role(self._title, "need" if count else "secondary")
        if self._compact:  # the line beside it says what there is to do
            self._title.setText(f"{count} việc" if count else "Không có việc")
        else:
            self._title.setText(f"Cần xử lý  {count}" if count else "Không có việc cần xử lý")

    def _show_entries(self, entries: Sequence[Entry]) -> None:
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(entries))
        for number, entry in enumerate(entries):
            if number == len(self._lines):
                self._lines.append(GapLine(self))
                self._lines[number].chosen.connect(self._lead)
            line = self._lines[number]
            line.show_entry(entry)
            self._place(number, line)

    def _place(self, number: int, line: GapLine) -> None:
        self._head.removeWidget(line)
        self._box.removeWidget(line)
        line.pixels = theme.SMALL if self._compact else theme.BODY
        if self._compact and number == 0:
            self._head.addWidget(line, 1)
        else:
            self._box.insertWidget(self._box.count() - 2, line)
        line.setVisible(not self._compact or number == 0)

    def _lead(self, gap: Gap) -> None:
        self._led = gap
        if gap.is_live:
            self._desk.gap_chosen.emit(gap)
        else:
            self._keys.trigger(Action.PAPERS)


def _terms_whole(line: str) -> str:
    """A sum breaks between its terms, never within one."""
    return " + ".join(term.replace(" ", "\u00a0") for term in line.split(" + ")).replace("=\u00a0", "= ")
