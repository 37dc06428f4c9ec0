"""The PDF itself, read back: letters, fonts, page numbers, hostile text, big tables, and writing it to disk."""

import pickle
import unicodedata
from io import BytesIO

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import pdf
from app.documents.blocks import (
    Align,
    AnnexHead,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Recipients,
    Row,
    RowKind,
    Run,
    SignatureArea,
    Signer,
    Table,
    plain,
)
from tests.support.paper_rows import table_rows
from tests.support.pdf_measure import MM, letters_of, measure
from tests.support.wording import HOSTILE, LETTERS

SENTENCE = "Giải pháp của tỉnh hỗ trợ thanh niên khởi nghiệp vùng biên giới tiếp cận vốn vay ưu đãi"
WORDS = SENTENCE.split()


def paper(*blocks: object) -> Document:
    return Document("Tên văn bản", "Văn phòng UBND tỉnh", (Part(tuple(blocks)),))  # type: ignore[arg-type]


def words(count: int, start: int = 0) -> str:
    return " ".join(WORDS[(start + place) % len(WORDS)] for place in range(count))


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (True, False), (False, True), (True, True)])
def test_every_vietnamese_letter_comes_back_in_every_face(bold: bool, italic: bool) -> None:
    assert len(set(LETTERS)) == 2 * (12 * 6 + 1)
    text = " ".join(LETTERS[place : place + 6] for place in range(0, len(LETTERS), 6)) + " ₫ № – “…”"
    data = pdf.render(paper(Paragraph((Run(unicodedata.normalize("NFD", text), bold, italic),))))
    assert letters_of(data) == text.replace(" ", "")
    extracted = pypdf.PdfReader(BytesIO(data)).pages[0].extract_text()
    assert unicodedata.is_normalized("NFC", extracted)
    assert "".join(extracted.split()) == text.replace(" ", "")


def font_names(data: bytes) -> dict[str, bool]:
    """Every font named in the file, and whether it is embedded."""
    found: dict[str, bool] = {}
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].get_object().values():  # type: ignore[index]
            told = font.get_object()
            found[told["/BaseFont"]] = "/FontFile2" in told.get("/FontDescriptor", {})
    return found


def test_only_embedded_tinos_is_in_the_file() -> None:
    data = pdf.render(
        paper(Paragraph((Run("a"), Run("b", bold=True), Run("c", italic=True), Run("d", True, True)))), draft=True
    )
    names = font_names(data)
    assert {name.partition("+")[2] for name in names} == {
        "Tinos-Regular",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
    }
    assert all(names.values())
    assert b"Helvetica" not in data


def test_language_title_author_and_outline() -> None:
    data = pdf.render(paper(Heading("I. KHAI MẠC"), plain("x"), Heading("1. Câu hỏi", 2), plain("y")))
    reader = pypdf.PdfReader(BytesIO(data))
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"  # type: ignore[index]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Tên văn bản", "Văn phòng UBND tỉnh")
    top, below = reader.outline
    assert (top.title, below[0].title) == ("I. KHAI MẠC", "1. Câu hỏi")  # type: ignore[union-attr,index]


def test_the_same_document_gives_the_same_bytes() -> None:
    document = paper(plain(words(200)))
    assert pdf.render(document, invariant=True) == pdf.render(document, invariant=True)


def test_a_document_can_be_sent_to_a_child_process() -> None:
    document = paper(Heading("I. KHAI MẠC"), table(3))
    assert pickle.loads(pickle.dumps(document)) == document


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_typed_text_is_printed_never_obeyed(text: str) -> None:
    document = Document(
        text,
        text,
        (
            Part(
                (
                    Heading(text),
                    plain(text),
                    Table((Column(text, 1), Column("x", 1)), (Row((text, "y")), Row(("I", text), RowKind.GROUP))),
                    SignatureArea((Signer((text,), text),), Recipients("Nơi nhận:", (text,))),
                )
            ),
            Part((AnnexHead(text, text, text), plain(text)), landscape=True),
        ),
    )
    letters = letters_of(pdf.render(document))
    if text.isascii() and text.isprintable():
        is_there = "".join(text.split()) in letters
        assert is_there, text[:80]
    assert "\x00" not in letters


@given(st.text(max_size=300), st.text(max_size=60))
@settings(max_examples=120, deadline=None)
def test_any_text_at_all_gives_a_file(long: str, short: str) -> None:
    shown = Table((Column(short, 1), Column("x", 3)), (Row((short, long)), Row((short, long), RowKind.GROUP)))
    data = pdf.render(paper(Heading(short), Paragraph((Run(long), Run(short, bold=True))), shown))
    assert measure(data)


