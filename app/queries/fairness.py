"""Who has been heard and who not: sites, units and kinds of youth; and whom to hear next. It suggests, never decides.

Asked counts as the report counts it: whoever had the floor, or waits for an answer.
"""

from __future__ import annotations

from collections import Counter

from app.domain.question import ON_FLOOR, Question, QuestionState
from app.domain.records import dataclass
from app.domain.roster import Person, Role, Signal, Site, YouthGroup
from app.domain.text import sort_key
from db import tables
from db.database import Database

ASKED = ON_FLOOR | {QuestionState.AWAITING_ANSWER, QuestionState.FINISHED}
MOST_SUGGESTED = 3
_ON_DUTY = frozenset({Role.CHAIR, Role.CO_CHAIR, Role.SECRETARY, Role.HOST, Role.RESPONDENT, Role.GUEST})
"""Their units are not waited for to ask."""


@dataclass(frozen=True, slots=True)
class SiteTurn:
    """One site: questions heard and waiting, and whether its turn is next (heard least, line not lost)."""

    site: Site
    asked: int
    waiting: int
    is_next: bool


@dataclass(frozen=True, slots=True)
class Unheard:
    """Names of those who have not been heard, out of how many."""

    names: tuple[str, ...]
    all: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A waiting question, and what speaks for it; all three empty where only its place in the queue does."""

    question: Question
    asker: str
    site: str
    unit: str
    group: str

    @property
    def weight(self) -> int:
        return 4 * bool(self.site) + 2 * bool(self.group) + bool(self.unit)


@dataclass(frozen=True, slots=True)
class Fairness:
    """suggested: waiting questions, those of the unheard first, else as they stand in the queue."""

    sites: Unheard
    units: Unheard
    groups: Unheard
    suggested: tuple[Suggestion, ...]


def site_turns(db: Database) -> tuple[SiteTurn, ...]:
    sites = tables.SITES.all(db, "position, id")
    questions = tables.QUESTIONS.all(db, "position, id")
    asked = Counter(q.site_id for q in questions if q.state in ASKED)
    waiting = Counter(q.site_id for q in questions if q.state is QuestionState.WAITING)
    reachable = [site for site in sites if site.signal is not Signal.LOST]
    # The first of those heard least: asking again and again goes round.
    following = min(reachable, key=lambda site: asked[site.id], default=None)
    return tuple(SiteTurn(site, asked[site.id], waiting[site.id], site is following) for site in sites)


def fairness(db: Database) -> Fairness:
    return _Heard(db).fairness()


def surplus(db: Database, fits: int) -> tuple[Question, ...]:
    """The waiting questions there is no time for when `fits` more can be heard: the unheard are kept first."""
    kept = {one.question.id for one in _Heard(db).suggestions()[:fits]}
    return tuple(
        question
        for question in tables.QUESTIONS.where(db, "state = ?", [QuestionState.WAITING.value], "position, id")
        if question.id not in kept
    )


class _Heard:
    """The lists read once."""

    def __init__(self, db: Database) -> None:
        self._questions = tables.QUESTIONS.all(db, "position, id")
        self._people = {person.id: person for person in tables.PEOPLE.all(db)}
        self._sites: dict[int, Site] = {site.id: site for site in tables.SITES.all(db, "position, id")}
        self._groups: dict[int, YouthGroup] = {group.id: group for group in tables.YOUTH_GROUPS.all(db, "position, id")}
        on_duty = {role.person_id for role in tables.PERSON_ROLES.all(db) if role.role in _ON_DUTY}
        seats = {row.unit for row in tables.ATTENDANCES.all(db) if row.unit}
        units = {person.unit for person in self._people.values() if person.unit and person.id not in on_duty}
        self._units = sorted(units | seats, key=sort_key)
        asked = [question for question in self._questions if question.state in ASKED]
        askers = [person for question in asked if (person := self._asker(question)) is not None]
        self._heard_sites = {question.site_id for question in asked}
        self._heard_units = {person.unit for person in askers}
        self._heard_groups = {person.youth_group_id for person in askers}

    def fairness(self) -> Fairness:
        silent_sites = [site.name for site in self._sites.values() if site.id not in self._heard_sites]
        silent_units = [unit for unit in self._units if unit not in self._heard_units]
        silent_groups = [group.name for group in self._groups.values() if group.id not in self._heard_groups]
        return Fairness(
            Unheard(tuple(silent_sites), len(self._sites)),
            Unheard(tuple(silent_units), len(self._units)),
            Unheard(tuple(silent_groups), len(self._groups)),
            tuple(self.suggestions()[:MOST_SUGGESTED]),
        )

    def suggestions(self) -> list[Suggestion]:
        """Every question that could be asked now, the weightiest first; equal ones as they stand in the queue."""
        waiting = [q for q in self._questions if q.state is QuestionState.WAITING and not self._is_cut_off(q)]
        return sorted(map(self._suggestion, waiting), key=lambda one: -one.weight)

    def _suggestion(self, question: Question) -> Suggestion:
        asker = self._asker(question)
        site = self._sites.get(question.site_id) if question.site_id else None
        group = self._groups.get(asker.youth_group_id) if asker and asker.youth_group_id else None
        unit = asker.unit if asker else ""
        return Suggestion(
            question,
            asker.name if asker else "",
            site.name if site and site.id not in self._heard_sites else "",
            unit if unit not in self._heard_units else "",
            group.name if group and group.id not in self._heard_groups else "",
        )

    def _asker(self, question: Question) -> Person | None:
        return self._people.get(question.asker_id) if question.asker_id else None

    def _is_cut_off(self, question: Question) -> bool:
        site = self._sites.get(question.site_id) if question.site_id else None
        return question.signal_lost_at is not None or (site is not None and site.signal is Signal.LOST)
