"""A picture of the preview is painted in parts: long words on a large screen take longer than a turn may."""

import pytest
from PySide6.QtCore import Qt

from app.domain import scene
from ui.operator import hall_pictures
from ui.operator.hall_control import READY_MS
from ui.operator.hall_pictures import Released
from ui.projector.canvas import paint_card

F5, F8 = Qt.Key.Key_F5, Qt.Key.Key_F8


@pytest.fixture
def slowly(console, monkeypatch: pytest.MonkeyPatch):
    """One line of the picture in each turn."""
    console.qtbot.waitUntil(lambda: not console.hall._ready_later.isActive())
    monkeypatch.setattr(hall_pictures, "_PAINTED_S", 0.0)
    return console


def begun(console) -> bool:
    return console.hall._pictures._begun is not None


def whole(console):
    """What the hall's painter makes of the preview at once."""
    shown, window = console.row.preview, console.hall.window
    card = scene.from_json(shown.card)
    return paint_card(card, *window.surface(), shown.page, console.hall.settings).toImage()


def test_it_takes_several_turns_and_is_the_same_picture(slowly) -> None:
    slowly.hall.preview(f"question/{slowly.questions[0]}")
    slowly.qtbot.waitUntil(lambda: begun(slowly))
    assert not slowly.hall.has_preview_picture()
    slowly.qtbot.waitUntil(slowly.hall.has_preview_picture)
    assert not begun(slowly)
    assert slowly.hall.preview_picture().toImage() == whole(slowly)


def test_f5_does_not_wait_for_the_turns(slowly) -> None:
    slowly.hall.preview(f"question/{slowly.questions[0]}")
    slowly.press(F8)
    slowly.clock.advance(1)
    slowly.qtbot.waitUntil(lambda: begun(slowly))
    wanted = whole(slowly)
    slowly.press(F5)
    assert slowly.hall.window.picture().toImage() == wanted
    assert not begun(slowly)


def test_another_preview_begins_its_own(slowly) -> None:
    slowly.hall.preview(f"question/{slowly.questions[0]}")
    slowly.qtbot.waitUntil(lambda: begun(slowly))
    slowly.hall.preview(f"question/{slowly.questions[1]}")
    slowly.qtbot.waitUntil(slowly.hall.has_preview_picture)
    assert slowly.hall.preview_picture().toImage() == whole(slowly)


def test_what_is_made_ahead_waits_for_the_preview(slowly) -> None:
    """Else each would throw the other's beginning away, for ever on a slow machine."""
    slowly.hall.preview(f"question/{slowly.questions[0]}")
    slowly.qtbot.waitUntil(slowly.hall.has_preview_picture)
    slowly.press(F5)
    slowly.press(F8)
    slowly.hall._pictures._kept.pop(slowly.hall._pictures.key(Released(slowly.hall._cover(), slowly.hall.settings)))
    slowly.hall.preview(f"question/{slowly.questions[1]}")
    key = slowly.hall._pictures.key(Released(slowly.row.preview, slowly.hall.settings))
    slowly.qtbot.waitUntil(lambda: begun(slowly))
    slowly.hall._get_ready()
    assert slowly.hall._pictures._begun[0] == key
    slowly.qtbot.waitUntil(slowly.hall.has_preview_picture)
    slowly.qtbot.wait(READY_MS)
    cover = Released(slowly.hall._cover(), slowly.hall.settings)
    slowly.qtbot.waitUntil(lambda: slowly.hall._pictures.has(cover))
