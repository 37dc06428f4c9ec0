"""Inputs that choose from a list by a few keys: one, several in order, a name that may be new, a preset."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.queries.lookup import Candidate, prepare
from ui import icons, scale, theme
from ui.dialogs.fields import Named, Option
from ui.dialogs.inputs import is_bare
from ui.dialogs.typed_values import BadInputError
from ui.layout_items import add_layout
from ui.scale import px
from ui.widgets.completion import CompletionEdit
from ui.widgets.plain_label import PlainLabel

_MOST_OFFERED = 14
"""Options shown before anything is typed; longer lists are found by typing."""
_ARROW = 15


class OptionEdit(CompletionEdit):
    """A CompletionEdit over options: candidates are numbered by their place among them."""

    edited = Signal()

    def __init__(self, name: str, *, only_listed: bool, parent: QWidget | None = None) -> None:
        super().__init__(name, only_listed=only_listed, parent=parent)
        self.options: Sequence[Option] = ()
        self.setTextMargins(0, 0, px(_ARROW + 4), 0)
        self.entered.connect(self._go_on)
        self.textEdited.connect(self._tell)
        self.candidate_taken.connect(self._tell)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; what is shown stays."""
        if options == self.options:
            return
        self.options = options
        candidates = [prepare(place, o.text, o.detail, o.aliases) for place, o in enumerate(options)]
        self.set_candidates(candidates)
        self.set_suggested(candidates[:_MOST_OFFERED])

    def option_of(self, candidate: Candidate) -> Option:
        return self.options[candidate.id]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab marks the text, so that the next letter replaces it; the list waits for a key."""
        suggested, self._suggested = self._suggested, ()
        super().focusInEvent(event)
        self._suggested = suggested
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.mark_all()

    def mark_all(self) -> None:
        """With the caret before it: of a text longer than the line its beginning is seen."""
        self.end(False)
        self.home(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up} and is_bare(event) and not self._is_open():
            self.offer_all()
            return
        if event.key() == Qt.Key.Key_Escape and not self._is_open():
            event.ignore()  # the page goes back to its list
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - px(_ARROW + 12):
            self.offer_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = scale.painter(self)
        place = QRectF(
            scale.room(self).width() - _ARROW - 7, round((scale.room(self).height() - _ARROW) / 2), _ARROW, _ARROW
        )
        icons.paint_icon(painter, place, "chevron-down", theme.palette().text2)
        painter.end()

    def offer_all(self) -> None:
        """Open the list with everything, whatever the line holds; leaving without a choice puts the text back."""
        if self.text():
            self.clear()
        self.open_list()

    def _go_on(self) -> None:
        self.focusNextChild()

    def _tell(self, _what: object) -> None:
        self.edited.emit()


class ChoiceInput(OptionEdit):
    """Exactly one of the options; an option with the value None stands for "none"."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, only_listed=True, parent=parent)
        self.setPlaceholderText("Gõ để chọn")
        self._value: object = None
        self._unlisted = ""
        self.candidate_taken.connect(self._take_value)

    def set_options(self, options: Sequence[Option]) -> None:
        super().set_options(options)
        if not self.hasFocus():
            self._show_text()

    def read(self) -> object:
        if self.text() != self._shown_text() and self.text().strip():
            candidate = self.resolved()
            if candidate is None:
                raise BadInputError("Không có trong danh mục. Gõ vài chữ đầu rồi chọn.")
            return self.option_of(candidate).value
        return self._value

    def show_value(self, value: object, unlisted: str = "") -> None:
        """unlisted: the words for a value that is not among the options (a question's later stage)."""
        self._value = value
        self._unlisted = unlisted
        self._show_text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed and fits is taken; an emptied line gets its text back."""
        if self.text().strip() and self.text() != self._shown_text():
            candidate = self.resolved()
            if candidate is not None:
                self.take(candidate)
        elif not self.text().strip():
            self._show_text()
        super().focusOutEvent(event)

    def _take_value(self, candidate: Candidate) -> None:
        self._value = self.option_of(candidate).value

    def _shown_text(self) -> str:
        return next((o.text for o in self.options if o.value == self._value), self._unlisted)

    def _show_text(self) -> None:
        if self.text() != self._shown_text():
            self.setText(self._shown_text())
            self.setCursorPosition(0)


class NameInput(OptionEdit):
    """Somebody of the list, or a name as typed. picked: a value of the options was taken."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, only_listed=False, parent=parent)
        self._named = Named()
        self.candidate_taken.connect(self._take_person)

    def read(self) -> object:
        return self._named if self.text() == self._named.text else Named(self.text())

    def show_value(self, value: object) -> None:
        self._named = value if isinstance(value, Named) else Named()
        if self.text() != self._named.text:
            self.setText(self._named.text)
            self.setCursorPosition(0)

    def show_words(self, words: str) -> None:
        """A name as typed; the only one of the list that reads so is that person."""
        named = [option for option in self.options if option.text == words]
        known = named[0].value if len(named) == 1 else None
        self.show_value(Named(words, known if isinstance(known, int) else None))

    def offer_all(self) -> None:
        """A typed name is never cleared to show the list."""
        self.open_list()

    def _take_person(self, candidate: Candidate) -> None:
        option = self.option_of(candidate)
        self._named = Named(option.text, option.value if isinstance(option.value, int) else None)
        self.picked.emit(option.value)


