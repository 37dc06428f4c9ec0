"""Personal data of the open file: the panel, the copies that go after an erasure, the reminder to close the books."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import backup, labels
from app.conference import Conference
from app.domain.errors import Rule, RuleError
from app.domain.facts import Mode
from app.queries import desk as lists
from ui.desk import Desk
from ui.operator.bar import Act, Notice, Topic
from ui.operator.palette import Entry
from ui.preferences import Preferences
from ui.tasks import run_in_background

if TYPE_CHECKING:
    from ui.operator.main_window import MainWindow
    from ui.operator.personal_overlay import PersonalOverlay

_log = logging.getLogger(__name__)
KEPT_DAYS = 30
"""After the conference contacts and drafts are kept this long; then one is reminded to close the books."""
PATIENCE_S = 60.0
"""How long the copies wait for the erasure to be safe in the file."""


class PersonalData(QObject):
    """Made for one console, with which it goes."""

    def __init__(self, console: MainWindow, desk: Desk, preferences: Preferences) -> None:
        super().__init__(console)
        self._console, self._desk, self._preferences = console, desk, preferences
        self._remind()

    @cached_property
    def overlay(self) -> PersonalOverlay:
        """Made when first wanted: no start waits for it."""
        from ui.dialogs.pages import PageKey
        from ui.operator.personal_overlay import PersonalOverlay

        console, conference = self._console, self._desk.conference
        made = PersonalOverlay(console.workplace, self._desk, lambda: conference.path.parent)
        made.erased.connect(self._forget_copies)
        made.edit.connect(lambda person: console.lists.open(PageKey.PEOPLE, row=person))
        return made

    def lines(self) -> list[Entry]:
        """The palette's lines."""
        return [Entry("Dữ liệu cá nhân: tìm, xuất, xóa; đóng hội nghị", "", "account-outline", self.open)]

    def open(self) -> None:
        if lists.facts(self._desk.conference.db).mode is Mode.LIVE:
            self._desk.said.emit(labels.rule(RuleError(Rule.NOT_IN_LIVE)))
            return
        self.overlay.open()

    def _forget_copies(self) -> None:
        """In a thread: once the erasure is safe, one new backup, and all former copies go."""
        conference = self._desk.conference
        last, now = conference.last_event(), conference.now()
        work = partial(_forget, conference, last, now, self._preferences)
        run_in_background(work, self._forgotten, self._not_forgotten, in_process=False)

    def _forgotten(self, removed: list[Path]) -> None:
        self.overlay.tell(f"Xong. {len(removed)} bản sao cũ đã được thay bằng một bản mới.")

    def _not_forgotten(self, error: Exception) -> None:
        _log.warning("former copies are still there: %s", type(error).__name__)
        self.overlay.tell("Đã xóa trong tệp, nhưng chưa thay được các bản sao cũ. Hãy thử lại.")

    def _remind(self) -> None:
        facts = lists.facts(self._desk.conference.db)
        if facts.ended_at is None or facts.books_closed_at is not None or facts.mode is not Mode.AFTER:
            return
        if self._desk.conference.now() - facts.ended_at < timedelta(days=KEPT_DAYS):
            return
        bar = self._console.bar
        acts = (Act("Mở", self.open), Act("Để sau", partial(bar.clear, Topic.RETENTION)))
        safe = "Nên đóng hội nghị: xóa dữ liệu liên lạc và bản nháp, giữ biên bản và kết luận."
        bar.put(Topic.RETENTION, Notice(f"Hội nghị đã xong hơn {KEPT_DAYS} ngày.", safe, acts, "calendar-clock"))


def _forget(conference: Conference, last: int, now: datetime, preferences: Preferences) -> list[Path]:
    """In a thread. Errors: TimeoutError while the disk of the file is out of order; StorageError."""
    if not conference.follower.wait_safe(last, PATIENCE_S):
        raise TimeoutError
    return backup.forget_former(conference.path, preferences.copies, preferences.rehearsals, now)
