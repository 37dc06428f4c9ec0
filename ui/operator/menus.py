"""Menus of the top bar's cells (phase, screen) and the palette's lines for acts without a key: one list for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app import labels
from app.commands import setup
from app.domain.chair import QuietMessage
from app.domain.facts import Mode
from app.queries import desk as lists
from ui import icons, theme
from ui.appearance import TEXT_SIZES, Theme
from ui.desk import Desk
from ui.keys import Keys
from ui.operator.chair_control import ChairControl
from ui.operator.hall_control import HallControl
from ui.operator.palette import Entry
from ui.preferences import Preferences
from ui.projector.identify import Identification, screen_title
from ui.projector.placement import seen_screens
from ui.projector.screens import ScreenIdentity

_MODE_ICONS = {
    Mode.PREPARING: "pencil-outline",
    Mode.REHEARSAL: "school-outline",
    Mode.LIVE: "broadcast",
    Mode.AFTER: "file-document-outline",
}


class Menus:
    """Knows the acts that have a button or a palette line, but no key. rehearse: a copy of this file is wanted."""

    def __init__(
        self,
        desk: Desk,
        keys: Keys,
        screens: tuple[HallControl, ChairControl],
        preferences: Preferences,
        console: QWidget,
    ) -> None:
        self._desk, self._keys = desk, keys
        self._hall, self._chair = screens
        self._preferences, self._console = preferences, console
        self.rehearse: Callable[[], object] = _nobody
        self._identification = Identification(console, self._hall.settings)

    def modes(self) -> list[Entry]:
        facts = lists.facts(self._desk.conference.db)
        return [
            Entry(f"Chuyển sang {labels.word(mode)}", "", _MODE_ICONS[mode], partial(self._change_mode, mode))
            for mode in Mode
            if mode not in {facts.mode, facts.phase}
        ]

    def screens(self) -> list[Entry]:
        """Every screen but the console's own, and their test cards."""
        seen = seen_screens(self._console)
        entries = [self._hall_screen(screen.identity) for screen in seen if not screen.is_console]
        entries += self._chair_screens([screen.identity for screen in seen if not screen.is_console])
        clock = self._preferences.small_clock
        words = "Bỏ đồng hồ nhỏ trên màn chiếu" if clock else "Đồng hồ nhỏ trên màn chiếu"
        entries.append(Entry(words, "", "update", partial(self._hall.set_small_clock, not clock)))
        on = self._keys.clicker_is_on
        words = "Tắt bút trình chiếu" if on else "Bật bút trình chiếu (PgUp, PgDn lật trang màn chiếu)"
        entries.append(Entry(words, "", "remote", self._keys.switch_clicker))
        if lists.facts(self._desk.conference.db).mode is Mode.LIVE:
            return entries  # the cards would lie over the picture of the hall
        return [*entries, Entry("Hiện tên trên từng màn hình (5 giây)", "", "magnify", self._identification.show)]

    def stop(self) -> None:
        """The console closes: nothing of it stays on a screen."""
        self._identification.end()

    def messages(self) -> list[Entry]:
        """Quiet words to the chair, while there is a screen for them."""
        if not self._chair.is_on:
            return []
        entries = [
            Entry(
                f"Nhắc chủ tọa: {labels.word(message)}", "", "message-text-outline", partial(self._chair.send, message)
            )
            for message in QuietMessage
        ]
        if self._chair.message:
            entries.append(Entry("Thôi nhắc chủ tọa", "", "cancel", self._chair.clear_message))
        return entries

    def _hall_screen(self, one: ScreenIdentity) -> Entry:
        now = " (đang chọn)" if one == self._preferences.hall_screen else ""
        return Entry(f"Chiếu ra {screen_title(one)}{now}", "", "projector", partial(self._choose, one))

    def _chair_screens(self, free: Sequence[ScreenIdentity]) -> list[Entry]:
        """A screen of the chair's own: never the one of the hall."""
        entries = [
            Entry(
                f"Màn hình chủ tọa: {screen_title(one)}", "", "account-outline", partial(self._chair.choose_screen, one)
            )
            for one in free
            if one not in (self._preferences.hall_screen, self._preferences.chair_screen)
        ]
        if self._chair.is_on:
            entries.append(Entry("Tắt màn hình chủ tọa", "", "cancel", partial(self._chair.choose_screen, None)))
        return entries

    def looks(self) -> list[Entry]:
        other = Theme.DARK if theme.current_theme() is Theme.LIGHT else Theme.LIGHT
        words = "Giao diện tối" if other is Theme.DARK else "Giao diện sáng"
        return [Entry(words, "", "theme-light-dark", partial(self._set_theme, other)), *self.sizes()]

    def sizes(self) -> list[Entry]:
        """No setting to be kept from a running conference: who cannot read the text needs it now."""
        return [
            Entry(f"Cỡ chữ {size}%", "", "magnify", partial(self._set_text_size, size))
            for size in TEXT_SIZES
            if size != self._preferences.text_size
        ]

    def pop_up(self, entries: Sequence[Entry], below: QWidget) -> None:
        """Show entries as a menu under a cell."""
        menu = QMenu(self._console)
        for entry in entries:
            # An ampersand of a screen's name is no mnemonic.
            act = menu.addAction(entry.words.replace("&", "&&"))
            if entry.icon:
                act.setIcon(icons.icon(entry.icon))
            act.triggered.connect(_Chosen(entry.do))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])  # opened by a key too: one sees where Enter would act

    def _change_mode(self, mode: Mode) -> None:
        if mode is Mode.REHEARSAL:
            self.rehearse()
        else:
            self._desk.run(setup.change_mode, mode)

    def _choose(self, identity: ScreenIdentity) -> None:
        self._hall.choose_screen(identity)

    def _set_theme(self, chosen: Theme) -> None:
        self._preferences.theme = chosen
        theme.set_theme(chosen)

    def _set_text_size(self, percent: int) -> None:
        self._preferences.text_size = percent
        theme.set_text_size(percent)


def _nobody() -> None:
    """Until the program says otherwise."""


class _Chosen:
    """A menu line's act; Qt hands over whether the line is checked, which nobody needs."""

    def __init__(self, do: Callable[[], object]) -> None:
        self._do = do

    def __call__(self, _: bool = False) -> None:
        self._do()
