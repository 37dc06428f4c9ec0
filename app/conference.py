"""The one door to a conference: open and close it, record a command, undo and redo, listen to changes.

State lives in memory; the file follows event by event (db.follower), so that no key waits for the disk.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from app import backup
from app.domain.changes import NOT_UNDOABLE, Changes, EventKind
from app.domain.clock import Clock
from app.domain.errors import Rule, RuleError, StorageError
from app.domain.ids import EventId
from app.domain.records import dataclass
from app.history import UndoStacks
from db import connection, engine, keys, recorder, second_copy, typing_journal
from db.ahead import Ahead
from db.ballast import Ballast
from db.database import Database, sqlite3
from db.followed_file import FollowedFile
from db.follower import Follower, SaveState
from db.line_cipher import LineCipher
from db.recorder import EventRecord, Transaction
from db.second_copy import SecondFile
from db.typing_journal import JournalState, TypingJournal

__all__ = [
    "Conference",
    "Database",
    "JournalState",
    "Listener",
    "SaveState",
    "Spare",
    "TakenOver",
    "Twin",
    "is_undoable",
    "last_event_of",
]
_log = logging.getLogger(__name__)
PATIENCE_S = 0.01
"""How long a command waits for the disk: a healthy one is much faster, a slow one must not be felt."""
CLOSING_S = 10.0
CLOSING_SECOND_S = 1.0
"""The second copy makes itself whole at the next start; nobody waits at the door for a stick that is gone."""
Listener = Callable[[Changes], None]
Change = Callable[[str], str | None]
"""What an erasure leaves of words that are typed and not recorded; None: nothing."""


@dataclass(frozen=True, slots=True)
class Spare:
    """What helps when the disk of the conference fails. folder: another disk, for the second copy and the journal."""

    folder: Path


@dataclass(frozen=True, slots=True)
class TakenOver:
    """events that only the second copy had; kept: the file as it was before it was given them."""

    events: int
    kept: Path


class Conference:
    """An open conference. db is read by queries; it is written only inside record()."""

    def __init__(
        self, path: Path, clock: Clock, operator: str = "", station: int = 0, spare: Spare | None = None
    ) -> None:
        """Open the file (StorageError in words if that cannot be) and load it. The caller holds the file's lock."""
        connection.assert_sqlite_is_sound()
        self.path = path
        self.clock = clock
        self.operator = operator
        self.migrated_copy = connection.prepare_file(path, clock.now(), backup.copy_before_migration)
        self.taken_over = _taken_over(path, spare, clock.now()) if spare else None
        self.db: Database = connection.load_into_memory(path)
        self.station = station or _own_station(self.db)
        self.save_listener: Callable[[SaveState], None] = lambda _: None
        self.second_listener: Callable[[SaveState], None] = lambda _: None
        self.journal_listener: Callable[[JournalState], None] = lambda _: None
        self.erasure_listener: Callable[[Change], None] = lambda _: None
        self._listeners: list[Listener] = []
        self._publishing = self._is_stopped = False
        self._copying = threading.Lock()
        self._stacks = UndoStacks(self.db)
        self._key = keys.key_of(path)
        self.left_at = self.last_clocks()
        last = self.last_event()
        file, ballast = FollowedFile(path, last, self._key), Ballast(path) if spare else None
        self.follower = Follower(file, last, self._saved, ballast)
        self.second: Follower | None = None
        if spare:
            self.keep_second(spare.folder)
        places = typing_journal.journal_path(path), _spare_journal(path, spare)
        cipher = LineCipher(self._key) if self._key else None
        self.journal = TypingJournal(places[0], self._journalled, places[1], cipher)

    @property
    def has_password(self) -> bool:
        """Whether its files are encrypted."""
        return self._key is not None

    def keep_second(self, folder: Path | None) -> None:
        """From now on the second copy lies in folder, or nowhere. The one in another folder stays as it is."""
        if self.second is not None:
            self.second.stop(0)
            self.second = None
        if folder is not None:
            last = self.last_event()
            file = SecondFile(second_copy.path_for(self.path, folder), self.path, last, self._key)
            self.second = Follower(file, 0, self._second_saved)  # what it has it tells when it was opened

    @contextmanager
    def record(self, kind: EventKind, undoes: EventId | None = None) -> Generator[Transaction]:
        """One command: one transaction, one event, one Changes to every listener after the commit.

        Raises RuleError(IN_USE) where a row that others point to would go. A listener must not call a command.
        """
        if self._is_stopped:
            raise RuntimeError("the conference is closed")
        if self._publishing:
            raise RuntimeError("a listener must not call a command")
        if self.db.conn.in_transaction:
            raise RuntimeError("a command must not call another one")
        try:
            with recorder.recording(self.db, kind, self.clock.now(), self.clock.mono_ms(), self.operator, undoes) as tx:
                yield tx
        except sqlite3.IntegrityError as error:
            if "FOREIGN KEY" in str(error):
                raise RuleError(Rule.IN_USE) from error
            raise
        if tx.record is None:
            return
        self._to_disk(tx.record)
        self._stacks.note(tx.record.id, kind, undoes)
        self._publish(tx.record.changes)

    def ahead(self, tx: Transaction) -> Ahead:
        """Through this a command that adds thousands of rows tells them to the file before it is over."""
        tx.ahead = self.follower.ahead(tx.event_id)
        return tx.ahead

    def subscribe(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        self._listeners.remove(listener)

    def beside(self) -> Twin:
        """A copy of the state in which the thread that makes it may run one long command; adopt() takes it in."""
        return Twin(self)

    def copied(self) -> Database:
        """A copy of the state for the thread that makes it; commands may be run here meanwhile."""
        with self._copying:
            return connection.copy_of_memory(self.db, in_steps=True)

    def adopt(self, twin: Twin) -> bool:
        """Take over what a command did beside, as if it had run here; False if something has happened since."""
        if self.last_event() != twin.base or self.db.conn.in_transaction:
            return False
        connection.exchange(twin.db, self.db)
        for record, changes in twin.recorded:
            self._to_disk(record)
            self._stacks.note(record.id, record.kind, record.undoes)
            self._publish(changes)
        return True

    def undo(self, event_id: EventId | None = None) -> None:
        """Take back the last undoable act, or a named one; never the hall. Errors: NOTHING_TO_UNDO, UNDO_CONFLICT.

        After a conflict that act is passed over, so that the ones before it can still be taken back.
        """
        self._take_back(EventKind.UNDO, event_id or self._stacks.undo_top(), Rule.NOTHING_TO_UNDO)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._take_back(EventKind.REDO, self._stacks.redo_top(), Rule.NOTHING_TO_REDO)

    def undo_summary(self) -> str:
        """The sentence of the act that undo would take back, empty if there is none."""
        return self._stacks.summary(self._stacks.undo_top())

    def next_undo(self) -> tuple[EventId | None, int]:
        """The act that undo would take back, and how many row changes it has."""
        event_id = self._stacks.undo_top()
        return event_id, recorder.count_of(self.db, event_id or 0)

    def redo_summary(self) -> str:
        return self._stacks.summary(self._stacks.redo_top())

    def now(self) -> datetime:
        return self.clock.now()

    def last_event(self) -> EventId:
        """The newest event's id, 0 in an empty file."""
        return last_event_of(self.db)

    def last_event_at(self) -> datetime | None:
        row = self.db.execute("SELECT at FROM event ORDER BY id DESC LIMIT 1").fetchone()
        return datetime.fromisoformat(row[0]) if row else None

    def last_clocks(self) -> tuple[datetime, int] | None:
        """Wall and monotonic clock (ms) of the newest act; left_at: as they were when the file was opened."""
        row = self.db.execute("SELECT at, mono_ms FROM event ORDER BY id DESC LIMIT 1").fetchone()
        return (datetime.fromisoformat(row[0]), int(row[1])) if row else None

    def forget_words(self, change: Change) -> None:
        """An erasure reaches what is typed and not recorded, in the journal and wherever it stands."""
        self.journal.rewrite(change)
        self.erasure_listener(change)

    def stop(self) -> SaveState:
        """Write what is left and let the file go. The state can be read until close(); no command changes it any more.

        What is returned tells what could not be written.
        """
        if self._is_stopped:
            return self.follower.state()
        self._is_stopped = True
        self.journal.close()
        self.help_follower()
        state = self.follower.stop(CLOSING_S)
        if self.second is not None:
            self.second.stop(CLOSING_SECOND_S)
        return state

    def close(self) -> SaveState:
        """stop(), and let the memory go."""
        state = self.stop()
        with self._copying:
            self.db.close()
        return state

    def help_follower(self) -> None:
        """A file that was deleted or went another way is written anew from a copy of the memory.

        Done with every command; whoever hears of trouble calls it as well, so that nobody has to type for it.
        """
        if self.follower.wants_memory and not self.db.conn.in_transaction:
            self.follower.give_memory(connection.copy_for_file(self.db), self.last_event())

    def _to_disk(self, record: EventRecord) -> None:
        """Hand an event on and wait a little; the listener hears at once that a slow disk has it not yet."""
        self.follower.submit(record)
        if self.second is not None:
            self.second.submit(record)
        self.help_follower()
        if self.follower.is_in_trouble or not self.follower.wait_safe(record.id, PATIENCE_S):
            self._saved(self.follower.state())

    def _saved(self, state: SaveState) -> None:
        try:
            self.save_listener(state)
        except Exception:
            _log.exception("the listener of the save state failed")

    def _second_saved(self, state: SaveState) -> None:
        self.second_listener(state)

    def _journalled(self, state: JournalState) -> None:
        self.journal_listener(state)

    def _take_back(self, kind: EventKind, event_id: EventId | None, nothing: Rule) -> None:
        if event_id is None:
            raise RuleError(nothing)
        summary = self._stacks.summary(event_id)
        try:
            with self.record(kind, undoes=event_id) as tx:
                recorder.undo(tx, event_id)
                tx.summary = summary
        except (recorder.UndoConflictError, RuleError) as error:
            self._stacks.pass_over(event_id)
            raise RuleError(Rule.UNDO_CONFLICT, summary=summary) from error

    def _publish(self, changes: Changes) -> None:
        self._publishing = True
        try:
            for listener in tuple(self._listeners):
                try:
                    listener(changes)
                except Exception:
                    # One broken panel must not keep the others, above all the hall's journal, from learning.
                    _log.exception("a listener failed on event %s", changes.event_id)
        finally:
            self._publishing = False


def _own_station(db: Database) -> int:
    """A capture file knows its number; in every other file the desk is station 0."""
    row = db.execute("SELECT id FROM station WHERE is_here = 1").fetchone()
    return int(row[0]) if row else 0


class Twin(Conference):
    """The state of a conference for one command in another thread; nothing of it reaches a file or a screen."""

    def __init__(self, of: Conference) -> None:
        self.path, self.clock, self.operator, self.station = of.path, of.clock, of.operator, of.station
        self.recorded: list[tuple[EventRecord, Changes]] = []
        self.follower = of.follower
        self.db = of.copied()
        self.base = self.last_event()
        self._listeners = []
        self._publishing = self._is_stopped = False
        self._stacks = UndoStacks(self.db)

    def _to_disk(self, record: EventRecord) -> None:
        self.recorded.append((record, record.changes))  # here: of ten thousand rows nobody waits for them


def _taken_over(path: Path, spare: Spare, at: datetime) -> TakenOver | None:
    """A second copy that cannot be read now must not keep the conference from opening."""
    try:
        found = second_copy.catch_up(path, second_copy.path_for(path, spare.folder), at)
    except engine.errors(OSError, StorageError) as error:
        _log.warning("the second copy was not read: %s", type(error).__name__)
        return None
    return TakenOver(*found) if found else None


def _spare_journal(path: Path, spare: Spare | None) -> Path | None:
    return typing_journal.journal_path(second_copy.path_for(path, spare.folder)) if spare else None


def last_event_of(db: Database) -> EventId:
    """The newest event's id in a copy, 0 if there is none."""
    return EventId(db.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])


def is_undoable(kind: EventKind) -> bool:
    return kind not in NOT_UNDOABLE
