"""The one frozen picture of a conference that every paper is made from. Private fields have no place in it.

queries.report fills it in one read; documents turn it into blocks. Names stand as they were that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime

from app.domain.agenda import AgendaKind, AgendaStatus
from app.domain.answer import AnswerKind
from app.domain.conclusion import LegalText, Section, Verb
from app.domain.due import NO_DUE, Due
from app.domain.facts import Facts
from app.domain.paper import PaperKind, Recipient, SignatureBlock
from app.domain.petition import CountedAs, PetitionResult, ReplyMode, count_as
from app.domain.projection import HallState
from app.domain.question import UNASKED, Channel, QuestionKind, QuestionState
from app.domain.records import dataclass
from app.domain.roster import SiteKind
from app.domain.scene import Card, QuestionCard
from app.domain.speech import SpeechKind


@dataclass(frozen=True, slots=True)
class ReportPerson:
    """Somebody as a paper names them. unit: where an asker comes from; empty for respondents of an agency."""

    honorific: str = ""
    name: str = ""
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReportSite:
    """A site by name."""

    name: str
    kind: SiteKind = SiteKind.REMOTE


@dataclass(frozen=True, slots=True)
class ReportAgendaItem:
    """A line of the programme. text: what the minutes hold of it (an opening speech); times are aware.

    script: what the host is to say, for the running script only.
    """

    id: int = 0
    kind: AgendaKind = AgendaKind.OTHER
    status: AgendaStatus = AgendaStatus.PLANNED
    title: str = ""
    responsible: str = ""
    person: ReportPerson | None = None
    planned_start: str = ""
    planned_minutes: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    text: str = ""
    script: str = ""


@dataclass(frozen=True, slots=True)
class ReportPrepared:
    """What an agency sent in beforehand, and who is to say it."""

    agency: str = ""
    respondent: ReportPerson | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """An answer as given. respondent.unit is empty where the agency says it. spoken_s: seconds at the microphone."""

    id: int = 0
    kind: AnswerKind = AnswerKind.AGENCY
    agency: str = ""
    respondent: ReportPerson | None = None
    text: str = ""
    as_prepared: bool = False
    started_at: datetime | None = None
    spoken_s: int = 0


@dataclass(frozen=True, slots=True)
class ReportCommitment:
    """A promise with the agency that made it. number: running inside the question."""

    number: int = 0
    agency: str = ""
    text: str = ""
    due: Due = NO_DUE
    result: PetitionResult = PetitionResult.NONE


@dataclass(frozen=True, slots=True)
class ReportInterjection:
    """Where the chair broke in. printed_at: None if that was not on the day of the conference."""

    id: int
    at: datetime
    printed_at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReportPause:
    """A turn that lost the floor before it was over. id: of the speech; resumed_at: None if it never went on."""

    id: int
    kind: SpeechKind
    at: datetime
    resumed_at: datetime | None = None
    signal_lost: bool = False


@dataclass(frozen=True, slots=True)
class ReportPetition:
    """One demand. text: edited wording, empty while the question's own words serve."""

    id: int = 0
    text: str = ""
    lead_agency: str = ""
    supporting: tuple[str, ...] = ()
    reply_mode: ReplyMode = ReplyMode.NONE
    due: Due = NO_DUE
    result: PetitionResult = PetitionResult.NONE
    result_text: str = ""
    reply_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """One turn of opinion with all that hangs on it; the tuple in the report is in minutes order.

    code: as printed, may be empty. doubles: questions merged into this one, their wording and asker kept.
    public: what the hall may see, the only source for papers that are published; None = nobody is named there.
    group: kind of youth the asker belongs to. spoken_s: seconds the asker had the floor.
    """

    id: int = 0
    number: int = 0
    code: str = ""
    kind: QuestionKind = QuestionKind.QUESTION
    state: QuestionState = QuestionState.RECEIVED
    asker: ReportPerson | None = None
    site: str = ""
    topic: str = ""
    channel: Channel = Channel.SPOKEN
    gist: str = ""
    verbatim: str = ""
    short_text: str = ""
    asked_at: datetime | None = None
    petitions: tuple[ReportPetition, ...] = ()
    answers: tuple[ReportAnswer, ...] = ()
    chair_remarks: str = ""
    interjections: tuple[ReportInterjection, ...] = ()
    pauses: tuple[ReportPause, ...] = ()
    commitments: tuple[ReportCommitment, ...] = ()
    follow_ups: tuple[ReportQuestion, ...] = ()
    doubles: tuple[ReportQuestion, ...] = ()
    merged_into: int = 0
    end_reason: str = ""
    public: QuestionCard | None = None
    group: str = ""
    prepared: tuple[ReportPrepared, ...] = ()
    spoken_s: int = 0

    @property
    def words(self) -> str:
        """What was said, as fully as it is known."""
        return self.verbatim or self.short_text or self.gist

    @property
    def counted_as(self) -> CountedAs:
        return count_as(self.state, (petition.reply_mode for petition in self.petitions))

    @property
    def was_asked(self) -> bool:
        """Whether it had the floor at the conference (or waits for an answer there)."""
        never = UNASKED | {
            QuestionState.NOT_REACHED,
            QuestionState.MERGED,
            QuestionState.OFF_TOPIC,
            QuestionState.LEFT_OUT,
            QuestionState.WITHDRAWN,
        }
        return self.state not in never


