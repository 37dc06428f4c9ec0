"""Work beside the console comes back on the main thread; a child that dies or hangs is told, never waited for."""

import multiprocessing
import os
import threading
import time
import weakref
from functools import partial

import pytest
from PySide6.QtCore import Qt

from ui import child_work, tasks
from ui.tasks import NICER, TaskFailedError, run_in_background, stop_all, wait_for_child


def add(a: int, b: int) -> int:
    return a + b


def refuse() -> None:
    raise ValueError("bad workbook")


def die() -> None:
    os._exit(3)


def eat_memory() -> int:
    return len(bytearray(1 << 34))


def priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, 0)


class Outcome:
    """What came back, and in which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.threads: set[threading.Thread] = set()

    def finish(self, result: object) -> None:
        self.done.append(result)
        self.threads.add(threading.current_thread())

    def fail(self, error: Exception) -> None:
        self.failed.append(error)
        self.threads.add(threading.current_thread())

    @property
    def is_known(self) -> bool:
        return bool(self.done or self.failed)


@pytest.mark.parametrize("in_process", [True, False])
def test_result_comes_on_the_main_thread(qtbot, in_process: bool) -> None:
    outcome = Outcome()
    run_in_background(partial(add, 2, 3), outcome.finish, outcome.fail, in_process=in_process)
    qtbot.waitUntil(lambda: outcome.is_known, timeout=20_000)
    assert outcome.done == [5]
    assert outcome.threads == {threading.main_thread()}


@pytest.mark.parametrize("in_process", [True, False])
def test_error_of_the_work_is_handed_over(qtbot, in_process: bool) -> None:
    outcome = Outcome()
    run_in_background(refuse, outcome.finish, outcome.fail, in_process=in_process)
    qtbot.waitUntil(lambda: outcome.is_known, timeout=20_000)
    assert isinstance(outcome.failed[0], ValueError)


@pytest.mark.parametrize(("work", "kind"), [(die, "died"), (partial(time.sleep, 60), "timeout")], ids=["dies", "hangs"])
def test_child_that_dies_or_hangs_is_told(qtbot, work, kind: str) -> None:
    outcome = Outcome()
    run_in_background(work, outcome.finish, outcome.fail, patience_s=4.0 if kind == "timeout" else 60)
    qtbot.waitUntil(lambda: outcome.is_known, timeout=30_000)
    assert isinstance(outcome.failed[0], TaskFailedError)
    assert outcome.failed[0].kind == kind


def test_child_cannot_take_all_memory(qtbot) -> None:
    outcome = Outcome()
    run_in_background(eat_memory, outcome.finish, outcome.fail)
    qtbot.waitUntil(lambda: outcome.is_known, timeout=30_000)
    assert isinstance(outcome.failed[0], MemoryError)


def test_a_child_comes_without_qt() -> None:
    assert wait_for_child(partial(eval, "'PySide6' in __import__('sys').modules")) is False


def test_a_child_beside_the_console_gives_way_to_it_and_one_that_is_waited_for_does_not(qtbot) -> None:
    outcome = Outcome()
    run_in_background(priority, outcome.finish, outcome.fail)
    qtbot.waitUntil(lambda: outcome.is_known, timeout=20_000)
    assert outcome.done == [min(priority() + NICER, 19)]
    assert wait_for_child(priority) == priority()


def test_a_console_that_closes_while_a_child_is_started_ends_it() -> None:
    run_in_background(partial(time.sleep, 60), print, print)
    [task] = tasks._running
    stop_all()
    _await_end(tasks._kept[task])


def test_what_ends_after_the_console_has_closed_tells_nobody() -> None:
    """Qt may have ended by then: a signal would be an error in a thread, and the next start would speak of a crash."""
    go, told = threading.Event(), list[object]()
    run_in_background(go.wait, print, print, in_process=False)
    [task] = tasks._running
    task._done.connect(told.append, Qt.ConnectionType.DirectConnection)
    stop_all()
    go.set()
    _await_end(tasks._kept[task])
    assert told == []


def _await_end(thread: threading.Thread) -> None:
    """It may not have begun yet."""
    until = time.monotonic() + 20
    while not tasks._has_ended(thread) and time.monotonic() < until:
        time.sleep(0.01)
    assert tasks._has_ended(thread)


def test_a_child_whose_console_has_gone_ends_without_complaint() -> None:
    """Its complaint would stand in the terminal; 1 is the exit code of an error nobody caught."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=child_work.main, args=(theirs, partial(add, 2, 3)))
    ours.close()
    child.start()
    child.join(20)
    assert child.exitcode == 0


def test_what_was_asked_for_by_a_console_that_closed_goes_in_the_main_thread() -> None:
    """A QObject that goes in another thread takes the process with it, sooner or later."""
    gone: list[threading.Thread] = []
    run_in_background(partial(time.sleep, 0.1), print, print, in_process=False)
    [task] = tasks._running
    thread = tasks._kept[task]
    weakref.finalize(task, lambda: gone.append(threading.current_thread()))
    del task
    stop_all()
    _await_end(thread)
    run_in_background(partial(add, 2, 3), print, print, in_process=False)
    assert gone == [threading.main_thread()]
    stop_all()
