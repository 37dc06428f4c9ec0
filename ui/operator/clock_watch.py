"""Notices that the machine's clock was set, that it slept, or that its zone is another one; asks, and never guesses.

Until somebody answers the conference goes on by the time it had, and no running clock moves.
"""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.commands import clock as clock_acts
from app.domain.clock import ICT, SteadyClock
from app.queries.floor import running_turn
from app.summaries import span
from app.time_words import instant
from ui.desk import Desk
from ui.operator.bar import Act, Bar, Notice, Topic

LOOK_MS = 1000
LEAST = timedelta(seconds=2)
"""Less is the machine's own small correction of its clock."""
RECENT = timedelta(hours=1)
"""An act longer ago says nothing of the turn that runs: another day, another laptop."""
LONGEST_TURN_S = 5.0
"""A second that took longer by the monotonic clock: the machine slept, and that clock went on (Windows)."""


class ClockWatch(QObject):
    """Looks each second. start(): what was there before the program began."""

    def __init__(self, desk: Desk, bar: Bar) -> None:
        super().__init__(bar)
        self._desk, self._bar = desk, bar
        self._kept = timedelta()
        self._asked = timedelta()
        self._looked_ms = desk.conference.clock.mono_ms()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        desk.closing.connect(self._timer.stop)

    def start(self) -> None:
        """Begin to look; an earlier time than the log's last, or another zone, is said at once."""
        conference = self._desk.conference
        last = conference.left_at[0] if conference.left_at else None
        if not isinstance(conference.clock, SteadyClock):
            return
        self._timer.start()
        now = f"Bây giờ là {instant(conference.now())} giờ Việt Nam."
        offset = timedelta(seconds=time.localtime().tm_gmtoff)
        if last is not None and conference.now() < last:
            self._tell(f"Đồng hồ máy chạy lùi: việc ghi cuối cùng lúc {instant(last)}.", now)
        elif offset != ICT.utcoffset(None):
            self._tell("Máy đặt múi giờ khác Việt Nam.", f"{now} Nếu không đúng, chỉnh lại giờ và múi giờ của máy.")
        else:
            self._compare_with_the_log()

    def _compare_with_the_log(self) -> None:
        """A turn runs on after a crash: did both clocks go on alike since the last act? Unknown after a boot."""
        conference = self._desk.conference
        if conference.left_at is None or running_turn(conference.db) is None:
            return
        at, mono_ms = conference.left_at
        passed = timedelta(milliseconds=conference.clock.mono_ms() - mono_ms)
        gap = conference.now() - at - passed
        if timedelta() <= passed and conference.now() - at < RECENT and abs(gap) > LEAST:
            known, leave_out = Act("Đã rõ", self._forget), Act("Không tính", partial(self._note, gap, is_followed=True))
            what = f"Giờ máy lệch {span(gap)} so với lúc ghi cuối cùng."
            self._put(what, "Lượt đang chạy đang tính cả khoảng này.", known, leave_out)

    def look(self) -> None:
        """One look; called by the timer."""
        clock = self._desk.conference.clock
        if not isinstance(clock, SteadyClock):
            return
        now_ms = clock.mono_ms()
        slept = timedelta(milliseconds=now_ms - self._looked_ms - LOOK_MS)
        self._looked_ms = now_ms
        gap = clock.gap()
        if abs(gap) <= LEAST:  # as it was, or set back to that
            self._kept = timedelta()
            if self._asked:
                self._forget()
        elif abs(gap - self._kept) > LEAST and abs(gap - self._asked) > LEAST:
            self._asked = gap
            self._ask(gap)
        if slept.total_seconds() > LONGEST_TURN_S:
            self._ask_about_sleep(slept)

    def _ask(self, gap: timedelta) -> None:
        way = "chậm" if gap < timedelta() else "nhanh"
        acts = [Act("Theo giờ máy", partial(self._follow, counts=False))]
        if gap > timedelta():
            acts.append(Act("Theo giờ máy, tính cả khoảng này", partial(self._follow, counts=True)))
        acts.append(Act("Giữ giờ cũ", self._keep))
        safe = "Máy ngủ, hoặc có người chỉnh giờ. Các lượt nói vẫn tính đúng."
        self._put(f"Đồng hồ máy {way} hơn giờ hội nghị {span(gap)}.", safe, *acts)

    def _ask_about_sleep(self, slept: timedelta) -> None:
        count = Act("Tính cả vào lượt đang chạy", self._forget)
        leave_out = Act("Không tính", partial(self._note, slept, is_followed=True))
        self._put(f"Máy đã ngủ {span(slept)}.", "Lượt đang chạy đang tính cả khoảng này.", count, leave_out)

    def _follow(self, *, counts: bool) -> None:
        clock = self._desk.conference.clock
        if isinstance(clock, SteadyClock):
            gap = clock.gap()
            clock.follow()
            self._note(gap, is_followed=True, counts=counts)

    def _keep(self) -> None:
        clock = self._desk.conference.clock
        if isinstance(clock, SteadyClock):
            self._kept = clock.gap()
            self._note(self._kept, is_followed=False)

    def _note(self, gap: timedelta, *, is_followed: bool, counts: bool = False) -> None:
        self._forget()
        self._desk.run(clock_acts.note_jump, gap, is_followed=is_followed, counts=counts)

    def _forget(self) -> None:
        self._asked = timedelta()
        self._bar.clear(Topic.CLOCK)

    def _tell(self, what: str, safe: str) -> None:
        self._put(what, safe, Act("Đã rõ", self._forget))

    def _put(self, what: str, safe: str, *acts: Act) -> None:
        self._bar.put(Topic.CLOCK, Notice(what, safe, acts, "clock-alert-outline"))
