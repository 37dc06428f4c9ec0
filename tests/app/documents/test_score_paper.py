"""The result of a rehearsal on paper: figures of the card, every task in its order, DIỄN TẬP across it."""

from collections import Counter
from pathlib import Path

import pytest
from docx import Document as WordFile

from app.documents.score_paper import make_score_paper, score_document
from app.documents.score_words import shown, slip_lines
from app.domain.score import Score, Timed
from tests.support import reports
from tests.support.pdf_measure import letters_of

TASKS = [Timed("Chuyển bước", "Câu 01: bắt đầu hỏi, F6", 2.0), Timed("Chuyển bước", "Câu 01: kết thúc, F6", 65.0),
         Timed("Sửa tên", "Sửa “Lò Vân” thành “Lò Văn”", None)]  # fmt: skip
SCORE = Score("Một ngày xấu <b>", TASKS, Counter({"Hoàn tác": 2}), ("Chưa có thư ký", "Câu 02: chưa giao cơ quan"))


def test_figures_slips_and_gaps_stand_on_pdf_and_word(tmp_path: Path) -> None:
    report = reports.lao_cai()
    pdf, word = make_score_paper(report, SCORE, tmp_path / "moi")
    letters = letters_of(pdf.path.read_bytes())
    wanted = ("KẾT QUẢ DIỄN TẬP", "Một ngày xấu <b>", report.facts.name, "33,5 giây", "1 phút 05 giây", "Sơ suất: 3",
              "Hoàn tác: 2.", "Việc bỏ sót: 1.", "Còn thiếu: 2", "Chưa có thư ký.", TASKS[2].what, "bỏ sót",
              "tệp thật không thay đổi")  # fmt: skip
    for words in (*wanted, "DIỄN TẬP"):
        assert words.replace(" ", "") in letters
    file = WordFile(str(word.path))
    text = "\n".join([*(one.text for one in file.paragraphs),
                      *(cell.text for table in file.tables for row in table.rows for cell in row.cells)])  # fmt: skip
    assert all(words in text for words in wanted)


def test_a_result_never_replaces_an_earlier_one(tmp_path: Path) -> None:
    report = reports.lao_cai()
    first = make_score_paper(report, SCORE, tmp_path)
    second = make_score_paper(report, Score("Khác"), tmp_path)
    assert {one.path for one in first}.isdisjoint(one.path for one in second)
    assert "Mộtngàyxấu" in letters_of(first[0].path.read_bytes())


def test_nothing_missed_and_nothing_missing_is_said(tmp_path: Path) -> None:
    found = score_document(reports.lao_cai(), Score("Thử", TASKS[:1]))
    assert "bỏ sót" not in str(found.blocks).casefold()
    assert str(found.blocks).count("Không có.") == 2
    assert slip_lines(Score("Thử", TASKS[:1])) == ()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.0, "0,0 giây"), (4.24, "4,2 giây"), (59.97, "1 phút 00 giây"), (125.4, "2 phút 05 giây")]
)
def test_seconds_as_people_read_them(seconds: float, words: str) -> None:
    assert shown(seconds) == words
