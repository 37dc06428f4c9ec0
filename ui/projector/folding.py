"""A finished picture folded small and unfolded again, the same to the last point.

Between two letters a hall picture has one colour and round them few: a band of rows is told by that colour, or takes a
byte a point where 256 colours are enough. zlib makes it smaller still, but a key would wait 14 ms for it.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from app.domain.records import dataclass

_BAND = 16
"""Rows, in device pixels."""
Band: TypeAlias = QColor | QImage


@dataclass(frozen=True, slots=True)
class Folded:
    """bands: from the top, of the width and the format of `like`, a picture of one row."""

    bands: Sequence[Band]
    like: QImage
    height: int

    def unfolded(self) -> QPixmap:
        """A millisecond or two at 1920 x 1080."""
        wide, form = self.like.width(), self.like.format()
        whole = QImage(wide, self.height, form)
        painter = QPainter(whole)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for number, band in enumerate(self.bands):
            if isinstance(band, QColor):
                painter.fillRect(0, number * _BAND, wide, _BAND, band)
            else:
                painter.drawImage(QPoint(0, number * _BAND), band.convertToFormat(form))
        painter.end()
        picture = QPixmap.fromImage(whole)
        picture.setDevicePixelRatio(self.like.devicePixelRatio())
        return picture


def fold(picture: QPixmap) -> Generator[None, None, Folded]:
    """Band after band, each in its own step: 5 to 11 ms in all at 1920 x 1080."""
    image = picture.toImage()
    bands: list[Band] = []
    for top in range(0, image.height(), _BAND):
        bands.append(_band(image.copy(QRect(0, top, image.width(), min(_BAND, image.height() - top)))))
        yield
    return Folded(bands, image.copy(0, 0, image.width(), 1), image.height())


def _band(rows: QImage) -> Band:
    rows.setDevicePixelRatio(1.0)
    points = bytes(rows.constBits())
    if points == points[: rows.depth() // 8] * (rows.width() * rows.height()):
        return rows.pixelColor(0, 0)
    small = rows.convertToFormat(QImage.Format.Format_Indexed8)
    return small if small.convertToFormat(rows.format()) == rows else rows
