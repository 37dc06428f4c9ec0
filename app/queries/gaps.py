"""What is still missing: while people speak (an agency, a respondent) and before papers are printed (a signer).

Facts only; the words for them are in app.labels and in the panel that lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from app.domain.answer import AnswerKind
from app.domain.gap import Gap, GapKind
from app.domain.ids import QuestionId
from app.domain.paper import PaperKind
from app.domain.petition import PASSED_ON, ReplyMode
from app.domain.question import ON_FLOOR, UNASKED, QuestionState
from app.domain.roster import Role
from db import tables

TO_BE_ANSWERED = UNASKED | ON_FLOOR | {QuestionState.AWAITING_ANSWER, QuestionState.FINISHED, QuestionState.NOT_REACHED}
"""Questions that somebody has to answer, now or in writing."""


ANSWERED = frozenset({QuestionState.ANSWERING, QuestionState.CONCLUDING, QuestionState.FINISHED})
"""Somebody speaks or has spoken for the agency."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """What is known of the answers to one question."""

    has_agency: bool = False
    has_chair: bool = False
    lacks_respondent: bool = False


def gaps(db: Database) -> tuple[Gap, ...]:
    """All gaps, the most pressing kind first, then by place in the queue."""
    order = list(GapKind)
    found = [*_question_gaps(db), *_conference_gaps(db)]
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def live_gaps(db: Database) -> tuple[Gap, ...]:
    return tuple(gap for gap in gaps(db) if gap.is_live)


def _question_gaps(db: Database) -> Iterator[Gap]:
    answers = _answers(db)
    led = {row[0] for row in db.execute("SELECT question_id FROM petition WHERE lead_agency_id IS NOT NULL").fetchall()}
    unanswered, without_due = _petitions(db)
    undated = {row[0] for row in db.execute("SELECT question_id FROM commitment WHERE due_text = ''").fetchall()}
    has_sites = db.execute("SELECT count(*) FROM site").fetchone()[0] > 1
    sql = "SELECT id, number, state, asker_id, site_id, verbatim <> '' FROM question ORDER BY position, id"
    for question_id, number, stage, asker_id, site_id, has_text in db.execute(sql).fetchall():
        state = QuestionState(stage)
        if state not in TO_BE_ANSWERED:
            continue
        known = answers.get(question_id, _Answers())
        finished = state is QuestionState.FINISHED
        missing = {
            GapKind.NO_AGENCY: not (known.has_agency or known.has_chair or question_id in led),
            GapKind.UNANSWERED: finished and question_id in unanswered,
            GapKind.NO_RESPONDENT: state in ANSWERED and known.lacks_respondent,
            GapKind.NO_DUE: question_id in without_due,
            GapKind.NO_ASKER: finished and asker_id is None,
            GapKind.NO_TEXT: finished and not has_text,
            GapKind.NO_SITE: finished and has_sites and site_id is None,
            GapKind.NO_COMMITMENT_DUE: question_id in undated,
        }
        yield from (Gap(kind, QuestionId(question_id), number) for kind, lacks in missing.items() if lacks)


def _answers(db: Database) -> dict[int, _Answers]:
    found: dict[int, _Answers] = {}
    sql = "SELECT question_id, kind, agency_id IS NOT NULL, respondent_id IS NULL FROM answer"
    for question_id, kind, has_agency, lacks_respondent in db.execute(sql).fetchall():
        before = found.get(question_id, _Answers())
        is_chair = kind == AnswerKind.CHAIR
        found[question_id] = _Answers(
            before.has_agency or bool(has_agency),
            before.has_chair or is_chair,
            before.lacks_respondent or (not is_chair and bool(lacks_respondent)),
        )
    return found


def _petitions(db: Database) -> tuple[set[int], set[int]]:
    """Questions with a demand nobody has answered, and with one that is answered in writing by no stated day."""
    rows = db.execute("SELECT question_id, reply_mode, due_text FROM petition").fetchall()
    unanswered = {question_id for question_id, mode, _ in rows if mode == ReplyMode.NONE}
    return unanswered, {question_id for question_id, mode, due in rows if ReplyMode(mode) in PASSED_ON and not due}


def _conference_gaps(db: Database) -> Iterator[Gap]:
    facts = tables.FACTS.get(db, 1)
    roles = {role.role for role in tables.PERSON_ROLES.all(db)}
    signed = {block.paper for block in tables.SIGNATURE_BLOCKS.all(db) if block.name}
    missing = {
        GapKind.NO_DAY: facts.held_on is None,
        GapKind.NO_CHAIR: Role.CHAIR not in roles,
        GapKind.NO_SECRETARY: Role.SECRETARY not in roles,
        GapKind.NO_MINUTES_SIGNER: PaperKind.MINUTES not in signed,
        GapKind.NO_NOTICE_SIGNER: PaperKind.NOTICE not in signed,
        GapKind.NO_RECIPIENTS: tables.RECIPIENTS.first(db, "paper = ?", [PaperKind.NOTICE.value]) is None,
    }
    yield from (Gap(kind) for kind, lacks in missing.items() if lacks)
