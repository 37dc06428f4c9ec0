"""Points any printed paper must keep, with a head or without: its file, its letters, its tables. From the bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import BytesIO
from itertools import takewhile

import pypdf

from tests.support.pdf_measure import MM, Line, Page, measure

FilePoint = Callable[[bytes, list[Page]], Iterator[str]]
FILE_POINTS: dict[str, FilePoint] = {}


def file_point(check: FilePoint) -> FilePoint:
    FILE_POINTS[check.__name__] = check
    return check


def check_file(data: bytes) -> dict[str, list[str]]:
    """What is wrong, by point."""
    pages = measure(data)
    found = {name: list(wrong(data, pages)) for name, wrong in FILE_POINTS.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


@file_point
def language_is_vietnamese(data: bytes, _pages: list[Page]) -> Iterator[str]:
    language = pypdf.PdfReader(BytesIO(data)).root_object.get("/Lang")
    if language != "vi-VN":
        yield f"language {language!r}"


@file_point
def file_has_title_and_author(data: bytes, _pages: list[Page]) -> Iterator[str]:
    about = pypdf.PdfReader(BytesIO(data)).metadata
    if about is None or not about.title or not about.author:
        yield "no title or no author"


@file_point
def fonts_are_embedded(data: bytes, _pages: list[Page]) -> Iterator[str]:
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        fonts = page["/Resources"].get("/Font", {})  # type: ignore[attr-defined]
        for name in fonts:
            font = fonts[name].get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor.get_object():
                yield f"not embedded: {font['/BaseFont']}"


@file_point
def pages_are_a4(data: bytes, _pages: list[Page]) -> Iterator[str]:
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        sides = sorted((float(page.mediabox.width) / MM, float(page.mediabox.height) / MM))
        if abs(sides[0] - 210) > 0.2 or abs(sides[1] - 297) > 0.2:
            yield f"page of {sides[0]:.0f} x {sides[1]:.0f} mm"


@file_point
def no_page_is_empty(_data: bytes, pages: list[Page]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        if not any(line.y > 20 * MM for line in page.lines):
            yield f"page {number} is empty"


@file_point
def letters_are_whole(_data: bytes, pages: list[Page]) -> Iterator[str]:
    """One code point for each Vietnamese letter, no control characters among them."""
    for number, page in enumerate(pages, 1):
        text = "".join(letter.text for line in page.lines for letter in line.letters)
        if not unicodedata.is_normalized("NFC", text):
            yield f"page {number} is not NFC"
        if any(unicodedata.category(char) in {"Cc", "Cs", "Co"} for char in text):
            yield f"control characters on page {number}"


@file_point
def nothing_is_left_to_fill_in(_data: bytes, pages: list[Page]) -> Iterator[str]:
    """No slot of a template and no word of the machine."""
    for line in _lines(pages):
        if any(sign in line.text for sign in ("{", "}", "None", "Enum")):
            yield line.text[:60]


@file_point
def bookmarks_name_what_is_there(data: bytes, pages: list[Page]) -> Iterator[str]:
    shown = _bare("".join(line.text for line in _lines(pages)))
    for entry in _flat(pypdf.PdfReader(BytesIO(data)).outline):
        if _bare(entry) not in shown:
            yield f"bookmark {str(entry)[:60]!r}"


@file_point
def no_line_on_another(_data: bytes, pages: list[Page]) -> Iterator[str]:
    """Letters of two lines never touch: their base lines are apart where they stand above each other."""
    for page in pages:
        lines = sorted(page.lines, key=lambda line: line.y)
        for place, upper in enumerate(lines):
            for lower in takewhile(partial(_touches, upper), lines[place + 1 :]):
                if any(a.left < b.right - 0.5 and b.left < a.right - 0.5 for a in upper.letters for b in lower.letters):
                    yield f"{upper.text[:30]!r} on {lower.text[:30]!r}"


def _touches(upper: Line, lower: Line) -> bool:
    return lower.y - upper.y <= 0.6 * min(upper.size, lower.size)


@file_point
def head_of_table_is_repeated(_data: bytes, pages: list[Page]) -> Iterator[str]:
    """A table that goes on over a page end begins there with the bold row it began with."""
    before: str | None = None
    for number, page in enumerate(pages, 1):
        tables = _tables(page)
        first = _head(page, tables[0]) if tables else None
        goes_on = first is not None and before is not None and _begins_page(page, tables[0]) and tables[0].ends_above
        if goes_on and not first:
            yield f"page {number}: the table goes on without its head"
        before = _head(page, tables[-1]) if tables else None


@file_point
def text_stays_inside_its_table(_data: bytes, pages: list[Page]) -> Iterator[str]:
    for page in pages:
        for table in _tables(page):
            for line in _within(page, table):
                if line.left < table.left - 0.5 or line.right > table.right + 0.5:
                    yield f"outside the table: {line.text[:60]!r}"


@file_point
def no_letter_over_a_rule(_data: bytes, pages: list[Page]) -> Iterator[str]:
    for page in pages:
        for line in page.lines:
            uprights = [r.left for r in page.rules if not r.is_level and r.top <= line.y - 2 and r.bottom >= line.y]
            if any(letter.left + 0.5 < edge < letter.right - 0.5 for letter in line.letters for edge in uprights):
                yield f"over a rule: {line.text[:60]!r}"


class _Table:
    """Upright rules that run through the same height of a page."""

    def __init__(self, left: float, right: float, top: float, bottom: float, page_height: float) -> None:
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.ends_above = top < 0.2 * page_height


def _tables(page: Page) -> list[_Table]:
    """From top to bottom; an axis of bars is a single rule and no table."""
    uprights = sorted((rule for rule in page.rules if not rule.is_level), key=lambda rule: rule.top)
    groups: list[list[tuple[float, float, float]]] = []
    for rule in uprights:
        if groups and rule.top <= max(bottom for _, _, bottom in groups[-1]) + 1:
            groups[-1].append((rule.left, rule.top, rule.bottom))
        else:
            groups.append([(rule.left, rule.top, rule.bottom)])
    found = []
    for group in groups:
        edges = {round(left) for left, _, _ in group}
        if len(edges) > 1 and _is_framed(group):
            tops, bottoms = [top for _, top, _ in group], [bottom for _, _, bottom in group]
            lefts = [left for left, _, _ in group]
            found.append(_Table(min(lefts), max(lefts), min(tops), max(bottoms), page.height))
    return found


def _is_framed(group: list[tuple[float, float, float]]) -> bool:
    """Whether its first and last upright rule run through its whole height; bars on an axis end where they end."""
    high = max(bottom for *_, bottom in group) - min(top for _, top, _ in group)
    for edge in (min(left for left, *_ in group), max(left for left, *_ in group)):
        spans = {(round(top), round(bottom)) for left, top, bottom in group if abs(left - edge) < 0.5}
        if sum(bottom - top for top, bottom in spans) < 0.9 * high:
            return False
    return True


def _within(page: Page, table: _Table) -> list[Line]:
    return [line for line in page.lines if table.top < line.y < table.bottom]


def _begins_page(page: Page, table: _Table) -> bool:
    above = [line for line in page.lines if 20 * MM < line.y < table.top]
    return not above


def _head(page: Page, table: _Table) -> str:
    """The bold words at the top of a table, empty where it begins with others."""
    inside = _within(page, table)
    first = inside[0] if inside else None
    return (
        " ".join(line.text for line in inside if line.is_bold and line.y < table.top + 50)
        if first and _bold(first)
        else ""
    )


def _bold(line: Line) -> bool:
    return all("Bold" in letter.font for letter in line.letters)


def _lines(pages: list[Page]) -> Iterator[Line]:
    for page in pages:
        yield from page.lines


def _bare(text: str) -> str:
    """Letters and digits alone: headings stand in capitals and over several lines."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _flat(outline: Sequence[object]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield str(entry["/Title"])  # type: ignore[index]
