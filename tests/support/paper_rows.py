"""Reads the rows of a printed table back: columns by the upright rules, rows by the number in the first column.

Bold letters are left out: heads, groups and sums. A row that goes on over the page is put together again.
"""

from __future__ import annotations

from itertools import pairwise

from app.documents.marks import CONTINUED
from tests.support.pdf_measure import Page, Rule, measure


def table_rows(data: bytes) -> list[list[str]]:
    """The cells of every numbered row, letters without white space."""
    rows: list[list[str]] = []
    for page in measure(data):
        edges, top, bottom = _frame(page)
        for line in page.lines:
            if not top < line.y < bottom:
                continue
            letters = [letter for letter in line.letters if "Bold" not in letter.font]
            cells = [
                "".join(letter.text for letter in letters if left <= letter.left < right)
                for left, right in pairwise(edges)
            ]
            if cells and cells[0].isdigit():
                rows.append([""] * len(cells))
            elif cells and cells[0] == CONTINUED:
                begun = rows.pop()
                rows[-1] = [rows[-1][0], *(before + more for before, more in zip(rows[-1][1:], begun[1:], strict=True))]
                cells[0] = ""
            if rows:
                rows[-1] = [before + more for before, more in zip(rows[-1], cells, strict=True)]
    return rows


def _frame(page: Page) -> tuple[list[float], float, float]:
    """Where the columns are cut, where the table begins and ends."""
    upright = [rule for rule in page.rules if rule.right - rule.left < 0.1 and rule.bottom - rule.top > 1]
    edges = sorted({round(rule.left, 1) for rule in upright})
    joined = [edge for place, edge in enumerate(edges) if place == 0 or edge - edges[place - 1] > 1]
    return joined, _least(upright), max((rule.bottom for rule in upright), default=0.0)


def _least(rules: list[Rule]) -> float:
    return min((rule.top for rule in rules), default=0.0)
