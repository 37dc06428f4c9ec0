"""Killed at any instant of an export or a backup: the name holds the old or the new file, never half of one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app import backup
from db import chain, connection
from tests.support.conferences import new_conference, with_people, with_question

ROOT = Path(__file__).parents[3]
KILLS = 5
pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
EXPORT = """
import itertools, sys
from pathlib import Path
from app.documents.files import write_whole
for byte in itertools.cycle((b"a", b"b")):
    write_whole(Path(sys.argv[1]), byte * 3_000_000)
    print("x", flush=True)
"""
BACKUP = """
import itertools, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from app import backup
for second in itertools.count():
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second % 5)
    backup.backup_now(Path(sys.argv[1]), Path(sys.argv[2]), at)
    print("x", flush=True)
"""


def killed(script: str, *words: Path, dice: random.Random) -> None:
    """Begun, working, and killed in the middle of something."""
    command = [sys.executable, "-c", script, *map(str, words)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.random() * 0.05)
        child.send_signal(signal.SIGKILL)


def test_an_export_is_whole(tmp_path: Path) -> None:
    dice, target = random.Random(1), tmp_path / "bien-ban.pdf"
    for _ in range(KILLS):
        killed(EXPORT, target, dice=dice)
        data = target.read_bytes()
        assert len(data) == 3_000_000
        assert data in {b"a" * 3_000_000, b"b" * 3_000_000}


def test_a_backup_is_whole(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    with_people(conference)
    for _ in range(20):
        with_question(conference)
    conference.close()
    dice, folder = random.Random(2), tmp_path / "ban-sao"
    for _ in range(KILLS):
        killed(BACKUP, conference.path, folder, dice=dice)
        made = backup.backups(conference.path, folder)
        assert made
        for copy in made:
            with closing(connection.open_reading(copy)) as db:
                assert chain.verify(db) is None
                assert db.execute("SELECT count(*) FROM question").fetchone() == (20,)
