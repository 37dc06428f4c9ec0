"""The cover: authority, name, theme and place of the conference over contour lines."""

from __future__ import annotations

from app.domain.scene import CoverCard
from ui.projector.scenes.contours import contours
from ui.projector.scenes.head import wall_clock
from ui.projector.scenes.stack import Line, stacked
from ui.projector.stage import GOLD, QUIET, WORDS, Mark, Picture, Stage

_TURNS = (" giữa ", " về ", " với ", " năm ", " lần thứ ")
"""Where the name of a conference turns from what it is to whom it is for."""
_MOST_IN_CAPITALS = 32


def lay_out(card: CoverCard, stage: Stage) -> Picture:
    name, rest = split_name(card.name)
    lines = [
        Line(card.authority.upper(), 47, 600, GOLD, spacing=1.5, rule_below=True),
        Line(name, 118, 700, WORDS, before=40),
        Line(rest, 72, 600, WORDS, before=0 if name else 40),
        Line(f"“{card.theme}”" if card.theme else "", 56, 500, GOLD, before=40),
        Line(card.place_date, 42, 500, QUIET, before=26),
    ]
    marks: list[Mark] = [*contours(stage), *stacked(stage, lines, 54, stage.height - 290)]
    clocks = (wall_clock(stage),) if stage.settings.small_clock else ()
    return Picture((tuple(marks),), clocks)


def split_name(name: str) -> tuple[str, str]:
    """The kind of meeting in capitals and the rest as written; a name that does not divide stays whole."""
    cuts = [at for at in (name.find(turn) for turn in _TURNS) if at > 0]
    cut = min(cuts, default=len(name))
    if cut > _MOST_IN_CAPITALS:
        return "", name
    return name[:cut].upper(), name[cut:].strip()
