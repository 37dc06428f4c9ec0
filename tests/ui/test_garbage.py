"""The old generation is looked through between works, never in the middle of one."""

import gc
import threading
import weakref
from collections.abc import Generator

import pytest
from PySide6.QtCore import QObject

from app.reading import deadlines
from ui import ahead, garbage, tasks
from ui.garbage import GarbageCollector


class Ring:
    """Points to itself: only the search for garbage ends it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector(qapp) -> Generator[GarbageCollector]:
    before, was_on = gc.get_threshold(), gc.isenabled()
    parent = QObject()
    yield GarbageCollector(parent)
    parent.deleteLater()
    gc.set_threshold(*before)
    if not was_on:
        gc.disable()


def grown_old() -> "weakref.ref[Ring]":
    """A ring in the old generation, left by everybody."""
    ring = Ring()
    left = weakref.ref(ring)
    for _ in range(garbage.ENOUGH + 1):
        gc.collect(1)
    del ring
    return left


def test_python_itself_never_begins_with_the_old_generation(collector: GarbageCollector) -> None:
    left = grown_old()
    rows = [[n] for n in range(200_000)]  # Python would look through all of it several times
    assert left() is not None
    del rows
    collector.collect_if_due()
    assert left() is None


def test_nothing_is_looked_through_while_work_is_under_way(collector: GarbageCollector, qtbot) -> None:
    left, done, may_end = grown_old(), [], threading.Event()
    tasks.run_in_background(lambda: may_end.wait(10), done.append, done.append, in_process=False)
    collector.collect_if_due()
    assert left() is not None
    may_end.set()
    qtbot.waitUntil(lambda: bool(done))
    collector.collect_if_due()
    assert left() is None


def test_a_few_objects_are_not_worth_it(collector: GarbageCollector) -> None:
    gc.collect()
    gc.collect(1)
    collector.collect_if_due()
    assert gc.get_count()[2] == 1


def test_patterns_of_deadlines_are_built_ahead_and_not_within_the_first_answer() -> None:
    deadlines._rules.cache_clear()
    ahead._import_texts()
    assert deadlines._rules.cache_info().currsize == 1
