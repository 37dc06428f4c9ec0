"""Paints a public card into a pixmap, once. Preview, hall and thumbnails all come from here."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import lru_cache
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from app.domain import scene
from app.domain.scene import Card
from ui.fonts import sized_font
from ui.projector.line_breaking import EM, width_of
from ui.projector.scenes import (
    agenda,
    chart,
    conclusion,
    countdown,
    cover,
    gift,
    notice,
    question,
    question_group,
    recess,
    speaker,
    still,
    trial,
)
from ui.projector.stage import (
    GOLD,
    GROUND,
    ClockPlace,
    HallSettings,
    Mark,
    Page,
    Patch,
    Photo,
    Picture,
    Run,
    Shape,
    Stage,
)

Painting: TypeAlias = Generator[None, None, QPixmap]
_RIBBON = 66.0
"""Width of the rehearsal mark: a 40 unit capital with all its marks, and less than any margin."""


def paint_card(card: Card, size: QSize, dpr: float, page: int, settings: HallSettings) -> QPixmap:
    """The finished picture for a window of `size` (logical); a page beyond the last shows the last.

    Running clocks are left out: ui.projector.clock paints them over it.
    """
    return finished(painting(card, size, dpr, page, settings))


def painting(card: Card, size: QSize, dpr: float, page: int, settings: HallSettings) -> Painting:
    """paint_card() mark by mark: long words on a large screen take longer than a turn of the event loop may."""
    pixels = pixels_of(size, dpr)
    picture, scale = _laid_out(card, pixels.width(), pixels.height(), settings)
    pixmap = yield from _page(picture.pages[min(page, len(picture.pages) - 1)], pixels, scale, settings)
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


def finished(painting: Painting) -> QPixmap:
    """What is left of it, at once."""
    while True:
        try:
            next(painting)
        except StopIteration as end:
            picture: QPixmap = end.value
            return picture


def paint_page(page: Page, pixels: QSize, scale: float, settings: HallSettings) -> QPixmap:
    """Marks in units on the plain ground; scale: device pixels per unit."""
    return finished(_page(page, pixels, scale, settings))


def _page(page: Page, pixels: QSize, scale: float, settings: HallSettings) -> Painting:
    pixmap = QPixmap(pixels)
    pixmap.fill(QColor(GROUND))
    painter = QPainter(pixmap)
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.scale(scale, scale)
        for mark in page:
            _paint(painter, mark, settings)
            yield
        if settings.rehearsal:
            _paint_ribbon(painter, pixels.height() / scale)
    finally:
        painter.end()  # also where nobody wants the rest: a painter must not outlive its picture
    return pixmap


def page_count(card: Card, size: QSize, settings: HallSettings) -> int:
    """Pages of the card; they depend on the shape of the picture only, not on its resolution."""
    return len(_laid_out(card, size.width(), size.height(), settings)[0].pages)


def first_page(card: Card, size: QSize, settings: HallSettings) -> int:
    """Page to begin with: that of the current item of an agenda, else 0."""
    return _laid_out(card, size.width(), size.height(), settings)[0].first_page


def clocks_of(card: Card, size: QSize, settings: HallSettings) -> tuple[ClockPlace, ...]:
    """Places, in units, of the clocks that run over the picture."""
    return _laid_out(card, size.width(), size.height(), settings)[0].clocks


LAYOUTS: dict[type[Card], Callable[..., Picture]] = {
    scene.CoverCard: cover.lay_out,
    scene.QuestionCard: question.lay_out,
    scene.QuestionGroupCard: question_group.lay_out,
    scene.AgendaCard: agenda.lay_out,
    scene.SpeakerCard: speaker.lay_out,
    scene.CountdownCard: countdown.lay_out,
    scene.BreakCard: recess.lay_out,
    scene.NoticeCard: notice.lay_out,
    scene.ConclusionCard: conclusion.lay_out,
    scene.ChartCard: chart.lay_out,
    scene.GiftCard: gift.lay_out,
    scene.TestCard: trial.lay_out,
    scene.ImageCard: still.lay_out,
}
"""One layout for every card of the union (a test compares the two)."""


@lru_cache(maxsize=64)
def _laid_out(card: Card, width_px: int, height_px: int, settings: HallSettings) -> tuple[Picture, float]:
    stage, scale = Stage.of(max(1, width_px), max(1, height_px), settings)
    return LAYOUTS[type(card)](card, stage), scale


def pixels_of(size: QSize, dpr: float) -> QSize:
    """Device pixels of a logical size."""
    return QSize(max(1, round(size.width() * dpr)), max(1, round(size.height() * dpr)))


def _paint(painter: QPainter, mark: Mark, settings: HallSettings) -> None:
    match mark:
        case Run():
            paint_run(painter, mark)
        case Patch(x, y, width, height, colour):
            painter.fillRect(QRectF(x, y, width, height), QColor(colour))
        case Shape(path, fill, stroke, thickness):
            if fill:
                painter.fillPath(path, QColor(fill))
            if stroke:
                painter.strokePath(path, QPen(QColor(stroke), thickness))
        case Photo():
            _paint_photo(painter, mark, settings)


def paint_run(painter: QPainter, run: Run) -> None:
    """One line of text, filled as outlines: alike at every scale, on every platform and each time it is painted.

    drawText is not: the second painting of a large glyph comes from a cache and differs in grey.
    """
    font = sized_font(run.size, run.weight)
    width = width_of(run.text, run.weight) * run.size / EM
    if run.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, run.spacing)
        width += run.spacing * (len(run.text) - 1)
    shift = {"left": 0.0, "center": width / 2, "right": width}[run.align]
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    outline.addText(QPointF(run.x - shift, run.baseline), font, run.text)
    painter.fillPath(outline, QColor(run.colour))


def _paint_photo(painter: QPainter, photo: Photo, settings: HallSettings) -> None:
    image = settings.image(photo.sha256, photo.page) if settings.image else None
    if image is None or image.isNull():
        return
    room = QRectF(photo.x, photo.y, photo.width, photo.height)
    drawn = QRectF(QPointF(), image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio).toSizeF())
    drawn.moveCenter(room.center())
    painter.drawImage(drawn, image, QRectF(image.rect()))


def _paint_ribbon(painter: QPainter, height: float) -> None:
    """Rehearsal is written down the left margin: every other mark stays where the conference will have it."""
    painter.save()
    painter.fillRect(QRectF(0, 0, _RIBBON, height), QColor(GOLD))
    painter.translate(0, height)
    painter.rotate(-90)
    for part in (0.2, 0.5, 0.8):
        paint_run(painter, Run(height * part, 52, "DIỄN TẬP", 40, 700, GROUND, "center", 3))
    painter.restore()
