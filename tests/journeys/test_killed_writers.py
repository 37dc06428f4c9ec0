"""A paper or a backup is killed in the middle: the name holds the old file or the new one, never half of one."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from db import connection
from tests.journeys.conftest import ROOT
from tests.support.conferences import new_conference, with_question

KILLS = 4
SIZE = 3_000_000
_PAPER = """
import itertools, sys
from pathlib import Path
from app.documents.files import write_whole
for number in itertools.count():
    write_whole(Path(sys.argv[1]), bytes([number % 250 + 1]) * int(sys.argv[2]))
    if not number:
        print("ready", flush=True)
"""
_BACKUP = """
import sys
from pathlib import Path
from db import copies
copies.copy_file(Path(sys.argv[1]), Path(sys.argv[2]))
print("ready", flush=True)
while True:
    copies.copy_file(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def killed_while(code: str, *words: str, dice: random.Random) -> None:
    """Run the code in a process of its own; once it has written, kill it at a random instant of its loop."""
    with subprocess.Popen([sys.executable, "-c", code, *words], cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(dice.uniform(0.02, 0.12))
        child.kill()


@pytest.mark.slow
def test_a_paper_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    target, dice = tmp_path / "bien-ban.pdf", random.Random(3)
    for _ in range(KILLS):
        killed_while(_PAPER, str(target), str(SIZE), dice=dice)
        data = target.read_bytes()
        assert data == data[:1] * SIZE


@pytest.mark.slow
def test_a_backup_under_its_name_always_opens_whole(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    for _ in range(60):
        with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 20)
    events = conference.last_event()
    conference.close()
    target, dice = tmp_path / "sao-luu.hoinghi", random.Random(4)
    for _ in range(KILLS):
        killed_while(_BACKUP, str(conference.path), str(target), dice=dice)
        read = shutil.copyfile(target, tmp_path / "read.hoinghi")
        with closing(connection.load_into_memory(read)) as db:
            assert db.execute("SELECT count(*) FROM event").fetchone() == (events,)
