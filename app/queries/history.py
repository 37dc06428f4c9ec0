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


_SHOWN = "WITH shown AS MATERIALIZED (SELECT id, at, operator, kind, summary FROM event WHERE "
_LINES = (
    ") SELECT shown.*, id IN (SELECT undoes FROM event WHERE id > (SELECT min(id) FROM shown) AND undoes IS NOT NULL) "
    "FROM shown ORDER BY id DESC"
)
"""What takes an act back comes after it: however long the log is, only its end is looked through."""


def log_lines(db: Database, limit: int = 500) -> tuple[LogLine, ...]:
    """The newest acts first (limit -1: all of them), without previews and typing, which say nothing to a reader."""
    sql = _SHOWN + "kind NOT IN ('previewed', 'text_written') ORDER BY id DESC LIMIT ?" + _LINES
    return tuple(map(_line, db.execute(sql, [limit]).fetchall()))


def lines_of(db: Database, event_ids: Sequence[int]) -> tuple[LogLine, ...]:
    """These acts, typing too, the newest first."""
    sql = _SHOWN + "id IN (SELECT value FROM json_each(?))" + _LINES  # noqa: S608 - nothing typed
    return tuple(map(_line, db.execute(sql, [json.dumps(list(event_ids))]).fetchall()))


def _line(row: tuple[int, str, str, str, str, int]) -> LogLine:
    return LogLine(row[0], datetime.fromisoformat(row[1]), row[2], EventKind(row[3]), row[4], bool(row[5]))
