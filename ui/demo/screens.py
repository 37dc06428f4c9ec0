"""Where the demo plays: on the display there is, or offscreen on a laptop's screen and a projector beside it.

Must be asked before Qt is started.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

_LAPTOP = {"name": "LAPTOP", "x": 0, "y": 0, "width": 1366, "height": 768}
_PROJECTOR = {"name": "PROJECTOR", "x": 1366, "y": 0, "width": 1920, "height": 1080}
_PLAIN = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def choose_platform(folder: Path) -> None:
    """Set Qt's platform; folder: where the description of the two screens is kept while the demo runs."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    is_offscreen = wanted.startswith("offscreen") if wanted else not _has_display()
    if not is_offscreen or "configfile=" in wanted:
        return
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [screen | _PLAIN for screen in (_LAPTOP, _PROJECTOR)]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def give_the_keyboard() -> None:
    """Offscreen nobody activates the next window when one closes, as every desktop does."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.platformName() == "offscreen":
        windows = [window for window in app.topLevelWidgets() if window.isVisible()]
        console = next((window for window in windows if isinstance(window, QMainWindow)), None)
        front = app.activeModalWidget() or console
        if front is not None:
            front.activateWindow()
