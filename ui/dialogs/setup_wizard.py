"""A new conference in a few pages; each may be left for later, each stores what was changed in one act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import labels, password
from app.commands import earlier
from app.commands.earlier import EarlierPart
from app.conference import Conference
from app.domain.errors import StorageError
from app.domain.facts import Mode
from app.earlier import Earlier, read_earlier
from app.queries import desk as desk_query
from ui.desk import Desk
from ui.dialogs.fields import Values
from ui.dialogs.form_draft import FormDraft
from ui.dialogs.record_form import RecordForm
from ui.dialogs.setup_steps import STEPS, Step
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.passwords import ask_over
from ui.scale import px
from ui.shortcuts import Action, Scope
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import AS_NEEDED, make_scrollable

FILES = "Hội nghị (*.hoinghi)"
_WIDE = 860
_SIDE, _NARROW_SIDE, _NARROW_BELOW = 200, 128, 800


class SetupWizard(QWidget):
    """open() begins with the first page. plan_wanted: a plan is to be read. screens_wanted: the hall's screen."""

    plan_wanted = Signal()
    screens_wanted = Signal()

    def __init__(self, desk: Desk, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        set_role(self, "ground")
        self.setWindowTitle("Hội nghị mới")
        self.resize(1100, 640)
        self._desk = desk
        self.place = 0
        self.forms = [RecordForm(step.sections, desk.conference.db, 0, step.advice) for step in STEPS]
        self._drafts = [FormDraft(form, desk) for form in self.forms]
        self._marks = [PlainLabel("", "body2") for _ in STEPS]
        self._title, self._said = PlainLabel("", "name"), PlainLabel("", "secondary")
        self._said.setWordWrap(True)
        self.screen_words: Callable[[], str] = str
        self._stack = QStackedWidget()
        self._next = ActionButton(Action.SETUP_NEXT, keys, style=ButtonStyle.MAIN)
        self._back = ActionButton(Action.SETUP_BACK, keys)
        self._later = QPushButton("Để sau")
        self._earlier = QPushButton("Dựa trên hội nghị trước")
        self._plan = QPushButton("Đọc kế hoạch")
        self._screen = QPushButton("Chọn màn chiếu")
        self._side = QWidget()
        self._lay_out()
        for after in (self._later, self._back):  # Tab leaves the fields for the way on, not for the way out
            QWidget.setTabOrder(self._next, after)
        make_scrollable(self, QSize(AS_NEEDED, AS_NEEDED), self._acts)
        keys.serve(self)
        keys.serve_part(Scope.SETUP, self)
        keys.on(Action.SETUP_NEXT, self.go_on)
        keys.on(Action.SETUP_BACK, self.go_back)
        self._later.clicked.connect(self.close)
        self._earlier.clicked.connect(self.choose_earlier)
        self._plan.clicked.connect(self._read_plan)
        self._screen.clicked.connect(self.screens_wanted)
        for form in self.forms:
            form.edited.connect(self.tell)
        desk.said.connect(self._say)
        desk.changed.connect(self._follow)

    def open(self) -> None:
        if not self._is_live():
            self._turn_to(0)
            self.show()
            self.raise_()
            self.activateWindow()
            self.forms[0].focus_field()

    def go_on(self) -> None:
        """Store this page if anything was changed on it, then the next one; after the last one it closes."""
        if not self._commit():
            return
        if self.place + 1 < len(STEPS):
            self._turn_to(self.place + 1)
            self.forms[self.place].focus_field()
        else:
            self.close()

    def go_back(self) -> None:
        if self.place and self._commit():
            self._turn_to(self.place - 1)
            self.forms[self.place].focus_field()

    def choose_earlier(self) -> None:
        folder = str(self._desk.conference.path.parent)
        path, _ = QFileDialog.getOpenFileName(self, "Dựa trên hội nghị trước", folder, FILES)
        if path:
            self.take_over(Path(path))

    def take_over(self, path: Path) -> None:
        """Office, agencies, roster and open commitments of an earlier file, in one act that Ctrl+U takes back."""
        if password.is_locked(path):
            ask_over(self._stack, path, lambda: self.take_over(path))
            return
        if not self._commit():
            return
        try:
            found = read_earlier(path, self._desk.conference.now())
        except StorageError as error:
            self._say(labels.trouble(error))
            return
        if _done(self._desk, earlier.take_over, found, frozenset(EarlierPart)):
            self._load()
            self._say(_told(found))

    def tell(self) -> None:
        """What is chosen on this page, in full: the agencies of a list; on the last page the hall's screen."""
        step, form = STEPS[self.place], self.forms[self.place]
        words = step.told(self._desk.conference.db, form.chosen_values()) if step.told else ""
        form.tell(self.screen_words() if self.place + 1 == len(STEPS) else words)

    def said(self) -> str:
        """The sentence at the foot."""
        return self._said.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(px(_NARROW_SIDE if self.width() < px(_NARROW_BELOW) else _SIDE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _commit(self) -> bool:
        form, step = self.forms[self.place], STEPS[self.place]
        if not form.is_dirty:
            return True
        changed = form.changed_values()
        if changed is None:
            self._say("Có ô ghi chưa đúng. Nội dung đã gõ vẫn được giữ.")
            return False
        if changed and not _done(self._desk, _store, step, form.loaded | changed):
            return False
        self._drafts[self.place].end()
        self._load()
        return True

    def _turn_to(self, place: int) -> None:
        self.place = place
        for number, form in enumerate(self.forms):  # as high as the step that is shown, not as the highest
            kind = QSizePolicy.Policy.Preferred if number == place else QSizePolicy.Policy.Ignored
            form.setSizePolicy(kind, kind)
        self._stack.setCurrentIndex(place)
        self._stack.updateGeometry()
        self._load()
        self._title.setText(STEPS[place].title)
        for number, (mark, step) in enumerate(zip(self._marks, STEPS, strict=True)):
            sign = "●" if number == place else "✓" if number < place else "○"
            mark.setText(f"{sign}  {step.title}")
            set_role(mark, "strong" if number == place else "body2")
        is_last = place + 1 == len(STEPS)
        self._next.setText("Xong" if is_last else "Tiếp tục")
        self._back.setEnabled(place > 0)
        self._earlier.setVisible(place == 0)
        self._plan.setVisible(place == 0)
        self._screen.setVisible(is_last)
        self._say("Bước nào cũng có thể để trống, ghi sau ở Danh mục (Ctrl+E).")

    def _load(self) -> None:
        form = self.forms[self.place]
        form.refresh_options()
        self._drafts[self.place].show(f"steps/{self.place}", STEPS[self.place].read(self._desk.conference.db))
        self.tell()

    def _follow(self, _: object) -> None:
        """What was taken over or read from a plan shows at once; what is typed stays."""
        if not self.isVisible():
            return
        if self._is_live():
            QTimer.singleShot(0, self, self.close)
        elif not self.forms[self.place].is_dirty:
            self._load()

    def _read_plan(self) -> None:
        if self._commit():
            self.plan_wanted.emit()

    def _say(self, sentence: str) -> None:
        if sentence:
            self._said.setText(sentence)

    def _is_live(self) -> bool:
        return desk_query.facts(self._desk.conference.db).mode is Mode.LIVE

    def _lay_out(self) -> None:
        side = self._side
        set_role(side, "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(px(_SIDE))
        steps = QVBoxLayout(side)
        steps.setContentsMargins(px(20), px(24), px(12), px(16))
        steps.setSpacing(px(14))
        for mark in self._marks:
            steps.addWidget(mark)
        steps.addStretch(1)
        rule = QFrame()
        rule.setFixedWidth(1)
        set_role(rule, "rule")
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._head())
        for form in self.forms:
            self._stack.addWidget(form)
        page.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(rule)
        add_layout(row, page, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        add_layout(whole, row, 1)
        self._acts = self._foot()
        whole.addWidget(self._acts)

    def _head(self) -> QWidget:
        head = QWidget()
        set_role(head, "panel")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(head)
        line.setContentsMargins(px(16), px(20), px(16), px(8))
        line.setSpacing(px(12))
        line.addWidget(self._title)
        line.addStretch(1)
        for way in (self._earlier, self._plan, self._screen):
            line.addWidget(way)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        set_role(foot, "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(20), px(10), px(16), px(10))
        line.setSpacing(px(12))
        line.addWidget(self._said, 1)
        for button in (self._later, self._back, self._next):
            line.addWidget(button)
        return foot


def _store(conference: Conference, step: Step, values: Values) -> None:
    step.store(conference, values)


def _done(desk: Desk, command: Callable[..., object], *arguments: object) -> bool:
    """Whether a command that returns nothing was carried out."""

    def act(conference: Conference) -> bool:
        command(conference, *arguments)
        return True

    return desk.run(act) is not None


def _told(found: Earlier) -> str:
    counts = f"{len(found.agencies)} cơ quan, {len(found.people)} đại biểu, {len(found.promises)} cam kết chưa xong"
    return f"Đã lấy từ “{found.facts.name}”: {counts}. Ctrl+U để bỏ."
