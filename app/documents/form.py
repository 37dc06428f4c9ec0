"""The form of administrative papers: one constant per rule, each with its place in Decree 30/2020/NĐ-CP.

"Annex I" is Phụ lục I, Phần I of the decree. Millimetres unless a name says pt. It draws nothing.
"""

from __future__ import annotations

from app.domain.records import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""

PAGE_WIDTH = 210.0
"""A4, upright (Annex I, I.1 and I.2)."""

PAGE_HEIGHT = 297.0
"""A4, upright (Annex I, I.1 and I.2)."""

MARGIN_TOP = 20.0
"""20-25 mm (Annex I, I.3)."""

MARGIN_BOTTOM = 20.0
"""20-25 mm (Annex I, I.3)."""

MARGIN_LEFT = 30.0
"""30-35 mm (Annex I, I.3); on a landscape page counted in reading orientation."""

MARGIN_RIGHT = 15.0
"""15-20 mm (Annex I, I.3)."""


@dataclass(frozen=True, slots=True)
class SizeSet:
    """Type sizes in points that move together; a mix of the two sets is not allowed (footnote of Annex I, V).

    head_columns: widths of the two columns of the head in mm, so that the national title keeps one line.
    """

    national_title: float
    motto: float
    parent_organ: float
    organ: float
    place_and_date: float
    kind: float
    subject: float
    body: float
    signature: float
    page_number: float
    annex_title: float
    annex_attached: float
    head_columns: tuple[float, float]
    number: float = 13
    """Number and symbol: always 13 on papers of the state (Annex I, II.3.c)."""


LARGE = SizeSet(13, 14, 13, 13, 14, 14, 14, 14, 14, 14, 14, 14, (67.0, 98.0))
"""National title 13, motto 14, place and date 14 (footnote and table of Annex I, V)."""

SMALL = SizeSet(12, 13, 12, 12, 13, 13, 13, 13, 13, 13, 13, 13, (74.0, 91.0))
"""National title 12, motto 13, place and date 13 (footnote and table of Annex I, V)."""

PARTY = SizeSet(15, 15, 14, 14, 14, 16, 14, 14, 14, 14, 14, 14, (67.0, 98.0), number=14)
"""Papers of Party bodies: title 15, organs, number and date 14, kind 15-16 (Guide 36-HD/VPTW of 2018, Annex 3)."""

RECIPIENTS_LABEL_SIZE = 12.0
"""The words "Nơi nhận:", bold italic (Annex I, II.9)."""

RECIPIENTS_SIZE = 11.0
"""The list of recipients, upright (Annex I, II.9)."""

ANNEX_LABEL_SIZE = 14.0
"""The word "Phụ lục" with its number, bold (Annex I, III.1.b)."""

TABLE_SIZE = 12.0
"""Inside tables. The decree gives no size; 11-12 is the custom."""

FIRST_LINE_INDENT = 12.7
"""1 cm or 1.27 cm (Annex I, II.6.e)."""

PARAGRAPH_SPACE_PT = 6.0
"""At least 6 pt between paragraphs (Annex I, II.6.e)."""

SINGLE_LINE = 1.149
"""Height of a single line of Times New Roman (and Tinos, its metric twin) as a multiple of the type size."""

LINE_SPACING = 1.08
"""Between single (1) and 1.5 lines (Annex I, II.6.e)."""

WIDEST_GAP_IN_SPACES = 3.0
"""Justified text: no gap between words wider than three spaces; a line that would need more stays ragged."""

ORGAN_RULE = 0.4
"""Rule under the issuing organ: 1/3 to 1/2 of the line above, centred (Annex I, II.2.b)."""

SUBJECT_RULE = 0.36
"""Rule under the subject: 1/3 to 1/2 of the line above, centred (Annex I, II.5.b)."""

MOTTO_RULE = 1.0
"""Rule under the motto: as long as its line (Annex I, II.1.b)."""

RULE_PT = 0.6
"""Thickness of the rules; the decree only says an unbroken line."""

FEWEST_LINES_TOGETHER = 2
"""Lines of a paragraph that stay together at a page break, and lines that stay with the signature."""

SIGNATURE_SPACE_PT = 70.0
"""Room between the signer's position and name for the signature and a part of the seal."""

NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
"""Annex I, II.1.a."""

MOTTO = "Độc lập - Tự do - Hạnh phúc"
"""Annex I, II.1.b: hyphens with spaces, each phrase capitalised."""


def leading(size_pt: float) -> float:
    """Distance of base lines in points for body text of a size."""
    return size_pt * SINGLE_LINE * LINE_SPACING


def tight_leading(size_pt: float) -> float:
    """Distance of base lines at single spacing: head, signature, tables (Annex I, II.1.c and II.2.b)."""
    return size_pt * SINGLE_LINE


def text_width(landscape: bool = False) -> float:
    """Width between the margins: 165 mm upright, 252 mm across."""
    return (PAGE_HEIGHT if landscape else PAGE_WIDTH) - MARGIN_LEFT - MARGIN_RIGHT


def text_height(landscape: bool = False) -> float:
    """Height between the margins."""
    return (PAGE_WIDTH if landscape else PAGE_HEIGHT) - MARGIN_TOP - MARGIN_BOTTOM
