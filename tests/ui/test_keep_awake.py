"""The machine is kept awake from the first hall picture to the end, seen by a screen saver service on a bus."""

from __future__ import annotations

from collections.abc import Generator
from types import TracebackType

import pytest

from tests.support.fake_screen_saver import FakeScreenSaver
from ui.keep_awake import KeepAwake

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def saver(monkeypatch: pytest.MonkeyPatch) -> Generator[FakeScreenSaver]:
    fake = FakeScreenSaver()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    yield fake
    fake.close()


def test_it_is_asked_for_once_and_given_back_once(saver: FakeScreenSaver) -> None:
    awake = KeepAwake()
    assert not awake.is_held
    awake.hold()
    awake.hold()
    assert awake.is_held
    assert not awake.is_refused
    assert saver.calls == ["Inhibit"]
    awake.release()
    awake.release()
    assert not awake.is_held
    assert saver.calls == ["Inhibit", "UnInhibit"]


def test_a_machine_without_such_a_service_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS")
    awake = KeepAwake()
    told: list[bool] = []
    awake.changed.connect(lambda: told.append(awake.is_refused))
    awake.hold()
    awake.release()
    assert told == [True]
    assert not awake.is_held


class _Broken:
    active = True

    def __enter__(self) -> _Broken:
        raise RuntimeError("no desktop")

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        raise AssertionError("never held, never released")


def test_whatever_it_raises_the_hall_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    awake = KeepAwake(_Broken)
    awake.hold()
    awake.release()
    assert awake.is_refused
    assert "keep awake" in caplog.text
    caplog.clear()
