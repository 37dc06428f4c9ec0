"""Typed texts become recorded: one event when a paragraph is left. Each keystroke before that is in the journal.

Also a person's own sentences and patterns of the minutes, and the minutes made final.
"""

from __future__ import annotations

from dataclasses import replace

from app import summaries, texts
from app.conference import Conference
from app.domain.answer import Answer, PreparedAnswer
from app.domain.changes import EventKind
from app.domain.errors import Rule, RuleError
from app.domain.ids import NEW, AnswerId
from app.domain.minutes import QUESTION_SLOTS, MinutesEntry, Slot, TextKey
from app.domain.paper import Phrase
from app.domain.text import clean_text, nfc
from db import tables


def write_text(conference: Conference, key: TextKey, text: str) -> None:
    """Store a typed text as it stands; no event if it is stored already. Errors: MINUTES_FINAL for a sentence."""
    if key.slot is Slot.SENTENCE:
        override_sentence(conference, key.sentence_key, text)
        return
    text = nfc(text)
    with conference.record(EventKind.TEXT_WRITTEN) as tx:
        if key.slot in QUESTION_SLOTS:
            question = tables.QUESTIONS.get(tx.db, key.subject_id)
            is_verbatim = key.slot is Slot.VERBATIM
            changed = replace(question, verbatim=text) if is_verbatim else replace(question, short_text=text)
            tables.QUESTIONS.save(tx.db, changed)
        else:
            entry = tables.MINUTES_ENTRIES.first(
                tx.db, "slot = ? AND subject_id = ? AND sentence_key = ''", [key.slot.value, key.subject_id]
            )
            if entry is None and text:
                entry = MinutesEntry(NEW, key.slot, key.subject_id, "", text, tx.now)
                tables.MINUTES_ENTRIES.add(tx.db, entry, conference.station)
            elif entry is not None and entry.text != text:
                tables.MINUTES_ENTRIES.save(tx.db, replace(entry, text=text, written_at=tx.now))
        tx.summary = summaries.text_written(key.slot)


def override_sentence(conference: Conference, sentence_key: str, text: str) -> None:
    """A person's own wording of a generated sentence; an empty text gives the sentence back to the program.

    Errors: MINUTES_FINAL. The wording is typing, which undo never takes away; giving it back is an act, which undo
    takes back.
    """
    ready = clean_text(text)
    kind = EventKind.TEXT_WRITTEN if ready else EventKind.PAPER_TEXT_CHANGED
    with conference.record(kind) as tx:
        if tables.FACTS.get(tx.db, 1).minutes_finalised_at is not None:
            raise RuleError(Rule.MINUTES_FINAL)
        entry = tables.MINUTES_ENTRIES.first(
            tx.db, "slot = ? AND sentence_key = ?", [Slot.SENTENCE.value, sentence_key]
        )
        if entry is None and ready:
            tables.MINUTES_ENTRIES.add(
                tx.db, MinutesEntry(NEW, Slot.SENTENCE, 0, sentence_key, ready, tx.now), conference.station
            )
        elif entry is not None and entry.text != ready:
            # The row stays when the words go: the undo of giving back must find it, and nobody else may take its key.
            tables.MINUTES_ENTRIES.save(tx.db, replace(entry, text=ready, written_at=tx.now))
        tx.summary = summaries.sentence_changed() if ready else summaries.sentence_given_back()


def finalise(conference: Conference) -> None:
    """The minutes as they read now are final; later changes make another version. Errors: MINUTES_FINAL."""
    with conference.record(EventKind.MINUTES_FINALISED) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        if facts.minutes_finalised_at is not None:
            raise RuleError(Rule.MINUTES_FINAL)
        tables.FACTS.save(tx.db, replace(facts, minutes_finalised_at=tx.now))
        tx.summary = summaries.minutes_finalised()


def reopen(conference: Conference) -> None:
    """Sentences may be rewritten again; the version that was final stays in the list of versions."""
    with conference.record(EventKind.MINUTES_REOPENED) as tx:
        facts = tables.FACTS.get(tx.db, 1)
        tables.FACTS.save(tx.db, replace(facts, minutes_finalised_at=None))
        tx.summary = summaries.minutes_reopened()


def change_pattern(conference: Conference, key: str, text: str) -> None:
    """The office's own wording of a pattern of the papers; an empty one is the shipped wording again."""
    with conference.record(EventKind.LIST_CHANGED) as tx:
        phrase = tables.PHRASES.first(tx.db, "key = ?", [key])
        ready = nfc(text)
        if phrase is None and ready:
            tables.PHRASES.add(tx.db, Phrase(key=key, text=ready), conference.station)
        elif phrase is not None and ready:
            tables.PHRASES.save(tx.db, replace(phrase, text=ready))
        elif phrase is not None:
            tables.PHRASES.remove(tx.db, phrase.id)
        tx.summary = summaries.pattern_changed(ready)


def answer_as_prepared(conference: Conference, answer_id: AnswerId) -> str:
    """Record "as in the prepared text": the prepared words become the answer's words. Returns the text now stored."""
    with conference.record(EventKind.TEXT_WRITTEN) as tx:
        answer = tables.ANSWERS.get(tx.db, answer_id)
        question = tables.QUESTIONS.get(tx.db, answer.question_id)
        prepared = texts.prepared_for(tx.db, answer)
        key = TextKey(Slot.ANSWER, answer_id)
        typed = texts.text_of(tx.db, key)
        text = _joined(prepared.text if prepared else "", typed)
        entry = tables.MINUTES_ENTRIES.first(
            tx.db, "slot = ? AND subject_id = ? AND sentence_key = ''", [Slot.ANSWER.value, answer_id]
        )
        if entry is None:
            tables.MINUTES_ENTRIES.add(
                tx.db, MinutesEntry(NEW, Slot.ANSWER, answer_id, "", text, tx.now), conference.station
            )
        else:
            tables.MINUTES_ENTRIES.save(tx.db, replace(entry, text=text, written_at=tx.now))
        tables.ANSWERS.save(tx.db, _with_respondent(replace(answer, as_prepared=True), prepared))
        tx.summary = summaries.answered_as_prepared(question.number)
    return text


def _joined(prepared: str, typed: str) -> str:
    if not typed or typed.startswith(prepared):
        return typed or prepared
    return f"{prepared}\n{typed}"


def _with_respondent(answer: Answer, prepared: PreparedAnswer | None) -> Answer:
    if answer.respondent_id is None and prepared is not None:
        return replace(answer, respondent_id=prepared.respondent_id)
    return answer
