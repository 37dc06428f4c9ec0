"""A conference with a password in the real program: killed, opened again, and not a word of it on the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import setup
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.facts import Facts
from db import keys
from tests.journeys.conftest import ROOT, environment
from tests.support.encrypted import PASSWORD, WORDS, readable_in
from tests.support.encrypted_program import FILE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


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
    key = keys.new_key(PASSWORD)
    keys.remember(key)
    setup.create_conference_file(tmp_path / FILE, key)
    conference = Conference(tmp_path / FILE, SystemClock())
    setup.create_conference(conference, Facts(name=WORDS[1]))
    conference.close()
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
