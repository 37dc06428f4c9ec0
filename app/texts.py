"""Typed texts and prepared answers as stored; asked by commands, queries and scenes alike."""

from __future__ import annotations

from datetime import datetime

from app.domain.answer import Answer, PreparedAnswer
from app.domain.clock import local
from app.domain.minutes import Slot, TextKey
from db import tables
from db.database import Database


def text_of(db: Database, key: TextKey) -> str:
    """The stored text of a slot, empty if nothing was written."""
    if key.slot in {Slot.VERBATIM, Slot.SHORT}:
        question = tables.QUESTIONS.find(db, key.subject_id)
        if question is None:
            return ""
        return question.verbatim if key.slot is Slot.VERBATIM else question.short_text
    entry = tables.MINUTES_ENTRIES.first(
        db,
        "slot = ? AND subject_id = ? AND sentence_key = ?",
        [key.slot.value, key.subject_id, key.sentence_key],
    )
    return entry.text if entry else ""


def prepared_for(db: Database, answer: Answer) -> PreparedAnswer | None:
    """The prepared text of the answer's agency: for this question first, else for its topic."""
    if answer.agency_id is None:
        return None
    found = tables.PREPARED_ANSWERS.first(
        db, "agency_id = ? AND question_id = ?", [answer.agency_id, answer.question_id], "id DESC"
    )
    if found is not None:
        return found
    question = tables.QUESTIONS.find(db, answer.question_id)
    if question is None or question.topic_id is None:
        return None
    return tables.PREPARED_ANSWERS.first(
        db,
        "agency_id = ? AND topic_id = ? AND question_id IS NULL",
        [answer.agency_id, question.topic_id],
        "id DESC",
    )


def site_invited(at: datetime, site: str) -> str:
    """The line the program writes into the notes when a site gets the turn."""
    now = local(at)
    named = site[:1].lower() + site[1:] if site.startswith("Điểm cầu") else f"điểm cầu {site}"
    return f"Hồi {now.hour} giờ {now:%M} phút, mời {named.strip()} nêu ý kiến."
