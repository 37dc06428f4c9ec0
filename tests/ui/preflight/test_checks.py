"""Every check of the list before people come in, made to fail; what cannot be asked is never called good."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.ids import EventId
from app.queries.inspection import Integrity
from app.queries.report import conference_report
from tests.support.conferences import new_conference, with_people, with_question
from ui.preflight import machine, program_checks
from ui.preflight.findings import ICONS, WORDS, Check, Grade
from ui.projector.screens import Reason
from ui.projector.stage import HallSettings

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


class Refusing:
    """A system that does not promise to stay awake."""

    active = False

    def __enter__(self) -> "Refusing":
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Agreeing(Refusing):
    active = True


def supply(folder: Path, name: str, **files: str) -> None:
    (folder / name).mkdir(parents=True)
    for file, content in files.items():
        (folder / name / file).write_text(content + "\n")


def test_power(tmp_path: Path) -> None:
    assert machine.power(tmp_path / "none").grade is Grade.UNKNOWN
    supply(tmp_path, "BAT0", type="Battery", capacity="41")
    found = machine.power(tmp_path)
    assert (found.grade, "41%" in found.seen) == (Grade.BAD, True)
    supply(tmp_path, "AC", type="Mains", online="0")
    assert machine.power(tmp_path).grade is Grade.BAD
    (tmp_path / "AC" / "online").write_text("1\n")
    assert machine.power(tmp_path).grade is Grade.GOOD


def test_a_battery_of_a_mouse_is_none_of_the_laptop(tmp_path: Path) -> None:
    supply(tmp_path, "mouse", type="Battery", capacity="80", scope="Device")
    assert machine.power(tmp_path).grade is Grade.UNKNOWN


@pytest.mark.parametrize(
    ("mains", "percent", "grade", "seen"),
    [
        (1, 80, Grade.GOOD, "Đang cắm nguồn, pin 80%."),
        (1, 255, Grade.GOOD, "Đang cắm nguồn."),
        (0, 41, Grade.BAD, "Đang chạy pin, còn 41%."),
        (255, 255, Grade.UNKNOWN, "Máy này không cho biết."),
    ],
)
def test_power_as_windows_tells_it(mains: int, percent: int, grade: Grade, seen: str) -> None:
    found = machine.told_by_windows(mains, percent)
    assert (found.grade, found.seen) == (grade, seen)


def test_sleep(qtbot) -> None:
    assert machine.sleep(Agreeing).grade is Grade.GOOD
    found = machine.sleep(Refusing)
    assert (found.grade, bool(found.advice)) == (Grade.BAD, True)


@pytest.mark.parametrize(
    ("answer", "grade"), [("echo true", Grade.BAD), ("echo false", Grade.GOOD), ("exit 1", Grade.UNKNOWN)]
)
def test_notices(tmp_path: Path, answer: str, grade: Grade) -> None:
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o700)
    assert machine.notices(str(tmp_path)).grade is grade


def test_a_machine_without_such_settings_is_not_called_good(tmp_path: Path) -> None:
    assert machine.notices(str(tmp_path)).grade is Grade.UNKNOWN


def test_disk(tmp_path: Path) -> None:
    assert machine.disk(tmp_path, enough=1, least=1).grade in {Grade.GOOD, Grade.LOOK}  # LOOK: a slow disk
    assert machine.disk(tmp_path, enough=10**18, least=1).grade is Grade.LOOK
    assert machine.disk(tmp_path, enough=10**18, least=10**18).grade is Grade.BAD
    assert machine.disk(tmp_path / "none").grade is Grade.BAD
    assert list(tmp_path.iterdir()) == []


def test_backup_place(tmp_path: Path) -> None:
    file = tmp_path / "a.hoinghi"
    file.touch()
    assert machine.backup_place(file, tmp_path).grade is Grade.LOOK
    assert machine.backup_place(file, tmp_path / "none").grade is Grade.BAD
    other = next((Path(p) for p in ("/dev/shm", "/run/shm") if os.access(p, os.W_OK)), None)
    if other is not None and other.stat().st_dev != tmp_path.stat().st_dev:
        assert machine.backup_place(file, other).grade is Grade.GOOD


def test_printer() -> None:
    assert machine.printer(()).grade is Grade.LOOK
    assert machine.printer(("HP LaserJet",)).seen == "Có máy in HP LaserJet."


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch):
    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


def test_clock(zone) -> None:
    zone("Asia/Ho_Chi_Minh")
    assert machine.clock(NOW, None).grade is Grade.GOOD
    assert machine.clock(NOW, NOW.replace(day=23)).grade is Grade.BAD
    assert machine.clock(datetime(2019, 1, 1, tzinfo=UTC), None).grade is Grade.BAD
    zone("Europe/Paris")
    assert machine.clock(NOW, None).grade is Grade.LOOK


def test_screen() -> None:
    assert program_checks.screen(None, "EPSON EB-992F").grade is Grade.GOOD
    for reason in Reason:
        if reason is not Reason.FOUND:
            found = program_checks.screen(reason, "")
            assert found.grade is Grade.BAD, reason
            assert found.advice


def test_legible() -> None:
    assert program_checks.legible((1920, 1080), HallSettings()).grade is Grade.GOOD
    assert program_checks.legible((800, 600), HallSettings()).grade is Grade.LOOK
    deep = program_checks.legible((1920, 1080), HallSettings(depth_m=45, picture_height_m=1.5))
    assert (deep.grade, deep.seen) == (Grade.LOOK, "Hội trường sâu 45 m, hình cao 1,5 m.")


def test_fonts() -> None:
    assert program_checks.fonts(()).grade is Grade.GOOD
    assert "Bold.ttf" in program_checks.fonts(("BeVietnamPro-Bold.ttf",)).seen


def test_f_keys() -> None:
    nothing: frozenset[int] = frozenset()
    f5, f8 = int(Qt.Key.Key_F5), int(Qt.Key.Key_F8)
    assert program_checks.f_keys(nothing, nothing).advice.startswith("Nhấn F5 rồi F8")
    assert program_checks.f_keys(frozenset({f5}), nothing).advice.startswith("Nhấn F8")
    assert program_checks.f_keys(nothing, frozenset({int(Qt.Key.Key_VolumeUp)})).grade is Grade.BAD
    assert program_checks.f_keys(frozenset({f5, f8}), nothing).grade is Grade.GOOD


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("", Grade.LOOK), ("Ti", Grade.LOOK), ("Tieesng Vieejt", Grade.BAD), ("Tieng Viet", Grade.BAD),
        ("Ti6e1ng Vi", Grade.BAD), ("Tiếng Việt", Grade.GOOD), ("Tie\u0302\u0301ng", Grade.GOOD),
    ],
)  # fmt: skip
def test_typing(typed: str, grade: Grade) -> None:
    assert program_checks.typing(typed).grade is grade


def test_papers(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    assert program_checks.papers(program_checks.render_minutes(conference_report(conference.db))).grade is Grade.GOOD
    conference.close()
    assert program_checks.papers(None).grade is Grade.BAD


def test_restore(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    with_people(conference)
    with_question(conference)
    assert conference.follower.wait_safe(conference.last_event(), 10)
    found = program_checks.restore(conference.path, NOW)
    assert (found.grade, f"đủ {conference.last_event()} thao tác" in found.seen) == (Grade.GOOD, True)
    conference.close()
    damaged = bytearray(conference.path.read_bytes())
    damaged[8192:] = b"\xff" * (len(damaged) - 8192)
    conference.path.write_bytes(damaged)
    assert program_checks.restore(conference.path, NOW).grade is Grade.BAD
    conference.path.unlink()
    assert program_checks.restore(conference.path, NOW).grade is Grade.BAD


def test_a_copy_with_a_broken_log_is_not_good() -> None:
    file = Integrity(1, "3", 9, True, None, 0)
    for broken in (
        Integrity(1, "3", 9, True, EventId(4), 0),
        Integrity(1, "3", 9, True, None, 1),
        Integrity(1, "3", 9, False, None, 0),
        Integrity(1, "3", 8, True, None, 0),
    ):
        assert program_checks.restored(broken, file).grade is Grade.BAD


def test_every_grade_has_its_word_and_icon_and_bad_ones_say_what_to_do() -> None:
    assert WORDS.keys() == ICONS.keys() == set(Grade)
    assert (WORDS[Grade.GOOD], WORDS[Grade.LOOK], WORDS[Grade.BAD]) == ("đạt", "cần xem", "chưa đạt")
    assert WORDS[Grade.UNKNOWN] == "không kiểm được"
    for check in Check:
        failed = program_checks.failed(check)
        assert (failed.grade, bool(failed.advice)) == (Grade.BAD, True)
