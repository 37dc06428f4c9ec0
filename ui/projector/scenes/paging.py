"""Rows of their own heights onto pages, in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class _Tall(Protocol):
    @property
    def height(self) -> float: ...


_Row = TypeVar("_Row", bound=_Tall)


def filled(rows: Sequence[_Row], room: float, between: float = 0.0) -> list[list[_Row]]:
    """Each page filled as far as it goes; a page is empty only if there is no row at all."""
    pages: list[list[_Row]] = [[]]
    used = 0.0
    for row in rows:
        need = row.height + (between if pages[-1] else 0.0)
        if pages[-1] and used + need > room:
            pages.append([])
            used, need = 0.0, row.height
        pages[-1].append(row)
        used += need
    return pages
