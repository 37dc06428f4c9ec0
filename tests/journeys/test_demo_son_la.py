"""The demo of Sơn La 2023 by its keys, and what its papers say: letter for letter what the article states."""

import json
import re
import unicodedata
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage

from tests.support.paper_rows import table_rows
from tests.support.pdf_measure import MM, letters_of, measure
from tests.support.pictures import difference
from ui.demo import folder

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
ARTICLE = json.loads((Path(__file__).parents[1] / "fixtures" / "son_la_2023.json").read_text(encoding="utf-8"))
QUESTIONS = ARTICLE["qa"]
DUE = {1: ["20/4/2023", "30/5/2023", "15/7/2023", "quý III/2023"], 5: ["năm 2025"]}


@pytest.fixture
def demo(played):
    return played("son-la")


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def test_every_step_did_what_it_should(demo) -> None:
    assert demo.status == 0, demo.printed
    assert "DỪNG" not in demo.printed
    steps = re.findall(r"^\[ *(\d+)/(\d+) · ", demo.printed, re.MULTILINE)
    assert [int(done) for done, _ in steps] == list(range(1, int(steps[0][1]) + 1))


def test_what_lies_in_the_folder(demo) -> None:
    found = {path.relative_to(demo.folder).as_posix() for path in demo.folder.rglob("*") if path.is_file()}
    wanted = {"son-la-2023.hoinghi", *folder.PAPERS, *(f"pictures/{name}" for name in folder.CONSOLES)}
    wanted |= {f"pictures/hall-{number:02d}.png" for number in range(1, 17)}
    assert wanted <= found
    assert {name for name in found - wanted if not folder.is_paper(name)} == set()


def test_gaps_are_told_and_nothing_is_invented(demo) -> None:
    _, _, told = demo.printed.partition("Để trống vì nguồn không nêu:")
    for gap in ("sáu người hỏi", "giờ bắt đầu", "thư ký", "người ký Thông báo kết luận", "nơi nhận", "bốn ý kiến"):
        assert gap in told
    assert "Câu 01, 02, 04, 05, 06, 07: chưa ghi điểm cầu" in told


def test_the_minutes_hold_the_conference(demo) -> None:
    text = letters_of(demo.paper("bien-ban.pdf"))
    assert text == unicodedata.normalize("NFC", text)
    for words in (
        ARTICLE["theme"],
        ARTICLE["occasion"],
        ARTICLE["opening_speech"]["text"],
        ARTICLE["chair"]["name"],
        ARTICLE["chair"]["title"],
        "Chá A Của",
        ARTICLE["attendees_named"][0]["title"],
    ):
        assert letters(words) in text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question['no']:02d}")
def test_the_minutes_hold_every_question(demo, question) -> None:
    text = letters_of(demo.paper("bien-ban.pdf"), "DỰTHẢO")
    parts = (
        question["asker"]["name"],
        question["asker"]["unit"],
        question["question"],
        question["respondent"]["name"],
        question["respondent"]["agency"],
        question["answer"],
    )
    place = text.index(letters(f"Câu hỏi số {question['no']:02d}"))
    for words in parts:  # in this order, each after the one before
        assert letters(words) in text[place:], words
        place = text.index(letters(words), place)


def test_the_notice_counts_eleven_and_gives_four_tasks(demo) -> None:
    text = letters_of(demo.paper("thong-bao-ket-luan.pdf"))
    assert letters("11 ý kiến") in text
    for task in ARTICLE["conclusion_tasks"]:
        start = letters(task["text"])
        assert start[1:] in text  # its first letter may be a capital in the article
    for one in ("Các sở, ban, ngành của tỉnh", "Chủ tịch UBND cấp huyện, cấp xã", "Thủ trưởng các sở, ban, ngành"):
        assert letters(one)[1:] in text


def test_the_annex_has_seven_rows_with_the_deadlines_at_their_petitions(demo) -> None:
    rows = table_rows(demo.paper("phu-luc.pdf"))
    assert len(rows) == 7
    for question, row in zip(QUESTIONS, rows, strict=True):
        assert letters(question["question"]) in "".join(row)
        assert letters(question["asker"]["name"]) in "".join(row)
        assert letters(question["respondent"]["agency"]) in "".join(row)
        for due in DUE.get(question["no"], []):
            assert letters(due) in row[-1]
    assert sum(bool(row[-1]) for row in rows) == 2


def test_opinions_that_were_only_noted_are_told_below_the_annex(demo) -> None:
    text = letters_of(demo.paper("phu-luc.pdf"))
    assert letters("04 ý kiến đã tiếp nhận") in text
    assert letters("câu số 08, 09, 10, 11") in text


@pytest.mark.parametrize("name", folder.PAPERS)
def test_pages_are_numbered_from_the_second(demo, name: str) -> None:
    """Centred over the text: the left margin is 15 mm wider than the right one."""
    first, second, *_ = measure(demo.paper(name))
    assert first.lines[0].text != "1"
    assert second.lines[0].text == "2"
    assert second.lines[0].middle == pytest.approx(second.width / 2 + 7.5 * MM, abs=MM)


@pytest.mark.parametrize("name", folder.PAPERS)
def test_fonts_are_embedded_and_ours(demo, name: str) -> None:
    fonts = set()
    for page in pypdf.PdfReader(demo.folder / name).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/FontDescriptor"]
            assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
            fonts.add(font["/BaseFont"].rpartition("+")[2])
    assert fonts
    assert all(font.startswith("Tinos") for font in fonts)


def test_the_hall_was_covered_before_and_after(demo) -> None:
    first, last = (QImage(str(demo.folder / "pictures" / f"hall-{number:02d}.png")) for number in (1, 16))
    assert (first.width(), first.height()) == (1920, 1080)
    assert difference(first, last) < 0.002
