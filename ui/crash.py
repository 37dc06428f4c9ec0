"""Where errors of the program go: a rotating log and a file of the fault handler, never a text of the conference.

Messages of exceptions may quote what somebody typed, so only their types and the places in the code are logged.
A thread writes the log: a line of it must keep nobody waiting whose disk does not answer.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Any

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


class _Writer(QueueListener):
    """Writes what is in the queue, line by line; an event among the lines is set when all before it is written."""

    def handle(self, record: logging.LogRecord | threading.Event) -> None:
        if isinstance(record, threading.Event):
            record.set()
        else:
            super().handle(record)


class BugReports(QObject):
    """found: an error nobody expected, told by its type and place; may come from any thread."""

    found = Signal(str)

    def __init__(self, lines: SimpleQueue[Any]) -> None:
        super().__init__()
        self._lines = lines

    def settle(self, patience_s: float) -> bool:
        """Wait until all that was logged is written; False if the disk took longer."""
        written = threading.Event()
        self._lines.put(written)
        return written.wait(patience_s)

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
    lines: SimpleQueue[Any] = SimpleQueue()
    with contextlib.suppress(OSError):
        log_into(folder, lines)
        faulthandler.enable((folder / _FAULTS).open("a", encoding="utf-8"))
    reports = BugReports(lines)
    sys.excepthook = _main_hook(reports)
    threading.excepthook = _thread_hook(reports)
    qInstallMessageHandler(_log_qt)
    return reports


def log_into(folder: Path, lines: SimpleQueue[Any]) -> QueueListener:
    """Everything that is logged goes through these lines to a file in the folder. Errors: OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = RotatingFileHandler(folder / "program.log", maxBytes=1 << 20, backupCount=3, encoding="utf-8")
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    writer = _Writer(lines, file)
    writer.start()
    handler = QueueHandler(lines)
    handler.setFormatter(_WithoutWords("%(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return writer


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
