"""Rows of an import that reach the file before its event: of no account without it, and never others than it says."""

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from app.commands import imports, row_writer
from app.conference import Conference
from app.domain.ids import EventId
from app.domain.import_preview import Decisions, ImportKind, ImportPreview
from app.imports import previews
from app.imports.workbook import read_text
from app.queries.known import known
from db import chain, connection, follower, keys, tables
from db.ahead import Ahead
from db.database import Database
from db.rows import Insert
from tests.support.conferences import new_conference, state_of, with_people, with_question
from tests.support.encrypted import CHEAP, encrypted_conference, readable_in
from tests.support.waiting import eventually

COUNT = 40
KEPT = Decisions(kept=frozenset(range(COUNT + 9)))


@pytest.fixture
def conference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Conference]:
    monkeypatch.setattr(row_writer, "MANY", 30)
    monkeypatch.setattr(follower, "REST_S", 60.0)
    made = new_conference(tmp_path)
    with_people(made)
    yield made
    made.close()


def questions(conference: Conference, *more: str, decisions: Decisions = KEPT) -> ImportPreview:
    rows = [f"Nguyễn Văn {n}\tĐoàn xã {n % 7}\tCâu hỏi về việc làm số {n}?\tSở Nội vụ" for n in range(COUNT)]
    table = "\n".join(("Họ và tên\tĐơn vị\tNội dung câu hỏi\tCơ quan trả lời", *rows, *more))
    sheet = previews.table_of(read_text(table).sheets[0], ImportKind.QUESTIONS)
    return previews.preview(ImportKind.QUESTIONS, "", sheet, known(conference.db), decisions)


def in_file(path: Path) -> dict[str, list[tuple[object, ...]]]:
    db = connection.load_into_memory(path)
    try:
        assert chain.verify(db) is None
        assert chain.unlike_the_log(db) == []
        return state_of(db)
    finally:
        db.close()


def file_is_equal(conference: Conference) -> bool:
    assert conference.follower.wait_safe(conference.last_event(), 20)
    return in_file(conference.path) == state_of(conference.db)


def fate_of(conference: Conference, act: Callable[[], object]) -> list[bool]:
    """For each event whose rows were told ahead: whether they were dropped."""
    told: list[Ahead] = []
    ask = conference.follower.ahead

    def asked(event_id: EventId) -> Ahead:
        told.append(ask(event_id))
        return told[-1]

    conference.follower.ahead = asked  # type: ignore[method-assign]
    assert conference.follower.wait_safe(conference.last_event(), 20)
    act()
    assert file_is_equal(conference)
    return [one.is_dropped for one in told]


def test_the_file_has_what_the_import_says_and_gives_it_back(conference: Conference) -> None:
    before = state_of(conference.db)
    assert fate_of(conference, lambda: imports.import_rows(conference, questions(conference))) == [False]
    conference.undo()
    assert state_of(conference.db) == before
    assert file_is_equal(conference)


def test_merged_rows_are_told_ahead_as_well(conference: Conference) -> None:
    again = [f"Người {n}\tXã\tCâu hỏi về việc làm số {n}?\tSở Nội vụ" for n in range(2)]
    found = questions(conference, *again, decisions=Decisions(merged=frozenset({COUNT + 2, COUNT + 3})))
    assert fate_of(conference, lambda: imports.import_rows(conference, found)) == [False]
    assert sum(question.merged_into_id is not None for question in tables.QUESTIONS.all(conference.db)) == 2


def test_rows_after_one_that_corrects_somebody_go_the_usual_way(
    conference: Conference, caplog: pytest.LogCaptureFixture
) -> None:
    found = questions(conference, "Hoàng Quốc Khánh\tUBND tỉnh\tCâu hỏi nào khác nữa?\tCông an tỉnh")
    assert fate_of(conference, lambda: imports.import_rows(conference, found)) == [True]
    assert not caplog.records


