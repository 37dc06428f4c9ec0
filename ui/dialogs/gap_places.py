"""Where a gap is filled: the page of the lists, its row and its field, for gaps of papers and of the conference."""

from __future__ import annotations

import re

from app.documents.blocks import Gap
from app.domain.records import dataclass
from ui.dialogs.pages import PageKey


@dataclass(frozen=True, slots=True)
class Place:
    """row_id 0: the page as it stands. field: where the caret goes, empty for the first one."""

    page: PageKey
    row_id: int = 0
    field: str = ""


_OF_QUESTION = {
    "asker": Place(PageKey.QUESTIONS, field="asker"),
    "site": Place(PageKey.QUESTIONS, field="site_id"),
    "text": Place(PageKey.QUESTIONS, field="verbatim"),
    "agency": Place(PageKey.QUESTIONS, field="agency_id"),
    "prepared": Place(PageKey.PREPARED),
    "commitment": Place(PageKey.COMMITMENTS, field="agency_id"),
    "mode": Place(PageKey.PETITIONS, field="reply_mode"),
    "due": Place(PageKey.PETITIONS, field="due.text"),
    "open": Place(PageKey.PETITIONS, field="reply_mode"),
}
_OF_PAPER = {
    "held_on": Place(PageKey.FACTS, 1, "held_on"),
    "place": Place(PageKey.FACTS, 1, "place"),
    "theme": Place(PageKey.FACTS, 1, "theme"),
    "form": Place(PageKey.FACTS, 1, "form"),
    "symbol": Place(PageKey.FACTS, 1, "minutes_symbol"),
    "chair": Place(PageKey.PEOPLE),
    "secretary": Place(PageKey.PEOPLE),
    "present": Place(PageKey.PARTICIPANTS),
    "recipients": Place(PageKey.RECIPIENTS),
    "signer": Place(PageKey.SIGNATURES, field="name"),
    "items": Place(PageKey.AGENDA),
    "conclusion": Place(PageKey.CONCLUSIONS),
    "part_d": Place(PageKey.CONCLUSIONS),
    "tasks": Place(PageKey.CONCLUSIONS),
    "questions": Place(PageKey.QUESTIONS),
    "empty": Place(PageKey.QUESTIONS),
    "letterhead": Place(PageKey.OFFICE, 1, "common.letterhead"),
}
_OF_AGENDA = {"time": "planned_start", "who": "responsible"}
_NUMBERED = re.compile(r"(question|agenda)/(\d+)/([a-z_]+)")


def place_of(gap: Gap) -> Place | None:
    """Where the gap of a paper is filled; None where no page can (what was said is in the minutes, keys in none)."""
    found = _NUMBERED.match(gap.key)
    if found is None:
        return _OF_PAPER.get(gap.key.partition("/")[0])
    of, row_id, field = found[1], int(found[2]), found[3]
    if of == "agenda":
        return Place(PageKey.AGENDA, row_id, _OF_AGENDA.get(field, ""))
    place = _OF_QUESTION.get(field)
    if place is None or place.page is not PageKey.QUESTIONS:
        return place
    return Place(place.page, row_id, place.field)
