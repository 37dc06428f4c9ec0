"""Lines that several papers print of a petition: its code, who raised it, its agencies, in which group it stands."""

from __future__ import annotations

from collections.abc import Iterable

from app.documents.wording import Wording, listed
from app.domain.dates import two_digits
from app.domain.petition import ANSWERED_ON_SPOT, PASSED_ON
from app.domain.question import QuestionState
from app.domain.report import ConferenceReport, ReportPetition, ReportQuestion

Demand = tuple[ReportQuestion, ReportPetition]
GONE = frozenset({QuestionState.WITHDRAWN, QuestionState.LEFT_OUT, QuestionState.MERGED})
"""Questions whose petitions stand on no list: taken back, refused, or told by the question they were merged into."""


def demands(report: ConferenceReport) -> list[Demand]:
    """Every petition that is still somebody's matter, with its question, in minutes order."""
    return [(question, petition) for question, petition in report.petitions() if question.state not in GONE]


def passed_on(of: Iterable[Demand]) -> list[Demand]:
    """Raised in the room and given to an agency for a reply."""
    return [(q, p) for q, p in of if q.was_asked and p.reply_mode in PASSED_ON]


def answered(of: Iterable[Demand]) -> list[Demand]:
    """Raised in the room and answered there."""
    return [(q, p) for q, p in of if q.was_asked and p.reply_mode in ANSWERED_ON_SPOT]


def unanswered(of: Iterable[Demand]) -> list[Demand]:
    """All others: not raised, or raised and neither answered nor given to anybody."""
    return [(q, p) for q, p in of if not q.was_asked or p.reply_mode not in PASSED_ON | ANSWERED_ON_SPOT]


def question_code(words: Wording, question: ReportQuestion) -> str:
    """The code as printed ("ĐT2024-07"), else "Câu số 07"."""
    return question.code or words("code", number=two_digits(question.number))


def petition_code(words: Wording, question: ReportQuestion, petition: ReportPetition) -> str:
    """The question's code, with the number of the petition where it has several ("ĐT2024-07 (2)")."""
    code = question_code(words, question)
    if len(question.petitions) < 2:
        return code
    return f"{code}\N{NO-BREAK SPACE}({question.petitions.index(petition) + 1})"


def answering_agencies(question: ReportQuestion, petition: ReportPetition) -> str:
    """The one in charge, else those that answered, each once."""
    return petition.lead_agency or agencies(dict.fromkeys(a.agency for a in question.answers if a.agency))


def agencies(names: Iterable[str]) -> str:
    """Names with commas between them, with semicolons where one holds a comma ("Sở Văn hóa, Thể thao và Du lịch")."""
    names = list(names)
    return ("; " if any("," in name for name in names) else ", ").join(names)


def supporting(petition: ReportPetition) -> str:
    """Those that help; the one in charge is not told a second time."""
    return agencies(name for name in petition.supporting if name != petition.lead_agency)


def reply_due(petition: ReportPetition) -> str:
    """Until when a reply is due; what was answered in the room awaits none, whatever stands in the field."""
    return "" if petition.reply_mode in ANSWERED_ON_SPOT else petition.due.text


def asker_lines(words: Wording, question: ReportQuestion) -> str:
    """Name on the first line, then title and unit, site, code; those whose question was merged below."""
    lines: list[str] = []
    asker = question.asker
    if asker is not None:
        lines.append(" ".join(part for part in (asker.honorific, asker.name) if part))
        lines.append(", ".join(part for part in (asker.title, asker.unit) if part))
    if question.site:
        lines.append(f"({words.site(question.site)})")
    lines.append(words("code", number=two_digits(question.number)))
    doubles = listed(words.person(d.asker) or words("code", number=two_digits(d.number)) for d in question.doubles)
    if doubles:
        lines.append(words("doubles", who=doubles))
    return "\n".join(filter(None, lines))


def by_topic(words: Wording, of: Iterable[Demand]) -> dict[str, list[Demand]]:
    """Topics in the order they first came up."""
    groups: dict[str, list[Demand]] = {}
    for question, petition in of:
        groups.setdefault(question.topic or words("no_topic"), []).append((question, petition))
    return groups


def numbers(words: Wording, questions: Iterable[ReportQuestion]) -> str:
    """Say "01, 04, 07", every number once."""
    return ", ".join(dict.fromkeys(two_digits(question.number) for question in questions))
