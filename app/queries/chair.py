"""The card of the chair's screen: the question in the room, what was prepared, and the three that follow."""

from __future__ import annotations

from app import labels, scenes, speakers
from app.domain.chair import ChairCard, ChairQuestion
from app.domain.question import Question, QuestionState
from app.queries import floor
from db import tables
from db.database import Database

FOLLOWING = 3


def chair_card(db: Database) -> ChairCard:
    view = floor.current_question(db)
    following = tuple(_brief(db, question) for question in _following(db))
    if view is None:
        return ChairCard(None, "", "", following)
    active = view.active_answer
    prepared = active.prepared.text if active and active.prepared else ""
    clock = speakers.speech_clock(db, speakers.speaker_subject(db))
    times = (clock.started_at, clock.ends_at, clock.stopped_at) if clock else (None, None, None)
    return ChairCard(_brief(db, view.question), labels.word(view.question.state), prepared, following, *times)


def _following(db: Database) -> tuple[Question, ...]:
    """The next of the queue that wait, in its order."""
    waiting = "state = ?"
    return tables.QUESTIONS.where(db, waiting, [QuestionState.WAITING.value], "position, id")[:FOLLOWING]


def _brief(db: Database, question: Question) -> ChairQuestion:
    card = scenes.question_card(db, question)
    person = tables.PEOPLE.find(db, question.asker_id)
    asker = labels.full_name(person.honorific, person.name) if person else ""
    who = ", ".join(part for part in (asker, card.unit, card.site) if part)
    return ChairQuestion(question.number, card.text, who, card.agency)
