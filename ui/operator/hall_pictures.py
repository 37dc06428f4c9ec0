"""Finished pictures for the hall's window, painted once and kept: what is previewed is what F5 shows.

Each picture keeps the settings it was let out with: nothing but a hall key changes what the audience sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from time import thread_time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap

from app import speakers
from app.conference import Database
from app.domain import scene
from app.domain.projection import Shown
from app.domain.records import dataclass
from app.domain.scene import Card
from ui.operator.hall_images import HallImages
from ui.projector.canvas import Painting, clocks_of, finished, page_count, painting, pixels_of
from ui.projector.folding import Folded, fold
from ui.projector.stage import ClockPlace, HallSettings
from ui.projector.window import ProjectorWindow

Key = tuple[object, ...]
REST_MS = 250
_TURN_S = 0.003
_PAINTED_S = 0.01
"""Of a turn; a line of the largest letters takes some milliseconds more."""


@dataclass(frozen=True, slots=True)
class Released:
    """What a hall key let the audience see, with the settings of that moment."""

    shown: Shown
    settings: HallSettings


class HallPictures:
    """For the window's present size; another size or other settings make other pictures."""

    def __init__(self, window: ProjectorWindow, db: Database) -> None:
        self._window, self._db = window, db
        self.images = HallImages(db)
        self._kept: dict[Key, QPixmap | Folded] = {}
        self._in_use: set[Key] = set()
        self._begun: tuple[Key, Painting] | None = None
        self._folding: Iterator[object] = iter(())
        self._rest = QTimer(window)
        self._rest.timeout.connect(self._fold_on)

    def of(self, released: Released) -> QPixmap:
        """The picture of a stored card and page; raises if the card cannot be painted."""
        key = self.key(released)
        self._in_use.add(key)
        picture = self._kept.get(key)
        if picture is None:
            steps, self._begun = self._painting(released, key), None
            picture = finished(steps)
        elif isinstance(picture, Folded):
            picture = picture.unfolded()
        self._kept[key] = picture
        return picture

    def paint_some(self, released: Released) -> bool:
        """A part of what of() paints, in a turn that nobody feels. True when the picture is there."""
        key = self.key(released)
        if key in self._kept:
            return True
        steps, self._begun = self._painting(released, key), None
        until = thread_time() + _PAINTED_S
        try:
            next(steps)
            while thread_time() < until:
                next(steps)
        except StopIteration as end:
            self._in_use.add(key)
            self._kept[key] = end.value
            return True
        self._begun = key, steps
        return False

    def _painting(self, released: Released, key: Key) -> Painting:
        """What has been begun of it, or its beginning."""
        if self._begun is not None and self._begun[0] == key:
            return self._begun[1]
        self._forget_other_surfaces()
        size, dpr = self._window.surface()
        self.images.fit(pixels_of(size, dpr))
        shown = released.shown
        return painting(scene.from_json(shown.card), size, dpr, shown.page, released.settings)

    def has(self, released: Released) -> bool:
        """Whether of() need not paint."""
        return self.key(released) in self._kept

    def may_paint(self, released: Released, then: Callable[[], object] | None = None) -> bool:
        """Whether of() takes no longer than a turn may: no file of the conference has to be decoded for it.

        Else it is decoded beside, and then() follows.
        """
        if self.has(released):
            return True
        card = scene.from_json(released.shown.card)
        self.images.fit(pixels_of(*self._window.surface()))
        if not isinstance(card, scene.ImageCard) or self.images.is_ready(card.sha256, card.page):
            return True
        if then is not None:
            self.images.prepare(card.sha256, card.page, then)
        return False

    def keep(self, in_use: Iterable[Released], wanted: Iterable[Released]) -> None:
        """Let all the others go: at 1920 x 1080 each takes 8 MiB. What is only wanted is folded when all rests."""
        self._in_use = {self.key(released) for released in in_use if released.shown}
        keys = self._in_use | {self.key(released) for released in wanted if released.shown}
        self._kept = {key: picture for key, picture in self._kept.items() if key in keys}
        if self._begun is not None and self._begun[0] not in keys:
            self._begun = None
        self._folding = self._fold()
        self._rest.start(REST_MS)

    def _fold_on(self) -> None:
        """A part of it, in a turn that nobody feels."""
        self._rest.setInterval(0)
        until = thread_time() + _TURN_S
        for _ in self._folding:
            if thread_time() > until:
                return
        self._rest.stop()

    def _fold(self) -> Iterator[object]:
        for key, picture in tuple(self._kept.items()):
            if isinstance(picture, QPixmap) and key not in self._in_use:
                folded = yield from fold(picture)
                if key in self._kept and key not in self._in_use:
                    self._kept[key] = folded

    def _forget_other_surfaces(self) -> None:
        """Pictures for a screen that was unplugged or changed: at 4K each takes 32 MiB."""
        now = self._surface()
        self._kept = {key: picture for key, picture in self._kept.items() if key[-1] == now}

    def key(self, released: Released) -> Key:
        """Equal for equal pictures."""
        return released.shown.card, released.shown.page, released.settings, self._surface()

    def _surface(self) -> tuple[int, int, float]:
        size, dpr = self._window.surface()
        return size.width(), size.height(), dpr

    def clocks(self, released: Released) -> tuple[ClockPlace, ...]:
        """Clocks over the picture; that of a speech as it stands now, corrected or resting, not as it was taken."""
        shown = released.shown
        places = clocks_of(scene.from_json(shown.card), self._window.surface()[0], released.settings)
        now = speakers.speech_clock(self._db, shown.subject)
        if now is None:
            return places
        return tuple(_as_it_stands(place, now) for place in places)

    def pages(self, card: Card, settings: HallSettings) -> int:
        return page_count(card, self._window.surface()[0], settings)


def _as_it_stands(place: ClockPlace, now: speakers.SpeechClock) -> ClockPlace:
    if place.kind not in {"remaining", "elapsed"}:
        return place
    if now.ends_at is not None:
        return replace(place, kind="remaining", moment=now.ends_at, stopped_at=now.stopped_at)
    return replace(place, kind="elapsed", moment=now.started_at, stopped_at=now.stopped_at)
