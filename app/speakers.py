"""Who has the floor, as a public card, and the clock of that turn: a difference of recorded times, never a counter."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import labels
from app.domain import scene
from app.domain.agenda import AgendaItem
from app.domain.errors import Rule, RuleError
from app.domain.question import Question, QuestionState
from app.domain.records import dataclass
from app.domain.roster import Person, Role
from app.domain.speech import Speech, SpeechKind
from db import tables
from db.database import Database

_TURNS: dict[SpeechKind, scene.Turn] = {
    SpeechKind.ASKING: "asks",
    SpeechKind.ANSWERING: "answers",
    SpeechKind.CONCLUDING: "chairs",
}
_STEPS = {
    QuestionState.ASKING: SpeechKind.ASKING,
    QuestionState.ANSWERING: SpeechKind.ANSWERING,
    QuestionState.CONCLUDING: SpeechKind.CONCLUDING,
}
_ITEM = "item"


@dataclass(frozen=True, slots=True)
class SpeechClock:
    """started_at is moved by pauses; ends_at None: no limit; stopped_at: the clock rests there, None while it runs."""

    started_at: datetime
    ends_at: datetime | None
    stopped_at: datetime | None


def speaker_subject(db: Database) -> str:
    """The subject of whoever has the floor now: a step of the current question, else the running item; or empty."""
    floor = tables.FLOOR.find(db, 1)
    question = tables.QUESTIONS.find(db, floor.question_id) if floor else None
    if question is not None and question.state in _STEPS:
        return f"speaker/{_STEPS[question.state]}/{question.id}"
    item = tables.AGENDA_ITEMS.find(db, floor.agenda_item_id) if floor else None
    return f"speaker/{_ITEM}/{item.id}" if item is not None and item.ended_at is None else ""


def speech_clock(db: Database, subject: str) -> SpeechClock | None:
    """The clock of a speaker's picture as it stands now; None for other subjects and before the first word."""
    kind, number = _parts(subject)
    if kind == _ITEM:
        item = tables.AGENDA_ITEMS.find(db, number)
        return _clock_of_item(item) if item is not None and item.started_at is not None else None
    if kind not in _TURNS:
        return None
    turns = tables.SPEECHES.where(db, "question_id = ? AND kind = ?", [number, kind], "started_at, id")
    answer = tables.FLOOR.get(db, 1).answer_id if kind == SpeechKind.ANSWERING else None
    return _clock_of_turns([turn for turn in turns if answer is None or turn.answer_id == answer])


def speaker_card(db: Database, subject: str, asker_name: str) -> scene.SpeakerCard:
    """The card of a speaker's subject. asker_name: the asker as the hall may see it. Errors: NOT_FOUND."""
    kind, number = _parts(subject)
    clock = speech_clock(db, subject)
    times = (clock.started_at, clock.ends_at) if clock else (None, None)
    if kind == _ITEM:
        item = tables.AGENDA_ITEMS.get(db, number)
        person = tables.PEOPLE.find(db, item.person_id)
        name = labels.full_name(person.honorific, person.name) if person else item.responsible or item.title
        title = person.title if person else ""
        return scene.SpeakerCard("speaks", name, title, item.title if name != item.title else "", "", 0, *times)
    if kind not in _TURNS:
        raise RuleError(Rule.NOT_FOUND, subject=subject)
    question = tables.QUESTIONS.get(db, number)
    turn = _TURNS[SpeechKind(kind)]
    return scene.SpeakerCard(turn, *_who(db, turn, question, asker_name), question.number, *times)


def _who(db: Database, turn: scene.Turn, question: Question, asker_name: str) -> tuple[str, str, str, str]:
    """Name, title, unit and site."""
    if turn == "asks":
        asker = tables.PEOPLE.find(db, question.asker_id)
        site = tables.SITES.find(db, question.site_id)
        unit = labels.title_and_unit(asker.title, asker.unit) if asker else ""
        return asker_name or labels.question_number(question.number), "", unit, site.name if site else ""
    if turn == "answers":
        floor = tables.FLOOR.get(db, 1)
        answers = tables.ANSWERS.where(db, "question_id = ?", [question.id], "position, id")
        answer = next((one for one in answers if one.id == floor.answer_id), answers[0] if answers else None)
        agency = tables.AGENCIES.find(db, answer.agency_id) if answer else None
        respondent = tables.PEOPLE.find(db, answer.respondent_id) if answer else None
        agency_name = agency.name if agency else ""
        if respondent is None:
            return agency_name or labels.question_number(question.number), "", "", ""
        return _full_name(respondent), respondent.title, agency_name, ""
    role = tables.PERSON_ROLES.first(db, "role = ?", [Role.CHAIR.value], "position, id")
    chair = tables.PEOPLE.find(db, role.person_id) if role else None
    return (_full_name(chair), chair.title, chair.unit, "") if chair else (labels.word(Role.CHAIR), "", "", "")


def _full_name(person: Person) -> str:
    return labels.full_name(person.honorific, person.name)


def _parts(subject: str) -> tuple[str, int]:
    role, _, rest = subject.partition("/")
    kind, _, number = rest.partition("/")
    return (kind, int(number)) if role == "speaker" and number.isdigit() else ("", 0)


def _clock_of_item(item: AgendaItem) -> SpeechClock:
    assert item.started_at is not None
    minutes = item.planned_minutes + item.extra_minutes
    ends = item.started_at + timedelta(minutes=minutes) if minutes > 0 else None
    return SpeechClock(item.started_at, ends, item.ended_at)


def _clock_of_turns(turns: list[Speech]) -> SpeechClock | None:
    """Turns of one speaker as one: what was spoken before the last turn counts, the pauses do not."""
    if not turns or turns[-1].started_at is None:
        return None
    last = turns[-1]
    assert last.started_at is not None
    before = sum((turn.spoken(last.started_at) for turn in turns[:-1]), timedelta())
    started = last.started_at - before
    ends = started + timedelta(seconds=last.limit_s) if last.limit_s else None
    return SpeechClock(started, ends, last.ended_at)


def invited(who: str) -> str:
    """What the hall reads while a person or a site has the turn and no word is written yet."""
    named = who[:1].lower() + who[1:] if who.startswith(("Điểm cầu", "Đồng chí", "Đ/c")) else who
    return f"Mời {named} nêu ý kiến"
