"""Takes a picture of the hall with every kind of card, to be looked at by people.

`python -m tests.support.hall_gallery FOLDER [NAME ...]`: in the hall's own window, with its clocks, painted in parts as
while the conference runs; at 1920x1080, and those of SIZED at the other sizes too. The cards of docs/pictures/hall are
made by it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":  # before Qt is imported
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSize

from app.domain.scene import Card, ImageCard
from tests.support.clock import FakeClock
from tests.support.gallery import keep, settle
from tests.support.hall_cards import LATER, all_cards
from ui.application import make_application
from ui.preferences import Preferences
from ui.projector.canvas import clocks_of, finished, painting
from ui.projector.stage import HallSettings
from ui.projector.window import ProjectorWindow

LARGE = (1920, 1080)
SIZES = ((1280, 720), (1024, 768), (3840, 2160))
SIZED = ("cover long", "question 1", "question hard", "speaker")
LEFT = timedelta(minutes=1, seconds=25)
"""On the clocks."""


def photograph(card: Card, size: tuple[int, int], path: Path) -> None:
    clock = FakeClock(LATER - LEFT)
    window = ProjectorWindow(clock.now)
    window.resize(QSize(*size))
    window.show()
    surface, dpr = window.surface()
    settings = HallSettings()
    window.show_pixmap(finished(painting(card, surface, dpr, 0, settings)), 0, clocks_of(card, surface, settings))
    settle()
    keep(window.grab().toImage(), path)
    window.end()
    settle()


def take_all(folder: Path, wanted: tuple[str, ...]) -> None:
    for name, card in all_cards().items():
        if isinstance(card, ImageCard) or (wanted and not name.startswith(wanted)):
            continue  # a picture of somebody else's
        for size in (LARGE, *(SIZES if name in SIZED else ())):
            place = f"{name.replace(' ', '-')}-{size[0]}x{size[1]}.png"
            photograph(card, size, folder / place)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        application = make_application(Preferences(Path(home) / "gallery.json"))
        target = Path(sys.argv[1])
        target.mkdir(parents=True, exist_ok=True)
        take_all(target, tuple(sys.argv[2:]))
        os._exit(0)  # nothing of it is worth an orderly end
