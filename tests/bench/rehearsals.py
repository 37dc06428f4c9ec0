"""The shipped rehearsals played without hands from end to end: each must come to its end with no slip and leave all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from ui.rehearsal.prepare import SHIPPED

SLOW = True
PATIENCE_S = 600
_ROOT = Path(__file__).parents[2]


def figures() -> list[dict[str, Any]]:
    """One row for each script: the time of its run, and whether it ended well."""
    rows = []
    for name in SHIPPED:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_row(name, Path(folder)))
    return rows


def _row(name: str, folder: Path) -> dict[str, Any]:
    out = folder / "ra"
    homes = {key: str(folder) for key in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    command = [sys.executable, "run.py", "rehearse", name, "--speed", "max", "--out", str(out)]
    begun = perf_counter()
    done = subprocess.run(
        command, cwd=_ROOT, env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True,
        timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    spent = perf_counter() - begun
    score = out / "ket-qua-dien-tap.json"
    found = json.loads(score.read_text(encoding="utf-8")) if score.is_file() else {"tasks": [], "slips": {"": 1}}
    missed = sum(task["seconds"] is None for task in found["tasks"])
    is_whole = bool(found["tasks"]) and not missed and not found["slips"]
    files = sum(path.is_file() for path in out.rglob("*")) if out.is_dir() else 0
    return {"name": f"rehearsal {name} without hands", "value": spent, "unit": "s",
            "target": "exit status 0, no slip, no task missed", "ok": done.returncode == 0 and is_whole,
            "note": f"status {done.returncode}, {len(found['tasks'])} tasks, {files} files"}  # fmt: skip
