"""Points of Annex I of Decree 30/2020/NĐ-CP about text, signature and recipients, one function each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support.measured_paper import SINGLE, Paper, between, is_page_number, point, sized, weighted
from tests.support.pdf_measure import MM, Line

_POINTS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet as points of a clause use it."""


@point("II.6.e")
def body_size(paper: Paper) -> Iterator[str]:
    for _, line in paper.body:
        yield from sized(line, 13, 14, line.text[:30])


@point("II.6.e")
def first_line_indent(paper: Paper) -> Iterator[str]:
    """Every body line begins at the margin or at the indent of 1 or 1.27 cm."""
    left = paper.body_left
    for _, line in paper.body:
        indent = (line.left - left) / MM
        if not any(abs(indent - allowed) < 0.4 for allowed in (0, 10, 12.7)):
            yield f"indent {indent:.1f} mm: {line.text[:40]}"


def _neighbours(paper: Paper) -> Iterator[tuple[Line, Line]]:
    for (page, before), (next_page, after) in zip(paper.body, paper.body[1:], strict=False):
        if page == next_page:
            yield before, after


@point("II.6.e")
def line_spacing(paper: Paper) -> Iterator[str]:
    """Inside a paragraph, from single to one and a half."""
    for before, after in _neighbours(paper):
        if after.left - paper.body_left < 1:
            lines = (after.y - before.y) / (after.size * SINGLE)
            yield from between(lines, 1, 1.5, f"spacing above {after.text[:30]!r}", 0.03)


@point("II.6.e")
def paragraph_spacing(paper: Paper) -> Iterator[str]:
    """At least 6 pt more before a paragraph than between its lines."""
    inside = [b.y - a.y for a, b in _neighbours(paper) if b.left - paper.body_left < 1]
    step = min(inside, default=0.0)
    for before, after in _neighbours(paper):
        if step and after.left - paper.body_left > 20 and after.y - before.y - step < 5.9:
            yield f"{after.y - before.y - step:.1f} pt above {after.text[:30]!r}"


@point("II.6.e")
def justified(paper: Paper) -> Iterator[str]:
    """A line followed by another of its paragraph reaches the right margin."""
    for (_, before), (_, after) in zip(paper.body, paper.body[1:], strict=False):
        if after.left - paper.body_left < 1 and paper.body_right - before.right > 1.5:
            yield f"ragged: {before.text[-40:]!r}"


@point("II.6.e, good setting")
def no_wide_gaps(paper: Paper) -> Iterator[str]:
    """No gap between words of the body wider than three spaces."""
    for _, line in paper.body:
        widest = max(line.gaps, default=0)
        if widest > 3 * line.size / 4 + 0.3:
            yield f"gap of {widest:.1f} pt in {line.text[:40]!r}"


@point("II.6.đ")
def headings_stand_out(paper: Paper) -> Iterator[str]:
    """A numbered title ("I. TITLE") is bold and in capitals."""
    for _, line in paper.body:
        if re.match(r"[IVX]+\. ", line.text) and not (line.is_bold and line.text == line.text.upper()):
            yield line.text[:50]


@point("II.6.đ")
def points_in_vietnamese_order(paper: Paper) -> Iterator[str]:
    """After a) comes b), after d) comes đ); no f, j, w, z; a list begins with a)."""
    labels = [match[1] for _, line in paper.body if (match := re.match(r"([a-zđ])\) ", line.text))]
    for before, label in zip(["", *labels], labels, strict=False):
        place = _POINTS.find(before) + 1 if before else 0
        if label not in _POINTS or label not in {"a", _POINTS[place % len(_POINTS)]}:
            yield f"{label}) after {before or 'nothing'}"


@point("good setting")
def headings_keep_their_text(paper: Paper) -> Iterator[str]:
    """No heading, and no lead-in ending in a colon, is the last line of a page."""
    last = dict(paper.body)
    for page, line in last.items():
        whole = line.is_bold and line.left - paper.body_left > 20
        is_lowest = paper.pages[page].lines[-1] is line
        if page != paper.end_place[0] and whole and is_lowest:
            yield f"page {page + 1} ends with {line.text[:40]!r}"


@point("good setting")
def no_single_lines(paper: Paper) -> Iterator[str]:
    """No page begins with the last line of a paragraph or ends with the first line of one."""
    by_page: dict[int, list[Line]] = {}
    for page, line in paper.body:
        by_page.setdefault(page, []).append(line)
    left = paper.body_left
    for page, lines in by_page.items():
        follows = by_page.get(page + 1)
        if not follows:
            continue
        goes_on = follows[0].left - left < 1
        if goes_on and (lines[-1].left - left > 20 or len(follows) == 1 or follows[1].left - left > 20):
            yield f"a single line at the end of page {page + 1} or the top of the next"


