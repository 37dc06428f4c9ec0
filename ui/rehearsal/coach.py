"""Plays beats by the conference's clock: lets people speak, sees what is done, times it, and notes slips.

Reads only. Trouble is asked for by signals; who presses the keys (a secretary or the driver) makes no difference.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app import labels, scenes
from app.domain.changes import Changes, EventKind
from app.domain.projection import HallState
from app.domain.records import dataclass
from app.domain.score import Score, Timed
from app.queries import desk as lists
from app.queries.gaps import gaps
from ui.demo.script import LiveAct, Script
from ui.desk import Desk
from ui.rehearsal.beats import Beat, beats_of
from ui.rehearsal.tasks import Task

WORDS_A_SECOND = 2.7
"""Vietnamese as it is read aloud at such a conference: about 160 syllables a minute."""
PATIENCE_S = 90.0
"""The room waits so long for a task after the last word, by its own clock; then it goes on and the task is missed."""
TICK_MS = 100
_SLIPS = {EventKind.UNDO: "Hoàn tác", EventKind.STEP_TAKEN_BACK: "Lùi một bước"}
_WRONG = "Hình của câu khác lên màn chiếu"


@dataclass(slots=True)
class _Open:
    """A task that is waited for; due from its cue on."""

    task: Task
    since: datetime


class Coach(QObject):
    """changed: other words, tasks or place in the script. trouble: a beat whose trouble is to happen now.

    over: the script is at its end. is_led: acts are begun by somebody else (the driver), one by one.
    """

    changed = Signal()
    trouble = Signal(object)
    over = Signal()

    def __init__(self, script: Script, *, is_led: bool = False) -> None:
        super().__init__()
        self.score = Score(script.name)
        self._acts: deque[LiveAct] = deque(script.live)
        self.steps = len(script.live)
        self._is_led = is_led
        self._beats: deque[Beat] = deque()
        self._beat: Beat | None = None
        self._open: list[_Open] = []
        self._said_from: datetime | None = None
        self._desk: Desk | None = None
        self.is_over = False
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def attach(self, desk: Desk) -> None:
        """Watch this desk from now on (again after a power cut)."""
        self._desk = desk
        desk.changed.connect(self._learn)
        desk.said.connect(self._hear_refusal)
        if not self.is_over:
            self._timer.start()
        self._look()

    def detach(self) -> None:
        self._timer.stop()
        self._desk = None

    @property
    def step(self) -> int:
        """How many acts of the script have begun."""
        return self.steps - len(self._acts)

    @property
    def is_idle(self) -> bool:
        """Nothing is said or waited for: a led coach wants its next act."""
        return self._beat is None and not self._beats

    def begin(self, act: LiveAct) -> None:
        """Led: the next act of the script begins now."""
        if self._acts:
            self._acts.popleft()
        self._set(act)

    def give_up(self) -> None:
        """Led: the act is over whatever was done; what is still open was missed."""
        self._miss()
        self._beats.clear()
        self._beat = None
        self.changed.emit()

    def speaker(self) -> str:
        return self._beat.who if self._beat else ""

    def said(self) -> str:
        """The words that have been spoken so far."""
        words = self._beat.words.split() if self._beat else []
        return " ".join(words[: int(self._spoken_s() * WORDS_A_SECOND) + 1])

    def seconds_left(self) -> float:
        """Until the last word of this beat, by the conference's clock."""
        length = len(self._beat.words.split()) / WORDS_A_SECOND if self._beat else 0.0
        return max(0.0, length - self._spoken_s())

    def task(self) -> str:
        """What is to be done now, empty if nothing is."""
        return self._open[0].task.now(self._desk.conference.db) if self._open and self._desk else ""

    def waited_s(self) -> float:
        """For how long the task has been open."""
        return (self._now() - self._open[0].since).total_seconds() if self._open and self._desk else 0.0

    def skip_words(self) -> None:
        """The one who speaks comes to an end now."""
        if self._beat is not None and self._said_from is not None:
            self._beat = Beat(self._beat.who, self.said(), self._beat.tasks, self._beat.number)
            self.tick()

    def pass_over(self) -> None:
        """The secretary leaves the open tasks undone: they count as missed, and the room goes on."""
        self._miss()
        self.skip_words()

    def finish(self) -> Score:
        """The rehearsal ends here; what is missing in the conference belongs to the score."""
        if not self.is_over:
            self.is_over = True
            self._timer.stop()
            self._miss()
            self._beat = None
            self._beats.clear()
            if self._desk is not None:
                self.score.gaps = gap_lines(self._desk)
            self.over.emit()
        return self.score

    def tick(self) -> None:
        """Let the room go on if everything is said and done, or if it has waited long enough."""
        if self._desk is None or self.is_over:
            return
        if self._beat is not None:
            waited = self._spoken_s() - len(self._beat.words.split()) / WORDS_A_SECOND
            if self._open and waited > PATIENCE_S and not self._is_led:
                self._miss()
            quiet = self.seconds_left() <= 0 or (self._is_led and bool(self._beat.tasks))
            if self._open or not quiet:
                self.changed.emit()
                return
        self._go_on()

    def _go_on(self) -> None:
        self._beat = None
        if self._beats:
            self._begin_beat(self._beats.popleft())
        elif self._is_led:
            self.changed.emit()
        elif self._acts:
            self._set(self._acts.popleft())
        else:
            self.finish()

    def _set(self, act: LiveAct) -> None:
        assert self._desk is not None
        self._beats = deque(beats_of(act, self._desk.conference.db))
        self._go_on()

    def _begin_beat(self, beat: Beat) -> None:
        self._beat, self._said_from = beat, self._now()
        self._open = [_Open(task, self._now()) for task in beat.tasks]
        if beat.trouble is not None:
            self.trouble.emit(beat)
        self._look()
        self.changed.emit()
        if self._is_led and not self._open and not beat.words:
            self._go_on()

    def _learn(self, changes: Changes) -> None:
        slip = _SLIPS.get(changes.kind)
        if slip:
            self.score.slips[slip] += 1
        if changes.kind is EventKind.TAKEN:
            self._check_picture()
        self._look()

    def _check_picture(self) -> None:
        """A question on the hall's screen that nobody called is what a rehearsal is for."""
        if self._desk is None or self._beat is None or not self._beat.number:
            return
        row = lists.projection(self._desk.conference.db)
        shown = scenes.question_of(row.visible.subject) if row.state is HallState.LIVE else None
        called = lists.question_numbered(self._desk.conference.db, self._beat.number)
        if shown is not None and called and shown != called:
            self.score.slips[_WRONG] += 1

    def _hear_refusal(self, sentence: str) -> None:
        if sentence:
            self.score.slips["Phần mềm phải nhắc"] += 1

    def _look(self) -> None:
        """Which of the open tasks are done now."""
        if self._desk is None:
            return
        db = self._desk.conference.db
        still: list[_Open] = []
        for one in self._open:
            if one.task.is_done(db):
                seconds = round((self._now() - one.since).total_seconds(), 1)
                self.score.tasks.append(Timed(one.task.kind, one.task.what, seconds))
            else:
                still.append(one)
        if len(still) < len(self._open):
            self._open = still
            if still:
                still[0].since = max(still[0].since, self._now())
            elif self._is_led:
                QTimer.singleShot(0, self, self.tick)
            self.changed.emit()

    def _miss(self) -> None:
        for one in self._open:
            self.score.tasks.append(Timed(one.task.kind, one.task.what, None))
        self._open = []

    def _spoken_s(self) -> float:
        if self._said_from is None or self._desk is None:
            return 0.0
        return (self._now() - self._said_from).total_seconds()

    def _now(self) -> datetime:
        assert self._desk is not None
        return self._desk.conference.now()


def gap_lines(desk: Desk) -> Sequence[str]:
    """What is missing, a line for each gap."""
    lines = []
    for gap in gaps(desk.conference.db):
        number = f"{labels.question_number(gap.number)}: " if gap.number else ""
        lines.append(number + labels.word(gap.kind))
    return lines
