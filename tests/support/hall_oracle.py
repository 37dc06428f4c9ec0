"""Random acts on the whole console; after each the hall must show what a hall key last let out, and nothing else.

Knows the keys of the hall from the table alone; what it expects to see it paints itself.
"""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QKeyCombination, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.commands import agenda, floor, minutes, queue, setup
from app.domain import scene
from app.domain.agenda import AgendaItem
from app.domain.facts import Mode
from app.domain.minutes import Slot as TextSlot
from app.domain.minutes import TextKey
from app.domain.projection import HallState, Projection
from app.domain.question import QuestionState
from app.domain.roster import Person
from app.queries import desk as lists
from app.queries import floor as floor_query
from app.queries import queue as queue_query
from app.scenes import cover_card, made_subject
from tests.support.clock import FakeClock
from ui.desk import Desk
from ui.operator.main_window import MainWindow
from ui.projector.canvas import paint_card
from ui.projector.stage import HallSettings
from ui.shortcuts import BINDINGS

NONE = Qt.KeyboardModifier.NoModifier
_KEYS = [
    *(Qt.Key(Qt.Key.Key_F1 + n) for n in range(12)),
    *(Qt.Key(Qt.Key.Key_A + n) for n in range(26)),
    *(Qt.Key(Qt.Key.Key_0 + n) for n in range(10)),
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Period, Qt.Key.Key_Menu,
]  # fmt: skip
_MODIFIERS = [
    NONE, NONE, NONE, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.AltModifier,
]  # fmt: skip


def _combination(key: str) -> QKeyCombination:
    first: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs forget operator[]
    return first


_HALL_KEYS = {_combination(key): binding.action for binding in BINDINGS if binding.moves_hall for key in binding.keys}
_SHADES = 12
_FRAME = 4
"""The offscreen platform moves a window of the screen's width by its frame."""
WORDS = ["Giải pháp nào cho việc làm?", "bà Cầm Thị Phong", "trước ngày 30/6/2024", "0912 345 678", "ẪỄỖ ỵựợ " * 40, ""]


class Swallow(QObject):
    """Opens no file of this machine in another program."""

    @Slot(QUrl)
    def open_file(self, _: QUrl) -> None:
        pass


