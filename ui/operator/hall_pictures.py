"""Finished pictures for the hall's window, painted once and kept: what is previewed is what F5 shows.

Each picture keeps the settings it was let out with: nothing but a hall key changes what the audience sees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtGui import QPixmap

from app import speakers
from app.conference import Database
from app.domain import scene
from app.domain.projection import Shown
from app.domain.records import dataclass
from app.domain.scene import Card
from ui.projector.canvas import clocks_of, page_count, paint_card, pixels_of
from ui.projector.stage import ClockPlace, HallSettings
from ui.projector.window import ProjectorWindow

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """What a hall key let the audience see, with the settings of that moment."""

    shown: Shown
    settings: HallSettings


class HallPictures:
    """For the window's present size; another size or other settings make other pictures."""

    def __init__(self, window: ProjectorWindow, db: Database) -> None:
        self._window, self._db = window, db
        self._kept: dict[Key, QPixmap] = {}

    def of(self, released: Released) -> QPixmap:
        """The picture of a stored card and page; raises if the card cannot be painted."""
        key = self.key(released)
        if key not in self._kept:
            self._forget_other_surfaces()
            size, dpr = self._window.surface()
            shown = released.shown
            self._kept[key] = paint_card(scene.from_json(shown.card), size, dpr, shown.page, released.settings)
        return self._kept[key]

    def keep(self, wanted: Iterable[Released]) -> None:
        """Let all the others go: at 1920 x 1080 each takes 8 MiB."""
        keys = {self.key(released) for released in wanted if released.shown}
        self._kept = {key: picture for key, picture in self._kept.items() if key in keys}

    def _forget_other_surfaces(self) -> None:
        """Pictures for a screen that was unplugged or changed: at 4K each takes 32 MiB."""
        size, dpr = self._window.surface()
        for key, picture in tuple(self._kept.items()):
            if picture.size() != pixels_of(size, dpr) or picture.devicePixelRatioF() != dpr:
                del self._kept[key]

    def key(self, released: Released) -> Key:
        """Equal for equal pictures."""
        size, dpr = self._window.surface()
        shown = released.shown
        return shown.card, shown.page, size.width(), size.height(), dpr, released.settings

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
