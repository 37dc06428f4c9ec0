"""Every window, panel and box of the console in every size, light and dark: whole, named, in Vietnamese.

The sizes are those of a screen of 1366 by 768 points: as it is, at 125 %, and with text of 175 % besides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.commands import agenda, floor, petitions, queue, setup
from app.domain.agenda import AgendaItem
from app.domain.answer import PreparedAnswer
from app.domain.gap import Gap, GapKind
from app.domain.petition import ReplyMode
from app.domain.roster import Agency, Person, Signal, Site, YouthGroup
from tests.support.layout_audit import audit
from ui.dialogs.pages import PageKey
from ui.operator.gap_boxes import open_gap
from ui.operator.main_window import MainWindow
from ui.operator.pattern_box import PatternBox
from ui.operator.typed_picture import Typed
from ui.shortcuts import Action
from ui.theme import Theme, set_theme
from ui.widgets.inset_box import InsetBox

LOOKS = [(1366, 768, Theme.LIGHT), (1093, 614, Theme.DARK), (780, 439, Theme.LIGHT), (624, 351, Theme.DARK)]
DATA = frozenset(["projector", "kdam", "xlsx", "xls", "ods", "csv", "docx", "txt", "vpubnd", "dvtn"])
NAME = "Y Thanh Hà Niê Kđăm"
UNIT = "Ban Chấp hành Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Chiềng Ngần, thành phố Sơn La"
SITE = "Điểm cầu Ủy ban nhân dân huyện Quỳnh Nhai và các xã dọc sông Đà"
AGENCY = "Sở Lao động - Thương binh và Xã hội tỉnh Sơn La"
TITLE = "Đối thoại giữa Chủ tịch UBND tỉnh với đoàn viên, thanh niên: nêu ý kiến, trả lời"
SAID = "Trong quá trình thực hiện chuyển đổi số, tỉnh đã và sẽ triển khai ứng dụng công nghệ thông tin như thế nào? "


@pytest.fixture
def full(console):
    """A conference with the longest real names, in the middle of an answer, late."""
    conference = console.conference
    conference.operator = "Nguyễn Thị Bích Phượng"
    agency = setup.add(conference, Agency(name=AGENCY))
    contact = {"contact_name": "Đ/c Quàng Văn Tuấn", "contact_phone": "0912 345 678"}
    site = setup.add(conference, Site(name=SITE, signal=Signal.UNSTABLE, **contact))
    group = setup.add(conference, YouthGroup(name="Thanh niên nông thôn vùng đồng bào dân tộc thiểu số"))
    person = setup.add_person(conference, Person(name=NAME, unit=UNIT, site_id=site, youth_group_id=group), [])
    new = queue.NewQuestion(asker_id=person, site_id=site, verbatim=SAID * 2, gist="Chuyển đổi số", agency_id=agency)
    console.long = [queue.register_question(conference, new) for _ in range(4)]
    for question_id in console.long:
        queue.approve(conference, question_id)
    setup.add(conference, PreparedAnswer(question_id=console.long[0], agency_id=agency, text=SAID * 3))
    agenda.add_item(conference, AgendaItem(title=TITLE, planned_minutes=105))
    agenda.start_item(conference, conference.db.execute("SELECT max(id) FROM agenda_item").fetchone()[0])
    first = console.questions[0]
    for act in (floor.start_question, floor.start_answer, floor.start_conclusion, floor.finish_question):
        act(conference, first)
        console.clock.advance(1500)
    floor.start_question(conference, console.long[0])
    floor.start_answer(conference, console.long[0])
    console.hall.preview(f"question/{console.long[1]}")
    return console


def box(console, gap: GapKind, act: Callable[[], object] | None = None) -> None:
    if act is not None:
        act()
    open_gap(console.desk, console.window.queue, Gap(gap, console.long[0], 5))


def gap_boxes(console) -> dict[str, Callable[[], object]]:
    def passed_on() -> None:
        petitions.set_reply_mode(console.conference, console.long[0], ReplyMode.WRITTEN)

    return {
        "no agency": partial(box, console, GapKind.NO_AGENCY),
        "no respondent": partial(box, console, GapKind.NO_RESPONDENT),
        "not answered": partial(box, console, GapKind.UNANSWERED),
        "no due": partial(box, console, GapKind.NO_DUE, passed_on),
        "close the list": console.window.queue.ask_closing,
        "merge": partial(console.window.keys.trigger, Action.MERGE),
        "patterns": lambda: PatternBox(console.desk, console.window.floor.written),
    }


def overlays(console) -> dict[str, object]:
    window = console.window
    return {
        "keys": window.keys_overlay, "palette": window.palette_overlay, "pictures": window.pictures_overlay,
        "name": window.name_overlay, "find": window.look_ups.finder, "sites": window.look_ups.sites,
        "unheard": window.look_ups.unheard, "history": window.look_ups.history,
    }  # fmt: skip


def faults(window: QWidget, name: str) -> list[str]:
    """What is wrong once layouts have settled."""
    for _ in range(8):
        QApplication.processEvents()
        found = audit(window, DATA)
        if not found:
            return []
        QTest.qWait(20)
    return [f"{name}: {one}" for one in found]


@pytest.mark.parametrize(("width", "height", "theme"), LOOKS)
def test_console_overlays_and_boxes_are_whole(full, width, height, theme) -> None:
    window = full.window
    set_theme(theme)
    window.resize(width, height)
    QApplication.processEvents()
    assert window.size() == QSize(width, height)
    found = faults(window, "console")
    for place in range(4):
        window.floor.tabs.choose(place)
        found += faults(window, f"page {place}")
    window.keys.trigger(Action.GO_AGENDA)
    found += faults(window, "agenda")
    window.keys.trigger(Action.GO_AGENDA)
    window.keys.trigger(Action.GO_WRITTEN)
    found += faults(window, "written")
    window.keys.trigger(Action.GO_WRITTEN)
    for name, overlay in overlays(full).items():
        overlay.open()
        QApplication.processEvents()
        found += faults(overlay, name)
        if not window.rect().contains(overlay.geometry()) or not overlay.rect().contains(overlay.panel.geometry()):
            found.append(f"{name}: {overlay.geometry()} {overlay.panel.geometry()}")
        overlay.leave()
    for kind in Typed:
        window.pictures_overlay.form.ask(kind)
        found += faults(window.pictures_overlay.form, kind.value)
        window.pictures_overlay.form.leave()
    window.keys.trigger(Action.GO_QUEUE)
    window.queue.select(full.long[2])
    for name, show in gap_boxes(full).items():
        show()
        shown = [one for one in window.findChildren(InsetBox) if one.isVisible()]
        assert shown, name
        found += faults(shown[0], name)
        if not window.rect().contains(shown[0].geometry()):
            found.append(f"{name}: {shown[0].geometry()} outside {width}x{height}")
        shown[0].leave()
    set_theme(Theme.LIGHT)
    assert found == [], "\n".join(found)


def beside(window: MainWindow) -> dict[str, QWidget]:
    """Windows that open() shows as they are."""
    return {
        "plan": window.plan,
        "first steps": window.first_steps,
        "papers": window.papers,
        "preflight": window.preflight,
    }


def test_windows_beside_the_console_scroll_where_the_text_is_large(full) -> None:
    """Each has its own test at full size (tests/ui/dialogs)."""
    window, found = full.window, []
    for page in (PageKey.FACTS, PageKey.QUESTIONS, PageKey.SITES):
        window.lists.open(page)
        window.lists.resize(624, 351)
        found += faults(window.lists, page.value)
    window.imports.open()
    window.imports.resize(624, 351)
    found += faults(window.imports, "import")
    for name, one in beside(window).items():
        one.open()
        one.resize(624, 351)
        found += faults(one, name)
        assert one.size() == QSize(624, 351), name
    assert window.lists.size() == window.imports.size() == QSize(624, 351)
    assert found == [], "\n".join(found)
