"""What the office sets for its papers: recipients, signature blocks, participants, phrases; and the papers issued."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from app.domain.ids import NEW, AgencyId
from app.domain.records import dataclass


class PaperKind(StrEnum):
    """The papers this program makes."""

    AGENDA = "agenda"
    SCRIPT = "script"
    MINUTES = "minutes"
    NOTICE = "notice"
    ANNEX = "annex"
    SLIP = "slip"
    CLOSING_CARD = "closing_card"
    STATISTICS = "statistics"
    EVENT_LOG = "event_log"
    HALL_LOG = "hall_log"
    PORTAL = "portal"
    PRESS = "press"
    PAPER_TWIN = "paper_twin"
    DUTIES = "duties"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line under "Nơi nhận"."""

    id: int = NEW
    paper: PaperKind = PaperKind.NOTICE
    position: int = 0
    text: str = ""


class Side(StrEnum):
    """Where a signature block stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Ordered free lines (one per text line, "TL. CHỦ TỊCH" …) over a name."""

    id: int = NEW
    paper: PaperKind = PaperKind.NOTICE
    side: Side = Side.RIGHT
    lines: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A line of "Thành phần": a group or a guest as the paper names them."""

    id: int = NEW
    position: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An office's own wording in place of a shipped one; key as in resources/templates."""

    id: int = NEW
    key: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class TextModule:
    """An abbreviation and what it expands to when Tab follows it."""

    id: int = NEW
    abbreviation: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A paper that was made: its file, digest, and the last event it shows."""

    id: int = NEW
    paper: PaperKind = PaperKind.MINUTES
    file_name: str = ""
    sha256: str = ""
    up_to_event: int = 0
    version: int = 1
    is_final: bool = False
    issued_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty of the plan (kế hoạch) given to an agency before the conference."""

    id: int = NEW
    agency_id: AgencyId | None = None
    position: int = 0
    text: str = ""
    due_text: str = ""
    is_done: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart for the hall (figures of a report)."""

    id: int = NEW
    position: int = 0
    title: str = ""
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: value in thousandths of the unit (no floats in recorded tables), label and the number as printed."""

    id: int = NEW
    chart_id: int = NEW
    position: int = 0
    label: str = ""
    value_thousandths: int = 0
    text: str = ""
