"""The ini gives back what it was given, and takes nonsense for never set."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from ui import kept_values
from ui import preferences as preferences_module
from ui.appearance import Theme
from ui.preferences import MOST_RECENT, Preferences, RecentFile
from ui.projector.screens import ScreenIdentity


def test_values_survive_a_restart(tmp_path: Path) -> None:
    screen = ScreenIdentity("HDMI-1", "EPSON", "EB-992F", "X1", 1600, 900)
    first = Preferences(tmp_path / "a.json")
    first.theme, first.text_size, first.operator, first.hall_screen = Theme.DARK, 125, "Lò Thị Ắ", screen
    first.remember(RecentFile("/a", "Hội nghị", "", "3 câu", "2023-03-22T07:00:00+00:00"))
    first.save()
    second = Preferences(tmp_path / "a.json")
    assert (second.theme, second.text_size, second.operator) == (Theme.DARK, 125, "Lò Thị Ắ")
    assert second.hall_screen == screen
    assert [file.name for file in second.recent] == ["Hội nghị"]
    assert second.recent[0].opened() is not None


def test_a_file_stands_once_and_the_list_stays_short(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "a.json")
    for number in range(MOST_RECENT + 3):
        preferences.remember(RecentFile(f"/{number}"))
    preferences.remember(RecentFile("/5", "mới"))
    assert len(preferences.recent) == MOST_RECENT
    assert preferences.recent[0] == RecentFile("/5", "mới")
    preferences.forget("/5")
    assert all(file.path != "/5" for file in preferences.recent)


def test_nonsense_counts_as_never_set(tmp_path: Path) -> None:
    nonsense = dict.fromkeys(("theme", "text_size", "hall_screen", "recent", "window_place"), "{đây không phải")
    for content in (json.dumps({**nonsense, "operator": 7}), "[1]", "{", "\0"):
        (tmp_path / "a.json").write_text(content)
        found = Preferences(tmp_path / "a.json")
        assert (found.theme, found.text_size, found.hall_screen, found.recent) == (Theme.LIGHT, 100, None, ())
        assert (found.operator, found.pin) == ("", "")


def test_an_ini_of_former_versions_is_taken_over(tmp_path: Path) -> None:
    ini = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    ini.setValue("operator", "Lò Thị Ắ, thư ký")
    ini.setValue("import_columns/questions", '{"cau hoi": "text"}')
    ini.setValue("window_place", QByteArray(b"\0\1"))
    ini.sync()
    first = Preferences(tmp_path / "a.json")
    assert (first.operator, first.window_place) == ("Lò Thị Ắ, thư ký", QByteArray(b"\0\1"))
    first.pin = "hash"
    first.save()
    (tmp_path / "a.ini").unlink()
    second = Preferences(tmp_path / "a.json")
    assert (second.operator, second.pin, second.window_place) == ("Lò Thị Ắ, thư ký", "hash", QByteArray(b"\0\1"))
    assert second.import_columns("questions") == {"cau hoi": "text"}


def test_no_setting_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cable that comes back was remembered by the main thread: half a second of a disk with much to write."""
    answers = threading.Event()

    def sync(_: int) -> None:
        assert threading.current_thread() is not threading.main_thread()
        answers.wait(10)

    monkeypatch.setattr(kept_values.os, "fsync", sync)
    monkeypatch.setattr(preferences_module, "_PATIENCE_S", 0.05)
    preferences = Preferences(tmp_path / "a.json")
    preferences.operator = "Lò Thị Ắ"
    preferences.theme = Theme.DARK
    preferences.save()
    assert preferences.operator == "Lò Thị Ắ"
    assert not (tmp_path / "a.json").exists()
    answers.set()
    monkeypatch.setattr(preferences_module, "_PATIENCE_S", 10)
    preferences.save()
    found = Preferences(tmp_path / "a.json")
    assert (found.operator, found.theme) == ("Lò Thị Ắ", Theme.DARK)


def test_two_windows_of_the_program_keep_what_each_has_set(tmp_path: Path) -> None:
    one, other = Preferences(tmp_path / "a.json"), Preferences(tmp_path / "a.json")
    one.operator = "Lò Thị Ắ"
    one.save()
    other.theme = Theme.DARK
    other.save()
    found = Preferences(tmp_path / "a.json")
    assert (found.operator, found.theme) == ("Lò Thị Ắ", Theme.DARK)


def test_a_place_that_cannot_be_written_takes_nothing_from_the_program(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tep").write_text("")
    preferences = Preferences(tmp_path / "tep" / "a.json")
    preferences.operator = "Lò Thị Ắ"
    preferences.save()
    assert preferences.operator == "Lò Thị Ắ"
    assert "settings cannot be written" in caplog.text
    caplog.clear()
