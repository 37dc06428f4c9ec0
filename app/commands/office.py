"""The office's own settings: its wordings one by one, and a whole profile put into a conference in one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app import getting_in, summaries
from app.commands.setup import cleaned
from app.conference import Conference
from app.domain.changes import EventKind, Table
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.domain.ids import NEW
from app.domain.office import OfficeProfile, with_office
from app.domain.paper import Phrase
from db import tables
from db.rows import Rows


def set_phrases(conference: Conference, wanted: Mapping[str, str]) -> None:
    """Word these template keys as given; an empty text gives the shipped wording back. Errors: NOT_IN_LIVE."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        if tables.FACTS.get(tx.db, 1).mode is Mode.LIVE:
            raise RuleError(Rule.NOT_IN_LIVE)
        stored = {phrase.key: phrase for phrase in tables.PHRASES.all(tx.db)}
        for key, text in wanted.items():
            before, ready = stored.get(key), cleaned(Phrase(key=key, text=text))
            if before is None and ready.text:
                tables.PHRASES.add(tx.db, ready, conference.station)
            elif before is not None and not ready.text:
                tables.PHRASES.remove(tx.db, before.id)
            elif before is not None:
                tables.PHRASES.save(tx.db, replace(before, text=ready.text))
        tx.summary = summaries.list_row_changed(Table.PHRASE, "")


def apply_profile(conference: Conference, profile: OfficeProfile) -> None:
    """Put a profile in place of what the office has set here. Errors: NOT_IN_LIVE."""
    with conference.record(EventKind.IMPORTED) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        if facts.mode is Mode.LIVE:
            raise RuleError(Rule.NOT_IN_LIVE)
        tables.FACTS.save(tx.db, cleaned(with_office(facts, profile.facts)))
        lists: tuple[tuple[Rows[Any], tuple[Any, ...]], ...] = (
            (tables.RECIPIENTS, profile.recipients),
            (tables.SIGNATURE_BLOCKS, profile.signatures),
            (tables.PHRASES, tuple(Phrase(key=key, text=text) for key, text in profile.phrases.items())),
            (tables.TEXT_MODULES, profile.modules),
        )
        for rows, records in lists:
            for row in rows.all(tx.db):
                rows.remove(tx.db, row.id)
            for record in records:
                rows.add(tx.db, cleaned(replace(record, id=NEW)), conference.station)
        tx.summary = getting_in.office_taken()
