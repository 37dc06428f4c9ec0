"""Requests of a person at the console: found without accents, handed over, erased with all copies; books closed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import data_words
from app.commands import setup
from app.domain.facts import Mode
from app.domain.roster import Person, Role
from app.queries import personal_data
from db import tables
from tests.support.conferences import new_conference, with_question
from tests.support.folders import contents
from tests.ui.conftest import program_on
from ui.operator.bar import Topic
from ui.operator.personal_overlay import PersonalOverlay
from ui.program import Program

NAME = "Quàng Văn Tuấn"


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Generator[Program]:
    """Opened on a conference with one question by somebody who also stands in the roster."""
    (tmp_path / "hoi-nghi").mkdir()
    conference = new_conference(tmp_path / "hoi-nghi")
    with_question(conference)
    person = Person(name=NAME, unit="Trường Đại học Tây Bắc", phone="0912 345 678", birth_year=2003)
    setup.add_person(conference, person, [Role.DELEGATE])
    conference.close()
    with program_on(qtbot, conference, tmp_path) as made:
        yield made


def panel(program: Program) -> PersonalOverlay:
    assert program.console is not None
    next(line for line in program.console._palette_lines() if line.words.startswith("Dữ liệu cá nhân")).do()
    return program.console.findChild(PersonalOverlay)


def traces(folder: Path) -> list[str]:
    return [path.name for path, raw in contents(folder).items() if NAME.encode() in raw or b"345 678" in raw]


@pytest.mark.parametrize("words", ["quang tuan", "tay bac", "345678"])
def test_both_rows_of_one_human_being_are_found_as_one(program: Program, words: str) -> None:
    overlay = panel(program)
    overlay.field.setText(words)
    assert [row.title for row in overlay.list.rows.rows()] == [NAME]
    assert overlay.list.rows.rows()[0].right == "câu 01"
    assert overlay.held.text().startswith("2 dòng trong danh sách")


def test_a_child_is_marked_with_what_was_recorded(program: Program) -> None:
    girl = Person(name="Vàng Thị Mỷ", unit="THCS Tô Hiệu", birth_year=2012)
    row = program.desk.run(setup.add_person, girl, [Role.DELEGATE])
    overlay = panel(program)
    overlay.field.setText("my")
    assert overlay.list.rows.rows()[0].right == "dưới 16, không nêu tên"
    stored = tables.PEOPLE.get(program.desk.conference.db, row)
    program.desk.run(setup.save, replace(stored, consent="Giấy ngày 20/3/2023"))
    overlay.field.setText("vang")
    assert overlay.list.rows.rows()[0].right == "dưới 16, có đồng ý"


def test_what_is_held_is_handed_over(program: Program, tmp_path: Path) -> None:
    overlay = panel(program)
    somebody = personal_data.find_people(program.desk.conference.db, NAME)[0]
    overlay.export_to(somebody, tmp_path / "xuat.txt")
    text = (tmp_path / "xuat.txt").read_text("utf-8-sig")
    for held in (NAME, "0912 345 678", "Năm sinh: 2003", "Câu 01", "Nhật ký: Ghi nhận câu 01 của"):
        assert held in text
    assert "Đã xuất" in overlay.told.text()


def test_the_second_press_erases_and_all_copies_go(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    overlay = panel(program)
    overlay.field.setText("tuan")
    overlay.erase_button.click()
    assert traces(tmp_path)
    overlay.reason.setText("Đơn số 5")
    overlay.erase_button.click()
    qtbot.waitUntil(lambda: overlay.told.text().startswith("Xong"), timeout=10_000)
    qtbot.waitUntil(lambda: traces(tmp_path) == [], timeout=10_000)
    assert {person.name for person in tables.PEOPLE.all(program.desk.conference.db)} == {data_words.ERASED_NAME}
    program.console.close_now()
    assert traces(tmp_path) == []


def test_correcting_opens_the_row(program: Program) -> None:
    overlay = panel(program)
    overlay.edit_button.click()
    assert not overlay.isVisible()
    assert program.console.lists.isVisible()


def test_not_while_live(program: Program) -> None:
    program.desk.run(setup.change_mode, Mode.LIVE)
    assert not any(line.words.startswith("Dữ liệu cá nhân") for line in program.console._palette_lines())


def test_a_month_after_the_end_one_is_reminded_and_closes_the_books(qtbot: QtBot, program: Program) -> None:
    path = program.desk.conference.path
    program.desk.run(setup.change_mode, Mode.LIVE)
    program.desk.run(setup.change_mode, Mode.AFTER)
    program.clock.advance(31 * 24 * 3600)
    program.reopen(path)
    qtbot.waitUntil(lambda: program.console is not None and program.console.bar.has(Topic.RETENTION))
    overlay = panel(program)
    overlay.close_books_button.click()
    overlay.close_books_button.click()
    qtbot.waitUntil(lambda: overlay.told.text().startswith("Xong"), timeout=10_000)
    people = tables.PEOPLE.all(program.desk.conference.db)
    assert {(person.phone, person.birth_year) for person in people} == {("", None)}
    assert tables.FACTS.get(program.desk.conference.db, 1).books_closed_at is not None
