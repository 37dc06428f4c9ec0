"""Switches between two pictures under the eye of the camera: no blank frame, no frame of another picture, none late."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtTest import QTest

from tests.support.frame_camera import frames

SETTLED_S = 0.30
"""The fade takes 150 ms; whatever is shown this long after its first frame must be the new picture alone."""
TAUGHT_MS = 1500
"""After each of the first two switches: a picture learned in the middle of its fade would spoil all the others."""
_SHADES = 12
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Frames photographed; blank: neither picture nor a mix; stale: the old picture after the fade; late: no change."""

    photographed: int
    blank: int
    stale: int


@contextmanager
def camera(place: QRect, file: Path) -> Generator[None]:
    """Photographs a part of the X screen for as long as the block lasts."""
    numbers = [str(each) for each in (place.x(), place.y(), place.width(), place.height())]
    command = [sys.executable, "-m", "tests.support.frame_camera", *numbers, str(file)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        begun = time.monotonic()
        while not file.exists() or file.stat().st_size == 0:
            QTest.qWait(20)
            if process.poll() is not None or time.monotonic() - begun > _PATIENCE_S:
                raise TimeoutError(f"the camera takes no picture (it ended with {process.poll()})")
        yield
    finally:
        process.terminate()
        process.wait(10)


def watch(place: QRect, file: Path, switches: int, take: Callable[[int], None]) -> Seen:
    """take(n) lets out picture n % 2; the first two switches teach the camera the pictures."""
    at: list[float] = []
    with camera(place, file):
        for number in range(switches + 2):
            at.append(time.monotonic())
            take(number)
            QTest.qWait(400 if number >= 2 else TAUGHT_MS)
    return _judged(frames(file), at)


def _judged(found: list[tuple[float, bytes]], at: list[float]) -> Seen:
    ends = [*at[1:], at[-1] + 0.4]
    pictures = [_last_before(found, ends[0]), _last_before(found, ends[1])]
    blank = stale = seen = 0
    for number, (start, end) in enumerate(zip(at, ends, strict=True)):
        if number < 2:
            continue
        new, old = pictures[number % 2], pictures[(number + 1) % 2]
        # A photograph takes time: one begun just before the next key may show what comes after it.
        shown = [(taken, frame) for taken, frame in found if start <= taken < end - 0.05]
        # A busy machine may answer late, which the times from key to pixel tell; once it answers it must go on.
        begun = next((taken for taken, frame in shown if not _is_mix(frame, old, old)), start)
        seen += len(shown)
        blank += sum(not _is_mix(frame, old, new) for _, frame in shown)
        stale += sum(taken > begun + SETTLED_S and not _is_mix(frame, new, new) for taken, frame in shown)
    return Seen(seen, blank, stale)


def _last_before(found: list[tuple[float, bytes]], moment: float) -> bytes:
    return [frame for taken, frame in found if taken < moment - 0.05][-1]


def _is_mix(frame: bytes, old: bytes, new: bytes) -> bool:
    """Whether the frame is one of the two, or both in one proportion all over, as a fade mixes them."""
    if frame in (old, new):
        return True
    whole = sum(abs(b - a) for a, b in zip(old, new, strict=True))
    moved = sum((seen - a) * (1 if b > a else -1) for seen, a, b in zip(frame, old, new, strict=True) if a != b)
    share = min(1.0, max(0.0, moved / whole)) if whole else 0.0
    return all(abs(seen - (a + (b - a) * share)) <= _SHADES for seen, a, b in zip(frame, old, new, strict=True))
