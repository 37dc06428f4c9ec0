"""The PIN of the operator's window: how it is kept, and how long somebody who guesses has to wait.

It keeps a passer-by from the desk. It encrypts nothing: whoever takes the laptop reads the file without it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import field

from app.domain.clock import Clock
from app.domain.records import dataclass

SHORTEST = 4
TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 600
_COST = {"n": 1 << 14, "r": 8, "p": 1}
"""16 MiB and some 50 ms a try: no burden for a person, much for a program that tries all numbers of a stolen ini."""


def hashed(pin: str) -> str:
    """What may be stored of a PIN: salt and scrypt hash, in hexadecimal."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}${_scrypt(pin, salt).hex()}"


def is_kept(stored: str) -> bool:
    """Whether stored is what hashed() made."""
    salt, _, digest = stored.partition("$")
    return _is_hex(salt, 32) and _is_hex(digest, 128)


def matches(pin: str, stored: str) -> bool:
    if not is_kept(stored):
        return False
    salt, _, digest = stored.partition("$")
    return hmac.compare_digest(_scrypt(pin, bytes.fromhex(salt)), bytes.fromhex(digest))


@dataclass(slots=True)
class Guard:
    """Counts wrong tries by the clock nobody can set: after five of them each further one waits, twice as long."""

    clock: Clock
    wrong: int = field(default=0, init=False)
    _free_at_ms: int = field(default=0, init=False)

    def wait_s(self) -> int:
        """Seconds until the next try is looked at; 0: now."""
        left = self._free_at_ms - self.clock.mono_ms()
        return max(0, -(-left // 1000))

    def try_pin(self, pin: str, stored: str) -> bool:
        """True for the right PIN; a try during the wait is not looked at, so nothing is learnt from it."""
        if self.wait_s():
            return False
        if matches(pin, stored):
            self.wrong = 0
            return True
        self.wrong += 1
        if self.wrong >= TRIES:
            wait = min(FIRST_WAIT_S * 2 ** (self.wrong - TRIES), LONGEST_WAIT_S)
            self._free_at_ms = self.clock.mono_ms() + wait * 1000
        return False


def _scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, **_COST)


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and all(char in "0123456789abcdef" for char in text)
