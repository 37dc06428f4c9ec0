"""The side of a list's page that holds the form: its head, what is odd about the row, the fields, and the one act."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.dialogs.record_form import RecordForm
from ui.keys import Keys
from ui.scale import px
from ui.shortcuts import Action
from ui.theme import set_role
from ui.widgets.buttons import ActionButton, ButtonStyle
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

_BAND = 44


class FormSide(QWidget):
    """fill() puts the form in once the side stands in its page: each part that gets another parent is styled anew.

    revert_wanted: what was typed is to be forgotten. plan_wanted: a plan is to be read.
    """

    revert_wanted = Signal()
    plan_wanted = Signal()

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = PlainLabel("", "title", elided=True)
        self._mark_icon, self._mark = IconLabel("pencil", "text2"), PlainLabel("", "secondary-strong")
        self._warning = PlainLabel("", "need")
        self._revert = QPushButton("Bỏ thay đổi")
        self._revert.clicked.connect(self.revert_wanted)
        self._save = ActionButton(Action.ROW_SAVE, keys, style=ButtonStyle.MAIN)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fill(self, form: RecordForm, *, has_plan: bool) -> None:
        """In the order of the Tab key."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._warning.setWordWrap(True)
        self._warning.setContentsMargins(px(16), px(8), px(16), 0)
        column.addWidget(self._head(has_plan=has_plan))
        column.addWidget(self._warning)
        column.addWidget(self._scroll, 1)
        self._scroll.setWidget(form)
        column.addWidget(self._foot())

    def show_state(self, title: str, warning: str, *, is_dirty: bool) -> None:
        self._title.setText(title)
        self._mark_icon.setVisible(is_dirty)
        self._mark.setText("Chưa lưu" if is_dirty else "")
        self._revert.setVisible(is_dirty)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))

    def to_top(self) -> None:
        """The first fields are seen."""
        self._scroll.verticalScrollBar().setValue(0)

    def _head(self, *, has_plan: bool) -> QWidget:
        head = QWidget()
        set_role(head, "band")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(px(_BAND))
        line = QHBoxLayout(head)
        line.setContentsMargins(px(16), 0, px(16), 0)
        line.setSpacing(px(6))
        line.addWidget(self._title, 1)
        line.addWidget(self._mark_icon)
        line.addWidget(self._mark)
        if has_plan:
            plan = QPushButton("Đọc kế hoạch")
            plan.clicked.connect(self.plan_wanted)
            line.addWidget(plan)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget()
        set_role(foot, "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        acts = QHBoxLayout(foot)
        acts.setContentsMargins(px(16), px(8), px(16), px(8))
        acts.addWidget(self._revert)
        acts.addStretch(1)
        acts.addWidget(self._save)
        return foot
