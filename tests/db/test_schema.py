"""The schema agrees with the records: columns, value lists, triggers; and every value has its word."""

import re
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import pytest

from app import labels
from app.backup import copy_before_migration
from app.domain.changes import EventKind, Table
from app.domain.errors import Rule, StorageError, Trouble
from app.domain.minutes import Slot
from app.domain.paper import PaperKind
from app.domain.petition import PetitionResult, ReplyMode
from app.domain.question import QuestionState
from db import connection, marks, recorder, tables
from db.database import sqlite3
from db.rows import sql_type


def test_columns_and_checks_are_those_of_the_records(tmp_path: Path) -> None:
    path = tmp_path / "a.hoinghi"
    connection.create_file(path)
    db = connection.open_file(path)
    for rows in tables.ALL:
        sql = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [rows.table.value]).fetchone()[0]
        found = {row[1] for row in db.execute(f"PRAGMA table_info({rows.table.value})").fetchall()}
        assert found == {column.name for column in rows.columns}, rows.table
        assert "STRICT" in sql
        assert "REAL" not in sql
        assert "BLOB" not in sql
        for column in rows.columns:
            if column.name != "id":
                wanted = f"{column.name} {sql_type(column)}".replace('"', "")
                assert re.search(rf"\b{re.escape(wanted)}", sql), (rows.table, wanted)
    assert {rows.table for rows in tables.ALL} == set(Table)
    db.close()


def test_no_list_is_made_anew_for_each_row_and_a_strange_value_is_seen_when_a_file_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.hoinghi"
    connection.create_file(path)
    with closing(connection.open_file(path)) as db:
        assert db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '% IN (%'").fetchall() == []
        recorder.drop_triggers(db)
        strange = "INSERT INTO site VALUES (1, 'Hội trường', 'nowhere', 'good', '', '', 1)"
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            db.execute(strange)
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(strange)
    with pytest.raises(StorageError) as caught:
        connection.prepare_file(path, datetime(2026, 1, 1, tzinfo=UTC), copy_before_migration)
    assert caught.value.code is Trouble.DAMAGED


def test_every_recorded_table_has_its_three_triggers(tmp_path: Path) -> None:
    path = tmp_path / "a.hoinghi"
    connection.create_file(path)
    for db in (connection.open_file(path), connection.load_into_memory(path)):
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()}
        for table in Table:
            for act in ("insert", "update", "delete"):
                assert f"record_{table.value}_{act}" in names
        db.close()


def test_a_new_file_bears_our_marks_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "a.hoinghi"
    connection.create_file(path)
    db = connection.open_file(path)
    assert db.execute("PRAGMA application_id").fetchone()[0] == marks.APPLICATION_ID
    assert db.execute("PRAGMA user_version").fetchone()[0] == marks.SCHEMA_VERSION
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    db.close()
    assert path.stat().st_mode & 0o077 == 0


def test_every_value_and_error_has_its_word() -> None:
    enums: list[type[StrEnum]] = [QuestionState, ReplyMode, PetitionResult, PaperKind, Slot]
    for rows in tables.ALL:
        enums += [column.kind for column in rows.columns if issubclass(column.kind, StrEnum)]
    without = {member for kind in enums for member in kind if not labels.has_word(member)}
    names = {f"{type(member).__name__}.{member.name}" for member in without}
    assert {name for name in names if not name.startswith("Precision.")} == set()
    assert labels.rules_with_words() == set(Rule)
    assert labels.troubles_with_words() == set(Trouble)


def test_labels_of_stages_are_those_of_the_domain() -> None:
    assert labels.word(QuestionState.NOT_REACHED) == "Chưa nêu (hết thời gian)"
    assert labels.word(ReplyMode.NONE) == "Chưa trả lời"
    assert labels.word(PetitionResult.NONE) == "Chưa giao"


def test_event_kinds_are_stored_as_they_are_named() -> None:
    assert all(kind.value == kind.name.lower() for kind in EventKind)
