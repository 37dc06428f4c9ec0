"""The ini gives back what it was given, and takes nonsense for never set."""

from pathlib import Path

from PySide6.QtCore import QSettings

from ui.appearance import Theme
from ui.preferences import MOST_RECENT, Preferences, RecentFile
from ui.projector.screens import ScreenIdentity


def test_values_survive_a_restart(tmp_path: Path) -> None:
    screen = ScreenIdentity("HDMI-1", "EPSON", "EB-992F", "X1", 1600, 900)
    first = Preferences(tmp_path / "a.ini")
    first.theme, first.text_size, first.operator, first.hall_screen = Theme.DARK, 125, "Lò Thị Ắ", screen
    first.remember(RecentFile("/a", "Hội nghị", "", "3 câu", "2023-03-22T07:00:00+00:00"))
    first.save()
    second = Preferences(tmp_path / "a.ini")
    assert (second.theme, second.text_size, second.operator) == (Theme.DARK, 125, "Lò Thị Ắ")
    assert second.hall_screen == screen
    assert [file.name for file in second.recent] == ["Hội nghị"]
    assert second.recent[0].opened() is not None


def test_a_file_stands_once_and_the_list_stays_short(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "a.ini")
    for number in range(MOST_RECENT + 3):
        preferences.remember(RecentFile(f"/{number}"))
    preferences.remember(RecentFile("/5", "mới"))
    assert len(preferences.recent) == MOST_RECENT
    assert preferences.recent[0] == RecentFile("/5", "mới")
    preferences.forget("/5")
    assert all(file.path != "/5" for file in preferences.recent)


def test_nonsense_counts_as_never_set(tmp_path: Path) -> None:
    ini = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    for name in ("theme", "text_size", "hall_screen", "recent"):
        ini.setValue(name, "{đây không phải")
    ini.sync()
    found = Preferences(tmp_path / "a.ini")
    assert (found.theme, found.text_size, found.hall_screen, found.recent) == (Theme.LIGHT, 100, None, ())
