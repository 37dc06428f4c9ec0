"""Garbage is looked for on the main thread alone, the old generation between works, never in the middle of one."""

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
    gc.enable()  # as Python begins
    gc.collect()
    parent = QObject()
    yield GarbageCollector(parent)
    parent.deleteLater()
    gc.unfreeze()


def grown_old() -> "weakref.ref[Ring]":
    """A ring in the old generation, left by everybody."""
    ring = Ring()
    left = weakref.ref(ring)
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    del ring
    return left


def test_python_itself_looks_for_nothing_whatever_the_thread(collector: GarbageCollector) -> None:
    left, young = grown_old(), weakref.ref(Ring())

    def reckon() -> list[list[int]]:
        return [[n] for n in range(200_000)]  # Python would look through all of it several times

    thread = threading.Thread(target=reckon)
    thread.start()
    thread.join()
    assert left() is not None
    assert young() is not None
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


def test_what_is_young_goes_without_the_old(collector: GarbageCollector) -> None:
    young = weakref.ref(Ring())
    rows = [[n] for n in range(gc.get_threshold()[0] + 1)]
    collector.collect_if_due()
    assert young() is None
    assert len(rows) == gc.get_threshold()[0] + 1


def test_a_few_objects_are_not_worth_it(collector: GarbageCollector) -> None:
    gc.collect()
    gc.collect(1)
    collector.collect_if_due()
    assert gc.get_count()[2] == 1


def test_patterns_of_deadlines_are_built_ahead_and_not_within_the_first_answer() -> None:
    deadlines._rules.cache_clear()
    ahead._import_texts()
    assert deadlines._rules.cache_info().currsize == 1


def test_many_at_once_are_rows_that_live_and_go_without_a_search(collector: GarbageCollector) -> None:
    before = gc.get_freeze_count()
    rows = [{n} for n in range(garbage.MANY + 1)]
    collector.collect_if_due()
    kept = gc.get_freeze_count()
    assert kept > before + garbage.MANY
    rows.clear()
    assert gc.get_freeze_count() < kept - garbage.MANY


def test_what_a_long_search_found_alive_is_not_looked_through_again(
    collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "LONG_S", 0)
    left, before = grown_old(), gc.get_freeze_count()
    collector.collect_if_due()
    assert left() is None
    assert gc.get_freeze_count() > before
