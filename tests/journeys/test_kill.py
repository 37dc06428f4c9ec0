"""The program is killed, the power is cut, the disk is slow, frozen, full or broken: nothing promised is lost.

Short forms; `run.py bench --only faults` runs the full counts with the same functions.
"""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.conference import Conference, Spare
from db import ballast, connection
from tests.support.clock import FakeClock
from tests.support.conferences import digest_of_state, new_conference, with_question
from tests.support.faults import crashes, loop_disk, preload, program_kills
from tests.support.faults.crashes import Report, Work
from tests.support.faults.loop_disk import LoopDisk
from tests.support.waiting import eventually

needs_loop_disk = pytest.mark.skipif(bool(loop_disk.missing()), reason=loop_disk.missing())
needs_preload = pytest.mark.skipif(bool(preload.missing()), reason=preload.missing())
SLOW_MS = 400
FELT_MS = 100
"""A quarter of the slow sync: what waits for the disk would take longer than this, what does not never does."""


FROZEN_S = 3
"""What waits for the thaw waits most of it; a tenth of it is a machine with much other work."""


@pytest.mark.slow
def test_kill_at_any_instant_loses_no_safe_event_and_at_most_one_key(tmp_path: Path) -> None:
    losses = crashes.killed(6, tmp_path)
    assert losses.wrong == []
    assert losses.events_lost == 0
    assert losses.keys_lost <= 1
    assert losses.events_promised > 6
    assert losses.keys_typed > 6


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="no threads of least weight")
def test_kill_while_no_thread_beside_the_typing_one_gets_a_processor(tmp_path: Path) -> None:
    """What keeps the last keys is the turn of the key itself."""
    losses = crashes.killed(3, tmp_path, longest_s=0.6, starved=True)
    assert losses.wrong == []
    assert losses.keys_lost <= 1
    assert losses.crashes == 3
    assert losses.keys_typed > 6


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the programs are forked")
def test_the_real_program_killed_while_hands_type_and_click_comes_back_as_the_table_says(tmp_path: Path) -> None:
    """One of the kills falls into a start; what the last of them has left is seen at one start more."""
    found = program_kills.killed(4, tmp_path, starting_every=3)
    assert found.wrong == []
    assert found.events_lost == 0
    assert found.keys_lost <= 1
    assert (found.kills, found.kills_while_starting) == (4, 1)
    assert len(found.reopening_ms) == 4
    assert found.clicks + found.keys_typed >= 3


@pytest.mark.slow
@needs_loop_disk
def test_power_cut_loses_nothing_that_was_called_safe(tmp_path: Path) -> None:
    losses = crashes.cut_off(8, tmp_path)
    assert losses.wrong == []
    assert (losses.events_lost, losses.promised_keys_lost) == (0, 0)
    assert losses.events_promised > 8


@pytest.mark.slow
@needs_loop_disk
def test_the_control_with_less_syncing_does_lose_events_in_a_power_cut(tmp_path: Path) -> None:
    assert crashes.cut_off(6, tmp_path, sync="NORMAL").events_lost > 0


def all_is_there(path: Path, report: Report) -> bool:
    """Every event exactly once and the state of the memory in the file."""
    assert report.facts["waiting"] == 0
    assert crashes.wrong_with(path) == []
    db = connection.load_into_memory(path)
    events = db.execute("SELECT count(*), max(id) FROM event").fetchone()
    state = digest_of_state(db)
    db.close()
    assert events == (report.facts["events"], report.facts["events"])
    return state == report.facts["state"]


@pytest.mark.slow
@needs_preload
def test_slow_sync_is_not_felt_and_loses_nothing(tmp_path: Path) -> None:
    path, disk = crashes.new_file(tmp_path), preload.Disk(tmp_path / "control")
    child = crashes.start(path, 1, Work(pace_ms=20, act_every=10, keys=120), disk.environment())
    disk.does("sync", 0, SLOW_MS, path.name)
    report = crashes.report(child)
    assert all_is_there(path, report)
    assert report.facts["key"] < FELT_MS
    assert report.facts["command"] < FELT_MS


@pytest.mark.slow
@needs_loop_disk
def test_frozen_disk_is_not_felt_and_nothing_is_missing_after_the_thaw(tmp_path: Path) -> None:
    with LoopDisk(tmp_path) as disk:
        path = crashes.new_file(disk.folder)
        child = crashes.start(path, 1, Work(pace_ms=20, act_every=10, keys=200))
        time.sleep(0.5)
        disk.freeze()
        try:
            time.sleep(FROZEN_S)
        finally:
            disk.thaw()
        report = crashes.report(child)
        assert all_is_there(path, report)
        assert report.facts["key"] < FROZEN_S * 1000 / 10
        assert report.facts["command"] < FROZEN_S * 1000 / 10


UNREADABLE = {
    "placeholder without its bytes": ("", errno.EIO, "io"),
    "share that does not answer": ("", errno.ETIMEDOUT, "io"),
    "scanner that holds it": ("", errno.EACCES, "no_access"),
    "journal not readable": ("-go", errno.EIO, "opened, typing unread"),
}
OPENING = """
import sys
from pathlib import Path
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.errors import StorageError
from app.recovery import restore_typing
path, control = Path(sys.argv[1]), Path(sys.argv[2])
for trouble in sys.argv[3:]:
    control.write_text(trouble)
    try:
        conference = Conference(path, SystemClock())
        print("opened, typing unread" if restore_typing(conference).is_unreadable else "opened")
        conference.close()
    except StorageError as error:
        print(error.code.value)
"""


