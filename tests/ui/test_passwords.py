"""Passwords as a person meets them: a new file, opening, the list of files, a wrong one, another one, the verbs."""

import io
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app import backup, password
from app.commands import setup
from app.conference import Conference
from app.domain.clock import SystemClock
from app.domain.facts import Facts, Mode
from app.queries import desk as lists
from db import keys
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_question
from tests.support.encrypted import CHEAP, PASSWORD, WORDS, encrypted_conference, file_key, readable_in
from tests.support.layout_audit import audit
from ui import headless
from ui.locks import take_lock
from ui.operator import captures_menu
from ui.operator.bar import Topic
from ui.operator.password_overlay import PasswordOverlay
from ui.passwords import TRIES
from ui.preferences import Preferences
from ui.program import Program


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Generator[None]:
    monkeypatch.setattr(keys, "_COST", CHEAP)
    yield
    keys._ring.clear()


@pytest.fixture
def program(qtbot, tmp_path: Path) -> Generator[Program]:
    made = Program(Preferences(tmp_path / "own" / "console.json"), FakeClock())
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Closed, and its password not given."""
    conference = encrypted_conference(tmp_path)
    setup.change_facts(conference, Facts(name=WORDS[1], theme=WORDS[0]))
    conference.close()
    keys._ring.clear()
    return conference.path


def enter(panel: PasswordOverlay, *typed: str) -> None:
    for field, text in zip(panel.fields, typed, strict=True):
        field.setText(text)
    QTest.keyClick(panel.fields[-1], Qt.Key.Key_Return)


def test_opening_asks_says_what_is_wrong_and_opens(program: Program, qtbot, file: Path) -> None:
    assert not program.open_file(file)
    panel = program.passwords.asking
    assert panel.isVisible()
    assert panel.fields[0].hasFocus() or panel.focusWidget() is panel.fields[0]
    enter(panel, "không phải nó")
    qtbot.waitUntil(lambda: "Mật khẩu không đúng" in panel.answer.text())
    assert panel.isVisible()
    assert program.console is None
    enter(panel, PASSWORD)
    qtbot.waitUntil(lambda: program.console is not None)
    assert not panel.isVisible()
    assert panel.fields[0].text() == ""
    assert program.desk is not None
    assert lists.facts(program.desk.conference.db).name == WORDS[1]


def test_a_file_with_a_damaged_beginning_goes_back_to_a_copy(program: Program, qtbot, file: Path) -> None:
    """Its salt is not the one of the password any more; the copies have theirs."""
    keys.remember(file_key())
    backup.backup_now(file, program.preferences.copies, program.clock.now())
    keys._ring.clear()
    data = bytearray(file.read_bytes())
    data[7] ^= 1
    file.write_bytes(data)
    program.open_file(file)
    panel, bar = program.passwords.asking, program.start_page.bar
    for _ in range(TRIES):
        assert not bar.has(Topic.REFUSAL)
        enter(panel, PASSWORD)
        qtbot.waitUntil(lambda: "không đúng" in panel.answer.text())
        panel.answer.setText("")
    notice = bar.notice()
    assert notice is not None
    notice.acts[0].do()
    assert panel.isVisible(), "now for the copy"
    enter(panel, PASSWORD)
    overlay = program.restoring._on_start_page
    qtbot.waitUntil(lambda: overlay.list.count() > 0)
    overlay.take_button.click()
    qtbot.waitUntil(lambda: program.console is not None)
    assert readable_in(file.parent) == []


def test_the_window_is_alive_while_the_key_is_derived(
    program: Program, qtbot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The derivation waits here until the window has answered a key."""
    import threading

    answered = threading.Event()
    right = password.unlock
    monkeypatch.setattr(password, "unlock", lambda *given: (answered.wait(5), right(*given)))
    program.open_file(file)
    panel = program.passwords.asking
    enter(panel, PASSWORD)
    assert not panel.main_button.isEnabled()
    assert "Đang tính khóa" in panel.answer.text()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    answered.set()
    qtbot.wait(100)
    assert program.console is None, "who pressed Esc does not want it any more"


def test_the_list_of_files_tells_nothing_but_the_name_of_the_file(program: Program, qtbot, file: Path) -> None:
    program.open_file(file)
    enter(program.passwords.asking, PASSWORD)
    qtbot.waitUntil(lambda: program.console is not None)
    assert program.console is not None
    program.console.close_now()
    (known,) = program.preferences.recent
    assert known.has_password
    assert (known.name, known.day, known.figures) == ("", "", "")
    program.preferences.save()
    assert readable_in(file.parent) == []
    program.show_start()
    (card,) = program.start_page.file_cards()
    assert "tệp có mật khẩu" in card.accessibleName()


