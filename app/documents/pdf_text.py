"""Head, titles, paragraphs and signature area as pieces. Positions follow form.py; tables stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents import form
from app.documents.blocks import (
    AnnexHead,
    Heading,
    LetterHead,
    Paragraph,
    Recipients,
    Run,
    SignatureArea,
    Signer,
    Title,
)
from app.documents.pdf_fonts import (
    BOLD,
    BOLD_ITALIC,
    ITALIC,
    REGULAR,
    Face,
    face_of,
    printable,
    width,
)
from app.documents.pdf_lines import Line, balanced, break_lines, justify, words_of
from app.documents.pdf_pieces import Ink, Piece, Stroke

ASCENT = 0.891
"""Height of Tinos above the base line as a share of its size (its hhea table)."""

_TITLE_SPACE = 18.0
_HEADING_SPACE = 8.0
_RULE_GAP = 5.0


def centred(text: str, face: Face, size: float, middle: float, y: float) -> Ink:
    """One line around middle; text is taken as it is, no breaking."""
    text = printable(text)
    return Ink(middle - width(text, face, size) / 2, y, face, size, text)


def rule(middle: float, length: float, y: float) -> Stroke:
    return Stroke(middle - length / 2, y, middle + length / 2, y)


def centred_lines(
    text: str, face: Face, size: float, middle: float, room: float, top: float
) -> tuple[list[Ink], float, float]:
    """Balanced lines around middle from top down: ink, bottom edge, width of the longest line."""
    inks: list[Ink] = []
    widest = 0.0
    step = form.tight_leading(size)
    for part in text.split("\n"):
        for line in balanced(words_of([(face, part)], size), size, room):
            widest = max(widest, line.width)
            inks += line_inks(line, middle - line.width / 2, top + size * ASCENT, size)
            top += step
    return inks, top, widest


def _as_it_is(text: str, face: Face, size: float, middle: float, room: float, y: float) -> list[Ink]:
    """A line around middle with its own wide spaces, its base line at y; broken only where it is wider than room."""
    if width(printable(text), face, size) <= room:
        return [centred(text, face, size, middle, y)]
    return centred_lines(text, face, size, middle, room, y - size * ASCENT)[0] or [centred("", face, size, middle, y)]


def line_inks(line: Line, x: float, y: float, size: float, stretch: float = 0.0) -> Iterator[Ink]:
    for face, text in line.fragments:
        yield Ink(x, y, face, size, text, stretch)
        if len(line.fragments) > 1:
            x += width(text, face, size) + stretch * (text.count(" ") + text.count("\N{NO-BREAK SPACE}"))


def letter_head(block: LetterHead, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    """Boxes 1-4 as one piece of two columns; number and date stand on one base line."""
    left_width, right_width = (room * column / sum(sizes.head_columns) for column in sizes.head_columns)
    left, right = left_width / 2, left_width + right_width / 2
    step = form.tight_leading(sizes.national_title)
    first = sizes.national_title * ASCENT
    inks: list[Ink] = []
    strokes: list[Stroke] = []
    y, widest = first, 0.0
    for lines, face in ((block.parent, REGULAR), (block.organ, BOLD)):
        for text in lines:
            for line in balanced(words_of([(face, text)], sizes.organ), sizes.organ, left_width - 6):
                inks += line_inks(line, left - line.width / 2, y, sizes.organ)
                widest = line.width
                y += step
    if block.mark:
        inks += _as_it_is(block.mark, BOLD, sizes.organ, left, left_width - 6, y)
        bottom = max(ink.y for ink in inks)
    else:
        bottom = y - step + _RULE_GAP
        strokes.append(rule(left, widest * form.ORGAN_RULE, bottom))
    title = _as_it_is(block.title, BOLD, sizes.national_title, right, right_width, first)
    last, last_y, size = block.title, title[-1].y, sizes.national_title
    if block.motto:
        size = sizes.motto
        motto = _as_it_is(block.motto, BOLD, size, right, right_width, last_y + form.tight_leading(size))
        last, last_y = block.motto, motto[-1].y
        title += motto
    inks += title
    strokes.append(rule(right, min(width(last, BOLD, size), right_width) * form.MOTTO_RULE, last_y + _RULE_GAP))
    bottom = max(bottom, last_y + _RULE_GAP)
    if block.number or block.place_and_date:
        y = bottom + sizes.place_and_date * ASCENT + 6
        dated = _as_it_is(block.number, REGULAR, sizes.number, left, left_width - 6, y) if block.number else []
        if block.place_and_date:
            dated += _as_it_is(block.place_and_date, ITALIC, sizes.place_and_date, right, right_width, y)
        inks += dated
        bottom = max(ink.y for ink in dated) + sizes.place_and_date * 0.25
    yield Piece(bottom, tuple(inks), tuple(strokes), keep_with_next=True)


def title(block: Title, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    inks, bottom, widest = centred_lines(block.kind, BOLD, sizes.kind, room / 2, room, 0.0)
    strokes: list[Stroke] = []
    if block.subject:
        more, bottom, widest = centred_lines(
            block.subject,
            BOLD,
            sizes.subject,
            room / 2,
            room - 2 * form.FIRST_LINE_INDENT * form.MM,
            bottom + 2,
        )
        inks += more
        strokes.append(rule(room / 2, widest * form.SUBJECT_RULE, bottom + _RULE_GAP))
        bottom += _RULE_GAP
    yield Piece(
        bottom + 4,
        tuple(inks),
        tuple(strokes),
        space_before=_TITLE_SPACE,
        keep_with_next=True,
        bookmark=(0, block.kind.capitalize() if block.kind.isupper() else block.kind),
    )


def annex_head(block: AnnexHead, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    inks, bottom, _ = centred_lines(block.label, BOLD, form.ANNEX_LABEL_SIZE, room / 2, room, 0.0)
    more, bottom, widest = centred_lines(block.title, BOLD, sizes.annex_title, room / 2, room * 0.86, bottom + 1)
    inks += more
    if block.attached:
        more, bottom, widest = centred_lines(block.attached, ITALIC, sizes.annex_attached, room / 2, room, bottom + 1)
        inks += more
    stroke = rule(room / 2, widest * form.SUBJECT_RULE, bottom + _RULE_GAP)
    yield Piece(
        bottom + _RULE_GAP + 8,
        tuple(inks),
        (stroke,),
        keep_with_next=True,
        bookmark=(0, f"{block.label}. {block.title}"),
    )


def heading(block: Heading, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    runs = (Run(block.text, bold=True),)
    for place, piece in enumerate(_paragraph(runs, sizes.body, room, indent=True)):
        if place:
            yield piece.kept()
        else:
            bookmark = (block.level, block.text)
            yield replace(piece, space_before=_HEADING_SPACE, bookmark=bookmark, keep_with_next=True)


def paragraph(block: Paragraph, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    """Every line feed starts a paragraph of its own, so that answers of several paragraphs keep them."""
    for runs in _split_at_line_feeds(block.runs):
        for piece in _paragraph(runs, sizes.body, room, indent=block.indent):
            yield piece.kept() if block.keep_with_next else piece


def _split_at_line_feeds(runs: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    current: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        current.append(replace(run, text=first))
        for text in others:
            yield tuple(current)
            current = [replace(run, text=text)]
    yield tuple(current)


def _paragraph(runs: Sequence[Run], size: float, room: float, *, indent: bool) -> Iterator[Piece]:
    """One piece per line; the first two and the last two lines stay together."""
    start = form.FIRST_LINE_INDENT * form.MM if indent else 0.0
    words = words_of([(face_of(run.bold, run.italic), run.text) for run in runs], size)
    lines = justify(words, size, room - start, room)
    step = form.leading(size)
    base = (step - form.tight_leading(size)) / 2 + size * ASCENT
    widest_stretch = (form.WIDEST_GAP_IN_SPACES - 1) * width(" ", REGULAR, size)
    last = len(lines) - 1
    for place, line in enumerate(lines):
        x = 0.0 if place else start
        stretch = (room - x - line.width) / line.gaps if line.gaps and not line.is_last else 0.0
        yield Piece(
            step,
            tuple(line_inks(line, x, base, size, stretch if stretch <= widest_stretch else 0.0)),
            space_before=0.0 if place else form.PARAGRAPH_SPACE_PT,
            keep_with_next=place < last and (place < form.FEWEST_LINES_TOGETHER - 1 or place == last - 1),
        )


def signature_area(block: SignatureArea, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    """Signers in equal columns; a single one stands right, the recipients left on the line of the authority.

    Recipients that would make it higher than about half a page run on below, line by line.
    """
    beside = len(block.signers) == 1 and block.recipients is not None
    columns = max(2, len(block.signers))
    inks: list[Ink] = []
    bottom = 0.0
    for place, signer in enumerate(block.signers):
        middle = room * (0.75 if len(block.signers) == 1 else (place + 0.5) / columns)
        ink, low = _signer(signer, sizes, middle, room / columns - 8)
        inks += ink
        bottom = max(bottom, low)
    rest: list[Piece] = []
    if block.recipients is not None:
        lines = list(_recipients(block.recipients, sizes, room / 2 - 12 if beside else room))
        top = 0.0 if beside else bottom + 10
        for count, line in enumerate(lines):
            if top + line.height > max(bottom, 360):
                rest = lines[count:]
                break
            inks += [ink._replace(y=ink.y + top) for ink in line.inks]
            top += line.height
        bottom = max(bottom, top)
    yield Piece(bottom, tuple(inks), space_before=14.0)
    yield from rest


def _signer(signer: Signer, sizes: form.SizeSet, middle: float, room: float) -> tuple[list[Ink], float]:
    inks: list[Ink] = []
    y = 0.0
    for text in signer.lines:
        more, y, _ = centred_lines(text, BOLD, sizes.signature, middle, room, y)
        inks += more
    more, bottom, _ = centred_lines(signer.name, BOLD, sizes.signature, middle, room, y + form.SIGNATURE_SPACE_PT)
    return inks + more, bottom


def _recipients(block: Recipients, sizes: form.SizeSet, room: float) -> Iterator[Piece]:
    """Set the label, its base line that of the signer's authority, then the lines of each recipient."""
    size = form.RECIPIENTS_LABEL_SIZE
    label = Ink(0.0, sizes.signature * ASCENT, BOLD_ITALIC, size, printable(block.label))
    yield Piece(form.tight_leading(sizes.signature), (label,))
    size = form.RECIPIENTS_SIZE
    for text in block.lines:
        for line in break_lines(words_of([(REGULAR, text)], size), size, room):
            yield Piece(form.tight_leading(size), tuple(line_inks(line, 0.0, size * ASCENT, size)))
