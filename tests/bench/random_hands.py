"""100,000 random keys, words and clicks on every window of the program: no error, no row lost, no clock below zero.

RANDOM_ACTS=20000 and RANDOM_SEED=1 choose how many and with which seed the first session begins.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.bench.__main__ import Figure

SLOW = True
ACTS = int(os.environ.get("RANDOM_ACTS", "100000"))
FIRST_SEED = int(os.environ.get("RANDOM_SEED", "1"))
SESSION = 1000
"""Acts on one file; then another conference is opened, so that no state grows for ever."""


def figures() -> list[Figure]:
    screens = Path(__file__).resolve().parents[1] / "support" / "two_screens.json"
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"
    with tempfile.TemporaryDirectory() as home:
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            os.environ[f"XDG_{name}"] = home
        done, wrong = _sessions(Path(home))
    return [
        Figure(
            name=f"random acts, seeds {FIRST_SEED} to {FIRST_SEED + max(1, ACTS // SESSION) - 1}",
            value=done.total(),
            unit=f"acts {dict(sorted(done.items()))}",
            target="nothing broken, lost or below zero",
            ok=not wrong,
            note=wrong,
        )
    ]


def _sessions(home: Path) -> tuple[Counter[str], str]:
    """What was done and, if anything, what went wrong first."""
    from ui import start_up

    start_up.begin()
    from tests.support.beginnings import BEGINNINGS
    from tests.support.random_hands import hands
    from ui.application import make_application
    from ui.preferences import Preferences

    app = make_application(Preferences(home / "console.json"))
    assert app is not None
    done, begun = Counter[str](), time.monotonic()
    for seed in range(FIRST_SEED, FIRST_SEED + max(1, ACTS // SESSION)):
        with tempfile.TemporaryDirectory() as folder:
            try:
                with hands(Path(folder), seed, BEGINNINGS[seed % len(BEGINNINGS)]) as made:
                    start_up.settle_soon(made.program)
                    for _ in range(min(SESSION, ACTS)):
                        made.step()
            except AssertionError as error:
                print(f"    {error}", flush=True)  # noqa: T201
                return done, str(error)
        done += made.done
        print(f"    {done.total()} acts, {time.monotonic() - begun:.0f} s", flush=True)  # noqa: T201
    return done, ""
