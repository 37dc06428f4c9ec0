"""Work beside the console: papers and imports in a child process with limits, backups in a thread.

The child is spawned, not forked; what it is given and what it returns must be picklable. It never sees the database.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ui import c_library, child_work

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_log = logging.getLogger(__name__)
T = TypeVar("T")
PATIENCE_S = 60.0
NICER = 10
"""By so much a child gives way on Linux: a tenth of the console's share where the processors are few."""
_MAY_SET, _BELOW_NORMAL = 0x0200, 0x4000
"""Windows: PROCESS_SET_INFORMATION, BELOW_NORMAL_PRIORITY_CLASS."""
_NO_THREAD_S = 0.5
_running: set[_Task] = set()
_kept: dict[_Task, threading.Thread] = {}
"""Until their threads have ended: whoever lets go of a QObject last destroys it, and no thread but the main one may."""


class TaskFailedError(Exception):
    """The child died or took too long; kind says which ("died", "timeout")."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class _Task(QObject):
    """One piece of work; its signals bring the outcome to the main thread."""

    _done = Signal(object)
    _failed = Signal(object)

    def __init__(self, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        super().__init__()
        self._on_done, self._on_failed = done, failed
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        self.child: BaseProcess | None = None

    def hold(self, child: BaseProcess) -> None:
        """The console may have closed while the child was being started."""
        self.child = child
        if self in _running:
            _give_way(child.pid or 0)
        else:
            child.kill()

    def run(self, work: Callable[[], object]) -> None:
        """In its thread: do the work, tell the outcome."""
        outcome: object
        try:
            outcome, is_done = work(), True
        except Exception as error:  # whatever it is, it goes to the one who asked
            outcome, is_done = error, False
        if self in _running:  # else nobody is told any more, and Qt may have ended
            (self._done if is_done else self._failed).emit(outcome)
        c_library.give_memory_back()

    def _finish(self, outcome: object) -> None:
        if self in _running:
            done = self._on_done
            self.forget()
            done(outcome)

    def _fail(self, error: Exception) -> None:
        if self in _running:
            failed = self._on_failed
            self.forget()
            _log.info("work failed: %s", type(error).__name__)
            failed(error)

    def forget(self) -> None:
        """Nobody is told any more; who would have been may go."""
        _running.discard(self)
        self._on_done = self._on_failed = _nobody


def run_in_background(
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
    *,
    in_process: bool = True,
    patience_s: float = PATIENCE_S,
) -> None:
    """Do work beside the console; done(result) or failed(error) follows on the main thread.

    in_process: in a child with limits on memory and time (work: a module function or functools.partial of one).
    failed gets what work raised, or TaskFailedError if the child died or took longer than patience_s.
    """
    for ended in [task for task, thread in _kept.items() if task not in _running and _has_ended(thread)]:
        del _kept[ended]
    task = _Task(done, failed)
    _running.add(task)
    job = (lambda: _in_child(task.hold, work, patience_s)) if in_process else work
    _kept[task] = threading.Thread(target=task.run, args=(job,), name="background work", daemon=True)
    _starter().put(_kept[task])


@cache
def _starter() -> SimpleQueue[threading.Thread]:
    """Threads to be started by a thread: Python waits until each has begun, and on a busy machine that is 100 ms."""
    wanted: SimpleQueue[threading.Thread] = SimpleQueue()
    threading.Thread(target=_start_all, args=(wanted,), name="starter", daemon=True).start()
    return wanted


def _start_all(wanted: SimpleQueue[threading.Thread]) -> None:
    while True:
        thread = wanted.get()
        while thread.ident is None:
            try:
                thread.start()
            except RuntimeError:  # the system has no more threads just now
                time.sleep(_NO_THREAD_S)
        del thread


def _has_ended(thread: threading.Thread) -> bool:
    return thread.ident is not None and not thread.is_alive()


def wait_for_child(work: Callable[[], T], patience_s: float = PATIENCE_S) -> T:
    """The same child for the verbs without windows: waits here. Raises what work raised, or TaskFailedError."""
    return _in_child(lambda _: None, work, patience_s)


def are_running() -> bool:
    """Whether any work is under way."""
    return bool(_running)


def stop_all() -> None:
    """The conference is closing: children end, and nobody hears of what is still under way."""
    for task in tuple(_running):
        task.forget()  # first: a child that is just being started is ended by hold()
        if task.child is not None:
            task.child.kill()


def _nobody(_: object) -> None:
    pass


def _give_way(child: int) -> None:
    """Where both want the processor the console comes first; on Linux its files do so too."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(_MAY_SET, False, child)
        ctypes.windll.kernel32.SetPriorityClass(ctypes.c_void_p(handle), _BELOW_NORMAL)
        ctypes.windll.kernel32.CloseHandle(ctypes.c_void_p(handle))
    else:
        with contextlib.suppress(OSError):  # it has ended already
            os.setpriority(os.PRIO_PROCESS, child, os.getpriority(os.PRIO_PROCESS, 0) + NICER)


def _in_child(begun: Callable[[BaseProcess], None], work: Callable[[], T], patience_s: float) -> T:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=child_work.main, args=(theirs, work), daemon=True)
    child.start()
    begun(child)
    theirs.close()
    try:
        if not ours.poll(patience_s):
            raise TaskFailedError("timeout")
        outcome = ours.recv()
    except EOFError:
        raise TaskFailedError("died") from None
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(outcome, Exception):
        raise outcome
    result: T = outcome[0]
    return result
