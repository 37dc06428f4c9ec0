"""Sites joined by video: the state of their line, and giving one the turn. The hall's picture is not touched here."""

from __future__ import annotations

from dataclasses import replace

from app import summaries, texts
from app.commands.queue import NewQuestion, add_question, cut_off
from app.conference import Conference
from app.domain.changes import EventKind
from app.domain.ids import NEW, QuestionId, SiteId
from app.domain.minutes import MinutesEntry, Slot
from app.domain.question import QuestionState
from app.domain.roster import Signal, Site
from db import tables
from db.recorder import Transaction


def set_signal(conference: Conference, site_id: SiteId, signal: Signal) -> None:
    """The line is good, unstable or lost. Lost while the site asks: the clock stops, the question is asked again."""
    with conference.record(EventKind.SIGNAL_CHANGED) as tx:
        site = tables.SITES.get(tx.db, site_id)
        tables.SITES.save(tx.db, replace(site, signal=signal))
        floor = tables.FLOOR.get(tx.db, 1)
        question = tables.QUESTIONS.find(tx.db, floor.question_id)
        is_asking = question is not None and question.state is QuestionState.ASKING and question.site_id == site_id
        if signal is Signal.LOST and question is not None and is_asking:
            cut_off(tx, question)
        tx.summary = summaries.signal_set(site.name, signal)


def invite(conference: Conference, site_id: SiteId) -> QuestionId:
    """Give a site the turn: its first waiting question, or a new one without words; the minutes get their line.

    Returns the question to be shown next; F6 gives it the floor and starts its clock. The line goes into the notes of
    the item of the programme that runs; without one there is no place for it and it is left out.
    """
    with conference.record(EventKind.SITE_INVITED) as tx:
        site = tables.SITES.get(tx.db, site_id)
        waiting = tables.QUESTIONS.first(
            tx.db, "site_id = ? AND state = ?", [site_id, QuestionState.WAITING.value], "position, id"
        )
        if waiting is not None:
            question_id = waiting.id
        else:
            question_id = add_question(tx.db, conference.station, NewQuestion(site_id=site_id), tx.now)
            made = tables.QUESTIONS.get(tx.db, question_id)
            tables.QUESTIONS.save(tx.db, replace(made, state=QuestionState.WAITING))
        _write_line(tx, site, conference.station)
        tx.summary = summaries.site_invited(site.name, tables.QUESTIONS.get(tx.db, question_id).number)
    return question_id


def _write_line(tx: Transaction, site: Site, station: int) -> None:
    floor = tables.FLOOR.get(tx.db, 1)
    item = tables.AGENDA_ITEMS.find(tx.db, floor.agenda_item_id)
    if item is None or item.started_at is None or item.ended_at is not None:
        return
    line = texts.site_invited(tx.now, site.name)
    entry = tables.MINUTES_ENTRIES.first(
        tx.db, "slot = ? AND subject_id = ? AND sentence_key = ''", [Slot.AGENDA.value, item.id]
    )
    if entry is None:
        entry = MinutesEntry(NEW, Slot.AGENDA, item.id, "", line, tx.now)
        tables.MINUTES_ENTRIES.add(tx.db, entry, station)
    else:
        text = f"{entry.text.rstrip()}\n{line}" if entry.text.strip() else line
        tables.MINUTES_ENTRIES.save(tx.db, replace(entry, text=text, written_at=tx.now))
