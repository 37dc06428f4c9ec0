"""What a page of the lists is made of. The pages themselves stand in pages_*.py, their order in all_pages.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from app.conference import Conference, Database
from app.domain.changes import Table
from app.domain.import_preview import ImportKind
from app.domain.records import dataclass
from ui.dialogs.fields import Section
from ui.dialogs.sources import Source


class PageKey(StrEnum):
    """Every page once."""

    FACTS = "facts"
    AGENDA = "agenda"
    SITES = "sites"
    AGENCIES = "agencies"
    PEOPLE = "people"
    TOPICS = "topics"
    QUESTIONS = "questions"
    PETITIONS = "petitions"
    PREPARED = "prepared"
    COMMITMENTS = "commitments"
    CONCLUSIONS = "conclusions"
    PARTICIPANTS = "participants"
    ATTENDANCE = "attendance"
    RECIPIENTS = "recipients"
    SIGNATURES = "signatures"
    MODULES = "modules"
    CHARTS = "charts"
    DUTIES = "duties"
    YOUTH_GROUPS = "youth_groups"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class PageColumn:
    """A column of the table; share: its part of the width."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a table pasted into a list may hold.

    titles: its columns in their order, the words that decide first; none: any table. take: the command for its rows.
    """

    titles: tuple[str, ...]
    take: Callable[[Conference, Sequence[Sequence[str]]], int]


@dataclass(frozen=True, slots=True)
class Page:
    """One list with its form. one: the word for a row ("điểm cầu").

    tables: what makes the page ask again, the table of its own rows first.
    is_single: one record, no table. in_live: may be used while the conference runs. split: sections in the left of two
    columns of the form, 0 for one column. advice: a line above the fields. imports: files and pasted tables go through
    the window of the import. pasted: a pasted table that is simply added. warned: what is doubtful about a row, by its
    id; it never keeps anybody from anything.
    """

    key: PageKey
    title: str
    one: str
    icon: str
    source: Source
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    columns: tuple[PageColumn, ...] = ()
    can_move: bool = False
    remove_text: str = "Xóa"
    is_single: bool = False
    in_live: bool = False
    split: int = 0
    advice: str = ""
    imports: ImportKind | None = None
    pasted: Pasted | None = None
    warned: Callable[[Database], Mapping[int, str]] | None = None
