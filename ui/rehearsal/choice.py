"""What to rehearse: a shipped script, or a copy of a file opened before. One list; Enter takes the line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.keys import Keys
from ui.operator.palette import Entry, Palette
from ui.preferences import RecentFile
from ui.rehearsal.prepare import shipped_titles


class RehearsalChoice(Palette):
    """begin_script, begin_file: a script's name or a file's path was chosen."""

    def __init__(
        self,
        area: QWidget,
        recent: Callable[[], Sequence[RecentFile]],
        begin_script: Callable[[str], object],
        begin_file: Callable[[Path], object],
    ) -> None:
        unseen = QWidget(area)
        unseen.hide()
        super().__init__(area, Keys(unseen), self._lines, bindings=())
        self._recent, self._begin_script, self._begin_file = recent, begin_script, begin_file
        self.field.setPlaceholderText("Diễn tập kịch bản nào? Enter để bắt đầu")
        self.field.setAccessibleName("Tìm kịch bản")
        self.list.setAccessibleName("Các kịch bản")

    def _lines(self) -> list[Entry]:
        scripts = [
            Entry(title, "", "school-outline", partial(self._begin_script, name))
            for name, title in shipped_titles().items()
        ]
        copies = [
            Entry(
                f"Bản sao của: {file.name or Path(file.path).stem}", "", "content-copy", partial(self._begin_file, path)
            )
            for file in self._recent()
            if (path := Path(file.path)).exists()
        ]
        return [*scripts, *copies]
