"""The menu of a question of the queue: every act in words with its key. What it may do follows from the row's stage.

Acts of one kind stand in menus of their own: all in one would be higher than a screen of 614 points.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.question import ENDED, ON_FLOOR, UNASKED, QuestionState
from app.queries.queue import QueueRow
from ui.keys import Keys, first_key
from ui.operator.queue_acts import BROUGHT_BACK, QueueActs
from ui.operator.queue_lines import GROUPING_WORDS, Grouping
from ui.shortcuts import BY_ACTION, Action
from ui.widgets.key_cap import shown_key

AskAbout: TypeAlias = Callable[[QueueRow], object]
_BY_KEYS = (Action.PREVIEW_ROW, Action.APPROVE, Action.MERGE, Action.UNMERGE)
_MOVES = (Action.MOVE_UP, Action.MOVE_DOWN, Action.MOVE_TOP, Action.MOVE_BOTTOM)


class QueueMenu(QMenu):
    """Acts with keys are called through the table of keys, the others straight."""

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys

    def add_acts(self, row: QueueRow, acts: QueueActs, ask_agency: AskAbout, ask_demand: AskAbout) -> None:
        """What can be done to one question where it stands."""
        key = shown_key(first_key(Action.ASSIGN_AGENCY))
        self.add_entry(f"{BY_ACTION[Action.ASSIGN_AGENCY].text}…\t{key}", partial(ask_agency, row))
        for action in _BY_KEYS:
            self.add_keyed(action, is_enabled=_is_possible(action, row))
        self.addSeparator()
        state = row.question.state
        self.add_entry("Ghi câu hỏi thêm", partial(acts.follow_up, row), is_enabled=state not in UNASKED)
        self.add_entry("Mất tín hiệu, hỏi lại sau", partial(acts.signal_lost, row), is_enabled=state not in ENDED)
        self.add_entry("Tách thêm một nội dung kiến nghị…", partial(ask_demand, row))
        self.addSeparator()

    def add_places(self, row: QueueRow, acts: QueueActs, ask_reason: AskAbout) -> None:
        """Where else it can stand: in the list, or out of it."""
        moves = self._beneath("Chuyển chỗ")
        for action in _MOVES:
            moves.add_keyed(action, is_enabled=_is_possible(action, row))
        state = row.question.state
        may_go = state not in ENDED | ON_FLOOR
        out = self._beneath("Tình trạng khác")
        out.add_entry("Dự phòng", partial(acts.reserve, row), is_enabled=state in UNASKED)
        out.add_entry("Ngoài chủ đề", partial(acts.off_topic, row), is_enabled=may_go)
        out.add_entry("Không đưa vào…", partial(ask_reason, row), is_enabled=may_go)
        out.add_keyed(Action.WITHDRAW, is_enabled=may_go)
        out.add_entry("Đưa trở lại", partial(acts.bring_back, row), is_enabled=state in BROUGHT_BACK)
        self.addSeparator()

    def add_grouping(self, current: Grouping, choose: Callable[[Grouping], object]) -> None:
        beneath = self._beneath("Cách nhóm")
        group = QActionGroup(beneath)
        for grouping, words in GROUPING_WORDS.items():
            entry = beneath.add_entry(words, partial(choose, grouping))
            entry.setCheckable(True)
            entry.setChecked(grouping is current)
            group.addAction(entry)

    def add_closing(self, ask_due: Callable[[], object]) -> None:
        self.add_entry("Đóng danh sách, còn lại trả lời bằng văn bản…", ask_due)

    def _beneath(self, words: str) -> QueueMenu:
        menu = QueueMenu(self._keys, self)
        menu.setTitle(words)
        self.addMenu(menu)
        return menu

    def add_entry(self, words: str, act: Callable[[], object], *, is_enabled: bool = True) -> QAction:
        entry = QAction(words.replace("&", "&&"), self)
        entry.setEnabled(is_enabled)
        entry.triggered.connect(partial(_call, act))
        self.addAction(entry)
        return entry

    def add_keyed(self, action: Action, *, is_enabled: bool) -> None:
        # The key is shown as text: a shortcut of the entry would compete with the table's own.
        words = f"{BY_ACTION[action].text}\t{shown_key(first_key(action))}"
        self.add_entry(words, partial(self._keys.trigger, action), is_enabled=is_enabled and self._keys.has(action))


def _call(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _is_possible(action: Action, row: QueueRow) -> bool:
    state = row.question.state
    match action:
        case Action.APPROVE:
            return state in UNASKED
        case Action.MERGE:
            return state not in ON_FLOOR | {QuestionState.MERGED}
        case Action.UNMERGE:
            return state is QuestionState.MERGED
        case _:
            return True
