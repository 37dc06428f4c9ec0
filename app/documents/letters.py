"""Letters of a document that the paper's font has not: told before anybody prints, for they come out as squares."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import (
    AnnexHead,
    BarChart,
    Block,
    Cards,
    Document,
    Gap,
    Heading,
    LetterHead,
    Paragraph,
    SignatureArea,
    Table,
    Title,
)
from app.documents.pdf_fonts import missing_letters
from app.documents.wording import Wording

_MOST_NAMED = 12


def unprintable(document: Document) -> tuple[str, ...]:
    """Each letter once, sorted. Text by text: one call for a whole annex would keep every other thread waiting."""
    every = {text for block in document.blocks for text in texts_of(block)}
    return tuple(sorted({letter for text in every for letter in missing_letters(text)}))


def letter_gaps(words: Wording, document: Document) -> tuple[Gap, ...]:
    """One gap that names the letters, or none."""
    found = unprintable(document)
    if not found:
        return ()
    return (Gap("letters", words("unprintable", letters=" ".join(found[:_MOST_NAMED]))),)


def texts_of(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 one case a block
    """Every text of a block."""
    match block:
        case Paragraph() | Heading():
            yield block.text
        case Table():
            for row in block.rows:
                yield from row.cells
        case LetterHead():
            yield from (*block.parent, *block.organ, block.number, block.place_and_date)
        case Title():
            yield from (block.kind, block.subject)
        case AnnexHead():
            yield from (block.label, block.title, block.attached)
        case BarChart():
            yield from (bar.label for bar in block.bars)
        case Cards():
            yield from block.head
            for card in block.cards:
                yield from (card.code, *card.lines)
        case SignatureArea():
            for signer in block.signers:
                yield from (*signer.lines, signer.name)
            yield from block.recipients.lines if block.recipients else ()
        case _:
            return
