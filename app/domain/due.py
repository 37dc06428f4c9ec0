"""When something is due or planned: the words as spoken, the last day they mean, and how exact they are."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.records import dataclass


class Precision(StrEnum):
    """How exactly the words fix the day."""

    NONE = "none"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    PERIOD = "period"
    RECURRING = "recurring"
    RELATIVE = "relative"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Due:
    """text: as said or typed ("trước ngày 20/4/2023"); on: last day meant, None where the words fix none."""

    text: str = ""
    on: date | None = None
    precision: Precision = Precision.NONE

    def __bool__(self) -> bool:
        return bool(self.text) or self.on is not None


NO_DUE = Due()
