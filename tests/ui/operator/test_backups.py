"""Copies by themselves: every two minutes if something happened, and at each phase; thirty of them are kept."""

from __future__ import annotations

import time
from pathlib import Path

from app import backup
from app.commands import setup
from app.domain.facts import Mode
from db import chain, connection
from tests.support.conferences import with_question
from ui.operator.saving import EVERY_MS


def copies(console) -> list[Path]:
    return backup.backups(console.conference.path, console.preferences.copies)


def made_after(console, act) -> Path:
    """The copy that follows an act by itself."""
    before = len(copies(console))
    console.clock.advance(1)
    act()
    console.qtbot.waitUntil(lambda: len(copies(console)) == before + 1, timeout=10_000)
    return copies(console)[-1]


def tick(console) -> None:
    """Two minutes have passed."""
    timer = console.window.saving._timer
    assert timer.isActive()
    assert timer.interval() == EVERY_MS == 120_000
    timer.timeout.emit()


def test_each_phase_makes_a_copy_that_opens_whole_however_slow_the_disk(console, monkeypatch) -> None:
    file = console.conference.follower._file
    write = file.write
    monkeypatch.setattr(file, "write", lambda batch: (time.sleep(0.1), write(batch)))
    for mode in (Mode.LIVE, Mode.AFTER):
        copy = made_after(console, lambda mode=mode: console.desk.run(setup.change_mode, mode))
        db = connection.load_into_memory(copy)
        assert db.execute("SELECT max(id) FROM event").fetchone() == (console.conference.last_event(),)
        assert chain.verify(db) is None
        db.close()


def test_a_phase_that_changes_during_a_copy_is_in_one_of_its_own(console) -> None:
    before = len(copies(console))
    console.window.saving.save_now()
    console.clock.advance(1)
    console.desk.run(setup.change_mode, Mode.LIVE)
    console.qtbot.waitUntil(lambda: len(copies(console)) == before + 2, timeout=10_000)
    db = connection.load_into_memory(copies(console)[-1])
    assert db.execute("SELECT max(id) FROM event").fetchone() == (console.conference.last_event(),)
    db.close()


def test_two_minutes_make_a_copy_only_if_something_happened(console) -> None:
    with_question(console.conference)
    made_after(console, lambda: tick(console))
    before = copies(console)
    console.qtbot.waitUntil(lambda: not console.window.saving._copying)
    console.clock.advance(1)
    tick(console)
    assert not console.window.saving._copying
    assert copies(console) == before


def test_the_oldest_beyond_thirty_go(console) -> None:
    folder = console.preferences.copies
    folder.mkdir(parents=True, exist_ok=True)
    old = [f"{console.conference.path.stem}.sao-luu-20200101-0000{n:02d}.hoinghi" for n in range(backup.KEPT)]
    for name in old:
        (folder / name).write_bytes(b"")
    with_question(console.conference)
    console.clock.advance(1)
    tick(console)
    console.qtbot.waitUntil(lambda: not (folder / old[0]).exists(), timeout=10_000)
    assert len(copies(console)) == backup.KEPT == 30
