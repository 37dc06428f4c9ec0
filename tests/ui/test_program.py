"""Opening, closing and ending the program: bad files in words and unharmed, signals, the words of the command line."""

import contextlib
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import weakref
from collections.abc import Generator
from functools import cached_property
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.commands import setup
from app.conference import Conference
from app.domain.facts import Facts, Mode
from app.domain.minutes import Slot, TextKey
from app.domain.office import OfficeProfile
from app.office_file import write_profile
from app.queries import desk as lists
from app.queries.report import conference_phrases
from app.texts import text_of
from db.typing_journal import journal_path
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_question
from tests.support.layout_audit import audit
from ui.appearance import Theme
from ui.garbage import GarbageCollector
from ui.locks import lock_path, take_lock
from ui.operator.bar import Topic
from ui.operator.later_windows import LaterWindows
from ui.operator.main_window import MainWindow
from ui.preferences import Preferences
from ui.program import Program
from ui.theme import set_theme

ROOT = Path(__file__).parents[2]
LATER_PARTS = [
    name for name, part in (vars(LaterWindows) | vars(MainWindow)).items() if isinstance(part, cached_property)
]


@pytest.fixture
def program(qtbot, tmp_path: Path) -> Generator[Program]:
    made = Program(Preferences(tmp_path / "console.json"), FakeClock())
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    conference = new_conference(tmp_path)
    path = conference.path
    conference.close()
    return path


def text_file(path: Path, good: Path) -> Path:
    path.write_text("Đây là một tệp chữ, không phải hội nghị. " * 40, encoding="utf-8")
    return path


def other_database(path: Path, good: Path) -> Path:
    code = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('CREATE TABLE a (b)')"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    return path


def empty_file(path: Path, good: Path) -> Path:
    path.touch()
    return path


