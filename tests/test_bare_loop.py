"""The loops beside a measured program tell when a processor stood still, and only then."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from tests.support.bare_loop import BareLoops, longest_s, stood_still_s

STOPPED_S = 0.4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that stops a process")
def test_a_loop_that_stood_still_is_told_whichever_processor_it_was_on() -> None:
    loops = BareLoops()
    time.sleep(0.5)
    began = time.monotonic()
    os.kill(loops.processes[-1].pid, signal.SIGSTOP)
    time.sleep(STOPPED_S)
    os.kill(loops.processes[-1].pid, signal.SIGCONT)
    ended = time.monotonic()
    time.sleep(0.1)

    lates = loops.stop()

    assert len(lates) == len(loops.processes)
    assert longest_s(lates) >= STOPPED_S - 0.05
    assert STOPPED_S - 0.05 <= stood_still_s(lates, began, ended) <= ended - began
    assert stood_still_s(lates, ended + 10, ended + 11) == 0
