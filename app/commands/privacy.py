"""What the law asks of personal data: taking a person out for good, and closing the books of a conference.

Neither can be undone, and neither runs while the conference is live: the hall may be showing what would go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app import data_words
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.domain.ids import PersonId
from app.domain.text import clean_line
from app.naming import patterns_of
from db import erasure, tables
from db.scrub import Scrub


def erase_person(conference: Conference, person_ids: Sequence[PersonId], reason: str) -> int:
    """Take name, numbers and remarks of a person out of every row, text and act; returns how many rows lost words.

    person_ids: every row of this one human being (the capture line makes a row of its own for each slip). The rows
    stay, nameless, so that questions keep their place. Errors: NOT_IN_LIVE, NOT_FOUND.
    """
    with conference.record(EventKind.PERSON_ERASED) as tx:
        _refuse_live(conference)
        people = [tables.PEOPLE.get(tx.db, person_id) for person_id in person_ids]
        pattern = "|".join(dict.fromkeys(part for person in people for part in patterns_of(person)))
        tx.scrub = Scrub(tuple(person_ids), pattern, data_words.ERASED_NAME)
        tx.touched = erasure.scrub(tx.db, tx.scrub)
        erasure.end(tx.db)
        note = data_words.erased_note(tx.now, clean_line(tx.scrub.text(reason)))
        for person_id in person_ids:
            tables.PEOPLE.save(tx.db, replace(tables.PEOPLE.get(tx.db, person_id), note=note))
        tx.summary = data_words.person_erased(len(tx.touched))
    conference.forget_words(tx.scrub.text)
    return len(tx.touched)


def close_books(conference: Conference) -> int:
    """After the conference: everybody's contact data and birth year go, every former wording, and unrecorded typing.

    Returns how many rows lost something. Errors: NOT_IN_LIVE.
    """
    with conference.record(EventKind.BOOKS_CLOSED) as tx:
        _refuse_live(conference)
        tx.scrub = Scrub(is_closing=True)
        tx.touched = erasure.scrub(tx.db, tx.scrub)
        erasure.end(tx.db)
        facts = tables.FACTS.get(tx.db, 1)
        tables.FACTS.save(tx.db, replace(facts, books_closed_at=tx.now))
        tx.summary = data_words.books_closed(len(tx.touched))
    conference.forget_words(lambda _: None)
    return len(tx.touched)


def _refuse_live(conference: Conference) -> None:
    if tables.FACTS.get(conference.db, 1).mode is Mode.LIVE:
        raise RuleError(Rule.NOT_IN_LIVE)
