"""The verb "demo": words of the command line, a clean folder, the play, and what must lie in the folder afterwards."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.catalogue import USUAL_FILES, is_paper_file
from ui.demo import screens
from ui.demo.script import Script, ScriptError, load

if TYPE_CHECKING:
    from ui.program import Program

PICTURES = "pictures"
CONSOLES = ("console-1366x768.png", "console-1093x614.png")
USAGE = "Cách dùng: demo --out THƯ-MỤC [--script TỆP]"
_HALL = re.compile(r"hall-\d\d\.png")


@dataclass(frozen=True, slots=True)
class _Options:
    out: Path
    script: Path | None


def main(arguments: Sequence[str]) -> int:
    """0 if every step did what it should and the folder holds exactly what it must; 2 for wrong words, else 1."""
    try:
        options = _read(arguments)
        script = load(options.script) if options.script else _shipped()
        _clear(options.out, script)
    except ScriptError as error:
        print(error, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="hoinghi-demo-", ignore_cleanup_errors=True) as place:
        screens.choose_platform(Path(place))
        trouble = _play(script, options.out, Path(place))
    trouble = trouble or _what_is_wrong(options.out, script)
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
        camera = Camera(out / PICTURES)
        player = Player(play.play(script, out, camera), say, eyes.trouble)
        kept.extend((camera, player))

        def finish(error: BaseException | None) -> None:
            ended.append(error)
            if error is not None:
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


def _clear(out: Path, script: Script) -> None:
    """Make the folder; what an earlier demo left goes, anything else in it is somebody's and stops the demo."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = _files(out)
    except OSError as error:
        raise ScriptError(f"Không ghi được vào thư mục “{out}”.") from error
    if found and not _is_of_a_demo(found, script):
        raise ScriptError(f"Thư mục “{out}” đang có tệp khác. Hãy chọn một thư mục trống.")
    for name in found:
        (out / name).unlink()


def _is_of_a_demo(found: set[str], script: Script) -> bool:
    """Nothing but names of a demo, its conference among them: papers alone might be real ones."""
    own = {f"{PICTURES}/{name}" for name in CONSOLES} | {name for name in found if is_paper_file(name)}
    rest = {name for name in found - own if not _is_hall(name) and not name.startswith(script.file)}
    return not rest and script.file in found


def _is_hall(name: str) -> bool:
    return name.startswith(f"{PICTURES}/") and bool(_HALL.fullmatch(Path(name).name))


def _files(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}


def _what_is_wrong(out: Path, script: Script) -> str:
    """The folder holds the file, the papers and the pictures, and nothing else."""
    found = _files(out)
    halls = sorted(name for name in found if _is_hall(name))
    expected = {script.file, *USUAL_FILES, *halls}
    if any(getattr(act, "picture", False) for act in script.live):
        expected |= {f"{PICTURES}/{name}" for name in CONSOLES}
    if not halls:
        return "không có hình nào của màn chiếu."
    if expected - found:
        return f"thiếu {', '.join(sorted(expected - found))}."
    extra = sorted(name for name in found - expected if not is_paper_file(name))
    return f"thừa {', '.join(extra)}." if extra else ""
