"""Encrypts single lines: each for itself by AES-256-GCM, so that a torn line harms no other one."""

from __future__ import annotations

import base64
import binascii
import secrets

from db.keys import FileKey

_NONCE_BYTES = 12
_PADDED_TO = 64
"""Lines are filled up to this many bytes, so that their lengths tell nothing of single letters."""


class LineCipher:
    """With the key of a conference. Needs the package cryptography; whoever has a key has it (db.engine)."""

    def __init__(self, key: FileKey) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._aead = AESGCM(key.part("lines"))

    def encrypt(self, body: bytes) -> bytes:
        """One line of letters, digits and signs, without its end."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        padded = body + b" " * (-len(body) % _PADDED_TO)
        return base64.b64encode(nonce + self._aead.encrypt(nonce, padded, None))

    def decrypt(self, line: bytes) -> bytes | None:
        """The body, without spaces at its end; None if the line was changed, torn, or is not encrypted by this key."""
        from cryptography.exceptions import InvalidTag

        try:
            raw = base64.b64decode(line, validate=True)
            if base64.b64encode(raw) != line:  # the last letter has bits to spare
                return None
            return self._aead.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).rstrip(b" ")
        except (InvalidTag, ValueError, binascii.Error):
            return None
