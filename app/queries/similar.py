"""Questions that may ask the same thing, for F3. They are only offered: nothing is ever merged by itself."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.ids import QuestionId, TopicId
from app.domain.question import Question, QuestionState
from app.domain.records import dataclass
from app.reading.doubles import Doubles, nearest
from db import tables
from db.database import Database

MOST = 6
LEAST = 0.17
"""Below this two questions share little but common words."""
WEIGHED = 200
"""Of more questions only those that share the most telling words are compared in full."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A question like another one, with all that was said. likeness: 0 to 1."""

    id: QuestionId
    number: int
    asker: str
    words: str
    likeness: float


def similar_questions(db: Database, question_id: QuestionId) -> tuple[Similar, ...]:
    """The most alike first, of those that still stand for themselves."""
    questions = {q.id: q for q in tables.QUESTIONS.all(db, "position, id") if q.state is not QuestionState.MERGED}
    topics = {topic.id: topic.name for topic in tables.TOPICS.all(db)}
    texts = {one: _said(question, topics) for one, question in questions.items()}
    asked = texts.pop(question_id, "")
    found = Doubles(nearest(asked, texts, WEIGHED).items()).rank(asked, MOST) if asked else ()
    return tuple(_similar(db, questions[one.key], one.likeness) for one in found if one.likeness >= LEAST)


def _similar(db: Database, question: Question, likeness: float) -> Similar:
    person = tables.PEOPLE.get(db, question.asker_id) if question.asker_id else None
    said = " ".join((question.verbatim or question.short_text).split())
    words = " · ".join(part for part in (question.gist, said) if part)
    return Similar(question.id, question.number, person.name if person else "", words, likeness)


def _said(question: Question, topics: Mapping[TopicId, str]) -> str:
    """The gist, the words as spoken and the topic."""
    topic = topics.get(question.topic_id, "") if question.topic_id else ""
    return f"{question.gist} {question.verbatim or question.short_text} {topic}".strip()
