"""A minutes editor in its frame: title, saving mark, and the two versions where a text changed under the hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from app.domain.clock import local
from ui import scale, theme
from ui.desk import Desk
from ui.scale import px
from ui.widgets.icon_label import IconLabel
from ui.widgets.keeping import Keeper, Keeping
from ui.widgets.minutes_editor import MinutesEditor
from ui.widgets.plain_label import PlainLabel

HEAD = 32
_MARKS = {
    Keeping.NONE: ("", ""),
    Keeping.KEPT: ("circle-outline", "Đang giữ"),
    Keeping.SAFE: ("circle-half-full", "An toàn"),
    Keeping.RECORDED: ("check-circle", "Đã ghi"),
    Keeping.FAILED: ("alert-octagon", "Chưa giữ được"),
}


class SavingMark(QWidget):
    """Icon, words and time: how far the typed words have come."""

    def __init__(self, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._icon = IconLabel("circle-outline")
        self.words = PlainLabel("", "secondary")
        self._compact = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(5))
        row.addWidget(self._icon)
        row.addWidget(self.words)
        keeper.changed.connect(self.refresh)
        self.refresh()

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.refresh()

    def refresh(self) -> None:
        icon, words = _MARKS[self._keeper.state]
        self.setVisible(bool(words))
        if not words:
            return
        needed = self._keeper.state is Keeping.FAILED
        self._icon.show_icon(icon, "warn" if needed else "text2")
        theme.set_role(self.words, "need" if needed else "secondary")
        at = "" if self._compact or needed else f" {local(self._keeper.at):%H:%M:%S}"
        self.words.setText(words + at)


class Pane(QWidget):
    """Frame, head and one text box; the frame is strong while the box has the focus. ground: a token."""

    def __init__(self, icon: str, title: str, box: QTextEdit, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = box
        self._ground = ground
        self._icon = IconLabel(icon)
        self.title = PlainLabel(title, "strong", elided=True)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(px(10), 0, px(10), 0)
        self.head.setSpacing(px(6))
        self.head.addWidget(self._icon)
        self.head.addWidget(self.title, 1)
        top = QWidget()
        top.setFixedHeight(px(HEAD))
        top.setLayout(self.head)
        rule = QWidget()
        rule.setFixedHeight(1)
        rule.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.set_role(rule, "rule")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(2), px(2), px(2), px(2))
        self.column.setSpacing(0)
        for part in (top, rule, box):
            self.column.addWidget(part)
        box.setAccessibleName(title)
        box.viewport().setAutoFillBackground(False)
        box.setProperty("role", "prepared" if box.isReadOnly() else "bare")
        box.document().setDocumentMargin(px(8))
        box.installEventFilter(self)
        self.setMinimumHeight(px(HEAD + 60))

    def set_compact(self, compact: bool) -> None:
        self._icon.setVisible(not compact)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        p = theme.palette()
        strong = self.box.hasFocus()
        width = 2 if strong else 1
        frame = QRectF(scale.room(self)).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(p.text if strong else p.line2), width))
        painter.setBrush(QColor(str(getattr(p, self._ground))))
        painter.drawRoundedRect(frame, 4, 4)
        painter.end()


class MinutesPane(Pane):
    """A pane with an editor bound to a stored text; key changes by bind()."""

    def __init__(self, desk: Desk, icon: str, title: str, ground: str = "panel", parent: QWidget | None = None) -> None:
        self.editor = MinutesEditor(desk)
        super().__init__(icon, title, self.editor, ground, parent)
        self.mark = SavingMark(self.editor.keeper)
        self.head.addWidget(self.mark)
        self._versions = _Versions(self.editor)
        self.column.insertWidget(2, self._versions)

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        self.mark.set_compact(compact)


class _Versions(QWidget):
    """Shown while the stored text and the one being typed differ for a reason that only a person can judge."""

    def __init__(self, editor: MinutesEditor) -> None:
        super().__init__()
        self._editor = editor
        words = PlainLabel("Bản đã lưu vừa đổi.", "need", elided=True)
        mine = QPushButton("Giữ bản đang gõ")
        stored = QPushButton("Lấy bản đã lưu")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), px(4), px(6), px(4))
        row.setSpacing(px(6))
        row.addWidget(words, 1)
        row.addWidget(mine)
        row.addWidget(stored)
        mine.clicked.connect(editor.keep_mine)
        stored.clicked.connect(editor.take_stored)
        editor.conflict_changed.connect(self._refresh)
        self.hide()

    def _refresh(self) -> None:
        self.setVisible(self._editor.stored_meanwhile is not None)
