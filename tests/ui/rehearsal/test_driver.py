"""The same script gives the same score, to the tenth of a second, however fast the machine is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ui.demo.camera import Camera
from ui.demo.player import Player
from ui.demo.progress import Progress
from ui.demo.script import CableOut, LiveAct, PowerCut
from ui.preferences import Preferences
from ui.program import Program
from ui.rehearsal import prepare
from ui.rehearsal.driver import Driver, trouble
from ui.rehearsal.score import as_json
from ui.theme import set_theme

KEPT = 8
"""Acts of the bad day that are played here: a question, a wrong name, two agencies, the cable."""


class WithoutPapers(Driver):
    """Papers have tests of their own and take longer than all the rest."""

    def _all(self) -> Iterator[LiveAct]:
        return iter(self._session.script.live)


def play(folder: Path, program: Program, qtbot) -> str:
    script = prepare.shipped("ngay_xau")
    cut = PowerCut("Nguyễn Thị Dở Dan")
    assert program.rehearsals.begin(replace(script, live=(*script.live[:KEPT], cut)), pace=None, is_led=True)
    session = program.rehearsals.session
    ended: list[object] = []
    driver = WithoutPapers(session, folder, Camera(folder / "pictures"))
    player = Player(driver.acts(), Progress(0), trouble, session.clock.step)
    player.finished.connect(ended.append)
    player.start()
    qtbot.waitUntil(lambda: bool(ended), timeout=50_000)
    assert ended == [None]
    score = as_json(session.coach.finish())
    program.console.close()
    qtbot.waitUntil(lambda: program.console is None and program.start_page.isVisible())
    return score


def test_same_script_same_score(tmp_path: Path, qtbot, capsys) -> None:
    set_theme("light")
    program = Program(Preferences(tmp_path / "console.json"))
    qtbot.addWidget(program.start_page)
    first, second = (play(tmp_path / name, program, qtbot) for name in ("a", "b"))
    program.end()
    capsys.readouterr()
    assert first == second
    assert '"seconds": null' not in first
    assert "Qua lúc mất màn chiếu" in first
    assert any(isinstance(act, CableOut) for act in prepare.shipped("ngay_xau").live[:KEPT])
