"""The journal of the hall: what the audience saw, and since when."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from app.domain.projection import HallState, Shown


@dataclass(frozen=True, slots=True)
class HallMoment:
    """What the audience saw from `at` on: a picture, or none (covered, lent, no screen). UTC."""

    at: datetime
    operator: str
    state: HallState
    shown: Shown


def hall_moments(db: Database) -> tuple[HallMoment, ...]:
    """Every change of what the hall saw, oldest first; the loaded log reaches back some thousand events."""
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


def _moment(at: datetime, operator: str, row: dict[str, object]) -> HallMoment:
    state = HallState(str(row["state"]))
    if state not in {HallState.LIVE, HallState.HELD}:
        return HallMoment(at, operator, state, Shown())
    page, pages = int(str(row["picture_page"])), int(str(row["picture_pages"]))
    return HallMoment(at, operator, state, Shown(str(row["picture_card"]), str(row["picture_subject"]), page, pages))
