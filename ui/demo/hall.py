"""The hall by keys: F5 with its guards, F8; after each the audience's window and the hall column are read."""

from __future__ import annotations

from functools import partial

from ui.demo import eyes
from ui.demo.forms import reach
from ui.demo.palette import run
from ui.demo.player import Acts, Guard, Until, press

STILL_MS = 450
"""F5 takes a preview only after it has stood for 400 ms."""
BETWEEN_MS = 650
"""A second F5 within 600 ms is a slip."""
ON_AIR = "Khán giả đang thấy"
"""The second line of PHÁT, which goes on in wide windows."""
STALE = "Hình đang chiếu đã cũ"
STATE = "Trạng thái màn chiếu"
SCREEN = "Màn chiếu"


def choose_screen() -> Acts:
    """A laptop that never saw this projector asks once; the first screen offered in the palette is taken."""
    yield Until("tên màn chiếu", lambda: bool(eyes.named_from(SCREEN)))
    if eyes.named_from(SCREEN) == f"{SCREEN}: {eyes.NOT_CHOSEN}":
        yield from run("Chiếu ra ")
        yield Until("màn chiếu được chọn", lambda: eyes.NOT_CHOSEN not in eyes.named_from(SCREEN) + eyes.complaint())


def renew_cover() -> Acts:
    """The cover was released before the conference had a name: opened and covered again it says what it is."""
    if eyes.label_with("Bìa đã đổi"):
        yield from uncover()
        yield from cover()


def acknowledge() -> Acts:
    """A machine that may fall asleep, or goes by another zone, says so once; it is told that this is known."""
    for words in (eyes.MAY_SLEEP, eyes.OTHER_ZONE):
        if eyes.complaint().startswith(words):
            yield from reach("Đã rõ", "Shift+Tab")
            yield press("Return")
            yield Until("lời nhắc đã đóng", partial(_is_quiet_about, words))


def _is_quiet_about(words: str) -> bool:
    return not eyes.complaint().startswith(words)


def take(title: str) -> Acts:
    """F5 of what was just previewed; the hall's picture is another one afterwards."""
    before = eyes.hall_picture().cacheKey()
    yield Until(f"{title} ở xem trước", lambda: title in eyes.named_from("XEM TRƯỚC"))
    yield Guard(STILL_MS)
    yield press("F5")
    yield Until(f"{title} trên màn chiếu", lambda: ON_AIR in eyes.named_from(f"PHÁT: {title}"))
    yield Until("hình trên màn chiếu đã đổi", lambda: eyes.hall_picture().cacheKey() != before)
    yield from settle()


def take_again(title: str) -> Acts:
    """The question on air has changed (its respondent): F5 once more, if the column says that its picture is old."""
    yield Until("màn hình báo hình cũ hay mới", lambda: bool(eyes.label_with(STALE)) or _is_on_air(title))
    if not _is_on_air(title):
        yield Guard(BETWEEN_MS - STILL_MS)  # take() waits for the rest
        yield from take(title)


def cover() -> Acts:
    yield press("F8")
    yield Until("màn chiếu CHE", lambda: eyes.named_from(STATE) == f"{STATE}: CHE")
    yield from settle()


def uncover() -> Acts:
    yield press("F8")
    yield Until("màn chiếu PHÁT", lambda: eyes.named_from(STATE) == f"{STATE}: PHÁT")
    yield from settle()


def settle() -> Acts:
    """The change of pictures is over."""
    yield Until("hình mới hiện rõ", lambda: (window := eyes.hall()) is not None and not window.is_fading())


def _is_on_air(title: str) -> bool:
    return ON_AIR in eyes.named_from(f"PHÁT: {title}")
