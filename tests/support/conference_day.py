"""A conference of 22 questions and the keys of every task of product.md 5.1, fixed in a table before any measuring.

prepare() makes the file as it stands on the morning of the day; tests.support.day_player lives through it.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.commands import agenda, queue, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.answer import PreparedAnswer
from app.domain.clock import Clock
from app.domain.facts import Facts
from app.domain.ids import AgencyId, PersonId, SiteId
from app.domain.roster import Agency, Person, Role, Site, SiteKind
from tests.support.clock import FakeClock
from tests.support.reports import FIXTURES

DAY: dict[str, Any] = json.loads((FIXTURES / "lao_cai_2024_day.json").read_text("utf-8"))
FILE = "lao-cai-2024.hoinghi"


def morning() -> FakeClock:
    """Half past seven of the day, at Lào Cai."""
    return FakeClock(datetime.combine(date.fromisoformat(DAY["date"]), datetime.min.time(), UTC) + timedelta(hours=0.5))


def prepare(folder: Path, clock: Clock) -> Path:
    """The lists, the programme, ten approved questions and what the agencies prepared on them."""
    path = folder / FILE
    setup.create_conference_file(path)
    conference = Conference(path, clock, operator="Thư ký")
    held_on = date.fromisoformat(DAY["date"])
    name = "Hội nghị đối thoại giữa Chủ tịch Ủy ban nhân dân tỉnh với thanh niên năm 2024 (giả định)"
    setup.create_conference(conference, Facts(name=name, province="Lào Cai", code="ĐT2024", held_on=held_on))
    agencies = {
        one["name"]: AgencyId(
            setup.add(conference, Agency(name=one["name"], short_name=one["short"], keywords=one["keywords"]))
        )
        for one in DAY["agencies"]
    }
    kinds = (SiteKind.MAIN, *(SiteKind.REMOTE,) * (len(DAY["sites"]) - 1))
    sites = {
        name: SiteId(setup.add(conference, Site(name=name, kind=kind)))
        for name, kind in zip(DAY["sites"], kinds, strict=True)
    }
    setup.add_person(conference, Person(name="Chủ tịch (giả định)", title="Chủ tịch UBND tỉnh"), [Role.CHAIR])
    people = {
        one["name"]: setup.add_person(
            conference, Person(name=one["name"], unit=one["unit"], site_id=sites[one["site"]]), [Role.DELEGATE]
        )
        for one in DAY["people"]
    }
    for kind, title, minutes in DAY["agenda"]:
        agenda.add_item(conference, AgendaItem(kind=AgendaKind(kind), title=title, planned_minutes=minutes))
    for one in DAY["prepared"]:
        _add_prepared(conference, one, people[one["asker"]], agencies[one["agency"]])
    conference.close()
    return path


def _add_prepared(conference: Conference, one: dict[str, Any], asker_id: PersonId, agency_id: AgencyId) -> None:
    new = queue.NewQuestion(asker_id=asker_id, verbatim=one["verbatim"], short_text=one["short"], agency_id=agency_id)
    question_id = queue.register_question(conference, new)
    queue.approve(conference, question_id)
    setup.add(conference, PreparedAnswer(question_id=question_id, agency_id=agency_id, text=one["answer"]))