class PresetInput(OptionEdit):
    """Chooses words for other fields; keeps nothing itself."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, only_listed=True, parent=parent)
        self.setPlaceholderText("Chọn mẫu rồi sửa bên dưới")
        self.candidate_taken.connect(self._pick)

    def read(self) -> object:
        return None

    def show_value(self, value: object) -> None:
        self.clear()

    def _pick(self, candidate: Candidate) -> None:
        self.picked.emit(self.option_of(candidate).value)


class ChoicesInput(QWidget):
    """Several options in the order chosen. Enter adds and stays; Backspace in the empty line takes one off."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[object, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(2))
        self._line = _AddingEdit(name)
        self._line.setPlaceholderText("Gõ để thêm")
        self._line.candidate_taken.connect(self._add)
        self._line.erased.connect(self._remove_last)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px(4))
        add_layout(box, self._rows)
        box.addWidget(self._line)
        self.setFocusProxy(self._line)

    def set_options(self, options: Sequence[Option]) -> None:
        self._line.set_options(options)
        self._show_rows()

    def read(self) -> object:
        if self._line.text().strip():
            candidate = self._line.resolved()
            if candidate is None:
                raise BadInputError("Không có trong danh mục. Gõ vài chữ đầu rồi chọn.")
            self._add(candidate)
        return self._values

    def show_value(self, value: object) -> None:
        self._line.clear()
        self._values = value if isinstance(value, tuple) else ()
        self._show_rows()

    def _add(self, candidate: Candidate) -> None:
        value = self._line.option_of(candidate).value
        self._line.clear()
        if value not in self._values:
            self._set((*self._values, value))

    def _remove_last(self) -> None:
        self._set(self._values[:-1])

    def _remove(self) -> None:
        value = self.sender().property("value")
        self._set(tuple(kept for kept in self._values if kept != value))
        self._line.setFocus()

    def _set(self, values: tuple[object, ...]) -> None:
        self._values = values
        self._show_rows()
        self.edited.emit()

    def _show_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        words = {option.value: option.text for option in self._line.options}
        for value in self._values:
            self._rows.addWidget(self._chip(value, words.get(value, "")))

    def _chip(self, value: object, words: str) -> QWidget:
        chip = QWidget()
        theme.set_role(chip, "sunken")
        chip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        close = QToolButton()
        close.setIcon(icons.icon("close"))
        close.setAutoRaise(True)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.setAccessibleName(f"Bỏ {words}")
        close.setProperty("value", value)
        close.clicked.connect(self._remove)
        line = QHBoxLayout(chip)
        line.setContentsMargins(px(10), 0, px(2), 0)
        line.addWidget(PlainLabel(words, elided=True), 1)
        line.addWidget(close)
        return chip


class _AddingEdit(OptionEdit):
    """The line under the chosen ones."""

    erased = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, only_listed=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        """Enter with a name adds it and waits for the next one; Enter and Tab in the empty line go on."""
        before = self.text()
        self.settle()
        if not before.strip() or self.text():
            self.entered.emit()
