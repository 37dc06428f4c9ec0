"""The checker passes our papers, and every one of its points finds a paper made wrong on purpose."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.documents import form, pdf, pdf_pieces
from app.documents.blocks import (
    AnnexHead,
    Block,
    Column,
    Document,
    Heading,
    LetterHead,
    PageBreak,
    Part,
    Recipients,
    Row,
    SignatureArea,
    Signer,
    Table,
    Title,
    plain,
)
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from tests.support import reports
from tests.support.paper_checker import POINTS, check, check_annex

HEAD = LetterHead(("UBND TỈNH LÀO CAI",), ("VĂN PHÒNG",), "Số:      /TB-VPUBND", "Lào Cai, ngày      tháng 4 năm 2024")
TITLE = Title("THÔNG BÁO", "Kết luận tại Hội nghị đối thoại với thanh niên tỉnh Lào Cai năm 2024")
SIGNER = Signer(("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Hoàng Ngọc Bích")
RECIPIENTS = Recipients("Nơi nhận:", ("- Bộ Nội vụ;", "- Lưu: VT, TH2."))
TEXT = (
    "Hội nghị đối thoại diễn ra trong không khí dân chủ, sôi nổi, thẳng thắn giữa đại diện đoàn viên thanh niên "
    "trên địa bàn tỉnh và Chủ tịch Ủy ban nhân dân tỉnh ngày 04/4/2024, tiếp tục thực hiện các nhiệm vụ được giao."
)
BODY: tuple[Block, ...] = (
    plain(TEXT),
    Heading("I. NHIỆM VỤ"),
    *(plain(f"{n}. {TEXT}") for n in range(1, 19)),
    plain(f"Trên đây là Thông báo kết luận. {TEXT[:-1]}./."),
)


@dataclass(frozen=True)
class Make:
    """A paper and the form it is set with; each field can be made wrong."""

    head: LetterHead = HEAD
    title: Title = TITLE
    body: tuple[Block, ...] = BODY
    ending: tuple[Block, ...] = (SignatureArea((SIGNER,), RECIPIENTS),)
    over: Callable[[Canvas], None] | None = None

    def data(self) -> bytes:
        blocks = (self.head, self.title, *self.body, *self.ending)
        data = pdf.render(Document("x", "y", (Part(blocks),)))
        return overlaid(data, self.over) if self.over else data


def overlaid(data: bytes, draw: Callable[[Canvas], None]) -> bytes:
    """The first page with something drawn on it by somebody else."""
    stamp = BytesIO()
    canvas = Canvas(stamp)
    draw(canvas)
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=BytesIO(data))
    writer.pages[0].merge_page(pypdf.PdfReader(stamp).pages[0])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def stamp(text: str, *, y: float = 400, red: bool = False) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        if red:
            canvas.setFillColorRGB(1, 0, 0)
        canvas.setFont("Times-Roman" if red else "Helvetica", 14)
        canvas.drawCentredString(320, y, text)

    return draw


def beside(text: str) -> Callable[[Canvas], None]:
    """Something in the left margin."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 400, text)

    return draw


GOOD = Make()
CONSTANTS = {
    "paper_is_a4": {"PAGE_HEIGHT": 280.0},
    "left_margin": {"MARGIN_LEFT": 25.0},
    "right_margin": {"MARGIN_RIGHT": 10.0},
    "top_margin": {"MARGIN_TOP": 15.0},
    "bottom_margin": {"MARGIN_BOTTOM": 10.0},
    "number_from_page_2": {"LARGE": replace(form.LARGE, page_number=10)},
    "national_title": {"LARGE": replace(form.LARGE, national_title=11.5)},
    "motto": {"LARGE": replace(form.LARGE, motto=15)},
    "motto_rule": {"MOTTO_RULE": 0.6},
    "organ": {"LARGE": replace(form.LARGE, organ=14)},
    "organ_rule": {"ORGAN_RULE": 0.8},
    "place_and_date": {"LARGE": replace(form.LARGE, place_and_date=12)},
    "sizes_of_one_set": {"LARGE": replace(form.LARGE, motto=13)},
    "subject_rule": {"SUBJECT_RULE": 0.9},
    "subject_under_kind": {"LARGE": replace(form.LARGE, kind=60)},
    "body_size": {"LARGE": replace(form.LARGE, body=12)},
    "first_line_indent": {"FIRST_LINE_INDENT": 20.0},
    "line_spacing": {"LINE_SPACING": 1.7},
    "paragraph_spacing": {"PARAGRAPH_SPACE_PT": 3.0},
    "justified": {"WIDEST_GAP_IN_SPACES": 1.05},
}
DOCUMENTS = {
    "one_typeface": replace(GOOD, over=stamp("x")),
    "black_letters": replace(GOOD, over=stamp("đỏ", red=True)),
    "no_number_on_page_1": replace(GOOD, over=stamp("1", y=810)),
    "parent_organ": replace(GOOD, head=replace(HEAD, parent=("UBND tỉnh Lào Cai",))),
    "number_and_symbol": replace(GOOD, head=replace(HEAD, number="Số: 5 / TB - VP")),
    "kind_of_paper": replace(GOOD, title=replace(TITLE, kind="Thông báo")),
    "subject": replace(GOOD, title=replace(TITLE, subject="")),
    "points_in_vietnamese_order": replace(GOOD, body=(*(plain(f"{n}) Một.") for n in "abcde"), *BODY)),
    "signer_without_titles": replace(
        GOOD, ending=(SignatureArea((replace(SIGNER, name="TS. Hoàng Ngọc Bích"),), RECIPIENTS),)
    ),
    "authority_abbreviations": replace(
        GOOD, ending=(SignatureArea((replace(SIGNER, lines=("KT CHÁNH VĂN PHÒNG",)),), RECIPIENTS),)
    ),
    "text_inside_margins": replace(GOOD, over=beside("lề")),
    "headings_stand_out": replace(GOOD, body=(plain("I. Nhiệm vụ"), *BODY)),
    "dates_as_the_decree_writes_them": replace(GOOD, body=(plain("Từ ngày 5/04/2024 đến nay."), *BODY)),
    "end_mark": replace(GOOD, body=BODY[:-1]),
    "signature": replace(GOOD, ending=(SignatureArea((Signer(("Chánh Văn phòng",), "Bích"),), RECIPIENTS),)),
    "signature_not_alone": replace(GOOD, ending=(PageBreak(), *GOOD.ending)),
    "recipients_label": replace(GOOD, ending=(SignatureArea((SIGNER,), replace(RECIPIENTS, label="Nơi nhận")),)),
    "recipients_list": replace(
        GOOD, ending=(SignatureArea((SIGNER,), replace(RECIPIENTS, lines=("Bộ Nội vụ", "- Lưu: VT."))),)
    ),
    "recipients_level_with_signer": replace(
        GOOD, ending=(SignatureArea((SIGNER,)), SignatureArea((Signer((), ""),), RECIPIENTS))
    ),
}
SEARCHED = ("headings_keep_their_text", "no_single_lines")
MORE = ("no_wide_gaps",)


