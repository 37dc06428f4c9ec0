"""A secretary works the console while the room speaks: tasks are timed from their cue, slips and misses are counted."""

from collections.abc import Generator
from pathlib import Path

import pytest

from app.commands import floor, projector, queue, setup
from app.domain.facts import Mode
from tests.support.clock import FakeClock
from ui.demo.script import FORMAT, AskQuestion, Capture, ChangeMode, Entry, FormPage, Say, Script, Uncover
from ui.preferences import Preferences
from ui.program import Program
from ui.rehearsal.coach import PATIENCE_S, WORDS_A_SECOND
from ui.rehearsal.score import as_text
from ui.theme import set_theme

ROWS = tuple({"Họ và tên": f"Lò Văn {n}", "Nội dung câu hỏi (nguyên văn)": f"Câu {n}?", "Tình trạng": "Chờ hỏi"}
             for n in ("Một", "Hai"))  # fmt: skip
SPEECH = "Kính thưa các đồng chí, hội nghị xin được bắt đầu ngay bây giờ."


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def program(qtbot, tmp_path: Path, clock: FakeClock) -> Generator[Program]:
    set_theme("light")
    made = Program(Preferences(tmp_path / "console.json"), clock)
    qtbot.addWidget(made.start_page)
    yield made
    made.end()


def begin(program: Program, *acts: object) -> None:
    forms = (FormPage("Câu hỏi chuẩn bị", ROWS),)
    assert program.rehearsals.begin(Script(FORMAT, "Thử (giả định)", "", "thu.hoinghi", forms, tuple(acts)))
    hall = [one for one in program.console.menus.screens() if one.words.startswith("Chiếu ra")]
    hall[0].do()


def take(program: Program, number: int, clock: FakeClock) -> None:
    question_id = program.desk.conference.db.execute("SELECT id FROM question WHERE number = ?", [number]).fetchone()[0]
    program.console.hall.preview(f"question/{question_id}")
    clock.advance(1)
    program.desk.run(projector.take)


def test_words_come_at_the_pace_of_speech_and_of_the_clock(program, clock, qtbot) -> None:
    begin(program, Say("MC", SPEECH), Say("MC", "Hết."))
    coach = program.rehearsals.session.coach
    qtbot.waitUntil(lambda: coach.speaker() == "MC")
    program.rehearsals.session._set_pace(10)
    clock.advance(0.3)
    assert len(coach.said().split()) == int(3 * WORDS_A_SECOND) + 1
    assert SPEECH.startswith(coach.said())
    for said in ("Hết.", ""):
        clock.advance(10)
        qtbot.waitUntil(lambda said=said: coach.said() == said[:4])
    assert coach.is_over


def test_tasks_are_timed_from_their_cue(program, clock, qtbot) -> None:
    begin(program, ChangeMode("Trực tiếp"), Uncover(), Say("MC", "Xong."))
    coach = program.rehearsals.session.coach
    qtbot.waitUntil(lambda: coach.task().startswith("Chuyển sang Trực tiếp"))
    clock.advance(7)
    program.desk.run(setup.change_mode, Mode.LIVE)
    qtbot.waitUntil(lambda: coach.task().startswith("Mở màn chiếu"))
    clock.advance(3)
    program.desk.run(projector.cover_or_open)
    assert [(task.kind, task.seconds) for task in coach.score.tasks] == [
        ("Chuyển chế độ", 7.0), ("Che, mở màn chiếu", 3.0)
    ]  # fmt: skip


def test_a_question_nobody_called_is_a_slip_and_so_are_undo_and_refusals(program, clock, qtbot) -> None:
    begin(program, AskQuestion(1))
    coach = program.rehearsals.session.coach
    qtbot.waitUntil(lambda: coach.task().startswith("Đưa câu 01"))
    program.desk.run(projector.cover_or_open)
    take(program, 2, clock)
    assert coach.score.slips["Hình của câu khác lên màn chiếu"] == 1
    take(program, 1, clock)
    clock.advance(5)
    qtbot.waitUntil(lambda: "bắt đầu hỏi" in coach.task())
    program.desk.run(floor.next_step, None)
    program.desk.run(queue.register_question, queue.NewQuestion(gist="thừa"))
    program.desk.conference.undo()
    assert coach.score.slips["Phần mềm phải nhắc"] == 1
    assert coach.score.slips["Hoàn tác"] == 1


def test_the_room_waits_and_then_goes_on(program, clock, qtbot) -> None:
    begin(program, Capture((Entry(who="Lò Thị Chợt", gist="xin thêm đèn đường"),)), Say("MC", "Ta tiếp tục."))
    coach = program.rehearsals.session.coach
    qtbot.waitUntil(lambda: "F2" in coach.task())
    clock.advance(PATIENCE_S - 1)
    qtbot.wait(250)
    assert "F2" in coach.task()
    clock.advance(20)
    qtbot.waitUntil(lambda: coach.said() == "Ta" or coach.is_over)
    assert [(task.kind, task.seconds) for task in coach.score.tasks] == [("Ghi nhanh câu tại chỗ", None)]
    clock.advance(20)
    qtbot.waitUntil(lambda: coach.is_over)
    assert coach.score.slip_count() == 1
    assert "Việc bỏ sót: 1" in as_text(coach.score)
    assert "Chưa có thư ký" in coach.score.gaps


def test_the_secretary_may_pass_over_and_end_by_the_palette(program, clock, qtbot) -> None:
    begin(program, ChangeMode("Trực tiếp"), Say("MC", SPEECH))
    coach = program.rehearsals.session.coach
    qtbot.waitUntil(lambda: bool(coach.task()))
    acts = {line.words: line.do for line in program.console.rehearsal_lines()}
    acts["Diễn tập: bỏ qua việc đang đợi"]()
    qtbot.waitUntil(lambda: coach.speaker() == "MC")
    acts["Diễn tập: kết thúc và xem kết quả"]()
    assert coach.is_over
    assert [task.seconds for task in coach.score.tasks] == [None]
