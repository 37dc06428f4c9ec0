"""What an import would write, before it writes anything: rows with a state, problems by cell, what a person decided.

Knows no file format and no words; the sentences are in app.imports.words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from app.domain.ids import EventId
from app.domain.records import dataclass


class ImportKind(StrEnum):
    """The list a table is read as."""

    QUESTIONS = "questions"
    ROSTER = "roster"
    AGENDA = "agenda"
    AGENCIES = "agencies"
    ANSWERS = "answers"


class Field(StrEnum):
    """What a column may hold; each kind of import uses some of them."""

    NUMBER = "number"
    HONORIFIC = "honorific"
    NAME = "name"
    TITLE = "title"
    UNIT = "unit"
    SITE = "site"
    TOPIC = "topic"
    TEXT = "text"
    SHORT_TEXT = "short_text"
    AGENCY = "agency"
    SUPPORTS = "supports"
    CHANNEL = "channel"
    ROLE = "role"
    GROUP = "group"
    BIRTH_YEAR = "birth_year"
    PHONE = "phone"
    EMAIL = "email"
    NOTE = "note"
    START = "start"
    MINUTES = "minutes"
    KIND = "kind"
    RESPONSIBLE = "responsible"
    SHORT_NAME = "short_name"
    CODE = "code"
    ALIASES = "aliases"
    RANK = "rank"
    PARENT = "parent"
    KEYWORDS = "keywords"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    SUCCESSOR = "successor"
    RESPONDENT = "respondent"


class RowState(StrEnum):
    """What would become of a row."""

    ERROR = "error"
    DUPLICATE = "duplicate"
    UPDATE = "update"
    NEW = "new"


class ProblemKind(StrEnum):
    """What is wrong with one cell."""

    UNKNOWN_AGENCY = "unknown_agency"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_WORD = "unknown_word"
    MISSING = "missing"
    BAD_DAY = "bad_day"
    BAD_NUMBER = "bad_number"
    BAD_TIME = "bad_time"
    FORMULA = "formula"
    LEGACY_TEXT = "legacy_text"


class Legacy(StrEnum):
    """Encodings that lie in fonts: the letters on screen are not those in the file."""

    TCVN3 = "tcvn3"
    VNI = "vni"


class Refusal(StrEnum):
    """Why a file is not read at all; nothing was written."""

    MISSING = "missing"
    NO_ACCESS = "no_access"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_MEMBERS = "too_many_members"
    TOO_DENSE = "too_dense"
    TOO_MANY_CELLS = "too_many_cells"
    LONG_CELL = "long_cell"
    BAD_NAMES = "bad_names"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_TYPE = "unknown_type"
    DAMAGED = "damaged"
    ENTITIES = "entities"
    MACROS = "macros"
    LINKS = "links"
    PASSWORD = "password"  # noqa: S105  # a file with a password, not the password
    NO_TABLE = "no_table"
    NO_HEADER = "no_header"
    TOO_HEAVY = "too_heavy"


class ImportRefusedError(Exception):
    """The file cannot be taken in; the person can act. facts: file, cell, type."""

    def __init__(self, code: Refusal, **facts: str) -> None:
        super().__init__(f"{code.value} {facts}" if facts else code.value)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[object, ...]:
        """Errors come back from the child process."""
        return _refused, (self.code, self.facts)


def _refused(code: Refusal, facts: dict[str, str]) -> ImportRefusedError:
    return ImportRefusedError(code, **facts)


@dataclass(frozen=True, slots=True)
class Problem:
    """cell: its address in the sheet ("D14"). text: what stands there. nearest: ids of agencies it may mean.

    A problem that is not blocking is told and imported all the same.
    """

    kind: ProblemKind
    cell: str
    field: Field
    text: str = ""
    nearest: tuple[int, ...] = ()
    is_blocking: bool = True


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of the sheet, by its number there. values: cleaned words; links: ids they were found to mean.

    target_id: the stored row that would be updated, or that this one repeats; target_number: the visible number of
    that question. same_as_row: an earlier row of the same sheet that it repeats. is_merged: a person said that it is
    to be taken in and merged with what it repeats.
    """

    number: int
    state: RowState
    values: Mapping[Field, str]
    links: Mapping[Field, tuple[int, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    target_id: int = 0
    target_number: int = 0
    same_as_row: int = 0
    is_merged: bool = False
    is_left: bool = False

    @property
    def is_written(self) -> bool:
        """Whether the import takes this row in."""
        return not self.is_left and (self.state in {RowState.NEW, RowState.UPDATE} or self.is_merged)

    def link(self, of: Field) -> int | None:
        found = self.links.get(of, ())
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person settled in the preview; applied anew each time the preview is made.

    agencies: folded name as written -> agency id, or 0 for "a new agency of this name". merged, kept, left: row
    numbers to merge with what they repeat, to take in although they repeat, to leave out. corrections: other words for
    a cell. convert: the person consented to have legacy text converted; keep_legacy: it is no legacy text.
    """

    agencies: Mapping[str, int] = field(default_factory=dict)
    merged: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    corrections: Mapping[tuple[int, Field], str] = field(default_factory=dict)
    convert: bool = False
    keep_legacy: bool = False


NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """at_event: the newest event when it was made; what it rests on may not have changed since.

    new_aliases: spellings (agency id, as written) the person tied to an agency; new_agencies: names to be added.
    written: the rows to be taken in. tally: how many of each state are (True) and are not (False) among them; both are
    made with the preview, beside the console, which asks for them again and again.
    """

    kind: ImportKind
    source: str
    rows: tuple[ImportRow, ...]
    at_event: EventId
    new_aliases: tuple[tuple[int, str], ...] = ()
    new_agencies: tuple[str, ...] = ()
    written: tuple[ImportRow, ...] = field(init=False, repr=False, compare=False)
    tally: Counter[tuple[RowState, bool]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "written", tuple(row for row in self.rows if row.is_written))
        object.__setattr__(self, "tally", Counter((row.state, row.is_written) for row in self.rows))

    def count(self, state: RowState) -> int:
        return self.tally[state, True] + self.tally[state, False]
