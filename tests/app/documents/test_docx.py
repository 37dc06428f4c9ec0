"""Word files read back: letters, styles, pages, numbers, language; turned into pages by LibreOffice if it is here."""

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from app.documents import docx, form
from app.documents.blocks import (
    Align,
    Bar,
    BarChart,
    Block,
    Card,
    Cards,
    Column,
    Document,
    Heading,
    LetterHead,
    PageBreak,
    Paragraph,
    Part,
    Row,
    RowKind,
    Run,
    Table,
    Title,
    plain,
)
from app.documents.catalogue import CATALOGUE
from app.documents.conclusion_notice import conclusion_notice
from app.documents.minutes import minutes_document
from app.documents.petition_annex import petition_annex
from tests.support import reports
from tests.support.pdf_measure import letters_of as pdf_letters
from tests.support.word_file import direct_formatting, letters_of, opened, source_letters, unknown_styles
from tests.support.wording import HOSTILE, LETTERS

MAKERS = [minutes_document, conclusion_notice, petition_annex]
FONTS = Path(__file__).resolve().parents[3] / "resources" / "fonts"


def paper(*blocks: Block) -> Document:
    return Document("Biên bản", "UBND tỉnh", (Part(blocks),))


TABLE = Table(
    (Column("STT", 1, Align.CENTRE), Column("Nội dung", 6)),
    (Row(("I", "Việc làm"), RowKind.GROUP), Row(("1", "Một\nHai")), Row(("Tổng cộng",), RowKind.TOTAL)),
)
CARDS = Cards((Card("ĐT2024-01", ("Giải pháp nào?",)), Card("ĐT2024-02", ("Hai",)), Card("ĐT2024-03", ())), "(tiếp)")
CHART = BarChart("Theo lĩnh vực", (Bar("Việc làm", 3, "03"), Bar("Số", 1, "01"), Bar("Không", 0, "00")))


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("report", ["son_la", "lao_cai", "sixty_questions"])
def test_a_paper_reopens_with_every_letter_in_styles_only(make, report: str) -> None:
    document = make(getattr(reports, report)())
    word = opened(docx.render(document))
    assert letters_of(word) == source_letters(document)
    assert direct_formatting(word) == []
    assert unknown_styles(word) == set()


def test_every_kind_of_block_has_its_letters_and_styles() -> None:
    head = LetterHead(("TỈNH ĐOÀN",), ("VĂN PHÒNG",), "Số 1", "", title="ĐOÀN TNCS HỒ CHÍ MINH", motto="", mark="***")
    blocks = (head, Title("PHIẾU", ""), Heading("I. Một"), plain("x"), TABLE, PageBreak(), plain("y"), CHART, CARDS)
    document = paper(*blocks)
    word = opened(docx.render(document))
    assert letters_of(word) == source_letters(document)
    assert direct_formatting(word) == []
    assert unknown_styles(word) == set()
    breaks = [p.text.strip() for p in word.paragraphs if list(p._p.iter(qn("w:br")))]
    assert breaks == ["y"]


def test_all_letters_stand_in_three_weights_and_keep_their_style() -> None:
    runs = (Run(LETTERS), Run(LETTERS, bold=True), Run(LETTERS, italic=True), Run(LETTERS, bold=True, italic=True))
    found = next(p for p in opened(docx.render(paper(Paragraph(runs)))).paragraphs if p.text)
    assert [run.text for run in found.runs] == [LETTERS] * 4
    used = [node.get(qn("w:val")) for node in found._p.iter(qn("w:rStyle"))]
    assert used == ["Strong", "Emphasis", "StrongEmphasis"]


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_data(text: str) -> None:
    document = paper(Heading(text), plain(text), Table((Column(text, 1),), (Row((text,)),)))
    word = opened(docx.render(document))
    wanted = source_letters(document)
    assert letters_of(word) == "".join(docx.plain_text(wanted).split())


