"""The left of the import: what is read and from where, the sheet, and what each column holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.import_preview import Field, ImportKind
from app.imports import words
from app.imports.headers import FIELDS, Column
from app.imports.text_table import ENCODINGS
from app.imports.workbook import Source
from ui.layout_items import add_layout
from ui.scale import px
from ui.theme import set_role
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.icon_label import IconLabel
from ui.widgets.plain_label import PlainLabel

WIDTH = 318
_NOT_TAKEN = "Không nhập"


class ImportMapping(QWidget):
    """sheet_chosen(place), field_chosen(column place, Field | None), encoding_chosen(name of ENCODINGS).

    The others say by their names what is wanted.
    """

    kind_chosen = Signal(object)
    sheet_chosen = Signal(int)
    field_chosen = Signal(int, object)
    encoding_chosen = Signal(str)
    file_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.kinds = ChoiceBox("Nhập vào")
        for kind in ImportKind:
            name = words.kind_name(kind)
            self.kinds.addItem(f"{name[:1].upper()}{name[1:]}", kind)
        self.sheets = ChoiceBox("Trang của tệp")
        self.encodings = ChoiceBox("Cách ghi chữ của tệp")
        for name in ENCODINGS:
            self.encodings.addItem(words.encoding(name), name)
        self.boxes: dict[int, QComboBox] = {}
        self._told: tuple[object, ...] = ()
        self._name, self._place = (
            PlainLabel("Chưa chọn tệp", "strong", elided=True),
            PlainLabel("", "secondary", elided=True),
        )
        self._matching, self._remembered = PlainLabel("GHÉP CỘT", "label"), PlainLabel("", "quiet")
        self._matching.hide()
        self._columns = QVBoxLayout()
        self._choose, self._paste = QPushButton("Chọn tệp…"), QPushButton("Dán từ bảng tạm")
        self._folder = QPushButton("Chọn thư mục…")
        self._lay_out()
        # Qt keeps a word of a list as a plain string
        self.kinds.activated.connect(lambda place: self.kind_chosen.emit(ImportKind(self.kinds.itemData(place))))
        self.sheets.activated.connect(self.sheet_chosen)
        self.encodings.activated.connect(lambda place: self.encoding_chosen.emit(ENCODINGS[place]))
        self._choose.clicked.connect(self.file_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._paste.clicked.connect(self.paste_wanted)

    def show_kind(self, kind: ImportKind) -> None:
        self.kinds.setCurrentIndex(list(ImportKind).index(kind))
        self._folder.setVisible(kind is ImportKind.ANSWERS)

    def show_place(self, said: str) -> None:
        """Where in the file the rows stand."""
        self._place.setText(said)

    def show_file(self, source: Source | None, sheets: Sequence[str], chosen: int, place: str) -> None:
        self._name.setText(source.name if source and source.name else "Văn bản đã dán" if source else "Chưa chọn tệp")
        self._place.setText(place)
        self.sheets.clear()
        for name in sheets:
            self.sheets.addItem(name)
        self.sheets.setCurrentIndex(chosen)
        self.sheets.setVisible(len(sheets) > 1)
        used = source.encoding if source else ""
        self.encodings.setVisible(bool(used))
        fits = (n for n, name in enumerate(ENCODINGS) if name.startswith(used) or used.startswith(name))
        self.encodings.setCurrentIndex(next(fits, 0))

    def show_columns(
        self, kind: ImportKind, columns: Sequence[Column], mapped: Mapping[int, Field], *, remembered: bool
    ) -> None:
        """One box for each column. remembered: the mapping was made by hand before."""
        told = kind, tuple(columns), dict(mapped), remembered
        if told == self._told:  # another preview of the same columns
            return
        self._told = told
        focused = next((place for place, box in self.boxes.items() if box.hasFocus()), None)
        while (item := self._columns.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        self._matching.setVisible(bool(columns))
        self._remembered.setText("đã nhớ từ lần trước" if remembered else "")
        for column in columns:
            self._columns.addWidget(_title(column))
            self._columns.addWidget(self._box(kind, column, mapped.get(column.place)))
        self._columns.addStretch(1)
        if focused in self.boxes:
            self.boxes[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _box(self, kind: ImportKind, column: Column, field: Field | None) -> QComboBox:
        box = ChoiceBox(f"Cột {column.letters} {column.title}".strip())
        box.addItem(_NOT_TAKEN, None)
        for offered in FIELDS[kind]:
            box.addItem(words.field(offered, kind), offered)
        box.setCurrentIndex(0 if field is None else FIELDS[kind].index(field) + 1)
        box.activated.connect(_Chosen(self, column.place, box))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.boxes[column.place] = box
        return box

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._choose)
        buttons.addWidget(self._paste, 1)
        mapping = QHBoxLayout()
        mapping.addWidget(self._matching)
        mapping.addStretch(1)
        mapping.addWidget(self._remembered)
        rule = QFrame()
        rule.setFixedHeight(1)
        set_role(rule, "rule")
        top = QVBoxLayout()
        top.setContentsMargins(px(16), px(12), px(16), px(8))
        top.setSpacing(px(8))
        for part in (PlainLabel("NHẬP VÀO", "label"), self.kinds, PlainLabel("TỆP", "label")):
            top.addWidget(part)
        add_layout(top, self._file_line())
        top.addWidget(self.sheets)
        top.addWidget(self.encodings)
        add_layout(top, buttons)
        top.addWidget(self._folder)
        top.addWidget(rule)
        add_layout(top, mapping)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        add_layout(column, top)
        column.addWidget(self._column_area(), 1)

    def _file_line(self) -> QHBoxLayout:
        file = QVBoxLayout()
        file.setSpacing(0)
        file.addWidget(self._name)
        file.addWidget(self._place)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(IconLabel("file-excel-outline", "text2", 20))
        add_layout(head, file, 1)
        return head

    def _column_area(self) -> QScrollArea:
        inside = QWidget()
        set_role(inside, "panel")
        self._columns.setContentsMargins(px(16), px(4), px(16), px(16))
        self._columns.setSpacing(px(3))
        inside.setLayout(self._columns)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll


def _title(column: Column) -> QWidget:
    hidden = " (cột ẩn)" if column.is_hidden else ""
    title = f" “{column.title}”" if column.title else ""
    label = PlainLabel(f"Cột {column.letters}{title}{hidden}", "secondary", elided=True)
    label.setContentsMargins(0, px(4), 0, 0)
    return label


class _Chosen:
    def __init__(self, mapping: ImportMapping, place: int, box: QComboBox) -> None:
        self._mapping, self._place, self._box = mapping, place, box

    def __call__(self, index: int) -> None:
        field = self._box.itemData(index)
        self._mapping.field_chosen.emit(self._place, Field(field) if field else None)
