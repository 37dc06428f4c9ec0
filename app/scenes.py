"""What a subject looks like as a public card now, from the database: for the preview, PHÁT and the stale mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app import labels, places
from app.children import age_in, hidden_names, is_hidden, without, year_of
from app.domain import clock, scene
from app.domain.errors import Rule, RuleError
from app.domain.facts import Facts
from app.domain.ids import QuestionId
from app.domain.question import PROJECTABLE, Question
from app.domain.records import dataclass
from app.domain.roster import Agency, Person, Site, Topic
from app.speakers import invited, speaker_card
from db import tables
from db.database import Database

MINOR_AGES = range(16, 18)
"""Askers of this age are shown by given name and unit only, unless their full name was released."""

MADE = (scene.NoticeCard, scene.CountdownCard, scene.BreakCard, scene.GiftCard, scene.ImageCard)
"""What may be typed for the hall; everything else is made from the conference."""


def question_subject(question_id: int) -> str:
    return f"question/{question_id}"


def question_of(subject: str) -> QuestionId | None:
    """The question a subject stands for, None for every other subject."""
    match = re.fullmatch(r"question/(\d+)", subject)
    return QuestionId(int(match[1])) if match else None


def scene_for(db: Database, subject: str) -> scene.Card:
    """The card of a subject as it would be shown now. Errors: NOT_FOUND for a subject that is gone or unknown.

    Subjects: "cover", "agenda", "conclusion", "question/7", "group/3" (a topic), "chart/2", "break/5" (an agenda
    item), "speaker/answering/7" (app.speakers), and "made/{...}": a card typed for the hall alone. Whatever its texts
    say, none names a child whose name is kept back.
    """
    return without(_card_of(db, subject), hidden_names(db))


def _card_of(db: Database, subject: str) -> scene.Card:
    kind, _, rest = subject.partition("/")
    if kind == "made":
        return _made_card(rest)
    if kind == "speaker":
        return speaker_card(db, subject, _asker_of(db, subject))
    if subject in _WHOLE:
        return _WHOLE[subject](db)
    if kind in _NUMBERED and rest.isdigit():
        return _NUMBERED[kind](db, int(rest))
    raise RuleError(Rule.NOT_FOUND, subject=subject)


def made_subject(card: scene.Card) -> str:
    """The subject of a card that somebody typed for the hall and that nothing in the conference changes."""
    return f"made/{scene.to_json(card)}"


def _made_card(text: str) -> scene.Card:
    try:
        card = scene.from_json(text)
    except ValueError as error:
        raise RuleError(Rule.NOT_FOUND, subject="made") from error
    if not isinstance(card, MADE):
        raise RuleError(Rule.NOT_FOUND, subject="made")
    return card


def is_projectable(db: Database, subject: str) -> bool:
    """Questions may be shown from Chờ hỏi on; everything else was made for the hall."""
    question = tables.QUESTIONS.find(db, question_of(subject))
    return question is None or question.state in PROJECTABLE


def cover_card(db: Database) -> scene.CoverCard:
    facts = tables.FACTS.find(db, 1) or Facts()
    place_date = ", ".join(part for part in (facts.place_name or facts.province, labels.day_on_cover(facts)) if part)
    return scene.CoverCard(facts.name, facts.theme, place_date, places.holder(facts))


@dataclass(frozen=True, slots=True)
class CardRows:
    """What the card of a question is made from. agency: that of the first answer that has one, else of its demand."""

    topic: Topic | None
    site: Site | None
    asker: Person | None
    agency: Agency | None
    respondent: Person | None


def question_card(db: Database, question: Question) -> scene.QuestionCard:
    named = "question_id = ? AND (agency_id IS NOT NULL OR kind = 'chair')"
    answer = tables.ANSWERS.first(db, named, [question.id], "position, id")
    rows = CardRows(
        topic=tables.TOPICS.find(db, question.topic_id),
        site=tables.SITES.find(db, question.site_id),
        asker=tables.PEOPLE.find(db, question.asker_id),
        agency=tables.AGENCIES.find(db, answer.agency_id) if answer else _lead(db, question),
        respondent=tables.PEOPLE.find(db, answer.respondent_id) if answer else None,
    )
    return card_from(question, rows, year_of(db))


def _shown_question(db: Database, question_id: int) -> scene.QuestionCard:
    """In the hall: before its words are known it says who is asked to speak, never nothing."""
    card = question_card(db, tables.QUESTIONS.get(db, question_id))
    who = card.asker or card.site
    return replace(card, text=invited(who)) if who and not card.text else card


def card_from(question: Question, rows: CardRows, year: int | None) -> scene.QuestionCard:
    """The public card from rows that were read. year: the one ages are counted in."""
    person, respondent = rows.asker, rows.respondent
    return scene.QuestionCard(
        number=question.number,
        topic=rows.topic.name if rows.topic else "",
        text=question.screen_text,
        asker=shown_name(question, person, year),
        unit=labels.title_and_unit(person.title, person.unit) if person else "",
        site=rows.site.name if rows.site else "",
        agency=rows.agency.name if rows.agency else "",
        respondent=labels.full_name(respondent.honorific, respondent.name) if respondent else "",
        respondent_title=respondent.title if respondent else "",
    )


def _asker_of(db: Database, subject: str) -> str:
    number = subject.rpartition("/")[2]
    question = tables.QUESTIONS.find(db, int(number)) if number.isdigit() else None
    return shown_name(question, tables.PEOPLE.find(db, question.asker_id), year_of(db)) if question else ""


def group_card(db: Database, topic_id: int) -> scene.QuestionGroupCard:
    """The questions of a topic that may be shown and have words by now, in the order of the queue.

    The agency stands below if one answers them all.
    """
    topic = tables.TOPICS.get(db, topic_id)
    found = tables.QUESTIONS.where(db, "topic_id = ?", [topic_id], "position, id")
    cards = [question_card(db, q) for q in found if q.state in PROJECTABLE and q.screen_text]
    rows = tuple(scene.GroupRow(card.number, card.text, card.asker, card.unit) for card in cards)
    answers = {(card.agency, card.respondent, card.respondent_title) for card in cards}
    return scene.QuestionGroupCard(topic.name, rows, *(answers.pop() if len(answers) == 1 else ()))


def break_card(db: Database, item_id: int) -> scene.BreakCard:
    """A break of the programme. Errors: NOT_FOUND while it has not begun or has no length: nobody knows its end."""
    item = tables.AGENDA_ITEMS.get(db, item_id)
    minutes = item.planned_minutes + item.extra_minutes
    if item.started_at is None or minutes <= 0:
        raise RuleError(Rule.NOT_FOUND, subject="break")
    return scene.BreakCard(item.started_at + timedelta(minutes=minutes))


def _lead(db: Database, question: Question) -> Agency | None:
    petition = tables.PETITIONS.first(db, "question_id = ?", [question.id], "position, id")
    return tables.AGENCIES.find(db, petition.lead_agency_id) if petition else None


def shown_name(question: Question, person: Person | None, year: int | None) -> str:
    """The asker's name as the hall may see it; minors by given name only unless released."""
    if person is None:
        return ""
    age = age_in(year, person)
    if is_hidden(person, age):
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
    running = [floor is not None and item.id == floor.agenda_item_id and item.ended_at is None for item in items]
    current = running.index(True) if True in running else None  # between two items none is under way
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


_WHOLE: dict[str, Callable[[Database], scene.Card]] = {
    "cover": cover_card,
    "agenda": agenda_card,
    "conclusion": conclusion_card,
}
_NUMBERED: dict[str, Callable[[Database, int], scene.Card]] = {
    "question": _shown_question,
    "group": group_card,
    "chart": chart_card,
    "break": break_card,
}
