"""The simple inputs of a form: a line, a text of several lines, a tick, several ticks. Choosing is in choices.py.

Every input has read(), show_value() and edited; read() raises BadInputError. Nothing is rewritten while it is typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QSizePolicy, QWidget

from ui import scale, theme
from ui.dialogs.fields import Option
from ui.dialogs.typed_values import Codec
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.scale import px
from ui.theme import set_role
from ui.widgets.cut_line import CutLine

_BOX = 18
_LINE = 1.38
"""Height of a line of text in em: marks over capitals need more than the font's own line."""


class Input(Protocol):
    """What the form needs of every input. edited: a person changed it (never emitted by show_value)."""

    @property
    def edited(self) -> SignalInstance: ...

    def read(self) -> object: ...

    def show_value(self, value: object) -> None: ...


class LineInput(CutLine):
    """One line. Enter goes to the next field, as Tab does. finished(text): it was left after a change."""

    edited = Signal()
    finished = Signal(object)

    def __init__(self, codec: Codec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codec = codec
        self.textEdited.connect(self._tell)
        self.editingFinished.connect(self._finish)

    def read(self) -> object:
        return self._codec.parse(self.text())

    def show_value(self, value: object) -> None:
        shown = self._codec.show(value)
        if shown != self.text():
            self.setText(shown)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_bare(event):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _tell(self, _text: str) -> None:
        self.edited.emit()

    def _finish(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.finished.emit(self.text())


class TextInput(QPlainTextEdit):
    """Several lines; Tab leaves it, Enter begins a new line."""

    edited = Signal()

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._showing = False
        set_role(self, "editor")
        self.setTabChangesFocus(True)
        self.setFont(sized_font(theme.BODY))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._keep_height()
        self.textChanged.connect(self._tell)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._keep_height()

    def read(self) -> object:
        return self.toPlainText()

    def show_value(self, value: object) -> None:
        shown = value if isinstance(value, str) else ""
        if shown != self.toPlainText():
            self._showing = True
            self.setPlainText(shown)
            self._showing = False

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized_font(theme.BODY))
        line = max(metrics.lineSpacing(), round(theme.BODY * _LINE))
        return QSize(super().sizeHint().width(), px(self._lines * line + 10))

    def _keep_height(self) -> None:
        """The style sheet has a least height for every input; only a sheet of its own is stronger than that."""
        height = self.sizeHint().height()
        sheet = f"TextInput {{ min-height: {height}px; max-height: {height}px; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _tell(self) -> None:
        if not self._showing:
            self.edited.emit()


class SwitchInput(QCheckBox):
    """Yes or no; Space changes it. Painted here, since a box without an edge is none on a white form."""

    edited = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._tell)

    def read(self) -> object:
        return self.isChecked()

    def show_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and is_bare(event):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(sized_font(theme.BODY)).horizontalAdvance(self.text())
        return scale.size(_BOX + 8 + words + 8, _BOX + 10)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(px(_BOX + 40), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802  # Qt's name
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (scale.room(self).height() - _BOX) // 2
        checked, focused = self.isChecked(), self.hasFocus()
        painter.setBrush(QColor(p.text if checked else p.panel))
        painter.setPen(QPen(QColor(p.text if checked or focused else p.line2), 2 if focused else 1))
        inset = 1.0 if focused else 0.5
        painter.drawRoundedRect(QRectF(2, top, _BOX, _BOX).adjusted(inset, inset, -inset, -inset), 3, 3)
        if checked:
            paint_icon(painter, QRectF(3, top + 1, _BOX - 2, _BOX - 2), "check-bold", p.panel)
        painter.setFont(sized_font(theme.BODY, 600 if focused else 400))
        painter.setPen(QColor(p.text))
        room = QRectF(_BOX + 10, 0, scale.room(self).width() - _BOX - 10, scale.room(self).height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()

    def _tell(self, _checked: bool) -> None:
        self.edited.emit()


class FlagsInput(QWidget):
    """Several of a few values, each with its tick."""

    edited = Signal()

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: list[tuple[object, SwitchInput]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for place, option in enumerate(options):
            box = SwitchInput(option.text)
            box.edited.connect(self.edited)
            self._boxes.append((option.value, box))
            grid.addWidget(box, place // 2, place % 2)
        self.setFocusProxy(self._boxes[0][1])

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  # Qt's name
        super().setAccessibleName(name)
        for _, box in self._boxes:
            box.setAccessibleName(f"{name}: {box.text()}")

    def read(self) -> object:
        return tuple(value for value, box in self._boxes if box.isChecked())

    def show_value(self, value: object) -> None:
        chosen = value if isinstance(value, tuple) else ()
        for flag, box in self._boxes:
            box.setChecked(flag in chosen)


def is_bare(event: QKeyEvent) -> bool:
    """No modifier but that of the number pad."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
