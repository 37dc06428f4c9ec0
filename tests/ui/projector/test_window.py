"""The hall window: whole pictures, no blank in a fade, no focus, no way to close it by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QExposeEvent, QGuiApplication, QImage, QPixmap, QRegion
from pytestqt.qtbot import QtBot

from tests.support.clock import FakeClock
from ui.projector.sheet import NONE, Sheet
from ui.projector.stage import GROUND
from ui.projector.window import PictureWindow, ProjectorWindow


def _plain(colour: str, size: QSize, dpr: float = 1.0) -> QPixmap:
    pixmap = QPixmap(size * dpr)
    pixmap.fill(QColor(colour))
    pixmap.setDevicePixelRatio(dpr)
    return pixmap


@pytest.fixture
def window(qtbot: QtBot) -> ProjectorWindow:
    made = ProjectorWindow(FakeClock().now)
    qtbot.addWidget(made, before_close_func=lambda w: w.end())
    made.resize(640, 360)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 31) for y in range(0, image.height(), 31)}


def test_before_any_picture_it_shows_the_plain_ground(window: ProjectorWindow) -> None:
    assert _colours(window.grab().toImage()) == {GROUND.lower()}


def test_without_fade_the_picture_is_there_at_once(window: ProjectorWindow) -> None:
    window.show_pixmap(_plain("#ff0000", window.size()), 0)
    assert _colours(window.grab().toImage()) == {"#ff0000"}


def test_a_fade_mixes_whole_frames_answers_at_once_and_ends(window: ProjectorWindow, qtbot: QtBot) -> None:
    window.show_pixmap(_plain("#ff0000", window.size()), 0)
    window.show_pixmap(_plain("#0000ff", window.size()), 150)
    frames = []
    while window.is_fading():
        frames.append(_colours(window.grab().toImage()))
        qtbot.wait(10)
    assert all(len(frame) == 1 for frame in frames), "a frame shows parts of two pictures"
    mixed = [QColor(frame.pop()) for frame in frames]
    assert all(abs(c.red() + c.blue() - 255) <= 2 and c.green() == 0 for c in mixed), "a frame is darker: blank shows"
    assert mixed[0].blue() >= 60, "the first frame still is the old picture"
    assert [c.blue() for c in mixed] == sorted(c.blue() for c in mixed)
    assert _colours(window.grab().toImage()) == {"#0000ff"}


def test_a_first_frame_mixed_ahead_is_the_frame_the_key_would_have_mixed(window: ProjectorWindow) -> None:
    red, blue, green = (_plain(colour, window.size()) for colour in ("#ff0000", "#0000ff", "#00ff00"))
    frames = []
    for ahead in (None, blue, green):
        window.show_pixmap(red, 0)
        if ahead is not None:
            window.mix_ahead(ahead)
        window.show_pixmap(blue, 150)
        frames.append(QColor(_colours(window.grab().toImage()).pop()))
    assert frames[0].blue() >= 60
    assert 62 <= frames[1].blue() <= 65
    assert frames[2].green() == 0, "the frame was mixed for another picture"


def test_a_picture_during_a_fade_ends_that_fade(window: ProjectorWindow) -> None:
    for colour in ("#ff0000", "#00ff00", "#0000ff"):
        window.show_pixmap(_plain(colour, window.size()), 150)
    assert all(QColor(name).red() == 0 for name in _colours(window.grab().toImage()))


def test_a_picture_of_another_size_is_whole_and_undistorted_until_a_new_one_comes(
    window: ProjectorWindow, qtbot: QtBot
) -> None:
    window.show_pixmap(_plain("#ff0000", QSize(640, 360)), 0)
    with qtbot.waitSignal(window.surface_changed):
        window.resize(800, 800)
    image = window.grab().toImage()
    assert image.pixelColor(400, 400).name() == "#ff0000"
    assert image.pixelColor(400, 10).name() == GROUND.lower()


def test_pictures_of_a_scaled_screen_are_not_scaled_again(window: ProjectorWindow) -> None:
    window.show_pixmap(_plain("#ff0000", window.size(), 2.0), 0)
    assert _colours(window.grab().toImage()) == {"#ff0000"}


def test_it_takes_no_focus_shows_no_cursor_and_does_not_keep_the_program_alive(window: ProjectorWindow) -> None:
    flags = window.windowFlags()
    assert flags & Qt.WindowType.FramelessWindowHint
    assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert window.cursor().shape() == Qt.CursorShape.BlankCursor
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_only_the_end_of_the_program_closes_it(qtbot: QtBot) -> None:
    window = PictureWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.end())
    window.show()
    assert not window.close()
    assert window.isVisible()
    window.end()
    assert not window.isVisible()


def test_a_sheet_keeps_no_buffer_and_is_painted_again_when_the_system_asks(qtbot: QtBot) -> None:
    sheet = Sheet()
    qtbot.addWidget(sheet, before_close_func=lambda w: w.end())
    sheet.resize(640, 360)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.backingStore().size() == NONE)
    painted: list[QSize] = []
    sheet._painted.timeout.disconnect()
    sheet._painted.timeout.connect(lambda: painted.append(sheet.backingStore().size()))
    QGuiApplication.sendEvent(sheet.windowHandle(), QExposeEvent(QRegion(0, 0, 640, 360)))
    qtbot.waitUntil(lambda: painted == [QSize(640, 360)])


def test_the_thumbnail_comes_from_the_window_itself(window: ProjectorWindow) -> None:
    window.show_pixmap(_plain("#ff0000", window.size()), 0)
    thumbnail = window.grab_live(320)
    assert thumbnail.size() == QSize(320, 180)
    assert _colours(thumbnail.toImage()) == {"#ff0000"}
