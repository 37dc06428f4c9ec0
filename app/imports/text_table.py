"""Text files and pasted text: the encoding, the delimiter, the cells. Legacy font encodings are only decoded here."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

from app.domain.import_preview import ImportRefusedError, Refusal
from app.imports import legacy_text
from app.imports.checks import MOST_COLUMNS, MOST_ROWS

ENCODINGS = ("utf-8-sig", "utf-16", "cp1258", "latin-1")
"""What a person may choose from; the first two are found with certainty, the last keeps every byte of an old font."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = "\t;,"
_FIELD = 20 << 20


def read_file(path: Path, encoding: str = "") -> tuple[list[list[str]], str]:
    """Rows, and the encoding that was used. Errors: ImportRefusedError."""
    content = path.read_bytes()
    text, used = decode(content, encoding, path.name)
    return _rows(text, path.name, prose=path.suffix.lower() == ".txt"), used


def read_pasted(text: str) -> list[list[str]]:
    """Spreadsheets copy cells with tabs between; anything else is lines."""
    if "\t" in text:
        return _cells(text, "\t", "")
    return [[line] for line in text.splitlines()]


def decode(content: bytes, encoding: str = "", file: str = "") -> tuple[str, str]:
    """Text and encoding: byte order mark, NULs of UTF-16, strict UTF-8, then windows-1258 or a legacy font's 8 bits.

    windows-1258 gives base letters and combining tones; cleaning composes them.
    """
    used = encoding or _found(content)
    try:
        text = content.decode(used)
    except (UnicodeDecodeError, LookupError) as error:
        raise ImportRefusedError(Refusal.DAMAGED, file=file) from error
    if text.count("\0") > len(text) // 100:
        raise ImportRefusedError(Refusal.DAMAGED, file=file)
    return text, used


def _found(content: bytes) -> str:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return name
    head = content[:4000]
    if head.count(0) > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    composed = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    as_latin = content.decode("cp1252", "replace")
    if legacy_text.vietnamese_share(composed) < 0.8 and legacy_text.find_legacy([as_latin]):
        # Latin-1 keeps every byte, also the five that windows-1252 leaves out.
        return "latin-1"
    return "cp1258"


def _rows(text: str, file: str, *, prose: bool) -> list[list[str]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    counts = {mark: first.count(mark) for mark in _DELIMITERS}
    if prose and not counts["\t"]:
        return [[line] for line in text.splitlines()]
    # The first line may be a title: the delimiter of the whole text is the one most lines have.
    lines = text.splitlines()[:50]
    best = max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines) + counts[mark] / 1000)
    return _cells(text, best, file)


def _cells(text: str, delimiter: str, file: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise ImportRefusedError(Refusal.TOO_MANY_CELLS, file=file)
    except csv.Error as error:
        raise ImportRefusedError(Refusal.DAMAGED, file=file) from error
    return rows
