"""Runs a module as the program runs: Python and PySide6 set as a start sets them, before Qt and the program come.

python -m tests.support.as_program MODULE [ARGUMENTS]. Without it PySide6 keeps the source of every module in memory,
and threads take turns ten times as long.
"""

from __future__ import annotations

import runpy
import sys

from ui import start_up

if __name__ == "__main__":
    start_up.begin()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
