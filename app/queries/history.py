"""The log as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from app.domain.changes import NOT_UNDOABLE, EventKind


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


def log_lines(db: Database, limit: int = 500) -> tuple[LogLine, ...]:
    """The newest acts first, without previews and typing, which say nothing to a reader."""
    sql = (
        "SELECT id, at, operator, kind, summary, "
        "(SELECT count(*) FROM event AS later WHERE later.undoes = event.id) "
        "FROM event WHERE kind NOT IN ('previewed', 'text_written') ORDER BY id DESC LIMIT ?"
    )
    return tuple(
        LogLine(row[0], datetime.fromisoformat(row[1]), row[2], EventKind(row[3]), row[4], row[5] > 0)
        for row in db.execute(sql, [limit]).fetchall()
    )
