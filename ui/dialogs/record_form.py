"""A form built from its description: labels over inputs, sections, what is wrong beside the field it is about.

Holds what is typed until somebody asks for it; stores nothing and knows no command.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app import labels
from app.conference import Database
from app.domain.facts import Level
from app.queries import desk
from ui.dialogs.choices import ChoiceInput, ChoicesInput, NameInput, OptionEdit, PresetInput
from ui.dialogs.fields import Field, Kind, Option, Section, Values, fields_of
from ui.dialogs.inputs import FlagsInput, Input, LineInput, SwitchInput, TextInput
from ui.dialogs.level_words import of_its_year, of_level
from ui.dialogs.typed_values import CODECS, HINTS, BadInputError
from ui.layout_items import add_layout
from ui.scale import px
from ui.theme import set_role
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel
from ui.widgets.side_by_side import direction

_TWELFTHS = 12
_LEVEL = "level"
"""The field that says whose conference it is: a province's, a district's or a commune's."""
_MAKERS: dict[Kind, Callable[[Field], Input]] = {
    Kind.TEXT: lambda field: TextInput(field.lines),
    Kind.CHOICE: lambda field: ChoiceInput(field.label),
    Kind.CHOICES: lambda field: ChoicesInput(field.label),
    Kind.SWITCH: lambda field: SwitchInput(field.label),
}


