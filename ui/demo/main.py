"""The verb "demo": words of the command line, a clean folder, the play, and what must lie in the folder afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.domain.records import dataclass
from ui.demo import eyes, folder, play, screens
from ui.demo.camera import Camera
from ui.demo.player import Player
from ui.demo.progress import Progress, complain, tell
from ui.demo.script import NEEDS_A_REHEARSAL, Script
from ui.demo.script_file import ScriptError, load
from ui.main import run_program
from ui.preferences import Preferences

if TYPE_CHECKING:
    from ui.program import Program

USAGE = "Cách dùng: demo --out THƯ-MỤC [--script TỆP]"


@dataclass(frozen=True, slots=True)
class _Options:
    out: Path
    script: Path | None


def main(arguments: Sequence[str]) -> int:
    """0 if every step did what it should and the folder holds exactly what it must; 2 for wrong words, else 1."""
    try:
        options = _read(arguments)
        script = load(options.script) if options.script else _shipped()
        _refuse_trouble(script)
        folder.clear(options.out, script)
    except ScriptError as error:
        complain(str(error))
        return 2
    with tempfile.TemporaryDirectory(prefix="hoinghi-demo-", ignore_cleanup_errors=True) as place:
        trouble = _perform(script, options.out, Path(place))
    trouble = trouble or folder.what_is_wrong(options.out, script)
    if trouble:
        complain(f"DỪNG: {trouble}")
        return 1
    return 0


def _refuse_trouble(script: Script) -> None:
    if any(isinstance(act, NEEDS_A_REHEARSAL) for act in script.live):
        raise ScriptError("Kịch bản có sự cố (rút cáp, mất điện), chỉ diễn được bằng lệnh rehearse.")


class _Performance:
    """One play on the running program. trouble: what went wrong, "" if nothing did."""

    def __init__(self, script: Script, out: Path) -> None:
        self._script = script
        self._out = out
        self._progress = Progress(1 + len(script.forms) + len(script.live))
        self._camera: Camera | None = None
        self._player: Player | None = None
        self.trouble = "phần mềm đóng trước khi diễn xong."

    def begin(self, program: Program) -> None:
        """The program stands with its first window."""
        self._camera = Camera(self._out / folder.PICTURES)
        acts = play.play(self._script, self._out, self._camera)
        self._player = Player(acts, self._progress, eyes.trouble)
        self._player.finished.connect(partial(self._finish, program))
        self._player.start()

    def _finish(self, program: Program, error: BaseException | None) -> None:
        self.trouble = "" if error is None else play.sentence(error)
        if error is not None or not play.close_console():
            program.end()


def _perform(script: Script, out: Path, place: Path) -> str:
    """Run the real program and play; what went wrong, "" if nothing did."""
    screens.choose_platform(place)
    # The machine's own file dialog hears no key of Qt.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    performance = _Performance(script, out)
    tell(f"{script.name}. {script.source}")
    run_program(None, Preferences(place / "console.json"), performance.begin)
    return performance.trouble


def _read(arguments: Sequence[str]) -> _Options:
    words = list(arguments)
    values: dict[str, str] = {}
    while words:
        name = words.pop(0)
        if name not in {"--out", "--script"} or name in values or not words:
            raise ScriptError(USAGE)
        values[name] = words.pop(0)
    if "--out" not in values:
        raise ScriptError(USAGE)
    script = Path(values["--script"]).expanduser().absolute() if "--script" in values else None
    return _Options(Path(values["--out"]).expanduser().absolute(), script)


def _shipped() -> Script:
    with as_file(files("resources") / "demo" / "son_la_2023.json") as file:
        return load(file)
