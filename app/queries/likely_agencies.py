"""Agencies a question is likely for, by words and by what agencies were given before. They are only offered."""

from __future__ import annotations

from app.domain.ids import AgencyId, QuestionId
from app.domain.roster import Agency
from app.queries import desk
from app.reading.agency_words import shipped_keywords, suggest_agencies
from db.database import Database

MOST = 3
_LOOKED_BACK = 100
"""Demands given last; comparing with more takes longer than the field may wait to open."""
_GIVEN = (
    "SELECT p.lead_agency_id, coalesce(nullif(p.text, ''), q.gist || ' ' || q.verbatim) FROM petition p "
    "JOIN question q ON q.id = p.question_id WHERE p.lead_agency_id IS NOT NULL AND q.id <> ? "
    "ORDER BY p.id DESC LIMIT ?"
)


def likely_agencies(db: Database, text: str, leaving_out: QuestionId | None = None) -> tuple[AgencyId, ...]:
    """The likeliest first, at most MOST; none where nothing speaks for any. leaving_out: the question asked about."""
    if not text.strip():
        return ()
    spellings: dict[AgencyId, list[str]] = {}
    for alias in desk.agency_aliases(db):
        spellings.setdefault(alias.agency_id, []).append(alias.alias)
    agencies = [(agency.id, _words(agency, spellings.get(agency.id, []))) for agency in desk.agencies(db)]
    given = db.execute(_GIVEN, [leaving_out or 0, _LOOKED_BACK])
    history = [(AgencyId(agency_id), said) for agency_id, said in given]
    return tuple(one.key for one in suggest_agencies(text, agencies, history)[:MOST])


def _words(agency: Agency, spellings: list[str]) -> str:
    """Those the office wrote, else those shipped for the agency under any of its names."""
    names = (agency.name, agency.short_name, *spellings)
    return agency.keywords or next(filter(None, map(shipped_keywords, names)), "")
