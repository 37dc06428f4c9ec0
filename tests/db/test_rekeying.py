"""Another password for a closed conference: all copies get it, nothing is lost at whichever step it ends."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app import backup, password
from app.conference import Conference
from app.domain.errors import StorageError, Trouble
from db import connection, keys
from tests.support.conferences import state_of
from tests.support.encrypted import CHEAP, PASSWORD, WORDS, ask, encrypted_conference, file_key, opened, readable_in

KEY, FILE = "verbatim/7", "hoi-nghi.hoinghi"
NEW = "Điện Biên mùa ban nở"


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "_COST", CHEAP)
    yield
    keys.forget_all()


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    made = encrypted_conference(tmp_path)
    yield made
    made.close()


def test_all_copies_open_by_the_new_one_and_none_by_the_old(tmp_path: Path) -> None:
    stick, copies = tmp_path / "usb", tmp_path / "copies"
    stick.mkdir()
    made = encrypted_conference(tmp_path, stick)
    ask(made)
    typed = made.journal.append(KEY, 0, 0, WORDS[1], "")
    assert made.journal.wait_safe(typed, 5)
    assert made.second is not None
    assert made.second.wait_safe(made.last_event(), 10)
    assert made.follower.wait_safe(made.last_event(), 10)
    backup.backup_now(made.path, copies, made.now())
    stored = state_of(made.db)
    made.close()
    done = password.change(made.path, PASSWORD, NEW, [copies, stick])
    assert (done.rekeyed, done.left) == (3, ())
    files = list(tmp_path.rglob("*.hoinghi"))
    assert len(files) == 3
    assert len({keys.head_of(file) for file in files} - {None, file_key().head}) == 1
    keys.forget_all()
    with pytest.raises(StorageError):
        password.unlock(made.path, PASSWORD)
    password.unlock(made.path, NEW)
    again = opened(made.path, stick)
    assert state_of(again.db) == stored
    assert [text.text for text in again.journal.left_open(lambda _: "")] == [WORDS[1]]
    again.close()
    for file in files:
        with closing(connection.load_into_memory(file)) as copy:
            assert state_of(copy) == stored
    assert readable_in(tmp_path) == []


def test_a_wrong_old_one_changes_nothing(conference: Conference) -> None:
    conference.close()
    before = conference.path.read_bytes()
    with pytest.raises(StorageError) as refused:
        password.change(conference.path, "khác hẳn", NEW, [])
    assert refused.value.code is Trouble.WRONG_PASSWORD
    assert conference.path.read_bytes() == before


@pytest.mark.parametrize("step", range(6))
def test_an_end_at_any_step_leaves_one_password_that_opens_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The disk fails at the nth exchange of a name: text being typed and file can be read by the old or the new."""
    made = encrypted_conference(tmp_path)
    ask(made)
    made.journal.wait_safe(made.journal.append(KEY, 0, 0, WORDS[1], ""), 5)
    stored = state_of(made.db)
    made.close()
    left = [step]
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(5, "as if the power went")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    new = keys.FileKey(keys.MARK + bytes(12), bytes(range(32)))
    monkeypatch.setattr(keys, "new_key", lambda _: new)
    try:
        password.change(made.path, PASSWORD, NEW, [])
    except StorageError:
        assert step < 4
    monkeypatch.undo()
    keys.remember(file_key())
    keys.remember(new)
    again = opened(made.path)
    assert state_of(again.db) == stored
    assert [text.text for text in again.journal.left_open(lambda _: "")] == [WORDS[1]]
    again.close()
    assert readable_in(tmp_path) == []
    assert {file.name for file in tmp_path.iterdir()} <= {FILE, f"{FILE}-go"}, "nothing half lies about"
