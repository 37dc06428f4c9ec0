"""What is painted anew is all that differs, and what the screen then holds is the new picture to the last point."""

from __future__ import annotations

from collections.abc import Generator
from random import Random
from typing import cast

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPixmap, QRegion
from pytestqt.qtbot import QtBot

from tests.support.clock import FakeClock
from tests.support.hall_cards import all_cards
from ui.projector.canvas import paint_card
from ui.projector.clock import HallClock
from ui.projector.differences import differing
from ui.projector.folding import Folded, fold
from ui.projector.stage import GROUND, ClockPlace, HallSettings
from ui.projector.window import ProjectorWindow

SIZE = QSize(650, 370)
COLOURS = ("#ffffff", "#f4c95d", "#0f333e")


def _picture(random: Random, size: QSize, ratio: float = 1.0) -> QPixmap:
    """A few rectangles somewhere on the ground, down to single points."""
    pixmap = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    pixmap.fill(QColor(GROUND))
    painter = QPainter(pixmap)
    for _ in range(random.randrange(4)):
        left, top = random.randrange(pixmap.width()), random.randrange(pixmap.height())
        rect = QRect(left, top, random.choice((1, 40, 300)), random.choice((1, 30, 200)))
        painter.fillRect(rect, QColor(random.choice(COLOURS)))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_the_region_holds_every_point_that_differs(ratio: float) -> None:
    random = Random(round(ratio * 100))
    for _ in range(12):
        one, other = _picture(random, SIZE, ratio), _picture(random, SIZE, ratio)
        mended = _plain(one)
        painter = QPainter(mended)
        for rect in differing(one, other):  # type: ignore[attr-defined]  # the stubs forget that regions are iterable
            left, top = round(rect.left() * ratio), round(rect.top() * ratio)
            right, bottom = round((rect.right() + 1) * ratio), round((rect.bottom() + 1) * ratio)
            place = QRect(left, top, right - left, bottom - top)
            painter.drawImage(place.topLeft(), _plain(other), place)
        painter.end()
        assert mended == _plain(other)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_a_folded_picture_unfolds_the_same_to_the_last_point_and_takes_less(ratio: float) -> None:
    pictures = [paint_card(card, SIZE, ratio, 0, HallSettings()) for card in [*all_cards().values()][::5]]
    pictures += [_picture(Random(7), SIZE, ratio), _noise(SIZE)]
    for picture in pictures:
        folded = _at_the_end(fold(picture))
        again = folded.unfolded()
        assert (again.toImage(), again.toImage().format()) == (picture.toImage(), picture.toImage().format())
        assert again.devicePixelRatio() == picture.devicePixelRatio()
        whole = picture.toImage().sizeInBytes()
        share = sum(band.sizeInBytes() for band in folded.bands if isinstance(band, QImage)) / whole
        assert share < 0.7 or picture is pictures[-1]


def _noise(size: QSize) -> QPixmap:
    """Of more colours than a byte tells apart, as a photograph is."""
    return QPixmap.fromImage(
        QImage(Random(3).randbytes(4 * size.width() * size.height()), size.width(), size.height(),
               QImage.Format.Format_RGB32)
    )  # fmt: skip


def _at_the_end(steps: Generator[None, None, Folded]) -> Folded:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("Folded", end.value)


def _plain(pixmap: QPixmap) -> QImage:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    return image


@pytest.mark.usefixtures("qapp")
def test_like_pictures_differ_nowhere_and_those_of_other_formats_everywhere() -> None:
    one = _picture(Random(1), SIZE)
    assert differing(one, one.copy()).isEmpty()
    clear = QPixmap(SIZE)
    clear.fill(QColor(0, 0, 0, 0))
    assert differing(one, clear) == QRegion(QRect(0, 0, SIZE.width(), SIZE.height()))


def test_the_screen_holds_the_new_picture_whatever_came_before(qtbot: QtBot) -> None:
    """window.grab() would paint all of it anew: here counts what was sent to the screen."""
    random, window = Random(7), ProjectorWindow(FakeClock().now)
    qtbot.addWidget(window, before_close_func=lambda w: w.end())
    window.resize(SIZE)
    with qtbot.waitExposed(window):
        window.show()
    place = ClockPlace("wall", None, 30, 30, 300, 120, 60, GROUND)
    for number in range(60):
        if number % 8 == 3:
            window.resize(SIZE if window.size() != SIZE else QSize(500, 300))
        picture = _picture(random, *window.surface())
        if random.random() < 0.8:
            window.mix_ahead(picture)
        clocks = (place,) if random.random() < 0.3 else ()
        window.show_pixmap(picture, random.choice((0, 20, 20)), clocks)
        if random.random() < 0.8:
            window.show_now()
        if random.random() < 0.4:
            continue  # the next one comes during the fade, or before anything was painted
        qtbot.waitUntil(lambda: not window.is_fading())
        qtbot.wait(1)
        sent = QGuiApplication.primaryScreen().grabWindow(window.winId())
        assert _but_clocks(sent, window) == _but_clocks(picture, window), f"switch {number}"


def _but_clocks(pixmap: QPixmap, window: ProjectorWindow) -> QImage:
    image = _plain(pixmap)
    painter = QPainter(image)
    for clock in window.findChildren(HallClock):
        if clock.isVisible():
            ratio = window.devicePixelRatioF()
            painter.fillRect(
                QRectF(QPointF(clock.pos()) * ratio, clock.size().toSizeF() * ratio).toAlignedRect(), QColor(GROUND)
            )
    painter.end()
    return image
