"""Which notices the bar shows: screen, saving, refusals, errors. Words only; the acts belong to those it asks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.conference import TakenOver
from app.domain.clock import local
from app.domain.projection import HallState
from app.recovery import CARD, FORM, Restored
from ui.desk import Desk
from ui.keys import first_key
from ui.operator.bar import Act, Bar, Notice, Topic
from ui.operator.hall_control import HallControl
from ui.operator.saving import Saving
from ui.operator.second_copy import SecondCopy
from ui.projector.identify import screen_title
from ui.projector.screens import Reason
from ui.shortcuts import Action

_SCREENS = {
    Reason.NO_SCREEN: ("Không thấy màn hình nào.", "Hình đang phát được giữ nguyên."),
    Reason.MIRRORED: ("Màn chiếu đang nhân đôi màn hình này.", "Nhấn Windows+P, chọn Mở rộng. Màn chiếu còn tối."),
    Reason.LOST: ("Mất màn chiếu.", "Hình được giữ nguyên; cắm lại là hiện lại, không cần làm gì thêm."),
    Reason.CONSOLE: ("Cửa sổ điều hành đang nằm trên màn chiếu.", "Kéo cửa sổ này về màn hình máy tính."),
    Reason.NOT_CHOSEN: ("Chưa chọn màn chiếu.", "Màn chiếu còn tối."),
    Reason.ALIKE: ("Có nhiều màn hình giống nhau.", "Màn chiếu còn tối cho tới khi chọn."),
    Reason.CHANGED: ("Màn chiếu khác lần trước.", "Màn chiếu còn tối cho tới khi chọn."),
}
_CHOOSE = first_key(Action.CHOOSE_SCREEN)


class Troubles(QObject):
    """Keeps the bar in step with desk, hall and saving. choose_screen: the menu of screens is wanted."""

    choose_screen = Signal()

    def __init__(self, desk: Desk, hall: HallControl, saving: Saving, second: SecondCopy, bar: Bar) -> None:
        super().__init__(bar)
        self._desk, self._hall, self._saving, self._second, self._bar = desk, hall, saving, second, bar
        self._second_is_known_missing = False
        self._had_screen = False
        desk.said.connect(self._say)
        hall.screen_changed.connect(self._show_screen)
        hall.changed.connect(self._show_lent)
        saving.changed.connect(self._show_saving)
        second.changed.connect(self._show_second)
        QTimer.singleShot(0, self, self._show_second)

    def dismiss(self) -> bool:
        """Esc: what needs no answer goes. True if there was something."""
        had = [topic for topic in (Topic.CLOSING, Topic.REFUSAL, Topic.RESTORED) if self._bar.has(topic)]
        for topic in had:
            self._bar.clear(topic)
        return bool(had)

    def show_bug(self, place: str) -> None:
        copy = Act("Chép chi tiết", partial(QApplication.clipboard().setText, place))
        away = Act("Đã rõ", partial(self._bar.clear, Topic.BUG))
        notice = Notice("Có lỗi trong phần mềm, dữ liệu đã được giữ.", f"Làm tiếp được. {place}", (copy, away))
        self._bar.put(Topic.BUG, notice)

    def show_restored(self, restored: Restored) -> None:
        """One line about what was being typed when the program ended."""
        act = Act("Đã rõ", partial(self._bar.clear, Topic.RESTORED), "Esc")
        if restored.is_unreadable:
            unread = "Không đọc được chữ gõ dở lần trước.", "Chữ đó vẫn ở cạnh tệp; lần mở sau sẽ đọc lại."
            self._bar.put(Topic.RESTORED, Notice(*unread, (act,), "alert-outline"))
            return
        parts = []
        if restored.written:
            parts.append(f"{len(restored.written)} đoạn văn bản")
        if any(restored.capture.values()):
            parts.append("dòng ghi nhanh")
        parts += _drafts_in(restored)
        what = f"Đã đặt lại {_listed(parts)} đang gõ dở." if parts else "Có đoạn gõ dở chưa đặt lại được."
        safe = ["Không mất chữ nào."]
        if restored.appended:
            safe.append(f"{len(restored.appended)} đoạn được thêm xuống dưới văn bản đã đổi.")
        if restored.left:
            safe.append(f"{restored.left} đoạn gõ dở còn được giữ riêng, vì câu hỏi của nó không còn.")
        self._bar.put(Topic.RESTORED, Notice(what, " ".join(safe), (act,), "content-save-check-outline"))

    def show_taken_over(self, taken: TakenOver) -> None:
        """The file had been left behind by a disk out of order; what only the second copy had is in it now."""
        what = f"Đã lấy lại {taken.events} thao tác từ bản thứ hai."
        safe = f"Tệp như trước đó được giữ lại: “{taken.kept.name}”."
        act = Act("Đã rõ", partial(self._bar.clear, Topic.RESTORED), "Esc")
        self._bar.put(Topic.RESTORED, Notice(what, safe, (act,), "content-save-check-outline"))

    def _show_second(self) -> None:
        """Said once each time it goes missing; the conference file itself is not concerned."""
        is_missing = self._second.is_missing()
        if not is_missing:
            self._bar.clear(Topic.SECOND)
        elif not self._second_is_known_missing:
            safe = f"Tệp hội nghị vẫn được lưu đủ. Cắm lại ổ có “{self._second.folder}” thì bản thứ hai tự được ghi bù."
            act = Act("Đã rõ", partial(self._bar.clear, Topic.SECOND))
            self._bar.put(Topic.SECOND, Notice("Không ghi được bản thứ hai.", safe, (act,), "alert-outline"))
        self._second_is_known_missing = is_missing

    def explain_sleep(self) -> None:
        """The top bar's word about sleeping was pressed: what it means, and what to do."""
        self._say("Máy có thể tự tắt màn hình. Đặt máy không ngủ và tắt bảo vệ màn hình trước giờ khai mạc.")

    def _say(self, sentence: str) -> None:
        if sentence:
            first, stop, rest = sentence.partition(". ")
            self._bar.put(Topic.REFUSAL, Notice(first + stop.strip(), rest, icon="alert-outline"))
        else:
            self._bar.clear(Topic.REFUSAL)

    def _show_screen(self) -> None:
        """A screen lost on the way stands in front of what was restored; one missing at the start behind it."""
        words = _SCREENS.get(self._hall.trouble) if self._hall.trouble else None
        if words is None:
            self._leave_screen()
            self._had_screen = bool(self._hall.screen_name)
            return
        topic, other = Topic.SCREEN, Topic.LOST
        if self._hall.trouble is Reason.LOST and self._had_screen:
            topic, other = other, topic
        self._bar.put(topic, Notice(*words, self._screen_acts(), "projector"))
        self._bar.clear(other)

    def _leave_screen(self) -> None:
        for topic in (Topic.LOST, Topic.SCREEN):
            self._bar.clear(topic)

    def _show_lent(self) -> None:
        """Stays for as long as the audience looks at another program; its way back is F8 and the large button."""
        if self._hall.row.state is not HallState.YIELDED:
            self._bar.clear(Topic.LENT)
            return
        what = "ĐANG NHƯỜNG MÀN CHIẾU cho phần mềm khác."
        self._bar.put(Topic.LENT, Notice(what, "Khán giả thấy phần mềm đó. F8 để che lại.", icon="projector"))

    def _screen_acts(self) -> tuple[Act, ...]:
        candidates = self._hall.candidates
        if not candidates:
            return ()
        later = Act("Để sau", self._leave_screen)
        if len(candidates) > 1:
            return Act("Chọn màn chiếu", self.choose_screen.emit, _CHOOSE), later
        only = candidates[0]
        return Act(f"Chiếu ra {screen_title(only)}", partial(self._hall.choose_screen, only), _CHOOSE), later

    def _show_saving(self) -> None:
        told = self._saving.told()
        if not told.is_trouble and self._saving.is_on_reserve:
            safe = "Vẫn lưu được nhờ chỗ dự trữ 8 MB. Hãy xóa bớt tệp trên ổ này."
            self._bar.put(Topic.SAVE, Notice("Ổ đĩa đã đầy.", safe))
            return
        if not told.is_trouble and self._saving.is_stuck:
            kept = self._second.words() if self._second.is_whole() else "Mọi nội dung vẫn giữ trong máy."
            safe = f"{kept} Màn chiếu không đổi. Phần mềm tự lưu tiếp khi ổ đĩa chạy lại."
            self._bar.put(Topic.SAVE, Notice(f"Ổ đĩa không trả lời từ {local(told.at):%H:%M:%S}.", safe))
            return
        if not told.is_trouble:
            self._bar.clear(Topic.SAVE)
            return
        what = f"Chưa lưu được từ {local(told.at):%H:%M}."
        kept = self._second.words() if self._second.is_whole() else "Mọi nội dung vẫn giữ trong máy."
        safe = f"{self._saving.reason()} {kept} Phần mềm tự thử lại."
        self._bar.put(Topic.SAVE, Notice(what, safe, (Act("Sao lưu ngay", self._saving.save_now, "Ctrl+S"),)))


def _drafts_in(restored: Restored) -> list[str]:
    """Cards, forms and small boxes that were being filled in."""
    cards, forms = (sum(key.startswith(kind) for key in restored.drafts) for kind in (CARD, FORM))
    counts = ((cards, "thẻ"), (forms, "biểu mẫu"), (len(restored.drafts) - cards - forms, "ô nhập"))
    return [f"{count} {words}" for count, words in counts if count]


def _listed(parts: list[str]) -> str:
    return " và ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)
