"""Private fields cannot reach the hall: by the types and imports, and by 10,000 records whose every text is a marker.

A column is private unless it stands in PUBLIC: whoever adds one to a table decides here.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from PySide6.QtCore import QSize

import ui.projector
from app.conference import Conference
from app.domain import scene
from app.domain.agenda import AgendaKind
from app.domain.answer import Answer
from app.domain.chair import ChairCard
from app.domain.changes import EventKind
from app.domain.question import Question, QuestionState
from app.domain.roster import Person
from app.domain.speech import SpeechKind
from app.scenes import MINOR_AGES, scene_for
from db import tables
from db.rows import Rows
from tests.support.conferences import new_conference
from ui.chair.window import ChairWindow
from ui.projector.canvas import LAYOUTS, paint_card
from ui.projector.stage import HallSettings, Run, Stage

PUBLIC = {
    "conference": {"name", "theme", "province", "place_name", "authority", "committee"},
    "question": {"short_text"},
    "person": {"honorific", "family", "given", "title", "unit"},
    "site": {"name"},
    "topic": {"name"},
    "agency": {"name"},
    "agenda_item": {"title", "responsible"},
    "conclusion": {"text", "lead_text", "due_text"},
    "chart": {"title", "source"},
    "chart_bar": {"label", "text"},
}
"""What a card may say of each table; a person's name is told apart into its family and given parts."""
QUESTIONS = 1700
HELD_ON = date(2024, 3, 22)
MARK = re.compile(r"§([a-z_]+)\.([a-z_]+)#(\d+)")
RENDERER = Path(ui.projector.__file__).parent


def test_the_renderer_imports_nothing_that_knows_a_private_field() -> None:
    """Of the program's data it sees public cards and the clock, no row, no query, no card of the chair."""
    allowed = {"app.domain", "app.domain.scene", "app.domain.clock", "app.domain.records", "app.word_joints"}
    for file in RENDERER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"app", "db"}:
                assert node.module in allowed, f"{file.name} imports {node.module}"
                if node.module == "app.domain":
                    assert {name.name for name in node.names} == {"scene"}, file.name
            elif isinstance(node, ast.Import):
                assert not {name.name.split(".")[0] for name in node.names} & {"app", "db"}, file.name


def test_each_layout_takes_its_own_card_and_no_record_of_a_table() -> None:
    assert set(LAYOUTS) == set(get_args(scene.Card))
    for card, lay_out in LAYOUTS.items():
        assert get_type_hints(lay_out)["card"] is card
    records = {rows.record for rows in tables.ALL}
    fields = {hint for card in LAYOUTS for hint in get_type_hints(card).values()}
    assert not records & fields


@pytest.mark.usefixtures("qapp")
def test_a_record_of_a_table_is_no_picture() -> None:
    for record in (Person(name="x"), Question(), ChairCard(None, "", "", ())):
        with pytest.raises(KeyError):
            paint_card(record, QSize(320, 180), 1.0, 0, HallSettings())  # type: ignore[arg-type]
    window = ChairWindow(lambda: datetime(2024, 3, 22, tzinfo=UTC))
    with pytest.raises(TypeError):
        window.show_card(Person(name="x"), "")  # type: ignore[arg-type]
    window.end()
    window.deleteLater()


def marked(rows: Rows[Any], mark: int, /, **fixed: object) -> Any:
    """A record whose every plain text says where it stands."""
    texts = {
        name: f"§{rows.table.value}.{name}#{mark}."
        for name, hint in get_type_hints(rows.record).items()
        if hint is str and name not in fixed
    }
    return rows.record(**(texts | fixed))


def person(chance: random.Random, number: int) -> Person:
    name = f"§person.family#{number}. §person.given#{number}."
    made: Person = marked(
        tables.PEOPLE, number, id=number, name=name, birth_year=chance.choice([None, 1995, 2007, 2008, 2012]),
        consent=chance.choice(["", "", "§person.consent#0."]),
    )  # fmt: skip
    return made


