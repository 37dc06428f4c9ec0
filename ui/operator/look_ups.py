"""The panels one looks things up in (find, sites, the unheard, history): opens them and goes where they lead."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.commands import queue
from app.domain.facts import Mode
from app.domain.ids import AnswerId, PersonId, QuestionId
from app.queries import desk as lists
from app.queries.fairness import surplus
from app.queries.find import Entry as Found
from app.queries.find import Kind
from app.queries.forecast import forecast
from app.queries.queue import counts as queue_counts
from ui.desk import Desk
from ui.keys import Keys, first_key
from ui.operator.capture_line import CaptureLine
from ui.operator.fairness_overlay import FairnessOverlay
from ui.operator.finder import Finder
from ui.operator.floor_panel import CHAIR, PRIVATE, FloorPanel
from ui.operator.history_overlay import HistoryOverlay
from ui.operator.manual_overlay import ManualOverlay
from ui.operator.overlay import Overlay
from ui.operator.palette import Entry
from ui.operator.queue_panel import QueuePanel
from ui.operator.sites_overlay import SitesOverlay
from ui.shortcuts import BY_ACTION, Action
from ui.widgets.key_cap import shown_key


class LookUps(QObject):
    """Knows the parts of the console that hold what can be found."""

    def __init__(
        self,
        area: QWidget,
        desk: Desk,
        keys: Keys,
        parts: tuple[QueuePanel, FloorPanel, CaptureLine],
        open_row: Callable[[Found], object],
    ) -> None:
        super().__init__(area)
        self._area = area
        self._desk, self._keys = desk, keys
        self._queue, self._floor, self._capture = parts
        self._open_row = open_row

    def toggle(self, action: Action) -> None:
        """The panel of one of their keys; each is made when first wanted."""
        of_key: dict[Action, Callable[[], Overlay]] = {
            Action.SEARCH: lambda: self.finder, Action.GO_SITES: lambda: self.sites,
            Action.GO_UNHEARD: lambda: self.unheard, Action.GO_HISTORY: lambda: self.history,
        }  # fmt: skip
        of_key[action]().toggle()

    @cached_property
    def finder(self) -> Finder:
        finder = Finder(self._area, self._desk, self._queue.rows)
        finder.chosen.connect(self.go_to)
        return finder

    @cached_property
    def sites(self) -> SitesOverlay:
        return SitesOverlay(self._area, self._desk)

    @cached_property
    def unheard(self) -> FairnessOverlay:
        return FairnessOverlay(self._area, self._desk)

    @cached_property
    def history(self) -> HistoryOverlay:
        return HistoryOverlay(self._area, self._desk)

    @cached_property
    def manual(self) -> ManualOverlay:
        return ManualOverlay(self._area)

    def _open_manual(self) -> None:
        self.manual.open()

    def go_to(self, found: Found) -> None:
        """Where something stands: on the floor if it is there now, else in the queue, the minutes or the lists."""
        view = self._floor.view()
        is_current = view is not None and view.question.id == found.question_id
        match found.kind:
            case Kind.ANSWER if is_current:
                self._floor.choose_answer(AnswerId(found.id))
                self._floor.go_minutes()
            case Kind.CHAIR if is_current:
                self._floor.show_page(CHAIR)
            case Kind.PRIVATE if is_current:
                self._floor.show_page(PRIVATE)
            case Kind.ANSWER | Kind.CHAIR | Kind.MINUTES if found.sentence:
                self._floor.show_sentence(found.sentence)
            case _:
                self._go_to_row(found)

    def move_surplus(self) -> None:
        """Ctrl+W: the waiting questions there is no time for are answered in writing; one undo brings them back."""
        moved = self.surplus()
        if not moved:
            self._desk.said.emit(f"{self._no_surplus()}.")
            return
        self._desk.run(queue.close_list, only=moved)

    def time_lines(self) -> list[Entry]:
        """What can be done about the time: the menu of the forecast."""
        count = len(self.surplus())
        moves = f"Chuyển {count} câu không kịp sang trả lời bằng văn bản{self._rhythm_words()}"
        keys = self._keys
        acts = (
            (moves if count else BY_ACTION[Action.SURPLUS].text, Action.SURPLUS),
            (BY_ACTION[Action.MINUTE_MORE].text, Action.MINUTE_MORE),
            (BY_ACTION[Action.MINUTE_LESS].text, Action.MINUTE_LESS),
            (BY_ACTION[Action.GO_UNHEARD].text, Action.GO_UNHEARD),
        )
        return [
            Entry(f"{said}\t{shown_key(first_key(act))}", "", BY_ACTION[act].icon, partial(keys.trigger, act))
            for said, act in acts
        ]

    def _no_surplus(self) -> str:
        """Why Ctrl+W has nothing to move; that all is well is said only with what it is reckoned from."""
        db = self._desk.conference.db
        if not queue_counts(db).waiting:
            return "Không có câu nào chờ hỏi"
        rhythm = self._rhythm_words()
        return f"Câu chờ hỏi đều kịp{rhythm}" if rhythm else "Chưa đủ số liệu để biết câu nào không kịp"

    def _rhythm_words(self) -> str:
        """What the forecast reckons with."""
        db = self._desk.conference.db
        found = forecast(db, self._desk.conference.now())
        if found is None or not found.waiting:
            return ""
        minutes, seconds = divmod(round(found.pace.total_seconds()), 60)
        return f" (còn {found.waiting} câu × {minutes}′{seconds:02d}″)"

    def lines(self) -> list[Entry]:
        """The palette's lines for acts that have no key."""
        return [
            *self._redo_lines(),
            Entry("Sổ tay điều hành", "", "file-document-outline", self._open_manual),
            Entry("Mất tín hiệu, hỏi lại sau", "", "wifi-off", self._queue.lose_signal),
            Entry("Đóng danh sách, còn lại trả lời bằng văn bản", "", "check", self._queue.ask_closing),
            *(Entry(words, "", "message-text-outline", act) for words, act in self._queue.acts_without_key()),
        ]

    def _redo_lines(self) -> list[Entry]:
        taken_back = self._desk.conference.redo_summary()
        return [Entry(f"Làm lại: {taken_back}", "", "update", self._desk.redo)] if taken_back else []

    def surplus(self) -> list[QuestionId]:
        """The questions that move_surplus would move now."""
        db = self._desk.conference.db
        found = forecast(db, self._desk.conference.now())
        if found is None or found.fits >= found.waiting:
            return []
        return [question.id for question in surplus(db, found.fits)]

    def _go_to_row(self, found: Found) -> None:
        if found.question_id is not None:
            self._keys.trigger(Action.GO_QUEUE)
            self._queue.select(found.question_id)
        elif found.kind is Kind.PERSON and lists.facts(self._desk.conference.db).mode is Mode.LIVE:
            self._capture.begin_with(PersonId(found.id))
        else:
            self._open_row(found)
