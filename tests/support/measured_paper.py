"""A measured paper in the words of Decree 30/2020/NĐ-CP, Annex I: head, subject, body, ending. It judges nothing.

Points (paper_head_points, paper_body_points) register here; paper_checker runs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from tests.support.pdf_measure import MM, Line, Page, Rule

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SINGLE = 1.15
"""Single line spacing of Times New Roman: 1.15 times its size."""

Point = Callable[["Paper"], Iterator[str]]
POINTS: dict[str, Point] = {}


def point(article: str) -> Callable[[Point], Point]:
    def add(check: Point) -> Point:
        POINTS[f"{check.__name__} ({article})"] = check
        return check

    return add


@dataclass(frozen=True)
class Paper:
    """A paper with a head, upright pages; annexes are other files."""

    pages: list[Page]

    @cached_property
    def title_line(self) -> Line | None:
        return next((line for line in self.pages[0].lines if NATIONAL_TITLE in line.text), None)

    @cached_property
    def divide(self) -> float:
        """Where the right column of the head begins: at the national title."""
        line = self.title_line
        if line is None:
            return self.pages[0].width / 2
        words = line.text.split(NATIONAL_TITLE)[0].replace(" ", "")
        return line.letters[len(words)].left - 1

    @cached_property
    def kind_place(self) -> int:
        """Index on page 1 of the first line below the head: one block around the middle of the text."""
        middle = self.middle
        lines = self.pages[0].lines
        for place, line in enumerate(lines):
            one_block = max(line.gaps, default=0.0) < 20
            if one_block and line.is_bold and abs(line.middle - middle) < 3:
                return place
        return len(lines)

    @cached_property
    def table_edges(self) -> set[float]:
        return {rule.left for page in self.pages for rule in page.rules if not rule.is_level}

    @cached_property
    def middle(self) -> float:
        """Middle of the text, taken from the edges of its tables or the margins the body really keeps."""
        if len(self.table_edges) > 1:
            return (min(self.table_edges) + max(self.table_edges)) / 2
        lines = [
            line for number, page in enumerate(self.pages) for line in page.lines if not is_page_number(line, number)
        ]
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        if right - left > 0.7 * self.pages[0].width:
            return (left + right) / 2
        return (30 * MM + self.pages[0].width - 15 * MM) / 2

    @cached_property
    def head(self) -> list[tuple[Line | None, Line | None]]:
        return [line.cut(self.divide) for line in self.pages[0].lines[: self.kind_place]]

    @property
    def left_head(self) -> list[Line]:
        return [left for left, _ in self.head if left]

    @property
    def right_head(self) -> list[Line]:
        return [right for _, right in self.head if right]

    @cached_property
    def organ_lines(self) -> list[Line]:
        return [line for line in self.left_head if not line.text.startswith("Số:")]

    @cached_property
    def subject_lines(self) -> list[Line]:
        """Bold centred lines under the kind of paper."""
        found: list[Line] = []
        for line in self.pages[0].lines[self.kind_place + 1 :]:
            if not line.is_bold or abs(line.middle - self.middle) > 3:
                break
            found.append(line)
        return found

    @cached_property
    def end_place(self) -> tuple[int, int]:
        """Page and line where the text ends with its mark."""
        for number, page in reversed(list(enumerate(self.pages))):
            for place, line in reversed(list(enumerate(page.lines))):
                if line.text.endswith("./."):
                    return number, place
        return len(self.pages) - 1, len(self.pages[-1].lines) - 1

    @cached_property
    def body(self) -> list[tuple[int, Line]]:
        """Text lines with their page, between subject and end mark, without page numbers and tables."""
        first = self.kind_place + 1 + len(self.subject_lines)
        found: list[tuple[int, Line]] = []
        last = self.end_place
        for number, page in enumerate(self.pages):
            for place, line in enumerate(page.lines):
                before = number == 0 and place < first
                outside = before or (number, place) > last or is_page_number(line, number)
                if not outside and not _in_table(line, page):
                    found.append((number, line))
        return found

    @cached_property
    def ending(self) -> list[Line]:
        """All that stands below the end mark."""
        number, place = self.end_place
        return list(self.pages[number].lines[place + 1 :])

    @property
    def body_left(self) -> float:
        return min([*(line.left for _, line in self.body), *self.table_edges], default=30 * MM)

    @property
    def body_right(self) -> float:
        return max([*(line.right for _, line in self.body), *self.table_edges], default=self.pages[0].width - 15 * MM)

    def rule_under(self, line: Line) -> Rule | None:
        """The first level rule within 12 pt below a line that shares its middle."""
        near = [r for r in self.pages[0].level_rules if 0 < r.top - line.y < 12 and abs(r.middle - line.middle) < 3]
        return min(near, key=lambda rule: rule.top, default=None)


def _in_table(line: Line, page: Page) -> bool:
    """Whether upright rules run beside the line: a row of a table, or a bar on its axis."""
    return any(not rule.is_level and rule.top - 1 < line.y < rule.bottom + 1 for rule in page.rules)


def is_page_number(line: Line, page: int) -> bool:
    return line.y < 20 * MM and line.text == str(page + 1)


def between(value: float, low: float, high: float, what: str, slack: float = 0.6) -> Iterator[str]:
    if not low - slack <= value <= high + slack:
        yield f"{what}: {value:.1f}, not {low:g}-{high:g}"


def sized(line: Line, low: float, high: float, what: str) -> Iterator[str]:
    for size in line.sizes:
        yield from between(size, low, high, f"{what} size", 0.05)


def weighted(line: Line, what: str, *, bold: bool, italic: bool = False) -> Iterator[str]:
    if line.is_bold != bold:
        yield f"{what} {'must' if bold else 'must not'} be bold"
    if line.is_italic != italic or (not italic and not line.is_upright):
        yield f"{what} {'must' if italic else 'must not'} be italic"
