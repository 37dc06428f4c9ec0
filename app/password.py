"""The password of a conference file: whether one is set, giving it, choosing it and changing it.

unlock, new_key and change take half a second and more: the shell calls them from a thread.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from app.domain.errors import StorageError, Trouble
from app.domain.records import dataclass
from db import connection, engine, keys, rekeying
from db.engine import can_encrypt
from db.keys import FileKey, forget_others, is_locked

__all__ = [
    "LEAST", "Changed", "FileKey", "can_encrypt", "change", "forget_others", "is_locked",
    "is_password_of", "new_key", "unlock",
]  # fmt: skip
_log = logging.getLogger(__name__)
LEAST = 8
"""Characters; shorter ones are guessed in days whatever the derivation costs."""
ENVIRONMENT = "HOINGHI_MAT_KHAU"
"""Where the verbs without windows look for a password before they ask; never among the words of the command line."""
_PATTERN = "*.hoinghi"


@dataclass(frozen=True, slots=True)
class Changed:
    """rekeyed: files that now have the new password; left: copies that could not be written and keep the old one."""

    rekeyed: int
    left: tuple[Path, ...]


def new_key(password: str) -> FileKey:
    """The key of a new conference, known from now on. Errors: StorageError(NO_CIPHER)."""
    if not can_encrypt():
        raise StorageError(Trouble.NO_CIPHER)
    key = keys.new_key(password)
    keys.remember(key)
    return key


def unlock(path: Path, password: str) -> None:
    """From now on this file and its copies can be opened. Errors: StorageError WRONG_PASSWORD, NO_CIPHER, MISSING."""
    if not can_encrypt():
        raise StorageError(Trouble.NO_CIPHER, file=path.name)
    head = keys.head_of(path)
    if head is None:
        raise StorageError(Trouble.NOT_OURS if path.exists() else Trouble.MISSING, file=path.name)
    key = keys.key_from(password, head)
    if key is None:
        raise StorageError(Trouble.WRONG_PASSWORD, file=path.name)
    keys.remember(key)


def is_password_of(path: Path, password: str) -> bool:
    head = keys.head_of(path)
    return head is not None and keys.key_from(password, head) is not None


def change(path: Path, old: str, new: str, folders: Iterable[Path]) -> Changed:
    """Give a closed conference file (the caller holds its lock) and all its copies in folders another password.

    The file itself comes first; a copy that cannot be written keeps the old one and is told.
    Errors: StorageError, WRONG_PASSWORD if old is not the present one; then nothing has changed.
    """
    head = keys.head_of(path)
    present = keys.key_from(old, head) if head else None
    if present is None:
        raise StorageError(Trouble.WRONG_PASSWORD, file=path.name)
    wanted = new_key(new)
    try:
        rekeying.rekey(path, present, wanted)
    except engine.errors(OSError) as error:
        raise connection.trouble_of(error, path) from error
    left: list[Path] = []
    rekeyed = 1
    for copy in _copies(present, {path.parent, *folders}):
        try:
            rekeying.rekey(copy, present, wanted)
            rekeyed += 1
        except engine.errors(OSError, StorageError) as error:
            _log.warning("a copy keeps its old password: %s", type(error).__name__)
            left.append(copy)
    keys.forget(present)
    return Changed(rekeyed, tuple(left))


def _copies(key: FileKey, folders: Iterable[Path]) -> list[Path]:
    return [
        file for folder in folders if folder.is_dir() for file in folder.glob(_PATTERN) if rekeying.is_under(file, key)
    ]
