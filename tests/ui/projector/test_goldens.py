"""Every layout against a stored small picture, at four sizes and four scales: what changes is meant to change.

After a wanted change: HALL_GOLDENS=write pytest tests/ui/projector/test_goldens.py, then look at the pictures.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from tests.support.hall_cards import all_cards, long_text, son_la
from ui.projector.canvas import paint_card
from ui.projector.stage import HallSettings

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.slow]
GOLDENS = Path(__file__).parents[2] / "fixtures" / "hall_goldens"
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768)]
SCALES = [1.0, 1.25, 1.5, 2.0]
WIDTH = 240
_SHADES = 40
"""A mark moved by a pixel of the small picture differs by far more in many of its pixels."""
_SHARE = 0.004


def cards() -> dict[str, object]:
    short = son_la()[0].__class__(9, "", "Bao giờ có việc làm?", "Lò Văn Phú")
    longest = son_la()[0].__class__(10, "Việc làm", long_text(2000), "Lò Văn Phú")
    return {**all_cards(), "question of 20 characters": short, "question of 2000 characters": longest}


def _small(pixmap: QPixmap) -> QImage:
    image = pixmap.toImage()
    image.setDevicePixelRatio(1.0)
    return image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation).convertToFormat(
        QImage.Format.Format_RGB888
    )


def _differing(one: QImage, other: QImage) -> float:
    """Share of channels that differ beyond the tolerance."""
    first, second = bytes(one.constBits()), bytes(other.constBits())
    return sum(abs(a - b) > _SHADES for a, b in zip(first, second, strict=True)) / len(first)


@pytest.mark.parametrize("name", sorted(cards()))
@pytest.mark.parametrize("shape", ["16x9", "4x3"])
def test_the_picture_is_the_stored_one(name: str, shape: str) -> None:
    """A logical size and a scale give the pixels; equal shapes give equal pictures, whatever their resolution."""
    golden = GOLDENS / f"{name.replace(' ', '-')}-{shape}.png"
    card = cards()[name]
    sizes = [size for size in SIZES if (size == (1024, 768)) == (shape == "4x3")]
    first = _small(paint_card(card, QSize(*sizes[0]), 1.0, 0, HallSettings()))  # type: ignore[arg-type]
    if os.environ.get("HALL_GOLDENS") == "write":
        GOLDENS.mkdir(parents=True, exist_ok=True)
        first.save(str(golden))
    stored = QImage(str(golden)).convertToFormat(QImage.Format.Format_RGB888)
    assert stored.size() == first.size(), f"no golden picture {golden.name}"
    for width, height in sizes:
        for scale in SCALES:
            logical = QSize(round(width / scale), round(height / scale))
            if (round(logical.width() * scale), round(logical.height() * scale)) != (width, height):
                continue  # such a screen does not exist
            painted = _small(paint_card(card, logical, scale, 0, HallSettings()))  # type: ignore[arg-type]
            assert painted.size() == stored.size()
            assert _differing(painted, stored) <= _SHARE, f"{name} at {width}x{height}, scale {scale}"
            if width == 3840:
                break  # four thousand pixels once are enough: scale 2 is the same picture as 1
