"""Random acts on the whole console; after each the hall must show what a hall key last let out, and nothing else.

Knows the keys of the hall from the table alone, and what each may do from the states of product.md 4.4; what it
expects to see it paints itself.
"""

from __future__ import annotations

import contextlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QKeyCombination, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain import scene
from app.domain.projection import HallState, Projection, Shown
from app.queries import desk as lists
from app.queries import queue as queue_query
from app.scenes import cover_card, made_subject, question_of
from tests.support.clock import FakeClock
from tests.support.hall_oracle_acts import COMMANDS
from ui.desk import Desk
from ui.operator.main_window import MainWindow
from ui.projector.canvas import paint_card
from ui.projector.stage import HallSettings
from ui.shortcuts import BINDINGS, Action

NONE = Qt.KeyboardModifier.NoModifier
_KEYS = [
    *(Qt.Key(Qt.Key.Key_F1 + n) for n in range(12)),
    *(Qt.Key(Qt.Key.Key_A + n) for n in range(26)),
    *(Qt.Key(Qt.Key.Key_0 + n) for n in range(10)),
    Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Space,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Period, Qt.Key.Key_Menu,
]  # fmt: skip
_PAD_KEYS = [Qt.Key.Key_5, Qt.Key.Key_8, Qt.Key.Key_9, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]
_MODIFIERS = [
    NONE, NONE, NONE, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.AltModifier,
]  # fmt: skip


def _combination(key: str) -> QKeyCombination:
    first: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs forget operator[]
    return first


_HALL_KEYS = {_combination(key): binding.action for binding in BINDINGS if binding.moves_hall for key in binding.keys}
_CLICKER_KEYS = {_combination(key): binding.action for binding in BINDINGS for key in binding.clicker_keys}
_SHADES = 12
_FRAME = 4
"""The offscreen platform moves a window of the screen's width by its frame."""
LONG = "Việc làm. " * 130
"""Several pages of the hall."""
WORDS = [
    "Giải pháp nào cho việc làm?",
    "bà Cầm Thị Phong",
    "trước ngày 30/6/2024",
    "0912 345 678",
    "ẪỄỖ ỵựợ " * 40,
    LONG,
    "",
]


PANEL_FAILED = "a panel failed"


class Swallow(QObject):
    """Opens no file of this machine in another program."""

    @Slot(QUrl)
    def open_file(self, _: QUrl) -> None:
        pass


