"""Keystrokes: what the journal tells after it was closed, torn, damaged, deleted, or could not be written."""

import errno
import os
import random
from pathlib import Path

import pytest

from db.journal_lines import PendingText, replay
from db.typing_journal import LARGEST_IDLE_BYTES, JournalState, TypingJournal, journal_path
from tests.support.waiting import eventually

KEY = "verbatim/7"


def nothing_stored(_: str) -> str | None:
    return None


def typed(journal: TypingJournal, text: str, key: str = KEY, base: str = "") -> int:
    """The text letter by letter, as an editor notes it."""
    number = 0
    for place, letter in enumerate(text):
        number = journal.append(key, len(base) + place, 0, letter, base if place == 0 else None)
    return number


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_path(tmp_path / "a.hoinghi")


def test_every_letter_is_kept_then_safe_and_told_again(path: Path) -> None:
    journal = TypingJournal(path)
    last = typed(journal, "Đề nghị tỉnh")
    assert journal.wait_kept(last, 5)
    assert journal.wait_safe(last, 5)
    journal.close()
    assert [pending.text for pending in replay(nothing_stored, path)] == ["Đề nghị tỉnh"]
    assert path.stat().st_mode & 0o077 == 0


def test_any_edits_give_the_same_text_as_in_the_editor(path: Path) -> None:
    chance = random.Random(3)
    journal = TypingJournal(path)
    text = "sẵn có"
    last = journal.append(KEY, 0, 0, "", text)
    for _ in range(300):
        at = chance.randint(0, len(text))
        removed = chance.randint(0, min(3, len(text) - at))
        added = "".join(chance.choice("ấàđ \n𝄞e") for _ in range(chance.randint(0, 3)))
        text = text[:at] + added + text[at + removed :]
        last = journal.append(KEY, at, removed, added)
    assert journal.wait_kept(last, 5)
    journal.close()
    assert replay(lambda _: "sẵn có", path) == [PendingText(KEY, text, base_matches=True)]


def test_recorded_text_is_not_told_again_and_an_empty_journal_goes(path: Path) -> None:
    journal = TypingJournal(path)
    typed(journal, "một")
    typed(journal, "hai", key="chair/1")
    journal.done(KEY)
    journal.close()
    assert [pending.key for pending in replay(nothing_stored, path)] == ["chair/1"]

    journal = TypingJournal(path)
    journal.done("chair/1")
    journal.close()
    assert not path.exists()


def test_text_of_an_earlier_run_stays_until_it_is_done(path: Path) -> None:
    journal = TypingJournal(path)
    typed(journal, "của hôm qua")
    journal.close()
    journal = TypingJournal(path)
    typed(journal, "của hôm nay", key="chair/1")
    journal.done("chair/1")
    journal.close()
    assert [pending.text for pending in replay(nothing_stored, path)] == ["của hôm qua"]


def test_base_that_changed_meanwhile_is_said(path: Path) -> None:
    journal = TypingJournal(path)
    typed(journal, " thêm", base="cũ")
    journal.close()
    assert replay(lambda _: "mới", path) == [PendingText(KEY, "cũ thêm", base_matches=False)]


def test_torn_last_line_keeps_all_before_it_and_the_next_run_is_read(path: Path) -> None:
    journal = TypingJournal(path)
    assert journal.wait_kept(typed(journal, "abcdef"), 5)
    journal.close()
    path.write_bytes(path.read_bytes()[:-9])
    assert [pending.text for pending in replay(nothing_stored, path)] == ["abcde"]
    journal = TypingJournal(path)
    typed(journal, "sau", key="chair/1")
    journal.close()
    assert [pending.text for pending in replay(nothing_stored, path)] == ["abcde", "sau"]


def test_damage_in_the_middle_never_garbles_a_text(path: Path) -> None:
    """One flipped bit anywhere: what is told is a beginning of the text, for every text."""
    journal = TypingJournal(path)
    typed(journal, "abcdefgh")
    typed(journal, "ABCDEFGH", key="chair/1")
    journal.close()
    sound = path.read_bytes()
    for place in range(0, len(sound), 7):
        damaged = bytearray(sound)
        damaged[place] ^= 1 << (place % 8)
        path.write_bytes(damaged)
        for pending in replay(nothing_stored, path):
            assert ("abcdefgh" if pending.key == KEY else "ABCDEFGH").startswith(pending.text), place


def test_deleted_journal_is_written_anew_with_all_that_is_unfinished(path: Path) -> None:
    journal = TypingJournal(path)
    assert journal.wait_safe(typed(journal, "trước khi mất"), 5)
    path.unlink()
    assert journal.wait_safe(journal.append(KEY, 13, 0, "!"), 5)
    journal.close()
    assert [pending.text for pending in replay(nothing_stored, path)] == ["trước khi mất!"]


