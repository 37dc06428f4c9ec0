"""What this laptop remembers: window place, theme, size of text, files opened, the hall's screen; typed.

Facts of a conference are rows of its file, never here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray

from app.domain.records import dataclass
from ui.appearance import TEXT_SIZES, Theme
from ui.kept_values import KeptValues
from ui.projector.screens import ScreenIdentity

PROGRAM = "hoi-nghi-doi-thoai"
MOST_RECENT = 8
_PATIENCE_S = 3.0


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file opened before. name, day and figures are as they were when it was closed; opened_at is UTC.

    Of a file with a password nothing is kept that only its reader may know.
    """

    path: str
    name: str = ""
    day: str = ""
    figures: str = ""
    opened_at: str = ""
    has_password: bool = False

    def opened(self) -> datetime | None:
        try:
            return datetime.fromisoformat(self.opened_at)
        except ValueError:
            return None


class Preferences:
    """Typed access to a file of texts; a value that cannot be read counts as never set.

    copies: where second copies of conferences go; beside that file where that is another one than the user's own.
    rehearsals: where the copies lie that rehearsals work on; results: where what they took is saved for printing.
    logs: where errors of the program are written; a demo with a file of its own is told nothing of a crash of the
    user's, and takes no report away from them.
    """

    def __init__(self, file: Path | None = None) -> None:
        data = file.parent if file else platformdirs.user_data_path(PROGRAM)
        self.copies = data / "ban-sao"
        self.rehearsals = data / "dien-tap"
        self.results = (data if file else platformdirs.user_documents_path()) / "ket-qua-dien-tap"
        self.logs = data / "nhat-ky-loi" if file else platformdirs.user_log_path(PROGRAM)
        self._own_second = data / "ban-thu-hai"
        place = file or platformdirs.user_config_path(PROGRAM) / "console.json"
        self._kept = KeptValues(place)

    @property
    def office_profile(self) -> Path:
        """What the office sets for its papers, for every new conference; beside that file."""
        return self._kept.path.with_name("mau-co-quan.json")

    @property
    def theme(self) -> Theme:
        try:
            return Theme(self._text("theme"))
        except ValueError:
            return Theme.LIGHT

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._put("theme", theme.value)

    @property
    def text_size(self) -> int:
        """Per cent."""
        text = self._text("text_size")
        return int(text) if text.isdigit() and int(text) in TEXT_SIZES else TEXT_SIZES[0]

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._put("text_size", str(percent))

    @property
    def operator(self) -> str:
        return self._text("operator")

    @operator.setter
    def operator(self, name: str) -> None:
        self._put("operator", name)

    @property
    def pin(self) -> str:
        """The hash of the desk's PIN (app.pin), empty if none was chosen."""
        return self._text("pin")

    @pin.setter
    def pin(self, hashed: str) -> None:
        self._put("pin", hashed)

    @property
    def window_place(self) -> QByteArray:
        return QByteArray.fromBase64(self._text("window_place").encode())

    @window_place.setter
    def window_place(self, place: QByteArray) -> None:
        self._put("window_place", bytes(place.toBase64().data()).decode())

    @property
    def hall_screen(self) -> ScreenIdentity | None:
        """The screen a person once chose for the hall."""
        return read_identity(self._text("hall_screen"))

    @hall_screen.setter
    def hall_screen(self, identity: ScreenIdentity | None) -> None:
        self._put("hall_screen", write_identity(identity) if identity else "")

    @property
    def chair_screen(self) -> ScreenIdentity | None:
        """The screen a person once gave to the chair; None: there is none."""
        return read_identity(self._text("chair_screen"))

    @chair_screen.setter
    def chair_screen(self, identity: ScreenIdentity | None) -> None:
        self._put("chair_screen", write_identity(identity) if identity else "")

    @property
    def small_clock(self) -> bool:
        """Whether hall pictures carry the time of day."""
        return self._text("small_clock") == "yes"

    @small_clock.setter
    def small_clock(self, wanted: bool) -> None:
        self._put("small_clock", "yes" if wanted else "")

    @property
    def second_folder(self) -> Path:
        """Where the second copy of each conference lies; without a choice on this laptop's own disk."""
        chosen = self._text("second_folder")
        return Path(chosen) if chosen else self._own_second

    @second_folder.setter
    def second_folder(self, folder: Path) -> None:
        self._put("second_folder", str(folder))

    def make_second_folder(self) -> Path:
        """The same; this laptop's own is made. One that a person chose may be away."""
        if not self._text("second_folder"):
            self._own_second.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.second_folder

    @property
    def has_own_second_folder(self) -> bool:
        """Whether a person chose it: then it is said when it is not there."""
        return bool(self._text("second_folder"))

    def import_columns(self, kind: str) -> dict[str, str]:
        """Header -> field, or empty for "not taken in", as columns of an import were last mapped by hand."""
        try:
            found = json.loads(self._text(f"import_columns/{kind}") or "{}")
        except ValueError:
            return {}
        return {str(title): str(field) for title, field in found.items()} if isinstance(found, dict) else {}

    def remember_import_columns(self, kind: str, columns: Mapping[str, str]) -> None:
        """Add to what is remembered; files of other offices keep theirs."""
        known = {**self.import_columns(kind), **columns}
        self._put(f"import_columns/{kind}", json.dumps(known, ensure_ascii=False))

    @property
    def recent(self) -> tuple[RecentFile, ...]:
        try:
            rows = json.loads(self._text("recent") or "[]")
            return tuple(RecentFile(**row) for row in rows)
        except (ValueError, TypeError):
            return ()

    def remember(self, file: RecentFile) -> None:
        """Put a file first in the list."""
        others = [known for known in self.recent if known.path != file.path]
        self._write_recent([file, *others][:MOST_RECENT])

    def forget(self, path: str) -> None:
        self._write_recent([known for known in self.recent if known.path != path])

    def seal(self, path: str) -> str:
        """How a file looked when it was closed last (app.file_check), empty if it was not closed here."""
        return self._seals().get(path, "")

    def remember_seal(self, path: str, seal: str) -> None:
        others = {known: other for known, other in self._seals().items() if known != path}
        newest = list({**others, path: seal}.items())[-MOST_RECENT:]
        self._put("seals", json.dumps(dict(newest), ensure_ascii=False))

    def _seals(self) -> dict[str, str]:
        try:
            found = json.loads(self._text("seals") or "{}")
        except ValueError:
            return {}
        return {str(path): str(seal) for path, seal in found.items()} if isinstance(found, dict) else {}

    def save(self) -> None:
        """Wait until it is on the disk, as long as a person may be kept waiting."""
        self._kept.save(_PATIENCE_S)

    def _write_recent(self, files: Sequence[RecentFile]) -> None:
        self._put("recent", json.dumps([asdict(file) for file in files], ensure_ascii=False))

    def _text(self, name: str) -> str:
        return self._kept.text(name)

    def _put(self, name: str, text: str) -> None:
        self._kept.put(name, text)


def write_identity(identity: ScreenIdentity) -> str:
    """A screen's identity as one stored text."""
    return json.dumps(asdict(identity), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read_identity(text: str) -> ScreenIdentity | None:
    try:
        return ScreenIdentity(**json.loads(text))
    except (ValueError, TypeError):
        return None
