"""The real program killed in mid-question and started again; and ended in order by SIGTERM."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.commands import setup
from tests.journeys.conftest import ROOT, environment
from tests.support.driven_program import FILE, HALF, ORDER
from tests.support.pictures import difference
from ui.locks import lock_path
from ui.operator.floor_steps import TICK_MS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.skipif(os.name == "nt", reason="signals of POSIX"),
]
PATIENCE_S = 100
SCREENS = ROOT / "tests" / "support" / "two_screens.json"


@contextmanager
def started(*words: str) -> Generator[subprocess.Popen[str]]:
    """A program in a process of its own; killed at the end, if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", *words],
        cwd=ROOT,
        env=environment(offscreen=True) | {"QT_QPA_PLATFORM": f"offscreen:configfile={SCREENS}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:  # closes its pipes
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str]) -> dict[str, object]:
    """The line of JSON among what it prints."""
    assert process.stdout is not None
    assert process.stderr is not None
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        ready, _, _ = select.select([process.stdout], [], [], 1.0)
        line = process.stdout.readline() if ready else ""
        if line.startswith("{"):
            return json.loads(line)
        assert line or process.poll() is None, process.stderr.read()
    raise AssertionError("it said nothing")


def picture(folder: Path, verb: str) -> QImage:
    return QImage(str(folder / f"{verb}.png"))


def seconds(clock: object) -> int:
    minutes, _, rest = str(clock).partition(":")
    return int(minutes) * 60 + int(rest)


@pytest.fixture(scope="module")
def before_and_after(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[dict, dict]]:
    """What the console said when it was killed with SIGKILL, and what it says when it is started again."""
    folder = tmp_path_factory.mktemp("crash")
    with started("tests.support.driven_program", "begin", str(folder)) as first:
        before = told(first)
    assert first.returncode == -signal.SIGKILL
    with started("tests.support.driven_program", "look", str(folder)) as second:
        yield before | {"picture": picture(folder, "begin")}, told(second) | {"picture": picture(folder, "look")}


def test_it_was_killed_in_the_middle(before_and_after) -> None:
    before, _ = before_and_after
    assert before.get("error") is None
    assert (before["number"], before["stage"], before["step"]) == ("Câu 01", "Đang trả lời", "answering")
    assert before["answer"] == HALF
    assert before["hall"] == "Trạng thái màn chiếu: PHÁT"


def test_the_same_question_in_the_same_stage_has_the_floor(before_and_after) -> None:
    before, after = before_and_after
    assert after.get("error") is None
    for what in ("number", "stage", "step", "queue"):
        assert after[what] == before[what]


def test_the_clock_has_run_on(before_and_after) -> None:
    """To the second it shows, which may be as old as its last tick."""
    before, after = before_and_after
    passed = after["at"] - before["at"]
    assert abs(seconds(after["clock"]) - seconds(before["clock"]) - passed) <= 1.0 + TICK_MS / 1000


def test_no_typed_letter_is_lost(before_and_after) -> None:
    _, after = before_and_after
    assert after["answer"] == HALF
    assert after["bar"].startswith("Đã đặt lại 1 đoạn văn bản và 1 thẻ đang gõ dở.")


def test_the_card_that_was_being_filled_in_stands_open_again_without_the_focus(before_and_after) -> None:
    before, after = before_and_after
    assert before["card"] == after["card"] == ORDER
    assert after["focus"] not in {"Nội dung", "Cơ quan chủ trì", "Thời hạn"}


def test_the_hall_shows_the_same_picture_again(before_and_after) -> None:
    before, after = before_and_after
    assert after["hall"] == "Trạng thái màn chiếu: PHÁT"
    assert difference(after["picture"], before["picture"]) < 0.002


def test_sigterm_ends_it_in_order(tmp_path: Path) -> None:
    file = tmp_path / FILE
    setup.create_conference_file(file)
    with started("ui.main", "open", str(file)) as process:
        end = time.monotonic() + PATIENCE_S
        while not lock_path(file).exists() and time.monotonic() < end:
            assert process.poll() is None
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    assert not lock_path(file).exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE]
