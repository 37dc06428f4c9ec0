"""The named styles of the Word papers, from form.py. A paper uses these and sets nothing by hand.

The family is "Times New Roman" by name, though the program ships Tinos: Decree 30, Annex I, I.4 asks for it, every
office computer has it, and a clerk's Word would replace Tinos by something else. Both have the same widths.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from app.documents import form
from app.domain.records import dataclass

FAMILY = "Times New Roman"
LANGUAGE = "vi-VN"
TWIP = 20
"""Twentieths of a point, the unit of Word."""

RULED, PLAIN_TABLE = "RuledTable", "BareTable"
_CELL_SIDE = 50
"""Twips between a rule and the words beside it."""

STRONG, EMPHASIS, STRONG_EMPHASIS = "Strong", "Emphasis", "StrongEmphasis"


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One style. Sizes and spaces in points; line: multiple of a single line, or exact points if is_exact.

    sides: indents left and right in points. is_rule: an empty line whose lower edge is drawn.
    outline: level in the navigation pane, from 0.
    """

    key: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first_line: float = 0.0
    sides: tuple[float, float] = (0.0, 0.0)
    before: float = 0.0
    line: float = 1.0
    is_exact: bool = False
    keep_next: bool = False
    outline: int | None = None
    is_rule: bool = False


def body_style(*, indent: bool, keep: bool) -> str:
    """Key of the body style with or without indent, staying with the next paragraph or not."""
    return f"Body{'' if indent else 'Flush'}{'Keep' if keep else ''}"


def rule_style(number: int, indents: tuple[float, float]) -> ParagraphStyle:
    """An empty line of its own style whose lower edge is the rule between these indents."""
    key = f"Rule{number}"
    return ParagraphStyle(
        key, f"Kẻ ngang {number}", 1, line=4, is_exact=True, sides=indents, is_rule=True, keep_next=True
    )


def paragraph_styles(sizes: form.SizeSet) -> Iterator[ParagraphStyle]:
    """Every style of running text; rules are added as their lengths are known."""
    body, spacing, before = sizes.body, form.LINE_SPACING, form.PARAGRAPH_SPACE_PT
    yield ParagraphStyle("Normal", "Normal", body)
    words = ("Nội dung", "Nội dung đi liền", "Nội dung không thụt", "Nội dung không thụt đi liền")
    kinds = ((True, False), (True, True), (False, False), (False, True))
    for name, (indent, keep) in zip(words, kinds, strict=True):
        first = form.FIRST_LINE_INDENT * form.MM if indent else 0.0
        key = body_style(indent=indent, keep=keep)
        yield ParagraphStyle(
            key, name, body, align="both", first_line=first, before=before, line=spacing, keep_next=keep
        )
    for level in (1, 2, 3):
        yield ParagraphStyle(
            f"Heading{level}",
            f"heading {level}",
            body,
            bold=True,
            align="both",
            first_line=form.FIRST_LINE_INDENT * form.MM,
            before=8,
            line=spacing,
            keep_next=True,
            outline=level,
        )
    yield from _head_styles(sizes)
    yield from _foot_styles(sizes)
    yield from _table_styles(sizes)


def _head_styles(sizes: form.SizeSet) -> Iterator[ParagraphStyle]:
    """Boxes 1-5 and the head of an annex."""
    yield ParagraphStyle("Parent", "Cơ quan chủ quản", sizes.parent_organ, align="center")
    yield ParagraphStyle("Organ", "Cơ quan ban hành", sizes.organ, bold=True, align="center")
    yield ParagraphStyle("National", "Quốc hiệu", sizes.national_title, bold=True, align="center")
    yield ParagraphStyle("Motto", "Tiêu ngữ", sizes.motto, bold=True, align="center")
    yield ParagraphStyle("Number", "Số, ký hiệu", sizes.number, align="center", before=6)
    size = sizes.place_and_date
    yield ParagraphStyle("PlaceDate", "Địa danh, thời gian", size, italic=True, align="center", before=6)
    yield ParagraphStyle("Title", "Title", sizes.kind, bold=True, align="center", before=18, keep_next=True, outline=0)
    side = (form.FIRST_LINE_INDENT * form.MM,) * 2
    yield ParagraphStyle("Subtitle", "Subtitle", sizes.subject, bold=True, align="center", sides=side, keep_next=True)
    yield ParagraphStyle(
        "AnnexLabel", "Phụ lục", form.ANNEX_LABEL_SIZE, bold=True, align="center", keep_next=True, outline=0
    )
    yield ParagraphStyle("AnnexTitle", "Tên phụ lục", sizes.annex_title, bold=True, align="center", keep_next=True)
    yield ParagraphStyle("Attached", "Kèm theo", sizes.annex_attached, italic=True, align="center", keep_next=True)
    yield ParagraphStyle("header", "header", sizes.page_number, align="center")
    yield ParagraphStyle("Draft", "Dự thảo", sizes.page_number, bold=True, align="right")


