"""The small language in which a form is described: its fields, their kinds and what may be chosen. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from app.conference import Database
from app.domain.records import dataclass

Values = dict[str, object]
"""A record as a form holds it: value by field name. Parts of a deadline are named due.text, due.on, due.precision."""


class Kind(StrEnum):
    """What is typed or chosen. The value: str, unless said otherwise.

    DAY: date or None. COUNT: int. SECONDS: int, typed as minutes:seconds. METRES: int, decimetres.
    CHOICE: an Option's value or None. CHOICES: a tuple of them in order. NAME: Named (chosen or typed freely).
    PRESET: nothing; choosing fills other fields. FLAGS: a tuple of values. SWITCH: bool.
    """

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    CLOCK = "clock"
    COUNT = "count"
    SECONDS = "seconds"
    METRES = "metres"
    CHOICE = "choice"
    CHOICES = "choices"
    NAME = "name"
    PRESET = "preset"
    FLAGS = "flags"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen. detail tells namesakes apart; aliases are further names it is found by."""

    value: object
    text: str
    detail: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A name that was typed; id where it was chosen from the list instead."""

    text: str = ""
    id: int | None = None


OptionsOf = Callable[[Database], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    width: share of the row in twelfths; fields that fit stand beside each other. lines: height of a TEXT.
    none_text: the first choice of a CHOICE that may stay open, empty if something must be chosen.
    stays: the next new row begins with the value of the one before.
    fills: what a choice, or the words of a LINE once it is left, put into other fields.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    options: OptionsOf | None = None
    width: int = 12
    lines: int = 3
    hint: str = ""
    none_text: str = ""
    stays: bool = False
    fills: Callable[[Database, object], Values] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading, which may be empty. is_private: never on paper or on the screen of the hall."""

    title: str
    fields: tuple[Field, ...]
    is_private: bool = False


def fields_of(sections: Sequence[Section]) -> tuple[Field, ...]:
    return tuple(field for section in sections for field in section.fields)