@dataclass
class Oracle:
    """One console under random hands. done: how often each act was carried out; switches: pictures let out."""

    window: MainWindow
    desk: Desk
    clock: FakeClock
    seed: int
    done: Counter[str] = field(default_factory=Counter)
    switches: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.throws = False
        self.desk.changed.connect(self._throw)
        self.swallow = Swallow()
        QDesktopServices.setUrlHandler("file", self.swallow, "open_file")  # type: ignore[arg-type]  # the stubs say bytes
        self.closer = QTimer(self.window, interval=20)
        self.closer.timeout.connect(_close_dialog)
        self.closer.start()
        self.expected = self.window.hall.window.picture()
        self.settings: HallSettings = self.window.hall.settings
        self.row = self._row()
        self.trail: list[str] = []

    def end(self) -> None:
        self.closer.stop()
        QDesktopServices.unsetUrlHandler("file")
        self.desk.changed.disconnect(self._throw)

    def step(self) -> None:
        """One random act, then the question."""
        acts: list[tuple[Callable[[], str], int]] = [
            (self._key, 40), (self._click, 25), (self._command, 20), (self._hall_key, 10), (self._hall_button, 3),
            (self._preview, 12), (self._wait, 4), (self._escapes, 2), (self._with_error, 4),
        ]  # fmt: skip
        [act] = self.random.choices([act for act, _ in acts], [weight for _, weight in acts])
        self.clock.advance(self.random.choice([0.05, 0.5, 1.0, 2.0]))
        moves = act in (self._hall_key, self._hall_button)
        self.trail = [*self.trail[-30:], act.__name__]
        self.trail[-1] = act()
        if self.random.random() < 0.05:
            QApplication.processEvents()
        self.done[act.__name__.strip("_")] += 1
        self._judge(moves=moves)

    def _judge(self, *, moves: bool) -> None:
        """Only a hall key, its twin or its button may change picture, page or state; the picture is the row's own."""
        row, picture = self._row(), self.window.hall.window.picture()
        story = f"seed {self.seed}: {self.trail}"
        if not moves:
            assert same(picture, self.expected), f"the hall changed without a hall key: {story}"
            assert (row.state, row.picture) == (self.row.state, self.row.picture), story
        elif (row.state, row.picture) != (self.row.state, self.row.picture):
            self.settings = self.window.hall.settings
            assert same(picture, self._wanted(row)), f"not the released picture: {story}"
            self.switches += 1
        else:
            assert same(picture, self.expected), story
        self.row, self.expected = row, picture
        hall = self.window.hall.window
        assert hall.isVisible(), story
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and other.windowTitle() not in {hall.windowTitle(), "Màn hình chủ tọa"}:
                over = other.geometry().intersected(hall.geometry()).width()
                assert over <= _FRAME, f"{other} lies on the hall: {story}"

    def _wanted(self, row: Projection) -> QPixmap:
        hall = self.window.hall.window
        card = scene.from_json(row.visible.card) if row.visible else cover_card(self.desk.conference.db)
        return paint_card(card, hall.size(), hall.devicePixelRatioF(), row.visible.page, self.settings)

    def _row(self) -> Projection:
        return lists.projection(self.desk.conference.db)

    def _target(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window

    def _key(self) -> str:
        key, modifiers = self.random.choice(_KEYS), self.random.choice(_MODIFIERS)
        if QKeyCombination(modifiers, key) in _HALL_KEYS:
            return "no key"
        QTest.keyClick(self._target(), key, modifiers)
        return f"{modifiers} {key}"

    def _click(self) -> str:
        column = self.window.hall_column
        barred = {column.take_button, column.cover_button, column.hold_button, column.lend_button}
        barred |= set(column.page_buttons())
        tops = [
            w for w in QApplication.topLevelWidgets() if w.isVisible() and w.window() is not self.window.hall.window
        ]
        top = self.random.choice(tops or [self.window])
        shown = [w for w in top.findChildren(QWidget) if w.isVisible() and w not in barred and w.width() and w.height()]
        if not shown:
            return "nothing to click"
        widget = self.random.choice(shown)
        at = QPoint(self.random.randrange(widget.width()), self.random.randrange(widget.height()))
        below = top.childAt(widget.mapTo(top, at))
        if below in barred or below is None:
            return "not clicked"
        button = Qt.MouseButton.RightButton if self.random.random() < 0.1 else Qt.MouseButton.LeftButton
        name = f"click {type(below).__name__} {getattr(below, 'text', str)()!r}"
        QTest.mouseClick(below, button, NONE, below.mapFrom(top, widget.mapTo(top, at)))
        return name

    def _hall_key(self) -> str:
        key, action = self.random.choice(list(_HALL_KEYS.items()))
        with contextlib.suppress(AttributeError):
            popup = QApplication.activePopupWidget()
            popup.close()  # type: ignore[union-attr]  # a menu takes all keys: a person closes it first
        QTest.keyClick(QApplication.focusWidget() or self.window, key.key(), key.keyboardModifiers())
        return f"hall key {action}"

    def _hall_button(self) -> str:
        column = self.window.hall_column
        button = self.random.choice([column.take_button, column.cover_button, column.hold_button])
        if self._row().state is HallState.COVERED and self.random.random() < 0.3:
            button = column.lend_button
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return f"hall button {button.text()}"

    def _preview(self) -> str:
        rows = queue_query.queue_rows(self.desk.conference.db)
        notice = made_subject(scene.NoticeCard(self.random.choice(WORDS) or "Mời đại biểu", "Thông báo"))
        subjects = ["cover", "agenda", "conclusion", notice, *(f"question/{row.id}" for row in rows[:8])]
        subject = self.random.choice(subjects)
        self.window.hall.preview(subject)
        return f"preview {subject[:20]}"

    def _wait(self) -> str:
        QTest.qWait(2)
        return "wait"

    def _escapes(self) -> str:
        for _ in range(5):
            QTest.keyClick(self._target(), Qt.Key.Key_Escape)
        return "escapes"

    def _with_error(self) -> str:
        """A panel throws while it hears of a change."""
        self.throws = True
        try:
            return f"{self._command()} while a panel throws"
        finally:
            self.throws = False

    def _throw(self, _: object) -> None:
        if self.throws:
            raise RuntimeError("a panel failed")

    def _command(self) -> str:
        chosen = self.random.choice(list(_COMMANDS))
        _COMMANDS[chosen](self)
        return chosen

    def question(self) -> int:
        rows = queue_query.queue_rows(self.desk.conference.db)
        return self.random.choice(rows).id if rows else 0

    def text(self) -> str:
        return self.random.choice(WORDS)


def _register(oracle: Oracle) -> None:
    if len(queue_query.queue_rows(oracle.desk.conference.db)) < 40:
        new = queue.NewQuestion(asker_name="Lò Văn Phú", unit="Tỉnh đoàn", verbatim=oracle.text())
        oracle.desk.run(queue.register_question, new)


def _change_facts(oracle: Oracle) -> None:
    facts = lists.facts(oracle.desk.conference.db)
    changed = replace(facts, theme=oracle.text()[:40], hall_depth_dm=oracle.random.choice([150, 200, 300]))
    oracle.desk.run(setup.change_facts, changed)


def _write(oracle: Oracle) -> None:
    slot = oracle.random.choice([TextSlot.SHORT, TextSlot.VERBATIM])
    oracle.desk.run(minutes.write_text, TextKey(slot, oracle.question()), oracle.text())


def _step(oracle: Oracle) -> None:
    previewed = floor_query.previewed_question(oracle.desk.conference.db)
    oracle.desk.run(floor.next_step, previewed.id if previewed else None)


def _import(oracle: Oracle) -> None:
    """Twenty people and a line of the programme, as an import brings them, and out again by undo."""
    for number in range(20):
        oracle.desk.run(setup.add_person, Person(name=f"Đại biểu {number}"), [])
    oracle.desk.run(agenda.add_item, AgendaItem(title="Tham luận"))
    for _ in range(21):
        oracle.desk.run(_undo)


def _undo(conference: object) -> None:
    conference.undo()  # type: ignore[attr-defined]


def _mode(oracle: Oracle) -> None:
    oracle.desk.run(setup.change_mode, oracle.random.choice(list(Mode)))


_COMMANDS: dict[str, Callable[[Oracle], object]] = {
    "register": _register,
    "facts": _change_facts,
    "write": _write,
    "step": _step,
    "step back": lambda o: o.desk.run(floor.step_back),
    "import": _import,
    "undo": lambda o: o.desk.run(_undo),
    "mode": _mode,
    "approve": lambda o: o.desk.run(queue.approve, o.question()),
    "withdraw": lambda o: o.desk.run(queue.end_question, o.question(), QuestionState.WITHDRAWN),
    "bring back": lambda o: o.desk.run(queue.bring_back, o.question()),
    "merge": lambda o: o.desk.run(queue.merge, o.question(), o.question()),
    "clock": lambda o: o.desk.run(floor.correct_clock, o.random.choice([15, -15])),
}


def same(one: QPixmap, other: QPixmap) -> bool:
    """Whether two pictures say the same: alike to the eye at a quarter of the size.

    Outlines painted twice may differ in the last shade of a few pixels; another digit differs by far more.
    """
    return one.cacheKey() == other.cacheKey() or difference(one, other) <= _SHADES


def difference(one: QPixmap, other: QPixmap) -> int:
    """Largest difference of a channel at a quarter of the size; 255 where the sizes differ."""
    if one.size() != other.size():
        return 255
    bytes_of = [_small(pixmap) for pixmap in (one, other)]
    return max(abs(a - b) for a, b in zip(*bytes_of, strict=True)) if bytes_of[0] != bytes_of[1] else 0


def _small(pixmap: QPixmap) -> bytes:
    wide = max(1, pixmap.width() // 4)
    image = pixmap.toImage().scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    return bytes(image.convertToFormat(image.Format.Format_RGB888).constBits())


def _close_dialog() -> None:
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        modal.reject()
