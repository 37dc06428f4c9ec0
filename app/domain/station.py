"""A laptop that captures questions in a file of its own, to be taken into the main one."""

from __future__ import annotations

from datetime import datetime

from app.domain.ids import NEW
from app.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Station:
    """id: its number, which is in the ids of all its rows. token: the same in both files and in no other.

    forked_event: the main file's event with which the capture file was made. taken_event: the newest event of the
    capture file that was taken in. is_here: true in the capture file only, of itself.
    """

    id: int = NEW
    name: str = ""
    token: str = ""
    forked_event: int = 0
    taken_event: int = 0
    taken_at: datetime | None = None
    is_here: bool = False