def fill(conference: Conference, chance: random.Random) -> int:
    """Questions with all that belongs to them; returns how many records."""
    with conference.record(EventKind.IMPORTED) as tx:
        db, count = tx.db, 0

        def add(rows: Rows[Any], record: object) -> None:
            nonlocal count
            rows.add(db, record)
            count += 1

        facts = tables.FACTS.get(db, 1)
        tables.FACTS.save(db, marked(tables.FACTS, 1, id=1, mode=facts.mode, held_on=HELD_ON))
        for number in range(1, 12):
            add(tables.AGENCIES, marked(tables.AGENCIES, number, id=number))
            add(tables.SITES, marked(tables.SITES, number, id=number))
            add(tables.TOPICS, marked(tables.TOPICS, number, id=number))
            add(tables.PEOPLE, person(chance, number))
            item = marked(tables.AGENDA_ITEMS, number, id=number, planned_start="08:00", kind=AgendaKind.PAPER)
            add(tables.AGENDA_ITEMS, item)
            add(tables.CHARTS, marked(tables.CHARTS, number, id=number))
            add(tables.CHART_BARS, marked(tables.CHART_BARS, number, id=number, chart_id=number))
            add(tables.CONCLUSIONS, marked(tables.CONCLUSIONS, number, id=number))
        for number in range(20, 20 + QUESTIONS):
            few = number % 11 + 1
            add(tables.PEOPLE, person(chance, number))
            question = marked(
                tables.QUESTIONS, number, id=number, number=number, state=QuestionState.WAITING, asker_id=number,
                site_id=few, topic_id=few, name_released=chance.random() < 0.2, position=number,
            )  # fmt: skip
            add(tables.QUESTIONS, question)
            answer = Answer(id=number, question_id=question.id, agency_id=few, respondent_id=few)
            add(tables.ANSWERS, answer)
            prepared = marked(tables.PREPARED_ANSWERS, number, id=number, question_id=number, agency_id=few)
            add(tables.PREPARED_ANSWERS, prepared)
            add(tables.PETITIONS, marked(tables.PETITIONS, number, id=number, question_id=number))
            add(tables.COMMITMENTS, marked(tables.COMMITMENTS, number, id=number, question_id=number))
        tx.summary = "test"
    return count


def subjects() -> Iterator[str]:
    yield from ("cover", "agenda", "conclusion")
    yield from (f"{kind}/{number}" for kind in ("group", "chart", "speaker/item") for number in (1, 2))
    for number in range(20, 20 + QUESTIONS):
        yield f"question/{number}"
        yield f"speaker/{SpeechKind.ASKING.value}/{number}"


def drawn_texts(card: scene.Card) -> str:
    stage, _ = Stage.of(1920, 1080, HallSettings())
    pages = LAYOUTS[type(card)](card, stage).pages
    return "".join(mark.text for page in pages for mark in page if isinstance(mark, Run))


@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_no_private_text_of_ten_thousand_records_is_on_a_card_or_drawn(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    assert fill(conference, random.Random(4)) >= 10_000
    people = {each.id: each for each in tables.PEOPLE.all(conference.db)}
    released = {q.asker_id for q in tables.QUESTIONS.all(conference.db) if q.name_released}
    seen: dict[str, set[str]] = {}
    for place, subject in enumerate(subjects()):
        card = scene_for(conference.db, subject)
        said = scene.to_json(card)
        if place % 60 == 0 or place < 9:
            said += drawn_texts(card)
        for table, column, number in MARK.findall(said):
            seen.setdefault(table, set()).add(column)
            asker = people.get(int(number)) if table == "person" and int(number) >= 20 else None
            if asker is not None and asker.birth_year is not None and not asker.consent:
                age = HELD_ON.year - asker.birth_year
                assert age >= min(MINOR_AGES) or column not in {"family", "given"}, subject
                assert age not in MINOR_AGES or asker.id in released or column != "family", subject
    conference.close()
    assert {
        (table, column) for table, columns in seen.items() for column in columns - PUBLIC.get(table, set())
    } == set()
    assert {"question", "person", "site", "topic", "agency", "agenda_item", "conclusion", "chart"} <= set(seen)
