"""Keeps a start short: what Python and PySide6 do beside it waits until the first window stands."""

from __future__ import annotations

import builtins
import gc
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui import c_library, overrides

if TYPE_CHECKING:
    from app.domain.clock import Clock
    from ui.opening import OpenedAhead
    from ui.preferences import Preferences

SETTLED_MS = 700
SWITCH_S = 0.00005
"""How long one thread of Python may keep another waiting; Python's own is a hundred times that.

A turn of the event loop that asks SQLite twenty times gives twenty times way: beside a thread that reckons, as a long
import does, it would stand still for 20 x 5 ms.
"""
ENDING = (signal.SIGTERM, signal.SIGINT)


def begin() -> None:
    """Before the first module of the program that knows Qt is imported.

    PySide6 reads the source of each module imported after it, in search of a switch (`__feature__`) that nothing here
    uses: a tenth of a start. Garbage is not looked for among what is only being made.
    """
    overrides.make_errors_whole()
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    gc.disable()
    sys.setswitchinterval(SWITCH_S)


def hold_endings() -> None:
    """SIGTERM and SIGINT wait until somebody can close what is being opened; in all threads that begin after this."""
    if os.name != "nt":
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)


def open_ahead(file: Path, preferences: Preferences, clock: Clock) -> OpenedAhead | None:
    """Begin to open a file in a thread. None where its password has to be asked for first."""
    from app import password
    from app.conference import Spare
    from ui.opening import OpenedAhead, Wanted

    if password.is_locked(file.absolute()):
        return None
    return OpenedAhead(Wanted(file.absolute(), clock, preferences.operator, Spare(preferences.make_second_folder())))


def settle_soon(parent: QObject) -> None:
    """Once the window stands: garbage is collected again, though not among what a start made; more is imported."""
    QTimer.singleShot(SETTLED_MS, parent, partial(_settle, parent))


def _settle(parent: QObject) -> None:
    from ui.ahead import Ahead
    from ui.garbage import GarbageCollector

    c_library.keep_big_pieces_apart()
    gc.freeze()
    GarbageCollector(parent)
    Ahead(parent)
