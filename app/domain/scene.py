"""Public cards: the only things the hall's renderer accepts, and their JSON form.

A card holds finished texts, numbers and instants, nothing private and no pointer into the database.
The words around the texts (headings such as the question's) belong to the painter in ui.projector.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from math import isfinite
from types import UnionType
from typing import Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from app.domain.records import dataclass

Turn: TypeAlias = Literal["asks", "answers", "chairs", "speaks"]
Json: TypeAlias = "str | int | float | list[Json] | dict[str, Json] | None"

_Record = TypeVar("_Record", bound="PublicRecord")

VERSION = 1
"""Raised when a card's fields change so that a stored picture could be misread."""


class PublicRecord:
    """A record the audience may see. Values are checked when it is made: a type checker can be talked round.

    Exact types only: a private text, even one that inherits from str, is refused with TypeError.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        for name, hint in _hints(type(self)).items():
            if not _holds(getattr(self, name), hint):
                raise TypeError(f"{type(self).__name__}.{name} may not hold {getattr(self, name)!r}")


@dataclass(frozen=True, slots=True)
class CoverCard(PublicRecord):
    """Name and theme of the conference; what CHE shows."""

    name: str
    theme: str = ""
    place_date: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class QuestionCard(PublicRecord):
    """One question; with an agency it also says who answers. Number 0: not numbered."""

    number: int
    topic: str
    text: str
    asker: str
    unit: str = ""
    site: str = ""
    agency: str = ""
    respondent: str = ""
    respondent_title: str = ""


@dataclass(frozen=True, slots=True)
class GroupRow(PublicRecord):
    """A question inside a group."""

    number: int
    text: str
    asker: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroupCard(PublicRecord):
    """Questions answered together."""

    topic: str
    rows: tuple[GroupRow, ...]
    agency: str = ""
    respondent: str = ""
    respondent_title: str = ""


@dataclass(frozen=True, slots=True)
class AgendaRow(PublicRecord):
    """One item: its time as printed, what it is, who leads it."""

    time: str
    title: str
    lead: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class AgendaCard(PublicRecord):
    """The agenda; `current` is an index into items."""

    items: tuple[AgendaRow, ...]
    current: int | None = None
    day: str = ""


@dataclass(frozen=True, slots=True)
class SpeakerCard(PublicRecord):
    """Who has the floor. The clock counts down to ends_at and past it, else up from started_at."""

    turn: Turn
    name: str
    title: str = ""
    unit: str = ""
    site: str = ""
    number: int = 0
    started_at: datetime | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CountdownCard(PublicRecord):
    """Time left until the conference or an item begins."""

    title: str
    ends_at: datetime
    theme: str = ""


@dataclass(frozen=True, slots=True)
class BreakCard(PublicRecord):
    """A recess and the moment the conference goes on."""

    returns_at: datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class NoticeCard(PublicRecord):
    """A few sentences to the hall."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow(PublicRecord):
    """A task of the chair's conclusion; the deadline in the words of the paper."""

    agency: str
    text: str
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionCard(PublicRecord):
    """What the chair concluded."""

    tasks: tuple[TaskRow, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bar(PublicRecord):
    """One bar of a chart; `text` is the value as written."""

    label: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class ChartCard(PublicRecord):
    """Figures as horizontal bars that start at zero."""

    title: str
    bars: tuple[Bar, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class GiftRow(PublicRecord):
    """Who receives a gift."""

    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class GiftCard(PublicRecord):
    """People and units called to receive gifts."""

    rows: tuple[GiftRow, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class TestCard(PublicRecord):
    """Shows which screen this is and what the last row can read."""

    __test__ = False  # pytest collects classes by this name

    screen: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class ImageCard(PublicRecord):
    """A still picture, or one page of a PDF, kept in the conference file under its SHA-256 (hex)."""

    sha256: str
    page: int = 0
    caption: str = ""


Card: TypeAlias = (
    CoverCard
    | QuestionCard
    | QuestionGroupCard
    | AgendaCard
    | SpeakerCard
    | CountdownCard
    | BreakCard
    | NoticeCard
    | ConclusionCard
    | ChartCard
    | GiftCard
    | TestCard
    | ImageCard
)


KINDS: dict[str, type[Card]] = {
    "cover": CoverCard,
    "question": QuestionCard,
    "question_group": QuestionGroupCard,
    "agenda": AgendaCard,
    "speaker": SpeakerCard,
    "countdown": CountdownCard,
    "break": BreakCard,
    "notice": NoticeCard,
    "conclusion": ConclusionCard,
    "chart": ChartCard,
    "gift": GiftCard,
    "test": TestCard,
    "image": ImageCard,
}


def kind_of(card: Card) -> str:
    """Tag of the card in JSON."""
    return next(kind for kind, made in KINDS.items() if made is type(card))


def to_json(card: Card) -> str:
    """Canonical text: equal cards give equal texts, so that stored pictures can be compared as strings."""
    record = {"kind": kind_of(card), "version": VERSION, **_plain_fields(card)}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@lru_cache(maxsize=64)
def from_json(text: str) -> Card:
    """Make the card again; ValueError for a kind, version, field or type to_json would not have written.

    Cards are frozen: the same text gives the same one.
    """
    try:
        raw = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as deep:
        raise ValueError("nested too deeply") from deep
    if not isinstance(raw, dict) or raw.pop("version", None) != VERSION:
        raise ValueError("not a card of this version")
    made = KINDS.get(str(raw.pop("kind", None)))
    if made is None:
        raise ValueError("unknown kind of card")
    try:
        return _record(made, raw)
    except TypeError as wrong:
        raise ValueError(str(wrong)) from wrong


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a figure")


_known_hints: dict[object, dict[str, object]] = {}


def _hints(made: type[PublicRecord]) -> dict[str, object]:
    if made not in _known_hints:
        _known_hints[made] = get_type_hints(made)
    return _known_hints[made]


def _choices(hint: object) -> tuple[object, ...]:
    return get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)


def _holds(value: object, hint: object) -> bool:
    """Whether the value is exactly of the declared type: no subclass, no naive time, no NaN."""
    if get_origin(hint) is tuple:
        return type(value) is tuple and all(_holds(each, get_args(hint)[0]) for each in value)
    if get_origin(hint) is Literal:
        return type(value) is str and value in get_args(hint)
    if len(_choices(hint)) > 1:
        return any(_holds(value, choice) for choice in _choices(hint))
    if hint is float:
        return type(value) in {int, float} and isfinite(value)  # type: ignore[arg-type]  # the set says so
    return type(value) is hint and not (isinstance(value, datetime) and value.tzinfo is None)


def _plain_fields(record: PublicRecord) -> dict[str, Json]:
    hints = _hints(type(record))
    return {name: _plain(getattr(record, name), hint) for name, hint in hints.items()}


def _plain(value: object, hint: object) -> Json:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each, get_args(hint)[0]) for each in value]
    if isinstance(value, PublicRecord):
        return _plain_fields(value)
    if hint is float and isinstance(value, int):
        return float(value)
    assert value is None or isinstance(value, str | int | float)
    return value


def _record(made: type[_Record], raw: object) -> _Record:
    """Make the record; its constructor raises TypeError if a field is missing, unknown or wrong."""
    if not isinstance(raw, dict):
        raise TypeError(f"{made.__name__} must be an object")
    hints = _hints(made)
    return made(**{name: _value(value, hints.get(name)) for name, value in raw.items()})


def _value(raw: object, hint: object) -> object:
    """Turn JSON into the type of the field; what does not fit is left for the record itself to refuse."""
    if get_origin(hint) is tuple and isinstance(raw, list):
        return tuple(_value(each, get_args(hint)[0]) for each in raw)
    choices = _choices(hint)
    if datetime in choices and isinstance(raw, str):
        return datetime.fromisoformat(raw)
    if isinstance(hint, type) and issubclass(hint, PublicRecord):
        return _record(hint, raw)
    return raw
