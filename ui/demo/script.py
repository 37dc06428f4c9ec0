"""A conference to be played: records of docs/demo-script.schema.json. Reading and checking are in script_file.py.

Forms are named as the screen names them: page, field and value are what a person reads and types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from app.domain.records import dataclass

FORMAT = "hoinghi-script/1"
Fields: TypeAlias = Mapping[str, str | bool | tuple[str, ...]]
"""A form as it is filled: label of the field, then words, several choices in order, or a tick."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """Rows to be entered on one page of the lists (Ctrl+E)."""

    page: str
    rows: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class ChangeMode:
    """do "mode": the phase of work, by the palette."""

    to: str


@dataclass(frozen=True, slots=True)
class Cover:
    """do "cover": F8; the hall shows the cover afterwards."""


@dataclass(frozen=True, slots=True)
class Uncover:
    """do "uncover": F8; the hall shows its picture afterwards."""


@dataclass(frozen=True, slots=True)
class Approve:
    """do "approve": Ctrl+D on rows of the queue, by question number."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StartItem:
    """do "item": an item of the programme begins; words: what is written down for it."""

    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """F7. words: must stand in the answer; they are marked by keys. agency: empty keeps the answering one."""

    words: str
    due: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class AnswerTurn:
    """An answer. agency: empty keeps the one the question has. as_prepared: Ctrl+R instead of typing the words."""

    respondent: str
    words: str
    agency: str = ""
    as_prepared: bool = False
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """Shift+F7: what the chair orders on a question. leads: agencies of the list; lead_text: other addressees."""

    verb: str
    text: str
    leads: tuple[str, ...] = ()
    lead_text: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class AskQuestion:
    """do "question": its whole life, preview to Đã xong. picture: the console is photographed while it is answered.

    No answers: a comment; the chair takes it up at once. chair: his words at the end. call: how it is called up.
    """

    number: int
    answers: tuple[AnswerTurn, ...] = ()
    chair: str = ""
    orders: tuple[Order, ...] = ()
    picture: bool = False
    call: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the capture line is given."""

    who: str = ""
    unit: str = ""
    site: str = ""
    gist: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """do "capture": F2, one row of the queue for each entry."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AddRows:
    """do "add": rows on a page of the lists."""

    page: str
    rows: tuple[Fields, ...]


@dataclass(frozen=True, slots=True)
class EditRow:
    """do "edit": the row of a page that holds these words is changed."""

    page: str
    row: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Papers:
    """do "papers": F12, Enter."""


@dataclass(frozen=True, slots=True)
class Say:
    """do "say": somebody speaks and nothing is to be done."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """do "picture": another picture than a question's, by its name in the list of Ctrl+H, for the hall."""

    name: str


@dataclass(frozen=True, slots=True)
class CableOut:
    """do "cable_out": the hall's screen is gone for as long and comes back by itself."""

    seconds: int = 20


@dataclass(frozen=True, slots=True)
class WrongName:
    """do "wrong_name": a person of the list was named wrongly; said: as it stands in the list, right: as it should."""

    said: str
    right: str


@dataclass(frozen=True, slots=True)
class Skip:
    """do "skip": the chair calls a question out of turn; the act behind it is that question."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class SiteLost:
    """do "site_lost": the line breaks while this question is asked; it is asked again by a later act."""

    number: int


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """do "withdrawn": the asker takes the question back."""

    number: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class PowerCut:
    """do "power_cut": the laptop dies while these words are typed into the capture line, and is started again."""

    typing: str = ""


LiveAct: TypeAlias = (
    ChangeMode | Cover | Uncover | Approve | StartItem | AskQuestion | Capture | AddRows | EditRow | Papers
    | Say | Picture | CableOut | WrongName | Skip | SiteLost | Withdrawn | PowerCut
)  # fmt: skip
ACTS: dict[str, type[LiveAct]] = {
    "mode": ChangeMode, "cover": Cover, "uncover": Uncover, "approve": Approve, "item": StartItem,
    "question": AskQuestion, "capture": Capture, "add": AddRows, "edit": EditRow, "papers": Papers,
    "say": Say, "picture": Picture, "cable_out": CableOut, "wrong_name": WrongName, "skip": Skip,
    "site_lost": SiteLost, "withdrawn": Withdrawn, "power_cut": PowerCut,
}  # fmt: skip
NEEDS_A_REHEARSAL = (CableOut, PowerCut)
"""Trouble that keys alone cannot make: such a script is for “rehearse”, not for “demo”."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the source does not state. screen: how the papers window says that it is missing, if it can know."""

    what: str
    screen: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """file: name of the conference's file. source: where the words come from. begins: when a rehearsal's clock begins.

    begins is a time of day ("14:00") on the day of the conference; empty: the machine's own time.
    """

    format: str
    name: str
    source: str
    file: str
    forms: tuple[FormPage, ...]
    live: tuple[LiveAct, ...]
    not_stated: tuple[Gap, ...] = ()
    begins: str = ""
