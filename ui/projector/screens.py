"""Which screen is the hall's: identity, grades of likeness, and the decision. Pure: no QScreen, no window."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, IntEnum

from app.domain.records import dataclass

Rectangle = tuple[int, int, int, int]
"""Left, top, width, height in logical pixels of the desktop."""


@dataclass(frozen=True, slots=True)
class ScreenIdentity:
    """What tells a screen from another. Any text may be empty; the size is of the glass, in millimetres."""

    name: str
    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    width_mm: int = 0
    height_mm: int = 0


@dataclass(frozen=True, slots=True)
class SeenScreen:
    """A screen as it is now. The console's screen carries the operator's window."""

    identity: ScreenIdentity
    geometry: Rectangle
    is_console: bool = False


class Likeness(IntEnum):
    """How sure it is that a seen screen is the known one."""

    NONE = 0
    PARTIAL = 1
    EXACT = 2


class Verdict(Enum):
    """What to do with the hall window."""

    TAKE = "take"
    ASK = "ask"
    DARK = "dark"
    WINDOW = "window"


class Reason(Enum):
    """Why nothing was taken, for the words in the bar."""

    FOUND = "found"
    NO_SCREEN = "no_screen"
    ONE_SCREEN = "one_screen"
    MIRRORED = "mirrored"
    NOT_CHOSEN = "not_chosen"
    LOST = "lost"
    ALIKE = "alike"
    CHANGED = "changed"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, the place in the list of the screen to take, and those a person may choose from."""

    verdict: Verdict
    reason: Reason
    screen: int | None = None
    candidates: tuple[int, ...] = ()


def likeness(known: ScreenIdentity, seen: ScreenIdentity, *, same_session: bool = False) -> Likeness:
    """Grade two identities; a field that is empty on one side says nothing.

    A serial number proves; without one, name, maker, model and size must agree. While the program runs,
    a screen that left and came back under its name may have another size: it was given another resolution.
    """
    pairs = ((known.manufacturer, seen.manufacturer), (known.model, seen.model), (known.serial, seen.serial))
    if any(a and b and a != b for a, b in pairs):
        return Likeness.NONE
    kind = bool(known.model) and (known.manufacturer, known.model) == (seen.manufacturer, seen.model)
    if known.serial and known.serial == seen.serial:
        return Likeness.EXACT if kind or known.name == seen.name else Likeness.PARTIAL
    same_name = bool(known.name) and known.name == seen.name
    same_size = (known.width_mm, known.height_mm) == (seen.width_mm, seen.height_mm)
    if same_name and all(a == b for a, b in pairs) and (same_size or kind or same_session):
        return Likeness.EXACT
    return Likeness.PARTIAL if same_name or kind else Likeness.NONE


def choose_screen(known: ScreenIdentity | None, screens: Sequence[SeenScreen], *, was_shown: bool = False) -> Decision:
    """Exactly the known screen is taken, a partial likeness asks, none stays dark; never the console's screen.

    `was_shown`: the hall was on a screen of its own in this session, so that a single screen means loss.
    """
    if not screens:
        return Decision(Verdict.DARK, Reason.NO_SCREEN)
    if len(screens) == 1:
        return Decision(Verdict.DARK, Reason.LOST) if was_shown else Decision(Verdict.WINDOW, Reason.ONE_SCREEN)
    free = tuple(n for n, screen in enumerate(screens) if not _covers_console(screen, screens))
    if not free:
        return Decision(Verdict.DARK, Reason.MIRRORED)
    if known is None:
        return Decision(Verdict.ASK, Reason.NOT_CHOSEN, candidates=free)
    grades = {n: likeness(known, screen.identity, same_session=was_shown) for n, screen in enumerate(screens)}
    return _graded(known, screens, grades, free)


def _graded(
    known: ScreenIdentity,
    screens: Sequence[SeenScreen],
    grades: dict[int, Likeness],
    free: tuple[int, ...],
) -> Decision:
    exact = [n for n, grade in grades.items() if grade is Likeness.EXACT]
    if exact and not set(exact) & set(free):
        reason = Reason.CONSOLE if any(screens[n].is_console for n in exact) else Reason.MIRRORED
        return Decision(Verdict.DARK, reason, candidates=free)
    alike = tuple(n for n in free if grades[n] is not Likeness.NONE)
    proven = bool(known.serial) and any(screens[n].identity.serial == known.serial for n in exact)
    if len(exact) == 1 and (proven or len(alike) == 1):
        return Decision(Verdict.TAKE, Reason.FOUND, screen=exact[0])
    if exact:
        return Decision(Verdict.ASK, Reason.ALIKE, candidates=alike)
    if alike:
        return Decision(Verdict.ASK, Reason.CHANGED, candidates=alike)
    return Decision(Verdict.DARK, Reason.LOST, candidates=free)


def _covers_console(screen: SeenScreen, screens: Sequence[SeenScreen]) -> bool:
    """Whether a picture there would lie over the console: its own screen, or one that shows the same place."""
    return screen.is_console or any(other.is_console and _overlap(screen.geometry, other.geometry) for other in screens)


def _overlap(a: Rectangle, b: Rectangle) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
