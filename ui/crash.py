"""Where errors of the program go: a rotating log and a file of the fault handler, never a text of the conference.

Messages of exceptions may quote what somebody typed, so only their types and the places in the code are logged.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_log = logging.getLogger(__name__)
_FAULTS = "faults.txt"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class _WithoutWords(logging.Formatter):
    """What was raised by its type and places in the code: its words may quote somebody."""

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  # logging's name
        kind, _, trace = ei
        return f"{kind.__name__ if kind else ''}\n{''.join(traceback.format_tb(trace))}".rstrip()


class BugReports(QObject):
    """found: an error nobody expected, told by its type and place; may come from any thread."""

    found = Signal(str)

    def report(self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
        """Log where it happened and tell the console; the program goes on."""
        places = "".join(traceback.format_tb(trace))
        _log.error("unexpected %s\n%s", kind.__name__, places)
        last = traceback.extract_tb(trace)[-1] if trace else None
        self.found.emit(f"{kind.__name__} ({Path(last.filename).name}:{last.lineno})" if last else kind.__name__)


def install(folder: Path) -> BugReports:
    """Send every unexpected error, Qt message and fault to files in this folder, which is made.

    A folder that cannot be written takes nothing from the program but its log.
    """
    with contextlib.suppress(OSError):
        _log_into(folder)
    reports = BugReports()
    sys.excepthook = _main_hook(reports)
    threading.excepthook = _thread_hook(reports)
    qInstallMessageHandler(_log_qt)
    return reports


def _log_into(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(folder / "program.log", maxBytes=1 << 20, backupCount=3, encoding="utf-8")
    handler.setFormatter(_WithoutWords("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    faulthandler.enable((folder / _FAULTS).open("a", encoding="utf-8"))


def _main_hook(reports: BugReports) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return  # the handler of the signal ends the program
        reports.report(kind, value, trace)

    return hook


def _thread_hook(reports: BugReports) -> Callable[[threading.ExceptHookArgs], None]:
    def hook(found: threading.ExceptHookArgs) -> None:
        if found.exc_type is not SystemExit:
            reports.report(found.exc_type, found.exc_value, found.exc_traceback)

    return hook


def _log_qt(level: QtMsgType, _: QMessageLogContext, message: str | None) -> None:
    logging.getLogger("qt").log(_LEVELS.get(level, logging.WARNING), "%s", message)
