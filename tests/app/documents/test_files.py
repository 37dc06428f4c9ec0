"""Files are written whole, under a second name while the usual one is held, and never over somebody's work."""

import hashlib
from pathlib import Path

import pytest

from app.documents.files import write_whole


def test_writing_replaces_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "bien-ban.pdf"
    assert write_whole(target, b"one") == target
    assert write_whole(target, b"two") == target
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_name_that_is_taken_gives_a_second_one(tmp_path: Path) -> None:
    """A folder of that name refuses the rename here as an open file does on Windows."""
    (tmp_path / "bien-ban.pdf").mkdir()
    (tmp_path / "bien-ban (2).pdf").mkdir()
    written = write_whole(tmp_path / "bien-ban.pdf", b"one")
    assert written == tmp_path / "bien-ban (3).pdf"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_with_other_bytes_than_ours_stays(tmp_path: Path) -> None:
    target = write_whole(tmp_path / "bien-ban.docx", b"ours")
    ours = {hashlib.sha256(b"ours").hexdigest()}
    assert write_whole(target, b"new", ours) == target
    assert write_whole(target, b"newer", ours) == tmp_path / "bien-ban (2).docx"
    assert target.read_bytes() == b"new"


def test_a_missing_folder_is_an_error_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not-there"):
        write_whole(tmp_path / "not-there" / "x.pdf", b"")
