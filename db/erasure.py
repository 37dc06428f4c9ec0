"""Takes words out of a whole file for good: rows, log, free pages, write-ahead log. The chain still verifies.

What goes is said by a Scrub made above; every file that follows the log applies it in order, before the event that
tells of it. An event that loses words keeps its first digest, gets a new salt (the old one with the old digest would
let somebody try out names) and a digest of what is left.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from app.domain.changes import Table
from db import recorder
from db.database import Database, sqlite3
from db.scrub import Scrub

Row = tuple[Table, int]
_DRAFTS = {Table.QUESTION: ("verbatim", "short_text"), Table.MINUTES_ENTRY: ("text",)}


def scrub(db: Database, what: Scrub) -> frozenset[Row]:
    """Inside a transaction: rewrite rows and log; returns the rows of the state that changed. Then purge() the file."""
    db.execute("PRAGMA secure_delete = ON")
    recorder.drop_triggers(db)
    db.execute("UPDATE recording SET is_erasing = 1")
    touched = {row for table in Table for row in _scrub_table(db, table, what)}
    events = _scrub_changes(db, what) | _scrub_events(db, what)
    for sha, name in db.execute("SELECT sha256, name FROM asset").fetchall():
        if what.text(name) != name:
            db.execute("UPDATE asset SET name = ? WHERE sha256 = ?", [what.text(name), sha])
    for event_id in sorted(events):
        _seal(db, event_id)
    recorder.install_triggers(db)
    return frozenset(touched)


def end(db: Database) -> None:
    """Inside the transaction, where there are no pages to purge (memory): the log is append-only again."""
    db.execute("UPDATE recording SET is_erasing = 0")


def is_unfinished(db: Database) -> bool:
    """The program ended between scrub and purge: free pages may still hold what was taken out."""
    return bool(db.execute("SELECT is_erasing FROM recording").fetchone()[0])


def purge(db: Database) -> None:
    """Leave no byte of what was taken out in free pages and in the write-ahead log. Outside of any transaction."""
    db.execute("PRAGMA secure_delete = ON")
    _empty_log(db)
    db.execute("VACUUM")
    end(db)
    _empty_log(db)


def _empty_log(db: Database) -> None:
    if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise sqlite3.OperationalError("database is locked")


def _scrub_table(db: Database, table: Table, what: Scrub) -> list[Row]:
    touched: list[Row] = []
    for row_id, image in recorder.images(db, table):
        left = what.image(table, row_id, image)
        if left != image:
            recorder.write_row(db, recorder.RowChange(table, row_id, image, left))
            touched.append((table, row_id))
    return touched


def _scrub_changes(db: Database, what: Scrub) -> set[int]:
    """Rewrite the images of the log; returns the events whose images changed."""
    events: set[int] = set()
    newest = dict(db.execute("SELECT table_name || '/' || row_id, max(id) FROM change GROUP BY 1").fetchall())
    sql = "SELECT id, event_id, table_name, row_id, before, after FROM change"
    for change_id, event_id, name, row_id, before, after in db.execute(sql).fetchall():
        table = Table(name)
        old = (before, after)
        left = [what.image(table, row_id, image) if image else None for image in old]
        if what.is_closing and table in _DRAFTS:
            is_newest = newest[f"{name}/{row_id}"] == change_id
            left = [_without_draft(table, left[0]), left[1] if is_newest else _without_draft(table, left[1])]
        if tuple(left) != old:
            db.execute("UPDATE change SET before = ?, after = ? WHERE id = ?", [*left, change_id])
            events.add(event_id)
    return events


def _without_draft(table: Table, image: str | None) -> str | None:
    if image is None:
        return None
    row: dict[str, Any] = json.loads(image)
    blank = {name: "" for name in _DRAFTS[table] if row.get(name)}
    return json.dumps(row | blank, ensure_ascii=False, separators=(",", ":")) if blank else image


def _scrub_events(db: Database, what: Scrub) -> set[int]:
    events: set[int] = set()
    for event_id, summary, operator in db.execute("SELECT id, summary, operator FROM event").fetchall():
        left = [what.text(summary), what.text(operator)]
        if left != [summary, operator]:
            db.execute("UPDATE event SET summary = ?, operator = ? WHERE id = ?", [*left, event_id])
            events.add(event_id)
    return events


def _seal(db: Database, event_id: int) -> None:
    head = db.execute(
        "SELECT id, uuid, at, mono_ms, operator, kind, summary, undoes FROM event WHERE id = ?", [event_id]
    ).fetchone()
    if head is None:  # damage took it
        return
    salt = secrets.token_hex(8)
    digest = recorder.content_digest(salt, head, recorder.noted(db, event_id))
    db.execute("UPDATE event SET salt = ?, rewritten_digest = ? WHERE id = ?", [salt, digest, event_id])
