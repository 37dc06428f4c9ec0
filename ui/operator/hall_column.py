"""The right column: preview and live picture, PHÁT, CHE, GIỮ. It shows; ui.operator.hall_control acts."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from app import scenes
from app.domain import scene
from app.domain.clock import local
from app.domain.projection import HallState, Shown
from app.queries import floor
from app.summaries import card_title
from ui.desk import Desk
from ui.keys import Keys
from ui.layout_items import add_layout, layout_items
from ui.operator.hall_control import HallControl
from ui.operator.hall_picture import Band, LendButton, PictureFrame
from ui.projector.screens import Reason
from ui.scale import NO_LIMIT, px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle, HallButton, TakeButton
from ui.widgets.icon_label import IconLabel, Pointer
from ui.widgets.plain_label import PlainLabel

GRAB_MS = 1000
_LOWEST = 60
"""Height of a picture below which nobody sees what it shows."""
_SMALL_BELOW = 300
_COLUMN, _ROW = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
_SWITCH = 104
AFTER_FADE_MS = 180
BEING_OPENED = "Đang mở hình…"
NOTHING_PREVIEWED = "Chưa có gì để xem trước.\nChọn một câu rồi nhấn Enter."
STALE = "Hình đang chiếu đã cũ"
_WITHOUT_PICTURE = {
    HallState.YIELDED: "Phần mềm khác đang dùng màn chiếu.\nF8 để che lại.",
}


class HallColumn(QWidget):
    """Preview above, live below; its buttons take no keyboard focus."""

    def __init__(self, desk: Desk, keys: Keys, hall: HallControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._hall = desk, hall
        set_role(self, "ground")
        self.preview_band = Band(Pointer.PREVIEW)
        self.preview = PictureFrame(2)
        self.take_button = TakeButton()
        self._banner_icon = IconLabel("alert-outline", "warn")
        self.banner = PlainLabel("", "need", elided=True)
        self.live_band = Band(Pointer.LIVE)
        self.live = PictureFrame(3)
        self._next = self._quiet(Action.PAGE_NEXT, keys, "Trang 1/1")
        self._previous = self._quiet(Action.PAGE_PREVIOUS, keys, "Trang 1/1")
        self._back = self._quiet(Action.TAKE_PREVIOUS, keys, "Trả lại hình trước")
        self.lend_button = LendButton()
        self.cover_button = HallButton(Action.COVER, keys)
        self.hold_button = HallButton(Action.HOLD, keys)
        self._compact = self._is_strip = False
        self._pages, self._notice = QWidget(), QWidget()
        self._switches = QHBoxLayout()
        self._column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lay_out()
        self._register(keys)
        # Timers, not singleShot: however often the hall changes meanwhile, its window is grabbed once.
        self._now = QTimer(self, interval=0, singleShot=True)
        self._after_fade = QTimer(self, interval=AFTER_FADE_MS, singleShot=True)
        self._timer = QTimer(self, interval=GRAB_MS)
        self._grabbed: tuple[int, int] | None = None
        for timer in (self._now, self._after_fade, self._timer):
            timer.timeout.connect(self._grab)
        self._timer.start()
        hall.preview_painted.connect(self._show_preview)
        hall.changed.connect(self.refresh)
        hall.screen_changed.connect(self.refresh)
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        """Sizes below 1280 px of width."""
        small = compact and self.maximumWidth() < px(_SMALL_BELOW)
        if self._is_strip:
            compact = True
        big, band = (44, 22) if compact else (48, 24)
        for button in (self.take_button, self.cover_button, self.hold_button):
            button.setFixedHeight(px(big))
        self.preview_band.setFixedHeight(px(band))
        self.live_band.setFixedHeight(px(big if self._is_strip else band + 1 if compact else 26))
        left, top, right, bottom = (16, 10, 14, 12) if not compact else (12, 4, 12, 8) if small else (21, 4, 21, 8)
        if self._is_strip:
            left, top, right, bottom = 8, 4, 8, 4
        self._column.setContentsMargins(px(left), px(top), px(right), px(bottom))
        self._fit_pictures()
        self._compact = compact
        self._back.setText("Trả lại" if compact else "Trả lại hình trước")
        self.refresh()

    def set_strip(self, is_strip: bool) -> None:
        """Where nothing has room beside it: one row of PHÁT, the state, CHE and GIỮ, without pictures."""
        if is_strip == self._is_strip:
            return
        self._is_strip = is_strip
        shares = {self.take_button: 5, self.live_band: 4}
        for place, item in enumerate(layout_items(self._column)):
            is_gap = item.spacerItem() is not None and place in self._gaps
            part = item.widget()
            in_row = shares.get(part, 0) if part is not None else 0
            self._column.setStretch(place, in_row if is_strip else int(is_gap))
        self._column.setDirection(_ROW if is_strip else _COLUMN)
        self._column.setSpacing(px(8) if is_strip else 0)
        self._switches.setSpacing(px(8 if is_strip else 24))
        for button in (self.cover_button, self.hold_button):
            button.setMaximumWidth(px(_SWITCH) if is_strip else NO_LIMIT)
        for part in (self.preview_band, self.preview, self._notice, self.live, self._pages):
            part.setVisible(not is_strip)
        self.set_compact(self._compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    def _fit_pictures(self) -> None:
        """As wide as the column; in low windows as high as the bands and buttons leave room for."""
        margins = self._column.contentsMargins()
        frames = (self.preview, self.live)
        rest = self._column.minimumSize().height() - sum(frame.minimumHeight() for frame in frames)
        high = max((self.height() - rest) // len(frames), px(_LOWEST))
        for frame in frames:
            frame.fit(self.maximumWidth() - margins.left() - margins.right(), high)

    def refresh(self) -> None:
        row = self._hall.row
        self._refresh_preview(row.preview)
        self._refresh_live()
        self._refresh_banner()
        pages = row.picture.pages if row.visible else 1
        page = row.picture.page + 1 if row.visible else 1
        at_end = page == pages > 1
        for button in (self._next, self._previous):
            button.setText(f"Trang {page}/{pages}")
            button.setEnabled(pages > 1 and row.state is HallState.LIVE)
        covered = row.state is HallState.COVERED
        self.lend_button.setVisible(covered and not self._hall.trouble)
        self._next.setVisible(not at_end and not covered)
        self._previous.setVisible(at_end and not covered)
        self._back.setEnabled(bool(row.previous) and not row.is_locked)
        self._now.start()
        self._after_fade.start()

    def page_buttons(self) -> tuple[ActionButton, ...]:
        """The small buttons that move the hall: pages, and the former picture."""
        return self._next, self._previous, self._back

    def _refresh_preview(self, preview: Shown) -> None:
        if not preview:
            self.preview_band.say("XEM TRƯỚC", "", "prev_tint", "prev")
            self.preview.show_picture(None, "prev", NOTHING_PREVIEWED)
            self.take_button.say("PHÁT", "Chưa có gì để xem trước")
            self.take_button.setEnabled(False)
            return
        card = scene.from_json(preview.card)
        self.preview_band.say("XEM TRƯỚC", self._preview_remark(preview, card), "prev_tint", "prev")
        if self._hall.has_preview_picture():
            self._show_preview()
        else:
            if isinstance(card, scene.ImageCard):  # not the picture before under this one's name
                self.preview.show_picture(None, "prev", BEING_OPENED)
            self._hall.paint_preview_soon()
        if self._hall.waits_for_second_press():
            self.take_button.say("F5 lần nữa để PHÁT", short_title(card), warns=True)
        else:
            self.take_button.say(f"PHÁT: {short_title(card)}", self._second_line(preview, card))
        self.take_button.setEnabled(not self._hall.row.is_locked)

    def _show_preview(self) -> None:
        if self._hall.row.preview:
            self.preview.show_picture(self._hall.preview_picture(), "prev")

    def _second_line(self, preview: Shown, card: scene.Card) -> str:
        row = self._hall.row
        if row.is_locked:
            return "Đã khóa. Ctrl+L để mở khóa"
        if row.state is HallState.LIVE and preview.card == row.picture.card:
            return "Khán giả đang thấy" if self._compact else "Khán giả đang thấy hình này"
        if isinstance(card, scene.QuestionCard):
            return card.asker or card.site or "Chưa có tên người hỏi"
        return ""

    def _preview_remark(self, preview: Shown, card: scene.Card) -> str:
        if self._compact:
            return short_title(card)
        parts = [short_title(card)]
        question_id = scenes.question_of(preview.subject)
        view = floor.question_view(self._desk.conference.db, question_id) if question_id else None
        if view is not None:
            question = view.question
            named = "bản rút gọn" if question.short_text else "nguyên văn" if question.verbatim else "ý chính"
            parts.append(named)
        parts.append(f"{preview.pages} trang")
        return " · ".join(parts)

    def _refresh_live(self) -> None:
        row = self._hall.row
        follows = "sau:" if self._compact else "sẽ hiện:"
        beneath = f"{follows} {self._named(row.loaded or row.picture)}" if row.loaded or row.picture else ""
        since = f"từ {local(row.taken_at):%H:%M}" if row.taken_at and row.picture and not self._compact else ""
        screen = "" if self._is_strip else "MÀN CHIẾU · "  # in one row the red square says which
        match row.state:
            case HallState.LIVE:
                self.live_band.say(f"{screen}KHÁN GIẢ ĐANG THẤY", since, "live_fill", "on_live")
            case HallState.HELD:
                after = f"{follows} {self._named(row.loaded)}" if row.loaded else since
                self.live_band.say(f"{screen}ĐANG GIỮ", after, "live_fill", "on_live")
            case HallState.COVERED:
                self.live_band.say(f"{screen}ĐANG CHE", beneath, "live_fill", "on_live")
            case HallState.NO_SCREEN:
                self.live_band.say(self._no_screen().upper(), beneath, "bar", "on_bar")
            case HallState.YIELDED:
                self.live_band.say("ĐANG NHƯỜNG MÀN", "F8 để che lại", "bar", "on_bar")
        covered = row.state is HallState.COVERED
        self.cover_button.say("MỞ" if covered else "CHE", "curtains" if covered else "curtains-closed")
        self.hold_button.say("THÔI GIỮ" if row.state is HallState.HELD else "GIỮ")
        self.cover_button.setEnabled(row.state is not HallState.NO_SCREEN)
        self.hold_button.setEnabled(row.state in {HallState.LIVE, HallState.HELD})

    def _refresh_banner(self) -> None:
        """One line between PHÁT and LIVE: what F5, F8 or F9 would do now, or that the picture is out of date."""
        row = self._hall.row
        icon, words = "", ""
        if self._hall.trouble is Reason.ONE_SCREEN:
            icon, words = "projector", "Một màn hình: Windows+P, chọn Mở rộng"
        elif row.state is HallState.NO_SCREEN:
            icon, words = "alert-octagon", "Chưa có màn chiếu: F5 chỉ đặt sẵn"
        elif row.state is HallState.COVERED and row.loaded:
            icon, words = "curtains-closed", f"Đã đặt sẵn {self._named(row.loaded)}. F8 để mở"
        elif row.state is HallState.HELD and row.loaded:
            icon, words = "pause-octagon-outline", f"F9: sẽ hiện {self._named(row.loaded)}"
        elif self._hall.is_stale and not row.visible:
            icon, words = "update", "Bìa đã đổi – F8 để cập nhật"
        elif self._hall.is_stale:
            same = row.preview.subject == row.picture.subject
            icon = "update"
            words = f"{STALE} – F5 để cập nhật" if same else f"{STALE} – xem trước lại rồi F5"
        self.banner.setText(words)
        self._banner_icon.show_icon(icon or "update")
        self._banner_icon.setVisible(bool(words))

    def _grab(self) -> None:
        """The live thumbnail is taken from the hall's own window, never made from the row; anew if that was painted."""
        if self._hall.is_stopped:
            return
        window = self._hall.window
        words = _WITHOUT_PICTURE.get(self._hall.row.state, "")
        if self._hall.row.state is HallState.NO_SCREEN:
            words = f"{self._no_screen()}.\nHình được giữ nguyên."
        edge = "bar" if words else "live_fill"
        if words or not window.isVisible():
            self._grabbed = None
            self.live.show_picture(None, edge, words or "Không xác minh được màn chiếu")
            return
        wide = round(self.live.inner_width() * self.devicePixelRatioF())
        if self._grabbed != (window.times_painted(), wide):
            self.live.show_picture(window.grab_live(wide), edge)
            self._grabbed = window.times_painted(), wide

    def _no_screen(self) -> str:
        return "Mất màn chiếu" if self._hall.trouble is Reason.LOST else "Chưa có màn chiếu"

    def _named(self, shown: Shown) -> str:
        return lower_first(short_title(scene.from_json(shown.card))) if shown else ""

    def _register(self, keys: Keys) -> None:
        hall = self._hall
        self.take_button.pressed_to_take.connect(hall.take)
        self.lend_button.clicked.connect(hall.lend)
        keys.on(Action.TAKE, hall.take)
        keys.on(Action.TAKE_PREVIOUS, hall.take_previous)
        keys.on(Action.COVER, hall.cover_or_open)
        keys.on(Action.HOLD, hall.hold_or_release)
        keys.on(Action.PAGE_NEXT, hall.next_page)
        keys.on(Action.PAGE_PREVIOUS, hall.previous_page)
        keys.on(Action.LOCK_HALL, hall.lock_or_unlock)

    def _quiet(self, action: Action, keys: Keys, text: str) -> ActionButton:
        button = ActionButton(action, keys, text, ButtonStyle.QUIET)
        button.setFocusPolicy(self.focusPolicy())
        return button

    def _lay_out(self) -> None:
        column = self._column
        column.setSpacing(0)
        column.addWidget(self.preview_band)
        column.addWidget(self.preview)
        column.addSpacing(px(8))
        column.addWidget(self.take_button)
        banner = QHBoxLayout(self._notice)
        banner.setContentsMargins(px(2), 0, px(2), 0)
        banner.setSpacing(px(6))
        banner.addWidget(self._banner_icon)
        banner.addWidget(self.banner, 1)
        column.addStretch(1)
        column.addWidget(self._notice)
        column.addStretch(1)
        column.addWidget(self.live_band)
        column.addWidget(self.live)
        pages = QHBoxLayout(self._pages)
        pages.setContentsMargins(0, px(5), 0, px(4))
        pages.addWidget(self.lend_button)
        pages.addWidget(self._next)
        pages.addWidget(self._previous)
        pages.addStretch(1)
        pages.addWidget(self._back)
        column.addWidget(self._pages)
        column.addStretch(1)
        self._switches.setSpacing(px(24))
        self._switches.addWidget(self.cover_button)
        self._switches.addWidget(self.hold_button)
        add_layout(column, self._switches)
        self._gaps = frozenset(place for place in range(column.count()) if column.stretch(place))


def short_title(card: scene.Card) -> str:
    """The picture's name on narrow places: "Câu 06", "Chương trình"."""
    return card_title(card).partition(" – ")[0]


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
