"""What can be put on the hall beside questions, the files kept for it, and the journal of what the audience saw."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app import scenes, speakers, summaries
from app.children import hidden_names, without
from app.domain import scene
from app.domain.projection import HallState, Shown
from app.domain.question import PROJECTABLE
from app.domain.records import dataclass
from db import tables
from db.database import Database

if TYPE_CHECKING:
    from app.domain.report import ReportHallMoment


@dataclass(frozen=True, slots=True)
class HallMoment:
    """What the audience saw from `at` on: a picture, or none (cover, lent, no screen). UTC."""

    at: datetime
    operator: str
    state: HallState
    shown: Shown


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file for the hall, without its content."""

    sha256: str
    media_type: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A picture the operator may put into the preview: its subject and its name."""

    subject: str
    name: str


def kept_files(db: Database) -> tuple[KeptFile, ...]:
    rows = db.execute("SELECT sha256, media_type, name FROM asset ORDER BY name").fetchall()
    return tuple(KeptFile(*row) for row in rows)


def file_content(db: Database, sha256: str) -> tuple[str, bytes] | None:
    """Media type and content of a kept file."""
    row = db.execute("SELECT media_type, content FROM asset WHERE sha256 = ?", [sha256]).fetchone()
    return (str(row[0]), bytes(row[1])) if row else None


def choices(db: Database) -> tuple[Choice, ...]:
    """Pictures made from the conference as it stands, those of single questions aside."""
    subjects = ["cover", "agenda", speakers.speaker_subject(db), *_breaks(db), *_groups(db)]
    subjects += [f"chart/{chart.id}" for chart in tables.CHARTS.all(db, "position, id")]
    subjects += ["conclusion"] if tables.CONCLUSIONS.first(db, "1", []) else []
    return tuple(Choice(subject, _name(db, subject)) for subject in subjects if subject)


def _name(db: Database, subject: str) -> str:
    card = scenes.scene_for(db, subject)
    title = summaries.card_title(card)
    return f"{title}: {card.topic}" if isinstance(card, scene.QuestionGroupCard) else title


def _breaks(db: Database) -> list[str]:
    """Breaks that have begun and have a length: their end is known."""
    rows = tables.AGENDA_ITEMS.where(db, "kind = 'break' AND started_at IS NOT NULL AND planned_minutes > 0")
    return [f"break/{item.id}" for item in rows]


def _groups(db: Database) -> list[str]:
    """Topics with at least two questions that may be shown and have words by now."""
    states = ", ".join(f"'{state.value}'" for state in PROJECTABLE)
    shown = f"SELECT topic_id FROM question WHERE topic_id IS NOT NULL AND state IN ({states})"  # noqa: S608  # an enum
    worded = "(short_text || verbatim || gist) <> ''"
    counted = db.execute(f"{shown} AND {worded} GROUP BY topic_id HAVING count(*) > 1").fetchall()
    return [f"group/{row[0]}" for row in counted]


def hall_moments(db: Database) -> tuple[HallMoment, ...]:
    """Every change of what the hall saw, oldest first."""
    sql = (
        "SELECT event.at, event.operator, change.after FROM change JOIN event ON event.id = change.event_id "
        "WHERE change.table_name = 'projection' AND change.after IS NOT NULL ORDER BY change.id"
    )
    moments: list[HallMoment] = []
    for at, operator, image in db.execute(sql).fetchall():
        moment = _moment(datetime.fromisoformat(at), operator, json.loads(image))
        if not moments or (moment.state, moment.shown) != (moments[-1].state, moments[-1].shown):
            moments.append(moment)
    return tuple(moments)


def hall_journal(db: Database) -> tuple[ReportHallMoment, ...]:
    """The same moments for paper, each until the next; no card and no title names a child whose name is kept back."""
    moments = hall_moments(db)
    ends = [*(moment.at for moment in moments[1:]), None]
    made = (_for_paper(moment, until) for moment, until in zip(moments, ends, strict=True))
    return without(tuple(made), hidden_names(db))


def _for_paper(moment: HallMoment, until: datetime | None) -> ReportHallMoment:
    from app.domain.report import ReportHallMoment  # the records of papers are not for every start

    found = ReportHallMoment(moment.at, until, moment.operator, moment.state)
    if not moment.shown:
        return found
    card = scene.from_json(moment.shown.card)
    page, pages = moment.shown.page, moment.shown.pages
    return replace(found, card=card, title=summaries.card_title(card), page=page, pages=pages)


def _moment(at: datetime, operator: str, row: dict[str, object]) -> HallMoment:
    state = HallState(str(row["state"]))
    if state not in {HallState.LIVE, HallState.HELD}:
        return HallMoment(at, operator, state, Shown())
    page, pages = int(str(row["picture_page"])), int(str(row["picture_pages"]))
    return HallMoment(at, operator, state, Shown(str(row["picture_card"]), str(row["picture_subject"]), page, pages))
