"""Rehearsals in the program: the real file is never touched, one comes back to it, the power goes and comes."""

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.commands import floor, minutes, projector, queue, setup
from app.documents.score_paper import make_score_paper
from app.domain.facts import Mode
from app.domain.minutes import Slot, TextKey
from app.domain.projection import HallState
from app.domain.score import Score, Timed
from app.queries import desk
from tests.support import reports
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people, with_question
from tests.support.folders import contents
from tests.support.layout_audit import audit
from tests.support.pdf_measure import letters_of
from ui.appearance import Theme
from ui.demo.script import FORMAT, CableOut, PowerCut, Say, Script
from ui.locks import take_lock
from ui.preferences import Preferences
from ui.printing import PrintJob
from ui.program import Program
from ui.rehearsal.score_card import ScoreCard
from ui.rehearsal.score_file import whole_paper
from ui.theme import set_theme


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def program(qtbot, tmp_path: Path, clock: FakeClock) -> Generator[Program]:
    set_theme("light")
    made = Program(Preferences(tmp_path / "may" / "console.json"), clock)
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


@pytest.fixture
def real(tmp_path: Path, clock: FakeClock) -> Path:
    (tmp_path / "that").mkdir()
    conference = new_conference(tmp_path / "that", clock)
    ids = with_people(conference)
    for _ in range(5):
        with_question(conference, agency=ids["snv"])
    conference.close()
    return conference.path


def script(*acts: object) -> Script:
    return Script(FORMAT, "Thử (giả định)", "giả định", "thu.hoinghi", (), tuple(acts))


def test_nothing_a_rehearsal_does_reaches_the_real_file(program, real, qtbot) -> None:
    before = contents(real.parent)
    times = real.stat().st_mtime_ns
    assert program.rehearsals.begin_file(real)
    conference = program.desk.conference
    assert conference.path.parent == program.preferences.rehearsals
    question_id = conference.db.execute("SELECT id FROM question").fetchone()[0]
    for command, *arguments in (
        (setup.change_mode, Mode.LIVE),
        (floor.start_question, question_id),
        (minutes.write_text, TextKey(Slot.VERBATIM, question_id), "Chữ của diễn tập"),
        (queue.register_question, queue.NewQuestion(gist="câu của diễn tập")),
        (projector.cover_or_open,),
        (setup.change_mode, Mode.AFTER),
    ):
        program.desk.run(command, *arguments)
    program.console.saving.save_now()
    qtbot.waitUntil(lambda: program.console.saving.copied_at is not None)
    program.rehearsals.session.coach.finish()
    assert contents(real.parent) == before
    assert real.stat().st_mtime_ns == times
    assert not program.preferences.copies.exists()
    assert program.preferences.recent == ()
    program.end()
    assert contents(real.parent) == before


def test_a_rehearsal_is_written_over_everything(program, real) -> None:
    program.rehearsals.begin_file(real)
    assert program.console.hall.settings.rehearsal
    assert program.console.top_bar.mode.accessibleName() == "Chế độ: DIỄN TẬP · Chuẩn bị"
    program.desk.run(setup.change_mode, Mode.LIVE)
    assert program.console.hall.settings.rehearsal
    assert program.console.top_bar.mode.accessibleName() == "Chế độ: DIỄN TẬP · Trực tiếp"


def test_closing_leads_back_to_the_real_file(program, real, qtbot) -> None:
    program.open_file(real)
    program.console.rehearsal_wanted.emit()
    qtbot.waitUntil(lambda: program.rehearsals.session is not None and program.console is not None)
    rehearsed = program.desk.conference.path
    program.console.close()
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.conference.path == real)
    assert program.rehearsals.session is None
    assert desk.facts(program.desk.conference.db).mode is Mode.PREPARING
    assert rehearsed != real


def test_a_file_in_use_is_refused_in_words(program, real) -> None:
    held = take_lock(real)
    assert not program.rehearsals.begin_file(real)
    assert "đang được mở" in program.start_page.bar.words()
    assert program.rehearsals.session is None
    held.unlock()


def test_the_clock_goes_as_fast_as_wanted(program, real, clock: FakeClock) -> None:
    program.rehearsals.begin_file(real)
    session, conference = program.rehearsals.session, program.desk.conference
    began = conference.now()
    for pace, seconds in ((1, 7), (5, 4), (10, 3)):
        session._set_pace(pace)
        before, mono = conference.now(), conference.clock.mono_ms()
        clock.advance(seconds)
        assert (conference.now() - before).total_seconds() == pytest.approx(pace * seconds)
        assert conference.clock.mono_ms() - mono == pace * seconds * 1000
    assert (conference.now() - began).total_seconds() == pytest.approx(7 + 20 + 30)


def test_the_cable_goes_and_comes_back_by_itself(program, clock: FakeClock, qtbot) -> None:
    assert program.rehearsals.begin(script(Say("MC", "Xin chào."), CableOut(20)))
    hall = program.console.hall
    screens = [one for one in program.console.menus.screens() if one.words.startswith("Chiếu ra")]
    screens[0].do()
    qtbot.waitUntil(hall.window.isVisible)
    qtbot.waitUntil(lambda: program.rehearsals.session.coach.said() != "")
    clock.advance(30)
    qtbot.waitUntil(lambda: not hall.window.isVisible())
    qtbot.waitUntil(lambda: hall.row.state is HallState.NO_SCREEN)
    clock.advance(21)
    qtbot.waitUntil(hall.window.isVisible)
    qtbot.waitUntil(lambda: hall.row.state is not HallState.NO_SCREEN)


