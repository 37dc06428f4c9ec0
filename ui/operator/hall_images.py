"""Still pictures and PDF pages of the conference file as images for the hall's painter, drawn ahead by a child."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from app.conference import Database
from app.domain.facts import Facts, Mode
from app.queries import desk, hall
from ui.operator.picture_files import LARGEST_SCREEN, Raster, decoded, page_counts, raster
from ui.projector.stage import HallSettings
from ui.tasks import run_in_background

KEPT = 2
"""The one on air and the one in the preview: at 4K each takes 32 MiB."""
_Key = tuple[str, int]


def hall_settings(db: Database, images: HallImages, *, small_clock: bool) -> HallSettings:
    """How the hall of this conference is painted: its size (the usual one where none is given), mode and pictures."""
    facts, usual = desk.facts(db), Facts()
    depth = (facts.hall_depth_dm or usual.hall_depth_dm) / 10
    height = (facts.picture_height_dm or usual.picture_height_dm) / 10
    return HallSettings(depth, height, facts.mode is Mode.REHEARSAL, small_clock, images.image)


class HallImages:
    """Finds an image by SHA-256 and page; None if it is gone or broken (the hall then shows its plain ground).

    largest: pixels of the largest picture it will be drawn in; a smaller one is decoded sooner. most: so many are kept.
    """

    def __init__(self, db: Database, largest: QSize = LARGEST_SCREEN, most: int = KEPT) -> None:
        self._db, self._largest, self._most = db, largest, most
        self._kept: OrderedDict[_Key, QImage | None] = OrderedDict()
        self._wanted: dict[_Key, list[Callable[[], object]]] = {}
        self._pages: dict[str, int] = {}

    def fit(self, largest: QSize) -> None:
        """They are drawn in another size from now on."""
        wanted = largest.boundedTo(LARGEST_SCREEN)
        if wanted != self._largest:
            self._largest = wanted
            self._kept.clear()

    def image(self, sha256: str, page: int) -> QImage | None:
        """Decoded here and now if nobody has asked for it before: a scanned page may take half a second."""
        key = (sha256, page)
        if key not in self._kept:
            found = hall.file_content(self._db, sha256)
            self._keep(key, decoded(*found, page, self._largest) if found else None)
        self._kept.move_to_end(key)
        return self._kept[key]

    def is_ready(self, sha256: str, page: int) -> bool:
        return (sha256, page) in self._kept

    def prepare(self, sha256: str, page: int, done: Callable[[], object]) -> None:
        """Have it decoded by a child; done follows, also if that died of it or took too long: there is no picture."""
        key = (sha256, page)
        if key in self._wanted:
            self._wanted[key].append(done)
            return
        self._wanted[key] = [done]
        found = hall.file_content(self._db, sha256)
        if found is None:
            self._came(key, None)
            return
        largest = (self._largest.width(), self._largest.height())
        work = partial(raster, *found, page, largest)
        run_in_background(work, partial(self._came, key), lambda _: self._came(key, None))

    def pages(self, sha256: str) -> int | None:
        """How many pages a file has; None before it was counted."""
        return self._pages.get(sha256)

    def count_pages(self, files: Sequence[str], done: Callable[[], object]) -> None:
        """Have the pages of these files counted by a child; done follows."""
        found = [hall.file_content(self._db, sha256) or ("", b"") for sha256 in files]

        def counted(counts: list[int]) -> None:
            self._pages.update(zip(files, counts, strict=True))
            done()

        run_in_background(partial(page_counts, found), counted, lambda _: counted([1] * len(files)))

    def _came(self, key: _Key, found: Raster | None) -> None:
        self._keep(key, found.image() if found else None)
        for done in self._wanted.pop(key, []):
            done()

    def _keep(self, key: _Key, image: QImage | None) -> None:
        self._kept[key] = image
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