def failing(data: bytes) -> set[str]:
    return {name.partition(" ")[0] for name in check(data)}


def test_a_paper_in_good_form_passes_every_point() -> None:
    assert check(GOOD.data()) == {}
    small = Document("x", "y", (Part((HEAD, TITLE, *BODY, *GOOD.ending)),), small_type=True)
    assert check(pdf.render(small)) == {}


def test_the_smaller_set_of_sizes_keeps_the_form_too() -> None:
    """In the larger one every paper is checked in test_catalogue."""
    report = reports.sixty_questions()
    assert check(pdf.render(replace(conclusion_notice(report), small_type=True))) == {}
    assert check(pdf.render(replace(minutes_document(reports.son_la()), small_type=True))) == {}


def test_every_point_is_tested() -> None:
    names = {name.partition(" ")[0] for name in POINTS}
    assert {*CONSTANTS, *DOCUMENTS, *SEARCHED, *MORE} == names
    assert len(names) >= 40


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_wrong_measure_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for constant, wrong in CONSTANTS[name].items():
        monkeypatch.setattr(form, constant, wrong)
    assert name in failing(GOOD.data())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_wrong_part_is_found(name: str) -> None:
    assert name in failing(DOCUMENTS[name].data())


def test_wide_gaps_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = "đối thoại " + "nghiêng" * 9
    wrong = replace(GOOD, body=(plain(f"{wide} {wide} {wide} {wide}"), *BODY))
    assert "no_wide_gaps" not in failing(wrong.data())
    monkeypatch.setattr(form, "WIDEST_GAP_IN_SPACES", 200.0)
    assert "no_wide_gaps" in failing(wrong.data())


@pytest.mark.parametrize("name", SEARCHED)
def test_a_break_in_the_wrong_place_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The break falls where it must not for one of these lengths; with the keeping rules it never does."""
    papers = [
        replace(GOOD, body=(*(plain("Một dòng.") for _ in range(lines)), Heading("II. NHIỆM VỤ"), *BODY))
        for lines in range(18, 34)
    ]
    assert all(name not in failing(paper.data()) for paper in papers)
    monkeypatch.setattr(pdf_pieces, "_chain", lambda queue: queue[-1:])
    assert any(name in failing(paper.data()) for paper in papers)


ANNEX_HEAD = AnnexHead("Phụ lục", "TỔNG HỢP CÁC Ý KIẾN", "(Kèm theo Thông báo số …/TB-VPUBND)")
TABLE = Table((Column("STT", 1), Column("Nội dung", 9)), tuple(Row((str(n), TEXT)) for n in range(1, 41)))


def annex(*blocks: Block) -> list[str]:
    return check_annex(pdf.render(Document("x", "y", (Part(blocks, landscape=True),))))


def test_an_annex_in_good_form_passes() -> None:
    assert annex(ANNEX_HEAD, TABLE) == []


def test_a_wrong_annex_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    other = replace(TABLE, columns=(Column("STT", 1), Column("Cột khác", 9)))
    assert any("not repeated" in wrong for wrong in annex(ANNEX_HEAD, TABLE, other))
    assert "title not in bold capitals" in annex(replace(ANNEX_HEAD, title="Tổng hợp"), TABLE)
    assert any("belongs" in wrong for wrong in annex(replace(ANNEX_HEAD, attached=""), TABLE))
    assert any("label" in wrong for wrong in annex(replace(ANNEX_HEAD, label="Danh sách"), TABLE))
    monkeypatch.setattr(form, "MARGIN_LEFT", 20.0)
    assert any("left margin" in wrong for wrong in annex(ANNEX_HEAD, TABLE))


def test_text_over_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.documents.pdf_columns._LONGEST_KEPT_WHOLE", 0)
    monkeypatch.setattr("app.documents.pdf_lines._cut", lambda *_, **__: None)
    narrow = Table((Column("STT", 1), Column("Nội dung", 30)), (Row(("nghiêng-ngả", TEXT)),))
    assert any("over a rule" in wrong for wrong in annex(ANNEX_HEAD, narrow))
