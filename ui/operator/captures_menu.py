"""A second laptop's captures: its file made, found on the stick, taken in; what both wrote is shown and decided."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from app import captures, labels, password
from app.captures import Capture, Conflict, Plan
from app.commands import stations
from app.domain.changes import Table
from app.domain.errors import RuleError, StorageError
from app.domain.facts import Mode
from app.domain.station import Station
from app.queries import desk as lists
from ui.desk import Desk
from ui.keys import first_key
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.operator.palette import Entry
from ui.passwords import ask_over
from ui.preferences import Preferences
from ui.scale import px
from ui.shortcuts import Action
from ui.tasks import run_in_background
from ui.theme import set_role
from ui.widgets.key_cap import shown_key
from ui.widgets.key_hints import key_hints
from ui.widgets.plain_label import PlainLabel

_log = logging.getLogger(__name__)
AT_ONCE_MS = 400
"""So soon after the key nobody types on yet: a list may take the focus. Later it waits in the palette."""
_FILES = "*.ghi-ho-*.hoinghi"
_ICON = "content-duplicate"
_CONFLICT = Qt.ItemDataRole.UserRole
_COLUMNS = {
    "verbatim": "nguyên văn", "short_text": "bản rút gọn", "gist": "ý chính", "text": "nội dung", "name": "tên",
    "unit": "đơn vị", "title": "chức vụ", "state": "tình trạng", "asker_id": "người hỏi", "site_id": "điểm cầu",
    "topic_id": "lĩnh vực", "lead_agency_id": "cơ quan chủ trì", "agency_id": "cơ quan", "honorific": "xưng hô",
}  # fmt: skip
_TEXTS = frozenset({"verbatim", "short_text", "gist", "text", "name", "unit", "title", "honorific"})


def capture_files(places: Iterable[Path]) -> list[Path]:
    """Those of all places, by name. Errors: OSError."""
    return sorted({file for place in places if place.is_dir() for file in place.glob(_FILES)})


def read_file(file: Path, stations: Sequence[Station], at: datetime) -> Capture | None:
    """None where its password has to be asked for first. Errors: as captures.read_capture."""
    return None if password.is_locked(file) else captures.read_capture(file, stations, at)


class CapturesMenu:
    """Lines for the palette. While the conference runs nothing asks for a file: those on the stick are offered.

    found: told when other files lie there than before, or a file that was read waits for a person.
    """

    def __init__(self, desk: Desk, preferences: Preferences, area: QWidget, found: Callable[[], object]) -> None:
        self._desk, self._preferences, self._area = desk, preferences, area
        self._tell = found
        self._files: list[Path] = []
        self._is_looking = False
        self._reading: QElapsedTimer | None = None
        self._waiting: Entry | None = None
        self.conflicts: ConflictList | None = None

    def lines(self) -> Sequence[Entry]:
        if self._desk.conference.station:
            return ()
        self._look()
        found = [self._waiting] if self._waiting else []
        found += [Entry(f"Nhận tệp ghi hộ “{one.name}”", "", _ICON, partial(self.take_in, one)) for one in self._files]
        if lists.facts(self._desk.conference.db).mode is Mode.LIVE:
            return found
        return [
            *found,
            Entry("Tạo tệp ghi hộ cho máy thứ hai…", "", _ICON, self._ask_folder),
            Entry("Nhận tệp ghi hộ khác…", "", _ICON, self._ask_file),
        ]

    def _look(self) -> None:
        """For capture files beside the conference, in the place of the second copy, and where that lies.

        In a thread: a stick that does not answer would hold up the palette.
        """
        if self._is_looking:
            return
        self._is_looking = True
        second = self._preferences.second_folder
        places = dict.fromkeys((self._desk.conference.path.parent, second, second.parent))
        run_in_background(partial(capture_files, tuple(places)), self._found, self._not_found, in_process=False)

    def _found(self, files: list[Path]) -> None:
        self._is_looking = False
        if files != self._files:
            self._files = files
            self._tell()

    def _not_found(self, _: Exception) -> None:
        self._is_looking = False

    def make(self, folder: Path) -> None:
        """A capture file for the next laptop; where it lies is said in the bar."""
        self._desk.before_command.emit()
        made = self._desk.run(stations.make_capture_file, "", folder, self._desk.conference.clock)
        if made is not None:
            opens = " Tệp mở bằng mật khẩu của hội nghị này." if self._desk.conference.has_password else ""
            self._desk.said.emit(f"Đã tạo “{made.name}”. Chép sang máy thứ hai, mở ra rồi ghi như thường.{opens}")

    def take_in(self, file: Path) -> None:
        """Take in at once what nobody else wrote; what both wrote is shown first.

        Read in a thread: a stick that does not answer would hold up the console. The file chosen last counts.
        """
        conference, self._waiting = self._desk.conference, None
        self._reading = since = QElapsedTimer()
        since.start()
        self._desk.said.emit(f"Đang đọc “{file.name}”…")
        work = partial(read_file, file, lists.stations(conference.db), conference.now())
        run_in_background(work, partial(self._was_read, since, file), partial(self._not_read, since), in_process=False)

    def _was_read(self, since: QElapsedTimer, file: Path, capture: Capture | None) -> None:
        if since is not self._reading:
            return
        if capture is None:
            self._offer(
                since,
                "Tệp ghi hộ có mật khẩu.",
                f"Gõ mật khẩu của “{file.name}”…",
                lambda: ask_over(self._area, file, partial(self.take_in, file)),
            )
            return
        found = captures.plan(self._desk.conference.db, capture)
        if not found.conflicts:
            self._finish(capture, ())
            return
        count = len(found.conflicts)
        self._offer(
            since,
            f"Hai máy ghi khác nhau ở {count} chỗ.",
            f"Xem {count} chỗ hai máy ghi khác nhau…",
            partial(self._show_conflicts, capture),
        )

    def _offer(self, since: QElapsedTimer, said: str, words: str, do: Callable[[], object]) -> None:
        """What takes the focus comes at once or, to who types by now, from the palette."""
        if since.elapsed() <= AT_ONCE_MS:
            self._desk.said.emit("")
            do()
            return
        self._waiting = Entry(words, "", _ICON, do)
        self._desk.said.emit(f"{said} Nhấn {shown_key(first_key(Action.PALETTE))}, chọn “{words}”")
        self._tell()

    def _not_read(self, since: QElapsedTimer, error: Exception) -> None:
        if since is not self._reading:
            return
        match error:
            case StorageError():
                self._desk.said.emit(labels.trouble(error))
            case RuleError():
                self._desk.said.emit(labels.rule(error))
            case _:
                _log.error("a capture file was not read", exc_info=error)
                self._desk.said.emit("Không đọc được tệp này, dữ liệu vẫn được giữ.")

    def _show_conflicts(self, capture: Capture) -> None:
        """As they are now: it may have waited in the palette."""
        self._waiting = None
        found = captures.plan(self._desk.conference.db, capture).conflicts
        if not found:
            self._finish(capture, ())
            return
        self.conflicts = ConflictList(self._area, found, partial(self._finish, capture))
        self.conflicts.closed.connect(self.conflicts.deleteLater)
        self.conflicts.open()

    def _finish(self, capture: Capture, theirs: Sequence[Conflict]) -> None:
        done = self._desk.run(stations.take_in, capture, theirs)
        if done is not None:
            self._desk.said.emit(told(done, capture.station.name))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._area.window(), "Đặt tệp ghi hộ ở đâu (nên là ổ USB)", str(self._preferences.second_folder)
        )
        if folder:
            self.make(Path(folder))

    def _ask_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self._area.window(), "Nhận tệp ghi hộ", "", f"Tệp ghi hộ ({_FILES})")
        if path:
            self.take_in(Path(path))


class ConflictList(Overlay):
    """One line a conflict; Space changes the side that is taken, Enter takes all in, Esc takes in nothing."""

    def __init__(
        self, area: QWidget, conflicts: Sequence[Conflict], take: Callable[[Sequence[Conflict]], object]
    ) -> None:
        super().__init__(area, widest=760)
        self._take = take
        self.list = QListWidget()
        self.list.setAccessibleName("Chỗ hai máy ghi khác nhau")
        self.list.setWordWrap(True)
        set_role(self.list, "choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.list)
        for conflict in conflicts:
            item = QListWidgetItem(self.list)
            item.setData(_CONFLICT, conflict)
            self._say(item, takes_theirs=False)
        self.list.setCurrentRow(0)
        self.content.addWidget(PlainLabel(f"Hai máy ghi khác nhau ở {len(conflicts)} chỗ", "title"))
        self.content.addWidget(self.list, 1)
        hints = (("Đổi bên được giữ", "Phím cách"), ("Nhận vào", "Enter"), ("Đóng, không nhận", "Esc"))
        add_layout(self.content, key_hints(*hints))
        self.list.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self.toggle_side()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._finish()
                return True
        return super().eventFilter(watched, event)

    def panel_height(self, most: int) -> int:
        return min(most, px(130 + 64 * self.list.count()))

    def toggle_side(self) -> None:
        """The other laptop's words instead of ours, or back."""
        item = self.list.currentItem()
        if self.list.count() and item.data(_CONFLICT).column:
            self._say(item, takes_theirs=not item.data(_CONFLICT + 1))

    def _say(self, item: QListWidgetItem, *, takes_theirs: bool) -> None:
        item.setData(_CONFLICT + 1, takes_theirs)
        item.setText(in_words(item.data(_CONFLICT), takes_theirs=takes_theirs))

    def _finish(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        theirs = [item.data(_CONFLICT) for item in items if item.data(_CONFLICT + 1)]
        self.leave()
        self._take(theirs)


def in_words(conflict: Conflict, *, takes_theirs: bool = False) -> str:
    """Which row, what stands here, what came; who is kept."""
    what = labels.question_number(conflict.number) if conflict.number else labels.word(conflict.table).capitalize()
    if not conflict.column:
        return f"{what}: giữ như máy chính, đã xóa. Bỏ của máy ghi hộ: {_quoted(conflict.there)}"
    column = _COLUMNS.get(conflict.column, "nội dung khác")
    if conflict.column not in _TEXTS:
        return f"{what}, {column}: hai máy chọn khác nhau. Giữ của {'máy ghi hộ' if takes_theirs else 'máy chính'}."
    kept, other = (conflict.there, conflict.here) if takes_theirs else (conflict.here, conflict.there)
    side, rest = ("máy ghi hộ", "máy chính") if takes_theirs else ("máy chính", "máy ghi hộ")
    return f"{what}, {column}. Giữ của {side}: {_quoted(kept)}\nBỏ của {rest}: {_quoted(other)}"


def _quoted(text: str) -> str:
    return f"“{text.strip()}”" if text.strip() else "(để trống)"


def told(done: Plan, name: str) -> str:
    """What was taken in, as a sentence."""
    count = sum(row.table is Table.QUESTION for row in done.added)
    if not done.added and not done.changed and not done.conflicts:
        return f"Không có gì mới từ máy ghi hộ “{name}”."
    kept = f" Giữ của máy chính ở {len(done.conflicts)} chỗ." if done.conflicts else ""
    return f"Đã nhận từ máy ghi hộ “{name}”: {count} câu mới, {len(done.changed)} mục cập nhật.{kept}"