class RecordForm(QWidget):
    """edited: a person changed something. The Tab order is the order of the fields."""

    edited = Signal()

    def __init__(
        self,
        sections: Sequence[Section],
        db: Database,
        split: int = 0,
        advice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """split: how many sections stand in the left of two columns; 0: one column. advice: a line above all."""
        super().__init__(parent)
        set_role(self, "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.db = db
        self._fields = {field.name: field for field in fields_of(sections)}
        self._inputs: dict[str, Input] = {}
        self._problems: dict[str, PlainLabel] = {}
        self._labels: dict[str, PlainLabel] = {}
        self.loaded: Values = {}
        self.is_dirty = False
        columns = self._columns = QBoxLayout(direction(narrow=False), self)
        columns.setContentsMargins(px(16), px(12), px(16), px(16))
        columns.setSpacing(px(32))
        self.told = PlainLabel("", "body2")
        self.told.setWordWrap(True)
        self.told.hide()
        for part in (sections[:split], sections[split:]):
            if part:
                add_layout(columns, self._column(part, advice), 1)
        self.refresh_options()

    def set_narrow(self, narrow: bool) -> None:
        """One column below the other."""
        self._columns.setDirection(direction(narrow))

    def show_values(self, values: Values) -> None:
        """Show a record; what was typed before is replaced."""
        self.loaded = values
        for name, line in self._inputs.items():
            self._show(name, line, values.get(name))
            self._say(name, "")
        if _LEVEL in self._inputs:
            self._say_for_the_level()
        self.is_dirty = False

    def changed_values(self) -> Values | None:
        """What differs from the record shown, or None where something is no value; the form then says what.

        Only these are stored, so that a field changed elsewhere meanwhile is not set back.
        """
        QGuiApplication.inputMethod().commit()
        changed: Values = {}
        first_bad = ""
        for name, line in self._inputs.items():
            try:
                value = line.read()
            except BadInputError as error:
                self._say(name, str(error))
                first_bad = first_bad or name
                continue
            self._say(name, "")
            if self._fields[name].kind is not Kind.PRESET and value != self.loaded.get(name):
                changed[name] = value
        if first_bad:
            self.focus_field(first_bad)
            return None
        return changed

    def tell(self, words: str) -> None:
        """Say something below the fields, about what is chosen in them."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def chosen_values(self) -> Values:
        """What the fields hold now; a field that is being typed and is no value yet has the one it was loaded with."""
        values = dict(self.loaded)
        for name, line in self._inputs.items():
            with suppress(BadInputError):
                values[name] = line.read()
        return values

    def refresh_options(self) -> None:
        """Ask again what may be chosen; what is typed stays."""
        for name, field in self._fields.items():
            line = self._inputs[name]
            if field.options is not None and not isinstance(line, FlagsInput):
                options = list(field.options(self.db))
                if field.none_text:
                    options.insert(0, Option(None, field.none_text))
                cast("ChoiceInput | ChoicesInput", line).set_options(options)
        self._say_for_the_level()

    def focus_field(self, name: str = "") -> None:
        """Put the caret into a field, the first one by default; the next letter replaces what a line holds.

        A page that comes to the front has given its first field the focus before, and without marking it.
        """
        chosen = self.input_of(name or next(iter(self._inputs)))
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(chosen, OptionEdit):
            chosen.mark_all()
        elif isinstance(chosen, QLineEdit):
            chosen.selectAll()

    def field_names(self) -> tuple[str, ...]:
        return tuple(self._inputs)

    def input_of(self, name: str) -> QWidget:
        return cast("QWidget", self._inputs[name])

    def _show(self, name: str, line: Input, value: object) -> None:
        if isinstance(line, ChoiceInput):
            line.show_value(value, labels.word(value) if isinstance(value, StrEnum) and labels.has_word(value) else "")
        else:
            line.show_value(value)

    def _column(self, sections: Sequence[Section], advice: str) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(px(16))
        if advice:
            words = PlainLabel(advice, "secondary")
            words.setWordWrap(True)
            box.addWidget(words)
        for section in sections:
            add_layout(box, self._section(section))
        box.addWidget(self.told)  # of several columns in the last one
        box.addStretch(1)
        return box

    def _section(self, section: Section) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(px(8))
        if section.title:
            head = QHBoxLayout()
            head.setSpacing(px(6))
            if section.is_private:
                head.addWidget(IconLabel("eye-off", "priv"))
            head.addWidget(PlainLabel(section.title, "private" if section.is_private else "title"))
            head.addStretch(1)
            add_layout(box, head)
        row, used = QHBoxLayout(), 0
        for field in section.fields:
            if used + field.width > _TWELFTHS or not used:
                if 0 < used < _TWELFTHS:
                    row.addStretch(_TWELFTHS - used)
                row, used = QHBoxLayout(), 0
                row.setSpacing(px(12))
                add_layout(box, row)
            add_layout(row, self._cell(field), field.width)
            used += field.width
        if used < _TWELFTHS:
            row.addStretch(_TWELFTHS - used)
        return box

    def _cell(self, field: Field) -> QVBoxLayout:
        line = self._input(field)
        widget = cast("QWidget", line)
        widget.setAccessibleName(field.label)
        line.edited.connect(self._note)
        self._inputs[field.name] = line
        problem = PlainLabel("", "need")
        problem.setWordWrap(True)
        problem.hide()
        self._problems[field.name] = problem
        widget.setMinimumWidth(px(40))
        cell = QVBoxLayout()
        cell.setSpacing(px(2))
        if field.kind is not Kind.SWITCH:
            label = PlainLabel(field.label, "secondary-strong", elided=True)
            label.setBuddy(widget)
            self._labels[field.name] = label
            cell.addWidget(label)
        cell.addWidget(widget)
        cell.addWidget(problem)
        cell.addStretch(1)
        return cell

    def _input(self, field: Field) -> Input:
        make = _MAKERS.get(field.kind)
        if make is not None:
            return make(field)
        if field.kind is Kind.FLAGS:
            return FlagsInput(field.options(self.db) if field.options else ())
        if field.kind in CODECS:
            line = LineInput(CODECS[field.kind])
            if field.fills is not None:
                line.finished.connect(_Filling(self, field))
            return line
        filling = NameInput(field.label) if field.kind is Kind.NAME else PresetInput(field.label)
        filling.picked.connect(_Filling(self, field))
        return filling

    def fill(self, values: Values) -> None:
        """Put values into fields as if they had been typed."""
        for name, value in values.items():
            self._show(name, self._inputs[name], value)
        if values:
            self._note()

    def _say_for_the_level(self) -> None:
        """Labels and examples of a xã are not those of a province; a level that is being chosen counts at once."""
        chosen = self._level_chosen()
        level = chosen if isinstance(chosen, Level) else desk.facts(self.db).level
        for name, field in self._fields.items():
            words, line = of_level(field.label, level), self._inputs[name]
            cast("QWidget", line).setAccessibleName(words)
            if name in self._labels:
                self._labels[name].setText(words)
            if isinstance(line, LineInput | TextInput):
                hint = field.hint or HINTS.get(field.kind, "")
                line.setPlaceholderText(of_its_year(of_level(hint, level), self.db))

    def _level_chosen(self) -> object:
        """None as well while it is being typed."""
        try:
            return self._inputs[_LEVEL].read() if _LEVEL in self._inputs else None
        except BadInputError:
            return None

    def _note(self) -> None:
        if _LEVEL in self._inputs:
            self._say_for_the_level()
        self.is_dirty = True
        self.edited.emit()

    def _say(self, name: str, sentence: str) -> None:
        self._problems[name].setText(sentence)
        self._problems[name].setVisible(bool(sentence))


class _Filling:
    """What a choice, or the words of a line, put into the other fields of its form."""

    def __init__(self, form: RecordForm, field: Field) -> None:
        self._form = form
        self._field = field

    def __call__(self, value: object) -> None:
        if self._field.fills is not None:
            self._form.fill(self._field.fills(self._form.db, value))
