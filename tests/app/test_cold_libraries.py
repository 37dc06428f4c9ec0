"""What papers load is read from the disk first, without the interpreter; seen from outside by Python's own events."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from app.cold_libraries import read_folder, read_libraries

PAPER = """
import json, sys
from pathlib import Path
seen = []
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        seen.append(("read", arguments[0]))
    elif event == "ctypes.dlopen":
        seen.append(("loaded", str(arguments[0])))
    elif event == "import" and arguments[1]:
        seen.append(("loaded", arguments[1]))
sys.addaudithook(hear)
from app.documents.pdf_fonts import fonts
fonts()
from reportlab.pdfgen.canvas import Canvas
paper = Canvas(sys.argv[1])
paper.showPage()
paper.save()
from ui.dialogs.pdf_preview import _drawn, _Wanted
_drawn(Path(sys.argv[1]).read_bytes(), _Wanted(0, 100, 100, 1.0))
print(json.dumps(seen))
"""


def test_all_of_a_library_is_read() -> None:
    spec = importlib.util.find_spec("pypdfium2_raw")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    size = max(path.stat().st_size for path in folder.iterdir())
    assert size > 1_000_000  # PDFium itself
    assert read_libraries("pypdfium2_raw") == read_folder(folder) >= size


def test_what_is_not_there_is_left_to_the_import(tmp_path: Path) -> None:
    assert read_libraries("no_such_package_anywhere") == 0
    assert read_folder(tmp_path / "none") == 0
    (tmp_path / "a.so").mkdir()
    (tmp_path / "b.so.62.4").write_bytes(b"12345")
    (tmp_path / "c.py").write_bytes(b"123")
    assert read_folder(tmp_path) == 5
    assert read_folder(tmp_path, "*a*") == 0


def test_a_paper_loads_only_what_was_read(tmp_path: Path) -> None:
    words = [sys.executable, "-c", PAPER, str(tmp_path / "a.pdf")]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    seen = [(what, Path(path).name) for what, path in json.loads(told)]
    loaded = [name for what, name in seen if what == "loaded"]
    for start in ("_imaging.", "libpdfium", "pdfium"):
        for name in {name for name in loaded if name.startswith(start)}:
            assert seen.index(("read", name)) < seen.index(("loaded", name))
    assert any("pdfium" in name for name in loaded)
    assert any(name.startswith("_imaging.") for name in loaded)


AHEAD = """
import json, sys
seen = []
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        seen.append(("read", arguments[0]))
    elif event == "import" and arguments[1]:
        seen.append(("loaded", arguments[1]))
sys.addaudithook(hear)
from importlib import import_module
from ui import ahead
ahead._import_texts()
for name in ahead.WINDOWS:
    import_module(name)
print(json.dumps(seen))
"""


def test_ahead_loads_only_what_was_read() -> None:
    told = subprocess.run([sys.executable, "-c", AHEAD], capture_output=True, text=True, check=True).stdout
    seen = [(what, Path(path).name) for what, path in json.loads(told)]
    loaded = {name for what, name in seen if what == "loaded"}
    ours = {name for name in loaded if "PrintSupport" in name or "_cpp" in name}
    assert any("PrintSupport" in name for name in ours)
    assert any("fuzz_cpp" in name for name in ours)
    for name in ours:
        assert seen.index(("read", name)) < seen.index(("loaded", name)), name
