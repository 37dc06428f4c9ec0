"""Pieces: horizontal slices of a page with their ink, and how they fill pages. No blocks, no ReportLab."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace
from typing import NamedTuple

from app.documents.pdf_fonts import Face
from app.domain.records import dataclass

_DESCENT = 0.25
"""Depth of letters below their base line, as a share of their size."""

_LEAST_SHARE = 0.25
"""What is higher than a page begins where at least so much of one is left."""


_MOST_WHITE = 1 / 3
"""Of a page, left empty for the sake of a piece that fits the next one whole; where more would be, it is parted."""


class Ink(NamedTuple):
    """Text at x from the left edge and y below the top edge of its piece (base line), in points.

    stretch: extra width of every space.
    """

    x: float
    y: float
    face: Face
    size: float
    text: str
    stretch: float = 0.0


class Stroke(NamedTuple):
    """A straight line from (x1, y1) to (x2, y2), measured like Ink."""

    x1: float
    y1: float
    x2: float
    y2: float


class Box(NamedTuple):
    """A filled rectangle, x and y of its top left corner measured like Ink. grey: 0 is black."""

    x: float
    y: float
    width: float
    height: float
    grey: float


class Photo(NamedTuple):
    """A PNG in a rectangle, x and y of its top left corner measured like Ink."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A slice that is not parted, unless it says how (split). Lengths in points.

    space_before: dropped at the top of a page. keep_with_next: never last on a page. header: drawn first when
    the piece opens a page (the head of its table). bookmark: level from 0 and text for the outline.
    forces_page: starts a page whatever room is left.
    """

    height: float
    inks: tuple[Ink, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    space_before: float = 0.0
    keep_with_next: bool = False
    header: Piece | None = None
    bookmark: tuple[int, str] | None = None
    forces_page: bool = False
    boxes: tuple[Box, ...] = ()
    photos: tuple[Photo, ...] = ()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Two pieces, the first at most room high; None if it cannot be parted there."""
        del room
        return None

    def kept(self) -> Piece:
        return self if self.keep_with_next else replace(self, keep_with_next=True)


def torn(piece: Piece, room: float) -> tuple[Piece, Piece] | None:
    """Any piece in two between lines of letters, columns each for itself; None if not one line fits room.

    For what no page can hold: a name of pages in a head, a cell, a signature goes on rather than over the edge.
    """
    above = tuple(ink for ink in piece.inks if ink.y + _DESCENT * ink.size <= room)
    below = tuple(ink for ink in piece.inks if ink.y + _DESCENT * ink.size > room)
    if not above or not below:
        return None
    cut = min(ink.y - ink.size for ink in below)
    edge = max(cut, *(ink.y + _DESCENT * ink.size for ink in above))
    first = Piece(
        edge,
        above,
        tuple(s._replace(y2=min(s.y2, edge)) for s in piece.strokes if s.y1 <= edge),
        piece.space_before,
        header=piece.header,
        bookmark=piece.bookmark,
        forces_page=piece.forces_page,
        boxes=tuple(box for box in piece.boxes if box.y <= edge),
        photos=piece.photos,
    )
    rest = Piece(
        piece.height - cut,
        tuple(ink._replace(y=ink.y - cut) for ink in below),
        tuple(s._replace(y1=max(s.y1 - cut, 0.0), y2=s.y2 - cut) for s in piece.strokes if s.y2 > edge),
        keep_with_next=piece.keep_with_next,
        header=piece.header,
        boxes=tuple(box._replace(y=box.y - cut) for box in piece.boxes if box.y > edge),
    )
    return first, rest


class Placed(NamedTuple):
    """A piece and the distance of its top edge from the top margin, in points."""

    top: float
    piece: Piece


@dataclass(slots=True)
class _Pages:
    """Pages under construction; room is what is left on the last one."""

    height: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    def turn(self) -> None:
        self.pages.append([])
        self.used = 0.0

    @property
    def is_fresh(self) -> bool:
        return not self.pages[-1]

    def place(self, piece: Piece) -> None:
        if self.is_fresh:
            if piece.header is not None:
                self.pages[-1].append(Placed(0.0, piece.header))
                self.used = piece.header.height
        else:
            self.used += piece.space_before
        self.pages[-1].append(Placed(self.used, piece))
        self.used += piece.height

    def room_for(self, piece: Piece, used: float, *, fresh: bool) -> float:
        """Height piece may have when used points are taken."""
        before = piece.space_before if not fresh else (piece.header.height if piece.header is not None else 0.0)
        return self.height - used - before


def fill_pages(pieces: Iterable[Piece], height: float) -> list[list[Placed]]:
    """Pages of at most height points. A keep_with_next chain turns the page together if it fits one."""
    pages = _Pages(height)
    queue = list(pieces)[::-1]
    while queue:
        if queue[-1].forces_page and not pages.is_fresh:
            pages.turn()
        chain = _chain(queue)
        fitting, rest = _fit(pages, chain)
        if not fitting and not pages.is_fresh:
            pages.turn()
            fitting, rest = _fit(pages, chain)
        if not fitting:  # a chain higher than a page: as much of it as goes
            fitting, rest = _pour(pages, chain)
        for piece in fitting:
            pages.place(piece)
        del queue[len(queue) - len(chain) :]
        queue.extend(reversed(rest))
    return pages.pages


def _chain(queue: list[Piece]) -> list[Piece]:
    """Take the next piece (the end of queue) and all that must stay with it."""
    chain: list[Piece] = []
    for piece in reversed(queue):
        if chain and piece.forces_page:
            break
        chain.append(piece)
        if not piece.keep_with_next:
            break
    return chain


def _fit(pages: _Pages, chain: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part the chain into what goes on this page and what is left; nothing goes rather than a wrong break."""
    used, fresh = pages.used, pages.is_fresh
    for place, piece in enumerate(chain):
        room = pages.room_for(piece, used, fresh=fresh)
        if piece.height > room + 0.01:
            waits = _fits_next(pages, chain[: place + 1])
            parted = None if waits else piece.split(room) or _torn_if_too_high(pages, piece, room)
            if parted is None:
                return [], chain
            return [*chain[:place], parted[0]], [parted[1], *chain[place + 1 :]]
        used = pages.height - room + piece.height
        fresh = False
    return chain, []


def _fits_next(pages: _Pages, together: list[Piece]) -> bool:
    """Whether the pieces fit the next page whole and leave little enough of this one white."""
    if pages.is_fresh or pages.height - pages.used > _MOST_WHITE * pages.height:
        return False
    high = sum(piece.height + piece.space_before for piece in together[1:]) + together[0].height
    return high <= pages.room_for(together[0], 0.0, fresh=True) + 0.01


def _torn_if_too_high(pages: _Pages, piece: Piece, room: float) -> tuple[Piece, Piece] | None:
    whole = pages.room_for(piece, 0.0, fresh=True)
    return torn(piece, room) if piece.height > whole and room > _LEAST_SHARE * whole else None


def _pour(pages: _Pages, chain: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """As many pieces as fit a fresh page, at least one."""
    used, fresh = pages.used, pages.is_fresh
    for place, piece in enumerate(chain):
        room = pages.room_for(piece, used, fresh=fresh)
        if piece.height > room and place:
            return chain[:place], chain[place:]
        used = pages.height - room + piece.height
        fresh = False
    return chain, []
