"""Copies for rehearsals: the real file is only read, a copy stays a rehearsal, a power cut leaves what was safe."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import rehearsal
from app.commands import queue, setup
from app.conference import Conference
from app.domain.errors import Rule, RuleError, StorageError, Trouble
from app.domain.facts import Mode
from app.domain.minutes import Slot, TextKey
from app.queries import desk
from app.recovery import restore_typing
from app.texts import text_of
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, refused, with_people, with_question

AT = datetime(2023, 3, 22, 1, tzinfo=UTC)


def everything_in(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def real(tmp_path: Path) -> Path:
    conference = new_conference(tmp_path)
    with_people(conference)
    with_question(conference)
    conference.close()
    return conference.path


def test_the_copy_is_whole_and_the_file_untouched(real: Path, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    copy = rehearsal.copy_for_rehearsal(real, tmp_path / "dien-tap", AT)
    conference = Conference(copy, FakeClock())
    setup.begin_rehearsal(conference)
    queue.register_question(conference, queue.NewQuestion(gist="chỉ ở bản diễn tập"))
    conference.close()
    assert everything_in(tmp_path) == before
    assert copy.name == "hoi-nghi.dien-tap-20230322-080000.hoinghi"


def test_what_lies_in_the_log_beside_the_file_comes_too(real: Path, tmp_path: Path) -> None:
    """A file whose program died: its newest events are in the write-ahead log."""
    conference = Conference(real, FakeClock())
    queue.register_question(conference, queue.NewQuestion(gist="còn trong nhật ký ghi trước"))
    assert conference.follower.wait_safe(conference.last_event(), 10)
    log = real.with_name(real.name + "-wal")
    assert log.stat().st_size > 0
    copy = rehearsal.copy_for_rehearsal(real, tmp_path / "dien-tap", AT)
    conference.close()
    again = Conference(copy, FakeClock())
    assert again.db.execute("SELECT count(*) FROM question WHERE gist LIKE 'còn trong%'").fetchone()[0] == 1
    again.close()


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as error:
        rehearsal.copy_for_rehearsal(tmp_path / "khong-co.hoinghi", tmp_path / "dien-tap", AT)
    assert error.value.code is Trouble.MISSING
    assert list((tmp_path / "dien-tap").iterdir()) == []


def test_a_rehearsal_stays_one(real: Path, tmp_path: Path) -> None:
    conference = Conference(rehearsal.copy_for_rehearsal(real, tmp_path / "dien-tap", AT), FakeClock())
    setup.begin_rehearsal(conference)
    while True:
        try:
            conference.undo()
        except RuleError as error:
            if error.code is Rule.NOTHING_TO_UNDO:
                break
    for mode, phase in ((Mode.LIVE, Mode.LIVE), (Mode.AFTER, Mode.AFTER), (Mode.PREPARING, Mode.PREPARING)):
        setup.change_mode(conference, mode)
        facts = desk.facts(conference.db)
        assert (facts.mode, facts.phase) == (Mode.REHEARSAL, phase)
    conference.close()


def test_a_real_file_never_becomes_a_rehearsal_by_its_mode(real: Path) -> None:
    conference = Conference(real, FakeClock())
    assert refused(conference, setup.change_mode, Mode.REHEARSAL) is Rule.REHEARSAL_IS_A_COPY
    conference.close()


def test_a_power_cut_keeps_events_and_half_a_word(real: Path) -> None:
    conference = Conference(real, FakeClock())
    question_id = with_question(conference)
    key = TextKey(Slot.VERBATIM, question_id)
    base = text_of(conference.db, key)
    number = conference.journal.append(str(key), len(base), 0, " Đang gõ dở dan", base)
    assert conference.journal.wait_kept(number, 10)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    copy = rehearsal.copy_as_after_power_cut(real)
    conference.close()
    again = Conference(copy, FakeClock())
    restore_typing(again)
    assert text_of(again.db, key).endswith("Đang gõ dở dan")
    again.close()
    assert copy.name == "hoi-nghi.mat-dien-1.hoinghi"
    assert rehearsal.copy_as_after_power_cut(copy).name == "hoi-nghi.mat-dien-2.hoinghi"


def test_old_rehearsals_go_and_nothing_else(real: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dien-tap"
    folder.mkdir()
    (folder / "ghi-chep.hoinghi").write_bytes(b"x")
    for minute in range(rehearsal.KEPT + 2):
        rehearsal.copy_for_rehearsal(real, folder, AT.replace(minute=minute))
    left = sorted(path.name for path in folder.iterdir())
    assert len(left) == rehearsal.KEPT + 1
    assert left[0] == "ghi-chep.hoinghi"
    assert left[-1].endswith("-080600.hoinghi")
