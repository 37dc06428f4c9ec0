"""Points of Annex I of Decree 30/2020/NĐ-CP about the page and the head of a paper, one function each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support.measured_paper import (
    MOTTO,
    NATIONAL_TITLE,
    SINGLE,
    Paper,
    between,
    is_page_number,
    point,
    sized,
    weighted,
)
from tests.support.pdf_measure import MM


@point("I.1")
def paper_is_a4(paper: Paper) -> Iterator[str]:
    for page in paper.pages:
        yield from between(min(page.width, page.height) / MM, 210, 210, "width")
        yield from between(max(page.width, page.height) / MM, 297, 297, "height")


@point("I.3")
def left_margin(paper: Paper) -> Iterator[str]:
    yield from between(paper.body_left / MM, 30, 35, "left margin")


@point("I.3")
def right_margin(paper: Paper) -> Iterator[str]:
    yield from between((paper.pages[0].width - paper.body_right) / MM, 15, 20, "right margin")


@point("I.3")
def top_margin(paper: Paper) -> Iterator[str]:
    for number, page in enumerate(paper.pages):
        first = next((line for line in page.lines if not is_page_number(line, number)), None)
        if first is not None:
            yield from between((first.y - first.size * 0.891) / MM, 20, 25, f"top margin of page {number + 1}")


@point("I.3")
def bottom_margin(paper: Paper) -> Iterator[str]:
    for page in paper.pages:
        lowest = max(line.y + line.size * 0.216 for line in page.lines)
        if (page.height - lowest) / MM < 19.4:
            yield f"bottom margin {(page.height - lowest) / MM:.1f}"


@point("I.3")
def text_inside_margins(paper: Paper) -> Iterator[str]:
    """No letter of head, text or ending beyond the left margin of 30-35 and the right one of 15-20 mm."""
    for page in paper.pages:
        for line in page.lines:
            if line.left / MM < 29.4 or (page.width - line.right) / MM < 14.4:
                yield f"beyond the margins: {line.text[:40]!r}"


@point("I.4")
def one_typeface(paper: Paper) -> Iterator[str]:
    """Times New Roman or its free metric twins."""
    for page in paper.pages:
        for line in page.lines:
            for font in line.fonts:
                if not re.match(r"Tinos|Liberation ?Serif|TimesNewRoman", font):
                    yield f"font {font!r}"


@point("I.4")
def black_letters(paper: Paper) -> Iterator[str]:
    for page in paper.pages:
        for line in page.lines:
            if not all(letter.black for letter in line.letters):
                yield f"coloured: {line.text[:40]}"


@point("I.7")
def no_number_on_page_1(paper: Paper) -> Iterator[str]:
    for line in paper.pages[0].lines:
        in_margin = line.y < 20 * MM or line.y > paper.pages[0].height - 18 * MM
        if in_margin or re.fullmatch(r"Trang \d+(/\d+)?", line.text):
            yield f"on page 1: {line.text!r}"


@point("I.7")
def number_from_page_2(paper: Paper) -> Iterator[str]:
    for number, page in enumerate(paper.pages[1:], 2):
        line = page.lines[0]
        if line.text != str(number):
            yield f"page {number} begins with {line.text[:40]!r}"
            continue
        yield from sized(line, 13, 14, "page number")
        yield from weighted(line, "page number", bold=False)
        if line.y > 20 * MM:
            yield "page number below the top margin"
        if min(abs(line.middle - paper.middle), abs(line.middle - page.width / 2)) > 2:
            yield f"page number at {line.middle / MM:.1f} mm, not in the middle"


@point("II.1.a")
def national_title(paper: Paper) -> Iterator[str]:
    line = next((line for line in paper.right_head if line.text == NATIONAL_TITLE), None)
    if line is None:
        yield "not on one line of its own in the right column"
        return
    yield from sized(line, 12, 13, "national title")
    yield from weighted(line, "national title", bold=True)
    if line.middle < paper.pages[0].width / 2 or paper.right_head[0] is not line:
        yield "not at the top right"


@point("II.1.b")
def motto(paper: Paper) -> Iterator[str]:
    if len(paper.right_head) < 2 or paper.right_head[1].text != MOTTO:
        yield "not right under the national title"
        return
    line = paper.right_head[1]
    yield from sized(line, 13, 14, "motto")
    yield from weighted(line, "motto", bold=True)
    yield from between(line.middle - paper.right_head[0].middle, 0, 0, "off the middle of the title", 1.5)
    yield from between((line.y - paper.right_head[0].y) / (line.size * SINGLE), 0.9, 1.1, "spacing", 0.03)


@point("II.1.b")
def motto_rule(paper: Paper) -> Iterator[str]:
    line = next((line for line in paper.right_head if line.text == MOTTO), None)
    rule = paper.rule_under(line) if line else None
    if line is None or rule is None:
        yield "no rule under the motto"
        return
    yield from between(rule.length / line.width, 1, 1, "rule by line", 0.01)


@point("II.2.b")
def organ(paper: Paper) -> Iterator[str]:
    bold = [line for line in paper.organ_lines if line.is_bold]
    if not bold or paper.organ_lines[-1] is not bold[-1]:
        yield "no bold organ at the end of the left column"
    for line in bold:
        yield from sized(line, 12, 13, "organ")
        yield from weighted(line, "organ", bold=True)
        if line.text != line.text.upper():
            yield f"not in capitals: {line.text}"
        yield from between(line.middle - bold[0].middle, 0, 0, "organ off the middle", 1.5)


@point("II.2.b")
def parent_organ(paper: Paper) -> Iterator[str]:
    """Upright, not bold, in capitals, above the organ, on the line of the national title."""
    for line in paper.organ_lines:
        if not line.is_bold:
            yield from sized(line, 12, 13, "parent")
            yield from weighted(line, "parent", bold=False)
            if line.text != line.text.upper():
                yield f"not in capitals: {line.text}"
    if paper.organ_lines and paper.right_head:
        yield from between(paper.organ_lines[0].y - paper.right_head[0].y, 0, 0, "columns not level", 1)


@point("II.2.b")
def organ_rule(paper: Paper) -> Iterator[str]:
    if not paper.organ_lines:
        return
    line = paper.organ_lines[-1]
    rule = paper.rule_under(line)
    if rule is None:
        yield "no rule under the organ"
        return
    yield from between(rule.length / line.width, 1 / 3, 1 / 2, "rule by line", 0.01)


@point("II.3.c")
def number_and_symbol(paper: Paper) -> Iterator[str]:
    line = next((line for line in paper.left_head if line.text.startswith("Số")), None)
    if line is None:
        yield "no line with the number"
        return
    if not re.fullmatch(r"Số: ?(\d{2,})?/?[A-ZĐ]+([-/][A-ZĐ]+[0-9]*)*", line.text.replace(" /", "/")):
        yield f"badly written: {line.text}"
    yield from sized(line, 13, 13, "number")
    yield from weighted(line, "number", bold=False)
    if paper.organ_lines:
        yield from between(line.middle - paper.organ_lines[-1].middle, 0, 0, "number off the middle", 1.5)


@point("II.4.c")
def place_and_date(paper: Paper) -> Iterator[str]:
    """Italic, under the motto, on the line of the number; minutes have none."""
    line = next((line for line in paper.right_head if ", ngày" in line.text), None)
    if line is None:
        return
    yield from sized(line, 13, 14, "place and date")
    yield from weighted(line, "place and date", bold=False, italic=True)
    yield from between(line.middle - paper.right_head[0].middle, 0, 0, "date off the middle", 1.5)
    number = next((left for left in paper.left_head if left.text.startswith("Số")), None)
    if number is not None:
        yield from between(number.y - line.y, 0, 0, "number and date not level", 1)


@point("V, footnote")
def sizes_of_one_set(paper: Paper) -> Iterator[str]:
    """National title 13 with motto and date 14, or 12 with 13 and 13."""
    if len(paper.right_head) < 2:
        return
    sizes = [max(line.sizes) for line in paper.right_head[:3]]
    if sizes not in ([13, 14], [12, 13], [13, 14, 14], [12, 13, 13]):
        yield f"mixed sizes {sizes}"
    body = {size for _, line in paper.body for size in line.sizes}
    if body and len(body) > 1:
        yield f"body in several sizes {sorted(body)}"


@point("II.5.b")
def kind_of_paper(paper: Paper) -> Iterator[str]:
    if paper.kind_place >= len(paper.pages[0].lines):
        yield "no kind of paper in the middle"
        return
    line = paper.pages[0].lines[paper.kind_place]
    yield from sized(line, 13, 14, "kind")
    yield from weighted(line, "kind", bold=True)
    if line.text != line.text.upper():
        yield f"not in capitals: {line.text}"


@point("II.5.b")
def subject(paper: Paper) -> Iterator[str]:
    if not paper.subject_lines:
        yield "no subject"
    for line in paper.subject_lines:
        yield from sized(line, 13, 14, "subject")
        if line.text == line.text.upper():
            yield f"in capitals: {line.text}"


@point("II.5.b")
def subject_under_kind(paper: Paper) -> Iterator[str]:
    """The subject stands right under the kind of paper: at most one and a half lines lower."""
    if paper.subject_lines:
        kind, first = paper.pages[0].lines[paper.kind_place], paper.subject_lines[0]
        yield from between((first.y - kind.y) / (first.size * SINGLE), 0.9, 1.5, "subject below kind", 0.03)


@point("II.5.b")
def subject_rule(paper: Paper) -> Iterator[str]:
    if not paper.subject_lines:
        return
    rule = paper.rule_under(paper.subject_lines[-1])
    if rule is None:
        yield "no rule under the subject"
        return
    widest = max(line.width for line in paper.subject_lines)
    yield from between(rule.length / widest, 1 / 3, 1 / 2, "rule by line", 0.01)
