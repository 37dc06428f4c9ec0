"""The folder a demo leaves: cleared of an earlier demo before, checked afterwards. Nothing else in it is ever touched.

Names of papers stand here again: the demo may not import what makes them (a test compares).
"""

from __future__ import annotations

import re
from pathlib import Path

from ui.demo.script import AskQuestion, Script
from ui.demo.script_file import ScriptError

PAPERS = ("bien-ban.pdf", "thong-bao-ket-luan.pdf", "phu-luc.pdf")
PICTURES = "pictures"
CONSOLES = ("console-1366x768.png", "console-1093x614.png")
_HALL = re.compile(rf"{PICTURES}/hall-\d\d\.png")
_PICTURE_OR_SCORE = re.compile(rf"{_HALL.pattern}|ket-qua-dien-tap( \(\d+\))?\.(json|txt|pdf|docx)")
"""What a rehearsal leaves besides papers."""
_PAPER = re.compile(
    r"(bien-ban|thong-bao-ket-luan|phu-luc|phu-luc-chia-phan|phieu-chuyen|phieu-chuyen/\d\d-[a-z0-9-]+|chuong-trinh"
    r"|kich-ban-dieu-hanh|phieu-goi-y-ket-luan|bao-cao-thong-ke|ban-dang-cong-thong-tin|tom-tat-bao-chi"
    r"|nhat-ky-dieu-hanh|nhat-ky-man-chieu|bo-giay-du-phong|bang-chuan-bi)\.(pdf|docx|xlsx|html)"
)


def is_paper(name: str) -> bool:
    """Whether F12 makes a file of this name (path inside the folder, with slashes)."""
    return bool(_PAPER.fullmatch(name))


def clear(out: Path, script: Script) -> None:
    """Make the folder; what an earlier demo left goes, anything else in it is somebody's and stops the demo."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        found = _files(out)
        if found and not _is_of_a_demo(found, script):
            raise ScriptError(f"Thư mục “{out}” đang có tệp khác. Hãy chọn một thư mục trống.")
        for name in found:
            (out / name).unlink()
    except OSError as error:
        raise ScriptError(f"Không ghi được vào thư mục “{out}”.") from error


def what_is_wrong(out: Path, script: Script) -> str:
    """What is missing or does not belong there, "" if the folder holds file, papers and pictures and nothing else."""
    found = _files(out)
    expected = {script.file, *PAPERS, f"{PICTURES}/hall-01.png"}
    if any(isinstance(act, AskQuestion) and act.picture for act in script.live):
        expected |= {f"{PICTURES}/{name}" for name in CONSOLES}
    if expected - found:
        return f"thiếu {', '.join(sorted(expected - found))}."
    extra = sorted(name for name in found - expected if not is_paper(name) and not _HALL.fullmatch(name))
    return f"thừa {', '.join(extra)}." if extra else ""


def _is_of_a_demo(found: set[str], script: Script) -> bool:
    """Nothing but names of a demo, its conference among them: papers alone might be real ones."""
    pictures = {f"{PICTURES}/{name}" for name in CONSOLES}
    rest = {name for name in found - pictures if not is_paper(name) and not _PICTURE_OR_SCORE.fullmatch(name)}
    return script.file in rest and all(name.startswith(script.file) for name in rest)


def _files(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
