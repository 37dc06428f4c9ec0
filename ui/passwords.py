"""Passwords of conference files for the program: asking for one, choosing one for a new file, changing one.

No chain of dialogs: each is one panel, on the start page or over the console.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import labels, password
from app.domain.errors import StorageError, Trouble
from app.domain.facts import Mode
from app.password import Changed, FileKey
from app.queries import desk as lists
from ui.locks import take_lock
from ui.operator.bar import Act, Notice, Topic
from ui.operator.palette import Entry
from ui.tasks import run_in_background

if TYPE_CHECKING:
    from ui.operator.password_overlay import PasswordOverlay
    from ui.program import Program

_LOST = "Mất mật khẩu thì không ai mở lại được, kể cả người viết phần mềm: nên để hai người giữ."
_WHAT = "Tệp, bản thứ hai, bản sao lưu và chữ đang gõ đều được mã hóa."
_SAME = "Gõ có dấu hay không dấu đều được, lần sau phải gõ y như vậy."


TRIES = 3


class Passwords(QObject):
    """Made once by the program."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._path = Path()
        self._refusals = 0
        self._then: Callable[[], object] = bool
        self._make: Callable[[FileKey | None], object] = bool
        self._changing: PasswordOverlay | None = None

    @cached_property
    def asking(self) -> PasswordOverlay:
        made = _made(self._program.start_page, ("Mật khẩu",), self._unlock)
        made.refused.connect(self._offer_copies)
        made.closed.connect(lambda: self._program.start_page.bar.clear(Topic.REFUSAL))
        return made

    @cached_property
    def choosing(self) -> PasswordOverlay:
        made = _made(self._program.start_page, ("Mật khẩu mới", "Gõ lại mật khẩu mới"), self._choose)
        for field in made.fields:
            field.textChanged.connect(self._name_choice)
        return made

    def ask(self, path: Path, then: Callable[[], object]) -> None:
        """On the start page: the password of a file; then goes on with the file that is now known."""
        if not password.can_encrypt():
            self._program.complain(labels.trouble(StorageError(Trouble.NO_CIPHER, file=path.name)), str(path))
            return
        self._path, self._then, self._refusals = path, then, 0
        self._program.show_start()
        self.asking.ask("Tệp này có mật khẩu", f"Gõ mật khẩu để mở “{path.name}”.", "Mở")

    def offer(self, path: Path, make: Callable[[FileKey | None], object]) -> None:
        """On the start page: a password for the new file, or none."""
        self._path, self._make = path, make
        self._program.show_start()
        words = f"“{path.name}”\nKhông bắt buộc. {_WHAT} {_LOST} {_SAME}"
        if not password.can_encrypt():
            words = "Bản cài trên máy này thiếu phần mã hóa nên chưa đặt được mật khẩu cho tệp."
        self.choosing.ask("Mật khẩu cho tệp mới", words, "")
        for field in self.choosing.fields:
            field.setEnabled(password.can_encrypt())
        self._name_choice()

    def keep_focus(self) -> None:
        """The start page was built anew: whoever types a password goes on typing."""
        for name in ("asking", "choosing"):
            panel: PasswordOverlay | None = vars(self).get(name)
            if panel is not None and panel.isVisible():
                panel.fields[0].setFocus()

    def lines(self) -> list[Entry]:
        """The palette's line, before and after the conference."""
        desk = self._program.desk
        if desk is None:
            return []
        if lists.facts(desk.conference.db).mode not in {Mode.PREPARING, Mode.AFTER}:
            return []
        return [Entry("Đổi mật khẩu của tệp", "", "lock-outline", self.open_change)]

    def open_change(self) -> None:
        """Over the console: the present password and a new one, twice. A plain file stays plain, and why is said."""
        console, desk = self._program.console, self._program.desk
        if console is None or desk is None:
            return
        if not desk.conference.has_password:
            desk.said.emit("Tệp này không có mật khẩu. Mật khẩu chỉ đặt được lúc tạo hội nghị.")
            return
        fields = ("Mật khẩu hiện nay", "Mật khẩu mới", "Gõ lại mật khẩu mới")
        self._changing = made = _made(console.workplace, fields, self._check_change)
        made.closed.connect(made.deleteLater)
        words = (
            "Hội nghị đóng lại, tệp và mọi bản sao ở máy này được ghi lại bằng mật khẩu mới, rồi mở ra. "
            f"Bản sao đã chép đi nơi khác vẫn mở bằng mật khẩu cũ. {_LOST}"
        )
        made.ask("Đổi mật khẩu của tệp", words, "Đổi mật khẩu")

    def _unlock(self, typed: list[str]) -> None:
        if typed[0]:
            work = partial(password.unlock, self._path, typed[0])
            self.asking.work(work, lambda _: self._then())

    def _offer_copies(self) -> None:
        """Damage in the first bytes of a file looks like a wrong password: after some tries a way on is offered."""
        self._refusals += 1
        copy = self._program.restoring.copy_to_unlock(self._path)
        if self._refusals < TRIES or copy is None:
            return
        act = Act("Khôi phục…", partial(self._go_to_copies, self._path))
        safe = "Nếu chắc chắn đúng mật khẩu, phần đầu của tệp có thể đã hỏng."
        self._program.start_page.bar.put(Topic.REFUSAL, Notice("Không mở được tệp.", safe, (act,)))

    def _go_to_copies(self, path: Path) -> None:
        self.asking.leave()
        self._program.restoring.offer(path)

    def _choose(self, typed: list[str]) -> None:
        if not any(typed):
            self.choosing.leave()
            self._make(None)
            return
        wrong = _wrong(*typed)
        if wrong:
            self.choosing.refuse(wrong)
        else:
            self.choosing.work(partial(password.new_key, typed[0]), self._make)

    def _name_choice(self) -> None:
        has_words = any(field.text() for field in self.choosing.fields)
        self.choosing.main_button.setText("Tạo tệp có mật khẩu" if has_words else "Tạo không mật khẩu")

    def _check_change(self, typed: list[str]) -> None:
        desk, panel = self._program.desk, self._changing
        if desk is None or panel is None or not typed[0]:
            return
        wrong = _wrong(*typed[1:])
        if wrong:
            panel.refuse(wrong)
            return
        path = desk.conference.path

        def check() -> None:
            if not password.is_password_of(path, typed[0]):
                raise StorageError(Trouble.WRONG_PASSWORD, file=path.name)

        panel.work(check, lambda _: self._program.after_closing(partial(self._change, path, *typed[:2])))

    def _change(self, path: Path, old: str, new: str) -> None:
        """Nothing is open now: all files are written anew in a thread, the lock held."""
        program = self._program
        preferences = program.preferences
        folders = (preferences.copies, preferences.second_folder, preferences.rehearsals)
        try:
            lock = take_lock(path)
        except StorageError as error:
            program.complain(labels.trouble(error), str(path))
            return
        program.show_start()
        bar = program.start_page.bar
        bar.put(
            Topic.RESTORED, Notice("Đang đổi mật khẩu…", "Tệp và các bản sao đang được ghi lại.", (), "lock-outline")
        )

        def finish(outcome: Changed | Exception) -> None:
            lock.unlock()
            bar.clear(Topic.RESTORED)
            if isinstance(outcome, StorageError):
                program.complain(f"Chưa đổi được mật khẩu. {labels.trouble(outcome)}", str(path))
            elif isinstance(outcome, Exception):
                program.complain("Chưa đổi được mật khẩu. Tệp vẫn mở bằng mật khẩu cũ.", str(path))
            elif program.open_file(path):
                self._tell_changed(outcome)

        run_in_background(partial(password.change, path, old, new, folders), finish, finish, in_process=False)

    def _tell_changed(self, done: Changed) -> None:
        console = self._program.console
        assert console is not None, "the file was opened"
        safe = f"{done.rekeyed} tệp nay mở bằng mật khẩu mới."
        if done.left:
            safe += f" {len(done.left)} bản sao chưa ghi lại được, vẫn mở bằng mật khẩu cũ: {done.left[0].name}"
        away = Act("Đã rõ", partial(console.bar.clear, Topic.RESTORED))
        console.bar.put(Topic.RESTORED, Notice("Đã đổi mật khẩu.", safe, (away,), "lock-outline"))


def ask_over(area: QWidget, path: Path, then: Callable[[], object]) -> None:
    """Over another window: the password of a second file that is to be read (an earlier one, a capture file)."""
    panel: PasswordOverlay

    def unlock(typed: list[str]) -> None:
        if typed[0]:
            panel.work(partial(password.unlock, path, typed[0]), lambda _: then())

    panel = _made(area, ("Mật khẩu",), unlock)
    panel.closed.connect(panel.deleteLater)
    panel.ask("Tệp này có mật khẩu", f"Gõ mật khẩu của “{path.name}” để đọc.", "Đọc")


def _made(area: QWidget, fields: tuple[str, ...], entered: Callable[[list[str]], object]) -> PasswordOverlay:
    from ui.operator.password_overlay import PasswordOverlay  # when first wanted: no start waits for it

    return PasswordOverlay(area, fields, entered)


def _wrong(typed: str, again: str) -> str:
    if len(typed) < password.LEAST:
        return f"Mật khẩu cần ít nhất {password.LEAST} ký tự."
    return "" if typed == again else "Hai lần gõ không giống nhau."
