"""Takes a picture of every panel, overlay, box, notice and window of the console, to be looked at by people.

`python -m tests.support.gallery FOLDER [NAME ...]`: light and dark, 1366x768 and 1093x614, and text of 175 %, with
the longest real names; with NAMEs only views whose name begins so. docs/pictures/console is made by it.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":  # before Qt is imported
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}"
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from app import pin
from app.captures import Conflict
from app.commands import agenda, setup
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.changes import Table
from app.domain.facts import Mode
from app.domain.ids import QuestionId
from app.reading import agency_lists
from app.restore import Copy, CopyKind
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.full_console import AGENCY, LONG, NAME, SAID, TITLE, UNIT, fill, gap_boxes, overlays
from tests.support.plan_facts import PLAN
from ui import theme
from ui.appearance import Theme
from ui.application import make_application
from ui.desk import Desk
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.pages import PageKey
from ui.dialogs.setup_steps import STEPS
from ui.operator.captures_menu import ConflictList
from ui.operator.hall_control import HallControl
from ui.operator.main_window import MainWindow
from ui.operator.password_overlay import PasswordOverlay
from ui.operator.personal_overlay import PersonalOverlay
from ui.operator.restore_overlay import RestoreOverlay
from ui.operator.start_page import StartPage
from ui.operator.typed_picture import Typed
from ui.preferences import Preferences, RecentFile
from ui.projector.placement import identity_of
from ui.shortcuts import Action
from ui.widgets.inset_box import InsetBox

FORMS = (
    ("light-1366x768", Theme.LIGHT, (1366, 768), 100),
    ("dark-1366x768", Theme.DARK, (1366, 768), 100),
    ("light-1093x614", Theme.LIGHT, (1093, 614), 100),
    ("dark-1093x614", Theme.DARK, (1093, 614), 100),
    ("light-1366x768-175", Theme.LIGHT, (1366, 768), 175),
    ("dark-1093x614-175", Theme.DARK, (1093, 614), 175),
)
COLOURS = 256
"""Of a picture that is kept: a third of the file, no tint off by more than 8 of 256 (MEDIANCUT made amber red)."""
PASTED = "\n".join(
    (
        "Họ và tên\tĐơn vị\tNội dung câu hỏi\tCơ quan trả lời",
        f"{NAME}\t{UNIT}\t{SAID * 2}\t{AGENCY}",
        "Quàng Văn Tuấn\tTrường Đại học Tây Bắc\t\tSở Nội vụ",
        "Lò Văn Phú\tTỉnh đoàn Sơn La\tGiải pháp quản lý mạng xã hội?\tSở không có thật",
    )
)


@dataclass
class Studio:
    """A console on the first of two screens, its hall on the second."""

    window: MainWindow
    conference: Conference
    desk: Desk
    clock: FakeClock
    preferences: Preferences
    questions: list[QuestionId] = field(default_factory=list)

    @property
    def hall(self) -> HallControl:
        return self.window.hall


View = tuple[str, QWidget]


def open_studio(folder: Path, size: tuple[int, int]) -> Studio:
    clock = FakeClock()
    conference = new_conference(folder, clock)
    ids = with_people(conference)
    agenda.add_item(conference, AgendaItem(kind=AgendaKind.DIALOGUE, title="Đối thoại", planned_start="14:00"))
    questions = [with_question(conference, approved=number < 4, agency=ids["snv"]) for number in range(1, 5)]
    preferences = Preferences(folder / "console.json")
    preferences.hall_screen = identity_of(QGuiApplication.screens()[1])
    desk = Desk(conference)
    window = MainWindow(desk, preferences, folder / "ban-sao")
    window.resize(*size)
    window.show()
    window.activateWindow()
    settle()
    window.start()
    QTest.qWait(100)
    return Studio(window, conference, desk, clock, preferences, questions)


def press(*keys: Qt.Key) -> None:
    """Keys to what has the focus."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()
    QTest.qWait(30)


