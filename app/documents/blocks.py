"""What a page says: frozen blocks without any layout number. Content modules make them, pdf.py sets them.

Every text is data, never markup: a "<b>" typed by somebody is printed as these three signs.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from app.documents import form
from app.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight and slope."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Boxes 1-4: the issuing organ left, the national title right.

    parent, organ: lines as they stand on paper. number, place_and_date: empty = not printed.
    title, motto: the right column; bodies of the Party and the Youth Union have their own. mark: a sign under the
    organ in place of its rule ("*").
    """

    parent: tuple[str, ...]
    organ: tuple[str, ...]
    number: str = ""
    place_and_date: str = ""
    title: str = form.NATIONAL_TITLE
    motto: str = form.MOTTO
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Box 5a: the kind of paper in capitals, its subject below, a rule under both."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified body text. A line feed in a run starts a new paragraph of the same kind.

    indent: first line indented. keep_with_next: never the last thing on a page.
    """

    runs: tuple[Run, ...]
    indent: bool = True
    keep_with_next: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A bold heading ("I. KHAI MẠC", "1. Câu số 01"); level 1 is the highest. It stays with what follows."""

    text: str
    level: int = 1


class Align(StrEnum):
    """How a column sets its cells."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; weight is its share of the width."""

    title: str
    weight: float
    align: Align = Align.LEFT


class RowKind(StrEnum):
    """An ordinary row; a group row (number, then bold text across); a total row (bold text across)."""

    PLAIN = "plain"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """PLAIN: one text per column. GROUP: number and title. TOTAL: one text. A line feed starts a new line.

    picture: a PNG in place of the text of the table's column of pictures; that text then describes it.
    """

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; its head is repeated on every page and rows may run over a page end.

    pictures_in: the column whose cells show the pictures of rows that have one.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    pictures_in: int = 0


def trimmed(table: Table, *places: int) -> Table:
    """Leave out those of the columns at places that no plain row has a word in; the others take their room."""
    plain_rows = [row for row in table.rows if row.kind is RowKind.PLAIN]
    empty = {place for place in places if plain_rows and not any(row.cells[place].strip() for row in plain_rows)}
    columns = tuple(column for place, column in enumerate(table.columns) if place not in empty)
    if not empty:
        return table

    def row(of: Row) -> Row:
        cells = tuple(cell for place, cell in enumerate(of.cells) if place not in empty)
        return Row(cells) if of.kind is RowKind.PLAIN else of

    return Table(columns, tuple(map(row, table.rows)))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length is value, its number as printed is text."""

    label: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Level bars under a title, each with its label before it and its number behind it."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A slip of paper to be cut out: a large code, then lines of text."""

    code: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """Four cards to an upright page; a text too long for its card goes on in the next one.

    head: small bold words at the top of every card: one cut out still says what it is.
    """

    cards: tuple[Card, ...]
    continued: str
    head: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """Boxes 7a-7c: authority and position as free lines, room for the signature, the name."""

    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """Box 9b: label and lines, each line with its dash and closing sign already in it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureArea:
    """The end of a paper. One signer: recipients left of it. Several: side by side, recipients below."""

    signers: tuple[Signer, ...]
    recipients: Recipients | None = None


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """Label ("Phụ lục I"), title in capitals, and what it is attached to in brackets (may be empty)."""

    label: str
    title: str
    attached: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page of the same part."""


Block = LetterHead | Title | Paragraph | Heading | Table | BarChart | Cards | SignatureArea | AnnexHead | PageBreak


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks whose pages are numbered together from 1: the paper itself, or one annex.

    goes_on: numbered on from the part before, as in a set of sheets.
    """

    blocks: tuple[Block, ...]
    landscape: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the paper needs and nobody has entered. key names the field ("chair", "question/3/site")."""

    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: title and author for the file's properties, its parts, and what is still missing from it.

    small_type, party_type: set in the smaller sizes of the decree, in those of papers of the Party.
    """

    title: str
    author: str
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...] = ()
    small_type: bool = False
    party_type: bool = False

    @property
    def sizes(self) -> form.SizeSet:
        if self.party_type:
            return form.PARTY
        return form.SMALL if self.small_type else form.LARGE

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for part in self.parts for block in part.blocks)


def plain(text: str, *, indent: bool = True, keep_with_next: bool = False) -> Paragraph:
    """Make a paragraph of one upright run."""
    return Paragraph((Run(text),), indent, keep_with_next)
