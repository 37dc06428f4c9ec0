"""Questions that may ask the same thing, for F3. They are only offered: nothing is ever merged by itself."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from app.domain.ids import QuestionId, TopicId
from app.domain.question import Question, QuestionState
from app.domain.records import dataclass
from app.domain.text import fold
from db import tables
from db.database import Database

MOST = 6
LEAST_SCORE = 50.0
"""Below this two questions share little but common words."""
_COMMON_WORDS = (
    "cac cua cho co duoc va ve voi de la nhu the nao trong nhung thi xin hoi kinh thua chu tich tinh ta se da dang can "
    "giai phap gi"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words of nearly every question; alone they make no two questions alike."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A question like another one, with all that was said. likeness: 0 to 100."""

    id: QuestionId
    number: int
    asker: str
    words: str
    likeness: int


def similar_questions(db: Database, question_id: QuestionId) -> tuple[Similar, ...]:
    """The most alike first, of those that still stand for themselves."""
    questions = [q for q in tables.QUESTIONS.all(db, "position, id") if q.state is not QuestionState.MERGED]
    asked = next((question for question in questions if question.id == question_id), None)
    if asked is None:
        return ()
    topics = {topic.id: topic.name for topic in tables.TOPICS.all(db)}
    others = [question for question in questions if question.id != question_id]
    texts = [_key(question, topics) for question in others]
    query = _key(asked, topics)
    if not query:
        return ()
    found = process.extract(query, texts, scorer=fuzz.token_set_ratio, score_cutoff=LEAST_SCORE, limit=MOST)
    return tuple(_similar(db, others[place], round(score)) for _, score, place in found)


def _similar(db: Database, question: Question, likeness: int) -> Similar:
    person = tables.PEOPLE.get(db, question.asker_id) if question.asker_id else None
    said = " ".join((question.verbatim or question.short_text).split())
    words = " · ".join(part for part in (question.gist, said) if part)
    return Similar(question.id, question.number, person.name if person else "", words, likeness)


def _key(question: Question, topics: Mapping[TopicId, str]) -> str:
    """Folded, telling words: of the gist, the words as spoken and the topic."""
    topic = topics.get(question.topic_id, "") if question.topic_id else ""
    words = fold(f"{question.gist} {question.verbatim or question.short_text} {topic}").split()
    plain = (word.strip(".,;:?!\"'()“”-–") for word in words)
    return " ".join(word for word in plain if word and word not in _COMMON)