def room(studio: Studio) -> Iterator[View]:
    """The console in the states of a day, before anything is opened over it."""
    window, keys = studio.window, studio.window.keys
    yield "console-empty", window
    fill(studio)
    yield "console", window
    for place, name in enumerate(("question", "answer", "chair", "private")):
        window.floor.tabs.choose(place)
        yield f"page-{name}", window
    window.floor.tabs.choose(1)
    for action, name in ((Action.GO_AGENDA, "agenda"), (Action.GO_WRITTEN, "minutes"), (Action.CLOSING_CARD, "card")):
        keys.trigger(action)
        yield name, window
        keys.trigger(action)
    keys.trigger(Action.CAPTURE)
    press(Qt.Key.Key_Y, Qt.Key.Key_T, Qt.Key.Key_H, Qt.Key.Key_N)
    yield "capture", window
    press(Qt.Key.Key_Escape, *[Qt.Key.Key_Backspace] * 4)
    keys.trigger(Action.GO_QUEUE)
    window.queue.filter_box.setText("y thanh")
    yield "filter", window
    window.queue.filter_box.setText("không có gì")
    yield "filter-nothing", window
    window.queue.filter_box.clear()
    keys.trigger(Action.COMMITMENT)
    yield "commitment", window
    press(Qt.Key.Key_Escape)
    keys.trigger(Action.CHAIR_TASK)
    yield "task", window
    press(Qt.Key.Key_Escape)


def over(studio: Studio) -> Iterator[View]:
    """Overlays, their forms, the boxes and menus."""
    window = studio.window
    more = {"journal": window.journal_overlay, "manual": window.look_ups.manual}
    for name, overlay in {**overlays(studio), **more}.items():
        overlay.open()
        if name == "find":
            window.look_ups.finder.field.setText("chuyen doi")
        yield name, window
        overlay.leave()
    for kind in Typed:
        window.pictures_overlay.form.ask(kind)
        yield f"picture-{kind.value}", window
        window.pictures_overlay.form.leave()
    window.keys.trigger(Action.GO_QUEUE)
    window.queue.select(studio.questions[LONG + 2])
    for name, show in gap_boxes(studio).items():
        if name == "patterns":
            window.keys.trigger(Action.GO_WRITTEN)
            settle()
        show()
        yield name.replace(" ", "-"), window
        for one in window.findChildren(InsetBox):
            one.leave()
    window.keys.trigger(Action.GO_WRITTEN)
    bar = window.top_bar
    for name, entries, cell in (
        ("menu-phase", window.menus.modes(), bar.mode),
        ("menu-screen", window.menus.screens(), bar.screen_cell),
        ("menu-time", window.look_ups.time_lines(), bar.forecast),
    ):
        window.menus.pop_up(entries, cell)
        yield name, window
        for menu in window.findChildren(QMenu):
            menu.close()


def seldom(studio: Studio) -> Iterator[View]:
    """Overlays and a menu that belong to no everyday act."""
    window, area = studio.window, studio.window.workplace
    asked = PasswordOverlay(area, ("Mật khẩu", "Gõ lại mật khẩu"), lambda _: None)
    asked.ask("Đặt mật khẩu cho tệp hội nghị", "Quên mật khẩu là không mở lại được tệp này.", "Đặt mật khẩu")
    yield "password", window
    asked.leave()
    personal = PersonalOverlay(area, studio.desk, lambda: studio.conference.path.parent)
    personal.open()
    personal.field.setText("y thanh")
    yield "personal", window
    personal.leave()
    conflicts = [
        Conflict(Table.QUESTION, 5, "verbatim", SAID, SAID * 2, 5),
        Conflict(Table.QUESTION, 6, "", "", SAID, 6),
    ]
    differing = ConflictList(area, conflicts, lambda _: None)
    differing.open()
    yield "conflicts", window
    differing.leave()
    at, path = studio.conference.now(), studio.conference.path
    restore = RestoreOverlay(area, tuple)
    restore.open()
    QTest.qWait(200)
    lost = ("Mời Sở Lao động - Thương binh và Xã hội tỉnh Sơn La trả lời câu 05", "Duyệt câu 08")
    copies = (Copy(path, CopyKind.SECOND, at, 40, 8, 0), Copy(path, CopyKind.BACKUP, at, 38, 8, 2, lost))
    restore.show_copies(copies)
    restore.list.setCurrentRow(1)
    yield "restore", window
    restore.leave()
    window.keys.trigger(Action.GO_QUEUE)
    window.queue.select(studio.questions[LONG + 2])
    middle = window.queue.rect().center()
    asking = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, window.queue.mapToGlobal(middle))
    QApplication.sendEvent(window.queue, asking)
    yield "menu-queue", window
    for menu in window.findChildren(QMenu):
        menu.close()
    window.keys.trigger(Action.GO_WRITTEN)


def typed(studio: Studio) -> Iterator[View]:
    """What a person typed and what it is compared with."""
    window = studio.window
    window.floor.tabs.choose(1)
    window.keys.trigger(Action.AS_PREPARED)
    answer = window.floor.answer_page
    answer.live.editor.textCursor().insertText(" Sở xin trả lời thêm.")
    answer.compare()
    yield "differences", window
    window.lists.open(PageKey.FACTS)
    day = window.lists.page().form.input_of("held_on")
    assert isinstance(day, QLineEdit)
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "31/02/2023")
    window.lists.open(PageKey.SITES)
    window.lists.open(PageKey.FACTS)
    yield "form-draft", window.lists
    window.lists.hide()