class FailingPanel(QWidget):
    """A panel that throws each time it is painted, once it is armed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_armed = False
        self.setAccessibleName("Hỏng")
        self.setGeometry(0, 0, 3, 3)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_armed:
            _fail()


@dataclass
class Oracle:
    """One console under random hands. done: how often each act was carried out; switches: pictures let out.

    folder: where papers are printed to.
    """

    window: MainWindow
    desk: Desk
    clock: FakeClock
    seed: int
    folder: Path
    done: Counter[str] = field(default_factory=Counter)
    switches: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.throws = False
        self.failing = FailingPanel(self.window.floor)
        self.clicker_is_on = False
        self.window.keys.clicker_changed.connect(self._hear_clicker)
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
        self.window.keys.clicker_changed.disconnect(self._hear_clicker)

    def step(self) -> None:
        """One random act, then the question."""
        acts: list[tuple[Callable[[], str], int]] = [
            (self._key, 40), (self._click, 25), (self._command, 20), (self._hall_key, 10), (self._hall_button, 3),
            (self._preview, 12), (self._wait, 2), (self._escapes, 2), (self._with_error, 4), (self._clicker, 8),
        ]  # fmt: skip
        [act] = self.random.choices([act for act, _ in acts], [weight for _, weight in acts])
        self.clock.advance(self.random.choice([0.05, 0.5, 1.0, 2.0]))
        self.trail = [*self.trail[-30:], act.__name__]
        self.pressed: Action | None = None
        self.trail[-1] = act()
        if self.random.random() < 0.05:
            QApplication.processEvents()
        self.done[act.__name__.strip("_")] += 1
        self._judge(self.pressed)

    def _judge(self, pressed: Action | None) -> None:
        """Only a hall key, its twin or its button may change picture, page or state; the picture is the row's own."""
        row, picture = self._row(), self.window.hall.window.picture()
        story = f"seed {self.seed}: {self.trail}"
        now = row.state, row.picture
        if pressed is None:
            assert same(picture, self.expected), f"the hall changed without a hall key: {story}"
            assert now == (self.row.state, self.row.picture), f"the row changed without a hall key: {story}"
        elif now != (self.row.state, self.row.picture):
            assert now in _may_follow(self.row, pressed), f"not what {pressed} may do: {story}"
            self.settings = self.window.hall.settings
            assert same(picture, self._wanted(row)), f"not the released picture: {story}"
            self.switches += 1
        else:
            assert same(picture, self.expected), f"another picture in the same state: {story}"
        self.row, self.expected = row, picture
        self._look_at_windows(story)

    def _look_at_windows(self, story: str) -> None:
        """The hall's window is there, and no other of ours over it."""
        hall = self.window.hall.window
        assert hall.isVisible(), f"the hall is gone: {story}"
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
        if QApplication.activePopupWidget() and self.random.random() < 0.3:  # nothing but the menu is asked then
            key, modifiers = self.random.choice(_PAD_KEYS), _MODIFIERS[-1]
        combination = QKeyCombination(modifiers, key)
        if combination in _HALL_KEYS:
            return "no key"
        if self.clicker_is_on:
            self.pressed = _CLICKER_KEYS.get(combination)
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
        words = getattr(below, "text", None)
        name = f"click {type(below).__name__} {words() if callable(words) else ''!r}"
        QTest.mouseClick(below, button, NONE, below.mapFrom(top, widget.mapTo(top, at)))
        return name

    def _hall_key(self) -> str:
        key, self.pressed = self.random.choice(list(_HALL_KEYS.items()))
        way_back = {HallState.HELD: Action.HOLD, HallState.COVERED: Action.COVER}.get(self._row().state)
        if way_back and self.random.random() < 0.5:  # most can go wrong while a picture is on air
            key, self.pressed = next(each for each in _HALL_KEYS.items() if each[1] is way_back)
        with contextlib.suppress(AttributeError):
            popup = QApplication.activePopupWidget()
            popup.close()  # type: ignore[union-attr]  # a menu takes all keys: a person closes it first
        QTest.keyClick(QApplication.focusWidget() or self.window, key.key(), key.keyboardModifiers())
        return f"hall key {self.pressed}"

    def _hall_button(self) -> str:
        column = self.window.hall_column
        acts: list[tuple[QWidget, Action]] = [(button, button.action) for button in column.page_buttons()]
        acts += [(column.take_button, Action.TAKE), (column.cover_button, Action.COVER)]
        acts += [(column.hold_button, Action.HOLD), (column.lend_button, Action.COVER)]
        button, self.pressed = self.random.choice([each for each in acts if each[0].isVisible()])
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return f"hall button {self.pressed}"

    def _clicker(self) -> str:
        """Somebody switches the clicker on or off, or presses it."""
        if self.random.random() < 0.3:
            QTest.mouseClick(self.window.top_bar.clicker, Qt.MouseButton.LeftButton)
            return f"clicker is {self.clicker_is_on}"
        key, action = self.random.choice(list(_CLICKER_KEYS.items()))
        self.pressed = action if self.clicker_is_on else None
        QTest.keyClick(self.random.choice([self._target(), self.window]), key.key())
        return f"clicker {action}, on: {self.clicker_is_on}"

    def _hear_clicker(self, is_on: bool) -> None:
        self.clicker_is_on = is_on

    def _preview(self) -> str:
        rows = queue_query.queue_rows(self.desk.conference.db)
        notice = made_subject(scene.NoticeCard(self.random.choice(WORDS) or "Mời đại biểu", "Thông báo"))
        long_notice = made_subject(scene.NoticeCard(LONG, "Nội quy"))
        subjects = ["cover", "agenda", "conclusion", notice, *[long_notice] * 3]
        subjects += [f"question/{row.id}" for row in rows[:8]]
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
        """A panel throws: while it hears of a change, while it is painted, or when its timer comes."""
        way = self.random.choice(["hearing", "painting", "its timer"])
        if way == "hearing":
            self.throws = True
            try:
                return f"{self._command()} while a panel throws"
            finally:
                self.throws = False
        if way == "painting":
            self.failing.is_armed = True
            self.failing.update()
            with contextlib.suppress(RuntimeError):  # it may surface at the call that painted
                QApplication.processEvents()
            self.failing.is_armed = False
        else:
            QTimer.singleShot(0, _fail)
            QApplication.processEvents()
        return f"a panel throws: {way}"

    def _throw(self, _: object) -> None:
        if self.throws:
            _fail()

    def _command(self) -> str:
        weights = [weight for _, weight in COMMANDS.values()]
        [chosen] = self.random.choices(list(COMMANDS), weights)
        COMMANDS[chosen][0](self)
        return chosen

    def question(self) -> int:
        """Some question; often the one on the hall, where an act would do most harm."""
        on_hall = question_of(self.row.picture.subject)
        if on_hall and self.random.random() < 0.3:
            return on_hall
        rows = queue_query.queue_rows(self.desk.conference.db)
        return self.random.choice(rows).id if rows else 0

    def text(self) -> str:
        return self.random.choice(WORDS)


