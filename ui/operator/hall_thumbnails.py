"""What the hall saw as small pictures for paper: the hall's own painter, one picture in each turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, QTimer

from app.conference import Database
from app.domain.report import ReportHallMoment
from app.domain.scene import Card, ImageCard
from ui.operator.hall_images import HallImages, hall_settings
from ui.projector.canvas import paint_card
from ui.projector.stage import HallSettings

SIZE = QSize(480, 270)
"""Pixels: 250 to the inch in a column of 48 mm."""
Moments = tuple[ReportHallMoment, ...]


def with_pictures(moments: Moments, db: Database) -> Moments:
    """All at once, for the verbs without windows. Needs a QGuiApplication."""
    return tuple(_painted(moments, db, HallImages(db, SIZE)))


def _painted(moments: Moments, db: Database, images: HallImages) -> Iterator[ReportHallMoment]:
    settings = hall_settings(db, images, small_clock=False)
    made: dict[tuple[Card, int], bytes] = {}
    for moment in moments:
        if moment.card is None:
            yield moment
            continue
        key = moment.card, moment.page
        if key not in made:
            made[key] = _png(*key, settings)
        yield replace(moment, picture=made[key])


def _png(card: Card, page: int, settings: HallSettings) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paint_card(card, SIZE, 1.0, page, settings).save(buffer, "PNG")
    return bytes(buffer.data().data())


class HallThumbnails(QObject):
    """Paints the moments of one journal after the other beside the console; a child decodes their images before."""

    def __init__(self, db: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._images = HallImages(db, SIZE)
        self._to_decode: list[tuple[str, int]] = []
        self._rest: Iterator[ReportHallMoment] = iter(())
        self._done: list[ReportHallMoment] = []
        self._tell: Callable[[Moments], object] = lambda _: None
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._paint_one)

    def paint(self, moments: Moments, done: Callable[[Moments], object]) -> None:
        """done(the moments with their pictures) follows."""
        shown = dict.fromkeys(moment.card for moment in moments if isinstance(moment.card, ImageCard))
        self._to_decode = [(card.sha256, card.page) for card in shown]
        self._images = HallImages(self._db, SIZE, len(self._to_decode))
        self._rest, self._done, self._tell = _painted(moments, self._db, self._images), [], done
        self._next.start()

    def stop(self) -> None:
        """The conference is closing: nothing more is painted or told."""
        self._next.stop()

    def _paint_one(self) -> None:
        if self._to_decode:
            self._images.prepare(*self._to_decode.pop(), self._next.start)
            return
        moment = next(self._rest, None)
        if moment is None:
            self._tell(tuple(self._done))
            return
        self._done.append(moment)
        self._next.start()
