"""A document as a clean web page for a portal: plain elements, no style, no script. Typed text is escaped here only."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.documents.blocks import Block, Document, Heading, Paragraph, Row, RowKind, Run, Table, Title
from app.documents.docx_text import plain_text
from app.documents.marks import mark

_PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
"""


def render(document: Document, *, draft: bool = False, rehearsal: bool = False) -> str:
    """Make the page. Heads, signatures and charts are no part of what a portal shows and are left out."""
    stamp = mark(draft=draft, rehearsal=rehearsal)
    lines = [f"<p><strong>{stamp}</strong></p>"] if stamp else []
    body = "\n".join([*lines, *(line for block in document.blocks for line in _lines(block))])
    return _PAGE.format(title=_text(document.title), body=body)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title():
            yield f"<h1>{_text(block.kind)}</h1>"
            if block.subject:
                yield f"<p><strong>{_text(block.subject)}</strong></p>"
        case Heading():
            yield f"<h{block.level + 1}>{_text(block.text)}</h{block.level + 1}>"
        case Paragraph():
            yield f"<p>{''.join(map(_run, block.runs))}</p>"
        case Table():
            yield from _table(block)
        case _:
            pass


def _table(block: Table) -> Iterator[str]:
    yield "<table>"
    yield "<thead><tr>" + "".join(f"<th>{_text(column.title)}</th>" for column in block.columns) + "</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        yield _row(row, len(block.columns))
    yield "</tbody>"
    yield "</table>"


def _row(row: Row, columns: int) -> str:
    if row.kind is RowKind.TOTAL:
        return f'<tr><th colspan="{columns}">{_text(row.cells[0])}</th></tr>'
    if row.kind is RowKind.GROUP:
        return f'<tr><th>{_text(row.cells[0])}</th><th colspan="{columns - 1}">{_text(row.cells[1])}</th></tr>'
    return "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row.cells) + "</tr>"


def _run(run: Run) -> str:
    text = _text(run.text)
    text = f"<em>{text}</em>" if run.italic else text
    return f"<strong>{text}</strong>" if run.bold else text


def _text(text: str) -> str:
    """Escaped, line feeds as line breaks."""
    return escape(plain_text(text)).replace("\n", "<br>")
