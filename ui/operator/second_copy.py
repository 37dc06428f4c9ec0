"""The second copy as the person knows it: where it lies, whether it has everything, and the choice of another place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.conference import SaveState
from ui.desk import Desk
from ui.preferences import Preferences

FOLDER = "Bản thứ hai hội nghị"
"""Made in the place chosen: a stick that is not there has no such folder, so nothing is written below it."""


class SecondCopy(QObject):
    """changed: it fell behind, or caught up, or lies elsewhere now."""

    changed = Signal()

    def __init__(self, desk: Desk, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._preferences, self._window = desk, preferences, parent
        self._state = desk.conference.second.state() if desk.conference.second else None
        desk.second_state.connect(self._hear)

    @property
    def folder(self) -> Path:
        return self._preferences.second_folder

    def is_whole(self) -> bool:
        """Whether all that was done lies there, so that the first file may fail."""
        second = self._desk.conference.second
        return second is not None and second.wait_safe(self._desk.conference.last_event(), 0)

    def is_missing(self) -> bool:
        """It was put in a place of the person's choice and cannot be written there now."""
        return self._preferences.has_own_second_folder and self._state is not None and self._state.trouble is not None

    def words(self) -> str:
        """Where it is and how far, in one sentence."""
        place = f"“{self.folder}”"
        if self.is_whole():
            return f"Bản thứ hai đã có đủ, ở {place}."
        return f"Bản thứ hai chưa đủ, đang chờ ghi vào {place}."

    def choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, "Nơi giữ bản thứ hai (nên là ổ USB)", str(self.folder))
        if chosen:
            self.move_to(Path(chosen))

    def move_to(self, place: Path) -> None:
        """From now on it lies in a folder of its own in place; the former one stays where it was."""
        folder = place if place.name == FOLDER else place / FOLDER
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError:
            self._desk.said.emit(f"Không tạo được thư mục trong “{place}”. Bản thứ hai vẫn ở nơi cũ.")
            return
        self._preferences.second_folder = folder
        self._desk.conference.keep_second(folder)
        self.changed.emit()

    def _hear(self, state: SaveState) -> None:
        self._state = state
        self.changed.emit()
