"""Schema history: a SQL file or a function a step, applied by sqlite_utils. Shipped steps are never edited."""

from __future__ import annotations

import re

import sqlite_utils

import resources
from db import marks
from db.database import Database, sqlite3

migrations = sqlite_utils.Migrations("hoinghi")
_LIST = re.compile(r"(\w+) IN \(([^()]*)\)")


@migrations()
def m0001_first(db: sqlite_utils.Database) -> None:
    _run_file(db, "0001_first.sql")


@migrations()
def m0002_rewritten(db: sqlite_utils.Database) -> None:
    _run_file(db, "0002_rewritten.sql")


@migrations()
def m0003_asker_index(db: sqlite_utils.Database) -> None:
    _run_file(db, "0003_asker_index.sql")


@migrations()
def m0004_question_place(db: sqlite_utils.Database) -> None:
    _run_file(db, "0004_question_place.sql")


@migrations()
def m0005_removed_rows(db: sqlite_utils.Database) -> None:
    _run_file(db, "0005_removed_rows.sql")


@migrations()
def m0006_stations(db: sqlite_utils.Database) -> None:
    _run_file(db, "0006_stations.sql")


@migrations()
def m0007_question_state(db: sqlite_utils.Database) -> None:
    _run_file(db, "0007_question_state.sql")


@migrations()
def m0008_checks_without_lists(db: sqlite_utils.Database) -> None:
    """A list in a CHECK is made anew for each row: three quarters of a file's check, and much of each new row.

    What is stored stays as it is, so the text of the schema may be written (sqlite.org/lang_altertable.html, 7).
    """
    with_lists = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '% IN (%'"
    version = db.execute("PRAGMA schema_version").fetchone()[0]
    db.execute("PRAGMA writable_schema = ON")
    for name, sql in db.execute(with_lists).fetchall():
        db.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", [_LIST.sub(_alternatives, sql), name])
    db.execute(f"PRAGMA schema_version = {version + 1}")
    db.execute("PRAGMA writable_schema = RESET")


@migrations()
def m0009_images_of_what_differed(db: sqlite_utils.Database) -> None:
    """Only the triggers are others, which are made anew after every step: the image before an update has what changed.

    Older images stay whole. An older program could not join the work of two laptops from the new ones.
    """


def _alternatives(found: re.Match[str]) -> str:
    return " OR ".join(f"{found[1]} = {value.strip()}" for value in found[2].split(","))


def apply(db: Database) -> None:
    """Bring the schema up to date and mark the file as ours. Triggers must be off and are rebuilt by the caller."""
    migrations.apply(sqlite_utils.Database(db.conn, execute_plugins=False))
    db.execute(f"PRAGMA application_id = {marks.APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {marks.SCHEMA_VERSION}")


def _run_file(db: sqlite_utils.Database, name: str) -> None:
    run_script(db, resources.path(f"schema/{name}").read_text(encoding="utf-8"))


def run_script(db: Database | sqlite_utils.Database, script: str) -> None:
    """Run each statement in the open transaction (executescript would commit it first)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished SQL statement: {statement!r}")
