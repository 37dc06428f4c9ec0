"""The minutes as they write themselves: every sentence, the hand edit of one, its events, versions and patterns.

Follows the data by itself; what a person has written into a sentence is stored when it is left and stays.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.commands import minutes
from app.documents.minutes import minutes_sentences
from app.documents.minutes_changes import ChangeKind, Lines, SentenceChange, changes_between
from app.documents.sentences import Sentence
from app.domain.changes import Changes
from app.domain.clock import local
from app.queries import desk as lists
from app.queries.minutes_versions import MinutesVersion, VersionKind, report_as_of, versions
from app.queries.report import conference_report
from app.queries.sentence_events import events_of_sentence
from app.time_words import instant
from ui import scale
from ui.desk import Desk
from ui.layout_items import add_layout
from ui.models.row_model import Column, RowModel
from ui.operator.minutes_lines import MinutesDelegate, MinutesLine, lines_of
from ui.operator.pattern_box import PatternBox
from ui.operator.sentence_box import SentenceBox
from ui.scale import px
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.minutes_pane import SavingMark
from ui.widgets.plain_label import PlainLabel

AFTER_MS = 150
_MOST_EVENTS = 30


class _Lines(QListView):
    """Tells the delegate how wide a line may be."""

    def __init__(self, delegate: MinutesDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.setItemDelegate(delegate)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._delegate.width = scale.at_100(self.viewport().width())
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class MinutesView(QWidget):
    """closed: the operator wants the room again."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sentences: dict[str, Sentence] = {}
        self._key = ""
        self._stale = True
        self._versions: tuple[MinutesVersion, ...] = ()
        self._earlier: dict[int, Lines] = {}
        self.model: RowModel[MinutesLine] = RowModel([Column("Biên bản", _spoken)], _key_of, None, self)
        self.delegate = MinutesDelegate(self)
        self.list = _Lines(self.delegate)
        self.words = SentenceBox(desk)
        self.mark = SavingMark(self.words.keeper)
        self.own = PlainLabel("", "secondary", elided=True)
        self.events = QListWidget()
        self.events.setWordWrap(True)
        self.status = PlainLabel("", "secondary", elided=True)
        self.compare = ChoiceBox("So với bản trước")
        self.against = ChoiceBox("Bản đem so")
        self.store_button = QPushButton("Lưu · Enter")
        self.give_back_button = QPushButton("Lấy lại lời soạn sẵn")
        self.final_button = QPushButton("Chốt biên bản")
        self._patterns = QPushButton("Lời mẫu…")
        self._back = QPushButton("Trở lại · Esc")
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._build()
        self._pause.timeout.connect(self.rebuild)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._edit)
        self.words.entered.connect(self._store_and_return)
        self.store_button.clicked.connect(self._store_and_return)
        self.give_back_button.clicked.connect(self.words.give_back)
        self.final_button.clicked.connect(self._finalise)
        self._patterns.clicked.connect(lambda: PatternBox(self._desk, self))
        self._back.clicked.connect(self.closed)
        self.compare.activated.connect(self.rebuild)
        self.against.activated.connect(self.rebuild)
        desk.changed.connect(self._hear)
        desk.closing.connect(self._pause.stop)

    def open_view(self) -> None:
        """Show what is written now, and go to the list."""
        if self._stale:
            self.rebuild()
        self.list.setFocus()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0, 0))

    def rebuild(self) -> None:
        """Ask again. The chosen sentence, the scroll and words being written stay."""
        db = self._desk.conference.db
        self._pause.stop()
        self._stale = False
        found = minutes_sentences(conference_report(db, with_log=False))
        self._sentences = {one.key: one for one in found if isinstance(one, Sentence)}
        self._show_versions()
        base, later = self._compared(), self._later()
        if base is None:
            lines = lines_of(found)
        else:
            after = found if later is None else self._lines_of_version(later)
            lines = [_change_line(change) for change in changes_between(self._lines_of_version(base), after)]
        top = self.list.verticalScrollBar().value()
        self.model.set_rows(lines)
        self.list.verticalScrollBar().setValue(top)
        self._show_status(found, len(lines) if base is not None else None)
        self._show_chosen()

    def choose(self, key: str) -> None:
        """Go to a sentence by its key."""
        row = next((place for place, line in enumerate(self.model.rows()) if line.key == key), -1)
        self.list.setCurrentIndex(self.model.index(row, 0))
        self.list.scrollTo(self.model.index(row, 0))

    def store(self) -> None:
        """What was written into the sentence becomes its words; nothing if it was only looked at."""
        self.words.store()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _hear(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self._pause.start()

    def _choose(self, now: QModelIndex) -> None:
        line = self.model.row_at(now)
        key = line.key if line and not line.is_heading else ""
        self._key = key
        self._show_chosen()

    def _show_chosen(self) -> None:
        found = self._sentences.get(self._key)
        self.words.show_sentence(self._key if found else "", found.words if found else "")
        is_final = lists.facts(self._desk.conference.db).minutes_finalised_at is not None
        self.words.setEnabled(found is not None and not is_final)
        self.store_button.setEnabled(self.words.isEnabled())
        self.give_back_button.setEnabled(bool(found and found.is_touched and not is_final))
        own = found.generated if found and found.is_touched else ""
        self.own.setText(f"Lời phần mềm: {own}" if own else "")
        self.own.setVisible(bool(own))
        self.events.clear()
        told = events_of_sentence(self._desk.conference.db, self._key) if found else ()
        for line in told[:_MOST_EVENTS]:
            undone = " (đã hoàn tác)" if line.is_undone else ""
            parts = (f"{local(line.at):%H:%M:%S}", line.operator, line.summary + undone)
            self.events.addItem("  ".join(part for part in parts if part))

    def _edit(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _store_and_return(self) -> None:
        self.store()
        self.list.setFocus()

    def _finalise(self) -> None:
        is_final = lists.facts(self._desk.conference.db).minutes_finalised_at is not None
        self._desk.run(minutes.reopen if is_final else minutes.finalise)

    def _compared(self) -> MinutesVersion | None:
        place = self.compare.currentIndex() - 1
        return self._versions[place] if 0 <= place < len(self._versions) else None

    def _later(self) -> MinutesVersion | None:
        """The version that is compared with; None: what is written now."""
        place = self.against.currentIndex() - 1
        return self._versions[place] if self._compared() and 0 <= place < len(self._versions) else None

    def _lines_of_version(self, version: MinutesVersion) -> Lines:
        """A version never changes: read once."""
        if version.event_id not in self._earlier:
            report = report_as_of(self._desk.conference.db, version.event_id)
            self._earlier[version.event_id] = minutes_sentences(report)
        return self._earlier[version.event_id]

    def _show_versions(self) -> None:
        found = versions(self._desk.conference.db)
        if found == self._versions and self.compare.count():
            return
        chosen, later = self._compared(), self._later()
        self._versions = found
        boxes = ((self.compare, "Toàn văn", "Khác", chosen), (self.against, "Bản hiện tại", "So với", later))
        for box, first, words, kept in boxes:
            box.clear()
            box.addItem(first)
            box.addItems([f"{words} {version_words(version)}" for version in found])
            if kept is not None and kept in found:
                box.setCurrentIndex(found.index(kept) + 1)

    def _show_status(self, found: Lines, differing: int | None) -> None:
        final_at = lists.facts(self._desk.conference.db).minutes_finalised_at
        drafts = sum(version.kind is VersionKind.DRAFT for version in self._versions)
        touched = sum(one.is_touched for one in self._sentences.values())
        parts = [
            f"Đã chốt {instant(final_at)}" if final_at else f"Dự thảo lần {drafts + 1}",
            f"{len(self._sentences)} đoạn, sửa tay {touched}",
        ]
        if differing is not None:
            parts.append(f"khác {differing} đoạn")
        elif final_at is not None and (final := _final(self._versions)):
            since = len(changes_between(self._lines_of_version(final), found))
            parts += [f"dữ liệu đổi {since} đoạn sau khi chốt, in vẫn theo bản chốt"] if since else []
        self.against.setVisible(self._compared() is not None)
        self.status.setText(" · ".join(parts))
        self.final_button.setText("Mở lại" if final_at else "Chốt biên bản")

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName("Các đoạn của biên bản")
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.words.setFixedHeight(px(84))
        self.events.setAccessibleName("Các thao tác làm nên đoạn này")
        self.events.setFixedHeight(px(5 * 17 + 10))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(PlainLabel("Biên bản", "title"))
        head.addWidget(self.status, 1)
        head.addWidget(self._back)
        tools = QHBoxLayout()
        tools.setSpacing(px(8))
        tools.addWidget(self.compare, 1)
        tools.addWidget(self.against, 1)
        tools.addWidget(self._patterns)
        tools.addWidget(self.final_button)
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        acts.addWidget(self.own, 1)
        acts.addWidget(self.mark)
        acts.addWidget(self.give_back_button)
        acts.addWidget(self.store_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(12))
        column.setSpacing(px(6))
        add_layout(column, head)
        add_layout(column, tools)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        add_layout(column, acts)
        column.addWidget(PlainLabel("CÁC THAO TÁC LÀM NÊN ĐOẠN NÀY", "label"))
        column.addWidget(self.events)


def version_words(version: MinutesVersion) -> str:
    """A version as people call it: "Dự thảo lần 2, 11:05 22/03/2023"."""
    kind = "bản chốt" if version.kind is VersionKind.FINAL else "dự thảo"
    return f"{kind} lần {version.number}, {instant(version.at)}"


def _final(found: tuple[MinutesVersion, ...]) -> MinutesVersion | None:
    return next((version for version in found if version.kind is VersionKind.FINAL), None)


def _change_line(change: SentenceChange) -> MinutesLine:
    note = {ChangeKind.ADDED: "Thêm mới", ChangeKind.REMOVED: "Đã bỏ"}.get(change.kind, f"Trước: {change.before}")
    return MinutesLine(change.key, change.words, note)


def _spoken(line: MinutesLine) -> str:
    return f"{line.words} ({line.note})" if line.note else line.words


def _key_of(line: MinutesLine) -> str:
    return line.key
