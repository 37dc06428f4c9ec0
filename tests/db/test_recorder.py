"""One command, one event: rows noted by triggers, taken back column by column, chained; nothing outside a command."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import EventKind, Table
from app.domain.ids import AgencyId
from app.domain.roster import Agency, Person, Site
from db import chain, connection, past, recorder, tables
from db.database import Database, sqlite3
from db.recorder import EventRecord, Transaction

NOW = datetime(2023, 3, 22, 7, 0, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "a.hoinghi"
    connection.create_file(path)
    memory = connection.load_into_memory(path)
    yield memory
    assert not memory.conn.in_transaction
    assert chain.verify(memory) is None
    assert chain.unlike_the_log(memory) == []
    memory.close()


def acting(db: Database, *rows: object) -> EventRecord | None:
    """A command that stores sites."""
    with recorder.recording(db, EventKind.LIST_CHANGED, NOW, 5, "Thư ký") as tx:
        for row in rows:
            assert isinstance(row, Site)
            if tables.SITES.find(db, row.id):
                tables.SITES.save(db, row)
            else:
                tables.SITES.add(db, row)
        tx.summary = "sites"
    return tx.record


def undoing(db: Database, event_id: int) -> EventRecord | None:
    with recorder.recording(db, EventKind.UNDO, NOW, 6, "Thư ký", recorder.EventId(event_id)) as tx:
        recorder.undo(tx, recorder.EventId(event_id))
    return tx.record


def test_event_holds_who_when_what_and_each_row_before_and_after(db: Database) -> None:
    acting(db, Site(id=1, name="Hội trường"))
    record = acting(db, Site(id=1, name="Điểm cầu chính"), Site(id=2, name="Bắc Yên"))
    assert record is not None
    assert (record.id, record.operator, record.mono_ms, record.summary) == (2, "Thư ký", 5, "sites")
    assert record.at == "2023-03-22T07:00:00.000+00:00"
    assert record.changes.rows == {(Table.SITE, 1), (Table.SITE, 2)}
    first, second = record.rows
    assert '"name":"Hội trường"' in (first.before or "")
    assert '"name":"Điểm cầu chính"' in (first.after or "")
    assert second.before is None


def test_image_before_an_update_has_what_changed_and_the_others_are_whole(db: Database) -> None:
    acting(db, Site(id=1, name="Hội trường", contact_phone="0912"))
    record = acting(db, Site(id=1, name="Điểm cầu chính", contact_phone="0912"))
    assert record is not None
    whole = set(recorder.columns_of(db, Table.SITE))
    assert json.loads(record.rows[0].before or "") == {"name": "Hội trường"}
    assert json.loads(record.rows[0].after or "").keys() == whole
    with recorder.recording(db, EventKind.LIST_CHANGED, NOW, 5, "") as tx:
        tables.SITES.remove(db, 1)
    assert tx.record is not None
    assert json.loads(tx.record.rows[0].before or "").keys() == whole


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(_WORDS, _WORDS, st.sampled_from([0, 1, -7])), min_size=2, max_size=6))
def test_every_change_can_be_read_and_taken_back_whatever_the_words(made: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.hoinghi"
        connection.create_file(path)
        with closing(connection.load_into_memory(path)) as db:
            stages = []
            for name, contact, position in made:
                site = Site(id=1, name=name, contact_name=contact, position=position)
                before = tables.SITES.find(db, 1)
                record = acting(db, site)
                if record is not None:
                    stages.append((record, before))
                    assert before is None or json.loads(record.rows[0].before or "") == {
                        c: getattr(before, c) for c in ("name", "contact_name", "position")
                        if getattr(before, c) != getattr(site, c)
                    }  # fmt: skip
            for record, before in stages:
                with closing(past.as_of(db, record.id - 1)) as then:
                    assert tables.SITES.find(then, 1) == before
            for record, before in reversed(stages):
                undoing(db, record.id)
                assert tables.SITES.find(db, 1) == before
            assert chain.unlike_the_log(db) == []
            assert chain.verify(db) is None


def test_command_that_changes_nothing_is_no_event(db: Database) -> None:
    site = Site(id=1, name="Hội trường")
    acting(db, site)
    assert acting(db, site) is None
    assert db.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_an_act_done_before_compiles_no_statement_anew(db: Database) -> None:
    """Opening uses hundreds of statements; what is used after them must be kept as well (db.engine.STATEMENTS)."""
    compiled: list[tuple[object, ...]] = []

    def hear(*what: object) -> int:
        compiled.append(what)
        return 0

    db.conn.set_authorizer(hear)
    for name in ("Hội trường", "Hội trường A", "Hội trường B"):
        compiled.clear()
        acting(db, Site(id=1, name=name))
    db.conn.set_authorizer(None)
    assert compiled == []


def test_triggers_a_file_brings_along_stay_and_others_than_ours_are_made_anew(db: Database) -> None:
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'record_%' ORDER BY name"
    ours = db.execute(made).fetchall()
    db.execute("DROP TRIGGER record_site_insert")
    db.execute("CREATE TRIGGER record_site_insert AFTER INSERT ON site BEGIN DELETE FROM site; END")
    db.execute("DROP TRIGGER record_site_delete")
    said: list[str] = []
    db.conn.set_trace_callback(said.append)
    recorder.install_triggers(db)
    db.conn.set_trace_callback(None)
    assert [line[:33] for line in said if line.startswith("CREATE")] == [
        "CREATE TRIGGER record_site_insert", "CREATE TRIGGER record_site_delete",
    ]  # fmt: skip
    assert db.execute(made).fetchall() == ours


def test_command_that_fails_leaves_nothing(db: Database) -> None:
    def failing(tx: Transaction) -> None:
        tables.SITES.add(tx.db, Site(name="Hội trường"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), recorder.recording(db, EventKind.LIST_CHANGED, NOW, 0, "") as tx:
        failing(tx)
    assert tables.SITES.all(db) == ()
    assert db.execute("SELECT event_id FROM recording").fetchone() == (None,)


def test_row_that_points_nowhere_is_refused_at_the_end_of_the_command(db: Database) -> None:
    def pointing_nowhere() -> None:
        with recorder.recording(db, EventKind.LIST_CHANGED, NOW, 0, "") as tx:
            tables.PEOPLE.add(tx.db, Person(name="Lò Văn Phú", agency_id=AgencyId(77)))

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        pointing_nowhere()
    assert tables.PEOPLE.all(db) == ()


def test_rows_that_point_at_each_other_may_come_in_any_order(db: Database) -> None:
    with recorder.recording(db, EventKind.LIST_CHANGED, NOW, 0, "") as tx:
        tables.AGENCIES.add(tx.db, Agency(id=AgencyId(2), name="Phòng", parent_id=AgencyId(1)))
        tables.AGENCIES.add(tx.db, Agency(id=AgencyId(1), name="Sở"))
    assert len(tables.AGENCIES.all(db)) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO topic (id, name, position) VALUES (1, 'x', 0)",
        "UPDATE site SET name = 'x'",
        "DELETE FROM site",
    ],
)
def test_write_outside_a_command_is_refused(db: Database, sql: str) -> None:
    acting(db, Site(id=1, name="Hội trường"))
    with pytest.raises(sqlite3.IntegrityError, match=r"change\.event_id"):
        db.execute(sql)


@pytest.mark.parametrize("sql", ["UPDATE event SET summary = ''", "DELETE FROM event", "UPDATE change SET after = ''"])
def test_the_log_is_append_only(db: Database, sql: str) -> None:
    acting(db, Site(id=1, name="Hội trường"))
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(sql)


def test_undo_gives_back_only_the_columns_the_event_changed(db: Database) -> None:
    acting(db, Site(id=1, name="Hội trường", contact_name="An"))
    renamed = acting(db, Site(id=1, name="Điểm cầu chính", contact_name="An"))
    assert renamed is not None
    acting(db, replace(tables.SITES.get(db, 1), contact_name="Bình"))
    undoing(db, renamed.id)
    site = tables.SITES.get(db, 1)
    assert (site.name, site.contact_name) == ("Hội trường", "Bình")


def test_undo_of_what_a_later_event_touched_is_refused_and_changes_nothing(db: Database) -> None:
    acting(db, Site(id=1, name="Hội trường"))
    renamed = acting(db, Site(id=1, name="Điểm cầu chính"))
    assert renamed is not None
    acting(db, Site(id=1, name="Điểm cầu trung tâm"))
    with pytest.raises(recorder.UndoConflictError):
        undoing(db, renamed.id)
    assert tables.SITES.get(db, 1).name == "Điểm cầu trung tâm"


def test_undo_of_a_removal_brings_the_row_back_under_its_id(db: Database) -> None:
    acting(db, Site(id=7, name="Bắc Yên"))
    before = tables.SITES.get(db, 7)
    with recorder.recording(db, EventKind.LIST_CHANGED, NOW, 0, "") as tx:
        tables.SITES.remove(tx.db, 7)
    assert tx.record is not None
    undone = undoing(db, tx.record.id)
    assert tables.SITES.get(db, 7) == before
    assert undone is not None
    assert undone.undoes == tx.record.id


def test_following_file_that_notes_other_rows_is_said_to_have_diverged(db: Database, tmp_path: Path) -> None:
    follower = connection.open_file(tmp_path / "a.hoinghi")
    first, second = acting(db, Site(id=1, name="A")), acting(db, Site(id=1, name="B"))
    assert first is not None
    assert second is not None
    with follower.atomic():
        recorder.follow(follower, first)
    # The row is not what the second event says it was before.
    rows = tuple(row._replace(before=(row.before or "").replace('"A"', '"Z"')) for row in second.rows)
    elsewhere = replace(second, rows=rows)
    with pytest.raises(recorder.DivergedError), follower.atomic():
        recorder.follow(follower, elsewhere)
    with follower.atomic():
        recorder.follow(follower, second)
    assert tables.SITES.get(follower, 1).name == "B"
    follower.close()


HARD = ("", " ", '"', "\\", "'", "\n\t\x1f", "{}", "[1]", "null", "12", "1e3", "đường Ừ", "😀", "%s $.name", "\u2028")


def test_thousands_of_rows_are_followed_as_a_few_are(db: Database, tmp_path: Path) -> None:
    follower = connection.open_file(tmp_path / "a.hoinghi")
    count = 2 * recorder.ROWS_AT_ONCE + 3
    first = [
        Site(id=n, name=f"{n}", contact_phone=HARD[n % len(HARD)], contact_name=HARD[-n % len(HARD)])
        for n in range(1, 4)
    ]
    new = [replace(first[n % 3], id=n, name=f"Điểm {n}", contact_name=HARD[n % len(HARD)]) for n in range(4, count)]
    changed = [replace(site, name=f"Điểm {site.id} {HARD[site.id]}") for site in first]
    few, many = acting(db, *first), acting(db, *new[:200], *changed, *new[200:])
    assert few is not None
    assert many is not None
    with follower.atomic():
        recorder.follow(follower, few)
        recorder.follow(follower, many)
    assert tables.SITES.all(follower) == tables.SITES.all(db)
    assert recorder.noted(follower, many.id) == many.rows
    follower.close()


def test_of_thousands_of_rows_one_that_was_another_before_is_seen(db: Database, tmp_path: Path) -> None:
    """The file has another contact in a row that the event changes: its own log says so."""
    follower = connection.open_file(tmp_path / "a.hoinghi")
    first = acting(db, Site(id=1, name="A"))
    many = acting(db, *[Site(id=n, name=f"B{n}") for n in range(1, recorder.ROWS_AT_ONCE + 3)])
    assert first is not None
    assert many is not None
    with follower.atomic():
        recorder.follow(follower, first)
        follower.execute("UPDATE recording SET event_id = 1")
        follower.execute("UPDATE site SET contact_name = 'x'")
        follower.execute("UPDATE recording SET event_id = NULL")
    with pytest.raises(recorder.DivergedError), follower.atomic():
        recorder.follow(follower, many)
    follower.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE event SET summary = 'x' WHERE id = 3",
        "UPDATE event SET operator = 'x' WHERE id = 3",
        "UPDATE event SET digest = '0' WHERE id = 3",
        "UPDATE change SET after = replace(after, 'C', 'X') WHERE event_id = 3",
        "DELETE FROM change WHERE event_id = 3",
        "DELETE FROM event WHERE id = 3",
    ],
)
def test_chain_names_the_first_event_that_was_changed(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "b.hoinghi"
    connection.create_file(path)
    db = connection.load_into_memory(path)
    for name in "ABCDE":
        acting(db, Site(id=1, name=name))
    assert chain.verify(db) is None
    db.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE name LIKE '%append_only%'").fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(damage)
    assert chain.verify(db) == 3
    db.close()


def test_state_changed_behind_the_log_is_named(tmp_path: Path) -> None:
    path = tmp_path / "b.hoinghi"
    connection.create_file(path)
    db = connection.load_into_memory(path)
    acting(db, Site(id=1, name="A"), Site(id=2, name="B"), Site(id=3, name="C"))
    recorder.drop_triggers(db)
    db.execute("UPDATE site SET name = 'x' WHERE id = 2")
    db.execute("DELETE FROM site WHERE id = 3")
    db.execute("INSERT INTO topic (id, name, position) VALUES (9, 'x', 0)")
    assert chain.unlike_the_log(db) == [(Table.SITE, 2), (Table.SITE, 3), (Table.TOPIC, 9)]
    db.close()
