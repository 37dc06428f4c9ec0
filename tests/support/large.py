"""Conferences with very many questions, made at once."""

from dataclasses import replace
from pathlib import Path

from app.domain.answer import Answer
from app.domain.changes import EventKind
from app.domain.due import Due
from app.domain.ids import AgencyId, AnswerId, PersonId, PetitionId, QuestionId, TopicId
from app.domain.minutes import MinutesEntry, Slot
from app.domain.petition import Petition, ReplyMode
from app.domain.question import Question, QuestionState
from app.domain.roster import Agency, Person, Topic
from db import tables
from tests.support import reports
from tests.support.conferences import new_conference

PATIENCE_S = 120
"""A hundred thousand rows on a busy machine."""
WORDS = "Đề nghị tỉnh cho biết giải pháp hỗ trợ thanh niên vùng cao khởi nghiệp từ nông sản"


def conference_of(folder: Path, count: int, name: str = "hoi-nghi.hoinghi") -> Path:
    """A closed conference file with that many questions, of ids 1 to count."""
    conference = new_conference(folder, name=name)
    with conference.record(EventKind.IMPORTED) as tx:
        made = [
            Question(id=QuestionId(n), number=n, position=1024 * n, verbatim=f"{WORDS} {n}", gist=f"khởi nghiệp {n}")
            for n in range(1, count + 1)
        ]
        tables.QUESTIONS.add_all(tx.db, made)
    assert conference.follower.wait_safe(conference.last_event(), PATIENCE_S)  # closing would give up sooner
    conference.close()
    return conference.path


def full_house(folder: Path, name: str = "sau-muoi-cau.hoinghi") -> Path:
    """A closed file of sixty questions that were asked and answered at length, with the longest names met, 8 slips."""
    asked = reports.sixty_questions().questions
    agencies = list(dict.fromkeys(answer.agency for question in asked for answer in question.answers))
    agencies += [f"Sở {word}" for word in ("Tài chính", "Y tế", "Tư pháp")]
    agencies = agencies[:8]
    topics = list(dict.fromkeys(question.topic for question in asked))
    conference = new_conference(folder, name=name)
    with conference.record(EventKind.IMPORTED) as tx:
        offices = [AgencyId(tables.AGENCIES.add(tx.db, Agency(name=agency))) for agency in agencies]
        fields = [TopicId(tables.TOPICS.add(tx.db, Topic(name=topic))) for topic in topics]
        for n, question in enumerate(asked, 1):
            asker, office = question.asker, offices[n % len(offices)]
            assert asker is not None
            named = Person(PersonId(n), asker.honorific, asker.name, "", asker.title, asker.unit)
            tables.PEOPLE.add(tx.db, named)
            held = Question(
                QuestionId(n), n, state=QuestionState.FINISHED, position=1024 * n, verbatim=question.verbatim
            )
            topic = fields[topics.index(question.topic)]
            tables.QUESTIONS.add(tx.db, replace(held, asker_id=PersonId(n), topic_id=topic))
            due = Due("trước ngày 30/5/2023")
            demand = Petition(PetitionId(n), QuestionId(n), 0, "", office, ReplyMode.WRITTEN, due)
            tables.PETITIONS.add(tx.db, demand)
            tables.ANSWERS.add(tx.db, Answer(AnswerId(n), QuestionId(n), agency_id=office))
            said = question.answers[0].text
            tables.MINUTES_ENTRIES.add(tx.db, MinutesEntry(n, Slot.ANSWER, n, "", said))
    conference.close()
    return conference.path


def _finished(number: int) -> Question:
    return Question(QuestionId(number), number, state=QuestionState.FINISHED, position=1024 * number)
