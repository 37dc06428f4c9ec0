"""The journal of what the hall saw: every picture with its time and thumbnail, filtered, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage

from app.commands import projector
from app.domain import scene
from app.domain.paper import PaperKind
from app.domain.projection import HallState
from app.queries.hall import hall_journal
from app.scenes import made_subject
from tests.support.conferences import new_conference
from tests.support.hall_cards import all_cards
from tests.support.hall_oracle import difference
from tests.support.layout_audit import audit
from tests.support.typing import type_text
from ui.operator.hall_journal import HallJournal
from ui.operator.hall_thumbnails import SIZE, with_pictures
from ui.operator.picture_files import read_file
from ui.projector.canvas import paint_card

F5, F8, F9 = Qt.Key.Key_F5, Qt.Key.Key_F8, Qt.Key.Key_F9


@pytest.fixture
def seen(console):
    """Question 1, held, question 2 let out, covered; two questions were only previewed."""
    console.preview(1)
    console.press(F5)
    console.press(F8)
    console.clock.advance(60)
    console.press(F9)
    console.preview(3)
    console.preview(2)
    console.clock.advance(5)
    console.press(F5)
    console.clock.advance(30)
    console.press(F9)
    console.clock.advance(120)
    console.press(F8)
    return console


def journal(console) -> HallJournal:
    overlay: HallJournal = console.window.journal_overlay
    if not overlay.isVisible():
        overlay.open()
    return overlay


def test_every_live_change_is_a_line_with_its_times_and_nothing_else(seen) -> None:
    lines = journal(seen).lines()
    told = [(line.moment.state, line.title.partition(" – ")[0]) for line in lines][:4]
    assert told == [
        (HallState.COVERED, "Bìa hội nghị che màn chiếu"),
        (HallState.LIVE, "Câu 02"),
        (HallState.HELD, "Câu 01"),
        (HallState.LIVE, "Câu 01"),
    ]
    assert not any("Câu 03" in line.title for line in lines)
    assert lines[0].times().endswith("bây giờ")
    assert lines[1].until == lines[0].moment.at
    assert (lines[1].until - lines[1].moment.at).total_seconds() == 120


def test_it_grows_while_it_is_open(seen) -> None:
    overlay = journal(seen)
    before = len(overlay.lines())
    seen.press(F8)
    assert len(overlay.lines()) == before + 1
    assert overlay.lines()[0].moment.state is HallState.LIVE


def test_opened_with_nothing_taken_yet_the_hall_sees_the_cover_and_the_line_says_so(console) -> None:
    console.press(F8)
    console.press(F9)
    told = [(line.moment.state, line.title) for line in journal(console).lines()]
    assert told[:2] == [(HallState.HELD, "Bìa hội nghị"), (HallState.LIVE, "Bìa hội nghị")]
    console.window.grab()


def test_words_without_accents_narrow_it(seen) -> None:
    overlay = journal(seen)
    type_text(overlay.field, "giu cau 01")
    assert [line.moment.state for line in overlay.lines()] == [HallState.HELD]
    assert overlay.count.text().startswith("1 trong ")
    seen.press(Qt.Key.Key_Escape)
    seen.press(Qt.Key.Key_Escape)
    assert not overlay.isVisible()


def test_the_thumbnail_is_the_picture_the_hall_saw(seen) -> None:
    overlay = journal(seen)
    line = overlay.lines()[1]
    wanted = paint_card(
        scene.from_json(line.moment.shown.card), QSize(144, 81), 1.0, line.moment.shown.page, seen.hall.settings
    )
    place = overlay.list.visualItemRect(overlay.list.item(1))
    shown = overlay.list.viewport().grab(place).copy(9, 8, 144, 81)
    assert difference(shown, wanted) <= 2  # painted twice
    other = paint_card(all_cards()["notice"], QSize(144, 81), 1.0, 0, seen.hall.settings)
    assert difference(shown, other) > 20


@pytest.mark.slow
def test_printed_it_names_every_picture(seen, qtbot) -> None:
    journal(seen).print_button.click()
    papers = seen.window.papers
    qtbot.waitUntil(papers.isVisible)
    qtbot.waitUntil(lambda: papers.words_of(PaperKind.HALL_LOG).startswith("Đã xuất"), timeout=20_000)
    assert papers.list.kind() is PaperKind.HALL_LOG
    [path] = seen.conference.path.parent.rglob("nhat-ky-man-chieu.pdf")
    pages = PdfReader(path).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    assert all(words in text for words in ("Câu 01", "Câu 02", "Giữ hình", "Bìa hội nghị che màn chiếu"))
    assert sum(len(page.images) for page in pages) == 2, "one for each question, whether live or held"
    papers.close()


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_it_keeps_clear_of_the_hall_and_its_words_fit(seen, size: tuple[int, int]) -> None:
    seen.window.resize(*size)
    overlay = journal(seen)
    seen.qtbot.waitUntil(lambda: audit(overlay, frozenset({"projector"})) == [])
    column = seen.window.hall_column
    hall = QRect(column.mapTo(seen.window, QPoint()), column.size())
    assert not QRect(overlay.mapTo(seen.window, QPoint()), overlay.size()).intersects(hall)


def test_on_paper_a_still_picture_is_shown_too(qapp, tmp_path: Path) -> None:
    still = QImage(4000, 3000, QImage.Format.Format_RGB32)
    still.fill(QColor("#aa3322"))
    still.save(str(tmp_path / "so-do.jpg"))
    conference = new_conference(tmp_path)
    asset = read_file(tmp_path / "so-do.jpg")
    projector.screen_found(conference, "hdmi")
    projector.prepare(conference, made_subject(scene.ImageCard(sha256=asset.sha256, caption="Sơ đồ")), 1, asset)
    projector.take(conference)
    projector.cover_or_open(conference)
    covered, shown = with_pictures(hall_journal(conference.db), conference.db)
    conference.close()
    assert covered.picture == b""
    assert shown.title == "Sơ đồ"
    drawn = QImage.fromData(shown.picture)
    assert drawn.size() == SIZE
    assert QColor(drawn.pixel(240, 120)).red() > 150
