"""A file of settings (JSON) that is read once and written by a thread: each writing waits for the disk.

Qt's own settings are written in the event loop of whoever set them, with two syncs each.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from pathlib import Path

_log = logging.getLogger(__name__)
_REST_S = 5.0
"""Without anything to write the thread ends."""


class KeptValues:
    """text() and put() know memory alone; what was put is on the disk soon after, at the latest by save()."""

    def __init__(self, path: Path) -> None:
        self.path = path
        is_new = not path.exists()
        self._values = _read_former(path.with_suffix(".ini")) if is_new else _read(path)
        self._wake = threading.Condition()
        self._changed = dict(self._values) if is_new else {}
        self._is_writing = False
        self._thread: threading.Thread | None = None

    def text(self, name: str) -> str:
        return self._values.get(name, "")

    def put(self, name: str, text: str) -> None:
        if self._values.get(name) == text:
            return
        self._values[name] = text
        with self._wake:
            self._changed[name] = text
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_all, name="settings", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def save(self, patience_s: float) -> bool:
        """Wait until all of it is written; False if the disk took longer."""
        with self._wake:
            return self._thread is None or self._wake.wait_for(self._is_written, patience_s)

    def _is_written(self) -> bool:
        return not self._changed and not self._is_writing

    def _write_all(self) -> None:
        while True:
            with self._wake:
                self._is_writing = False
                self._wake.notify_all()
                if not self._wake.wait_for(lambda: self._changed, _REST_S):
                    self._thread = None
                    return
                changed, self._changed = self._changed, {}
                self._is_writing = True
            try:
                _write(self.path, changed)
            except OSError as error:
                _log.warning("settings cannot be written: %s", type(error).__name__)


def _read(path: Path) -> dict[str, str]:
    """A file that cannot be read, or is none of ours, counts as empty."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: text for name, text in found.items() if isinstance(text, str)} if isinstance(found, dict) else {}


def _read_former(ini: Path) -> dict[str, str]:
    """What versions before December 2026 kept: an ini of Qt's."""
    if not ini.exists():
        return {}
    from PySide6.QtCore import QByteArray, QSettings

    settings = QSettings(str(ini), QSettings.Format.IniFormat)
    values = ((name, settings.value(name)) for name in settings.allKeys())
    plain = (
        (name, bytes(one.toBase64().data()).decode() if isinstance(one, QByteArray) else one) for name, one in values
    )
    return {name: one for name, one in plain if isinstance(one, str)}


def _write(path: Path, changed: dict[str, str]) -> None:
    """What another window of the program has written meanwhile stays. The name holds the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    whole = json.dumps({**_read(path), **changed}, ensure_ascii=False, indent=1)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("w", encoding="utf-8") as file:
        file.write(whole)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
