"""Tables and paragraphs of a .docx, and hidden columns of an .xlsx, read from the parts of the package themselves.

The package was checked before (app.imports.checks): no document type, no entities, bounded sizes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Tree

from app.domain.import_preview import ImportRefusedError, Refusal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COL = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE = re.compile(rb'\b(min|max|hidden)="(\w+)"')


def tables(path: Path) -> list[list[list[str]]]:
    """Cells of every top table. A cell merged over rows stands in each; one merged over columns in the first."""
    body = _body(path)
    return [_table(table) for table in body.findall(f"{_W}tbl")]


def paragraphs(path: Path) -> list[str]:
    """Lines of the text outside of tables, empty ones left out."""
    lines = (_text(paragraph) for paragraph in _body(path).findall(f"{_W}p"))
    return [line for line in lines if line.strip()]


def lines(path: Path) -> list[str]:
    """All lines in their order, also those inside tables (the head and the signatures of a paper stand in one)."""
    found = (_text(paragraph) for paragraph in _body(path).iter(f"{_W}p"))
    return [line for line in found if line.strip()]


def hidden_columns(path: Path, place: int) -> frozenset[int]:
    """Columns (from 0) that the sheet at this place hides; parts named otherwise than usual tell nothing."""
    try:
        with zipfile.ZipFile(path) as package, package.open(f"xl/worksheets/sheet{place + 1}.xml") as part:
            head = part.read(64 << 10)
    except (KeyError, zipfile.BadZipFile, OSError):
        return frozenset()
    hidden: set[int] = set()
    for tag in _COL.findall(head):
        found: dict[bytes, bytes] = dict(_ATTRIBUTE.findall(tag))
        if found.get(b"hidden") in {b"1", b"true"} and b"min" in found:
            first, last = int(found[b"min"]), int(found.get(b"max", found[b"min"]))
            hidden.update(range(first - 1, min(last, 64)))
    return frozenset(hidden)


def _body(path: Path) -> Tree.Element:
    try:
        with zipfile.ZipFile(path) as package:
            content = package.read("word/document.xml")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise ImportRefusedError(Refusal.ENTITIES, file=path.name)
        body = Tree.fromstring(content).find(f"{_W}body")  # noqa: S314  # no document type: no entities to expand
    except (KeyError, zipfile.BadZipFile, Tree.ParseError, OSError) as error:
        raise ImportRefusedError(Refusal.DAMAGED, file=path.name) from error
    if body is None:
        raise ImportRefusedError(Refusal.DAMAGED, file=path.name)
    return body


def _table(table: Tree.Element) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in table.findall(f"{_W}tr"):
        above = rows[-1] if rows else []
        cells: list[str] = []
        for cell in row.findall(f"{_W}tc"):
            span, merged = _merge(cell)
            if merged == "continue":
                text = above[len(cells)] if len(cells) < len(above) else ""
            else:
                text = "\n".join(_text(paragraph) for paragraph in cell.findall(f"{_W}p"))
            cells += [text, *[""] * (span - 1)]
        rows.append(cells)
    return rows


def _merge(cell: Tree.Element) -> tuple[int, str]:
    """Columns it takes, and "continue" where it goes on from the row above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    count = span.get(f"{_W}val", "1") if span is not None else "1"
    kind = merge.get(f"{_W}val", "continue") if merge is not None else ""
    return min(int(count), 64) if count.isdigit() else 1, kind


def _text(paragraph: Tree.Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Tree.Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield " "
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
