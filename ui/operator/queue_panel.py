"""The queue: header with filter, the list, and what its keys do. Choosing a row never moves the current question."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.commands import queue
from app.domain.changes import Changes, Table
from app.domain.dates import dotted
from app.domain.gap import Gap
from app.domain.ids import QuestionId
from app.domain.question import ON_FLOOR, UNASKED, QuestionState
from app.domain.text import clean_line
from app.queries import desk as lists
from app.queries.kept_queue import KeptQueue
from app.queries.queue import QueueRow, queue_rows
from ui import theme
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.gap_boxes import ask_agency, ask_demand, open_gap
from ui.operator.queue_acts import QueueActs
from ui.operator.queue_boxes import Asked, LineBox, SimilarBox
from ui.operator.queue_lines import DONE, GROUPING_WORDS, Grouping, GroupLine, QuestionLine, QueueGroups
from ui.operator.queue_menu import QueueMenu
from ui.operator.queue_moves import QueueOrder, Step
from ui.operator.queue_reader import LONG, QueueReader
from ui.operator.queue_view import NARROW_BELOW, QueueView
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.widgets.buttons import IconButton
from ui.widgets.plain_label import PlainLabel
from ui.widgets.search_box import SearchBox

_READS = (
    Table.QUESTION, Table.PETITION, Table.ANSWER, Table.PERSON, Table.SITE, Table.TOPIC, Table.AGENCY,
    Table.FLOOR, Table.PROJECTION,
)  # fmt: skip
_HEADER_HEIGHT = 37
_LONG, _SHORT, _ALONE = "Gõ để lọc, không cần dấu", "Gõ để lọc", "Lọc hàng đợi"
_NO_HIT, _NO_QUESTION = "Không có câu nào khớp. Esc bỏ lọc.", "Chưa có câu nào. F2 để ghi nhanh."


class QueuePanel(QWidget):
    """Holds the rows last read, what is folded and how the list is grouped; everything else is the conference's."""

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._keys = keys
        self._acts = QueueActs(desk)
        self._reader = QueueReader(desk, self)
        self._queue = KeptQueue()
        self._closed: set[str] = {DONE}
        self._before_new: int | str | None = None
        self._grouping = Grouping.SITE
        self._groups = QueueGroups((), self._grouping)
        self._label, self._count = PlainLabel("HÀNG ĐỢI", "label"), PlainLabel("", "secondary")
        self._nothing = PlainLabel("", "secondary", elided=True)
        self.filter_box = SearchBox("Lọc hàng đợi", _LONG)
        self.view = QueueView()
        self.more_button = IconButton("dots-vertical", "Việc khác với câu đang chọn")
        self._is_whole, self._compact = True, False
        self._build()
        self._connect(keys)
        top = self._reader.begin_at_top()
        if top:
            self._take(top, is_whole=False)
        else:
            self.refresh()

    def _build(self) -> None:
        theme.set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        header = QFrame()
        theme.set_role(header, "band")
        header.setFixedHeight(px(_HEADER_HEIGHT))
        row = QHBoxLayout(header)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addWidget(self._label)
        row.addWidget(self._count)
        row.addSpacing(px(2))
        row.addWidget(self.filter_box, 1)
        row.addWidget(self.more_button)
        self.filter_box.setFixedHeight(px(28))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header)
        box.addWidget(self._nothing)
        box.addWidget(self.view, 1)
        self._nothing.setContentsMargins(px(12), px(8), px(12), px(8))
        self.setFocusProxy(self.view)

    def _connect(self, keys: Keys) -> None:
        self._desk.changed.connect(self.refresh)
        self._reader.done.connect(self._take)
        self.filter_box.textChanged.connect(self._show)
        self.filter_box.done.connect(self._to_first_hit)
        self.filter_box.went_down.connect(self._to_list)
        self.filter_box.left.connect(self._to_list)
        self.view.typed.connect(self._filter_by)
        self.view.chosen.connect(self._desk.browsed)
        self.view.fold_wanted.connect(self._fold)
        self.view.move_wanted.connect(self._drop)
        below = self.more_button.rect().bottomLeft
        self.more_button.clicked.connect(lambda: self._pop_up(self.more_button.mapToGlobal(below())))
        acts = self._acts
        slots: dict[Action, Callable[[], object]] = {
            Action.PREVIEW_ROW: self._preview,
            Action.APPROVE: partial(self._with_row, acts.approve_or_take_back),
            Action.MOVE_UP: partial(self._move, Step.UP),
            Action.MOVE_DOWN: partial(self._move, Step.DOWN),
            Action.MOVE_TOP: partial(self._move, Step.TOP),
            Action.MOVE_BOTTOM: partial(self._move, Step.BOTTOM),
            Action.WITHDRAW: partial(self._with_row, acts.withdraw),
            Action.MERGE: partial(self._with_row, self._ask_merge),
            Action.UNMERGE: partial(self._with_row, acts.unmerge),
            Action.GO_QUEUE: self._go_queue,
        }
        for action, slot in slots.items():
            keys.on(action, slot)
        keys.on_in(self.view, Action.ASSIGN_AGENCY, partial(self._with_row, self._ask_agency))
        keys.serve_part(Scope.QUEUE, self.view)
        self._desk.gap_chosen.connect(self._open_gap)

    def refresh(self, changes: Changes | None = None) -> None:
        """Read anew what an act touched; a long queue that was touched all over is read while the old rows stay."""
        if changes is not None and not changes.touches(*_READS):
            return
        db = self._desk.conference.db
        steps = self._queue.hear(db, changes) if changes is not None else None
        if changes is not None and steps is not None:
            self._reader.hear(changes)
            self._groups.take_in(steps)
            self._show()
        elif changes is not None and lists.question_count(db) > LONG:
            self._reader.begin(self._queue)
        else:
            self._reader.stop()
            self._take(queue_rows(db))

    def _take(self, rows: tuple[QueueRow, ...], *, is_whole: bool = True) -> None:
        self._is_whole = is_whole
        self._queue = KeptQueue(rows)
        self._regroup()

    def _need_all(self) -> None:
        """What looks at the whole queue does not wait until it has been read by and by."""
        if not self._is_whole:
            self.refresh()

    def select(self, question_id: int) -> None:
        """Put the cursor on a question, clearing a filter or opening a group that hides it; the focus stays."""
        if self.view.go_to(question_id):
            return
        self._need_all()
        self.filter_box.clear()
        self._closed.clear()
        self._show()
        self.view.go_to(question_id)

    def select_new(self, question_id: int) -> None:
        """Put the cursor on a question just noted, for Ctrl+D; Ctrl+2 gives the cursor its place back afterwards."""
        line = self.view.current_line()
        if self._before_new is None and line is not None and not self.view.hasFocus():
            self._before_new = line.key
        self.select(question_id)

    def rows(self) -> tuple[QueueRow, ...]:
        """The whole queue as it was last read."""
        self._need_all()
        return self._queue.rows()

    def selected(self) -> QueueRow | None:
        line = self.view.current_line()
        return line.row if isinstance(line, QuestionLine) else None

    def lose_signal(self) -> None:
        """The line of the question on the floor, else of the chosen one, is broken; it is asked again later."""
        current = next((row for row in self.rows() if row.is_current), None)
        if current is not None and current.question.state in ON_FLOOR:
            self._acts.signal_lost(current)
        else:
            self._with_row(self._acts.signal_lost)

    def follow_up(self) -> None:
        """A child of the chosen question, if it was asked, else of the one on the floor: nobody asks on unasked."""
        chosen = self.selected()
        asked = [chosen] if chosen is not None else []
        asked += [row for row in self.rows() if row.is_current]
        row = next((row for row in asked if row.question.state not in UNASKED), None)
        if row is None:
            self._desk.said.emit("Hỏi thêm: chọn một câu đã hỏi trong hàng đợi (Ctrl+2).")
        else:
            self._acts.follow_up(row)

    def acts_without_key(self) -> list[tuple[str, Callable[[], object]]]:
        """For the palette: what else can be done to the chosen question, and how the list is grouped."""
        acts = self._acts
        of_row = {
            "Tách thêm một nội dung kiến nghị của câu đang chọn": self._ask_demand,
            "Câu đang chọn: dự phòng": acts.reserve,
            "Câu đang chọn: ngoài chủ đề": acts.off_topic,
            "Câu đang chọn: không đưa vào…": self._ask_reason,
            "Câu đang chọn: đưa trở lại": acts.bring_back,
        }
        lines: list[tuple[str, Callable[[], object]]] = [
            (words, partial(self._with_row, act)) for words, act in of_row.items()
        ]
        lines.insert(0, ("Ghi câu hỏi thêm của câu đã hỏi", self.follow_up))
        return lines + [(words, partial(self._group_by, one)) for one, words in GROUPING_WORDS.items()]

    def ask_closing(self) -> None:
        """Close the list: what has not been asked is answered in writing, by the day typed here."""
        asked = Asked(
            "Đóng danh sách câu hỏi",
            "Hạn trả lời bằng văn bản (có thể để trống)",
            (("Đóng danh sách", "Enter"), ("Để danh sách mở", "Esc")),
            "Câu chưa hỏi sẽ trả lời bằng văn bản; hoàn tác được.",
        )
        LineBox(self, self._desk, "closing", asked, self._close_list)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self._tell_filter()
        self.view.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_filter()

    def _tell_filter(self) -> None:
        """Where there is little width the hint in the empty line is the heading."""
        narrow = self.width() < px(NARROW_BELOW)
        self._label.setVisible(not narrow)
        self.filter_box.setPlaceholderText(_ALONE if narrow else _SHORT if self._compact else _LONG)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self._pop_up(self._place_of_row() if by_key else event.globalPos())

    def _pop_up(self, place: QPoint) -> None:
        row = self.selected()
        menu = QueueMenu(self._keys, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row is not None:
            menu.add_acts(row, self._acts, self._ask_agency, self._ask_demand)
            menu.add_places(row, self._acts, self._ask_reason)
        menu.add_grouping(self._grouping, self._group_by)
        menu.add_closing(self.ask_closing)
        menu.popup(place)

    def _regroup(self) -> None:
        self._groups = QueueGroups(self._queue.rows(), self._grouping)
        self._show()

    def _show(self, _text: str = "") -> None:
        shown = self._groups.lines(self._closed, self.filter_box.text())
        self.view.show_lines(shown)
        count = len(self._queue) if self._is_whole else lists.question_count(self._desk.conference.db)
        filters = bool(self.filter_box.text().strip())
        hits = shown.questions if filters else count
        self._count.setText(f"{dotted(hits)}/{dotted(count)}" if filters else dotted(count))
        self._nothing.setText(_NO_HIT if filters else _NO_QUESTION)
        self._nothing.setVisible(not hits)

    def _order(self) -> QueueOrder:
        self._need_all()
        return QueueOrder(self._queue, self._groups)

    def _with_row(self, act: Callable[[QueueRow], object]) -> None:
        row = self.selected()
        if row is None:
            self._desk.said.emit("Chưa chọn câu nào trong hàng đợi.")
            return
        act(row)

    def _preview(self) -> None:
        line = self.view.current_line()
        if isinstance(line, GroupLine):
            self._fold(line.key, not line.is_open)
        else:
            self._with_row(self._acts.preview)

    def _move(self, step: Step) -> None:
        row = self.selected()
        if row is not None:
            self._acts.move(self._order(), row, step)
            self.view.go_to(row.id)

    def _drop(self, question_id: int, before_key: int | str | None) -> None:
        if self.filter_box.text().strip():
            self._desk.said.emit("Đang lọc: xóa chữ lọc rồi mới kéo để đổi thứ tự.")
            return
        order, row = self._order(), self._queue.row(question_id)
        if row is not None:
            self._acts.drop(row, order.drop(row, self.view.rows.rows(), before_key))

    def _ask_merge(self, row: QueueRow) -> None:
        from app.queries.similar import similar_questions  # its comparing library is not for every start

        found = similar_questions(self._desk.conference.db, row.id)
        if found:
            SimilarBox(self, row.question.number, found, partial(self._acts.merge, row))
        else:
            self._desk.said.emit(f"Không thấy câu nào tương tự câu {row.question.number:02d}.")

    def _ask_agency(self, row: QueueRow) -> None:
        """The question on the floor has its own fields there: the agency and who speaks for it."""
        if row.is_current:
            self._keys.trigger(Action.ASSIGN_AGENCY)
        else:
            ask_agency(self._desk, self, row.id)

    def _open_gap(self, gap: Gap) -> None:
        if gap.question_id is not None:
            self.select(gap.question_id)
            open_gap(self._desk, self, gap)

    def _ask_reason(self, row: QueueRow) -> None:
        asked = Asked(f"Không đưa câu {row.question.number:02d} vào", "Lý do")
        LineBox(self, self._desk, f"reason/{row.id}", asked, partial(self._acts.leave_out, row))

    def _ask_demand(self, row: QueueRow) -> None:
        ask_demand(self._desk, self, row.id, row.question.number)

    def _close_list(self, words: str) -> None:
        from app.reading.deadlines import parse_due  # 100 ms of patterns: not at every start

        held_on = lists.facts(self._desk.conference.db).held_on
        self._desk.run(queue.close_list, parse_due(clean_line(words), held_on))

    def _group_by(self, grouping: Grouping) -> None:
        self._grouping = grouping
        self._regroup()

    def _fold(self, group: str, is_open: bool) -> None:
        (self._closed.discard if is_open else self._closed.add)(group)
        line = self.view.current_line()
        self._show()
        if not is_open and isinstance(line, QuestionLine) and line.group == group:
            self.view.go_to(group)

    def _filter_by(self, letters: str) -> None:
        self.filter_box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filter_box.end(False)
        self.filter_box.insert(letters)

    def _to_first_hit(self) -> None:
        hits = (line for line in self.view.rows.rows() if isinstance(line, QuestionLine))
        first = next(hits, None)
        if first is not None:
            self.view.go_to(first.key)
            self._to_list()

    def _go_queue(self) -> None:
        """Ctrl+2: to the row where the cursor was before questions were noted, unless one of them still waits."""
        row, before, self._before_new = self.selected(), self._before_new, None
        if before is not None and row is not None and row.question.state is not QuestionState.RECEIVED:
            self.view.go_to(before)
        self._to_list()

    def _to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.view.current_line() is None:
            current = next((row.id for row in self._queue.rows() if row.is_current), None)
            first = next((line.key for line in self.view.rows.rows() if isinstance(line, QuestionLine)), None)
            key = current if current is not None else first
            if key is not None:
                self.select(QuestionId(int(key)))

    def _place_of_row(self) -> QPoint:
        rect = self.view.visualRect(self.view.currentIndex())
        return self.view.viewport().mapToGlobal(rect.center())
