"""What a subject looks like as a public card now, from the database: for the preview, PHÁT and the stale mark."""

from __future__ import annotations

import re

from sqlite_utils import Database

from app import labels
from app.domain import clock, scene
from app.domain.errors import Rule, RuleError
from app.domain.facts import Facts
from app.domain.ids import QuestionId
from app.domain.question import PROJECTABLE, Question
from app.domain.roster import Agency, Person
from db import tables

MINOR_AGES = range(16, 18)
"""Askers of this age are shown by given name and unit only, unless their full name was released."""
CHILD_AGE = 16
"""Below this age (Luật Trẻ em 2016) no name is shown without a recorded consent."""


def question_subject(question_id: int) -> str:
    return f"question/{question_id}"


def question_of(subject: str) -> QuestionId | None:
    """The question a subject stands for, None for every other subject."""
    match = re.fullmatch(r"question/(\d+)", subject)
    return QuestionId(int(match[1])) if match else None


def scene_for(db: Database, subject: str) -> scene.Card:
    """The card of a subject ("cover", "agenda", "conclusion", "question/7", "chart/2") as it would be shown now.

    Errors: NOT_FOUND for a subject that is gone or unknown.
    """
    question_id = question_of(subject)
    if question_id is not None:
        return question_card(db, tables.QUESTIONS.get(db, question_id))
    kind, _, rest = subject.partition("/")
    match kind:
        case "cover":
            return cover_card(db)
        case "agenda":
            return agenda_card(db)
        case "conclusion":
            return conclusion_card(db)
        case "chart" if rest.isdigit():
            return chart_card(db, int(rest))
        case _:
            raise RuleError(Rule.NOT_FOUND, subject=subject)


def is_projectable(db: Database, subject: str) -> bool:
    """Questions may be shown from Chờ hỏi on; everything else was made for the hall."""
    question = tables.QUESTIONS.find(db, question_of(subject))
    return question is None or question.state in PROJECTABLE


def cover_card(db: Database) -> scene.CoverCard:
    facts = tables.FACTS.find(db, 1) or Facts()
    place_date = ", ".join(part for part in (facts.place_name or facts.province, labels.day_on_cover(facts)) if part)
    return scene.CoverCard(facts.name, facts.theme, place_date, labels.authority(facts))


def question_card(db: Database, question: Question) -> scene.QuestionCard:
    topic = tables.TOPICS.find(db, question.topic_id)
    site = tables.SITES.find(db, question.site_id)
    person = tables.PEOPLE.find(db, question.asker_id)
    answer = tables.ANSWERS.first(db, "question_id = ? AND agency_id IS NOT NULL", [question.id], "position, id")
    agency = tables.AGENCIES.find(db, answer.agency_id) if answer else _lead(db, question)
    respondent = tables.PEOPLE.find(db, answer.respondent_id) if answer else None
    return scene.QuestionCard(
        number=question.number,
        topic=topic.name if topic else "",
        text=question.screen_text,
        asker=shown_name(db, question, person),
        unit=labels.title_and_unit(person.title, person.unit) if person else "",
        site=site.name if site else "",
        agency=agency.name if agency else "",
        respondent=labels.full_name(respondent.honorific, respondent.name) if respondent else "",
        respondent_title=respondent.title if respondent else "",
    )


def _lead(db: Database, question: Question) -> Agency | None:
    petition = tables.PETITIONS.first(db, "question_id = ?", [question.id], "position, id")
    return tables.AGENCIES.find(db, petition.lead_agency_id) if petition else None


def shown_name(db: Database, question: Question, person: Person | None) -> str:
    """The asker's name as the hall may see it; minors by given name only unless released."""
    if person is None:
        return ""
    facts = tables.FACTS.find(db, 1)
    year = facts.held_on.year if facts and facts.held_on else None
    age = year - person.birth_year if year and person.birth_year else None
    if age is not None and age < CHILD_AGE and not person.consent:
        return ""
    if age in MINOR_AGES and not (question.name_released or person.consent):
        return labels.full_name(person.honorific, person.name.split()[-1])
    return labels.full_name(person.honorific, person.name)


def agenda_card(db: Database) -> scene.AgendaCard:
    items = tables.AGENDA_ITEMS.where(db, "status = 'planned'", (), "position, id")
    floor = tables.FLOOR.find(db, 1)
    rows = tuple(
        scene.AgendaRow(
            item.planned_start or (f"{clock.local(item.started_at):%H:%M}" if item.started_at else ""),
            item.title,
            item.responsible,
            item.ended_at is not None,
        )
        for item in items
    )
    current = next((i for i, item in enumerate(items) if floor and item.id == floor.agenda_item_id), None)
    facts = tables.FACTS.find(db, 1) or Facts()
    return scene.AgendaCard(rows, current, labels.day_on_cover(facts))


def conclusion_card(db: Database) -> scene.ConclusionCard:
    tasks: list[scene.TaskRow] = []
    for task in tables.CONCLUSIONS.all(db, "position, id"):
        rows = tables.CONCLUSION_AGENCIES.where(db, "conclusion_id = ? AND part = 'lead'", [task.id], "position, id")
        names = [tables.AGENCIES.get(db, row.agency_id).name for row in rows]
        tasks.append(scene.TaskRow("; ".join(names) or task.lead_text, task.text, task.due.text))
    return scene.ConclusionCard(tuple(tasks))


def chart_card(db: Database, chart_id: int) -> scene.ChartCard:
    chart = tables.CHARTS.get(db, chart_id)
    bars = tables.CHART_BARS.where(db, "chart_id = ?", [chart_id], "position, id")
    shown = tuple(scene.Bar(bar.label, bar.value_thousandths / 1000, bar.text) for bar in bars)
    return scene.ChartCard(chart.title, shown, chart.source)

