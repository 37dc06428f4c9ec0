"""What speaks against showing a previewed picture: not approved, personal data in its text. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from app import scenes
from app.children import age_of
from app.domain import scene
from app.domain.projection import Shown
from app.domain.records import dataclass
from app.reading.personal_data import Finding, find_personal_data
from db import tables
from db.database import Database

ADULT_AGE = 18
_READ_AS = 16
"""A child younger than 16 is read as 16: the full name may not stand in the text either."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """needs_approval: the question is not Chờ hỏi yet. findings: personal data in the text of the picture."""

    needs_approval: bool = False
    findings: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return self.needs_approval or bool(self.findings)


def doubts(db: Database, preview: Shown) -> Doubts:
    """Asked when F5 is pressed; nothing for an empty preview."""
    if not preview:
        return Doubts()
    age, name = _hidden_asker(db, preview.subject)
    texts = _typed_texts(scene.from_json(preview.card))
    findings = tuple(found for text in texts for found in find_personal_data(text, age, name))
    return Doubts(not scenes.is_projectable(db, preview.subject), findings)


def _hidden_asker(db: Database, subject: str) -> tuple[int | None, str]:
    """Age and full name of an asker under 18 whose full name the hall may not see; else nobody."""
    question = tables.QUESTIONS.find(db, scenes.question_of(subject))
    person = tables.PEOPLE.find(db, question.asker_id) if question else None
    if question is None or person is None or person.consent or question.name_released:
        return None, ""
    age = age_of(db, person)
    return (max(age, _READ_AS), person.name) if age is not None and age < ADULT_AGE else (None, "")


def _typed_texts(card: scene.Card) -> Iterator[str]:
    """The texts somebody typed or dictated; names and titles come from lists and are meant to be seen."""
    match card:
        case scene.QuestionCard():
            yield from (card.topic, card.text)
        case scene.QuestionGroupCard():
            yield from (row.text for row in card.rows)
        case scene.NoticeCard():
            yield from (card.title, card.text)
        case scene.BreakCard() | scene.CountdownCard():
            yield card.title
        case scene.ConclusionCard():
            yield from (row.text for row in card.tasks)
        case scene.ImageCard():
            yield card.caption
        case _:
            return
