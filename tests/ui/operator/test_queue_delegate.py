"""Painting of the queue's rows: nothing outside its row, left and right words apart, pointers and stages told apart."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from app import labels
from app.domain.ids import QuestionId
from app.domain.question import Question, QuestionState
from app.queries.queue import QueueRow
from ui import theme
from ui.models.row_model import Column, RowModel
from ui.operator.queue_delegate import QueueDelegate, spoken_line
from ui.operator.queue_lines import GroupLine, QuestionLine
from ui.operator.queue_row import SIGNAL_LOST, placed, stage_words
from ui.widgets.state_look import STATE_ICONS

LONGEST = "Y Thanh Hà Niê Kđăm Nguyễn Thị Thúy Quỳnh Hương ẪỄỖẮ"
AGENCY = "Sở Lao động - Thương binh và Xã hội"
MARGIN = 30


def row(state=QuestionState.WAITING, **named) -> QueueRow:
    question = Question(id=QuestionId(1), number=7, state=state, gist="Công nghệ số ở vùng cao, biên giới")
    whole = QueueRow(question, LONGEST, LONGEST, "", "", AGENCY, False, False, False, False, "")
    return replace(whole, **named)


def painted(line, width: int = 296, height: int = 37, selected: bool = False) -> QImage:
    """The line in the middle of a ground of magenta, which must not be touched outside the line."""
    model: RowModel = RowModel([Column("", spoken_line)], lambda shown: shown.key)
    model.set_rows([line])
    image = QImage(width + 2 * MARGIN, height + 2 * MARGIN, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    option = QStyleOptionViewItem()
    option.rect = QRect(MARGIN, MARGIN, width, height)
    if selected:
        option.state |= QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    painter = QPainter(image)
    QueueDelegate().paint(painter, option, model.index(0, 0))
    painter.end()
    return image


def touched_outside(image: QImage, width: int, height: int) -> list[tuple[int, int]]:
    inside = QRect(MARGIN, MARGIN, width, height)
    magenta = QColor("magenta").rgb()
    return [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if not inside.contains(x, y) and image.pixel(x, y) != magenta
    ]


@pytest.fixture(params=["light", "dark"], autouse=True)
def themed(request, qapp):
    theme.set_theme(request.param)
    yield
    theme.set_theme("light")


@pytest.mark.parametrize("state", list(QuestionState))
def test_the_longest_names_stay_inside_the_row(state):
    shown = row(state, is_current=True, is_live=True)
    assert touched_outside(painted(QuestionLine(shown, "g")), 296, 37) == []
    assert touched_outside(painted(QuestionLine(row(state, agency=""), "g"), selected=True), 296, 37) == []


def test_a_heading_stays_inside_its_row():
    assert touched_outside(painted(GroupLine("g", LONGEST * 2, 12, True), 296, 22), 296, 22) == []


def test_each_pointer_has_its_own_lane_and_colour():
    p = theme.palette()
    current = painted(QuestionLine(row(is_current=True, is_live=True), "g"), 368, 40)
    preview = painted(QuestionLine(row(is_previewed=True), "g"), 368, 40)
    middle = MARGIN + 19
    assert current.pixelColor(MARGIN + 16, middle).name() == QColor(p.room).name()
    assert current.pixelColor(MARGIN + 32, middle).name() == QColor(p.live).name()
    assert current.pixelColor(MARGIN + 1, middle).name() == QColor(p.room).name()
    assert preview.pixelColor(MARGIN + 1, middle).name() == QColor(p.prev).name()
    assert preview.pixelColor(MARGIN + 32, middle).name() == QColor(p.prev_tint).name()


def test_a_selected_row_is_neutral():
    image = painted(QuestionLine(row(), "g"), 368, 40, selected=True)
    assert image.pixelColor(MARGIN + 8, MARGIN + 30).name() == QColor(theme.palette().sel).name()


def test_every_stage_has_an_icon_and_a_word_of_its_own():
    assert set(STATE_ICONS) == set(QuestionState)
    assert len({labels.state_word(state) for state in QuestionState}) == len(QuestionState)
    lost = replace(row().question, signal_lost_at=datetime(2023, 3, 22, tzinfo=UTC))
    assert stage_words(row(question=lost)) == SIGNAL_LOST


def test_nobody_and_nothing_are_said_in_words():
    assert spoken_line(QuestionLine(row(asker="", unit="", agency=""), "g")) == (
        "Câu 07, Chưa có tên, Công nghệ số ở vùng cao, biên giới, Chờ hỏi, Chưa giao"
    )


def test_a_row_placed_ahead_is_not_placed_again_when_it_is_painted():
    placed.cache_clear()
    QueueDelegate().lay_out([QuestionLine(row(), "g")], 296)
    height = QueueDelegate().question_height()
    painted(QuestionLine(row(), "g"), height=height)
    assert placed.cache_info().misses == 1
    painted(QuestionLine(row(asker="Lò Thị Mai"), "g"), height=height)
    painted(QuestionLine(row(), "g"), width=200, height=height)
    assert placed.cache_info()[:2] == (1, 3)
