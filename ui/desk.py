"""What every panel is given: the open conference, its change signal, and the one way to run a command."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app import labels
from app.conference import Change, Conference, Database, SaveState, Twin
from app.domain.changes import Changes
from app.domain.errors import RuleError, StorageError
from app.queries import desk as desk_query
from ui.beside import Beside
from ui.drafts import Drafts
from ui.typed_texts import TypedTexts

_log = logging.getLogger(__name__)
T = TypeVar("T")
MANY_ROWS = 400
"""An act that touches more rows would be felt by whoever types meanwhile."""
TURN_MS = 10
"""After so long a timer's act has a turn of its own; at once, it would still belong to this one."""
FEW_QUESTIONS = 120
"""A report of so many is read within a turn of the event loop that nobody feels."""


class Desk(QObject):
    """Panels listen to `changed` and ask their query again; they change anything only through run().

    said: a sentence for the bar (warning), an empty one clears it. browsed: the question the operator looks at in the
    queue (an int id or None); it never moves the current question. before_command: editors write their text here.
    preview_requested: a subject to be put into the preview (the hall column knows how many pages it has). gap_chosen:
    a Gap the operator wants to close; whoever owns its field takes the focus.
    journal_state (JournalState) and save_state (SaveState) come from the writing threads: connect methods of widgets,
    never plain functions, so that they arrive queued. second_state: the same of the second copy. typing: what is typed
    and not recorded yet; drafts: what cards and boxes hold that is stored by an act. refused: the last run() was.
    words_erased: a Change; what stands in fields and is not recorded goes on as it says, as the journal does already.
    is_publishing: a change is being told to the panels; no command may run before that is over.
    closing: timers stop.
    """

    changed = Signal(object)
    said = Signal(str)
    browsed = Signal(object)
    preview_requested = Signal(str)
    gap_chosen = Signal(object)
    before_command = Signal()
    journal_state = Signal(object)
    save_state = Signal(object)
    second_state = Signal(object)
    words_erased = Signal(object)
    closing = Signal()

    def __init__(self, conference: Conference, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.conference = conference
        self.typing = TypedTexts(conference, self.save_state, self)
        self.drafts = Drafts(self.typing)
        self.refused = False
        self.is_publishing = False
        self._busy = False
        self._beside = Beside(conference)
        conference.journal_listener = self.journal_state.emit
        conference.save_listener = self.save_state.emit
        conference.second_listener = self.second_state.emit
        conference.erasure_listener = self._erase_words
        self.save_state.connect(self._help_follower)
        conference.subscribe(self._publish)

    def run(self, command: Callable[..., T], *arguments: Any, **named: Any) -> T | None:
        """Call command(conference, ...). A refusal becomes a sentence in the bar and None.

        Editors first record what is being typed, so that an act never overtakes the words before it.
        """
        self._record_typing()
        self.refused = False
        try:
            result = command(self.conference, *arguments, **named)
        except (RuleError, StorageError) as error:
            self._refuse(error)
            return None
        self.said.emit("")
        return result

    def run_beside(self, command: Callable[..., T], *arguments: Any, done: Callable[[T | None], object]) -> None:
        """The same for a command that takes long: in a thread, on a copy; done(result or None) follows.

        If something else happens meanwhile, it runs once more, here: nothing is ever mixed.
        """
        self._record_typing()

        def take_over(made: tuple[Twin, T]) -> None:
            twin, result = made
            if self.conference.adopt(twin):
                self.said.emit("")
                # In a turn of its own: all panels have just shown ten thousand new rows.
                QTimer.singleShot(TURN_MS, self, partial(done, result))
            else:
                done(self.run(command, *arguments))

        def refuse(error: Exception) -> None:
            self._refuse(error)
            done(None)

        self._beside.run(command, *arguments, done=take_over, failed=refuse)

    def is_quick(self, few: int = FEW_QUESTIONS) -> bool:
        """Whether there are so few questions that all of them are read within a turn that nobody feels."""
        return desk_query.question_count(self.conference.db) <= few

    def ask_beside(
        self,
        owner: QObject,
        query: Callable[[Database], T],
        done: Callable[[T], None],
        *,
        few: int = FEW_QUESTIONS,
    ) -> None:
        """Ask what takes long of the state as it is now or after what is under way; done(answer) follows.

        While questions are few it does so at once.
        """
        if self.is_quick(few):
            done(query(self.conference.db))
        else:
            self.ask_in_thread(owner, query, done)

    def ask_in_thread(
        self,
        owner: QObject,
        query: Callable[[Database], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """The same always in a thread, on a copy: query may touch neither a widget nor anything else that changes.

        owner: whoever wants to know; once it is gone (its window was closed) nobody hears of the answer.
        """
        self._beside.ask(query, _while_there(owner, done), _while_there(owner, failed or _raise))

    def undo(self) -> None:
        """Take back the last act; one of very many rows in a thread, and that one whatever happens meanwhile."""
        event_id, rows = self.conference.next_undo()
        if rows > MANY_ROWS:
            self.run_beside(Conference.undo, event_id, done=lambda _: None)
        else:
            self.run(Conference.undo)

    def redo(self) -> None:
        """Do again what was taken back last, until another act has come in between."""
        self.run(Conference.redo)

    def _record_typing(self) -> None:
        if not self._busy:
            self._busy = True
            try:
                self.before_command.emit()
            finally:
                self._busy = False

    def _refuse(self, error: Exception) -> None:
        self.refused = True
        if isinstance(error, RuleError):
            _log.info("refused: %s", error.code)
            self.said.emit(labels.rule(error))
        elif isinstance(error, StorageError):
            self.said.emit(labels.trouble(error))
        else:
            raise error

    def _erase_words(self, change: Change) -> None:
        self.typing.rewrite(change)
        self.drafts.rewrite(change)
        self.words_erased.emit(change)

    def _help_follower(self, state: SaveState) -> None:
        """A lost file comes back without anybody doing something."""
        if state.trouble is not None:
            self.conference.help_follower()

    def _publish(self, changes: Changes) -> None:
        self.is_publishing = True
        try:
            self.changed.emit(changes)
        finally:
            self.is_publishing = False

    def close(self) -> None:
        """The conference is about to be closed: nobody asks it again."""
        self.closing.emit()
        self.conference.journal_listener = _hear_nothing
        self.conference.save_listener = self.conference.second_listener = _hear_nothing
        self.conference.erasure_listener = _hear_nothing
        self.save_state.disconnect(self._help_follower)
        self.typing.close()
        self.conference.unsubscribe(self._publish)


def _hear_nothing(_state: object) -> None:
    pass


def _while_there(owner: QObject, tell: Callable[[T], None]) -> Callable[[T], None]:
    def told(outcome: T) -> None:
        if isValid(owner):
            tell(outcome)

    return told


def _raise(error: Exception) -> None:
    raise error
