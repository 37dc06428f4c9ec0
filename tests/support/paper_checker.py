"""Measures a PDF against Annex I of Decree 30/2020/NĐ-CP. Written from the decree, not from the program.

check() is for a paper with its head, check_annex() for an annex in a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support import paper_body_points, paper_head_points
from tests.support.measured_paper import NATIONAL_TITLE, POINTS, Paper, between, is_page_number
from tests.support.paper_file_points import FILE_POINTS, check_file
from tests.support.pdf_measure import MM, Page, measure

__all__ = [
    "FILE_POINTS", "POINTS", "applied_points", "check", "check_annex", "check_working", "paper_body_points",
    "paper_head_points",
]  # fmt: skip


def check(data: bytes) -> dict[str, list[str]]:
    """What is wrong, by point; an empty dictionary for a paper in good form."""
    return _of_form(data) | check_file(data)


def _of_form(data: bytes) -> dict[str, list[str]]:
    paper = Paper(measure(data))
    found = {name: list(wrong(paper)) for name, wrong in POINTS.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


def applied_points(data: bytes, *, annex: bool = False, without: frozenset[str] | None = None) -> int:
    """How many points a paper is held to. without: those left out of a paper of the house; None: it is signed."""
    if annex:
        return len(POINTS) + len(FILE_POINTS) + len(_ANNEX_HEAD_POINTS) - len(_NOT_OF_ANNEXES)
    left_out = frozenset() if without is None else _left_out(data) | without
    return len(POINTS) + len(FILE_POINTS) - len(left_out)


_OF_SIGNED_PAPERS = frozenset({"end_mark", "number_and_symbol", "recipients_label", "signature", "signature_not_alone"})
"""Points of a paper that is signed and issued; papers of the house (card, log, script) have neither."""


_OF_HEADS = frozenset({"organ", "organ_rule", "national_title", "motto", "motto_rule", "parent_organ"})


def check_working(data: bytes, without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """What is wrong with a paper for the house, by point; those of the head where it has one."""
    left_out = _left_out(data) | without
    return {name: wrong for name, wrong in check(data).items() if name.partition(" ")[0] not in left_out}


def _left_out(data: bytes) -> frozenset[str]:
    has_head = any(NATIONAL_TITLE in line.text for line in measure(data)[0].lines)
    return _OF_SIGNED_PAPERS | (frozenset() if has_head else _OF_HEADS)


_NOT_OF_ANNEXES = frozenset(
    {
        "end_mark",
        "first_line_indent",
        "kind_of_paper",
        "motto",
        "motto_rule",
        "national_title",
        "number_and_symbol",
        "organ",
        "recipients_label",
        "signature",
        "signature_not_alone",
        "subject",
        "subject_rule",
    }
)
"""Points of head, subject and ending, which stand on the paper the annex belongs to."""
_ANNEX_HEAD_POINTS = ("label", "label size", "title", "attached", "sizes", "middle", "margins")


def check_annex(data: bytes) -> list[str]:
    """What is wrong with an annex: Annex I, I.1, I.3, I.7, III.1, the points of form that it has, and its file."""
    pages = measure(data)
    form = {name: wrong for name, wrong in check(data).items() if name.partition(" ")[0] not in _NOT_OF_ANNEXES}
    told = [f"{name}: {one}" for name, wrong in form.items() for one in wrong]
    return [*_annex_head(pages[0]), *_annex_pages(pages), *_table(pages), *told]


def _annex_head(page: Page) -> Iterator[str]:
    middle = (min(rule.left for rule in page.rules) + max(rule.right for rule in page.rules)) / 2
    label, *rest = page.lines
    if not re.fullmatch(r"Phụ (lục|biểu)( [IVXLC]+)?", label.text) or label.sizes != {14} or not label.is_bold:
        yield f"label {label.text!r}"
    above = [line for line in rest if line.y < min(rule.top for rule in page.rules if not rule.is_level)]
    attached = [line for line in above if line.is_italic]
    title = above[: len(above) - len(attached)]
    if not title or any(not line.is_bold or line.text != line.text.upper() for line in title):
        yield "title not in bold capitals"
    if not attached or not attached[0].text.startswith("(Kèm theo"):
        yield "no line in italics that says what it belongs to"
    for line in (label, *above):
        yield from between(line.size, 13, 14, line.text[:20], 0.05)
        yield from between(line.middle - middle, 0, 0, f"{line.text[:20]!r} off the middle", 2)


def _annex_pages(pages: list[Page]) -> Iterator[str]:
    for number, page in enumerate(pages):
        yield from between(min(page.width, page.height) / MM, 210, 210, "short side")
        yield from between(max(page.width, page.height) / MM, 297, 297, "long side")
        if is_page_number(page.lines[0], number) != (number > 0):
            yield f"page {number + 1} begins with {page.lines[0].text[:30]!r}"
        text = [line for line in page.lines if not is_page_number(line, number)]
        yield from between(min(line.left for line in text) / MM, 30, 36, f"left margin of page {number + 1}")
        yield from between((page.width - max(line.right for line in text)) / MM, 15, 99, "right margin")
        lowest = max(line.y + line.size * 0.216 for line in text)
        yield from between((page.height - lowest) / MM, 20, 999, "bottom margin")
        yield from between((text[0].y - text[0].size * 0.891) / MM, 20, 25, f"top margin of page {number + 1}")


def _table(pages: list[Page]) -> Iterator[str]:
    """The head on every page with rules; no letter outside the table or over an upright rule of its row."""
    heads = set()
    for page in pages:
        upright = [rule for rule in page.rules if not rule.is_level]
        if not upright:
            continue
        left, right = min(rule.left for rule in upright), max(rule.left for rule in upright)
        top, bottom = min(rule.top for rule in upright), max(rule.bottom for rule in upright)
        inside = [line for line in page.lines if top < line.y < bottom]
        heads.add(" ".join(line.text for line in inside if line.is_bold and line.y < top + 50)[:60])
        for line in inside:
            edges = [rule.left for rule in upright if rule.top <= line.y - 2 and rule.bottom >= line.y]
            if line.left < left or line.right > right:
                yield f"outside the table: {line.text[:60]!r}"
            if any(a.left + 0.5 < edge < a.right - 0.5 for a in line.letters for edge in edges):
                yield f"over a rule: {line.text[:60]!r}"
    if len(heads) > 1:
        yield f"the head of the table is not repeated: {sorted(heads)}"
