"""Reads a PDF as a person with a ruler would: letters, lines and rules with their places. Knows no rule of form.

Everything in points from the top left corner of the page. Uses pdfium only, nothing of the program.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; y is its base line."""

    text: str
    left: float
    right: float
    y: float
    size: float
    font: str
    black: bool


@dataclass(frozen=True)
class Line:
    """Letters on one base line, from left to right; spaces are left out and show as gaps."""

    letters: tuple[Letter, ...]

    @cached_property
    def text(self) -> str:
        parts = [self.letters[0].text]
        for before, after in zip(self.letters, self.letters[1:], strict=False):
            parts.append((" " if after.left - before.right > before.size * 0.12 else "") + after.text)
        return "".join(parts)

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return self.letters[-1].right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def y(self) -> float:
        return self.letters[0].y

    @property
    def size(self) -> float:
        return max(letter.size for letter in self.letters)

    @property
    def sizes(self) -> set[float]:
        return {round(letter.size, 1) for letter in self.letters}

    @property
    def fonts(self) -> set[str]:
        return {letter.font for letter in self.letters}

    @property
    def is_bold(self) -> bool:
        return all("Bold" in font for font in self.fonts)

    @property
    def is_italic(self) -> bool:
        return all("Italic" in font for font in self.fonts)

    @property
    def is_upright(self) -> bool:
        return not any("Italic" in font for font in self.fonts)

    @property
    def gaps(self) -> list[float]:
        """Widths of the gaps between words, in points."""
        found = (b.left - a.right for a, b in zip(self.letters, self.letters[1:], strict=False))
        return [gap for gap in found if gap > self.size * 0.12]

    def cut(self, x: float) -> tuple[Line | None, Line | None]:
        """What lies left and what lies right of x."""
        left = tuple(letter for letter in self.letters if letter.left < x)
        right = tuple(letter for letter in self.letters if letter.left >= x)
        return (Line(left) if left else None), (Line(right) if right else None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def length(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def is_level(self) -> bool:
        return self.bottom - self.top < 0.1 and self.length > 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page as measured."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    @property
    def level_rules(self) -> list[Rule]:
        return [rule for rule in self.rules if rule.is_level]


@lru_cache(maxsize=4)
def measure(data: bytes) -> list[Page]:
    """Every page of a PDF; a file that is asked about again was measured already."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_page(document[number]) for number in range(len(document))]
    finally:
        document.close()


def letters_of(data: bytes, mark: str = "", margins: tuple[float, float, float, float] | None = None) -> str:
    """All letters in reading order as the file gives them, without white space, page numbers and a draft's mark.

    margins: millimetres left, above, right, below; letters in them are left out.
    """
    document = pypdfium2.PdfDocument(data)
    pages = []
    for number in range(len(document)):
        page = document[number]
        text = "".join(page.get_textpage().get_text_bounded(*_within(page.get_size(), margins)).split())
        text = text.removeprefix(mark).removesuffix(mark)
        pages.append(text.removesuffix(str(number + 1)) if number and margins is None else text)
    document.close()
    return "".join(pages)


def _within(size: tuple[float, float], margins: tuple[float, float, float, float] | None) -> tuple[float, ...]:
    """Left, bottom, right, top of what lies between the margins, with a point for rounding; all of the page: none."""
    if margins is None:
        return ()
    left, above, right, below = (margin * MM - 1 for margin in margins)
    return left, below, size[0] - right, size[1] - above


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    letters = [letter for i in range(text.count_chars()) if (letter := _letter(text.raw, i, height)) is not None]
    rows: dict[float, list[Letter]] = {}
    for letter in letters:
        rows.setdefault(round(letter.y, 1), []).append(letter)
    lines = [Line(tuple(sorted(row, key=lambda letter: letter.left))) for _, row in sorted(rows.items())]
    rules = [rule for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]) for rule in _rules(item.raw, height)]
    text.close()
    return Page(width, height, tuple(lines), tuple(rules))


def _letter(text: raw.FPDF_TEXTPAGE, place: int, height: float) -> Letter | None:
    char = chr(raw.FPDFText_GetUnicode(text, place))
    if char.isspace() or raw.FPDFText_IsGenerated(text, place) == 1:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, place, x, y)
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, place, box)
    name = ctypes.create_string_buffer(80)
    raw.FPDFText_GetFontInfo(text, place, name, 80, ctypes.c_int())
    colour = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, place, *colour)
    return Letter(
        char,
        x.value,
        box.right,
        height - y.value,
        raw.FPDFText_GetFontSize(text, place),
        name.value.decode("latin-1").rpartition("+")[2],
        not any(part.value for part in colour[:3]),
    )


def _rules(path: raw.FPDF_PAGEOBJECT, height: float) -> list[Rule]:
    found: list[Rule] = []
    last = (0.0, 0.0)
    for place in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (x.value, height - y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            (x1, y1), (x2, y2) = last, here
            found.append(Rule(min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)))
        last = here
    return found
