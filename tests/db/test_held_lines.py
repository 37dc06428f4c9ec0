"""What a kill leaves of keys whose lines the typing journal's file has not yet: every one, once, in order."""

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db import held_lines
from db.journal_lines import replay
from db.typing_journal import TypingJournal, journal_path
from tests.support.waiting import eventually

KEY = "verbatim/7"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no folder in memory")


def text_in(path: Path) -> dict[str, str]:
    return {pending.key: pending.text for pending in replay(lambda _: "", path)}


def typed(journal: TypingJournal, text: str, begun: str = "") -> int:
    number = 0
    for place, letter in enumerate(text, len(begun)):
        number = journal.append(KEY, place, 0, letter, None if place else "")
    return number


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_path(tmp_path / "a.hoinghi")


@pytest.fixture
def held(path: Path) -> Path:
    place = held_lines.place_of(path)
    assert place is not None
    return place


@contextmanager
def stalled_disk(journal: TypingJournal, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No line gets into the file meanwhile."""
    real, goes_on = journal._write, threading.Event()
    monkeypatch.setattr(journal, "_write", lambda lines: goes_on.wait(20) and real(lines))
    yield
    goes_on.set()


def test_keys_of_a_stalled_disk_are_held_at_once_and_a_kill_leaves_them(
    path: Path, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = TypingJournal(path)
    assert journal.wait_kept(typed(journal, "Đề"), 5)
    with stalled_disk(journal, monkeypatch):
        assert journal.wait_held(typed(journal, " nghị", "Đề"))
        assert journal.state().kept == 2
        before, left = path.read_bytes(), held.read_bytes()
    journal.close()
    path.write_bytes(before)
    held.write_bytes(left)
    held_lines.take_in(held, path)
    assert text_in(path) == {KEY: "Đề nghị"}
    assert not held.exists()


def test_the_next_run_takes_in_what_was_held_and_goes_on(
    path: Path, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = TypingJournal(path)
    with stalled_disk(journal, monkeypatch):
        typed(journal, "một")
        left = held.read_bytes()
    journal.close()
    path.unlink()
    held.write_bytes(left)
    journal = TypingJournal(path)
    assert [one.text for one in journal.left_open(lambda _: "")] == ["một"]
    assert journal.wait_kept(journal.append(KEY, 3, 0, "!"), 5)
    journal.close()
    assert text_in(path) == {KEY: "một!"}


@pytest.mark.parametrize("cut", [0, 1, 7, 40])
def test_lines_that_the_file_has_already_whole_or_torn_are_not_told_twice(path: Path, held: Path, cut: int) -> None:
    """The kill came between the file and letting go, or in the middle of a write."""
    journal = TypingJournal(path)
    assert journal.wait_kept(typed(journal, "abcdef"), 5)
    journal.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - cut])
    held.write_bytes(b"".join(whole.splitlines(keepends=True)[-3:]))
    held_lines.take_in(held, path)
    assert text_in(path) == {KEY: "abcdef"}
    assert path.read_bytes().count(b'"a":"f"') == 1


def test_the_memory_is_empty_once_the_file_has_all_and_goes_with_the_journal(path: Path, held: Path) -> None:
    journal = TypingJournal(path)
    assert journal.wait_kept(typed(journal, "abc"), 5)
    assert eventually(lambda: held.read_bytes() == b"")
    assert held.stat().st_mode & 0o077 == 0
    journal.close()
    assert not held.exists()


def test_after_a_line_that_could_not_be_held_none_is_until_the_file_has_all(
    path: Path, held: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A gap would garble the text."""
    journal = TypingJournal(path)
    real, full = os.write, [True]

    def write(file: int, data: bytes) -> int:
        if full and os.path.realpath(f"/proc/self/fd/{file}") == str(held):
            full.pop()
            raise OSError(errno.ENOSPC, "full")
        return real(file, data)

    with stalled_disk(journal, monkeypatch):
        typed(journal, "a")
        monkeypatch.setattr(os, "write", write)
        number = typed(journal, "bc", "a")
        assert held.read_bytes().count(b"\n") == 1
        assert not journal.wait_held(number)
    assert journal.wait_held(number, 5)
    number = typed(journal, "d", "abc")
    assert eventually(lambda: journal.wait_held(number))
    journal.close()
    assert text_in(path) == {KEY: "abcd"}
    assert "cannot be held" in caplog.text
    caplog.clear()


def test_without_a_folder_in_memory_a_key_waits_for_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held_lines, "place_of", lambda _: None)
    journal = TypingJournal(path)
    for place, letter in enumerate("abc"):
        assert journal.wait_held(journal.append(KEY, place, 0, letter, None if place else ""))
        assert text_in(path) == {KEY: "abc"[: place + 1]}
    journal.close()


