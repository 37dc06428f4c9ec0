"""What is still missing: while people speak (an agency, a respondent) and before papers are printed (a signer).

Facts only; the words for them are in app.labels and in the panel that lists them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from app.domain.dates import dotted
from app.domain.facts import Mode
from app.domain.gap import Gap, GapKind
from app.domain.ids import QuestionId
from app.domain.paper import PaperKind
from app.domain.question import ON_FLOOR, UNASKED, QuestionState
from app.domain.roster import Role
from app.domain.text import fold
from db import tables
from db.database import Database

_NUMBER = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d+")

TO_BE_ANSWERED = UNASKED | ON_FLOOR | {QuestionState.AWAITING_ANSWER, QuestionState.FINISHED, QuestionState.NOT_REACHED}
"""Questions that somebody has to answer, now or in writing."""

ANSWERED = frozenset({QuestionState.ANSWERING, QuestionState.CONCLUDING, QuestionState.FINISHED})
"""Somebody speaks or has spoken for the agency."""

_SELECT = (
    "SELECT id, number FROM question WHERE state IN (SELECT value FROM json_each(?)) AND {condition} "
    "ORDER BY position, id"
)
_FINISHED = frozenset({QuestionState.FINISHED})
_NO_LEAD = """SELECT count(*) FROM conclusion WHERE verb <> 'none' AND lead_text = ''
    AND id NOT IN (SELECT conclusion_id FROM conclusion_agency WHERE part = 'lead')"""
_TASK_PAST = "SELECT count(*) FROM conclusion WHERE due_on < (SELECT held_on FROM conference)"
_CONDITIONS: dict[GapKind, tuple[frozenset[QuestionState], str]] = {
    GapKind.NO_AGENCY: (
        TO_BE_ANSWERED,
        """id NOT IN (SELECT question_id FROM petition WHERE lead_agency_id IS NOT NULL)
        AND id NOT IN (SELECT question_id FROM answer WHERE agency_id IS NOT NULL OR kind = 'chair')""",
    ),
    GapKind.UNANSWERED: (
        _FINISHED,
        "EXISTS (SELECT 1 FROM petition WHERE question_id = question.id AND reply_mode = 'none')",
    ),
    GapKind.NO_RESPONDENT: (
        ANSWERED,
        """EXISTS (SELECT 1 FROM answer
        WHERE question_id = question.id AND respondent_id IS NULL AND kind <> 'chair')""",
    ),
    GapKind.NO_DUE: (
        TO_BE_ANSWERED,
        """id IN (SELECT question_id FROM petition
        WHERE due_text = '' AND reply_mode IN ('partly', 'written', 'transferred'))""",
    ),
    GapKind.NO_ASKER: (_FINISHED, "asker_id IS NULL"),
    GapKind.NO_TEXT: (_FINISHED, "verbatim = ''"),
    GapKind.NO_SITE: (_FINISHED, "site_id IS NULL AND (SELECT count(*) FROM site) > 1"),
    GapKind.NO_COMMITMENT_DUE: (TO_BE_ANSWERED, "id IN (SELECT question_id FROM commitment WHERE due_text = '')"),
    GapKind.REPLY_DUE_PAST: (
        TO_BE_ANSWERED,
        "id IN (SELECT question_id FROM petition WHERE due_on < (SELECT held_on FROM conference))",
    ),
    GapKind.COMMITMENT_DUE_PAST: (
        TO_BE_ANSWERED,
        "id IN (SELECT question_id FROM commitment WHERE due_on < (SELECT held_on FROM conference))",
    ),
}
"""For each kind the stages in which it matters, and what is then missing."""


def gaps(db: Database) -> tuple[Gap, ...]:
    """All gaps, the most pressing kind first, then by place in the queue."""
    order = list(GapKind)
    found = [*_question_gaps(db), *_conference_gaps(db)]
    return tuple(sorted(found, key=lambda gap: order.index(gap.kind)))


def gaps_now(db: Database) -> tuple[Gap, ...]:
    """Those that are somebody's care in the present phase: what papers lack is nobody's while people speak."""
    found = gaps(db)
    return found if tables.FACTS.get(db, 1).phase is not Mode.LIVE else tuple(gap for gap in found if gap.is_live)


def present(db: Database) -> int | None:
    """People counted by unit and site; None while nobody has been counted."""
    found = db.execute("SELECT sum(present) FROM attendance HAVING count(*) > 0").fetchone()
    return int(found[0]) if found and found[0] is not None else None


def in_words(counted: int | None) -> str:
    """How papers tell a count: "hơn 300 thanh niên" of 312; small and round ones as they are, nothing of nobody."""
    if not counted:
        return ""
    step = 100 if counted >= 200 else 10
    round_one = counted // step * step
    rough = counted >= 20 and round_one != counted
    number = dotted(round_one if rough else counted)
    return f"{'hơn ' if rough else ''}{number} thanh niên"


def agrees(said: str, counted: int | None) -> bool:
    """Whether "300" or "hơn 300 thanh niên" fits a count; words without a number fit any."""
    number = _NUMBER.search(said)
    if counted is None or number is None:
        return True
    told = int(re.sub(r"[.\s]", "", number[0]))
    before = fold(said[: number.start()]).split()[-1:]
    rough = {"hon": counted > told, "tren": counted > told, "gan": counted < told, "khoang": True, "du": counted > told}
    return rough.get(before[0] if before else "", counted == told)


def _question_gaps(db: Database) -> Iterator[Gap]:
    for kind, (states, condition) in _CONDITIONS.items():
        listed = json.dumps(sorted(states))
        rows = db.execute(_SELECT.replace("{condition}", condition), [listed]).fetchall()
        yield from (Gap(kind, QuestionId(question_id), number) for question_id, number in rows)


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
        GapKind.NO_TASK_LEAD: bool(db.execute(_NO_LEAD).fetchone()[0]),
        GapKind.TASK_DUE_PAST: bool(db.execute(_TASK_PAST).fetchone()[0]),
        GapKind.COUNTS_DISAGREE: not agrees(facts.youth_count, present(db)),
        GapKind.NO_RECIPIENTS: tables.RECIPIENTS.first(db, "paper = ?", [PaperKind.NOTICE.value]) is None,
    }
    yield from (Gap(kind) for kind, lacks in missing.items() if lacks)
