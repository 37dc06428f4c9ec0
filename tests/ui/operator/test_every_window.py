"""Every window, panel and box of the console in every size, light and dark: whole, named, in Vietnamese.

The sizes are those of a screen of 1366 by 768 points: as it is, at 125 %, and with text of 175 % besides.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.restore import Copy, CopyKind
from tests.support.full_console import LONG, NAME, SAID, fill, gap_boxes, overlays
from tests.support.layout_audit import audit, begins_scrolled, half_covered, named
from ui.appearance import Theme
from ui.dialogs.pages import PageKey
from ui.operator.main_window import MainWindow
from ui.operator.password_overlay import PasswordOverlay
from ui.operator.personal_overlay import PersonalOverlay
from ui.operator.restore_overlay import RestoreOverlay
from ui.operator.typed_picture import Typed
from ui.scale import factor
from ui.shortcuts import Action
from ui.theme import set_text_size, set_theme
from ui.widgets.inset_box import InsetBox
from ui.widgets.scroll_frame import ScrollFrame, seen_part
from ui.widgets.two_line_list import TwoLineList

LOOKS = [
    (1366, 768, Theme.LIGHT, 100),
    (1093, 614, Theme.DARK, 100),
    (1366, 768, Theme.DARK, 175),
    (1093, 614, Theme.LIGHT, 175),
]
DATA = frozenset(["projector", "kdam", "xlsx", "xls", "ods", "csv", "docx", "txt", "vpubnd", "dvtn"])


@pytest.fixture
def full(console):
    fill(console)
    return console


def scrolled(window: QWidget) -> list[str]:
    """Hall and capture line never scroll, at 100 % stock and room neither."""
    if not isinstance(window, MainWindow):
        return []
    stock_and_room = (window.queue, window.floor) if factor() == 1 else ()
    parts = [part.parentWidget() for part in (window.hall_column, window.capture, *stock_and_room)]
    frames = [one for one in window.findChildren(ScrollFrame) if one.content in parts]
    assert len(frames) == len(parts)
    bars = [bar for frame in frames for bar in (frame.horizontalScrollBar(), frame.verticalScrollBar())]
    return [f"scrolls by {bar.maximum()}" for bar in bars if bar.maximum()]


def faults(window: QWidget, name: str) -> list[str]:
    """What is wrong once layouts have settled."""
    for _ in range(8):
        QApplication.processEvents()
        found = audit(window, DATA) + scrolled(window)
        if not found:
            return []
        QTest.qWait(20)
    return [f"{name}: {one}" for one in found]


def faults_of_seldom_overlays(full) -> list[str]:
    """Those of no everyday act: nothing of them is pressed flat, and their acts are seen without scrolling."""
    window, found = full.window, []
    area, at = window.workplace, full.conference.now()
    restore = RestoreOverlay(area, tuple)
    personal = PersonalOverlay(area, full.desk, lambda: full.conference.path.parent)
    asked = PasswordOverlay(area, ("Mật khẩu", "Gõ lại mật khẩu"), lambda _: None)
    for overlay, acts in (
        (restore, (restore.take_button, restore.close_button)),
        (personal, (personal.export_button, personal.erase_button, personal.close_books_button)),
        (asked, (asked.main_button, asked.close_button)),
    ):
        overlay.open() if overlay is not asked else asked.ask(
            "Đặt mật khẩu", "Quên là không mở lại được.", "Đặt mật khẩu"
        )
        if overlay is restore:
            restore.show_copies([Copy(full.conference.path, CopyKind.BACKUP, at, 38, 8, 2, ("Duyệt câu 08",))])
        QApplication.processEvents()
        found += faults(overlay, type(overlay).__name__)
        found += [f"{named(act)} is not whole in sight" for act in acts if seen_part(act).size() != act.size()]
        overlay.leave()
        overlay.deleteLater()
    return found


def faults_of_boxes(full, percent: int) -> list[str]:
    """Small boxes: whole, in the window, and never over the hall at 100 %."""
    window, found = full.window, []
    window.keys.trigger(Action.GO_QUEUE)
    window.queue.select(full.questions[LONG + 2])
    hall = QRect(window.hall_column.mapTo(window, QPoint(0, 0)), window.hall_column.size())
    for name, show in gap_boxes(full).items():
        if name == "patterns":
            window.keys.trigger(Action.GO_WRITTEN)
            QApplication.processEvents()
        show()
        shown = [one for one in window.findChildren(InsetBox) if one.isVisible()]
        assert shown, name
        found += faults(shown[0], name)
        found += [f"{name}: {one}" for one in half_covered(window)]
        if percent == 100:
            bars = [frame.verticalScrollBar() for frame in shown[0].findChildren(ScrollFrame)]
            found += [f"{name}: scrolls by {one.maximum()}" for one in bars if one.maximum()]
        if name == "merge":
            offered = shown[0].findChild(TwoLineList).row()
            assert NAME in offered.title
            assert SAID[:60] in offered.words
        if percent == 100 and shown[0].geometry().intersects(hall):
            found.append(f"{name}: over the hall")
        if not window.rect().contains(shown[0].geometry()):
            found.append(f"{name}: {shown[0].geometry()} outside {window.size()}")
        shown[0].leave()
    return found


@pytest.mark.parametrize(("width", "height", "theme", "percent"), LOOKS)
def test_console_overlays_and_boxes_are_whole(full, width, height, theme, percent) -> None:
    window = full.window
    set_theme(theme)
    set_text_size(percent)
    window.resize(width, height)
    QApplication.processEvents()
    assert window.size() == QSize(width, height)
    found = faults(window, "console")
    for name in (window.floor.header.asker, window.floor.header.unit, window.floor.header.site):
        assert name.shown().endswith(name.text().rpartition(" ")[2])
    for place in range(4):
        window.floor.tabs.choose(place)
        found += faults(window, f"page {place}")
    for card in (Action.COMMITMENT, Action.CHAIR_TASK):
        window.keys.trigger(card)
        found += faults(window, card.value)
        focus = QApplication.focusWidget()
        if focus is None or seen_part(focus).size() != focus.size():
            found.append(f"{card.value}: opens with its focus out of sight")
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
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
    found += faults_of_seldom_overlays(full)
    for kind in Typed:
        window.pictures_overlay.form.ask(kind)
        found += faults(window.pictures_overlay.form, kind.value)
        window.pictures_overlay.form.leave()
    found += faults_of_boxes(full, percent)
    set_theme(Theme.LIGHT)
    assert found == [], "\n".join(found)


def beside(window: MainWindow) -> dict[str, QWidget]:
    """Windows that open() shows as they are."""
    return {
        "plan": window.plan,
        "first steps": window.first_steps,
        "papers": window.papers,
        "office": window.papers.office,
        "preflight": window.preflight,
    }


def test_windows_beside_the_console_scroll_where_the_text_is_large(full) -> None:
    """Each has its own test at full size (tests/ui/dialogs)."""
    window, found = full.window, []
    set_text_size(175)
    for page in (PageKey.FACTS, PageKey.QUESTIONS, PageKey.SITES):
        window.lists.open(page)
        window.lists.resize(1093, 614)
        found += faults(window.lists, page.value) + begins_scrolled(window.lists)
    window.imports.open()
    window.imports.resize(1093, 614)
    found += faults(window.imports, "import") + begins_scrolled(window.imports)
    for name, one in beside(window).items():
        one.open()
        one.resize(1093, 614)
        found += faults(one, name) + begins_scrolled(one)
        assert one.size() == QSize(1093, 614), name
    for act in (window.first_steps._next, window.papers.office.import_button):
        found += [f"{named(act)} is not whole in sight"] if seen_part(act).size() != act.size() else []
    assert window.lists.size() == window.imports.size() == QSize(1093, 614)
    assert found == [], "\n".join(found)
