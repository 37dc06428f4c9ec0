"""Another password for a file that nobody has open: the database written anew under another key, and its journal."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from db import copies, engine, held_lines, journal_lines, keys, typing_journal
from db.database import Database
from db.keys import FileKey
from db.line_cipher import LineCipher


def rekey(path: Path, old: FileKey, new: FileKey) -> None:
    """The name holds the whole file under the old key or under the new one, never half. Errors: SQLite's, OSError.

    The journal tells its unfinished texts under both keys until the file is exchanged, so that no instant loses them.
    """
    journal = typing_journal.journal_path(path)
    held = held_lines.place_of(journal)
    if held is not None:
        held_lines.take_in(held, journal)
    unfinished, is_readable = journal_lines.unfinished(journal, cipher=LineCipher(old))
    if not is_readable:
        raise OSError(f"{journal.name} cannot be read")
    ours, theirs = LineCipher(old), LineCipher(new)
    lines = [
        theirs.encrypt(body) + b"\n"
        for text in unfinished.values()
        for line in text
        if (body := ours.decrypt(line[:-1]))
    ]
    if lines:
        _write(journal, journal.read_bytes() + b"\n" + b"".join(lines))
    _exchange(path, old, new)
    if lines:
        _write(journal, b"".join(lines))
    else:
        journal.unlink(missing_ok=True)


def _exchange(path: Path, old: FileKey, new: FileKey) -> None:
    aside = path.with_name(f".{path.name}.mat-khau")
    try:
        with closing(engine.connect_as(old, path)) as source:
            if source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise OSError(f"{path.name} is in use")
            copies.copy_open(Database(source), aside, new)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        aside.replace(path)
        copies.sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def _write(journal: Path, content: bytes) -> None:
    aside = journal.with_name(journal.name + ".moi")
    try:
        aside.touch(mode=0o600)
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(journal)
    finally:
        aside.unlink(missing_ok=True)


def is_under(path: Path, key: FileKey) -> bool:
    return keys.head_of(path) == key.head
