"""Hours of rehearsal at ×10 on the real windows, again and again, with the cable out, imports and papers meanwhile.

python -m tests.support.soak SECONDS PLUGS: prints JSON. SECONDS of real time; each is ten of the conference's.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={Path(__file__).with_name('two_screens.json')}")
os.environ["WAKEPY_FAKE_SUCCESS"] = "1"

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.import_preview import ImportKind
from app.domain.paper import PaperKind
from tests.support.bare_loop import BareLoops, longest_s, stood_still_s
from tests.support.memory import memory_mib, slope_an_hour, waits_for_disk
from tests.support.standstill import Standstills
from ui import start_up
from ui.application import make_application
from ui.demo.camera import Camera
from ui.demo.player import Acts, Player
from ui.demo.progress import Progress
from ui.demo.script import CableOut, LiveAct, Script
from ui.dialogs.import_session import ImportSession
from ui.dialogs.paper_jobs import PaperJobs
from ui.preferences import Preferences
from ui.program import Program
from ui.rehearsal import prepare
from ui.rehearsal.driver import Driver, trouble

PACE = 10
BEAT_MS = 5
LOOK_MS = 1000
WORK_MS = 15_000
KEY_MS = 1
"""From the preview of a list to the key that takes it in: a turn of its own."""
LATE_S = 0.05
LOOKED_AT_S = 0.015
MOST_TOLD = 20
OPENED_S = 2.0
"""Until a console that was opened has been painted and has read what it shows later: nobody is in the hall then."""
_LIST = Path(__file__).parents[1] / "fixtures" / "imports" / "co-quan.ods"
_PAPERS = (PaperKind.MINUTES, PaperKind.NOTICE, PaperKind.ANNEX)


@dataclass(frozen=True, slots=True)
class Gap:
    """The main thread stood still. Seconds of time.monotonic(); own_s: its processor time in there.

    waits: how often a thread of the program waited for the disk to give a page of code or of a mapped file.
    """

    start: float
    end: float
    own_s: float
    waits: int
    places: str


class NoCamera(Camera):
    """Pictures would be saved on the main thread: gaps of ours, not of the program."""

    def watch(self) -> None:
        pass

    def look(self) -> None:
        pass

    def photograph_console(self) -> Acts:
        yield from ()


class Errors(logging.Handler):
    """Everything that went wrong, wherever it was told."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []
        logging.getLogger().addHandler(self)
        sys.excepthook = lambda kind, error, _: self.found.append(f"{kind.__name__}: {error}")

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


