"""The QApplication as this program wants it, and an orderly end at SIGTERM or Ctrl+C."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from ui import scale, theme, translation
from ui.preferences import PROGRAM, Preferences
from ui.start_up import ENDING


def make_application(preferences: Preferences) -> QApplication:
    """Theme, size of text, font and language.

    Qt parts large pictures among threads of its own and waits for the last of them. Beside an import these get a
    processor late: 120 ms for a thumbnail that one thread scales in 1.4.
    """
    os.environ["QT_NO_GUI_THREADPOOL"] = "1"
    app = QApplication([PROGRAM])
    app.setApplicationName(PROGRAM)
    app.setApplicationDisplayName("Hội nghị đối thoại")
    app.setQuitOnLastWindowClosed(False)  # the program ends when the conference is closed, not with some window
    translation.install(app)
    scale.set_percent(preferences.text_size)  # before the theme: its sheet has the sizes
    theme.set_theme(preferences.theme)
    return app


class SignalKeeper(QObject):
    """Wakes Qt's loop when a signal comes: Python runs its handlers only between two of its own instructions."""

    def __init__(self, end: Callable[[], object]) -> None:
        super().__init__()
        self._end = end
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        for end_of_pair in (self._ours, theirs):
            end_of_pair.setblocking(False)
        self._before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def close(self) -> None:
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._ours.close()
        self._theirs.close()

    def _woken(self) -> None:
        self._ours.recv(64)
        self._end()


def catch_signals(end: Callable[[], object]) -> SignalKeeper:
    """From now on SIGTERM and SIGINT call end() inside the event loop, also one that start_up has held back."""
    for number in ENDING:
        signal.signal(number, _heard)
    keeper = SignalKeeper(end)
    if os.name != "nt":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    return keeper


def _heard(*_: object) -> None:
    """The byte in the wake-up socket does the work."""
