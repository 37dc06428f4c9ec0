"""A second program is kept out in words; a lock of a dead one is taken over."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import labels
from app.domain.errors import StorageError, Trouble
from ui.locks import lock_path, take_lock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.hoinghi"
    path.touch()
    return path


def test_second_lock_is_refused_and_names_the_holder(file: Path) -> None:
    held = take_lock(file)
    with pytest.raises(StorageError) as refused:
        take_lock(file)
    assert refused.value.code is Trouble.IN_USE
    assert "một cửa sổ khác trên máy này" in labels.trouble(refused.value)
    held.unlock()
    take_lock(file).unlock()
    assert not lock_path(file).exists()


def test_lock_of_a_program_that_died_is_taken_over(file: Path) -> None:
    code = (
        "import os, sys; from PySide6.QtCore import QLockFile; l = QLockFile(sys.argv[1]); "
        "l.setStaleLockTime(0); assert l.tryLock(0); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code, str(lock_path(file))], check=False)
    assert lock_path(file).exists()
    take_lock(file).unlock()


def test_missing_file_leaves_no_lock_behind(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as missing:
        take_lock(tmp_path / "b.hoinghi")
    assert missing.value.code is Trouble.MISSING
    assert not list(tmp_path.iterdir())
