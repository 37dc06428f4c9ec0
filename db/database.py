"""One connection as all of the program uses it: execute, transactions in one another, close. And which SQLite that is.

sqlite-utils' Database has these as well; it comes only with db.migrations, since it brings a command line with it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

__all__ = ["Database", "sqlite3"]
_INNER = "inner"
MOST_KEPT = 256
"""Answers kept: what the panels ask after an act is a fraction of it; a report asks thousands of things once."""
MOST_ROWS_KEPT = 64
"""Of one answer: the whole queue is read by few, and would stay in memory."""


class Database:
    """Over a connection that begins no transaction by itself (isolation_level None).

    whole_from: of a state in memory, the last event whose row changes are not all there (db.connection); 0: none.
    """

    def __init__(self, connection: Any) -> None:
        self.conn = connection
        self.whole_from = 0
        self._kept: dict[Any, tuple[Any, ...]] = {}
        self._kept_at = 0
        self.execute("PRAGMA recursive_triggers = ON")

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.conn.execute(sql, parameters)
        return cursor

    def ask(self, sql: str, values: Sequence[Any] = (), read: Callable[[Any], Any] | None = None) -> tuple[Any, ...]:
        """The rows of a question, each as read makes it; those of the same question since the last change of a row.

        After an act a dozen panels ask for the same question, its answer and who gives it. Each time they do, SQLite
        lets other threads in, and those keep the interpreter. Nothing is kept inside a transaction, which may yet be
        taken back.
        """
        kept = self._kept_now()
        key = (read, sql, *values)
        if kept is not None and key in kept:
            return kept[key]
        rows = self.execute(sql, values).fetchall()
        answer = tuple(rows if read is None else map(read, rows))
        if kept is not None and len(answer) <= MOST_ROWS_KEPT:
            kept[key] = answer
        return answer

    def forget(self) -> None:
        """Another content stands here now, and not by statements of this connection."""
        self._kept = {}

    def _kept_now(self) -> dict[Any, tuple[Any, ...]] | None:
        if self.conn.in_transaction:
            return None
        changes = self.conn.total_changes
        if changes != self._kept_at or len(self._kept) >= MOST_KEPT:
            self._kept, self._kept_at = {}, changes
        return self._kept

    @contextmanager
    def atomic(self) -> Generator[Database]:
        """All or nothing; inside another one it is a part of that which can fail alone."""
        is_inner = self.conn.in_transaction
        self.conn.execute(f"SAVEPOINT {_INNER}" if is_inner else "BEGIN")
        try:
            yield self
            self.conn.execute(f"RELEASE {_INNER}" if is_inner else "COMMIT")
        except BaseException:
            if self.conn.in_transaction:  # an error may have ended it already
                self.conn.execute(f"ROLLBACK TO {_INNER}" if is_inner else "ROLLBACK")
                if is_inner:
                    self.conn.execute(f"RELEASE {_INNER}")
            raise

    def close(self) -> None:
        self.conn.close()
