"""Every layout at every size: inside the picture, inside the margins, nothing over anything, no mark cut."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QImage

from app.domain.scene import AgendaCard, AgendaRow, Card, ConclusionCard, CoverCard, GiftCard, ImageCard, QuestionCard
from tests.support.hall_cards import all_cards, son_la
from ui.fonts import sized_font
from ui.projector.canvas import LAYOUTS, clocks_of, first_page, page_count, paint_card
from ui.projector.line_breaking import EM, width_of
from ui.projector.scenes.cover import split_name
from ui.projector.stage import GROUND, WORDS, HallSettings, Mark, Picture, Run, Stage

pytestmark = pytest.mark.usefixtures("qapp")

SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1024, 768), (1080, 1920)]
HALLS = [HallSettings(), HallSettings(rehearsal=True, small_clock=True), HallSettings(depth_m=30, picture_height_m=2)]


def _laid(card: Card, size: tuple[int, int], settings: HallSettings) -> tuple[Picture, Stage]:
    stage, _ = Stage.of(*size, settings)
    return LAYOUTS[type(card)](card, stage), stage


def _advance(run: Run) -> QRectF:
    """From the first letter to the last, and as high as a line of its own letters."""
    width = width_of(run.text, run.weight) * run.size / EM + run.spacing * (len(run.text) - 1)
    left = {"left": run.x, "center": run.x - width / 2, "right": run.x - width}[run.align]
    ink = QFontMetricsF(sized_font(run.size, run.weight)).tightBoundingRect(run.text)
    return QRectF(left, run.baseline + ink.top(), width, ink.height())


def _runs(marks: tuple[Mark, ...]) -> list[Run]:
    return [mark for mark in marks if isinstance(mark, Run) and mark.text.strip()]


@pytest.mark.parametrize("hall", HALLS, ids=["plain", "rehearsal", "deep"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", all_cards())
def test_texts_stay_inside_the_margins_and_off_each_other(name: str, size: tuple[int, int], hall: HallSettings) -> None:
    picture, stage = _laid(all_cards()[name], size, hall)
    clocks = [QRectF(c.x, c.y, c.width, c.height) for c in picture.clocks]
    inside = QRectF(stage.margin - 1, 0, stage.inner + 2, stage.height)
    assert all(QRectF(0, 0, stage.width, stage.height).contains(clock) for clock in clocks)
    for marks in picture.pages:
        places = [(run, _advance(run)) for run in _runs(marks)]
        outside = [run.text for run, place in places if not inside.contains(place)]
        assert not outside
        covered = [run.text for run, place in places if any(clock.intersects(place) for clock in clocks)]
        assert not covered
        assert _overlaps(places) == []


def _overlaps(places: list[tuple[Run, QRectF]]) -> list[tuple[str, str]]:
    """Pairs whose ink boxes meet by more than the marks of one line reaching for the next."""
    found = []
    for number, (first, a) in enumerate(places):
        for second, b in places[number + 1 :]:
            common = a.intersected(b)
            allowed = 0.15 * min(first.size, second.size)
            if not common.isEmpty() and common.height() > allowed and common.width() > 1:
                found.append((first.text, second.text))
    return found


@pytest.mark.parametrize("name", all_cards())
def test_no_text_is_below_the_floor(name: str) -> None:
    for size in SIZES:
        picture, stage = _laid(all_cards()[name], size, HallSettings())
        assert min((run.size for marks in picture.pages for run in _runs(marks)), default=40) >= 40
        assert stage.least >= 40


@pytest.mark.parametrize("name", [name for name in all_cards() if name.startswith(("question", "conclusion", "gift"))])
def test_every_letter_of_the_card_is_on_some_page(name: str) -> None:
    card = all_cards()[name]
    texts = [card.text] if isinstance(card, QuestionCard) else _texts_of(card)
    for size in SIZES:
        picture, _ = _laid(card, size, HallSettings())
        pages = [_runs(marks) for marks in picture.pages]
        everywhere = set(pages[0]).intersection(*pages[1:]) if len(pages) > 1 else set()
        own = [run.text for page in pages for run in page if run not in everywhere]
        shown = "".join(text for text in own if not re.fullmatch(r"\d+/\d+", text))
        assert [text for text in texts if "".join(text.split()) not in shown.replace(" ", "")] == []


def _texts_of(card: Card) -> list[str]:
    match card:
        case ConclusionCard():
            return [task.text for task in card.tasks]
        case GiftCard():
            return [row.name for row in card.rows]
        case _:
            raise AssertionError(card)


def test_every_card_of_the_union_has_a_layout() -> None:
    assert set(LAYOUTS) == set(get_args(Card))


@pytest.mark.parametrize("card", son_la(), ids=lambda card: f"question {card.number}")
def test_the_seven_questions_are_at_least_59_pixels_high_on_the_picture(card: QuestionCard) -> None:
    picture, _ = _laid(card, (1920, 1080), HallSettings())
    sizes = {run.size for marks in picture.pages for run in _runs(marks) if run.weight == 600}
    assert min(sizes) >= 59
    assert len(picture.pages) <= 2


def _image(card: Card, size: QSize, dpr: float = 1.0, hall: HallSettings | None = None) -> QImage:
    return paint_card(card, size, dpr, 0, hall or HallSettings()).toImage()


def _ink_rows(image: QImage, colour: str, left: int, right: int) -> list[int]:
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).name().upper() == colour for x in range(left, right))
    ]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_painted_marks_of_stacked_capitals_are_whole(size: tuple[int, int]) -> None:
    """The painted ink is as high as the font says it is: nothing cut it off above or below."""
    card = all_cards()["question short"]
    picture, _ = _laid(card, size, HallSettings())
    run = next(run for run in _runs(picture.pages[0]) if run.size > 60)
    scale = min(size[1], size[0] * 0.75) / 1080
    ink = QFontMetricsF(sized_font(run.size, run.weight)).tightBoundingRect(run.text)
    image = _image(card, QSize(*size))
    rows = [y for y in _ink_rows(image, WORDS, int(size[0] * 0.05), int(size[0] * 0.95)) if y < size[1] * 0.74]
    assert min(rows) == pytest.approx((run.baseline + ink.top()) * scale, abs=2)
    assert max(rows) == pytest.approx((run.baseline + ink.bottom()) * scale, abs=2)


@pytest.mark.parametrize(
    "name", [name for name in all_cards() if not name.startswith(("test", "agenda", "question hard"))]
)
def test_the_outermost_column_shows_ground_only(name: str) -> None:
    image = _image(all_cards()[name], QSize(1280, 720))
    edge = {image.pixelColor(x, y).name() for x in (0, 1279) for y in range(520)}
    assert edge == {GROUND.lower()}


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_the_layout_is_the_same_at_every_scale(dpr: float) -> None:
    card = son_la()[6]
    image = _image(card, QSize(round(1920 / dpr), round(1080 / dpr)), dpr)
    assert image.size() == QSize(1920, 1080)
    assert image.devicePixelRatio() == dpr
    plain = _image(card, QSize(1920, 1080))
    plain.setDevicePixelRatio(dpr)
    assert image == plain


def test_lines_break_alike_at_720_1080_and_4k() -> None:
    for card in son_la():
        pages = {
            tuple(tuple(run.text for run in _runs(marks)) for marks in _laid(card, size, HallSettings())[0].pages)
            for size in SIZES[:3]
        }
        assert len(pages) == 1


def test_a_page_beyond_the_last_shows_the_last() -> None:
    card = all_cards()["question hard"]
    size = QSize(1280, 720)
    count = page_count(card, size, HallSettings())
    last = paint_card(card, size, 1, count - 1, HallSettings()).toImage()
    assert count > 1
    assert paint_card(card, size, 1, 99, HallSettings()).toImage() == last
    assert paint_card(card, size, 1, 0, HallSettings()).toImage() != last


def test_the_agenda_opens_at_the_page_of_its_current_item() -> None:
    items = tuple(AgendaRow(f"{8 + n:02d}:00", f"Mục {n}", "Văn phòng") for n in range(12))
    size = QSize(1920, 1080)
    shown = first_page(AgendaCard(items, 11), size, HallSettings())
    assert shown == page_count(AgendaCard(items, 11), size, HallSettings()) - 1 > 0
    assert first_page(AgendaCard(items), size, HallSettings()) == 0


def test_rehearsal_is_written_in_the_margin_and_moves_nothing() -> None:
    card, size = son_la()[0], QSize(1920, 1080)
    rehearsed, real = _image(card, size, hall=HallSettings(rehearsal=True)), _image(card, size)
    assert rehearsed != real
    assert rehearsed.copy(66, 0, 1854, 1080) == real.copy(66, 0, 1854, 1080)


def test_a_still_picture_is_whole_and_undistorted() -> None:
    red = QImage(400, 400, QImage.Format.Format_RGB32)
    red.fill(0xFF0000)
    settings = HallSettings(image=lambda sha256, page: red if (sha256, page) == ("ab", 3) else None)
    image = paint_card(ImageCard("ab", 3), QSize(1280, 720), 1, 0, settings).toImage()
    reds = [x for x in range(1280) if image.pixelColor(x, 360).red() > 200]
    assert len(reds) == pytest.approx(720, abs=2)
    missing = paint_card(ImageCard("cd"), QSize(320, 180), 1, 0, settings).toImage()
    assert missing.pixelColor(160, 90).name().upper() == GROUND


@pytest.mark.parametrize("turns", [("speaker", 1), ("countdown", 1), ("question 1", 0)])
def test_only_cards_with_a_clock_have_one(turns: tuple[str, int]) -> None:
    assert len(clocks_of(all_cards()[turns[0]], QSize(1920, 1080), HallSettings())) == turns[1]
    assert len(clocks_of(all_cards()[turns[0]], QSize(1920, 1080), HallSettings(small_clock=True))) == turns[1] + 1


def test_the_name_of_the_conference_divides_before_whom_it_is_for() -> None:
    assert split_name("Hội nghị đối thoại giữa Chủ tịch UBND tỉnh với Thanh niên") == (
        "HỘI NGHỊ ĐỐI THOẠI",
        "giữa Chủ tịch UBND tỉnh với Thanh niên",
    )
    assert split_name("Diễn đàn thanh niên") == ("DIỄN ĐÀN THANH NIÊN", "")
    assert split_name("Chương trình gặp mặt, biểu dương thanh niên tiêu biểu về học tập") == (
        "",
        "Chương trình gặp mặt, biểu dương thanh niên tiêu biểu về học tập",
    )


def test_capitals_with_two_marks_stay_one_letter_each() -> None:
    assert unicodedata.is_normalized("NFC", split_name("Lễ hội Ẫ Ễ Ỗ với thanh niên")[0])
    assert isinstance(all_cards()["cover"], CoverCard)


@pytest.mark.parametrize("hall", [HallSettings(999.9, 0.1), HallSettings(0.1, 99.9), HallSettings(60, 1.5)])
def test_a_hall_that_cannot_be_still_has_its_pictures(hall: HallSettings) -> None:
    """A slip of the finger in its measures must not stop the painting."""
    for name, card in all_cards().items():
        assert page_count(card, QSize(1024, 768), hall) >= 1, name
        assert not paint_card(card, QSize(1024, 768), 1, 0, hall).isNull(), name
