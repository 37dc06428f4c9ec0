"""The verb "rehearse": words of the command line, one rehearsal without hands, and what it leaves in the folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.documents.score_paper import STEM, make_score_paper
from app.domain.records import dataclass
from app.queries.report import conference_report
from ui.demo import folder, play, screens
from ui.demo.camera import Camera
from ui.demo.player import Player, StuckError
from ui.demo.progress import Progress, complain, tell
from ui.demo.script import Papers, Script
from ui.demo.script_file import ScriptError, load
from ui.main import run_program
from ui.preferences import Preferences
from ui.rehearsal import driver, prepare
from ui.rehearsal.score import as_json, as_text

if TYPE_CHECKING:
    from ui.program import Program

SPEEDS: dict[str, int | None] = {"1": 1, "5": 5, "10": 10, "max": None}
USAGE = "Cách dùng: rehearse KỊCH_BẢN --out THƯ_MỤC [--speed 1|5|10|max]"
SCORE = STEM


@dataclass(frozen=True, slots=True)
class _Options:
    script: Script
    out: Path
    pace: int | None


def main(arguments: Sequence[str]) -> int:
    """0 if every act did what it should and the folder holds papers, pictures and score; 2 for wrong words, else 1."""
    try:
        options = _read(arguments)
        folder.clear(options.out, options.script)
    except ScriptError as error:
        complain(str(error))
        return 2
    with tempfile.TemporaryDirectory(prefix="hoinghi-dien-tap-", ignore_cleanup_errors=True) as place:
        trouble = _perform(options, Path(place))
    wanted = (*folder.PAPERS, *(f"{SCORE}.{ending}" for ending in ("json", "pdf", "docx")))
    missing = [name for name in wanted if not (options.out / name).is_file()]
    trouble = trouble or (f"thiếu {', '.join(missing)}." if missing else "")
    if trouble:
        complain(f"DỪNG: {trouble}")
        return 1
    tell((options.out / f"{SCORE}.txt").read_text(encoding="utf-8"))
    return 0


class _Performance:
    """One rehearsal in the running program. trouble: what went wrong, "" if nothing did."""

    def __init__(self, options: _Options) -> None:
        self._options = options
        self._player: Player | None = None
        self.trouble = "phần mềm đóng trước khi diễn xong."

    def begin(self, program: Program) -> None:
        options = self._options
        if not program.rehearsals.begin(options.script, pace=options.pace, is_led=True):
            self._finish(program, StuckError(program.start_page.bar.words()))
            return
        session = program.rehearsals.session
        assert session is not None
        camera = Camera(options.out / folder.PICTURES)
        acts = driver.Driver(session, options.out, camera).acts()
        steps = getattr(session.clock, "step", None)
        has_papers = any(isinstance(act, Papers) for act in options.script.live)
        progress = Progress(len(options.script.live) + (0 if has_papers else 1))
        self._player = Player(acts, progress, driver.trouble, steps)
        self._player.finished.connect(partial(self._finish, program))
        self._player.start()

    def _finish(self, program: Program, error: BaseException | None) -> None:
        self.trouble = "" if error is None else play.sentence(error)
        session, desk = program.rehearsals.session, program.desk
        path = desk.conference.path if desk else None
        if session is not None:
            score = session.coach.finish()
            for suffix, text in (("json", as_json(score)), ("txt", as_text(score))):
                (self._options.out / f"{SCORE}.{suffix}").write_text(text + "\n", encoding="utf-8")
            if desk is not None:
                make_score_paper(conference_report(desk.conference.db), score, self._options.out)
        program.end()
        if path is not None and path.exists():
            shutil.copyfile(path, self._options.out / self._options.script.file)


def _perform(options: _Options, place: Path) -> str:
    screens.choose_platform(place)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    performance = _Performance(options)
    tell(f"Diễn tập: {options.script.name}. {options.script.source}")
    run_program(None, Preferences(place / "console.json"), performance.begin)
    return performance.trouble


def _read(arguments: Sequence[str]) -> _Options:
    words, values, given = list(arguments), {"--speed": "max"}, []
    seen: set[str] = set()
    while words:
        word = words.pop(0)
        if word in {"--out", "--speed"}:
            if word in seen or not words:
                raise ScriptError(USAGE)
            seen.add(word)
            values[word] = words.pop(0)
        elif word.startswith("--"):
            raise ScriptError(USAGE)
        else:
            given.append(word)
    if len(given) != 1 or "--out" not in values or values["--speed"] not in SPEEDS:
        raise ScriptError(USAGE)
    script = prepare.shipped(given[0]) if given[0] in prepare.SHIPPED else load(Path(given[0]).expanduser())
    return _Options(script, Path(values["--out"]).expanduser().absolute(), SPEEDS[values["--speed"]])