def test_a_new_file_with_a_password(program: Program, qtbot, tmp_path: Path) -> None:
    program.offer_password(tmp_path / "moi.hoinghi")
    panel = program.passwords.choosing
    assert panel.main_button.text() == "Tạo không mật khẩu"
    assert "hai người giữ" in panel.words.text()
    enter(panel, "ngắn", "ngắn")
    assert "ít nhất 8" in panel.answer.text()
    enter(panel, PASSWORD, PASSWORD + "x")
    assert "không giống" in panel.answer.text()
    assert not (tmp_path / "moi.hoinghi").exists()
    enter(panel, PASSWORD, PASSWORD)
    qtbot.waitUntil(lambda: program.console is not None)
    assert keys.head_of(tmp_path / "moi.hoinghi") is not None


def test_a_new_file_without_a_password_is_one_key(program: Program, qtbot, tmp_path: Path) -> None:
    program.offer_password(tmp_path / "moi.hoinghi")
    QTest.keyClick(program.passwords.choosing.fields[0], Qt.Key.Key_Return)
    assert program.console is not None
    assert keys.head_of(tmp_path / "moi.hoinghi") is None


def test_without_the_packages_no_password_is_offered(
    program: Program, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(password, "can_encrypt", lambda: False)
    program.offer_password(tmp_path / "moi.hoinghi")
    panel = program.passwords.choosing
    assert "thiếu phần mã hóa" in panel.words.text()
    assert not any(field.isEnabled() for field in panel.fields)
    panel.leave()
    assert not program.open_file(file)
    assert not program.passwords.asking.isVisible()
    assert "thiếu thư viện" in program.start_page.bar.words()


def test_a_name_that_is_taken_is_refused_before_a_password_is_typed(program: Program, file: Path) -> None:
    program.offer_password(file)
    assert not program.passwords.choosing.isVisible()


def test_no_password_is_asked_for_a_file_that_is_open_elsewhere(program: Program, file: Path) -> None:
    lock = take_lock(file)
    assert not program.open_file(file)
    assert not program.passwords.asking.isVisible()
    lock.unlock()


def test_both_panels_fit_and_their_typing_can_be_seen(program: Program, qtbot, file: Path, tmp_path: Path) -> None:
    program.offer_password(tmp_path / "Hội nghị đối thoại của Chủ tịch tỉnh với thanh niên năm 2026.hoinghi")
    panel = program.passwords.choosing
    qtbot.waitUntil(lambda: audit(panel.panel) == [])
    assert {field.echoMode() for field in panel.fields} == {panel.fields[0].EchoMode.Password}
    panel.shown.click()
    assert {field.echoMode() for field in panel.fields} == {panel.fields[0].EchoMode.Normal}
    panel.leave()
    program.open_file(file)
    qtbot.waitUntil(lambda: audit(program.passwords.asking.panel) == [])


def test_another_password_from_the_palette(program: Program, qtbot, file: Path) -> None:
    program.open_file(file)
    enter(program.passwords.asking, PASSWORD)
    qtbot.waitUntil(lambda: program.console is not None)
    (line,) = program.passwords.lines()
    line.do()
    panel = program.passwords._changing
    assert panel is not None
    assert program.console is not None
    qtbot.waitUntil(lambda: audit(panel.panel) == [])
    enter(panel, "sai hẳn rồi", "Điện Biên mùa ban", "Điện Biên mùa ban")
    qtbot.waitUntil(lambda: "không đúng" in panel.answer.text())
    first = program.console
    enter(panel, PASSWORD, "Điện Biên mùa ban", "Điện Biên mùa ban")
    qtbot.waitUntil(lambda: program.console not in (None, first), timeout=10_000)
    assert program.console is not None
    assert program.console.bar.has(Topic.RESTORED)
    with pytest.raises(Exception, match="wrong_password"):
        password.unlock(file, PASSWORD)
    password.unlock(file, "Điện Biên mùa ban")


def test_no_other_password_while_it_runs_nor_for_a_plain_file(
    program: Program, qtbot, file: Path, tmp_path: Path
) -> None:
    program.open_file(file)
    enter(program.passwords.asking, PASSWORD)
    qtbot.waitUntil(lambda: program.console is not None)
    assert program.desk is not None
    setup.change_mode(program.desk.conference, Mode.LIVE)
    assert program.passwords.lines() == []
    (tmp_path / "plain").mkdir()
    plain = new_conference(tmp_path / "plain")
    plain.close()
    program.reopen(plain.path)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.conference.path == plain.path)
    said: list[str] = []
    assert program.desk is not None
    program.desk.said.connect(said.append)
    (line,) = program.passwords.lines()
    line.do()
    assert "không có mật khẩu" in said[0]
    assert password.is_locked(file), "its key is forgotten with it"


