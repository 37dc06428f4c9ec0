"""Conference files as a program may find them when it opens: from one in which nothing stands to one that is over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.commands import floor, minutes, privacy, projector, queue, setup
from app.conference import Conference
from app.domain.facts import Mode
from app.domain.ids import PersonId, QuestionId
from app.domain.question import QuestionState
from db import tables
from tests.support import son_la
from tests.support.clock import FakeClock
from tests.support.conference_day import prepare
from tests.support.conferences import new_conference
from tests.support.large import full_house


def nothing(folder: Path, clock: FakeClock) -> Path:
    """Made a moment ago: a name, and no list has a row."""
    conference = new_conference(folder, clock)
    conference.close()
    return conference.path


def opened_early(folder: Path, clock: FakeClock) -> Path:
    """The hall was opened before any picture was taken, then held."""
    conference = Conference(prepare(folder, clock), clock)
    projector.screen_found(conference, "hdmi")
    for press in (projector.cover_or_open, projector.hold_or_release, projector.hold_or_release):
        press(conference)
    conference.close()
    return conference.path


def mid_answer(folder: Path, clock: FakeClock) -> Path:
    """The first question is being answered, the second was withdrawn, the third joined to the fourth."""
    conference = Conference(prepare(folder, clock), clock)
    setup.change_mode(conference, Mode.LIVE)
    first, second, third, fourth = (QuestionId(row.id) for row in tables.QUESTIONS.all(conference.db, "id")[:4])
    floor.start_question(conference, first)
    clock.advance(40)
    floor.start_answer(conference, first)
    queue.end_question(conference, second, QuestionState.WITHDRAWN)
    queue.merge(conference, third, fourth)
    conference.close()
    return conference.path


def a_child_asks(folder: Path, clock: FakeClock) -> Path:
    """Every other person is under sixteen, and none has consented to be named."""
    conference = Conference(prepare(folder, clock), clock)
    for person in tables.PEOPLE.all(conference.db, "id")[1::2]:
        setup.save(conference, replace(person, birth_year=clock.now().year - 12))
    setup.change_mode(conference, Mode.LIVE)
    conference.close()
    return conference.path


def over(folder: Path, _: FakeClock) -> Path:
    """A whole conference of the year before, its minutes final."""
    conference = son_la.replay(folder)
    minutes.finalise(conference)
    conference.close()
    return conference.path


def forgotten(folder: Path, clock: FakeClock) -> Path:
    """Sixty questions, one of those who asked erased, the books closed."""
    path = full_house(folder)
    conference = Conference(path, clock)
    setup.change_mode(conference, Mode.LIVE)
    setup.change_mode(conference, Mode.AFTER)
    privacy.erase_person(conference, [PersonId(1)], "theo yêu cầu")
    privacy.close_books(conference)
    conference.close()
    return path


BEGINNINGS = (prepare, nothing, opened_early, mid_answer, a_child_asks, over, forgotten)
