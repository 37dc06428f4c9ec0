"""The conference of Sơn La, 22/3/2023, replayed by the commands of a secretary: lists before, acts and words then.

Nothing is typed but the words spoken; promises are those the program finds in the answers, taken by F7.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from app.commands import agenda, conclusions, floor, minutes, petitions, queue, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.conclusion import Conclusion, Verb
from app.domain.due import Precision
from app.domain.facts import MeetingForm, Mode
from app.domain.ids import AgencyId, AgendaItemId, QuestionId, SiteId, TopicId
from app.domain.minutes import Slot, TextKey
from app.domain.paper import PaperKind, Participant, Recipient, Side, SignatureBlock
from app.domain.roster import Agency, Attendance, Person, Role, Site, SiteKind, Topic
from app.queries.desk import facts
from app.reading.deadlines import find_deadlines
from app.reading.sentences import sentence_span
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference
from tests.support.reports import source

HELD = date(2023, 3, 22)
_KINDS = (AgendaKind.OPENING, AgendaKind.REPORT, AgendaKind.DIALOGUE, AgendaKind.CONCLUSION)


def spoken() -> list[str]:
    """Every text that is typed while people speak, in its order."""
    data = source("son_la_2023")
    return [data["opening_speech"]["text"], *(item["answer"] for item in data["qa"])]


def replay(folder: Path) -> Conference:
    """From the empty file to the end of the conference."""
    clock, data = FakeClock(), source("son_la_2023")
    conference = new_conference(folder, clock)
    questions = _prepare(conference, data)
    items = _programme(conference, data)
    setup.change_mode(conference, Mode.LIVE)
    agenda.start_item(conference, items[0])
    minutes.write_text(conference, TextKey(Slot.AGENDA, items[0]), data["opening_speech"]["text"])
    clock.advance(600)
    agenda.start_item(conference, items[1])
    clock.advance(600)
    agenda.start_item(conference, items[2])
    for question_id, item in zip(questions, data["qa"], strict=True):
        _one_question(conference, clock, question_id, item)
    agenda.start_item(conference, items[3])
    for task in data["conclusion_tasks"]:
        order = Conclusion(verb=Verb.REQUEST, lead_text="; ".join(task["assignees"]), text=task["text"])
        conclusions.record_conclusion(conference, order)
    clock.advance(900)
    agenda.finish_item(conference, items[3])
    setup.change_mode(conference, Mode.AFTER)
    return conference


def _prepare(conference: Conference, data: dict[str, Any]) -> list[QuestionId]:
    """What is on the lists before the day: facts, people, bodies, sites, and the questions as they were sent in."""
    setup.change_facts(
        conference,
        replace(
            facts(conference.db), name=data["name"], theme=data["theme"], occasion=data["occasion"],
            form=MeetingForm.MIXED, held_on=HELD, day_part="chiều", place="Trụ sở UBND tỉnh Sơn La",
            youth_count="hơn 300 thanh niên",
        ),
    )  # fmt: skip
    named = {site["name"]: SiteKind.REMOTE for site in data["sites"][1:3]}
    sites = {
        name: setup.add(conference, Site(name=name, kind=kind))
        for name, kind in {data["sites"][0]["name"]: SiteKind.MAIN, **named}.items()
    }
    hall = sites[data["sites"][0]["name"]]
    setup.add(conference, Attendance(unit="Tỉnh đoàn", site_id=SiteId(hall), invited=320, present=312))
    chair = data["chair"]
    setup.add_person(conference, Person(name=chair["name"], title=chair["title"]), [Role.CHAIR])
    setup.add_person(conference, Person(name="Cà Thị Hoa", title="Chuyên viên Sở Nội vụ"), [Role.SECRETARY])
    for guest in data["attendees_named"]:
        setup.add_person(conference, Person(name=guest["name"], title=guest["title"]), [Role.GUEST])
    for group in data["attendees_groups"]:
        setup.add(conference, Participant(text=group))
    for paper in (PaperKind.MINUTES, PaperKind.NOTICE):
        for side, lines, name in ((Side.LEFT, "THƯ KÝ", "Cà Thị Hoa"), (Side.RIGHT, "CHỦ TỊCH", chair["name"])):
            setup.add(conference, SignatureBlock(paper=paper, side=side, lines=lines, name=name))
    setup.add(conference, Recipient(paper=PaperKind.NOTICE, text="Như trên"))
    return [_register(conference, item, hall) for item in data["qa"]]


def _register(conference: Conference, item: dict[str, Any], hall: int) -> QuestionId:
    """One row of the list the youth union sent in, with its asker, its topic and the body that is to answer."""
    asker, respondent = item["asker"], item["respondent"]
    known = {row[0]: row[1] for row in conference.db.execute("SELECT name, id FROM agency").fetchall()}
    agency = known.get(respondent["agency"]) or setup.add(conference, Agency(name=respondent["agency"]))
    question_id = queue.register_question(
        conference,
        queue.NewQuestion(
            asker_name=asker["name"], honorific=asker["honorific"] or "", title=asker["title"] or "",
            unit=asker["unit"] or "", verbatim=item["question"], agency_id=AgencyId(agency), site_id=SiteId(hall),
            topic_id=TopicId(setup.add(conference, Topic(name=item["topic"]))),
        ),
    )  # fmt: skip
    queue.approve(conference, question_id)
    return question_id


def _programme(conference: Conference, data: dict[str, Any]) -> list[AgendaItemId]:
    return [
        agenda.add_item(conference, AgendaItem(kind=kind, title=item["item"], responsible=item["by"] or ""))
        for kind, item in zip(_KINDS, data["agenda_observed"], strict=True)
    ]


def _one_question(conference: Conference, clock: FakeClock, question_id: QuestionId, item: dict[str, Any]) -> None:
    """F6 three times, the respondent named, the answer typed, each promise taken where it is found."""
    floor.start_question(conference, question_id)
    clock.advance(70)
    answer_id = floor.start_answer(conference, question_id)
    respondent = item["respondent"]
    named = Person(honorific=respondent["honorific"], name=respondent["name"], title=respondent["title"])
    queue.set_respondent(conference, answer_id, named)
    minutes.write_text(conference, TextKey(Slot.ANSWER, answer_id), item["answer"])
    for found in find_deadlines(item["answer"], HELD):
        if found.due.precision not in {Precision.SOFT, Precision.PERIOD, Precision.RECURRING}:
            start, end = sentence_span(item["answer"], found.start)
            told = item["answer"][start:end]
            petitions.record_commitment(conference, question_id, told, found.due, None, answer_id)
    clock.advance(190)
    floor.start_conclusion(conference, question_id)
    clock.advance(20)
    floor.finish_question(conference, question_id)


def typed_by_hand(conference: Conference) -> list[str]:
    """What the log holds as typed, in its order."""
    sql = (
        "SELECT change.after ->> 'text' FROM event JOIN change ON change.event_id = event.id "
        "WHERE event.kind = 'text_written' AND change.table_name = 'minutes_entry' ORDER BY change.id"
    )
    return list(itertools.chain.from_iterable(conference.db.execute(sql).fetchall()))