def test_pages_follow_the_decree() -> None:
    document = Document("x", "y", (Part((plain("Một"),)), Part((TABLE,), landscape=True)))
    upright, across = opened(docx.render(document)).sections
    for section in (upright, across):
        assert abs(section.top_margin - Mm(20)) < Mm(0.1)
        assert abs(section.bottom_margin - Mm(20)) < Mm(0.1)
        assert abs(section.left_margin - Mm(30)) < Mm(0.1)
        assert abs(section.right_margin - Mm(15)) < Mm(0.1)
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert (upright.orientation, across.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert abs(upright.page_width - Mm(210)) < Mm(0.1)
    assert abs(across.page_width - Mm(297)) < Mm(0.1)


def test_the_number_stands_on_every_page_but_the_first() -> None:
    for section in opened(docx.render(minutes_document(reports.son_la()))).sections:
        assert section.different_first_page_header_footer
        field = section.header._element.find(f".//{qn('w:fldSimple')}")
        assert field is not None
        assert field.get(qn("w:instr")) == "PAGE"
        assert section.header.paragraphs[0].style.name == "Header"
        assert section.first_page_header._element.find(f".//{qn('w:fldSimple')}") is None


def test_the_styles_have_the_sizes_and_weights_of_the_decree() -> None:
    for small, sizes in ((False, form.LARGE), (True, form.SMALL)):
        document = Document("x", "y", (Part((plain("Một"),)),), small_type=small)
        styles = {style.name: style for style in opened(docx.render(document)).styles}
        wanted = {
            "Nội dung": (sizes.body, False, False),
            "Quốc hiệu": (sizes.national_title, True, False),
            "Tiêu ngữ": (sizes.motto, True, False),
            "Cơ quan chủ quản": (sizes.parent_organ, False, False),
            "Số, ký hiệu": (13, False, False),
            "Địa danh, thời gian": (sizes.place_and_date, False, True),
            "Nơi nhận": (12, True, True),
            "Nơi nhận - danh sách": (11, False, False),
            "Họ tên người ký": (sizes.signature, True, False),
            "Heading 1": (sizes.body, True, False),
        }
        for name, (size, bold, italic) in wanted.items():
            font = styles[name].font
            assert (font.size.pt, font.bold, font.italic) == (size, bold, italic), name
        body = styles["Nội dung"].paragraph_format
        assert body.first_line_indent.mm == pytest.approx(12.7, abs=0.1)
        assert body.space_before.pt == 6


def test_language_family_title_and_author() -> None:
    word = opened(docx.render(paper(plain("Một"))))
    defaults = word.styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(f".//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{name}")) for name in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"
    about = word.core_properties
    assert (about.title, about.author, about.language) == ("Biên bản", "UBND tỉnh", "vi-VN")
    assert about.created is None


def test_the_head_of_a_table_is_repeated_and_its_columns_are_those_of_the_pdf() -> None:
    word = opened(docx.render(petition_annex(reports.sixty_questions())))
    table = word.tables[0]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert sum(row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows) == 1
    wide = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) / 20 / form.MM
    assert wide == pytest.approx(form.text_width(landscape=True), abs=0.2)


def test_a_short_row_is_not_parted_by_a_page_end_a_long_one_may_be() -> None:
    columns = (Column("STT", 1, Align.CENTRE), Column("Nội dung", 6))
    data = docx.render(paper(Table(columns, (Row(("1", "Một câu. " * 20)), Row(("2", "Một câu. " * 400))))))
    _, short, long = opened(data).tables[0].rows
    assert short._tr.find(f".//{qn('w:cantSplit')}") is not None
    assert long._tr.find(f".//{qn('w:cantSplit')}") is None


def test_bars_are_as_long_as_their_values() -> None:
    rows = opened(docx.render(paper(CHART))).tables[0].rows
    assert [row.cells[1].text.count("█") for row in rows] == [24, 8, 0]


def test_a_draft_says_so_on_every_page() -> None:
    section = opened(docx.render(paper(plain("Một")), draft=True, rehearsal=True)).sections[0]
    number, mark = section.header.paragraphs
    assert number.style.name == "Header"
    for paragraph in (mark, *section.first_page_header.paragraphs):
        assert paragraph.text == "DIỄN TẬP - DỰ THẢO"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_every_letter_of_every_paper(tmp_path: Path) -> None:
    report = reports.lao_cai()
    documents = {entry.stem: entry.document(report) for entry in CATALOGUE.values()}
    for stem, document in documents.items():
        (tmp_path / f"{stem}.docx").write_bytes(docx.render(document))
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{tmp_path}</cachedir><alias binding='same'>"
        "<family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias></fontconfig>"
    )
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(tmp_path / f"{stem}.docx") for stem in documents]
    subprocess.run([*command, *files], env=environment, check=True, capture_output=True, timeout=100)
    for stem, document in documents.items():
        shown = Counter(
            pdf_letters((tmp_path / f"{stem}.pdf").read_bytes()).replace("\x02", "-")
        )  # a hyphen at a line end
        assert Counter(source_letters(document)) - shown == Counter(), stem