def test_the_power_goes_and_the_room_goes_on(program, clock: FakeClock, qtbot) -> None:
    assert program.rehearsals.begin(script(PowerCut(), Say("MC", "Ta tiếp tục.")))
    first = program.console
    first.capture.begin()
    QTest.keyClicks(first.focusWidget(), "Lo Van")
    qtbot.waitUntil(lambda: program.console is not None and program.console is not first)
    slots = [edit.text() for edit in program.console.capture._slots.values()]
    assert slots[0] == "Lo Van"
    assert "mat-dien-1" in program.desk.conference.path.name
    qtbot.waitUntil(lambda: program.rehearsals.session.coach.said() != "")
    clock.advance(60)
    qtbot.waitUntil(lambda: program.rehearsals.session.coach.is_over)


def test_a_wrong_script_is_told_and_leaves_no_file(program) -> None:
    from ui.demo.script import FormPage

    wrong = Script(FORMAT, "Sai", "", "sai.hoinghi", (FormPage("Điểm cầu", ({"Không có ô này": "x"},)),), ())
    assert not program.rehearsals.begin(wrong)
    assert "không có ô “Không có ô này”" in program.start_page.bar.words()
    assert list(program.preferences.rehearsals.glob("*.hoinghi")) == []


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_console_and_card_are_whole(program, real, qtbot, size, theme: Theme) -> None:
    set_theme(theme)
    program.rehearsals.begin_file(real)
    console = program.console
    console.showNormal()
    console.resize(*size)
    qtbot.waitUntil(lambda: console.width() == size[0])

    def is_whole() -> None:
        """On a busy machine the bar's cells come to their widths a turn later."""
        assert audit(console, frozenset({"projector"})) == []

    qtbot.waitUntil(is_whole)
    program.rehearsals.session.end()
    qtbot.wait(50)
    assert audit(console.findChild(ScoreCard).panel, frozenset()) == []
    set_theme(Theme.LIGHT)


def test_the_card_is_saved_and_sent_to_the_printer_by_keys(program, real, qtbot) -> None:
    """Without a printer it says so, and the files are there."""
    before = contents(real.parent)
    program.rehearsals.begin_file(real)
    program.rehearsals.session.end()
    card = program.console.findChild(ScoreCard)
    assert card.said.text() == "Tệp thật không thay đổi."
    QTest.keyClick(card, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not card.file.is_busy and "máy in" in card.said.text(), timeout=30_000)
    assert card.file.path.parent == program.preferences.results
    assert {path.suffix for path in program.preferences.results.iterdir()} == {".pdf", ".docx"}
    assert "DIỄNTẬP" in letters_of(card.file.path.read_bytes())
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert len(list(program.preferences.results.iterdir())) == 2
    assert audit(card.panel, frozenset()) == []
    assert contents(real.parent) == before


def test_the_card_is_a_way_out_of_the_rehearsal(program, real, qtbot) -> None:
    program.open_file(real)
    program.console.rehearsal_wanted.emit()
    qtbot.waitUntil(lambda: program.rehearsals.session is not None and program.console is not None)
    program.rehearsals.session.end()
    card = program.console.findChild(ScoreCard)
    QTest.keyClick(card, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.desk is not None and program.desk.conference.path == real)
    assert program.rehearsals.session is None
    assert not program.preferences.results.exists()


def test_a_card_of_every_kind_of_task_fits_a_low_window(program, real, qtbot) -> None:
    """What finds no room is counted; the table is never cut."""
    program.rehearsals.begin_file(real)
    console, session = program.console, program.rehearsals.session
    session.coach.score.tasks += [Timed(f"Loại việc {n}", "x", 1.0) for n in range(30)]
    console.showNormal()
    console.resize(1093, 614)
    qtbot.waitUntil(lambda: console.width() == 1093)
    session.end()
    card = console.findChild(ScoreCard)
    table = next(part for part in card.findChildren(QWidget) if part.accessibleName() == "Thời gian từng việc")
    rows = table.shown_rows()
    assert 10 < len(rows) < 31
    assert rows[-1][0] == f"và {31 - len(rows) + 1} loại việc nữa, xem ở bản in"
    assert card.panel.rect().contains(card.save_button.geometry())


def test_every_page_of_the_result_is_printed_once(tmp_path: Path) -> None:
    score = Score("Thử", [Timed("Việc", "Một", 1.0)] * 90)
    path = make_score_paper(reports.lao_cai(), score, tmp_path)[0].path
    assert whole_paper(path, "Máy tầng 2") == PrintJob(path, "Máy tầng 2", (1, 2, 3))


def test_no_key_of_the_hall_is_lost_to_the_band_or_the_card(program, real, qtbot) -> None:
    """Neither takes the focus from the console for longer than Esc."""
    program.rehearsals.begin_file(real)
    console = program.console
    screens = [one for one in console.menus.screens() if one.words.startswith("Chiếu ra")]
    screens[0].do()
    qtbot.waitUntil(lambda: console.hall.row.state is not HallState.NO_SCREEN)
    program.rehearsals.session.end()
    for wanted in (HallState.LIVE, HallState.COVERED):
        QTest.keyClick(console.focusWidget() or console, Qt.Key.Key_F8)
        assert console.hall.row.state is wanted
