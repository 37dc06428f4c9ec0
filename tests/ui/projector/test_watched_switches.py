"""The judge of photographed frames sees a blank one and a stale one."""

from __future__ import annotations

from tests.support.frame_camera import HEIGHT, WIDTH
from tests.support.watched_switches import _judged

RED, BLUE, BLACK = (bytes(colour) * (WIDTH * HEIGHT) for colour in ((200, 0, 0), (0, 0, 200), (0, 0, 0)))
MIXED = bytes((100, 0, 100)) * (WIDTH * HEIGHT)
AT = [0.0, 1.0, 2.0, 3.0]
WHOLE = [(0.5, RED), (0.9, RED), (1.5, BLUE), (1.9, BLUE), (2.05, MIXED), (2.9, RED), (3.05, MIXED), (3.3, BLUE)]


def test_whole_frames_and_mixes_pass() -> None:
    seen = _judged(WHOLE, AT)
    assert (seen.photographed, seen.blank, seen.stale) == (4, 0, 0)


def test_a_blank_frame_is_counted() -> None:
    assert _judged(sorted([*WHOLE, (2.1, BLACK)]), AT).blank == 1


def test_the_old_picture_after_the_fade_is_counted() -> None:
    assert _judged(sorted([*WHOLE, (2.6, BLUE)]), AT).stale == 1


def test_a_late_answer_is_not_stale_but_none_at_all_is() -> None:
    before = [each for each in WHOLE if each[0] < 2.0 or each[0] > 3.0]
    late = [*before, (2.4, BLUE), (2.45, MIXED), (2.9, RED)]
    assert _judged(sorted(late), AT).stale == 0
    assert _judged(sorted([*before, (2.4, BLUE), (2.9, BLUE)]), AT).stale == 2