@dataclass(frozen=True, slots=True)
class ReportConclusion:
    """One direction of the chair. lead_text: addressees in words where leads names no agency of the list."""

    id: int = 0
    section: Section = Section.GENERAL
    verb: Verb = Verb.NONE
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    lead_text: str = ""
    text: str = ""
    due: Due = NO_DUE
    question_number: int = 0


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """A duty of the plan. prepared, asked_of: texts its agency has sent in, questions given to it."""

    id: int = 0
    agency: str = ""
    text: str = ""
    due: str = ""
    is_done: bool = False
    note: str = ""
    prepared: int = 0
    asked_of: int = 0


@dataclass(frozen=True, slots=True)
class ReportLogLine:
    """One act as the log tells it. on_hall: it moved the hall's picture."""

    id: int
    at: datetime
    operator: str
    text: str
    is_undone: bool = False
    on_hall: bool = False


@dataclass(frozen=True, slots=True)
class ReportHallMoment:
    """What the hall saw from at until the next change (None: to this moment), UTC.

    card, title: what was shown and its name; none where the hall was covered, lent or dark, or opened before any
    was taken (the cover is seen then). picture: a PNG of that page, filled in by whoever has the hall's painter.
    """

    at: datetime
    until: datetime | None
    operator: str
    state: HallState
    title: str = ""
    card: Card | None = None
    page: int = 0
    pages: int = 1
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class ReportKey:
    """A key of the console and what it does; the window fills them in for the paper twin."""

    keys: str
    text: str


@dataclass(frozen=True, slots=True)
class ConferenceReport:
    """All that papers say of one conference at one moment.

    questions: every question that is no follow-up, doubles included, in minutes order; every_question has them all.
    phrases: the office's own wording by template key. sentences: paragraphs of the minutes rewritten by hand,
    by sentence key. lost_words: typed for an answer, an interjection, an item that was taken back since; kept, listed,
    not printed. up_to_event: the last event of the log this picture shows. hall: read and painted for its own paper
    only (app.queries.hall). final: the conference at the moment its minutes were made final, which is what the minutes
    print from then on.
    """

    facts: Facts = field(default_factory=Facts)
    chair: ReportPerson | None = None
    co_chairs: tuple[ReportPerson, ...] = ()
    secretaries: tuple[ReportPerson, ...] = ()
    guests: tuple[ReportPerson, ...] = ()
    participants: tuple[str, ...] = ()
    sites: tuple[ReportSite, ...] = ()
    agenda: tuple[ReportAgendaItem, ...] = ()
    questions: tuple[ReportQuestion, ...] = ()
    conclusions: tuple[ReportConclusion, ...] = ()
    legal_texts: tuple[LegalText, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature_blocks: tuple[SignatureBlock, ...] = ()
    phrases: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)
    lost_words: Mapping[str, str] = field(default_factory=dict)
    up_to_event: int = 0
    log: tuple[ReportLogLine, ...] = ()
    hall: tuple[ReportHallMoment, ...] = ()
    keys: tuple[ReportKey, ...] = ()
    duties: tuple[ReportDuty, ...] = ()
    final: ConferenceReport | None = None

    @property
    def every_question(self) -> tuple[ReportQuestion, ...]:
        """All that have a number: each question with its follow-ups behind it."""
        return tuple(_with_follow_ups(self.questions))

    @property
    def counts(self) -> Counter[CountedAs]:
        """Questions by where they are counted (domain.md 6.1); the sum is the number of questions."""
        return Counter(question.counted_as for question in self.every_question)

    @property
    def petition_counts(self) -> Counter[CountedAs]:
        """Demands by where they are counted; the sum is the number of demands."""
        return Counter(count_as(question.state, [petition.reply_mode]) for question, petition in self.petitions())

    def petitions(self) -> Iterator[tuple[ReportQuestion, ReportPetition]]:
        """Every demand with its question, in minutes order; a question merged into another one has none."""
        for question in self.every_question:
            if question.state is not QuestionState.MERGED:
                for petition in question.petitions or (ReportPetition(),):
                    yield question, petition

    def recipients_of(self, paper: PaperKind) -> tuple[str, ...]:
        chosen = sorted((r for r in self.recipients if r.paper is paper), key=lambda r: r.position)
        return tuple(recipient.text for recipient in chosen)

    def signers_of(self, paper: PaperKind) -> tuple[SignatureBlock, ...]:
        """Left blocks before right ones."""
        return tuple(sorted((b for b in self.signature_blocks if b.paper is paper), key=lambda b: b.side))


def _with_follow_ups(questions: Iterable[ReportQuestion]) -> Iterator[ReportQuestion]:
    for question in questions:
        yield question
        yield from _with_follow_ups(question.follow_ups)
