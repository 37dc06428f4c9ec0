"""What every window is built of: marks are not cut, markup is text, buttons show the key of their act."""

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage
from PySide6.QtWidgets import QMainWindow, QWidget

from ui import icons, theme
from ui.fonts import load_font_file
from ui.keys import Keys, first_key
from ui.shortcuts import BINDINGS, Action
from ui.widgets.buttons import ActionButton, ButtonStyle, HallButton, MainButton
from ui.widgets.cut_line import CutLine
from ui.widgets.key_cap import cap_width, shown_key
from ui.widgets.plain_label import PlainLabel

ROLES = ["label", "secondary", "body", "strong", "title", "name", "need"]


def ink_rows(label: PlainLabel) -> list[int]:
    image = label.grab().toImage()
    ground = image.pixelColor(0, 0)
    rows = range(image.height())
    return [y for y in rows if any(image.pixelColor(x, y) != ground for x in range(image.width()))]


@pytest.mark.parametrize("role", ROLES)
def test_capitals_with_two_marks_are_whole(qtbot, role: str) -> None:
    theme.set_theme("light")
    label = PlainLabel("ẪỄỖẮ ỵựợ gậ", role)
    qtbot.addWidget(label)
    label.setStyleSheet(f"background: {theme.palette().panel}")
    label.adjustSize()
    snug = len(ink_rows(label))
    label.resize(label.width(), label.height() + 40)
    assert snug == len(ink_rows(label))


def test_markup_is_shown_as_it_was_typed(qtbot) -> None:
    label = PlainLabel("thu nhập a < b và c > d <b>x</b> R&D")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    bold = PlainLabel("<b>x</b>")
    qtbot.addWidget(bold)
    assert bold.sizeHint().width() > bold.fontMetrics().horizontalAdvance("<b>x</b>") - 1


@pytest.mark.parametrize("how", [{"elided": True}, {"is_name": True}], ids=str)
def test_cut_text_is_whole_in_the_tool_tip_and_escaped(qtbot, how: dict[str, bool]) -> None:
    label = PlainLabel("a < b " * 40, **how)
    qtbot.addWidget(label)
    label.resize(120, 24)
    label.show()
    assert not label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # no mouse, no tool tip
    assert label.is_cut()
    assert "a &lt; b" in label.toolTip()
    label.setText("ngắn")
    assert not label.is_cut()
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("key", "shown"),
    [("Alt+Up", "Alt+Lên"), ("Return", "Enter"), ("Ctrl+=", "Ctrl+="), ("Ctrl+-", "Ctrl+-"), ("Del", "Delete")],
)
def test_keys_are_spelt_for_people(key: str, shown: str) -> None:
    assert shown_key(key) == shown


def test_every_button_shows_the_key_of_the_table(qtbot) -> None:
    for binding in BINDINGS:
        button = ActionButton(binding.action)
        qtbot.addWidget(button)
        assert shown_key(first_key(binding.action)) in button.accessibleName()
        assert button.sizeHint().width() > cap_width(first_key(binding.action))


def test_click_does_what_the_key_does(qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    keys = Keys(window)
    done: list[str] = []
    keys.on(Action.NEXT_STEP, lambda: done.append("step"))
    button = MainButton(Action.NEXT_STEP, keys, "Sang kết luận", window)
    button.click()
    assert done == ["step"]


@pytest.mark.parametrize("style", list(ButtonStyle))
def test_focus_is_seen_in_every_style(qtbot, style: ButtonStyle) -> None:
    theme.set_theme("light")
    window = QMainWindow()
    qtbot.addWidget(window)
    button = ActionButton(Action.PAPERS, style=style, parent=window)
    button.adjustSize()
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    button.clearFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != without


@pytest.fixture
def _no_icon_font(monkeypatch: pytest.MonkeyPatch):
    caches = (icons._font, icons._icon, icons._pixmap, load_font_file)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(QFontDatabase, "addApplicationFont", lambda *_: -1)
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("_no_icon_font")
def test_without_the_icon_font_rings_are_drawn(qapp, caplog) -> None:
    picture = icons.pixmap("check", 16, "#15211F").toImage()
    assert any(picture.pixelColor(x, 8).alpha() for x in range(16))
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()


def test_every_icon_of_the_table_exists(qapp) -> None:
    ring = icons._ring("#15211F").pixmap(16, 16).toImage()
    for binding in BINDINGS:
        if binding.icon:
            assert icons.pixmap(binding.icon, 16, "#15211F").toImage() != ring, binding.icon
            assert QColor(theme.palette().text2).isValid()


def ink_beside(image: QImage, columns: range) -> bool:
    middle = range(image.height() // 4, image.height() * 3 // 4)
    return len({image.pixelColor(x, y).rgb() for x in columns for y in middle}) > 1


def test_a_large_button_in_a_narrow_column_keeps_word_and_key_and_drops_its_icon(qtbot) -> None:
    theme.set_theme("light")
    window = QMainWindow()
    qtbot.addWidget(window)
    button = HallButton(Action.HOLD, Keys(window))
    qtbot.addWidget(button)
    button.say("THÔI GIỮ")
    for width in (120, 108):
        button.resize(width, 44)
        image = button.grab().toImage()
        assert not ink_beside(image, range(3, 7))
        assert not ink_beside(image, range(width - 7, width - 3))


def test_a_name_longer_than_its_line_ends_in_an_ellipsis_until_somebody_types_there(qtbot) -> None:
    theme.set_theme("light")
    line, other = CutLine("Thanh niên nông thôn vùng đồng bào dân tộc thiểu số"), CutLine("ngắn")
    page = QWidget()
    qtbot.addWidget(page)
    for one in (line, other):
        one.setParent(page)
        one.resize(200, 30)
    other.move(0, 40)
    page.show()
    page.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert line.is_cut()
    assert not other.is_cut()
    line.setCursorPosition(0)
    shown = line.grab().toImage()
    line.setText(line.text() + " và nhiều hơn nữa")
    line.setCursorPosition(0)
    assert line.grab().toImage() == shown
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    line.setCursorPosition(0)
    assert line.grab().toImage() != shown