def _foot_styles(sizes: form.SizeSet) -> Iterator[ParagraphStyle]:
    """Boxes 7 and 9; the room for the signature is a line of that height."""
    size = sizes.signature
    yield ParagraphStyle("Signer", "Quyền hạn, chức vụ", size, bold=True, align="center", keep_next=True)
    yield ParagraphStyle(
        "SignatureRoom", "Chỗ ký", size, line=form.SIGNATURE_SPACE_PT, is_exact=True, align="center", keep_next=True
    )
    yield ParagraphStyle("SignerName", "Họ tên người ký", size, bold=True, align="center")
    yield ParagraphStyle("Recipients", "Nơi nhận", form.RECIPIENTS_LABEL_SIZE, bold=True, italic=True, keep_next=True)
    yield ParagraphStyle("Recipient", "Nơi nhận - danh sách", form.RECIPIENTS_SIZE)
    yield ParagraphStyle("PartEnd", "Cuối phần", 1, line=1, is_exact=True)
    yield ParagraphStyle("FootLead", "Khoảng trước chữ ký", 1, line=14, is_exact=True, keep_next=True)


def _table_styles(sizes: form.SizeSet) -> Iterator[ParagraphStyle]:
    size = form.TABLE_SIZE
    yield ParagraphStyle("TableLead", "Khoảng trước bảng", 1, line=6, is_exact=True, keep_next=True)
    yield ParagraphStyle("CellHead", "Đầu bảng", size, bold=True, align="center", keep_next=True)
    yield ParagraphStyle("Cell", "Ô bảng", size)
    yield ParagraphStyle("CellMiddle", "Ô bảng canh giữa", size, align="center")
    yield ParagraphStyle("CellGroup", "Dòng nhóm", size, bold=True, keep_next=True)
    yield ParagraphStyle("CellGroupMiddle", "Dòng nhóm canh giữa", size, bold=True, align="center", keep_next=True)
    yield ParagraphStyle("CellTotal", "Dòng tổng", size, bold=True)
    indent = form.FIRST_LINE_INDENT * form.MM
    yield ParagraphStyle(
        "ChartTitle", "Tên biểu đồ", sizes.body, bold=True, first_line=indent, before=10, keep_next=True
    )
    yield ParagraphStyle("BarLabel", "Nhãn biểu đồ", size, align="right")
    yield ParagraphStyle("CardCode", "Mã phiếu", 20, bold=True)
    yield ParagraphStyle("CardText", "Chữ trên phiếu", 13)


def install(word: WordDocument, styles: Iterator[ParagraphStyle]) -> None:
    """Put these styles in place of the ones of the empty document, with font, language and spacing as defaults."""
    root = word.styles.element
    for old in [*root.iterchildren(qn("w:docDefaults")), *root.iterchildren(qn("w:style"))]:
        root.remove(old)
    root.insert(0, _defaults())
    for character, bold, italic in ((STRONG, True, False), (EMPHASIS, False, True), (STRONG_EMPHASIS, True, True)):
        root.append(_character(character, bold=bold, italic=italic))
    for ruled in (False, True):
        root.append(_table(ruled=ruled))
    for style in styles:
        add_style(word, style)


