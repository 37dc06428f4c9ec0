"""Keys of encrypted conference files: made from a password, kept in this process's memory, found by a file's head.

An encrypted file begins with 16 bytes of ours, where SQLCipher keeps its salt: mark, salt of the password, and a check
that tells a wrong password from a damaged file. Every copy of a conference bears the same head: one derivation opens
all of them.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import field
from pathlib import Path

from app.domain.errors import StorageError, Trouble
from app.domain.records import dataclass

MARK = b"HNDK"
"""Plain files begin with "SQLite format 3"."""
HEAD_BYTES = 16
_SALTED = 13
"""Bytes of the head that are mark and salt; the rest is the check."""
_COST = 1 << 17
"""scrypt's n with r = 8: 128 MiB and about half a second, once at each opening (OWASP's least for n)."""


@dataclass(frozen=True, slots=True)
class FileKey:
    """head: how the files of this key begin. secret: 32 bytes; parts of it are used, never itself."""

    head: bytes
    secret: bytes = field(repr=False)

    def part(self, purpose: str) -> bytes:
        """32 bytes for one purpose only."""
        return hashlib.blake2b(key=self.secret, digest_size=32, person=purpose.encode()).digest()


_ring: dict[bytes, FileKey] = {}


def new_key(password: str) -> FileKey:
    """A key for a new conference, with a salt of its own. Takes half a second: call it from a thread."""
    salted = MARK + secrets.token_bytes(_SALTED - len(MARK))
    return _derived(password, salted)


def key_from(password: str, head: bytes) -> FileKey | None:
    """The key of files that begin with head; None if the password is another one. As slow as new_key."""
    key = _derived(password, head[:_SALTED])
    return key if hmac.compare_digest(key.head, head) else None


def remember(key: FileKey) -> None:
    """From now on files that begin with its head can be opened."""
    _ring[key.head] = key


def forget(key: FileKey) -> None:
    _ring.pop(key.head, None)


def forget_others(path: Path) -> None:
    """Keep in memory only the key of this file, none if it is plain."""
    head = head_of(path)
    for other in [known for known in _ring if known != head]:
        del _ring[other]


def forget_all() -> None:
    _ring.clear()


def head_of(path: Path) -> bytes | None:
    """How a encrypted file begins; None for any other file, and one that cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return None
    return head if len(head) == HEAD_BYTES and head.startswith(MARK) else None


def key_of(path: Path) -> FileKey | None:
    """The key of a file, None for a plain one. Errors: StorageError(ENCRYPTED) if its password was not given yet."""
    head = head_of(path)
    if head is None:
        return None
    if head not in _ring:
        raise StorageError(Trouble.ENCRYPTED, file=path.name)
    return _ring[head]


def is_locked(path: Path) -> bool:
    """Whether a file is encrypted and its password was not given yet."""
    head = head_of(path)
    return head is not None and head not in _ring


def has_keys() -> bool:
    return bool(_ring)


def _derived(password: str, salted: bytes) -> FileKey:
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    secret = hashlib.scrypt(typed, salt=salted, n=_COST, r=8, p=1, maxmem=2 * 128 * 8 * _COST, dklen=32)
    check = hmac.digest(secret, b"check", "sha256")[: HEAD_BYTES - _SALTED]
    return FileKey(salted + check, secret)
