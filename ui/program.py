"""The running program: start page or console, one conference at a time, its lock, its orderly end."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app import labels, password, recovery
from app.commands import office, setup
from app.conference import Conference, Spare
from app.domain import dates
from app.domain.clock import Clock, SteadyClock, SystemClock
from app.domain.errors import RuleError, StorageError, Trouble
from app.domain.facts import Facts, Mode
from app.office_file import OfficeFileError, read_profile
from app.password import FileKey
from app.queries import desk as lists
from app.queries import queue
from ui import theme
from ui.desk import Desk
from ui.locks import take_lock
from ui.opening import OpenedAhead, Wanted, open_conference
from ui.operator.bar import Act, Notice, Topic
from ui.operator.main_window import MainWindow
from ui.passwords import Passwords
from ui.preferences import Preferences, RecentFile
from ui.rehearsal.rehearsals import Rehearsals
from ui.restoring import Restoring
from ui.start_up import SETTLED_MS

if TYPE_CHECKING:
    from ui.operator.start_page import StartPage
    from ui.rehearsal.choice import RehearsalChoice

_log = logging.getLogger(__name__)
SUFFIX = ".hoinghi"
_FILTER = f"Hội nghị (*{SUFFIX})"
_NEW_FILE = "hoi-nghi.hoinghi"


class Program(QObject):
    """Owns what is open. open_file and new_file say in words on the start page what cannot be done.

    ended: nothing is open any more and nothing is wanted. A rehearsal has a clock and a file of its own, no
    second copy, and is not remembered; when its console closes, one is back where one was.
    """

    ended = Signal()

    def __init__(self, preferences: Preferences, clock: Clock | None = None, ahead: OpenedAhead | None = None) -> None:
        """ahead: the first file to be opened, where that has been begun."""
        super().__init__()
        self.preferences = preferences
        self.clock = clock or SteadyClock(SystemClock())
        self._ahead = ahead
        self.console: MainWindow | None = None
        self.desk: Desk | None = None
        self._lock: QLockFile | None = None
        self._next: Callable[[], object] | None = None
        self._is_ending = False
        self.rehearsals = Rehearsals(self)
        self.restoring = Restoring(self)
        self.passwords = Passwords(self)

    @cached_property
    def start_page(self) -> StartPage:
        """Made when first wanted: whoever opens a file does not wait for it."""
        from ui.operator.start_page import StartPage

        made = StartPage(self.preferences)
        made.new_wanted.connect(self.ask_new)
        made.open_wanted.connect(self.ask_open)
        made.chosen.connect(self.open_file)
        made.closed.connect(self._start_page_closed)
        made.rehearsal_wanted.connect(self._choose_rehearsal)
        return made

    @cached_property
    def rehearsal_choice(self) -> RehearsalChoice:
        """Made when first wanted, as the start page is."""
        from ui.rehearsal.choice import RehearsalChoice

        recent = partial(getattr, self.preferences, "recent")
        return RehearsalChoice(self.start_page, recent, self.rehearsals.begin_shipped, self.rehearsals.begin_file)

    def _choose_rehearsal(self) -> None:
        self.rehearsal_choice.open()

    def show_start(self) -> None:
        self.start_page.refresh()
        self.start_page.show()
        self.start_page.activateWindow()
        self.passwords.keep_focus()

    def open_file(self, path: str | Path) -> bool:
        """Open a conference in the console; a refusal stands on the start page and nothing is lost.

        False also where its password is asked for first.
        """
        wanted = Path(path).absolute()
        if not password.is_locked(wanted):
            return self._opened(wanted, is_new=False)
        try:
            take_lock(wanted).unlock()  # nobody types a password for a file that is open elsewhere
        except StorageError as error:
            self._complain(error, wanted)
        else:
            self.passwords.ask(wanted, lambda: self.open_file(wanted))
        return False

    def new_file(self, path: str | Path, key: FileKey | None = None) -> bool:
        """Make an empty conference, encrypted by key, and open it; a file of that name is never overwritten."""
        wanted = _with_suffix(path)
        try:
            setup.create_conference_file(wanted, key)
        except StorageError as error:
            self._complain(error, wanted)
            return False
        return self._opened(wanted, is_new=True)

    def ask_open(self) -> None:
        parent = self.console or self.start_page
        path, _ = QFileDialog.getOpenFileName(parent, "Mở tệp hội nghị", str(self._folder()), _FILTER)
        if path:
            self.after_closing(lambda: self.open_file(path))

    def ask_new(self) -> None:
        parent = self.console or self.start_page
        path, _ = QFileDialog.getSaveFileName(parent, "Hội nghị mới", str(self._folder() / _NEW_FILE), _FILTER)
        if path:
            self.after_closing(lambda: self.offer_password(_with_suffix(path)))

    def offer_password(self, path: Path) -> None:
        """Before a new file is made: with a password or without."""
        if path.exists():
            self._complain(StorageError(Trouble.EXISTS, file=path.name), path)
        else:
            self.passwords.offer(path, lambda key: self.new_file(path, key))

    def reopen(self, path: Path) -> None:
        """Close the console without asking and open this file instead."""
        self.after_closing(lambda: self.open_file(path))

    def complain(self, sentence: str, file: str = "", help_act: Act | None = None) -> None:
        """Say on the start page what cannot be done, and what helps."""
        self.start_page.complain(sentence, file, help_act)
        self.show_start()

    def show_bug(self, place: str) -> None:
        if self.console is not None:
            self.console.troubles.show_bug(place)

    def show_crash(self, report: str) -> None:
        """The last run was cut off: its log can be copied for whoever mends the program."""
        bar = self.console.bar if self.console is not None else self.start_page.bar
        copy = Act("Chép nhật ký lỗi", lambda: QGuiApplication.clipboard().setText(report))
        away = Act("Đã rõ", lambda: bar.clear(Topic.CRASH))
        safe = "Dữ liệu đã được giữ. Nhật ký lỗi không có nội dung hội nghị."
        bar.put(Topic.CRASH, Notice("Lần trước phần mềm dừng đột ngột.", safe, (copy, away), "alert-outline"))

    def tell_crash(self, report: str) -> None:
        """The same once the console stands: its bar would have all of it made before the list is painted."""
        if self.console is None:
            self.show_crash(report)
        else:
            self.console.stands.connect(partial(self.show_crash, report))

    def keep_typing(self, _: object = None) -> None:
        """The system ends the session (Windows shutting down): what is being typed becomes recorded now."""
        if self.desk is not None:
            self.desk.before_command.emit()

    def end(self) -> None:
        """A signal of the system: close in order, without asking."""
        self._is_ending, self._next = True, None
        if self.console is not None:
            self.console.close_now()
        if "start_page" in vars(self):
            self.start_page.close()
        self.ended.emit()

    def _start_page_closed(self) -> None:
        if self.console is None:
            self.ended.emit()

    def after_closing(self, act: Callable[[], object]) -> None:
        """Close the console, if one stands, without asking; then do this."""
        if self.console is None:
            act()
            return
        self._next = act
        self.console.close_now()

    def _opened(self, path: Path, *, is_new: bool) -> bool:
        ahead, self._ahead = self._ahead, None
        session = self.rehearsals.session
        clock = session.clock if session else self.clock
        spare = None if session else Spare(self.preferences.make_second_folder())
        wanted = Wanted(path, clock, self.preferences.operator, spare)
        try:
            is_begun = ahead is not None and ahead.wanted == wanted
            self._lock, conference = ahead.take() if ahead and is_begun else open_conference(wanted)
            _begin_if_empty(conference, self.preferences.office_profile)
        except StorageError as error:
            self._release()
            self._complain(error, path)
            return False
        password.forget_others(path)
        self._show_console(conference, in_steps=is_begun)
        if is_new and self.console is not None:
            self.console.first_steps.open()
        return True

    def _show_console(self, conference: Conference, *, in_steps: bool) -> None:
        """in_steps: the program starts with it, and the list is to be there as soon as may be."""
        restored = recovery.restore_typing(conference)
        if self._is_settled():
            gc.collect()  # the console before this one goes; nobody is in this one yet
        self.desk = Desk(conference)
        with theme.sheet_later():  # half of what making the console costs otherwise
            self.console = console = MainWindow(self.desk, self.preferences, self._copies(), in_steps=in_steps)
        console.closed.connect(self._closed)
        console.new_wanted.connect(self.ask_new)
        console.open_wanted.connect(self.ask_open)
        console.rehearsal_wanted.connect(self._rehearse_this)
        if console.restoreGeometry(self.preferences.window_place):
            console.show()
        else:
            console.showMaximized()  # on a laptop of 1366 x 768 every line is needed
        if "start_page" in vars(self):
            self.start_page.hide()
        console.stands.connect(partial(self._console_stands, conference))
        (console.begin if in_steps else console.start)(restored)

    def _console_stands(self, conference: Conference) -> None:
        self._remember(conference)
        if self.console is not None and self._is_settled():
            QTimer.singleShot(SETTLED_MS, self.console, gc.freeze)  # a search through it takes 80 ms
        self.rehearsals.console_opened()
        if self.rehearsals.session is None and self.console is not None:
            self.restoring.console_opened(self.console, conference.path)

    def _is_settled(self) -> bool:
        """The first console stands; until then ui.start_up cares for the garbage."""
        return self.findChild(QObject, "garbage") is not None

    def _closed(self) -> None:
        """The console has closed: record, let go of file and lock; then the next file, or the end."""
        console, desk = self.console, self.desk
        assert console is not None
        assert desk is not None
        self.console = self.desk = None
        self.rehearsals.console_closing()
        self._remember(desk.conference)
        desk.close()
        state = desk.conference.stop()
        console.destroyed.connect(desk.conference.close)  # what is still to happen in it may read
        console.deleteLater()
        self._release()
        self.preferences.save()
        if state.trouble is not None:
            _log.error("closed with %s events not written", state.waiting)
            self._complain(state.trouble, desk.conference.path)
            return
        self.restoring.closed(desk.conference.path)
        if self._next is not None:
            act, self._next = self._next, None
            QTimer.singleShot(0, self, act)
        elif self.rehearsals.session is not None and not self._is_ending:
            QTimer.singleShot(0, self, self._back_from_rehearsal)
        else:
            self.ended.emit()

    def _rehearse_this(self) -> None:
        """A copy of the open file: it is closed first, so that the rehearsal has nothing of it in its hands."""
        if self.desk is not None:
            real = self.desk.conference.path
            self.after_closing(lambda: self.rehearsals.begin_file(real))

    def _back_from_rehearsal(self) -> None:
        real = self.rehearsals.end()
        if real is None or not self.open_file(real):
            self.show_start()

    def _copies(self) -> Path:
        """Backups of a rehearsal lie with it, never among those of real files."""
        folder = self.preferences.rehearsals if self.rehearsals.session else self.preferences.copies.parent
        return folder / self.preferences.copies.name

    def _remember(self, conference: Conference) -> None:
        facts = lists.facts(conference.db)
        if facts.mode is Mode.REHEARSAL:
            return
        total = queue.counts(conference.db).total
        day = dates.slash_date(facts.held_on) if facts.held_on else ""
        line = " · ".join(part for part in (day, facts.theme) if part)
        at: datetime = conference.now()
        if conference.has_password:  # what is kept outside the file tells nothing of it
            self.preferences.remember(RecentFile(str(conference.path), opened_at=at.isoformat(), has_password=True))
            return
        file = RecentFile(str(conference.path), facts.name, line, f"{total} câu", at.isoformat())
        self.preferences.remember(file)

    def _complain(self, error: StorageError, path: Path) -> None:
        _log.info("cannot open: %s", error.code)
        self.complain(labels.trouble(error), str(path), self.restoring.refused(error, path))

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _folder(self) -> Path:
        last = self.preferences.recent[:1]
        folder = Path(last[0].path).parent if last else platformdirs.user_documents_path()
        return folder if folder.is_dir() else Path.home()


def _with_suffix(path: str | Path) -> Path:
    wanted = Path(path).absolute()
    return wanted if wanted.suffix == SUFFIX else wanted.with_name(wanted.name + SUFFIX)


def _begin_if_empty(conference: Conference, profile: Path) -> None:
    """The first event of a new file, and the office's profile in it; also of one whose making was cut off."""
    try:
        lists.facts(conference.db)
    except RuleError:
        setup.create_conference(conference, Facts())
        try:
            office.apply_profile(conference, read_profile(profile))
        except FileNotFoundError:
            pass  # nobody has kept one yet
        except (OSError, OfficeFileError):
            _log.warning("the office's profile cannot be read: %s", profile.name)
