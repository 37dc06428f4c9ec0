"""One file that is kept equal to the log: writing events to it, and finding it again when it was lost or swapped.

Knows no threads and no queue (db.follower).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from app.domain.errors import StorageError, Trouble
from db import connection, copies, engine, erasure, keys, recorder
from db.ahead import Ahead
from db.connection import trouble_of
from db.database import Database, sqlite3
from db.keys import FileKey
from db.recorder import DivergedError, EventRecord
from db.rows import Insert

_log = logging.getLogger(__name__)
EVENTS_BEFORE_CHECKPOINT = 200
"""Also without a rest the write-ahead log goes into the file now and then: some 25 KB an event, with which it grows to
less than the reserve (db.ballast). SQLite itself would do it after 1,000 pages, as many."""
Identity = tuple[int, int]


class FollowedFile:
    """A conference file open for writing. After any error call doubt(); the next write then looks before it repeats.

    The connection stays open, so that the file can be written anew under its name when somebody deletes, renames or
    replaces it: whoever did, the conference goes on in the file the person opened.
    """

    def __init__(self, path: Path, last_event: int, key: FileKey | None = None) -> None:
        """key: the conference's; a file that is encrypted otherwise, or not at all, is none of its files."""
        self.path = path
        self._key = key
        self._db: Database | None = None
        self._identity: Identity | None = None
        self._disk = _disk_of(path.parent)
        self._last: tuple[int, str | None] = (last_event, None)
        self._in_doubt = False
        self._unchecked = 0
        self._ahead: Ahead | None = None
        """Whose rows stand in the open transaction."""

    def write(self, batch: Sequence[EventRecord]) -> None:
        """One durable transaction for the whole batch. Errors: DivergedError, StorageError, OSError, SQLite's."""
        if self._is_begun(batch[0]):
            try:
                self._write(batch, is_begun=True)
            except DivergedError as error:
                _log.warning("%s; written anew", error)
            else:
                return
        self.drop_ahead()
        self._write(batch)

    def write_ahead(self, ahead: Ahead, insert: Insert) -> None:
        """Rows of an event that is still to come, in a transaction that stays open. Errors: as write."""
        if ahead.is_dropped:
            return
        if self._ahead is not ahead or self._db is None:
            self.drop_ahead()
            self._db = self._ready()
            self._db.execute("BEGIN")
            self._ahead = ahead
            recorder.begin(self._db, ahead.event_id)
        self._db.execute(*insert)

    def drop_ahead(self) -> None:
        """Take back what was written of an event that did not come, or not in this way."""
        if self._ahead is not None:
            self._ahead.drop()
            self._ahead = None
            if self._db is not None and self._db.conn.in_transaction:
                self._db.execute("ROLLBACK")

    def _is_begun(self, record: EventRecord) -> bool:
        return self._ahead is not None and self._ahead is record.ahead and self._identity_now() == self._identity

    def _write(self, batch: Sequence[EventRecord], *, is_begun: bool = False) -> None:
        db = self._ready()
        try:
            with db.atomic():
                for record in batch:
                    if not (self._in_doubt and _is_there(db, record)):
                        if record.scrub is not None:
                            erasure.scrub(db, record.scrub)
                        recorder.follow(db, record, is_begun=is_begun and record is batch[0])
            if is_begun:
                db.execute("COMMIT")
                self._ahead = None
        except engine.integrity_errors() as error:
            raise DivergedError(str(error)) from error
        if any(record.scrub is not None for record in batch):
            erasure.purge(db)
        self._in_doubt = False
        self._last = batch[-1].id, batch[-1].digest
        self._unchecked += len(batch)

    @property
    def log_is_long(self) -> bool:
        """Whether rest() should come also without a rest. Not by write(): a picture waits for what that writes."""
        return self._unchecked >= EVENTS_BEFORE_CHECKPOINT

    def rest(self) -> int:
        """Nothing to write for a while: the write-ahead log goes into the file, and a lost file is put back.

        Returns the last event that the file has.
        """
        self.drop_ahead()
        db = self._ready()
        if self._unchecked:
            self._checkpoint(db)
        return self._last[0]

    def restate(self, state: Database) -> None:
        """Make the file equal to a copy of the memory, keeping its own log; make it anew if it is not there."""
        self.drop_ahead()
        if self._db is None and self.is_deleted():
            self._remove_leftovers()
            connection.create_file(self.path, self._key)
            copies.sync_folder(self.path.parent)
        db = self._db or connection.open_file(self.path)
        try:
            with db.atomic():
                copies.restate(db, state, self.path.name)
        finally:
            self._db = db
        self._identity = self._identity_now()
        self._last = state.execute("SELECT id, digest FROM event ORDER BY id DESC LIMIT 1").fetchone()

    def doubt(self) -> None:
        """Something failed: a COMMIT may have happened all the same, and the connection may be of no more use.

        It is kept only where it is the last way to a file that has lost its name.
        """
        self._in_doubt = True
        with suppress(*engine.errors()):
            self.drop_ahead()
        try:
            lost = self._is_lost() and self._is_disk_there()
        except OSError:
            lost = False
        if not lost:
            self.close()

    def is_deleted(self) -> bool:
        """The name is free though the disk is there: the file may be made anew.

        Where a stick was mounted its empty folder remains when it is pulled; nothing may be written there.
        """
        return not self.path.exists() and self._is_disk_there()

    def _is_lost(self) -> bool:
        """The name leads nowhere or elsewhere; nowhere also where it went while the file was being opened."""
        now = self._identity_now()
        return now is None or now != self._identity

    def _is_disk_there(self) -> bool:
        return self._disk is not None and _disk_of(self.path.parent) == self._disk

    def close(self) -> None:
        if self._db is not None:
            try:
                self._db.close()
            except engine.errors(OSError) as error:
                _log.warning("closing failed: %s", type(error).__name__)
            self._db = None

    def _ready(self) -> Database:
        if self._db is not None and self._is_lost():
            if not self._is_disk_there():
                self.close()
                raise StorageError(Trouble.MISSING, file=self.path.name)
            self._put_back(self._db)
        if self._db is None:
            self._db = self._opened()
            self._identity = self._identity_now()
            self._disk = _disk_of(self.path.parent)  # a stick may come back under another number
        return self._db

    def _opened(self) -> Database:
        self._check_key()
        db = connection.open_file(self.path)
        try:
            if self._in_doubt:
                _sync_again(db)
            self._check_it_is_ours(db)
            if erasure.is_unfinished(db):
                erasure.purge(db)
        except BaseException:
            db.close()
            raise
        return db

    def _check_key(self) -> None:
        """No word of a encrypted conference goes into a file that is not encrypted by its key."""
        if self._key is not None and self.path.exists() and keys.head_of(self.path) != self._key.head:
            raise StorageError(Trouble.NOT_OURS, file=self.path.name)

    def _check_it_is_ours(self, db: Database) -> None:
        last_id, digest = self._last
        found = db.execute("SELECT digest FROM event WHERE id = ?", [last_id]).fetchone() or (None,)
        if last_id and found[0] is None:
            raise DivergedError(f"event {last_id} is not in the file")
        if digest is not None and found[0] != digest:
            raise StorageError(Trouble.NOT_OURS, file=self.path.name)
        self._last = last_id, found[0]

    def _put_back(self, db: Database) -> None:
        """The name is free or leads to another file; the connection still reads ours: write it there anew.

        The write-ahead log is emptied and removed first: SQLite would play it into whatever bears the name now.
        """
        whole = self.path.with_name(self.path.name + ".whole")
        try:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            copies.copy_open(db, whole, self._key)
        except engine.errors() as error:
            if trouble_of(error, self.path).code is not Trouble.DISK_FULL:
                self.close()  # not only the name is gone, the disk is
            raise
        self.close()
        self._remove_leftovers()
        if self.path.exists() and self._brought_up_to(whole):
            whole.unlink()
            return
        _log.warning("the conference file was deleted, renamed or replaced; it is written anew")
        if self.path.exists():
            self.path.replace(self._free_name())
        whole.replace(self.path)
        copies.sync_folder(self.path.parent)

    def _brought_up_to(self, whole: Path) -> bool:
        """Whether the file under our name is a copy of ours, equal or older; then it has become equal."""
        try:
            self._check_key()
            with (
                closing(connection.open_file(whole)) as state,
                closing(connection.open_file(self.path)) as db,
                db.atomic(),
            ):
                copies.restate(db, state, self.path.name)
        except engine.errors(StorageError):
            return False
        return True

    def _free_name(self) -> Path:
        names = (self.path.with_name(f"{self.path.stem}.khac-{n}{self.path.suffix}") for n in range(1, 10_000))
        return next(name for name in names if not name.exists())

    def _remove_leftovers(self) -> None:
        """A write-ahead log of a file that is gone would be played into the new one."""
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _checkpoint(self, db: Database) -> None:
        """PASSIVE waits for nobody; what a reader holds back goes the next time."""
        busy, in_log, moved = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if not busy and in_log == moved:
            self._unchecked = 0

    def _identity_now(self) -> Identity | None:
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return None
        return stat.st_dev, stat.st_ino


def _disk_of(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def _sync_again(db: Database) -> None:
    """A sync that failed leaves pages that look written. Copied from the log into the file they are synced anew."""
    if db.execute("PRAGMA wal_checkpoint(FULL)").fetchone()[0]:
        raise sqlite3.OperationalError("database is locked")


def _is_there(db: Database, record: EventRecord) -> bool:
    return db.execute("SELECT 1 FROM event WHERE uuid = ?", [record.uuid]).fetchone() is not None
