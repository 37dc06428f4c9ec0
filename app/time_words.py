"""A moment as screens tell it; papers tell moments in the words of their templates."""

from __future__ import annotations

from datetime import datetime

from app.domain.clock import local
from app.domain.dates import slash_date


def instant(at: datetime) -> str:
    """15:40, ngày 22/3/2023."""
    return f"{local(at):%H:%M}, ngày {slash_date(local(at).date())}"