def add_style(word: WordDocument, style: ParagraphStyle) -> None:
    made = _style("paragraph", style.key, style.name)
    if style.key == "Normal":
        made.set(qn("w:default"), "1")
    elif style.key.startswith("Heading"):
        _child(made, "w:basedOn", val="Normal")
        _child(made, "w:next", val=body_style(indent=True, keep=False))
    else:
        _child(made, "w:basedOn", val="Normal")
    _child(made, "w:qFormat")
    made.append(_paragraph_properties(style))
    made.append(_run_properties(style.size, bold=style.bold, italic=style.italic))
    word.styles.element.append(made)


def _paragraph_properties(style: ParagraphStyle) -> BaseOxmlElement:
    """In the order the schema wants them."""
    found = OxmlElement("w:pPr")
    if style.keep_next:
        _child(found, "w:keepNext")
    _child(found, "w:widowControl")
    if style.is_rule:
        borders = _child(found, "w:pBdr")
        _child(borders, "w:bottom", val="single", sz="6", space="0", color="000000")
    line = style.line * TWIP if style.is_exact else style.line * 240
    _child(
        found,
        "w:spacing",
        before=_twips(style.before),
        after="0",
        line=str(round(line)),
        lineRule="exact" if style.is_exact else "auto",
    )
    left, right = style.sides
    _child(found, "w:ind", left=_twips(left), right=_twips(right), firstLine=_twips(style.first_line))
    _child(found, "w:jc", val=style.align)
    if style.outline is not None:
        _child(found, "w:outlineLvl", val=str(style.outline))
    return found


def _run_properties(size: float, *, bold: bool, italic: bool) -> BaseOxmlElement:
    found = OxmlElement("w:rPr")
    _child(found, "w:b", val=str(int(bold)))
    _child(found, "w:i", val=str(int(italic)))
    _child(found, "w:sz", val=str(round(size * 2)))
    _child(found, "w:szCs", val=str(round(size * 2)))
    return found


def _defaults() -> BaseOxmlElement:
    found = OxmlElement("w:docDefaults")
    run = _child(_child(found, "w:rPrDefault"), "w:rPr")
    _child(run, "w:rFonts", ascii=FAMILY, hAnsi=FAMILY, cs=FAMILY, eastAsia=FAMILY)
    _child(run, "w:color", val="000000")
    _child(run, "w:lang", val=LANGUAGE, eastAsia=LANGUAGE)
    _child(_child(found, "w:pPrDefault"), "w:pPr")
    return found


def _character(key: str, *, bold: bool, italic: bool) -> BaseOxmlElement:
    names = {STRONG: "Strong", EMPHASIS: "Emphasis", STRONG_EMPHASIS: "Đậm nghiêng"}
    found = _style("character", key, names[key])
    run = _child(found, "w:rPr")
    if bold:
        _child(run, "w:b")
    if italic:
        _child(run, "w:i")
    return found


def _table(*, ruled: bool) -> BaseOxmlElement:
    found = _style("table", RULED if ruled else PLAIN_TABLE, "Bảng kẻ" if ruled else "Bảng không kẻ")
    properties = _child(found, "w:tblPr")
    if ruled:
        _child(properties, "w:tblInd", w=str(_CELL_SIDE), type="dxa")  # else its left rule hangs into the margin
        borders = _child(properties, "w:tblBorders")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _child(borders, f"w:{edge}", val="single", sz="4", space="0", color="000000")
    margins = _child(properties, "w:tblCellMar")
    for edge, wide in (("top", 30), ("left", _CELL_SIDE), ("bottom", 30), ("right", _CELL_SIDE)):
        _child(margins, f"w:{edge}", w=str(wide if ruled else 0), type="dxa")
    return found


def _style(kind: str, key: str, name: str) -> BaseOxmlElement:
    found = OxmlElement("w:style")
    found.set(qn("w:type"), kind)
    found.set(qn("w:styleId"), key)
    if name == name.casefold() or name in {"Normal", "Title", "Subtitle", "Strong", "Emphasis"}:
        _child(found, "w:name", val=name)
    else:
        found.set(qn("w:customStyle"), "1")
        _child(found, "w:name", val=name)
    return found


def _child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    found = OxmlElement(tag)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), value)
    parent.append(found)
    return found


def _twips(points: float) -> str:
    return str(round(points * TWIP))