OTHER = "mật khẩu của máy kia"


def panel_over(window: QWidget) -> PasswordOverlay:
    (panel,) = (one for one in window.findChildren(PasswordOverlay) if one.isVisible())
    return panel


def opened(program: Program, qtbot, file: Path) -> Conference:
    program.open_file(file)
    enter(program.passwords.asking, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk is not None
    return program.desk.conference


def test_a_rehearsal_on_a_copy_asks_and_leaves_nothing_readable(program: Program, qtbot, file: Path) -> None:
    assert not program.rehearsals.begin_file(file)
    enter(program.passwords.asking, PASSWORD)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk is not None
    assert program.desk.conference.has_password
    assert program.desk.conference.path != file
    assert readable_in(file.parent) == []


def test_a_capture_file_of_another_password_is_asked_for(
    program: Program, qtbot, monkeypatch, file: Path, tmp_path: Path
) -> None:
    conference = opened(program, qtbot, file)
    assert program.console is not None
    assert program.desk is not None
    said: list[str] = []
    program.desk.said.connect(said.append)
    program.console.captures.make(tmp_path / "own")
    assert "mật khẩu của hội nghị này" in said[-1]
    (made,) = (tmp_path / "own").glob("*.ghi-ho-*.hoinghi")
    assert conference.has_password
    helper = Conference(made, SystemClock())
    with_question(helper)
    helper.close()
    password.change(made, PASSWORD, OTHER, [])
    keys._ring.clear()
    keys.remember(file_key())
    monkeypatch.setattr(captures_menu, "AT_ONCE_MS", 20_000)
    program.console.captures.take_in(made)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in program.console.findChildren(PasswordOverlay)))
    enter(panel_over(program.console), OTHER)
    qtbot.waitUntil(lambda: any("1 câu mới" in words for words in said))


def test_an_earlier_file_with_a_password_is_asked_for(program: Program, qtbot, tmp_path: Path, file: Path) -> None:
    assert program.new_file(tmp_path / "moi.hoinghi")
    assert program.console is not None
    wizard = program.console.first_steps
    wizard.take_over(file)
    assert "lấy" not in wizard.said().casefold()
    enter(panel_over(wizard), PASSWORD)
    qtbot.waitUntil(lambda: bool(wizard.said()))


class TestVerbs:
    def test_the_environment_has_it(self, file: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
        monkeypatch.setenv(password.ENVIRONMENT, PASSWORD)
        assert headless.inspect_file([str(file)]) == headless.DONE
        assert "Toàn vẹn: đạt" in capsys.readouterr().out

    def test_a_wrong_one_and_none_are_refused_in_words(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, capsys
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        monkeypatch.delenv(password.ENVIRONMENT, raising=False)
        assert headless.inspect_file([str(file)]) == headless.NOT_DONE
        assert "có mật khẩu" in capsys.readouterr().err
        monkeypatch.setenv(password.ENVIRONMENT, "sai hẳn rồi")
        assert headless.inspect_file([str(file)]) == headless.NOT_DONE
        assert "Mật khẩu không đúng" in capsys.readouterr().err

    def test_a_capture_file_is_encrypted_by_the_same_password(
        self, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
    ) -> None:
        stick = tmp_path / "usb"
        stick.mkdir()
        monkeypatch.setenv(password.ENVIRONMENT, PASSWORD)
        assert headless.make_capture([str(file), "--out", str(stick), "--name", "Máy hai"]) == headless.DONE
        (made,) = stick.glob("*.hoinghi")
        assert "mở bằng mật khẩu của hội nghị này" in capsys.readouterr().out
        assert keys.head_of(made) == keys.head_of(file)
        helper = Conference(made, SystemClock())
        with_question(helper)
        helper.close()
        keys._ring.clear()
        assert headless.merge_capture([str(made), "--into", str(file)]) == headless.DONE
        assert "1 câu mới" in capsys.readouterr().out
        assert readable_in(tmp_path, [*WORDS, "Quàng Văn Tuấn"]) == []
        assert PASSWORD not in " ".join(os.sys.argv)
