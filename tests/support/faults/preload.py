"""A library preloaded into a child process that makes its disk slow, full or broken while it runs (iofault.c)."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("iofault.c")


def missing() -> str:
    """Why faults cannot be injected here; empty if they can."""
    if not sys.platform.startswith("linux"):
        return "LD_PRELOAD needs Linux"
    return "" if shutil.which("gcc") else "gcc is not installed"


@functools.cache
def library() -> Path:
    built = Path(tempfile.mkdtemp(prefix="iofault-")) / "iofault.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", built, SOURCE, "-ldl"], check=True)
    return built


class Disk:
    """What the child's disk does from now on. The child's environment comes from environment()."""

    def __init__(self, control: Path) -> None:
        self._control = control
        self.heal()

    def environment(self) -> dict[str, str]:
        return os.environ | {"LD_PRELOAD": str(library()), "IOFAULT_CTL": str(self._control)}

    def does(self, call: str, errno: int, delay_ms: int, part_of_path: str) -> None:
        self._control.write_text(f"{call} {errno} {delay_ms} {part_of_path}\n")

    def heal(self) -> None:
        self._control.write_text("")
