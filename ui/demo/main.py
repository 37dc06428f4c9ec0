"""The verb "demo": words of the command line, a clean folder, the play, and what must lie in the folder afterwards."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from ui.demo import folder, screens
from ui.demo.script import Script, ScriptError, load

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
        folder.clear(options.out, script)
    except ScriptError as error:
        print(error, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="hoinghi-demo-", ignore_cleanup_errors=True) as place:
        screens.choose_platform(Path(place))
        trouble = _play(script, options.out, Path(place))
    trouble = trouble or folder.what_is_wrong(options.out, script)
    if trouble:
        print(f"DỪNG: {trouble}", file=sys.stderr)
        return 1
    return 0


def _play(script: Script, out: Path, place: Path) -> str:
    """Run the real program and play; what went wrong, or "" if nothing did."""
    from PySide6.QtCore import QCoreApplication, Qt

    from ui import main as program_main
    from ui.demo import eyes, play
    from ui.demo.camera import Camera
    from ui.demo.player import Player, StuckError
    from ui.preferences import Preferences

    # The machine's own file dialog hears no key of Qt.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    began = time.monotonic()
    steps = 0
    ended: list[BaseException | None] = []
    kept: list[object] = []

    def say(words: str) -> None:
        nonlocal steps
        steps += 1
        print(f"[{time.monotonic() - began:5.1f} giây] {steps:2d}. {words}", flush=True)

    def begin(program: Program) -> None:
        camera = Camera(out / folder.PICTURES)
        player = Player(play.play(script, out, camera), say, eyes.trouble)
        kept.extend((camera, player))

        def finish(error: BaseException | None) -> None:
            ended.append(error)
            if error is not None or not play.close_console():
                program.end()

        player.finished.connect(finish)
        player.start()

    print(f"{script.name}. {script.source}", flush=True)
    program_main.run_program(None, Preferences(place / "console.ini"), begin)
    if not ended:
        return "chương trình đóng trước khi diễn xong."
    error = ended[0]
    if error is None:
        return ""
    return str(error) if isinstance(error, StuckError) else f"{type(error).__name__}: {error}"


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
