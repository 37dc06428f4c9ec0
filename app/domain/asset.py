"""Files kept in the conference for the hall: still pictures and PDFs."""

from __future__ import annotations

import hashlib
from dataclasses import field

from app.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Asset:
    """Kept once under its SHA-256 (hex), never changed, not part of undo."""

    sha256: str
    media_type: str
    name: str
    content: bytes = field(repr=False)


def asset_of(name: str, media_type: str, content: bytes) -> Asset:
    """A file ready to be kept, under the digest that names it."""
    return Asset(hashlib.sha256(content).hexdigest(), media_type, name, content)
