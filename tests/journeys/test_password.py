"""A conference with a password in the real program: killed, opened again, and not a word of it on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import password
from app.commands import setup
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.facts import Facts
from db import keys
from tests.journeys.conftest import ROOT, environment
from tests.support.encrypted import PASSWORD, WORDS, readable_in
from tests.support.encrypted_program import FILE
from tests.support.faults import crashes, loop_disk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    yield
    keys._ring.clear()


def begin(folder: Path) -> Path:
    """A conference with its first event, closed. Its key costs what it costs a person: a child derives it again."""
    key = keys.new_key(PASSWORD)
    keys.remember(key)
    setup.create_conference_file(folder / FILE, key)
    conference = Conference(folder / FILE, SystemClock())
    setup.create_conference(conference, Facts(name=WORDS[1]))
    conference.close()
    return conference.path


def run_and_kill(verb: str, folder: Path) -> dict[str, object]:
    """What the program told before it was killed. Its homes are in the folder: all it writes can be searched."""
    homes = {f"XDG_{name}_HOME": str(folder / "home" / name) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
    command = [sys.executable, "-P", "-m", "tests.support.encrypted_program", verb, str(folder)]
    everything = environment(offscreen=True) | homes | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder / "tmp")}
    with subprocess.Popen(
        command, cwd=ROOT, env=everything, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                if line.startswith("{"):
                    told: dict[str, object] = json.loads(line)
                    return told
        finally:
            child.kill()
    raise AssertionError("it said nothing")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_and_opened_again_nothing_is_lost_and_nothing_readable(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    begin(tmp_path)
    keys._ring.clear()
    before = run_and_kill("work", tmp_path)
    assert before["texts"] == [WORDS[2]]
    copies = [file for file in tmp_path.rglob("*.hoinghi") if ".sao-luu-" in file.name or ".ban-hai" in file.name]
    assert len(copies) == 2
    assert readable_in(tmp_path) == []
    again = run_and_kill("look", tmp_path)
    assert again["texts"] == [WORDS[1] + WORDS[2]], "what was being typed stands there again"
    assert again["events"] == int(str(before["events"])) + 1
    assert readable_in(tmp_path) == []


@pytest.mark.skipif(bool(loop_disk.missing()), reason=loop_disk.missing())
def test_power_cut_loses_nothing_that_was_called_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(password.ENVIRONMENT, PASSWORD)
    losses = crashes.cut_off(3, tmp_path, begin=begin)
    assert losses.wrong == []
    assert (losses.events_lost, losses.promised_keys_lost) == (0, 0)
    assert losses.events_promised > 3
    assert losses.keys_typed > 3