def hall_states(studio: Studio) -> Iterator[View]:
    """What the hall column and the bar say."""
    window, keys = studio.window, studio.window.keys
    studio.clock.advance(2)
    for action, name in ((Action.TAKE, "covered-loaded"), (Action.COVER, "live"), (Action.HOLD, "held")):
        keys.trigger(action)
        studio.clock.advance(2)
        QTest.qWait(250)
        yield name, window
    keys.trigger(Action.HOLD)
    studio.desk.run(setup.change_mode, Mode.LIVE)
    window.close()
    yield "closing", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    studio.desk.said.emit("Câu 12 chưa được duyệt: nhấn Ctrl+D để duyệt, hoặc F5 lần nữa để duyệt và phát.")
    yield "refusal", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    studio.preferences.pin = pin.hashed("2468")
    window.lock.lock()
    yield "locked", window
    press(Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_6, Qt.Key.Key_8, Qt.Key.Key_Return)
    studio.desk.run(setup.change_mode, Mode.AFTER)
    yield "after", window
    studio.desk.run(setup.change_mode, Mode.PREPARING)


def beside(studio: Studio) -> Iterator[View]:
    """Windows of their own, in the size of the console's."""
    window = studio.window
    for key in BY_KEY:
        window.lists.open(key)
        yield f"list-{key.value}", window.lists
    for name, other in (
        ("import", window.imports), ("plan", window.plan), ("papers", window.papers),
        ("steps", window.first_steps), ("preflight", window.preflight),
    ):  # fmt: skip
        other.open()
        QTest.qWait(300)
        yield name, other
        other.hide()
    window.imports.open()
    window.imports.session.read_text(PASTED)
    QTest.qWait(400)
    yield "import-rows", window.imports
    window.imports.hide()
    window.plan.open()
    QGuiApplication.clipboard().setText(PLAN.read_text(encoding="utf-8"))
    window.plan.paste()
    yield "plan-rows", window.plan
    window.plan.hide()
    window.papers.office.open()
    yield "office", window.papers.office
    window.papers.office.hide()
    window.first_steps.open()
    for place in range(2, len(STEPS) + 1):
        window.first_steps.go_on()
        if place == 2:
            window.first_steps.forms[1].fill({"template": next(iter(agency_lists.titles()))})
        yield f"steps-{place}", window.first_steps
    window.first_steps.hide()
    start = StartPage(studio.preferences)
    start.show()
    yield "start", start
    for number in range(4):
        path = studio.conference.path.with_name(f"{number}.hoinghi")
        opened = studio.conference.now().isoformat()
        studio.preferences.remember(
            RecentFile(path=str(path), name=TITLE, day="22/3/2023", figures="8 câu hỏi", opened_at=opened)
        )
    start.refresh()
    yield "start-recent", start
    start.hide()


def photographed(shown: QWidget) -> QImage:
    """A window with the menus that are open over it."""
    image = shown.grab().toImage()
    painter = QPainter(image)
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QMenu) and top.isVisible():
            place = top.pos() - shown.mapToGlobal(QPoint(0, 0))
            # As on a screen that the window fills: a menu is moved so that it stands on it.
            left = max(0, min(place.x(), shown.width() - top.width()))
            painter.drawPixmap(left, max(0, min(place.y(), shown.height() - top.height())), top.grab())
    painter.end()
    return image


def keep(image: QImage, path: Path) -> None:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.width(), plain.height()
    whole = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine())
    whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def take_all(folder: Path, wanted: tuple[str, ...], done: Callable[[str], object]) -> None:
    for form, look, size, percent in FORMS:
        with tempfile.TemporaryDirectory() as home:
            theme.set_theme(look)
            theme.set_text_size(percent)
            studio = open_studio(Path(home), size)
            for part in (room, over, seldom, hall_states, beside, typed):
                for name, shown in part(studio):
                    shown.resize(*size)
                    settle()
                    if not wanted or name.startswith(wanted):
                        keep(photographed(shown), folder / f"{name}-{form}.png")
            studio.window.close_now()
            studio.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            studio.desk.close()
            studio.conference.close()
        done(form)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as ini:
        application = make_application(Preferences(Path(ini) / "gallery.json"))
        target = Path(sys.argv[1])
        target.mkdir(parents=True, exist_ok=True)
        take_all(target, tuple(sys.argv[2:]), print)
        os._exit(0)  # windows of six consoles: nothing of them is worth an orderly end
