"""What holds for every test: two screens, no file of the person at this machine, a silent log, no window.

Knows nothing of the conference; fixtures that do stand beside the tests that use them.
"""

import gc
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings

from ui import overrides

_FAILED = pytest.StashKey[bool]()
_HOME = Path(tempfile.mkdtemp(prefix="hoinghi-tests-"))
_MEMORY = Path("/dev/shm")  # a folder of our own in it
_RUNTIME = Path(tempfile.mkdtemp(prefix="hoinghi-tests-", dir=_MEMORY)) if _MEMORY.is_dir() else _HOME
"""In memory, as it is for a program that runs: no disk stands between a key and its line."""

# Before Qt is imported. Another platform (xcb under tests.support.x_server) is left as it is.
if os.environ.get("QT_QPA_PLATFORM", "offscreen").startswith("offscreen"):
    _screens = Path(__file__).parent / "support" / "two_screens.json"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screens}"
for _name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
    os.environ[f"XDG_{_name}"] = str(_HOME)
os.environ["XDG_RUNTIME_DIR"] = str(_RUNTIME)
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"  # no test keeps this machine awake; test_keep_awake has a bus of its own
overrides.make_errors_whole()  # as in the program, before its classes are made
gc.disable()  # as in the program: a timer that goes in a writing thread cannot be stopped and ends the tests
_ENOUGH = 20
"""Tests between two searches for garbage among all that lives."""
settings.register_profile("hoinghi", settings(), deadline=None)  # a slow machine is not a defect
settings.load_profile("hoinghi")


def pytest_unconfigure() -> None:
    for folder in (_HOME, _RUNTIME):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out, without a skip, what only a real X server can show: @pytest.mark.xvfb(only=True)."""
    if not os.environ["QT_QPA_PLATFORM"].startswith("offscreen"):
        return
    needs_x = [item for item in items if any(mark.kwargs.get("only") for mark in item.iter_markers("xvfb"))]
    if needs_x:
        items[:] = [item for item in items if item not in needs_x]
        config.hook.pytest_deselected(items=needs_x)


def _fail_if_skipped_in_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    """A skip means that something the project needs is missing; where it must be whole, that is a failure."""
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI=true and yet: {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped_in_ci(report)
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped_in_ci(report)
    return report


@pytest.fixture(autouse=True)
def _silent_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Generator[None]:
    """A test that expects a warning asserts it and then calls caplog.clear()."""
    yield
    if not request.node.stash.get(_FAILED, False):
        records = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.records]
        loud = {f"{r.name}: {r.getMessage()}" for r in records if r.levelno >= logging.WARNING}
        assert not loud, f"warnings in the log: {json.dumps(sorted(loud), ensure_ascii=False)}"


@pytest.fixture(autouse=True)
def _no_window_left(request: pytest.FixtureRequest) -> Generator[None]:
    """Every window is given to qtbot.addWidget or closed by the fixture that made it."""
    yield
    if "PySide6.QtWidgets" not in sys.modules or request.node.stash.get(_FAILED, False):
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = _windows(QApplication.topLevelWidgets())
    if left:
        gc.unfreeze()
        gc.collect()  # a window in a reference cycle is not one that stays
        left = _windows(QApplication.topLevelWidgets())
    assert not left, f"windows left: {left}"


@pytest.fixture(autouse=True)
def _garbage_goes_between_tests() -> Generator[None]:
    yield
    gc.disable()
    if gc.get_count()[1] < _ENOUGH:
        gc.collect(0)
    else:
        gc.collect()
        gc.freeze()  # what outlives a test is the code; the next search does not look through it


def _windows(widgets: list) -> list[str]:
    # QTipLabel is Qt's own and stays; a widget with a parent goes with it
    return [repr(w) for w in widgets if w.parent() is None and w.metaObject().className() != "QTipLabel"]