@point("II.4.b")
def dates_as_the_decree_writes_them(paper: Paper) -> Iterator[str]:
    """Day below 10 and months 1, 2 with a zero; other months without."""
    text = " ".join(line.text for page in paper.pages for line in page.lines)
    yield from re.findall(r"ngày \d tháng|tháng 0[3-9]|tháng [12] năm", text)
    yield from re.findall(r"(?<!\d)(?:\d|\d\d)/0[3-9]/\d{4}|(?<![\d/])\d/\d{1,2}/\d{4}|(?<!\d)\d\d/[12]/\d{4}", text)


@point("forms of Annex III")
def end_mark(paper: Paper) -> Iterator[str]:
    number, place = paper.end_place
    if not paper.pages[number].lines[place].text.endswith("./."):
        yield "no './.' at the end of the text"


@point("II.7")
def signature(paper: Paper) -> Iterator[str]:
    """Authority and position bold capitals 13-14, name bold below them, both around one middle, right half."""
    page = paper.pages[0]
    right = [part for line in paper.ending if (part := line.cut(page.width / 2 - 20)[1]) is not None]
    if len(right) < 2:
        yield "no signature at the right"
        return
    name = right[-1]
    for line in right:
        yield from sized(line, 13, 14, "signature")
        yield from weighted(line, "signature", bold=True)
        yield from between(line.middle - right[0].middle, 0, 0, "signature off its middle", 2)
        if line is not name and line.text != line.text.upper():
            yield f"not in capitals: {line.text}"
    if name.text == name.text.upper() and "…" not in name.text:
        yield "name in capitals"
    if right[0].middle < page.width / 2:
        yield "not in the right half"
    if name.y - right[-2].y < 40:
        yield "no room for a signature"


@point("II.7.c")
def signer_without_titles(paper: Paper) -> Iterator[str]:
    """No academic rank, degree or title of honour before the name of a signer."""
    for line in paper.ending:
        for part in line.cut(paper.pages[0].width / 2 - 20):
            if part is not None and part.is_bold and re.match(r"(GS|PGS|TS|ThS|BS|KS|CN|NGƯT|NGND)[.\s]", part.text):
                yield part.text


@point("II.7.b")
def authority_abbreviations(paper: Paper) -> Iterator[str]:
    """TM., KT., TL., TUQ. and Q. with their full stop and a space after it."""
    for line in paper.ending:
        for part in line.cut(paper.pages[0].width / 2 - 20):
            if part is not None and part.is_bold and re.match(r"(TM|KT|TL|TUQ|Q)(?!\. )\b", part.text):
                yield part.text


@point("good setting")
def signature_not_alone(paper: Paper) -> Iterator[str]:
    number, place = paper.end_place
    above = [line for line in paper.pages[number].lines[: place + 1] if not is_page_number(line, number)]
    if number != len(paper.pages) - 1:
        yield "the signature stands on another page than the end of the text"
    elif len(above) < 2:
        yield "fewer than two lines of text, or of a table, above the signature"


def _recipients(paper: Paper) -> list[Line]:
    """Recipient lines with their label first, cut off from the signature beside them."""
    page = paper.pages[0]
    left = [part for line in paper.ending if (part := line.cut(page.width / 2 - 20)[0]) is not None]
    first = next((place for place, line in enumerate(left) if line.text.startswith("Nơi nhận")), None)
    return [] if first is None else left[first:]


@point("II.9.b")
def recipients_label(paper: Paper) -> Iterator[str]:
    lines = _recipients(paper)
    if not lines:
        yield "no recipients"
        return
    if lines[0].text != "Nơi nhận:":
        yield f"label {lines[0].text!r}"
    yield from sized(lines[0], 12, 12, "label")
    yield from weighted(lines[0], "label", bold=True, italic=True)
    yield from between((lines[0].left - paper.body_left) / MM, 0, 0, "label off the margin", 0.5)


@point("II.9.b")
def recipients_list(paper: Paper) -> Iterator[str]:
    lines = _recipients(paper)[1:]
    entries: list[str] = []
    for line in lines:
        yield from sized(line, 11, 11, "recipient")
        yield from weighted(line, "recipient", bold=False)
        if line.text.startswith("-"):
            entries.append(line.text)
        elif entries:
            entries[-1] += f" {line.text}"
        else:
            yield f"no dash: {line.text}"
    for entry in entries[:-1]:
        if not entry.endswith(";"):
            yield f"no semicolon: {entry}"
    if entries and not (entries[-1].startswith("- Lưu: VT") and entries[-1].endswith(".")):
        yield f"last recipient: {entries[-1]}"


@point("IV.2, box 9b beside 7a")
def recipients_level_with_signer(paper: Paper) -> Iterator[str]:
    """Unless somebody else signs at the left, the label stands on the line of the authority."""
    half = paper.pages[0].width / 2 - 20
    label = next((line for line in paper.ending if line.text.startswith("Nơi nhận")), None)
    if label is None:
        return
    above = [line.cut(half) for line in paper.ending if line.y < label.y - 1]
    if any(right for _, right in above) and not any(left for left, _ in above):
        yield "the authority stands higher than 'Nơi nhận'"
