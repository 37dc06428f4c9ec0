"""An icon is drawn in the pixels it has, also where large text enlarges what is painted."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from ui.icons import paint_icon


def _painted(side: float, factor: float) -> QImage:
    picture = QPixmap(64, 64)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.translate(4, 2)
    painter.scale(factor, factor)
    paint_icon(painter, QRectF(8 / factor, 8 / factor, side, side), "projector", "#000000")
    assert painter.transform().m11() == factor  # what is painted next is enlarged as before
    painter.end()
    return picture.toImage()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("factor", [1.25, 1.5, 1.75])
def test_an_enlarged_icon_is_as_sharp_as_one_of_that_size(factor: float) -> None:
    assert _painted(16, factor) == _painted(16 * factor, 1)