def test_a_file_that_is_not_ours_alone_is_not_written(path: Path, held: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody may have put it into a folder that is everybody's."""
    other = held.with_name("khac")
    other.touch()
    for put in (held.symlink_to, held.hardlink_to):
        put(other)
        journal = TypingJournal(path)
        assert journal.wait_held(typed(journal, "a"))
        journal.done(KEY)
        journal.close()
        assert other.read_bytes() == b""
        held.unlink()
    other.unlink()
    assert "cannot be held" in caplog.text
    caplog.clear()


def test_rewritten_texts_are_all_that_is_left_and_go_on_as_they_were_changed(path: Path, held: Path) -> None:
    journal = TypingJournal(path)
    typed(journal, "Em là Xuân Hiền hỏi")
    journal.append("chair/1", 0, 0, "Xuân Hiền", "")
    journal.done("chair/1")
    journal.append("card/x", 0, 0, "bỏ đi", "")
    journal.rewrite(lambda text: None if text == "bỏ đi" else text.replace("Xuân Hiền", "…"))
    last = journal.append(KEY, 11, 0, "?")
    assert journal.wait_kept(last, 5)
    assert eventually(lambda: "Xuân".encode() not in path.read_bytes() + held.read_bytes())
    assert text_in(path) == {KEY: "Em là … hỏi?"}
    journal.close()
    assert text_in(path) == {KEY: "Em là … hỏi?"}
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_journal_that_cannot_be_rewritten_goes_on_and_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("db.typing_journal.RETURN_S", 0.2)
    journal = TypingJournal(path)
    assert journal.wait_kept(typed(journal, "tên"), 5)
    aside = path.with_name(f".{path.name}.moi")
    aside.mkdir()
    journal.rewrite(lambda _: "…")
    assert eventually(lambda: "cannot be rewritten" in caplog.text)
    assert journal.wait_safe(journal.append(KEY, 1, 0, "!"), 5)
    assert text_in(path) == {KEY: "…!"}
    aside.rmdir()
    assert eventually(lambda: "tên".encode() not in path.read_bytes())
    journal.close()
    assert text_in(path) == {KEY: "…!"}
    caplog.clear()


def test_words_in_the_first_place_go_when_it_is_back(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Erased while its disk was away: what lay there must not outlast that."""
    monkeypatch.setattr("db.typing_journal.RETURN_S", 0.2)
    folder, spare = path.parent / "stick", path.parent / "spare-go"
    folder.mkdir()
    journal = TypingJournal(folder / path.name, spare=spare)
    assert journal.wait_safe(typed(journal, "Xuân Hiền hỏi"), 5)
    folder.rename(path.parent / "away")
    kept = (path.parent / "away" / path.name).read_bytes()
    (path.parent / "away" / path.name).unlink()
    assert journal.wait_safe(journal.append(KEY, 13, 0, "!"), 5)
    journal.rewrite(lambda text: text.replace("Xuân Hiền", "…"))
    (path.parent / "away" / path.name).write_bytes(kept)
    (path.parent / "away").rename(folder)
    assert eventually(lambda: not journal.state().on_spare and not spare.exists())
    assert eventually(lambda: "Xuân".encode() not in (folder / path.name).read_bytes())
    journal.close()
    assert text_in(folder / path.name) == {KEY: "… hỏi!"}
    caplog.clear()
