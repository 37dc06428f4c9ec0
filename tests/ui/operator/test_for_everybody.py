"""For everybody: every control has a name, words can be read on their ground, and the focus is seen, light and dark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QScrollBar, QWidget

import ui
from app.commands import floor, setup
from app.domain.answer import PreparedAnswer
from tests.ui.test_theme import contrast
from ui import theme
from ui.appearance import Theme
from ui.dialogs.all_pages import BY_KEY
from ui.shortcuts import Action
from ui.theme import set_theme

INKS = ["text", "text2", "text3", "room", "prev", "live", "warn", "priv"]
GROUNDS = ["panel", "bg", "sunken", "sel", "room_tint", "prev_tint", "warn_tint", "priv_tint"]
ON_FILLS = [("on_bar", "bar"), ("bar_icon", "bar"), ("on_room", "room"), ("on_prev", "prev"), ("on_live", "live_fill")]
LEAST = 4.5
SCALE = 2


@pytest.fixture(params=list(Theme), ids=lambda chosen: chosen.value)
def each(request, console):
    """The console in the middle of an answer, in each theme."""
    set_theme(request.param)
    first = console.questions[0]
    setup.add(console.conference, PreparedAnswer(question_id=first, agency_id=1, text="Đã có kế hoạch."))
    floor.start_question(console.conference, first)
    floor.start_answer(console.conference, first)
    console.hall.preview(f"question/{console.questions[1]}")
    yield console
    set_theme(Theme.LIGHT)


def panels(console) -> Iterator[tuple[str, QWidget]]:
    """The console and what can be opened over it, one after the other; each is shown while it is looked at."""
    window = console.window
    yield "console", window
    ups = window.look_ups
    for overlay in (
        window.keys_overlay, window.palette_overlay, window.pictures_overlay, window.name_overlay,
        ups.finder, ups.sites, ups.unheard, ups.history,
    ):  # fmt: skip
        overlay.open()
        QApplication.processEvents()
        yield type(overlay).__name__, overlay
        overlay.leave()


def windows(console) -> Iterator[tuple[str, QWidget]]:
    """Everything that can be looked at."""
    yield from panels(console)
    window = console.window
    for key in BY_KEY:
        window.lists.open(key)
        QApplication.processEvents()
        yield f"list {key.value}", window.lists
    window.lists.close()
    for other in (window.papers, window.imports):
        other.open()
        QApplication.processEvents()
        yield type(other).__name__, other
        other.close()


def parts(window: QWidget) -> list[QWidget]:
    return [one for one in window.findChildren(QWidget) if one.isVisibleTo(window) and not one.isWindow()]


def named(part: QWidget) -> str:
    words = part.text() if isinstance(part, QLabel | QAbstractButton) else part.accessibleName()
    return f"{type(part).__name__} {words!r}"


@pytest.mark.parametrize("chosen", list(Theme), ids=lambda one: one.value)
def test_every_ink_can_be_read_on_every_ground(chosen) -> None:
    """All pairs of the look, so that no pair needs to be looked for in the painting code."""
    set_theme(chosen)
    p = theme.palette()
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + ON_FILLS + [("text", "line")]
    low = {pair: contrast(getattr(p, pair[0]), getattr(p, pair[1])) for pair in pairs}
    edges = {ground: contrast(p.line2, getattr(p, ground)) for ground in ("panel", "sunken")}
    set_theme(Theme.LIGHT)
    assert {pair: found for pair, found in low.items() if found < LEAST} == {}
    assert {ground: found for ground, found in edges.items() if found < 3} == {}


def test_no_colour_of_the_console_comes_from_elsewhere() -> None:
    """Colours are tokens: what is measured above is all there is. The hall's pictures have their own tests."""
    root = Path(ui.__file__).parent
    own = {"theme.py", "icons.py", "projector", "chair"}  # icons: the grey of those that cannot be pressed
    files = [path for path in root.rglob("*.py") if not own & set(path.relative_to(root).parts)]
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for path in files
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"[\"']#[0-9A-Fa-f]{3,8}[\"']|GlobalColor\.(?!transparent)|QColor\(\d", line)
    ]
    assert found == []


def test_every_control_of_every_window_has_a_name(console) -> None:
    nameless = []
    for title, window in windows(console):
        for part in parts(window):
            if part.focusPolicy() is Qt.FocusPolicy.NoFocus or part.focusProxy() is not None or not part.isEnabled():
                continue
            interface = QAccessible.queryAccessibleInterface(part)
            if not interface.text(QAccessible.Text.Name).strip():
                nameless.append(f"{title}: {named(part)}")
    assert nameless == []


def photographed(window: QWidget) -> QImage:
    """Larger than on a screen, so that thin strokes have their full colour."""
    image = QImage(window.size() * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    window.render(image)
    return image


def worst_contrast(image: QImage, place: QRect) -> float:
    """Of the words in a place to what is behind them: the ground is the commonest colour."""
    cut = image.copy(QRect(place.topLeft() * SCALE, place.size() * SCALE))
    data = bytes(cut.constBits())
    pixels = Counter(data[at : at + 4] for at in range(0, len(data), 4))
    colours = [QColor(raw[2], raw[1], raw[0]).name() for raw, _ in pixels.most_common(1)]
    ground = colours[0]
    frequent = [raw for raw, count in pixels.items() if count >= 4]
    return max(contrast(ground, QColor(raw[2], raw[1], raw[0]).name()) for raw in frequent)


def test_words_of_labels_and_buttons_can_be_read_as_they_are_painted(each) -> None:
    low = []
    for title, window in panels(each):
        image = photographed(window)
        for part in parts(window):
            if (
                not isinstance(part, QLabel | QAbstractButton)
                or not part.text().strip()
                or part.visibleRegion().isEmpty()
            ):
                continue
            seen = part.visibleRegion().boundingRect()
            place = QRect(part.mapTo(window, seen.topLeft()), seen.size())
            if seen.height() < part.height() or not window.rect().contains(place):
                continue
            found = worst_contrast(image, place)
            if found < LEAST - 0.1:  # a stroke of 12 points loses that much at its edges
                low.append(f"{title}: {named(part)} {found:.1f}")
    assert low == []


def difference(one: QImage, other: QImage) -> int:
    """Points that are clearly other ones."""
    size = one.size()
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 25
        for x in range(0, size.width(), 2)
        for y in range(size.height())
    )


def test_the_focus_is_seen_wherever_it_is(each) -> None:
    window, unseen = each.window, []
    window.keys.trigger(Action.GO_AGENDA)
    away = window.capture
    for place in range(4):
        window.floor.tabs.choose(place)
        for part in parts(window):
            takes = part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            if not takes or not part.isEnabled() or part.focusProxy() is not None or isinstance(part, QScrollBar):
                continue
            if part.visibleRegion().isEmpty() or away.isAncestorOf(part):
                continue
            window.keys.trigger(Action.CAPTURE)
            without = part.grab().toImage()
            part.setFocus(Qt.FocusReason.TabFocusReason)
            if not part.hasFocus():
                continue
            framed = part.parentWidget() if isinstance(part, QAbstractScrollArea) else part
            seen = difference(without, part.grab().toImage())
            if seen < 8 and framed is not None:
                with_focus = framed.grab().toImage()
                window.keys.trigger(Action.CAPTURE)
                seen = difference(framed.grab().toImage(), with_focus)
            if seen < 8:
                unseen.append(f"page {place}: {named(part)} {seen}")
    assert unseen == []
