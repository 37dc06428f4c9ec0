"""The second copy: a file on another disk that follows the same events and makes itself anew from the first.

Nothing waits for it. Its folder is made by whoever chooses it: a stick that is not there has no such folder.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.clock import local
from app.domain.errors import StorageError, Trouble
from db import connection, copies, engine, keys
from db.database import Database
from db.followed_file import FollowedFile
from db.keys import FileKey
from db.marks import SCHEMA_VERSION
from db.recorder import DivergedError, EventRecord

_log = logging.getLogger(__name__)


def path_for(conference: Path, folder: Path) -> Path:
    """Where the second copy of a conference file lies."""
    return folder / f"{conference.stem}.ban-hai{conference.suffix}"


class SecondFile(FollowedFile):
    """A followed file that needs no copy of the memory: what it lacks it takes from the first file."""

    def __init__(self, path: Path, source: Path, last_event: int, key: FileKey | None = None) -> None:
        super().__init__(path, 0, key)
        self._source = source
        self._wanted = last_event

    def write(self, batch: Sequence[EventRecord]) -> None:
        self._ready()
        if batch[0].id > self._last[0] + 1:
            self._begin_anew()
            self._ready()
            if batch[0].id > self._last[0] + 1:  # the first file has not got them either: a hole would stay for ever
                raise StorageError(Trouble.IO, file=self.path.name, detail="the first file is behind")
        try:
            super().write(batch)
        except DivergedError:
            self._begin_anew()
            super().write(batch)

    def rest(self) -> int:
        if super().rest() < self._wanted:  # the first file had it not yet when this one was made
            self._begin_anew()
        return super().rest()

    def _opened(self) -> Database:
        is_first_time = self._last[1] is None
        if not self.path.exists() or (is_first_time and not self._is_as_far()):
            self._begin_anew()
        try:
            db = super()._opened()
        except engine.errors(DivergedError, StorageError):
            self._begin_anew()
            db = super()._opened()
        self._last = _last(db.conn)
        return db

    def _is_as_far(self) -> bool:
        ahead = events_ahead(self._source, self.path)
        return ahead is not None and ahead >= 0

    def _begin_anew(self) -> None:
        """A whole copy of the first file takes the name; what bore it stays unless all of it is in the first file."""
        self.close()
        if not self.path.parent.is_dir():
            raise StorageError(Trouble.MISSING, file=self.path.name)
        ahead = events_ahead(self._source, self.path) if self.path.exists() else 0
        if ahead is None or ahead > 0:
            self.path.replace(self._free_name())
        self._remove_leftovers()
        copies.copy_file(self._source, self.path)
        self._in_doubt = True  # some of what waits may be in the copy already


def events_ahead(first: Path, second: Path) -> int | None:
    """How many events second has more than first, negative if fewer; None if they are not copies of one another.

    The shorter one's last event is in the longer one's log, with the same digest. None also if one cannot be read, or
    is not encrypted as the other.
    """
    if keys.has_keys() and keys.head_of(first) != keys.head_of(second):
        return None
    try:
        with closing(_reader(first)) as ours, closing(_reader(second)) as theirs:
            our_last, their_last = _last(ours), _last(theirs)
            ahead = their_last[0] - our_last[0]
            is_same = _event(theirs, our_last[0]) == our_last or _event(ours, their_last[0]) == their_last
            return ahead if is_same else None
    except engine.errors(StorageError):
        return None


def catch_up(first: Path, second: Path, at: datetime) -> tuple[int, Path] | None:
    """Give a file that was left behind (its disk was out of order) the events that only its second copy has.

    Returns how many, and where the file as it was is kept; None if there was nothing to do. Errors: as copy_file.
    """
    ahead = events_ahead(first, second) if second.exists() else None
    if ahead is None or ahead <= 0:
        return None
    kept = first.with_name(f"{first.stem}.truoc-khi-lay-lai-{local(at):%Y%m%d-%H%M%S}{first.suffix}")
    copies.copy_file(first, kept)
    with closing(connection.open_file(first)) as db, closing(connection.open_file(second)) as state, db.atomic():
        copies.restate(db, state, first.name)
    _log.warning("%s events were taken over from the second copy", ahead)
    return ahead, kept


def _reader(path: Path) -> Any:
    reader = engine.connect(path, read_only=True)
    version = reader.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        reader.close()
        raise StorageError(Trouble.TOO_NEW, file=path.name, version=version)
    return reader


def _last(reader: Any) -> tuple[int, str | None]:
    found: tuple[int, str | None] | None
    found = reader.execute("SELECT id, digest FROM event ORDER BY id DESC LIMIT 1").fetchone()
    return found or (0, None)


def _event(reader: Any, event_id: int) -> tuple[int, str | None] | None:
    found: tuple[int, str | None] | None
    found = reader.execute("SELECT id, digest FROM event WHERE id = ?", [event_id]).fetchone()
    return found