def test_failed_write_is_told_and_tried_again_without_doubling(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The disk takes half a line, then nothing, then all: no letter twice, none missing."""
    states: list[bool] = []
    journal = TypingJournal(path, lambda state: states.append(state.failed))
    assert journal.wait_kept(typed(journal, "đầu"), 5)
    real, left = os.write, [True, True]

    def full(handle: int, data: bytes) -> int:
        if left:
            left.pop()
            real(handle, bytes(data[: len(data) // 2]))
            raise OSError(errno.ENOSPC, "full")
        return real(handle, data)

    monkeypatch.setattr(os, "write", full)
    last = 0
    for place, letter in enumerate(" cuối"):
        last = journal.append(KEY, 3 + place, 0, letter)
    assert journal.wait_kept(last, 10)
    assert journal.wait_safe(last, 10)
    journal.close()
    assert True in states
    assert states[-1] is False
    assert [pending.text for pending in replay(nothing_stored, path)] == ["đầu cuối"]
    assert "cannot be written" in caplog.text
    caplog.clear()


def test_failed_sync_is_not_called_safe_until_all_was_written_and_synced_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    journal = TypingJournal(path)
    assert journal.wait_safe(typed(journal, "an toàn"), 5)
    real, failures = os.fsync, [True]

    def broken(handle: int) -> None:
        if failures:
            failures.pop()
            raise OSError(errno.EIO, "broken")
        real(handle)

    monkeypatch.setattr(os, "fsync", broken)
    size = path.stat().st_size
    last = journal.append(KEY, 7, 0, "?")
    assert journal.wait_safe(last, 10)
    assert not failures
    # All of the text again, not only the letter: a failed sync may have dropped any page of it.
    assert path.stat().st_size > 2 * size
    journal.close()
    assert [pending.text for pending in replay(nothing_stored, path)] == ["an toàn?"]
    assert "cannot be synced" in caplog.text
    caplog.clear()


def test_long_journal_with_nothing_unfinished_is_emptied(path: Path) -> None:
    journal = TypingJournal(path)
    journal.append(KEY, 0, 0, "x" * LARGEST_IDLE_BYTES, "")
    assert journal.wait_safe(journal.done(KEY), 5)
    for _ in range(200):
        if path.stat().st_size == 0:
            break
        journal.wait_safe(10**9, 0.02)
    assert path.stat().st_size == 0
    assert journal.wait_safe(typed(journal, "mới"), 5)
    journal.close()
    assert [pending.text for pending in replay(nothing_stored, path)] == ["mới"]


def test_a_listener_that_fails_does_not_stop_the_journal(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def gone(_: object) -> None:
        raise RuntimeError("the window is gone")

    journal = TypingJournal(path, gone)
    assert journal.wait_safe(typed(journal, "abc"), 5)
    assert journal.wait_safe(journal.append(KEY, 3, 0, "d"), 5)
    journal.close()
    assert "listener" in caplog.text
    caplog.clear()


def test_two_threads_and_no_open_file_remain_after_closing(path: Path) -> None:
    journal = TypingJournal(path)
    typed(journal, "abc")
    journal.close()
    assert not any(thread.is_alive() for thread in journal._threads)
    if os.name == "nt":
        path.unlink()  # refused while open
        return
    assert not [link for link in Path("/proc/self/fd").iterdir() if str(path) in os.path.realpath(link)]


def test_spare_place_takes_over_at_once_and_gives_back(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The folder of the conference goes (a stick is pulled) in the middle of a word, and comes back."""
    monkeypatch.setattr("db.typing_journal.RETURN_S", 0.2)
    folder, spare = path.parent / "stick", path.parent / "spare-go"
    folder.mkdir()
    journal = TypingJournal(folder / path.name, spare=spare)
    assert journal.wait_safe(typed(journal, "Đề ng"), 5)
    folder.rename(path.parent / "away")
    (path.parent / "away" / path.name).unlink()
    number = journal.append(KEY, 5, 0, "hị")
    assert journal.wait_safe(number, 5)
    assert journal.state() == JournalState(number, number, on_spare=True)
    assert [pending.text for pending in replay(nothing_stored, journal.path, spare)] == ["Đề nghị"]
    (path.parent / "away").rename(folder)
    assert eventually(lambda: not journal.state().on_spare and not spare.exists())
    assert [pending.text for pending in replay(nothing_stored, journal.path)] == ["Đề nghị"]
    journal.wait_safe(journal.done(KEY), 5)
    journal.close()
    assert list(folder.iterdir()) == []
    caplog.clear()


def test_crash_on_the_spare_place_puts_back_what_was_typed_there(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One text was finished there, one goes on there: neither comes back as it stood in the first place."""
    spare = path.with_name("spare-go")
    journal = TypingJournal(path, spare=spare)
    typed(journal, "một", "verbatim/1")
    assert journal.wait_safe(typed(journal, "hai", "verbatim/2"), 5)
    before = path.read_bytes()
    path.unlink()
    path.mkdir()
    journal.append("verbatim/2", 3, 0, " thêm")
    assert journal.wait_safe(journal.done("verbatim/1"), 5)
    after = spare.read_bytes()
    journal.close()
    path.rmdir()
    path.write_bytes(before)
    spare.write_bytes(after)
    found = replay(nothing_stored, path, spare)
    assert [(pending.key, pending.text) for pending in found] == [("verbatim/2", "hai thêm")]
    caplog.clear()
