"""Elements of running text in a Word file. Typed text becomes the text of an element here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from app.documents.blocks import Run
from app.documents.docx_styles import EMPHASIS, STRONG, STRONG_EMPHASIS
from app.domain.text import nfc

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def plain_text(text: str) -> str:
    """Text as a Word file may hold it: NFC, no control or bidirectional characters; Word finds a font for the rest."""
    return nfc(text).replace("\t", " ")


def child(parent: BaseOxmlElement | None, tag: str, **attributes: str) -> BaseOxmlElement:
    """Make an element with w: attributes, at the end of parent if there is one."""
    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), value)
    if parent is not None:
        parent.append(found)
    return found


def paragraph(style: str, runs: Iterable[Run]) -> BaseOxmlElement:
    """Make a paragraph of a named style; bold and italic stretches are named character styles."""
    found = child(None, "w:p")
    child(child(found, "w:pPr"), "w:pStyle", val=style)
    for run in runs:
        text = plain_text(run.text).replace("\n", " ")
        if not text:
            continue
        element = child(found, "w:r")
        named = _character_style(run)
        if named:
            child(child(element, "w:rPr"), "w:rStyle", val=named)
        holder = child(element, "w:t")
        holder.text = text
        holder.set(_SPACE, "preserve")
    return found


def _character_style(run: Run) -> str:
    if run.bold:
        return STRONG_EMPHASIS if run.italic else STRONG
    return EMPHASIS if run.italic else ""