def damaged(path: Path, good: Path) -> Path:
    data = bytearray(good.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    return path


def newer(path: Path, good: Path) -> Path:
    shutil.copy(good, path)
    code = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA user_version = 999'); c.commit()"
    subprocess.run([sys.executable, "-c", code, str(path)], check=True)
    return path


def folder(path: Path, good: Path) -> Path:
    path.mkdir()
    return path


BAD = [
    (text_file, "không phải là tệp hội nghị"),
    (other_database, "không phải là tệp hội nghị"),
    (empty_file, "không phải là tệp hội nghị"),
    (damaged, "bị hỏng"),
    (newer, "phiên bản mới hơn"),
    (folder, "Không được phép đọc"),
]


@pytest.mark.parametrize(("spoil", "words"), BAD, ids=[spoil.__name__ for spoil, _ in BAD])
def test_bad_file_gets_its_own_sentence_and_stays_as_it_was(program, tmp_path, file, spoil, words: str) -> None:
    bad = spoil(tmp_path / "xau.hoinghi", file)
    before = bad.read_bytes() if bad.is_file() else None
    assert not program.open_file(bad)
    assert program.start_page.isVisible()
    assert words in program.start_page.bar.words()
    assert "xau.hoinghi" in program.start_page.bar.words()
    assert before is None or bad.read_bytes() == before
    assert not lock_path(bad).exists()


def test_missing_file_is_said(program, tmp_path) -> None:
    assert not program.open_file(tmp_path / "khong-co.hoinghi")
    assert program.start_page.bar.words() == "Không tìm thấy tệp “khong-co.hoinghi”."


def test_file_open_elsewhere_names_the_holder(program, file) -> None:
    held = take_lock(file)
    assert not program.open_file(file)
    assert "đang được mở ở một cửa sổ khác trên máy này" in program.start_page.bar.words()
    held.unlock()
    assert program.open_file(file)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file modes of POSIX")
def test_read_only_file_is_said(program, file, monkeypatch) -> None:
    """The superuser may write everything, so what the system answers is set, not the mode of the file."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert not program.open_file(file)
    assert "chỉ cho đọc" in program.start_page.bar.words()


def test_new_file_never_overwrites(program, file) -> None:
    before = file.read_bytes()
    assert not program.new_file(file)
    assert "Đã có tệp" in program.start_page.bar.words()
    assert file.read_bytes() == before


def test_a_new_file_begins_as_the_office_has_kept_it(program, tmp_path) -> None:
    profile = OfficeProfile(Facts(organ="VĂN PHÒNG", province="Lào Cai"), phrases={"annex.label": "Phụ biểu"})
    write_profile(program.preferences.office_profile, profile)
    assert program.new_file(tmp_path / "moi")
    db = program.desk.conference.db
    assert (lists.facts(db).organ, lists.facts(db).province) == ("VĂN PHÒNG", "Lào Cai")
    assert conference_phrases(db) == {"annex.label": "Phụ biểu"}


def test_a_profile_that_cannot_be_read_stops_no_new_file(program, tmp_path, caplog) -> None:
    program.preferences.office_profile.write_text("{", encoding="utf-8")
    assert program.new_file(tmp_path / "moi")
    assert conference_phrases(program.desk.conference.db) == {}
    assert "the office's profile cannot be read" in caplog.text
    caplog.clear()


def test_new_file_opens_with_its_form(program, tmp_path) -> None:
    assert program.new_file(tmp_path / "moi")
    assert (tmp_path / "moi.hoinghi").exists()
    assert program.console.first_steps.isVisible()
    assert lists.facts(program.desk.conference.db) == Facts()


def test_file_whose_making_was_cut_off_is_opened(program, tmp_path) -> None:
    setup.create_conference_file(tmp_path / "do.hoinghi")
    assert program.open_file(tmp_path / "do.hoinghi")


def test_opening_leads_from_the_list_and_back_to_it(program, file) -> None:
    assert program.open_file(file)
    assert not program.start_page.isVisible()
    program.console.close_now()
    assert program.console is None
    assert not lock_path(file).exists()
    program.show_start()
    assert [Path(known.path) for known in program.preferences.recent] == [file]
    card = program.start_page.file_cards()[0]
    assert card.accessibleName() == "Mở Hội nghị đối thoại"
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert program.console is not None


def test_a_closed_console_goes_from_memory_with_its_conference_and_every_window(program, file, qtbot) -> None:
    """A connection to a signal keeps a lambda, and with it its window, where no collection of garbage can see it."""
    GarbageCollector(program)
    assert program.open_file(file)
    program.console.hall.preview("cover")
    for name in LATER_PARTS:
        assert getattr(program.console, name) is not None
    gc.unfreeze()
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)  # no search for garbage looks through what stands
    gone = [weakref.ref(program.console), weakref.ref(program.desk), weakref.ref(program.desk.conference)]
    program.console.close_now()

    def all_have_gone() -> bool:
        gc.collect()
        return [kept() for kept in gone if kept() is not None] == []

    qtbot.waitUntil(all_have_gone)


def test_lost_file_can_be_taken_off_the_list(program, file) -> None:
    program.open_file(file)
    program.console.close_now()
    file.unlink()
    program.start_page.refresh()
    program.start_page.file_cards()[0].click()
    buttons = {button.text(): button for button in program.start_page.bar.findChildren(QAbstractButton)}
    buttons["Bỏ khỏi danh sách"].click()
    assert not program.preferences.recent
    assert not program.start_page.bar.has(Topic.REFUSAL)


def test_half_typed_text_is_put_back_and_told(program, tmp_path) -> None:
    conference = new_conference(tmp_path, name="do-dang.hoinghi")
    question = with_question(conference)
    key = TextKey(Slot.CHAIR, question)
    number = conference.journal.append(str(key), 0, 0, "Chủ tịch đang nói dở", "")
    conference.journal.wait_safe(number, 5)
    conference.close()
    assert program.open_file(conference.path)
    assert text_of(program.desk.conference.db, key) == "Chủ tịch đang nói dở"
    assert program.console.bar.words().startswith("Đã đặt lại 1 đoạn văn bản đang gõ dở.")


def test_a_typing_journal_that_cannot_be_read_is_said_and_the_conference_opens(program, file, caplog) -> None:
    journal = journal_path(file)
    journal.mkdir()
    assert program.open_file(file)
    assert program.console.bar.words().startswith("Không đọc được chữ gõ dở lần trước.")
    number = program.desk.conference.journal.append("private/1", 0, 0, "sau đó", "")
    assert program.desk.conference.journal.wait_safe(number, 10), "in the spare place"
    assert journal.is_dir()
    assert "cannot be read" in caplog.text
    caplog.clear()


def test_mode_live_survives_an_end_by_signal(program, file) -> None:
    program.open_file(file)
    program.desk.run(setup.change_mode, Mode.LIVE)
    program.end()
    assert program.console is None
    again = Conference(file, FakeClock())
    assert lists.facts(again.db).mode is Mode.LIVE
    again.close()


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_start_page_is_whole(program, file, qtbot, size, theme: Theme) -> None:
    set_theme(theme)
    program.open_file(file)
    program.console.close_now()
    page = program.start_page
    page.resize(*size)
    program.show_start()
    page.complain("Không tìm thấy tệp “a.hoinghi”.", str(file))
    allowed = frozenset({"projector"})
    with contextlib.suppress(TimeoutError):
        qtbot.waitUntil(lambda: not audit(page, allowed), timeout=1000)
    assert audit(page, allowed) == []
    set_theme(Theme.LIGHT)


def test_the_start_page_names_the_screens_it_does_not_stand_on(program, qtbot) -> None:
    page = program.start_page
    page.show()
    for place, other in ((10, "PROJECTOR"), (1400, "LAPTOP")):
        page.move(place, 10)
        qtbot.waitUntil(lambda place=place: page.x() == place)
        page.refresh()
        assert page._screen.text() == other


class Started:
    """The real program in a process of its own."""

    def __init__(self, tmp_path: Path, *words: str) -> None:
        screens = {"screens": [{"name": "LAPTOP", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1}]}
        (tmp_path / "one.json").write_text(json.dumps(screens), encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME"):
            environment[f"XDG_{name}"] = str(tmp_path / "home")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ui.main", *words],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ended(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=40)
        return self.process.returncode, out, err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_the_program_with_0(tmp_path, file, number) -> None:
    started = Started(tmp_path, "open", str(file))
    assert started.first_line() == "Chạy không màn hình (offscreen): cửa sổ có thật nhưng không nhìn thấy."
    log = tmp_path / "home" / "hoi-nghi-doi-thoai"
    while not lock_path(file).exists() and started.process.poll() is None:
        pass
    started.process.send_signal(number)
    status, _, errors = started.ended()
    assert (status, "Traceback" in errors) == (0, False)
    assert not lock_path(file).exists()
    assert log.exists()
    again = Conference(file, FakeClock())
    again.close()


def test_start_page_ends_by_signal_too(tmp_path) -> None:
    started = Started(tmp_path)
    started.first_line()
    started.process.send_signal(signal.SIGTERM)
    assert started.ended()[0] == 0


def test_help_is_vietnamese_and_needs_no_window(tmp_path) -> None:
    status, out, _ = Started(tmp_path, "--help").ended()
    assert status == 0
    assert "mở một hội nghị" in out


def test_unknown_word_is_refused(tmp_path) -> None:
    status, _, errors = Started(tmp_path, "bay").ended()
    assert status == 2
    assert errors.startswith("Không hiểu lệnh: bay")


def test_self_test_passes(tmp_path) -> None:
    assert Started(tmp_path, "--self-test").ended()[0] == 0


def test_child_process_stays_light() -> None:
    """A spawned child imports the main module again: no window library must come with it."""
    heavy = "{'PySide6', 'reportlab', 'docx', 'sqlite_utils'}"
    code = f"import sys, ui.main; sys.exit(bool({heavy} & {{m.split('.')[0] for m in sys.modules}}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_console_opens_without_the_setters_of_papers() -> None:
    """They cost half a second, and no paper is made before somebody asks for one."""
    code = "import sys, ui.program; sys.exit(bool({'reportlab', 'docx', 'xlsxwriter'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_application_is_left_with_a_modal_window(program, file) -> None:
    program.open_file(file)
    assert QApplication.activeModalWidget() is None
