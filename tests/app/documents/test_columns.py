"""Widths of the columns of a table: all of the room, codes whole, room to write by hand kept, rows lower."""

import pytest

from app.documents import form, pdf
from app.documents.blocks import Align, Column, Part, Row, Table
from app.documents.catalogue import CATALOGUE
from app.documents.pdf_columns import column_widths
from app.documents.pdf_fonts import REGULAR, width
from app.documents.pdf_pieces import fill_pages
from tests.support import reports

ROOM = form.text_width() * form.MM
PAD = 3.5
NAME = "Trung tâm Giáo dục nghề nghiệp và Giáo dục thường xuyên huyện Quỳnh Nhai, tỉnh Sơn La. " * 3
SYMBOL = "128/2020/NQ-HĐND"
COLUMNS = (Column("Mã", 35, Align.CENTRE), Column("Nội dung", 50), Column("Người hỏi", 40), Column("Ký nhận", 40))
TABLE = Table(COLUMNS, tuple(Row((f"ĐT2023-{n:02d}", SYMBOL, NAME, "")) for n in range(10, 40)))


def test_a_long_text_takes_from_a_short_one_never_from_codes_or_from_room_to_sign() -> None:
    code, text, asker, signed = column_widths(TABLE, ROOM, form.TABLE_SIZE, PAD)
    by_weight = ROOM / sum(column.weight for column in COLUMNS)
    assert (code, signed) == pytest.approx((35 * by_weight, 40 * by_weight))
    assert asker > 45 * by_weight
    assert text >= width(SYMBOL, REGULAR, form.TABLE_SIZE) + 2 * PAD
    assert code + text + asker + signed == pytest.approx(ROOM)


def test_a_column_of_pictures_keeps_its_width_whatever_describes_them() -> None:
    columns = (Column("Hình", 40), Column("Nội dung", 50), Column("Người hỏi", 75))
    rows = tuple(Row((NAME, "Một", NAME), picture=b"png") for _ in range(20))
    picture, *_ = column_widths(Table(columns, rows), ROOM, form.TABLE_SIZE, PAD)
    assert picture == pytest.approx(40 * ROOM / 165)


def height(table: Table) -> float:
    pages = fill_pages(pdf.pieces_of(Part((table,)), form.LARGE), 1e9)
    return max(top + piece.height for page in pages for top, piece in page)


def test_the_tables_of_a_full_house_are_no_higher_than_by_weight_alone() -> None:
    """Tables with pictures are as high as these ask."""
    report = reports.sixty_questions()
    lower = 0
    for entry in CATALOGUE.values():
        tables = [block for block in entry.document(report).blocks if isinstance(block, Table)]
        for table in tables:
            if any(row.picture for row in table.rows):
                continue
            centred = tuple(Column(column.title, column.weight, Align.CENTRE) for column in table.columns)
            here, by_weight = height(table), height(Table(centred, table.rows))
            assert here <= by_weight * 1.02, [column.title for column in table.columns]
            lower += here < by_weight * 0.95
    assert lower > 5
