"""Pages of an encrypted file as SQLCipher 4 lays them out: what salvage needs so that damage stays where it is.

A page: encrypted content, its initial vector, and a code over both with the page's number (HMAC-SHA512).
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import closing
from pathlib import Path

from db import engine, keys
from db.keys import FileKey

PAGE = 4096
_CODE, _VECTOR = 64, 16
_CONTENT = PAGE - _CODE - _VECTOR
_SALT_MASK = 0x3A


def size_said(path: Path, key: FileKey) -> int:
    """Bytes that the file has by its own header, which is encrypted: a number without sense if that is damaged."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES256
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    with path.open("rb") as file:
        page = file.read(PAGE).ljust(PAGE, b"\0")
    vector = page[_CONTENT : _CONTENT + _VECTOR]
    plain = Cipher(AES256(key.part("file")), CBC(vector)).decryptor().update(page[keys.HEAD_BYTES : _CONTENT])
    return int.from_bytes(plain[28 - keys.HEAD_BYTES : 32 - keys.HEAD_BYTES], "big") * PAGE


def accept_damaged_pages(path: Path, key: FileKey) -> None:
    """Write each damaged page's code anew, so that it can be read as it is: SQLCipher gives up all others otherwise."""
    with closing(engine.connect_as(key, path)) as reader:
        found = [str(row[0]) for row in reader.execute("PRAGMA cipher_integrity_check").fetchall()]
    numbers = [int(words.rpartition(" ")[2]) for words in found if words.rpartition(" ")[2].isdigit()]
    salt = bytes(byte ^ _SALT_MASK for byte in key.head)
    code_key = hashlib.pbkdf2_hmac("sha512", key.part("file"), salt, 2, 32)
    with path.open("r+b") as file:
        for number in numbers:
            start = (number - 1) * PAGE
            file.seek(start)
            page = file.read(PAGE).ljust(PAGE, b"\0")
            coded = page[keys.HEAD_BYTES if number == 1 else 0 : _CONTENT + _VECTOR]
            file.seek(start)
            file.write(page[:-_CODE] + hmac.digest(code_key, coded + number.to_bytes(4, "little"), "sha512"))
