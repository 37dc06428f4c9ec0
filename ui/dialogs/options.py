"""What fields of forms offer to choose from: the lists of the conference and the words of enums."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from app import labels
from app.conference import Database
from app.queries import desk, lists
from ui.dialogs.fields import Option, OptionsOf


def words_of(members: Sequence[StrEnum]) -> OptionsOf:
    """These members of an enum by their Vietnamese words."""
    options = tuple(Option(member, labels.word(member)) for member in members)
    return lambda _db: options


def sites(db: Database) -> Sequence[Option]:
    return [Option(site.id, site.name) for site in desk.sites(db)]


def agencies(db: Database) -> Sequence[Option]:
    return [
        Option(view.agency.id, view.agency.name, view.agency.short_name, (view.agency.short_name, *view.aliases))
        for view in lists.agencies(db)
    ]


def people(db: Database) -> Sequence[Option]:
    return [
        Option(person.id, person.name, labels.title_and_unit(person.title, person.unit)) for person in desk.people(db)
    ]


def topics(db: Database) -> Sequence[Option]:
    return [Option(topic.id, topic.name) for topic in desk.topics(db)]


def questions(db: Database) -> Sequence[Option]:
    return [
        Option(
            view.question.id,
            labels.question_number(view.question.number),
            " · ".join(part for part in (view.asker.name if view.asker else "", view.question.screen_text) if part),
        )
        for view in lists.questions(db)
    ]
