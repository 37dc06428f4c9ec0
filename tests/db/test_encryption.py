"""A file with a password: nothing of it can be read without, damage is seen and mended, nothing plain joins it."""

import importlib.util
import random
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import backup, password, rehearsal, restore
from app.commands import privacy, setup
from app.conference import Conference
from app.domain.errors import StorageError, Trouble
from app.domain.facts import Facts
from app.domain.roster import Person, Role
from app.earlier import read_earlier
from db import checks, cipher_pages, connection, engine, journal_lines, keys, salvage, second_copy, typing_journal
from db.database import Database
from db.line_cipher import LineCipher
from db.typing_journal import TypingJournal
from tests.support import encrypted
from tests.support.clock import FakeClock
from tests.support.conferences import state_of, with_people, with_question
from tests.support.encrypted import CHEAP, PASSWORD, WORDS, ask, encrypted_conference, file_key, opened, readable_in
from tests.support.faults import damage
from tests.support.waiting import eventually

NOW = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)
KEY = "verbatim/7"


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "_COST", CHEAP)
    yield
    keys.forget_all()


def test_a_guess_costs_what_was_promised() -> None:
    assert encrypted.REAL_COST >= 1 << 15


@pytest.fixture
def conference(tmp_path: Path) -> Iterator[Conference]:
    made = encrypted_conference(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a file with people and forty questions."""
    made = encrypted_conference(tmp_path_factory.mktemp("encrypted"))
    with_people(made)
    for _ in range(40):
        with_question(made)
    made.close()
    keys.forget_all()
    return made.path.read_bytes()


def trouble_of_opening(path: Path) -> Trouble:
    with pytest.raises(StorageError) as refused:
        opened(path).close()
    return refused.value.code


def test_words_are_found_where_nothing_is_encrypted(tmp_path: Path) -> None:
    """The search itself: without a password it finds each of them."""
    connection.create_file(tmp_path / "a.hoinghi")
    plain = opened(tmp_path / "a.hoinghi")
    setup.create_conference(plain, Facts())
    ask(plain)
    plain.follower.wait_safe(plain.last_event(), 5)
    found = readable_in(tmp_path)
    plain.close()
    assert [word for word in WORDS if not any(word in line for line in found)] == []


def test_no_word_is_readable_while_it_is_open_and_after(tmp_path: Path) -> None:
    second = tmp_path / "usb"
    second.mkdir()
    made = encrypted_conference(tmp_path, second)
    ask(made)
    typed = made.journal.append(KEY, 0, 0, WORDS[1], "")
    assert made.journal.wait_safe(typed, 5)
    assert made.second is not None
    assert made.second.wait_safe(made.last_event(), 10)
    assert made.follower.wait_safe(made.last_event(), 10)
    backup.backup_now(made.path, tmp_path / "copies", made.now())
    assert len(list(tmp_path.rglob("*.hoinghi"))) == 3
    assert readable_in(tmp_path) == []
    made.close()
    assert readable_in(tmp_path) == []
    assert typing_journal.journal_path(made.path).exists(), "the text is still to be put back"
    again = opened(made.path, second)
    assert [text.text for text in again.journal.left_open(lambda _: "")] == [WORDS[1]]
    again.close()


def test_only_the_password_opens_it_in_whatever_form_it_is_typed(conference: Conference) -> None:
    ask(conference)
    stored = state_of(conference.db)
    conference.close()
    keys.forget_all()
    assert password.is_locked(conference.path)
    assert trouble_of_opening(conference.path) is Trouble.ENCRYPTED
    with pytest.raises(StorageError) as refused:
        password.unlock(conference.path, PASSWORD.upper())
    assert refused.value.code is Trouble.WRONG_PASSWORD
    assert password.is_locked(conference.path)
    password.unlock(conference.path, unicodedata.normalize("NFD", PASSWORD))
    again = opened(conference.path)
    assert state_of(again.db) == stored
    assert again.undo_summary()
    again.undo()
    again.close()


def test_the_key_is_in_no_text(conference: Conference) -> None:
    key = file_key()
    assert key.secret.hex() not in repr(key) + str(vars(conference))
    assert repr(key.secret) not in repr(key)


def test_without_the_packages_it_is_said(conference: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    conference.close()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert not password.can_encrypt()
    assert trouble_of_opening(conference.path) is Trouble.NO_CIPHER
    with pytest.raises(StorageError) as refused:
        password.unlock(conference.path, PASSWORD)
    assert refused.value.code is Trouble.NO_CIPHER


@pytest.mark.parametrize("kind", damage.KINDS)
def test_damage_is_seen_without_any_earlier_digest(tmp_path: Path, closed: bytes, kind: str) -> None:
    """Each page bears a code of its own, so one bit anywhere is seen, also on a laptop that never closed the file."""
    keys.remember(file_key())
    path, dice = tmp_path / "d.hoinghi", random.Random(kind)
    for case in range(12):
        data = bytearray(closed)
        damage.KINDS[kind](data, dice)
        path.write_bytes(data)
        assert _is_seen(path), (kind, case)


def _is_seen(path: Path) -> bool:
    try:
        connection.prepare_file(path, NOW, backup.copy_before_migration)
    except StorageError:
        return True
    return not checks.check_file(path).is_sound


def test_a_sound_file_is_not_accused(tmp_path: Path, closed: bytes) -> None:
    keys.remember(file_key())
    (tmp_path / "d.hoinghi").write_bytes(closed)
    assert checks.check_file(tmp_path / "d.hoinghi") == checks.Check()


@pytest.mark.parametrize("kind", ["one bit", "a quarter of it gone"])
def test_what_can_be_read_of_a_damaged_file_is_saved_encrypted(tmp_path: Path, closed: bytes, kind: str) -> None:
    keys.remember(file_key())
    damaged, target = tmp_path / "d.hoinghi", tmp_path / "saved.hoinghi"
    whole = len(closed)
    data = bytearray(closed)
    if kind == "one bit":
        data[whole * 3 // 4 + 100] ^= 4
    else:
        del data[whole * 3 // 4 :]
    damaged.write_bytes(data)
    found = salvage.salvage(damaged, target)
    assert found.rows > 20
    assert keys.head_of(target) == file_key().head
    assert readable_in(tmp_path, ("Quàng Văn Tuấn", "Giải pháp quản lý")) == []
    opened(target).close()


def test_one_bit_in_any_page_but_the_first_costs_no_row(tmp_path: Path, closed: bytes) -> None:
    """The lists of tables as well, which fill several pages; what is garbled stands in the log once more."""
    keys.remember(file_key())
    damaged, dice = tmp_path / "d.hoinghi", random.Random(4)
    damaged.write_bytes(closed)
    rows = salvage.salvage(damaged, tmp_path / "whole.hoinghi").rows
    for case in range(12):
        data = bytearray(closed)
        data[dice.randrange(cipher_pages.PAGE, len(data))] ^= 1 << case % 8
        damaged.write_bytes(data)
        assert salvage.salvage(damaged, tmp_path / f"saved-{case}.hoinghi").rows >= rows * 0.99, case


def test_a_plain_twin_under_its_name_gets_no_word(
    tmp_path: Path, conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody puts a plain file in the place of the open one: it is put aside, the words stay encrypted."""
    conference.follower.wait_safe(conference.last_event(), 5)
    twin = tmp_path / "twin.hoinghi"
    connection.create_file(twin)
    conference.path.unlink()
    shutil.copyfile(twin, conference.path)
    ask(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    assert keys.head_of(conference.path) == file_key().head
    assert len(list(tmp_path.glob("*.khac-1.hoinghi"))) == 1
    assert readable_in(tmp_path) == []
    assert "written anew" in caplog.text
    caplog.clear()


def test_a_plain_second_copy_is_put_aside_and_made_anew(tmp_path: Path, conference: Conference) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    place = second_copy.path_for(conference.path, stick)
    connection.create_file(place)
    conference.keep_second(stick)
    ask(conference)
    assert conference.second is not None
    assert conference.second.wait_safe(conference.last_event(), 10)
    assert keys.head_of(place) == file_key().head
    assert readable_in(tmp_path) == []


def test_a_deleted_file_is_made_anew_encrypted(
    tmp_path: Path, conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    ask(conference)
    conference.follower.wait_safe(conference.last_event(), 5)
    conference.path.unlink()
    ask(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    assert keys.head_of(conference.path) == file_key().head
    assert readable_in(tmp_path) == []
    assert "written anew" in caplog.text
    caplog.clear()


def test_lines_of_others_and_plain_ones_are_not_believed(tmp_path: Path) -> None:
    path, ours = tmp_path / "a-go", LineCipher(file_key())
    other = LineCipher(keys.FileKey(file_key().head, bytes(32)))
    entry: dict[str, object] = {"k": KEY, "p": 0, "r": 0, "a": "giả", "b": ""}
    path.write_bytes(journal_lines.line(entry) + journal_lines.line(entry, other))
    assert journal_lines.replay(lambda _: "", path, cipher=ours) == []
    path.write_bytes(path.read_bytes() + journal_lines.line(entry | {"a": "thật"}, ours))
    assert [text.text for text in journal_lines.replay(lambda _: "", path, cipher=ours)] == ["thật"]


def test_a_line_tells_nothing_by_its_length(tmp_path: Path) -> None:
    ours = LineCipher(file_key())
    lines = [journal_lines.line({"k": KEY, "p": 0, "r": 0, "a": "ấ" * count}, ours) for count in (1, 2, 5, 9)]
    assert len({len(line) for line in lines}) == 1
    assert len(set(lines)) == 4


def test_every_changed_line_is_refused(tmp_path: Path) -> None:
    ours = LineCipher(file_key())
    line = ours.encrypt(b"{}")
    assert ours.decrypt(line) == b"{}"
    for place in range(len(line)):
        changed = bytearray(line)
        changed[place] ^= 1
        assert ours.decrypt(bytes(changed)) is None
    assert ours.decrypt(line[:-4]) is None
    assert ours.decrypt(b"") is None


def test_the_spare_journal_is_encrypted_as_well(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    place, spare = tmp_path / "folder-is-gone" / "a-go", tmp_path / "spare-go"
    journal = TypingJournal(place, spare=spare, cipher=LineCipher(file_key()))
    journal.append(KEY, 0, 0, WORDS[1], "")
    assert eventually(lambda: spare.exists() and spare.stat().st_size > 64)
    assert readable_in(tmp_path) == []
    journal.close()
    assert [text.text for text in journal.left_open(lambda _: "")] == [WORDS[1]]
    assert "cannot be written" in caplog.text
    caplog.clear()


def test_a_backup_goes_back_and_all_that_is_kept_stays_encrypted(tmp_path: Path, conference: Conference) -> None:
    ask(conference)
    conference.follower.wait_safe(conference.last_event(), 5)
    copies = tmp_path / "copies"
    backup.backup_now(conference.path, copies, conference.now())
    plain = copies / f"{conference.path.stem}.sao-luu-20230101-000000.hoinghi"
    connection.create_file(plain)
    before = state_of(conference.db)
    ask(conference)
    conference.close()
    (copy,) = restore.copies_of(conference.path, copies)
    assert (copy.lacks, copy.path != plain) == (1, True), "a plain file is none of its copies"
    kept = restore.restore(conference.path, copy.path, FakeClock(), "Thư ký")
    assert keys.head_of(kept) == keys.head_of(conference.path) == file_key().head
    again = opened(conference.path)
    assert state_of(again.db) == before
    again.close()
    assert readable_in(tmp_path) == []
    keys.forget_all()
    assert restore.copies_of(conference.path, copies) == ()
    assert restore.locked_copy(conference.path, copies, tmp_path) == copy.path


def test_the_copy_of_a_rehearsal_and_its_power_cut_stay_encrypted(tmp_path: Path, conference: Conference) -> None:
    ask(conference)
    conference.close()
    copy = rehearsal.copy_for_rehearsal(conference.path, tmp_path / "dien-tap", NOW)
    practice = opened(copy)
    practice.journal.wait_safe(practice.journal.append(KEY, 0, 0, WORDS[1], ""), 5)
    cut = rehearsal.copy_as_after_power_cut(copy)
    practice.close()
    after = opened(cut)
    assert [text.text for text in after.journal.left_open(lambda _: "")] == [WORDS[1]]
    after.close()
    assert readable_in(tmp_path) == []


def test_an_earlier_conference_is_read_without_a_plain_copy(
    tmp_path: Path, conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.add_person(conference, Person(name=WORDS[0], on_roster=True), [Role.DELEGATE])
    conference.close()
    places = tmp_path / "temporary"
    places.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(places))
    seen: list[list[str]] = []
    load = connection.load_into_memory

    def looking(path: Path) -> Database:
        seen.append(readable_in(places))
        assert path.is_relative_to(places)
        return load(path)

    monkeypatch.setattr(connection, "load_into_memory", looking)
    assert [person.name for person in read_earlier(conference.path, NOW).people] == [WORDS[0]]
    assert seen == [[]]


def test_an_older_file_is_migrated_behind_an_encrypted_copy(tmp_path: Path) -> None:
    oldest = min((Path(__file__).parents[1] / "fixtures" / "files").glob("schema_*.hoinghi"))
    path = tmp_path / "cu.hoinghi"
    keys.remember(file_key())
    with closing(engine.connect_as(file_key(), path)) as target:
        target.execute("ATTACH DATABASE ? AS plain KEY ''", [str(oldest)])
        target.execute("SELECT sqlcipher_export('main', 'plain')")
        for name in ("user_version", "application_id"):
            number = target.execute(f"PRAGMA plain.{name}").fetchone()[0]
            target.execute(f"PRAGMA main.{name} = {number}")
    made = opened(path)
    assert made.migrated_copy is not None
    assert keys.head_of(made.migrated_copy) == file_key().head
    with closing(connection.load_into_memory(oldest_migrated(oldest, tmp_path))) as plain:
        assert state_of(made.db) == state_of(plain)
    made.close()


def oldest_migrated(oldest: Path, folder: Path) -> Path:
    path = folder / "plain.hoinghi"
    shutil.copyfile(oldest, path)
    connection.prepare_file(path, NOW, lambda file, _: file)
    return path


def test_an_erased_person_is_in_no_page_that_the_password_opens(tmp_path: Path, conference: Conference) -> None:
    ask(conference)
    person = conference.db.execute("SELECT id FROM person WHERE name = ?", [WORDS[0]]).fetchone()[0]
    privacy.erase_person(conference, [person], "theo yêu cầu")
    assert conference.follower.wait_safe(conference.last_event(), 10)
    conference.close()
    plain = tmp_path / "decrypted"
    with closing(engine.connect(conference.path)) as db:
        db.execute("ATTACH DATABASE ? AS plain KEY ''", [str(plain)])
        db.execute("SELECT sqlcipher_export('plain')")
    assert readable_in(tmp_path, [WORDS[0]]) == []
    assert readable_in(tmp_path, ["theo yêu cầu"]) == ["decrypted: theo yêu cầu"]
    assert checks.check_file(conference.path) == checks.Check()
