"""Reads a Word file back with python-docx, and knows what its text must be, letter for letter, from the blocks."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from app.documents.blocks import (
    AnnexHead,
    BarChart,
    Block,
    Cards,
    Document,
    Heading,
    LetterHead,
    Paragraph,
    SignatureArea,
    Table,
    Title,
)

BAR = "█"


def opened(data: bytes) -> WordDocument:
    return docx.Document(BytesIO(data))


def letters_of(word: WordDocument) -> str:
    """All letters of the body in order, without white space and the solid letters of bars."""
    texts = (node.text or "" for node in word.element.body.iter(qn("w:t")))
    return squeezed("".join(texts).replace(BAR, ""))


def squeezed(text: str) -> str:
    return "".join(text.split())


def source_letters(document: Document) -> str:
    """What the file must hold: the texts of the blocks as they stand side by side or below each other."""
    return squeezed("".join(text for block in document.blocks for text in _texts(block)))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case LetterHead():
            organ = (*block.parent, *block.organ, block.mark)
            yield from (*organ, block.title, block.motto, block.number, block.place_and_date)
        case Title():
            yield from (block.kind, block.subject)
        case Paragraph() | Heading():
            yield block.text
        case Table():
            yield from (column.title for column in block.columns)
            for row in block.rows:
                told = block.pictures_in if row.picture else None  # the words of a picture are not printed
                yield from (cell for place, cell in enumerate(row.cells) if place != told)
        case BarChart():
            yield block.title
            yield from (text for bar in block.bars for text in (bar.label, bar.text))
        case Cards():
            yield from (text for card in block.cards for text in (*block.head, card.code, *card.lines))
        case AnnexHead():
            yield from (block.label, block.title, block.attached)
        case SignatureArea():
            signers = [text for signer in block.signers for text in (*signer.lines, signer.name)]
            label = [block.recipients.label, *block.recipients.lines] if block.recipients else []
            yield from (*label, *signers) if len(block.signers) == 1 else (*signers, *label)
        case _:
            return


def direct_formatting(word: WordDocument) -> list[str]:
    """Every property that was set on a paragraph or a run instead of coming from its style."""
    found: list[str] = []
    for part in (word.element.body, *(s.header._element for s in word.sections)):
        for properties in part.iter(qn("w:rPr"), qn("w:pPr")):
            for setting in properties:
                name = setting.tag.rpartition("}")[2]
                if name not in {"rStyle", "pStyle", "sectPr"}:
                    found.append(f"{name} on {properties.getparent().tag.rpartition('}')[2]}")
    return found


def unknown_styles(word: WordDocument) -> set[str]:
    """Styles that are used but not there."""
    known = {style.get(qn("w:styleId")) for style in word.styles.element.iter(qn("w:style"))}
    used = word.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    return {node.get(qn("w:val")) for node in used} - known
