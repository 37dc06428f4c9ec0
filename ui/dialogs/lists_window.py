"""The lists and facts of the conference (Ctrl+E): navigation, one page, what Ctrl+U takes back.

An ordinary window beside the console. While the conference runs only the page of the chair's directions is open.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Changes, Table
from app.domain.facts import Mode
from app.queries import desk as desk_query
from app.queries import lists
from app.recovery import FORM
from ui.desk import TURN_MS, Desk
from ui.dialogs.all_pages import BY_KEY
from ui.dialogs.gap_places import Place
from ui.dialogs.list_page import ListPage
from ui.dialogs.page_list import PageList
from ui.dialogs.pages import PageKey
from ui.dialogs.record_form import RecordForm
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.operator.bar import Bar, Notice, Topic
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_NEEDED, AS_SEEN, SMALLEST_WINDOW, ScrollFrame

COMPACT_BELOW = 1280
_NAVIGATION, _NAVIGATION_COMPACT = 224, 206
_FOOT = 32
_NARROW_BELOW, _LEAST = 1093, 520
"""Narrower, a page is stacked and scrolls; else it is at least so high."""


class ListsWindow(QWidget):
    """open() shows it; closing hides it, and stores what was typed.

    import_wanted(kind, pasted text), plan_wanted: another window takes whole tables and plans in.
    """

    import_wanted = Signal(object, str)
    plan_wanted = Signal()

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Danh mục và thông tin hội nghị")
        set_role(self, "ground")
        self.resize(1350, 720)  # with its frame inside a laptop of 1366 x 768: the hall begins beside it
        self._desk = desk
        self._keys = keys
        self._pages: dict[PageKey, ListPage] = {}
        self._ready: dict[PageKey, RecordForm] = {}
        self._counts: dict[PageKey, int] = {}
        self._current = PageKey.FACTS
        self._compact = self._narrow = self._enters = False
        self._steps = QTimer(self, singleShot=True)
        self._steps.timeout.connect(self._go_on)
        self.navigation = PageList()
        self.navigation.installEventFilter(self)
        self._stack = QStackedWidget()
        self._foot = QStackedWidget()
        self.bar = Bar()
        self._done = PlainLabel("", "secondary", elided=True)
        self._undo = ActionButton(Action.UNDO, keys, "Hoàn tác", ButtonStyle.QUIET)
        self.close_button = QPushButton("Đóng")
        self.close_button.setToolTip("Chữ đã gõ được lưu khi đóng")
        set_role(self.close_button, "strip")
        self._lay_out()
        self.setMinimumSize(SMALLEST_WINDOW)
        keys.serve(self)
        keys.serve_part(Scope.LISTS, self)
        keys.on(Action.ROW_SAVE, self._save)
        keys.on_in(self, Action.SEARCH, self._find)
        keys.on(Action.ROW_NEW, self._start_new)
        keys.on(Action.ROW_UP, self._move_up)
        keys.on(Action.ROW_DOWN, self._move_down)
        keys.on(Action.ROW_REMOVE, self._remove)
        self.navigation.page_chosen.connect(self._choose_page)
        self.navigation.entered.connect(self._enter_page)
        self.navigation.left.connect(self.close)
        self.close_button.clicked.connect(self.close)
        self.bar.changed.connect(self._show_bar)
        desk.said.connect(self._say)
        desk.changed.connect(self.refresh)

    def open(self, key: PageKey | None = None, *, new: bool = False, row: int | None = None) -> None:
        """Show a page (the last one by default); new: with an empty form for one more row; row: with this one."""
        wanted = key or self._current
        if self._is_live() and not BY_KEY[wanted].in_live:
            wanted = PageKey.CONCLUSIONS
        self._learn_pages()
        if key is None and wanted not in self._pages:
            self._current = wanted
            with QSignalBlocker(self.navigation):  # else it would ask for the page when it gets the focus
                self.navigation.mark(wanted)
            self._go_on_soon()  # form and page take as long as the window, each
        else:
            self._turn_to(wanted)  # before it is shown: a page closed while the conference runs closes the window
        self.show()
        self.raise_()
        self.activateWindow()
        if new:
            self.page().start_new()
        elif row is not None:
            self.page().show_row(row)
        else:
            self.navigation.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_at(self, place: Place) -> None:
        """Show a page with one of its rows and the caret in a field; while the conference runs only what is open."""
        self.open(place.page)
        if self._current is place.page:
            self.page().go_to(place.row_id, place.field)

    def page(self) -> ListPage:
        """The page that is shown; at once where it is still being made."""
        page = self._placed(self._current)
        self._stack.setCurrentWidget(page)
        if self._enters:
            self._enters = False
            page.focus_list()
        return page

    def commit(self) -> bool:
        """Store what was typed on every page; False if something could not be stored (it stays in its form)."""
        stored = [page.commit() for page in self._pages.values()]
        return all(stored)

    def refresh(self, changes: Changes | None = None) -> None:
        if not self.isVisible():
            return
        if changes is None or changes.touches(Table.CONFERENCE):
            self._follow_mode()
        self._learn_pages()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key after the Enter that leads into a page is for the page."""
        if self._enters and event.type() is QEvent.Type.KeyPress:
            inside: QWidget | None = self.page().focusWidget()
            QApplication.sendEvent(self if inside is None else inside, event)
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What cannot be stored stays in its form until the window is opened again."""
        self.commit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Going to another window stores what was typed, so that the console shows it."""
        super().changeEvent(event)
        if event.type() is not QEvent.Type.ActivationChange or self.isActiveWindow() or not self.isVisible():
            return
        if self._current in self._pages:  # else it is being made, and nothing was typed
            self.page().commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._compact = self.width() < px(COMPACT_BELOW)
        self._narrow = self.width() < px(_NARROW_BELOW)
        self.navigation.setFixedWidth(px(_NAVIGATION_COMPACT if self._compact else _NAVIGATION))
        self._stack.setMinimumHeight(0 if self._narrow else px(_LEAST))
        self.navigation.set_compact(self._compact or self.height() < px(700))
        for page in self._pages.values():
            page.set_compact(self._compact, narrow=self._narrow)

    def _choose_page(self, key: PageKey) -> None:
        """From the list of pages; one that was not shown before is made while the list stays where it is."""
        if key in self._pages:
            self._turn_to(key)
            return
        self._leave_page(key)
        self._go_on_soon()

    def _turn_to(self, key: PageKey) -> None:
        self._leave_page(key)
        self.page()
        self.navigation.mark(key)

    def _leave_page(self, key: PageKey) -> None:
        """For another; what was typed on the one before is stored, or stays there as a draft."""
        if key is not self._current and self._current in self._pages:
            self.bar.clear(Topic.REFUSAL)
            self._pages[self._current].commit()
        self._enters = self._enters and key is self._current
        self._current = key

    def _go_on(self) -> None:
        """In turns of their own: the form, its page, what it shows."""
        key = self._current
        if key in self._pages:
            self._turn_to(key)
            return
        if key in self._ready:
            self._made(key)
        else:
            self._ready[key] = self._form(key)
        self._go_on_soon()

    def _go_on_soon(self) -> None:
        self._steps.start(TURN_MS)

    def _placed(self, key: PageKey) -> ListPage:
        page = self._made(key)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def _form(self, key: PageKey) -> RecordForm:
        """Until its page takes it the window has it: without a parent it would be one itself."""
        page = BY_KEY[key]
        return RecordForm(page.sections, self._desk.conference.db, page.split, page.advice, self)

    def _made(self, key: PageKey) -> ListPage:
        if key not in self._pages:
            form = self._ready.pop(key) if key in self._ready else self._form(key)
            page = ListPage(self._desk, self._keys, BY_KEY[key], form, self._stack)
            page.set_compact(self._compact, narrow=self._narrow)
            page.left.connect(self._focus_navigation)
            page.import_wanted.connect(self.import_wanted)
            page.plan_wanted.connect(self.plan_wanted)
            page.draft_changed.connect(self._learn_drafts)
            self._pages[key] = page
        return self._pages[key]

    def _learn_pages(self) -> None:
        db = self._desk.conference.db
        counts = lists.row_counts(db, {page.tables[0] for page in BY_KEY.values()})
        self._counts = {key: counts[page.tables[0]] for key, page in BY_KEY.items() if not page.is_single}
        self._learn_drafts()
        summary = self._desk.conference.undo_summary()
        self._done.setText(summary)
        self._undo.setVisible(bool(summary))

    def _learn_drafts(self) -> None:
        drafts = {key for key, page in self._pages.items() if page.has_draft()}
        drafts |= {key for key in BY_KEY if self._desk.drafts.keys(f"{FORM}{key}/")}
        self.navigation.pages_model.learn(self._counts, drafts, self._is_live())

    def _follow_mode(self) -> None:
        """When the conference begins, the lists close; what is typed is stored first."""
        if self._is_live() and not BY_KEY[self._current].in_live:
            # Closing stores what is typed, and no command may be called while a change is being told.
            QTimer.singleShot(0, self, self.close)

    def _is_live(self) -> bool:
        return desk_query.facts(self._desk.conference.db).mode is Mode.LIVE

    def _say(self, sentence: str) -> None:
        if sentence:
            self.bar.put(Topic.REFUSAL, Notice(sentence, icon="alert-outline"))
        else:
            self.bar.clear(Topic.REFUSAL)

    def _show_bar(self, there_is_one: bool) -> None:
        self._foot.setCurrentIndex(1 if there_is_one else 0)

    def _focus_navigation(self) -> None:
        self.navigation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_page(self) -> None:
        """One that is still being made is entered when it stands; the next key has all of it made first."""
        self._enters = True
        if self._current in self._pages:
            self.page()
        else:
            self._go_on_soon()

    def _save(self) -> None:
        self.page().save()

    def _find(self) -> None:
        self.page().go_to_search()

    def _start_new(self) -> None:
        self.page().start_new()

    def _remove(self) -> None:
        self.page().remove()

    def _move_up(self) -> None:
        self.page().move_row(-1)

    def _move_down(self) -> None:
        self.page().move_row(1)

    def _lay_out(self) -> None:
        strip = QWidget()
        set_role(strip, "foot")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(strip)
        line.setContentsMargins(px(16), 0, px(16), 0)
        line.setSpacing(px(8))
        line.addWidget(IconLabel("undo-variant"))
        line.addWidget(self._done, 1)
        line.addWidget(self._undo)
        line.addSpacing(px(8))
        line.addWidget(self.close_button)
        self._foot.addWidget(strip)
        self._foot.addWidget(self.bar)
        self._foot.setFixedHeight(px(_FOOT))
        side = QFrame()
        side.setFixedWidth(1)
        set_role(side, "rule")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(side)
        middle.addWidget(ScrollFrame(self._stack, QSize(AS_SEEN, AS_NEEDED)), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        add_layout(column, middle, 1)
        column.addWidget(self._foot)
