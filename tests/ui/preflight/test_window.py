"""The list as a person sees it: beside a console that goes on, its F keys move nothing, no red in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from app.domain.projection import HallState
from tests.support.layout_audit import audit
from tests.support.typing import unikey_type
from tests.ui.operator.conftest import Console, console
from ui import theme
from ui.appearance import Theme
from ui.preflight.findings import Check, Grade
from ui.preflight.window import PreflightWindow
from ui.shortcuts import Action
from ui.theme import set_theme

__all__ = ["console"]
SLOWEST_MS = 60_000


def opened(console: Console) -> PreflightWindow:
    console.window.keys.trigger(Action.PREFLIGHT)
    window = console.window.preflight
    console.qtbot.waitUntil(window.isActiveWindow)
    return window


def reds_in(image: QImage) -> int:
    live = {QColor(value).rgb() for value in (theme.palette().live, theme.palette().live_fill)}
    return sum(image.pixel(x, y) in live for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))


def test_every_check_comes_to_an_end_within_a_minute(console: Console) -> None:
    window = opened(console)
    console.qtbot.waitUntil(
        lambda: all(one.grade is not Grade.RUNNING for one in window.findings().values()), timeout=SLOWEST_MS
    )
    found = window.findings()
    assert found[Check.RESTORE].grade is Grade.GOOD
    assert found[Check.PAPERS].grade is Grade.GOOD
    assert found[Check.SCREEN].grade is Grade.GOOD
    assert found[Check.F_KEYS].grade is Grade.LOOK
    window.close()


def test_what_takes_long_comes_one_after_the_other(console: Console) -> None:
    """All at once they would take the window its processors; a printer of the net may be the slowest."""
    run, told = console.window.preflight._run, []
    run.found.connect(lambda finding: told.append((finding.check, finding.grade is Grade.RUNNING)))
    run.start()
    long = (Check.PAPERS, Check.RESTORE, Check.PRINTER)
    console.qtbot.waitUntil(lambda: (Check.PRINTER, False) in told, timeout=SLOWEST_MS)
    assert [check for check, is_running in told if check in long and not is_running] == list(long)


def test_without_a_report_the_copy_is_tried_all_the_same(console: Console) -> None:
    run, found = console.window.preflight._run, {}
    run.found.connect(lambda finding: found.update({finding.check: finding.grade}))
    with pytest.raises(LookupError):
        run._cannot_render(LookupError())
    assert found[Check.PAPERS] is Grade.BAD
    console.qtbot.waitUntil(lambda: found[Check.RESTORE] is Grade.GOOD, timeout=SLOWEST_MS)


def test_f5_and_f8_are_heard_and_the_hall_stays(console: Console) -> None:
    console.preview(1)
    window = opened(console)
    before = console.row
    QTest.keyClick(window.field, Qt.Key.Key_VolumeUp)
    assert window.findings()[Check.F_KEYS].grade is Grade.BAD
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F8):
        QTest.keyClick(window.field, key)
    assert window.findings()[Check.F_KEYS].grade is Grade.GOOD
    assert console.row == before
    unikey_type(window.field, "Tie<ê<ếng Vie<ê<ệt")
    assert window.findings()[Check.TYPING].grade is Grade.GOOD
    QTest.keyClick(window.field, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_console_goes_on_beside_it(console: Console) -> None:
    window = opened(console)
    assert not window.isModal()
    console.window.activateWindow()
    console.qtbot.waitUntil(console.window.isActiveWindow)
    QTest.keyClick(console.window, Qt.Key.Key_F8)
    assert console.row.state is HallState.LIVE
    window.close()


def test_it_does_not_open_in_live(console: Console) -> None:
    console.go_live()
    console.window.keys.trigger(Action.PREFLIGHT)
    assert not console.window.preflight.isVisible()
    assert not console.window.floor.empty.preflight_button.isVisible()


@pytest.mark.parametrize("wanted", list(Theme))
def test_it_is_whole_and_nothing_in_it_is_red(console: Console, wanted: Theme) -> None:
    set_theme(wanted)
    window = opened(console)
    console.qtbot.wait(50)
    assert audit(window, frozenset({"projector"})) == []
    assert reds_in(window.grab().toImage()) == 0
    window.close()
    set_theme(Theme.LIGHT)
