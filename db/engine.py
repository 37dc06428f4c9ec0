"""The one place that opens connections to files: plain ones by pysqlite3, encrypted ones by sqlcipher3 with their key.

A file says itself by its head whether it is encrypted, so no caller can forget the key or make a plain copy by mistake.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from app.domain.errors import StorageError, Trouble
from db import keys
from db.database import sqlite3
from db.keys import FileKey

BUSY_S = 3.0
STATEMENTS = 1000
"""Prepared statements a connection keeps. Python's modules keep a hundred and never let go of one that was used twice:
opening fills them, and from then on every other statement was compiled anew at each use."""
_CIPHER = "sqlcipher3.dbapi2"


def can_encrypt() -> bool:
    """Whether the packages of the extra "password" are there."""
    return all(importlib.util.find_spec(name) for name in ("sqlcipher3", "cryptography"))


def errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What SQLite raises, of a plain and of a encrypted file: the two modules know nothing of one another."""
    cipher = sys.modules.get(_CIPHER)
    return (sqlite3.Error, *([cipher.Error] if cipher else []), *others)


def integrity_errors() -> tuple[type[Exception], ...]:
    cipher = sys.modules.get(_CIPHER)
    return (sqlite3.IntegrityError, *([cipher.IntegrityError] if cipher else []))


def connect(path: Path, *, read_only: bool = False) -> Any:
    """A connection to a file that is there. Errors: StorageError ENCRYPTED, NO_CIPHER; errors().

    Without any key in memory the head is not looked at: to open and close a file takes away SQLite's own locks on it.
    """
    return connect_as(keys.key_of(path) if keys.has_keys() else None, path, read_only=read_only)


def connect_as(key: FileKey | None, path: Path, *, read_only: bool = False) -> Any:
    """A connection to a file that is or will be encrypted by key (None: plain)."""
    name = f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)
    module: Any = sqlite3 if key is None else _cipher_module(path)
    connection = module.connect(name, uri=read_only, isolation_level=None, timeout=BUSY_S,
                                check_same_thread=False, cached_statements=STATEMENTS)  # fmt: skip
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would tell the terminal of each damaged page
        connection.execute(f"PRAGMA key = \"x'{key.part('file').hex()}{key.head.hex()}'\"")
    return connection


def _cipher_module(path: Path) -> Any:
    if not can_encrypt():
        raise StorageError(Trouble.NO_CIPHER, file=path.name)
    import sqlcipher3.dbapi2

    return sqlcipher3.dbapi2