def test_letters_without_a_glyph_are_squares_not_gaps() -> None:
    assert letters_of(pdf.render(paper(plain("Tốt 👍 ☑")))) == "Tốt□□"


def test_an_answer_of_5000_letters_runs_over_pages_complete() -> None:
    answer = words(1400)
    assert len(answer) > 5000
    data = pdf.render(paper(*[plain(answer) for _ in range(3)]))
    assert letters_of(data) == answer.replace(" ", "") * 3


def test_line_feeds_make_paragraphs() -> None:
    lines = measure(pdf.render(paper(plain("Một\nHai\nBa"))))[0].lines
    assert [line.text for line in lines] == ["Một", "Hai", "Ba"]
    assert {round(line.left / MM, 1) for line in lines} == {42.7}


def table(rows: int, words_in_row: int = 12) -> Table:
    return Table(
        (Column("STT", 1, Align.CENTRE), Column("Nội dung", 6), Column("Cơ quan", 3)),
        (
            Row(("I", "Lĩnh vực thứ nhất"), RowKind.GROUP),
            *(Row((str(n), f"{words(words_in_row, n)} {n}.", "Sở Nội vụ")) for n in range(1, rows + 1)),
            Row(("Tổng cộng",), RowKind.TOTAL),
        ),
    )


def test_a_table_of_300_rows_repeats_its_head_and_loses_no_row() -> None:
    pages = measure(pdf.render(Document("x", "y", (Part((table(300),), landscape=True),))))
    heads = [next(line.text for line in page.lines if "Nội dung" in line.text) for page in pages]
    assert heads == ["STT Nội dung Cơ quan"] * len(pages)
    numbers = [line.text.split()[0] for page in pages for line in page.lines if line.text.endswith("Sở Nội vụ")]
    assert numbers == [str(n) for n in range(1, 301)]
    assert pages[-1].lines[-1].text == "Tổng cộng"
    assert pages[-1].lines[-2].text != "STT Nội dung Cơ quan"


def test_a_row_higher_than_a_page_is_split_and_complete() -> None:
    data = pdf.render(paper(table(1, 3000)))
    assert len(measure(data)) >= 3
    assert table_rows(data) == [["1", f"{words(3000, 1)} 1.".replace(" ", ""), "SởNộivụ"]]


def test_a_head_of_a_table_higher_than_half_a_page_stands_once() -> None:
    """An office's own words for a column may be long; the rows still have room."""
    columns = (Column("STT", 1), Column(words(600), 6))
    data = pdf.render(paper(Table(columns, tuple(Row((str(n), "Một")) for n in range(1, 60)))))
    assert letters_of(data).count(words(600).replace(" ", "")) == 1
    assert sum(line.text.endswith("Một") for page in measure(data) for line in page.lines) == 59


def test_parts_number_their_pages_from_one_and_lie_as_they_say() -> None:
    body = tuple(plain(words(300)) for _ in range(5))
    pages = measure(pdf.render(Document("x", "y", (Part(body), Part((table(60),), landscape=True)))))
    upright = [page for page in pages if page.height > page.width]
    across = [page for page in pages if page.width > page.height]
    assert pages == upright + across
    for part in (upright, across):
        tops = [page.lines[0].text for page in part]
        assert tops[1:] == [str(n) for n in range(2, len(part) + 1)]
        assert tops[0] not in {"1", str(len(upright) + 1)}


def test_a_page_break_turns_the_page() -> None:
    first, second = measure(pdf.render(paper(plain("Một"), PageBreak(), Heading("Hai"), plain("Ba"))))
    assert first.lines[-1].text == "Một"
    assert [line.text for line in second.lines] == ["2", "Hai", "Ba"]


def test_a_draft_and_a_rehearsal_say_so_on_every_page() -> None:
    document = paper(plain("Một"), PageBreak(), plain("Hai"))
    marked = letters_of(pdf.render(document, draft=True, rehearsal=True))
    assert marked.count("DIỄNTẬP-DỰTHẢO") == 2
    assert "DỰTHẢO" not in letters_of(pdf.render(document, rehearsal=True))
    assert letters_of(pdf.render(document)) == "MộtHai"


def test_a_parted_row_says_its_number_again() -> None:
    columns = (Column("STT", 10, Align.CENTRE), Column("Nội dung", 60), Column("Người", 60))
    rows = (Row(("7", words(1800), "Ai")), Row(("8", "Ngắn", "Ai")))
    letters = letters_of(pdf.render(paper(Table(columns, rows))))
    assert letters.count("7(tiếp)") == letters.count("(tiếp)") >= 2
