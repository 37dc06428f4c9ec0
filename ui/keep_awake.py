"""Keeps the machine awake while a hall screen is on: no screen saver, no sleep. Says so when the system will not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)


class Hold(Protocol):
    """What the system is asked for; active says whether it agreed."""

    active: bool

    def __enter__(self) -> Hold: ...

    def __exit__(self, *error: object) -> bool | None: ...


def _presenting() -> Hold:
    from wakepy import keep  # late: it looks for buses and desktops

    hold: Hold = keep.presenting(on_fail="pass")  # type: ignore[assignment]  # Mode, when not used as a decorator
    return hold


class KeepAwake(QObject):
    """Asked for once and given back once, on the thread that owns it. changed: is_refused is another."""

    changed = Signal()

    def __init__(self, ask: Callable[[], Hold] = _presenting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._hold: Hold | None = None
        self.is_refused = False

    @property
    def is_held(self) -> bool:
        return self._hold is not None and self._hold.active

    def hold(self) -> None:
        """Ask, unless it was asked already. A system that refuses or has no such service never stops the hall."""
        if self._hold is not None:
            return
        try:
            self._hold = self._ask().__enter__()
        except Exception:
            _log.exception("keep awake")
        refused = not self.is_held
        if refused != self.is_refused:
            self.is_refused = refused
            self.changed.emit()

    def release(self) -> None:
        hold, self._hold = self._hold, None
        if hold is None:
            return
        try:
            hold.__exit__(None, None, None)
        except Exception:
            _log.exception("keep awake")