def _fail() -> None:
    raise RuntimeError(PANEL_FAILED)


def _may_follow(row: Projection, pressed: Action) -> set[tuple[HallState, Shown]]:
    """State and picture a key may lead to (product.md 4.4); a key that is refused changes nothing."""
    state, shown = row.state, row.picture
    opened = HallState.LIVE, row.loaded or shown
    match pressed:
        case Action.TAKE if state is HallState.LIVE:
            return {(state, row.preview)}
        case Action.TAKE_PREVIOUS if state is HallState.LIVE:
            return {(state, row.previous)}
        case Action.COVER:
            return {opened, (HallState.YIELDED, shown)} if state is HallState.COVERED else {(HallState.COVERED, shown)}
        case Action.HOLD if state in {HallState.LIVE, HallState.HELD}:
            return {opened} if state is HallState.HELD else {(HallState.HELD, shown)}
        case Action.PAGE_NEXT | Action.PAGE_PREVIOUS if state is HallState.LIVE:
            step = 1 if pressed is Action.PAGE_NEXT else -1
            return {(state, replace(shown, page=shown.page + step))}
        case _:
            return set()


def same(one: QPixmap, other: QPixmap) -> bool:
    """Whether two pictures say the same: alike to the eye at a quarter of the size.

    Outlines painted twice may differ in the last shade of a few pixels; another digit differs by far more.
    """
    return one.cacheKey() == other.cacheKey() or difference(one, other) <= _SHADES


def difference(one: QPixmap, other: QPixmap) -> int:
    """Largest difference of a channel at a quarter of the size; 255 where the sizes differ."""
    if one.size() != other.size():
        return 255
    if one.toImage() == other.toImage():
        return 0
    bytes_of = [_small(pixmap) for pixmap in (one, other)]
    return max(abs(a - b) for a, b in zip(*bytes_of, strict=True)) if bytes_of[0] != bytes_of[1] else 0


def _small(pixmap: QPixmap) -> bytes:
    wide = max(1, pixmap.width() // 4)
    image = pixmap.toImage().scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    plain = image.convertToFormat(image.Format.Format_RGB888)  # its bits live no longer than the image does
    return bytes(plain.constBits())


def _close_dialog() -> None:
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        modal.reject()
