"""The log as people read it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from app.domain.changes import NOT_UNDOABLE, EventKind
from app.domain.records import dataclass
from db.database import Database


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act. is_undone: it was taken back and has not been done again."""

    id: int
    at: datetime
    operator: str
    kind: EventKind
    summary: str
    is_undone: bool

    @property
    def is_undoable(self) -> bool:
        return self.kind not in NOT_UNDOABLE


_LINES = "SELECT id, at, operator, kind, summary, id IN (SELECT undoes FROM event WHERE undoes IS NOT NULL) FROM event"


def log_lines(db: Database, limit: int = 500) -> tuple[LogLine, ...]:
    """The newest acts first (limit -1: all of them), without previews and typing, which say nothing to a reader."""
    sql = _LINES + " WHERE kind NOT IN ('previewed', 'text_written') ORDER BY id DESC LIMIT ?"
    return tuple(map(_line, db.execute(sql, [limit]).fetchall()))


def lines_of(db: Database, event_ids: Sequence[int]) -> tuple[LogLine, ...]:
    """These acts, typing too, the newest first."""
    wanted = " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC"
    return tuple(map(_line, db.execute(_LINES + wanted, [json.dumps(list(event_ids))]).fetchall()))


def _line(row: tuple[int, str, str, str, str, int]) -> LogLine:
    return LogLine(row[0], datetime.fromisoformat(row[1]), row[2], EventKind(row[3]), row[4], bool(row[5]))
