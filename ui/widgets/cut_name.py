"""A name too long for its place, cut where it tells least: names of units and sites begin alike and end differently."""

from __future__ import annotations

from collections.abc import Callable

_BREAK = " … "
_TAIL = 0.6
"""Share of the width that the end may take before the beginning gets any more."""


def cut_name(name: str, width: float, measure: Callable[[str], float]) -> str:
    """All of it where it fits; else its first words and its last. measure: how wide words are."""
    if measure(name) <= width:
        return name
    words = name.split()
    head, tail = 1, 1

    def joined(first: int, last: int) -> str:
        return _BREAK.join((" ".join(words[:first]), " ".join(words[len(words) - last :])))

    def fits(first: int, last: int) -> bool:
        return first + last < len(words) and measure(joined(first, last)) <= width

    if not fits(head, tail):
        return _letters(name, width, measure)
    while fits(head, tail + 1) and measure(" ".join(words[-tail - 1 :])) <= width * _TAIL:
        tail += 1
    while fits(head + 1, tail):
        head += 1
    while fits(head, tail + 1):
        tail += 1
    return joined(head, tail)


def _letters(name: str, width: float, measure: Callable[[str], float]) -> str:
    """Where two words are too many: the end of the name, as much as there is room for."""
    last = name.rpartition(" ")[2]
    if measure(f"…{last}") <= width:
        return f"…{last}"
    kept = len(name)
    while kept and measure(f"{name[:kept].rstrip()}…") > width:
        kept -= 1
    return f"{name[:kept].rstrip()}…"