@pytest.mark.slow
@needs_preload
def test_a_file_whose_bytes_do_not_come_is_refused_in_words_and_stays(tmp_path: Path) -> None:
    """OneDrive keeps a name whose bytes are elsewhere. The journal alone stops nothing."""
    conference = new_conference(tmp_path)
    journal, path = conference.journal, conference.path
    assert journal.wait_safe(journal.append("private/1", 0, 0, "đang gõ", ""), 10)
    conference.close()
    before = path.read_bytes(), journal.path.read_bytes()
    disk = preload.Disk(tmp_path / "control")
    troubles = [f"read {error} 0 {path.name}{part}\n" for part, error, _ in UNREADABLE.values()]
    command = [sys.executable, "-c", OPENING, path, tmp_path / "control", *troubles]
    opened = subprocess.run(
        command, env=disk.environment(), cwd=crashes.ROOT, capture_output=True, text=True, check=True
    )
    assert opened.stdout.splitlines() == [said for _, _, said in UNREADABLE.values()]
    assert (path.read_bytes(), journal.path.read_bytes()) == before
    again = Conference(path, FakeClock())
    assert [one.text for one in again.journal.left_open(lambda _: "")] == ["đang gõ"]
    again.close()


@pytest.mark.slow
@needs_loop_disk
@pytest.mark.parametrize("away_s", [0.0, 0.3, 1.5])
def test_stick_that_is_pulled_and_comes_back_holds_everything(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, away_s: float
) -> None:
    """Away for a moment, during the first retries, and longer than a rest: the empty folder below stays empty."""
    with LoopDisk(tmp_path) as disk:
        conference = new_conference(disk.folder)
        with_question(conference)
        assert conference.follower.wait_safe(conference.last_event(), 10)
        disk.unplug()
        for _ in range(3):
            with_question(conference)
        assert conference.follower.state().trouble is not None
        time.sleep(away_s)
        disk.plug_in()
        assert conference.follower.wait_safe(conference.last_event(), 20)
        assert conference.close().waiting == 0
        assert crashes.wrong_with(conference.path) == []
        db = connection.load_into_memory(conference.path)
        assert db.execute("SELECT count(*) FROM question").fetchone() == (4,)
        assert db.execute("SELECT min(id), count(*) FROM event").fetchone() == (1, conference_events(4))
        db.close()
    caplog.clear()


@pytest.mark.slow
@needs_loop_disk
def test_full_disk_gives_up_its_reserve_and_work_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """R6: at least 1,000 more events in the same process; the bar is told, and the reserve is laid down again."""
    with LoopDisk(tmp_path) as disk:
        new_conference(disk.folder).close()
        conference = Conference(disk.folder / "hoi-nghi.hoinghi", FakeClock(), spare=Spare(tmp_path))
        reserve = conference.path.with_name(f".{conference.path.name}-du-phong")
        assert eventually(lambda: reserve.exists() and reserve.stat().st_size == ballast.SIZE)  # it is being written
        filling = disk.fill()
        begun = conference.last_event()
        while conference.last_event() - begun < 1000:
            with_question(conference)
        assert conference.follower.wait_safe(conference.last_event(), 20)
        assert conference.follower.state().on_reserve
        filling.unlink()
        assert eventually(lambda: not conference.follower.state().on_reserve and reserve.exists())
        assert conference.close().waiting == 0
        assert crashes.wrong_with(conference.path) == []
    caplog.clear()


def conference_events(questions: int) -> int:
    """Created, then registered and approved for each."""
    return 1 + 2 * questions


def longest_sync_ns(file: Path, for_s: float) -> int:
    """Of this machine's disk as it is: syncs one after the other for so long."""
    longest, ends = 0, time.monotonic() + for_s
    with file.open("wb") as out:
        while time.monotonic() < ends:
            out.write(b"x")
            out.flush()
            begun = time.monotonic_ns()
            os.fsync(out.fileno())
            longest = max(longest, time.monotonic_ns() - begun)
            time.sleep(0.01)
    return longest


@pytest.mark.slow
@needs_preload
@pytest.mark.parametrize(
    ("call", "error", "part"),
    [
        ("write", errno.ENOSPC, ""),
        ("sync", errno.EIO, "-wal"),
        ("write", errno.EIO, "-wal"),
        ("sync", errno.EIO, "-go"),
        ("write", errno.ENOSPC, "-go"),
        ("write", errno.EROFS, ""),
        ("read", errno.EIO, ""),
    ],
    ids=[
        "disk full",
        "log not synced",
        "log not written",
        "journal not synced",
        "journal not written",
        "read-only",
        "not readable",
    ],
)
def test_failing_disk_is_told_and_everything_is_written_once_when_it_is_well_again(
    tmp_path: Path, call: str, error: int, part: str
) -> None:
    path, disk = crashes.new_file(tmp_path), preload.Disk(tmp_path / "control")
    child = crashes.start(path, 1, Work(pace_ms=10, act_every=10, keys=360), disk.environment())
    time.sleep(0.4)
    broken_at = time.monotonic_ns()
    disk.does(call, error, 0, path.name + part)
    healthy = longest_sync_ns(tmp_path / "other", 1.0)  # one of the child's may have begun before its disk broke
    disk.heal()
    report = crashes.report(child)
    assert all_is_there(path, report)
    word = "j" if part == "-go" else "t"
    assert report.first(word, 1) - broken_at < 1e9 + healthy
    assert report.first(word, 0) > report.first(word, 1)
