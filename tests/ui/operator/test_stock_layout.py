"""The left column and the capture line in both sizes, with the longest real names: whole, named, nothing on top."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands import agenda, floor, queue, setup
from app.domain.agenda import AgendaItem
from app.domain.facts import Mode
from app.domain.roster import Agency, Site
from tests.support.layout_audit import audit
from ui.operator.agenda_panel import AgendaPanel
from ui.operator.capture_line import CaptureLine
from ui.operator.gaps_panel import GapsPanel
from ui.operator.queue_panel import QueuePanel
from ui.theme import set_theme

LONG_NAME = "Y Thanh Hà Niê Kđăm"
LONG_UNIT = "Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Chiềng Ngần, thành phố Sơn La"
LONG_TITLE = "Đối thoại giữa Chủ tịch UBND tỉnh với đoàn viên, thanh niên: nêu ý kiến, trả lời"


@pytest.fixture
def full(room):
    conference = room.conference
    agency = setup.add(conference, Agency(name="Sở Lao động - Thương binh và Xã hội tỉnh Sơn La"))
    site = setup.add(conference, Site(name="Điểm cầu Ủy ban nhân dân huyện Quỳnh Nhai và các xã dọc sông Đà"))
    ids = [
        queue.register_question(
            conference,
            queue.NewQuestion(asker_name=LONG_NAME, unit=LONG_UNIT, agency_id=agency, site_id=site if n > 4 else None),
        )
        for n in range(8)
    ]
    for question_id in ids:
        queue.approve(conference, question_id)
    floor.start_question(conference, ids[1])
    floor.start_answer(conference, ids[1])
    queue.register_question(conference, queue.NewQuestion(gist="Công nghệ số ở vùng cao, biên giới, hải đảo"))
    for minutes in (10, 125, 20):
        agenda.add_item(conference, AgendaItem(title=LONG_TITLE, planned_minutes=minutes, planned_start="14:00"))
    item_id = conference.db.execute("SELECT min(id) FROM agenda_item").fetchone()[0]
    agenda.start_item(conference, item_id)
    room.clock.advance(3 * 3600)
    setup.change_mode(conference, Mode.AFTER)
    queue.close_list(conference)
    return room


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height", "left"), [(1366, 768, 368), (1093, 614, 296)])
def test_the_left_column_is_whole(full, qtbot, theme, width, height, left):
    set_theme(theme)
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    side = QWidget()
    side.setFixedWidth(left)
    stock = QVBoxLayout(side)
    stock.setContentsMargins(0, 0, 0, 0)
    stock.setSpacing(0)
    parts = [
        AgendaPanel(full.desk, full.keys), QueuePanel(full.desk, full.keys), GapsPanel(full.desk, full.keys),
        CaptureLine(full.desk, full.keys),
    ]  # fmt: skip
    for number, part in enumerate(parts[:3]):
        stock.addWidget(part, int(number == 1))
    body = QHBoxLayout()
    body.addWidget(side)
    body.addStretch(1)
    column.addLayout(body, 1)
    column.addWidget(parts[3])
    full.window.setCentralWidget(page)
    full.window.resize(width, height)
    for part in parts:
        part.set_compact(width < 1280)
    with qtbot.waitExposed(full.window):
        full.window.show()
    parts[0].open_or_close()
    found = audit(full.window)
    set_theme("light")
    assert found == []
    assert full.window.size().width() == width
    assert parts[1].view.viewport().height() >= 90
