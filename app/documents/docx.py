"""A document of blocks as a Word file that can be edited like a hand-made one: named styles, nothing set by hand.

docx_styles.py holds the styles, docx_tables.py what stands in cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from app.documents import form
from app.documents.blocks import (
    AnnexHead,
    BarChart,
    Block,
    Cards,
    Document,
    Heading,
    LetterHead,
    PageBreak,
    Paragraph,
    Part,
    Run,
    SignatureArea,
    Table,
    Title,
)
from app.documents.docx_styles import (
    LANGUAGE,
    TWIP,
    add_style,
    body_style,
    install,
    paragraph_styles,
    rule_style,
)
from app.documents.docx_tables import bar_table, card_table, data_table, side_by_side
from app.documents.docx_text import child, paragraph, plain_text
from app.documents.marks import mark
from app.documents.pdf_fonts import BOLD, width
from app.documents.pdf_lines import balanced, words_of

_HEADER_MM = 7.2
"""Upper edge of the page number, so that it stands in the middle of the top margin (Annex I, I.7)."""


def render(document: Document, *, draft: bool = False, rehearsal: bool = False) -> bytes:
    """Make the file. draft and rehearsal print "DỰ THẢO" and "DIỄN TẬP" in the head of every page."""
    word = docx.Document()
    sizes = document.sizes
    install(word, paragraph_styles(sizes))
    _describe(word, document)
    writer = _Writer(word, sizes)
    writer.write(document.parts, mark(draft=draft, rehearsal=rehearsal))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    """Title, author, language; the dates of the empty document are no dates of this paper."""
    about = word.core_properties
    about.title, about.author = plain_text(document.title)[:255], plain_text(document.author)[:255]
    about.language, about.comments, about.last_modified_by = LANGUAGE, "", about.author
    for element in list(about._element):  # noqa: SLF001 python-docx can set these dates, but not drop them
        if element.tag.rpartition("}")[2] in {"created", "modified"}:
            about._element.remove(element)  # noqa: SLF001


class _Writer:
    """Appends blocks to the body; rules under heads get a style each time their length is new."""

    def __init__(self, word: WordDocument, sizes: form.SizeSet) -> None:
        self.word = word
        self.sizes = sizes
        self.body = word.element.body
        self.last_section = self.body[-1]
        self.body.remove(self.last_section)
        self.rules: dict[tuple[float, float], str] = {}
        self.room = 0.0
        self.break_before = False

    def write(self, parts: tuple[Part, ...], stamp: str) -> None:
        """Every part is a section that numbers its pages from 1."""
        references = self._headers(stamp)
        for place, part in enumerate(parts):
            self.room = form.text_width(part.landscape) * form.MM
            blocks = part.blocks
            for index, block in enumerate(blocks):
                signed = index + 1 < len(blocks) and isinstance(blocks[index + 1], SignatureArea)
                for element in self._elements(block, before_signature=signed):
                    self.body.append(element)
            section = _section(part, references if place == 0 else ())
            if place + 1 < len(parts):
                end = paragraph("PartEnd", ())
                end.pPr.append(section)
                self.body.append(end)
            else:
                self.body.append(paragraph("PartEnd", ()))
                self.body.append(section)

    def _headers(self, stamp: str) -> tuple[BaseOxmlElement, ...]:
        """The page number from page 2 on, and the mark on every page; made once, later sections inherit both."""
        self.body.append(self.last_section)
        section = self.word.sections[0]
        section.different_first_page_header_footer = True
        for header, numbered in ((section.first_page_header, False), (section.header, True)):
            header.is_linked_to_previous = False
            root = header._element  # noqa: SLF001 the paragraphs are built like all others
            for old in list(root):
                root.remove(old)
            if numbered or not stamp:
                line = paragraph("header", ())
                if numbered:
                    child(line, "w:fldSimple", instr="PAGE")
                root.append(line)
            if stamp:
                root.append(paragraph("Draft", (Run(stamp),)))
        self.body.remove(self.last_section)
        return tuple(e for e in self.last_section if e.tag.endswith("}headerReference"))

    def _elements(self, block: Block, *, before_signature: bool) -> Iterator[BaseOxmlElement]:  # noqa: C901, PLR0912 one case a block
        match block:
            case LetterHead():
                yield self._letter_head(block)
            case Title():
                yield self._own_line(paragraph("Title", (Run(block.kind),)))
                if block.subject:
                    room = self.room - 2 * form.FIRST_LINE_INDENT * form.MM
                    yield self._balanced("Subtitle", block.subject, self.sizes.subject, room)
                    yield self._rule_under(block.subject, self.sizes.subject, room)
            case Paragraph():
                style = body_style(indent=block.indent, keep=block.keep_with_next or before_signature)
                for runs in split_at_line_feeds(block.runs):
                    yield self._own_line(paragraph(style, runs))
            case Heading():
                yield self._own_line(paragraph(f"Heading{block.level}", (Run(block.text),)))
            case Table():
                yield paragraph("TableLead", ())
                yield data_table(block, self.room, self._picture)
                yield paragraph("PartEnd", ())
            case BarChart():
                yield paragraph("ChartTitle", (Run(block.title),))
                yield bar_table(block, self.room)
                yield paragraph("PartEnd", ())
            case Cards():
                yield card_table(block, self.room)
                yield paragraph("PartEnd", ())
            case SignatureArea():
                yield from self._signatures(block)
            case AnnexHead():
                yield from self._annex_head(block)
            case PageBreak():
                self.break_before = True
            case _:
                assert_never(block)

    def _picture(self, png: bytes, wide: float, description: str) -> BaseOxmlElement:
        """A picture in a line of its own; the same one is stored once."""
        inline = self.word.part.new_pic_inline(BytesIO(png), width=Pt(wide))
        inline.docPr.set("descr", plain_text(description).replace("\n", " "))
        found = paragraph("CellMiddle", ())
        child(child(found, "w:r"), "w:drawing").append(inline)
        return found

    def _own_line(self, element: BaseOxmlElement) -> BaseOxmlElement:
        """Start a new page with this paragraph if a page break stands before it."""
        if self.break_before:
            self.break_before = False
            run = child(element, "w:r")
            element.remove(run)
            child(run, "w:br", type="page")
            element.insert(1, run)
        return element

    def _lines(self, style: str, text: str) -> Iterator[BaseOxmlElement]:
        for line in text.split("\n"):
            yield self._own_line(paragraph(style, (Run(line),)))

    def _balanced(self, style: str, text: str, size: float, room: float) -> BaseOxmlElement:
        """A centred text broken into lines of about equal length, as a clerk does with Shift+Enter."""
        lines = [line for part in text.split("\n") for line in _as_balanced(part, size, room)] or [""]
        found = paragraph(style, (Run(lines[0]),))
        for line in lines[1:]:
            run = child(found, "w:r")
            child(run, "w:br")
            for text_run in paragraph(style, (Run(line),)).iterchildren(run.tag):
                found.append(text_run)
        return self._own_line(found)

    def _annex_head(self, block: AnnexHead) -> Iterator[BaseOxmlElement]:
        yield from self._lines("AnnexLabel", block.label)
        yield from self._lines("AnnexTitle", block.title)
        if block.attached:
            yield from self._lines("Attached", block.attached)
        yield self._rule_under(block.attached or block.title, self.sizes.annex_title, self.room)
        yield paragraph("PartEnd", ())

    def _rule_under(self, text: str, size: float, room: float) -> BaseOxmlElement:
        """The rule below a centred text, as long as the PDF draws it; room: width in points the text may take."""
        words = (words_of([(BOLD, part)], size) for part in text.split("\n"))
        longest = max((line.width for part in words for line in balanced(part, size, room)), default=0.0)
        return self._rule(longest * form.SUBJECT_RULE, self.room)

    def _rule(self, length: float, room: float) -> BaseOxmlElement:
        """An empty line whose lower edge is a rule of that length in the middle of room (points)."""
        side = round(max(room - length, 0.0) / 2, 1)
        if (side, room) not in self.rules:
            style = rule_style(len(self.rules) + 1, (side, side))
            add_style(self.word, style)
            self.rules[side, room] = style.key
        return paragraph(self.rules[side, room], ())

    def _letter_head(self, block: LetterHead) -> BaseOxmlElement:
        columns = self.sizes.head_columns
        left_room, right_room = (self.room * column / sum(columns) for column in columns)
        left = [paragraph("Parent", (Run(line),)) for line in block.parent]
        left += [paragraph("Organ", (Run(line),)) for line in block.organ]
        if block.mark:
            left.append(paragraph("Organ", (Run(block.mark),)))
        else:
            last = min(width(block.organ[-1], BOLD, self.sizes.organ), left_room - 6)
            left.append(self._rule(last * form.ORGAN_RULE, left_room))
        right = [paragraph("National", (Run(block.title),))]
        if block.motto:
            right.append(paragraph("Motto", (Run(block.motto),)))
        size = self.sizes.motto if block.motto else self.sizes.national_title
        right.append(self._rule(width(block.motto or block.title, BOLD, size), right_room))
        rows = [(left, right)]
        if block.number or block.place_and_date:
            date = (Run(block.place_and_date),) if block.place_and_date else ()
            rows.append(([paragraph("Number", (Run(block.number),))], [paragraph("PlaceDate", date)]))
        return side_by_side(rows, (left_room, right_room))

    def _signatures(self, block: SignatureArea) -> Iterator[BaseOxmlElement]:
        """One signer stands right of the recipients; several side by side above them."""
        yield paragraph("FootLead", ())
        signers = [
            [
                *(paragraph("Signer", (Run(line),)) for line in signer.lines),
                paragraph("SignatureRoom", ()),
                paragraph("SignerName", (Run(signer.name),)),
            ]
            for signer in block.signers
        ]
        recipients: list[BaseOxmlElement] = []
        if block.recipients is not None:
            recipients = [paragraph("Recipients", (Run(block.recipients.label),))]
            recipients += [paragraph("Recipient", (Run(line),)) for line in block.recipients.lines]
        columns = [recipients, *signers] if len(signers) == 1 else signers
        if columns:
            yield side_by_side([columns], (self.room / len(columns),) * len(columns))
        if len(signers) != 1 and recipients:
            yield paragraph("FootLead", ())
            yield from recipients


def _as_balanced(text: str, size: float, room: float) -> Iterator[str]:
    """Lines of about equal length, in the letters that were typed: Word has fonts for more than Tinos holds."""
    letters = iter(plain_text(text))
    for line in balanced(words_of([(BOLD, text)], size), size, room):
        wanted = sum(not char.isspace() for fragment in line.fragments for char in fragment.text)
        taken = ""
        while wanted:
            char = next(letters)
            taken += char
            wanted -= not char.isspace()
        yield taken.strip(" ")


def split_at_line_feeds(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """Every line feed starts a paragraph of its own."""
    current: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        current.append(Run(first, run.bold, run.italic))
        for text in others:
            yield tuple(current)
            current = [Run(text, run.bold, run.italic)]
    yield tuple(current)


def _section(part: Part, references: tuple[BaseOxmlElement, ...]) -> BaseOxmlElement:
    """Page, margins and numbering of one part; children in the order of the schema."""
    found = child(None, "w:sectPr")
    for reference in references:
        found.append(reference)
    child(found, "w:type", val="nextPage")
    page = (form.PAGE_WIDTH, form.PAGE_HEIGHT)
    wide, high = page[::-1] if part.landscape else page
    size = {"w": _mm(wide), "h": _mm(high)} | ({"orient": "landscape"} if part.landscape else {})
    child(found, "w:pgSz", **size)
    child(
        found,
        "w:pgMar",
        top=_mm(form.MARGIN_TOP),
        right=_mm(form.MARGIN_RIGHT),
        bottom=_mm(form.MARGIN_BOTTOM),
        left=_mm(form.MARGIN_LEFT),
        header=_mm(_HEADER_MM),
        footer=_mm(10),
        gutter="0",
    )
    if not part.goes_on:
        child(found, "w:pgNumType", start="1")
        child(found, "w:titlePg")
    return found


def _mm(millimetres: float) -> str:
    return str(round(millimetres * form.MM * TWIP))
