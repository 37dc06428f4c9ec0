"""Takes an import in: every row of a preview in one transaction, one event, one undo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app import summaries
from app.commands import setup
from app.commands.imported_rows import WRITERS
from app.commands.row_writer import Writer
from app.conference import Conference
from app.domain.changes import EventKind, Table
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.domain.ids import AgencyId, EventId
from app.domain.import_preview import Field, ImportPreview, ImportRow
from app.domain.roster import Agency, AgencyAlias
from app.domain.text import fold
from db import tables
from db.database import Database

_RESTS_ON = (
    Table.CONFERENCE, Table.AGENCY, Table.AGENCY_ALIAS, Table.PERSON, Table.PERSON_ROLE, Table.SITE, Table.TOPIC,
    Table.YOUTH_GROUP, Table.QUESTION, Table.PETITION, Table.ANSWER, Table.AGENDA_ITEM, Table.PREPARED_ANSWER,
)  # fmt: skip
"""What a preview was made from: a change there since makes it stale."""
_AGENCY_FIELDS = (Field.AGENCY, Field.SUPPORTS, Field.PARENT, Field.SUCCESSOR)


def import_rows(conference: Conference, preview: ImportPreview) -> int:
    """Write what the preview says it would; returns how many rows.

    Errors: NOT_IN_LIVE; STALE_PREVIEW where what it rests on has changed since; NOTHING_TO_IMPORT.
    """
    with conference.record(EventKind.IMPORTED) as tx:
        if tables.FACTS.get(tx.db, 1).mode is Mode.LIVE:
            raise RuleError(Rule.NOT_IN_LIVE)
        if _is_stale(tx.db, preview.at_event):
            raise RuleError(Rule.STALE_PREVIEW)
        if not preview.written:
            raise RuleError(Rule.NOTHING_TO_IMPORT)
        writer = Writer(tx.db, conference.station, tx.now, conference.ahead(tx))
        added = _add_agencies(writer, preview)
        for row in preview.written:
            WRITERS[preview.kind](writer, _with_added(row, added))
        writer.finish()
        tx.summary = summaries.imported(preview.kind, len(preview.written), preview.source)
    return len(preview.written)


def _is_stale(db: Database, at_event: EventId) -> bool:
    """Whether anything a preview rests on has changed after this event."""
    names = json.dumps([table.value for table in _RESTS_ON])
    sql = "SELECT 1 FROM change WHERE event_id > ? AND table_name IN (SELECT value FROM json_each(?)) LIMIT 1"
    return db.execute(sql, [at_event, names]).fetchone() is not None


def _add_agencies(writer: Writer, preview: ImportPreview) -> dict[str, int]:
    """New agencies and new spellings of known ones; returns the new ids by folded name."""
    added: dict[str, int] = {}
    for name in preview.new_agencies:
        agency = setup.cleaned(Agency(name=name))
        if agency.name:
            added[fold(name)] = writer.add(tables.AGENCIES, agency)
    for agency_id, name in preview.new_aliases:
        tables.AGENCIES.get(writer.db, agency_id)
        writer.add(tables.AGENCY_ALIASES, setup.cleaned(AgencyAlias(agency_id=AgencyId(agency_id), alias=name)))
    return added


def _with_added(row: ImportRow, added: Mapping[str, int]) -> ImportRow:
    """Cells that name an agency which has only just been added are tied to it."""
    links: dict[Field, Any] = {}
    for field in _AGENCY_FIELDS if added else ():
        names = (fold(name.strip()) for name in row.values.get(field, "").split(";"))
        found = tuple(added[name] for name in names if name in added)
        if found:
            links[field] = (*row.links.get(field, ()), *found)
    return replace(row, links={**row.links, **links}) if links else row