def _telling(conference: Conference, *first: str) -> None:
    """An import before whose rows others are told."""
    tell = Ahead.tell

    def tell_others(ahead: Ahead, insert: Insert) -> None:
        for sql in first:
            tell(ahead, (sql, ()))
        tell(ahead, insert)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ahead, "tell", tell_others)
        imports.import_rows(conference, questions(conference))
        assert conference.follower.wait_safe(conference.last_event(), 20)


@pytest.mark.parametrize(
    ("first", "says"),
    [
        ("INSERT INTO youth_group VALUES ((SELECT count(*) FROM youth_group) + 70, 'x', 0)", "other changes"),
        ("INSERT INTO nowhere VALUES (1)", ""),
        ("UPDATE conference SET name = 'x'", "other changes"),
    ],
)
def test_other_rows_than_the_event_brings_cost_only_time(
    conference: Conference, caplog: pytest.LogCaptureFixture, first: str, says: str
) -> None:
    assert fate_of(conference, lambda: _telling(conference, first)) == [True]
    assert conference.follower.state().trouble is None
    assert says in caplog.text
    caplog.clear()


def _told_without_event(conference: Conference) -> Ahead:
    """A command that told rows and failed."""
    ahead = conference.follower.ahead(EventId(conference.last_event() + 1))
    site = tables.SITES.all(conference.db)[0]
    values = [*tables.SITES.encoded(site)]
    for insert in tables.SITES.inserts(values, ("id",), [(n,) for n in range(900, 950)]):
        ahead.tell(insert)
    assert eventually(lambda: not ahead.inserts)
    return ahead


def test_without_its_event_nothing_is_in_the_file_not_even_after_a_power_cut(
    conference: Conference, tmp_path: Path
) -> None:
    before = state_of(conference.db)
    _told_without_event(conference)
    (tmp_path / "cut").mkdir()
    for path in tmp_path.glob("*.hoinghi*"):
        shutil.copyfile(path, tmp_path / "cut" / path.name)
    assert in_file(conference.path) == before
    assert in_file(tmp_path / "cut" / conference.path.name) == before


def test_any_other_event_and_any_rest_take_it_back(conference: Conference, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = _told_without_event(conference)
    with_question(conference)
    assert file_is_equal(conference)
    assert ahead.is_dropped
    monkeypatch.setattr(follower, "REST_S", 0.2)
    late = _told_without_event(conference)
    assert eventually(lambda: late.is_dropped)
    holder: Database = connection.open_file(conference.path)
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("ROLLBACK")
    holder.close()


def test_a_file_that_goes_meanwhile_is_made_anew(conference: Conference, caplog: pytest.LogCaptureFixture) -> None:
    ahead = _told_without_event(conference)
    conference.path.unlink()
    with_question(conference)
    assert file_is_equal(conference)
    assert ahead.is_dropped
    caplog.clear()


def test_an_import_beside_is_in_the_file_when_it_is_adopted_and_not_else(conference: Conference) -> None:
    def beside(is_first: bool) -> None:
        twin = conference.beside()
        found = questions(conference)
        thread = threading.Thread(target=partial(imports.import_rows, twin, found))
        thread.start()
        thread.join()
        if not is_first:
            with_question(conference)
        assert conference.adopt(twin) is is_first

    assert fate_of(conference, partial(beside, True)) == [False]
    assert fate_of(conference, partial(beside, False))[-1]


def test_in_an_encrypted_file_they_are_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_writer, "MANY", 30)
    monkeypatch.setattr(follower, "REST_S", 60.0)
    monkeypatch.setattr(keys, "_COST", CHEAP)
    conference = encrypted_conference(tmp_path)
    with_people(conference)
    found = questions(conference)
    assert fate_of(conference, lambda: imports.import_rows(conference, found)) == [False]
    assert not readable_in(tmp_path, ["Câu hỏi về việc làm", "Đoàn xã"])
    conference.close()
    keys.forget_all()
