"""What a conference file holds and whether it is whole, for those who look after it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.domain.changes import Table
from app.domain.ids import EventId
from app.domain.records import dataclass
from db import chain, connection, engine
from db.database import Database, sqlite3

_COUNTED = (
    Table.AGENCY, Table.SITE, Table.PERSON, Table.TOPIC, Table.AGENDA_ITEM, Table.QUESTION, Table.PETITION,
    Table.PREPARED_ANSWER, Table.COMMITMENT, Table.CONCLUSION, Table.DUTY, Table.ISSUED_DOCUMENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Integrity:
    """schema and sqlite: versions. broken_event: the first event of the log that is not as it was written."""

    schema: int
    sqlite: str
    events: int
    file_ok: bool
    broken_event: EventId | None
    unlike_log: int

    @property
    def is_sound(self) -> bool:
        return self.file_ok and self.broken_event is None and not self.unlike_log


def counts(db: Database) -> dict[Table, int]:
    """Rows of the lists a person knows, in the order of the work."""
    return {t: db.execute(f"SELECT count(*) FROM {t.value}").fetchone()[0] for t in _COUNTED}  # noqa: S608 - an enum


def integrity(path: Path) -> Integrity:
    """Check the file as it lies on the disk: pages, log, and state against log. Errors: StorageError."""
    with closing(connection.open_file(path)) as db:
        try:
            file_ok = db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            unlike = len(chain.unlike_the_log(db)) if file_ok else 0
            schema = db.execute("PRAGMA user_version").fetchone()[0]
            events = db.execute("SELECT count(*) FROM event").fetchone()[0]
            broken = chain.verify(db)
        except engine.errors() as error:
            raise connection.trouble_of(error, path) from error
        return Integrity(schema, sqlite3.sqlite_version, events, file_ok, broken, unlike)
