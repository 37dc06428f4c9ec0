"""Plays a rehearsal without hands: the demo's keys for every act, a listener's waiting, and trouble of both kinds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QMainWindow, QTextEdit

from app.domain.clock import SteppedClock
from ui.demo import eyes, hall, papers, play, room
from ui.demo.camera import Camera
from ui.demo.player import Acts, Done, TypeWords, Until, press
from ui.demo.script import CableOut, LiveAct, Papers, PowerCut, Say, Skip
from ui.rehearsal.coach import WORDS_A_SECOND, Coach
from ui.rehearsal.session import RehearsalSession

_LONGEST_SPEECH_S = 1200.0
_AFTER_ACT_S = 10.0
"""Real time: on a busy machine the console hears of its own acts late."""
_LOST = "Mất màn chiếu"
_ALLOWED = (_LOST, "Đã đặt lại")
"""What the bar may say in a rehearsal besides what it may say in a demo."""
_WHO = "Ghi nhanh: người hỏi"


class Driver:
    """folder: for the papers."""

    def __init__(self, session: RehearsalSession, folder: Path, camera: Camera) -> None:
        self._session, self._coach = session, session.coach
        self._folder, self._camera = folder, camera

    def acts(self) -> Acts:
        """Everything the script says, act by act with the coach; papers are made at the end in any case."""
        yield Until("cửa sổ diễn tập", lambda: bool(eyes.named_from("Chế độ")))
        yield from hall.choose_screen()
        yield from hall.renew_cover()
        self._camera.watch()
        for act in self._all():
            yield from hall.acknowledge()
            yield from self._before(act)
            self._coach.begin(act)
            yield from self._one(act)
            yield Until("việc đã xong", _Settled(self._coach), _AFTER_ACT_S + 1)
            if not self._coach.is_idle:
                self._coach.give_up()
        self._camera.look()
        self._camera.stop()

    def _all(self) -> Iterator[LiveAct]:
        script = self._session.script
        yield from script.live
        if not any(isinstance(act, Papers) for act in script.live):
            yield Papers()

    def _before(self, act: LiveAct) -> Acts:
        """A power cut comes while somebody types."""
        if isinstance(act, PowerCut) and act.typing:
            yield press("F2")
            yield Until("dòng ghi nhanh", lambda: eyes.focus_name() == _WHO)
            yield TypeWords(act.typing)
            yield Until("chữ đã gõ", lambda: eyes.text_of(eyes.named(_WHO, QLineEdit)) == act.typing)

    def _one(self, act: LiveAct) -> Acts:
        match act:
            case CableOut():
                yield from self._without_cable(act)
                yield Done("Mất màn chiếu rồi trở lại")
            case PowerCut():
                yield from self._start_again(act)
                yield Done("Mất điện, mở lại, không mất chữ nào")
            case Papers():
                yield from papers.make_all(self._folder, self._session.script.not_stated)
            case Say() | Skip():
                yield from self._hear(self._coach.seconds_left())
                yield Done(f"Lời: {act.words[:40]}")
            case _:
                yield from play.live_act(act, self._session.script, self._folder, self._camera, self._hear_asker)

    def _hear_asker(self) -> Acts:
        words = eyes.text_of(eyes.named(room.VERBATIM, QTextEdit)).split()
        yield from self._hear(len(words) / WORDS_A_SECOND)

    def _hear(self, seconds: float) -> Acts:
        """Wait for speech by the rehearsal's clock; one that only steps is stepped."""
        clock = self._session.clock
        until = clock.now() + timedelta(seconds=seconds)
        if isinstance(clock, SteppedClock):
            clock.step(seconds)
        yield Until("lời nói xong", lambda: clock.now() >= until, _LONGEST_SPEECH_S)

    def _without_cable(self, act: CableOut) -> Acts:
        yield Until("mất màn chiếu", lambda: eyes.hall() is None and eyes.complaint().startswith(_LOST))
        yield from self._hear(act.seconds)
        yield Until("màn chiếu trở lại", lambda: eyes.hall() is not None)
        yield from hall.settle()

    def _start_again(self, act: PowerCut) -> Acts:
        """The console that comes is another one; what was typed stands in it, and the hall is covered or as it was."""
        died = _console()
        yield Until("cửa sổ mở lại", lambda: _console() not in {None, died} and eyes.hall() is not None)
        yield from hall.settle()
        if act.typing:
            yield Until("chữ gõ dở", lambda: eyes.text_of(eyes.named(_WHO, QLineEdit)) == act.typing)
            yield press("F2", "Ctrl+A", "Backspace", "Escape")
        if eyes.named_from(hall.STATE).endswith("CHE"):
            yield from hall.uncover()


class _Settled:
    """The coach has seen everything done, or a moment has passed: then the act is given up, as the room would."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._since: float | None = None

    def __call__(self) -> bool:
        self._since = self._since or time.monotonic()
        return self._coach.is_idle or time.monotonic() - self._since > _AFTER_ACT_S


def trouble() -> str:
    """A complaint of the console that stops the play."""
    words = eyes.trouble()
    return "" if words.startswith(_ALLOWED) else words


def _console() -> QMainWindow | None:
    return next(iter(eyes.shown(QMainWindow)), None)
