"""A console full of the longest real names, and what can be opened over it: for the audit and for pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from app.commands import agenda, floor, petitions, queue, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem
from app.domain.answer import PreparedAnswer
from app.domain.gap import Gap, GapKind
from app.domain.ids import AgencyId, QuestionId, SiteId
from app.domain.petition import ReplyMode
from app.domain.roster import Agency, Person, Signal, Site, YouthGroup
from tests.support.clock import FakeClock
from ui.desk import Desk
from ui.operator.gap_boxes import open_gap
from ui.operator.hall_control import HallControl
from ui.operator.main_window import MainWindow
from ui.operator.overlay import Overlay
from ui.operator.pattern_box import PatternBox
from ui.shortcuts import Action

NAME = "Y Thanh Hà Niê Kđăm"
UNIT = "Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Chiềng Ngần, thành phố Sơn La"
SITE = "Điểm cầu Ủy ban nhân dân huyện Quỳnh Nhai và các xã dọc sông Đà"
AGENCY = "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La"
TITLE = "Đối thoại giữa Chủ tịch UBND tỉnh với đoàn viên, thanh niên: nêu ý kiến, trả lời"
SAID = "Trong quá trình thực hiện chuyển đổi số, tỉnh đã và sẽ triển khai ứng dụng công nghệ thông tin như thế nào? "
LONG = 4
"""The first of the long questions, counted from 0."""


class ShownConsole(Protocol):
    """What a test's console and a photographer's have in common: shown, with four short questions."""

    window: MainWindow
    conference: Conference
    desk: Desk
    clock: FakeClock
    questions: list[QuestionId]

    @property
    def hall(self) -> HallControl: ...


def fill(console: ShownConsole) -> None:
    """The longest real names, in the middle of an answer, late; console.questions[4:] are the long ones."""
    conference = console.conference
    conference.operator = "Nguyễn Thị Bích Phượng"
    agency = AgencyId(setup.add(conference, Agency(name=AGENCY)))
    place = Site(name=SITE, signal=Signal.UNSTABLE, contact_name="Đ/c Quàng Văn Tuấn", contact_phone="0912 345 678")
    site = SiteId(setup.add(conference, place))
    group = setup.add(conference, YouthGroup(name="Thanh niên nông thôn vùng đồng bào dân tộc thiểu số"))
    person = setup.add_person(conference, Person(name=NAME, unit=UNIT, site_id=site, youth_group_id=group), [])
    new = queue.NewQuestion(asker_id=person, site_id=site, verbatim=SAID * 2, gist="Chuyển đổi số", agency_id=agency)
    long = [queue.register_question(conference, new) for _ in range(4)]
    console.questions += long
    for question_id in long:
        queue.approve(conference, question_id)
    setup.add(conference, PreparedAnswer(question_id=long[0], agency_id=agency, text=SAID * 3))
    agenda.add_item(conference, AgendaItem(title=TITLE, planned_minutes=105))
    agenda.start_item(conference, conference.db.execute("SELECT max(id) FROM agenda_item").fetchone()[0])
    first = console.questions[0]
    for act in (floor.start_question, floor.start_answer, floor.start_conclusion, floor.finish_question):
        act(conference, first)
        console.clock.advance(1500)
    floor.start_question(conference, long[0])
    floor.start_answer(conference, long[0])
    console.hall.preview(f"question/{long[1]}")


def box(console: ShownConsole, gap: GapKind, act: Callable[[], object] | None = None) -> None:
    if act is not None:
        act()
    open_gap(console.desk, console.window.queue, Gap(gap, console.questions[LONG], 5))


def gap_boxes(console: ShownConsole) -> dict[str, Callable[[], object]]:
    def passed_on() -> None:
        petitions.set_reply_mode(console.conference, console.questions[LONG], ReplyMode.WRITTEN)

    return {
        "no agency": partial(box, console, GapKind.NO_AGENCY),
        "no respondent": partial(box, console, GapKind.NO_RESPONDENT),
        "not answered": partial(box, console, GapKind.UNANSWERED),
        "no due": partial(box, console, GapKind.NO_DUE, passed_on),
        "close the list": console.window.queue.ask_closing,
        "merge": partial(console.window.keys.trigger, Action.MERGE),
        "patterns": lambda: PatternBox(console.desk, console.window.floor.written),
    }


def overlays(console: ShownConsole) -> dict[str, Overlay]:
    window = console.window
    return {
        "keys": window.keys_overlay, "palette": window.palette_overlay, "pictures": window.pictures_overlay,
        "name": window.name_overlay, "find": window.look_ups.finder, "sites": window.look_ups.sites,
        "unheard": window.look_ups.unheard, "history": window.look_ups.history,
    }  # fmt: skip
