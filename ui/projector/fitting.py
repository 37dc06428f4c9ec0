"""How large a text can be on the hall screen, and on how many pages. Measures only; nothing is painted here.

Sizes are in units of 1/1080 of the picture, whatever the screen: the same text breaks alike on every one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from app.domain.records import dataclass
from ui.projector.line_breaking import EM, Atom, atoms_of, balanced_lines, line_ends, width_of

LEADING = 1.32
INK = 1.45
"""Height of one line with its marks: a capital with two marks rises to 1.18 em, a dot below goes to 0.27."""
COMPOUND_PRICE = 0.08
"""What keeping words of two syllables whole may cost in size."""
_CONTROL = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class TextBox:
    """Room for a text. `least` is never gone below; `aim` is worth a second page."""

    width: float
    height: float
    largest: int
    least: int
    aim: int
    weight: int = 600

    def most_lines(self, size: int) -> int:
        """Lines of that size the height holds with all their marks; at least one."""
        return max(1, int((self.height / size - INK) / LEADING) + 1)


@dataclass(frozen=True, slots=True)
class FittedText:
    """The lines of each page, all in one size."""

    size: int
    pages: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Text:
    atoms: list[Atom]
    space: float

    def ends(self, box: TextBox, size: int) -> list[int] | None:
        return line_ends(self.atoms, box.width * EM / size, self.space)


def fit(text: str, box: TextBox) -> FittedText:
    """The largest size at which the text fits; below `least`, pages cut at the ends of sentences.

    One page if it reaches the aim, else two if they do, else as few as stay above the least size.
    """
    tidy = _CONTROL.sub(" ", text).strip()
    if not tidy:
        return FittedText(box.largest, ((),))
    best = _fit_once(tidy, box)
    while best.size > box.least and not _holds(best, box):
        best = _fit_once(tidy, replace(box, largest=best.size - 1))  # kerning across the space
    return best


def _fit_once(text: str, box: TextBox) -> FittedText:
    widest = box.width * EM / box.least
    whole, loose = (
        _Text(atoms_of(text, box.weight, widest, whole_words=flag), width_of(" ", box.weight)) for flag in (True, False)
    )
    single = _best_of(whole, loose, lambda each: _single_page_size(each, box))
    if single and single[1] >= box.aim:
        return _one_page(*single, box)
    for cuts in _levels(whole):
        if two := _paged(whole, cuts, replace(box, least=max(box.aim, box.least)), most=2):
            return two
        if single:
            return _one_page(*single, box)
        if many := _paged(whole, cuts, box, most=len(whole.atoms)):
            return many
    raise AssertionError("a page per word always fits")


def _best_of(whole: _Text, loose: _Text, size_of: Callable[[_Text], int | None]) -> tuple[_Text, int] | None:
    kept, cut = size_of(whole), size_of(loose)
    if kept and cut and kept >= cut * (1 - COMPOUND_PRICE):
        return whole, kept
    return (loose, cut) if cut else None


def _single_page_size(text: _Text, box: TextBox) -> int | None:
    def fits(size: int) -> bool:
        ends = text.ends(box, size)
        return ends is not None and len(ends) <= box.most_lines(size)

    return _largest(box, fits)


def _largest(box: TextBox, fits: Callable[[int], bool]) -> int | None:
    low, high = box.least - 1, box.largest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low if low >= box.least else None


def _one_page(text: _Text, size: int, box: TextBox) -> FittedText:
    lines = balanced_lines(text.atoms, box.width * EM / size, text.space, box.most_lines(size))
    return FittedText(size, (lines,))


@dataclass(frozen=True, slots=True)
class _Cuts:
    """Where pages may end, as indexes behind atoms, and the lines no page may fall short of."""

    behind: frozenset[int]
    least_lines: int = 2


def _levels(text: _Text) -> Iterator[_Cuts]:
    """Behind sentences, failing that clauses, failing that any word, at last with lone lines."""
    yield _Cuts(_behind(atom.ends_sentence for atom in text.atoms))
    yield _Cuts(_behind(atom.ends_sentence or atom.ends_clause for atom in text.atoms))
    yield _Cuts(_behind(True for _ in text.atoms))
    yield _Cuts(_behind(True for _ in text.atoms), least_lines=1)


def _behind(ends: Iterable[bool]) -> frozenset[int]:
    return frozenset(at + 1 for at, flag in enumerate(ends) if flag)


def _paged(text: _Text, cuts: _Cuts, box: TextBox, most: int) -> FittedText | None:
    """The text on as few pages as the least size needs, in the largest size that keeps their number."""
    fewest = _page_count(text, cuts, box, box.least)
    if fewest is None or fewest > most:
        return None
    size = _largest(box, lambda each: (_page_count(text, cuts, box, each) or most + 1) <= fewest)
    while size and size >= box.least:
        if pages := _even_pages(text, cuts, box, size, fewest):
            return FittedText(size, pages)
        size -= 1
    return None


def _page_count(text: _Text, cuts: _Cuts, box: TextBox, size: int) -> int | None:
    """Pages if each is filled as far as a cut allows; None if a part between two cuts is too long for one."""
    start = count = 0
    while start < len(text.atoms):
        lines = _lines_to_cuts(text, cuts, box, size, start)
        if not lines:
            return None
        start = max(lines)
        count += 1
    return count


def _lines_to_cuts(text: _Text, cuts: _Cuts, box: TextBox, size: int, start: int) -> dict[int, int]:
    """Number of lines from start to each cut that still fits on the page."""
    widest = box.width * EM / size
    found: dict[int, int] = {}
    lines, used = 1, 0.0
    for at in range(start, len(text.atoms)):
        atom = text.atoms[at]
        if used and used + text.space + atom.width > widest:
            lines, used = lines + 1, 0.0
        if lines > box.most_lines(size) or atom.width > widest:
            break
        used = used + text.space + atom.width if used else atom.width
        if at + 1 in cuts.behind:
            found[at + 1] = lines
        if atom.ends_paragraph:
            lines, used = lines + 1, 0.0
    return found


def _even_pages(text: _Text, cuts: _Cuts, box: TextBox, size: int, count: int) -> tuple[tuple[str, ...], ...] | None:
    """Exactly `count` pages, as even as the cuts allow; None if that cannot be."""
    total = len(text.atoms)
    paths: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, path) in paths.items():
            for end, lines in _lines_to_cuts(text, cuts, box, size, start).items():
                price = cost + lines**2
                if lines >= cuts.least_lines and price < longer.get(end, (float("inf"), ()))[0]:
                    longer[end] = (price, (*path, end))
        paths = longer
    if total not in paths:
        return None
    ends = paths[total][1]
    parts = [text.atoms[start:end] for start, end in zip((0, *ends), ends, strict=False)]
    widest, most = box.width * EM / size, box.most_lines(size)
    return tuple(balanced_lines(part, widest, text.space, most) for part in parts)


def _holds(fitted: FittedText, box: TextBox) -> bool:
    widest = box.width * EM / fitted.size
    return all(width_of(line, box.weight) <= widest + 1 for page in fitted.pages for line in page)