class Soak(QObject):
    """Plays one script after the other until the time is over; the heart beats on the main thread all the while."""

    def __init__(self, program: Program, preferences: Preferences, folder: Path, seconds: float, plugs: int) -> None:
        super().__init__()
        self._program, self._preferences, self._folder = program, preferences, folder
        self._ends = time.monotonic() + seconds
        self.plugs_left = plugs
        self.errors = Errors()
        self.plays = self.imported = self.printed = 0
        self.longest_ms = self.clock_off_s = self.own_ms = 0.0
        self.gaps: list[Gap] = []
        self.standstills = Standstills(LOOKED_AT_S)
        self.memory: list[float] = []
        self._beat_at, self._own_at = time.monotonic(), time.thread_time()
        self._waits_at = 0
        self._player: Player | None = None
        self._console: object = None
        self._opened_at = 0.0
        self._busy = False
        self._base: tuple[float, datetime] | None = None
        for every, slot in ((BEAT_MS, self._beat), (LOOK_MS, self._look), (WORK_MS, self._work)):
            timer = QTimer(self, interval=every, timerType=Qt.TimerType.PreciseTimer)
            timer.timeout.connect(slot)
            timer.start()

    def play(self) -> None:
        """The next rehearsal; the one before is closed."""
        if time.monotonic() >= self._ends:
            self._program.end()
            QCoreApplication.exit()
            return
        if not self._program.rehearsals.begin(self._script(), pace=PACE, is_led=True):
            self.errors.found.append(self._program.start_page.bar.words())
            QCoreApplication.exit()
            return
        session = self._program.rehearsals.session
        assert session is not None
        self._base = (time.monotonic(), session.clock.now())
        camera = NoCamera(self._folder)
        player = Player(Driver(session, self._folder / f"papers-{self.plays}", camera).acts(), Progress(0), trouble)
        player.finished.connect(self._played)
        self._player = player
        self._beat_at, self._own_at = time.monotonic(), time.thread_time()
        player.start()

    def _script(self) -> Script:
        """The bad day and the long list in turn; the cable goes as often as wanted, between questions."""
        script = prepare.shipped("ngay_xau" if self.plays % 2 else "lao_cai_2024")
        acts: list[LiveAct] = []
        for place, act in enumerate(act for act in script.live if not isinstance(act, CableOut)):
            acts.append(act)
            if place > 4 and place % 3 == 0 and self.plugs_left > 0 and place < 20:
                acts.append(CableOut(20))
                self.plugs_left -= 1
        return replace(script, live=tuple(acts))

    def _played(self, error: BaseException | None) -> None:
        if error is not None:
            self.errors.found.append(f"{type(error).__name__}: {error}")
        self.plays += 1
        self._base = None
        self.standstills.beat(None)
        if self._program.console is not None:
            self._program.console.close_now()
        QTimer.singleShot(500, self, self.play)

    def _beat(self) -> None:
        """Opening and closing a conference is no gap.

        own_ms: the most processor time of the main thread in one turn, whatever else the machine had to do.
        """
        now, own = time.monotonic(), time.thread_time()
        gap, turn = now - self._beat_at, own - self._own_at
        before, waits = self._waits_at, waits_for_disk()
        self._beat_at, self._own_at, self._waits_at = now, own, waits
        if self._program.console is not self._console:  # a conference begun, or opened again after a power cut
            self._console, self._opened_at = self._program.console, now
            self._busy = False  # an import under way was given up with the console before
        is_open = self._base is not None and now - self._opened_at > OPENED_S
        places = self.standstills.beat(now if is_open else None)
        if not is_open:
            return
        self.longest_ms, self.own_ms = max(self.longest_ms, gap * 1000), max(self.own_ms, turn * 1000)
        if gap > LATE_S:
            opened = now - self._opened_at
            told = f"{opened:.0f} s open: {places or 'unseen'}"
            self.gaps.append(Gap(now - gap, now, turn, waits - before, told))

    def _look(self) -> None:
        """The clock against the machine's own, and what the top bar shows against the clock."""
        self.memory.append(memory_mib())
        desk, console = self._program.desk, self._program.console
        if desk is None or console is None or self._base is None:
            return
        began, at = self._base
        now = desk.conference.now()
        drift = abs((now - at).total_seconds() - PACE * (time.monotonic() - began)) / PACE
        self.clock_off_s = max(self.clock_off_s, drift)

    def _work(self) -> None:
        """A list is imported and papers are made while people speak."""
        desk = self._program.desk
        if desk is None or self._busy:
            return
        self._busy = True
        session = ImportSession(desk, self._preferences, desk)
        session.set_kind(ImportKind.AGENCIES)
        session.previewed.connect(partial(QTimer.singleShot, KEY_MS, session, partial(self._import, session)))
        session.refused.connect(self._failed)
        session.read_file(_LIST)
        if not any(jobs.is_busy for jobs in desk.findChildren(PaperJobs)):
            jobs = PaperJobs(desk, desk)
            jobs.made.connect(self._count_paper)
            jobs.failed.connect(lambda _, sentence: self.errors.found.append(sentence))
            jobs.finished.connect(jobs.deleteLater)
            jobs.start(_PAPERS, self._folder / "papers-meanwhile")

    def _import(self, session: ImportSession) -> None:
        """The key that takes the list in, once: while the conference runs it is refused."""
        preview, desk = session.preview, self._program.desk
        if desk is not None and preview is not None and preview.at_event != desk.conference.last_event():
            session.renew()  # the hands were faster: a person would have been told to look again
            return
        session.previewed.disconnect()
        session.take_in()
        session.deleteLater()
        self._busy = False
        self.imported += 1

    def _count_paper(self, _: object) -> None:
        self.printed += 1

    def _failed(self, sentence: str) -> None:
        self._busy = False
        self.errors.found.append(f"import: {sentence}")


def main(seconds: float, plugs: int) -> int:
    with tempfile.TemporaryDirectory(prefix="hoinghi-soak-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        preferences = Preferences(folder / "console.json")
        app = make_application(preferences)
        assert isinstance(app, QApplication)
        program = Program(preferences)
        bare = BareLoops()
        soak = Soak(program, preferences, folder, seconds, plugs)
        QTimer.singleShot(0, soak, soak.play)
        start_up.settle_soon(program)
        app.exec()
        lates = bare.stop()
    gaps = [(gap, stood_still_s(lates, gap.start, gap.end)) for gap in soak.gaps]
    ours = [gap.end - gap.start - bare_s for gap, bare_s in gaps]
    told = [
        f"{1000 * (gap.end - gap.start):.0f} ms ({1000 * gap.own_s:.0f} own, {1000 * bare_s:.0f} bare, "
        f"{gap.waits} waits for the disk), {gap.places}"
        for gap, bare_s in gaps[:MOST_TOLD]
    ]
    found = {
        "errors": soak.errors.found[:10], "plays": soak.plays, "plugs": plugs - soak.plugs_left,
        "imported": soak.imported, "printed": soak.printed, "longest_ms": soak.longest_ms,
        "gaps_over_50": len(gaps), "own_ms": soak.own_ms, "stood": told,
        "bare_longest_ms": 1000 * longest_s(lates),
        "ours_over_50": sum(one > LATE_S for one in ours), "ours_longest_ms": 1000 * max(ours, default=0.0),
        "clock_off_s": soak.clock_off_s, "memory_mib": soak.memory[-1] if soak.memory else 0.0,
        "slope_mib_h": slope_an_hour(soak.memory, LOOK_MS / 1000),
    }  # fmt: skip
    print(json.dumps(found))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
