"""Another program with a full-screen window on the second screen, as a video player: magenta, and in focus."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget


def main(is_on_top: bool) -> int:
    app = QApplication([])
    window = QWidget()
    colours = window.palette()
    colours.setColor(QPalette.ColorRole.Window, QColor("#ff00ff"))
    window.setPalette(colours)
    window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, is_on_top)
    screen = max(QApplication.screens(), key=lambda each: each.geometry().x())
    window.setScreen(screen)
    window.setGeometry(screen.geometry())
    window.showFullScreen()
    window.activateWindow()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main("top" in sys.argv))
