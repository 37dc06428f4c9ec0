"""The colours keep their measured contrasts; every token of the look is used as a pair that can be read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.appearance import TEXT_SIZES, Theme
from ui.widgets.plain_label import PlainLabel

PAIRS = [
    ("text", "panel", 13.5), ("text2", "panel", 8.0), ("text3", "panel", 6.0), ("text3", "sel", 5.0),
    ("text", "bg", 7.0), ("text2", "bg", 4.5), ("room", "panel", 7.0), ("room", "room_tint", 6.49),
    ("prev", "panel", 6.5), ("prev", "prev_tint", 5.5), ("live", "panel", 5.9), ("on_live", "live_fill", 5.2),
    ("warn", "panel", 7.5), ("warn", "warn_tint", 6.5), ("priv", "panel", 6.9), ("priv", "priv_tint", 6.5),
    ("on_bar", "bar", 13.5), ("bar_icon", "bar", 4.5), ("on_room", "room", 7.6), ("on_prev", "prev", 6.7),
    ("line2", "panel", 3.2), ("bar", "panel", 3.0), ("sel", "panel", 1.28), ("panel", "text2", 8.0),
]  # fmt: skip


def luminance(colour: str) -> float:
    found = QColor(colour)
    parts = (found.redF(), found.greenF(), found.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=list(Theme), ids=lambda chosen: chosen.value)
def _each_theme(request: pytest.FixtureRequest, qapp: object):
    theme.set_theme(request.param)
    yield
    theme.set_theme(Theme.LIGHT)


@pytest.mark.usefixtures("_each_theme")
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_ink_on_its_ground_has_the_measured_contrast(ink: str, ground: str, least: float) -> None:
    p = theme.palette()
    assert contrast(getattr(p, ink), getattr(p, ground)) >= least


@pytest.mark.usefixtures("_each_theme")
def test_style_sheet_is_accepted_by_qt(qapp) -> None:
    # a sheet Qt cannot parse is a warning in the log, which fails the test
    assert qapp.styleSheet() == theme.style_sheet()
    assert qapp.style().objectName() in {"fusion", ""}  # the sheet wraps the style without a name


def test_what_gets_the_style_sheet_late_looks_as_if_it_had_had_it_from_the_first(qtbot) -> None:
    def made() -> QWidget:
        window = QWidget()
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        for role in ("label", "title", "need"):
            box.addWidget(PlainLabel(f"Câu hỏi của {role}", role))
        box.addWidget(QLineEdit("Sở Nội vụ"))
        return window

    def seen(window: QWidget) -> QImage:
        window.show()
        return window.grab().toImage()

    theme.set_theme("light")
    first = seen(made())
    with theme.sheet_later():
        late = made()
    assert seen(late) == first


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_a_part_is_as_large_with_the_focus_as_without(qtbot, percent: int) -> None:
    """Else what stands below it moves, and a box made for its height scrolls."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    parts = (QLineEdit(), QPushButton("Lưu"), QComboBox())
    for part in parts:
        column.addWidget(part)
    theme.set_text_size(percent)
    window.show()
    before = [part.sizeHint() for part in parts]
    for part, size in zip(parts, before, strict=True):
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        qtbot.waitUntil(part.hasFocus)
        assert part.sizeHint() == size
