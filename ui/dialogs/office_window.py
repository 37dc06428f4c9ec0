"""The office's papers in its own words: letterhead, type sizes, fixed phrases; kept as a profile for new conferences.

Names, symbols, recipients and signers are rows of the lists; the profile takes all of them together. Closed while the
conference runs.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.commands import office as office_commands
from app.domain.changes import Changes, Table
from app.domain.facts import Mode
from app.office_file import OfficeFileError, read_profile, write_profile
from app.queries import desk as desk_query
from app.queries.office import office_profile
from app.queries.report import conference_phrases
from ui.desk import Desk
from ui.dialogs.fields import Field, Kind, Option, OptionsOf, Section, Values
from ui.dialogs.form_draft import FormDraft
from ui.dialogs.office_fields import GROUPS, LETTERHEADS, OF_LEVEL, TYPE_SIZES, shown, slots_of, stored
from ui.dialogs.record_form import RecordForm
from ui.layout_items import add_layout, layout_items
from ui.scale import px
from ui.theme import set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.scroll_frame import SMALLEST_WINDOW

_LETTERHEAD, _TYPE_SIZE = "common.letterhead", "common.type_size"
_SHIPPED = {_LETTERHEAD: "state", _TYPE_SIZE: "large"} | {
    phrase.key: phrase.shipped for _, phrases in GROUPS for phrase in phrases
}
_ADVICE = (
    "Chữ trong ngoặc nhọn như {tên hội nghị} do phần mềm điền, để nguyên khi sửa. "
    "Xóa trắng một ô là lấy lại lời có sẵn."
)
_KIND = "Mẫu cơ quan (*.json)"


class OfficeWindow(QWidget):
    """open(key) shows it, the caret in one field. profile: where the office's profile lies on this computer."""

    def __init__(self, desk: Desk, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Văn bản của cơ quan")
        set_role(self, "ground")
        self.resize(760, 640)
        self._desk = desk
        self._profile = profile
        self.form = RecordForm(_sections(), desk.conference.db, advice=_ADVICE)
        self._draft = FormDraft(self.form, desk)
        self.words = PlainLabel("", "secondary")
        self.words.setWordWrap(True)
        self.store_button = QPushButton("Lưu")
        self.keep_button = QPushButton("Lưu làm mẫu của cơ quan")
        self.take_button = QPushButton("Lấy theo mẫu")
        self.export_button = QPushButton("Xuất mẫu ra tệp…")
        self.import_button = QPushButton("Lấy mẫu từ tệp…")
        self.close_button = QPushButton("Đóng · Esc")
        self.close_button.setToolTip("Chữ đã gõ được lưu khi đóng")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self.setMinimumSize(SMALLEST_WINDOW)
        self.store_button.clicked.connect(self.store)
        self.keep_button.clicked.connect(self._keep)
        self.take_button.clicked.connect(self._take)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        self.close_button.clicked.connect(self.close)
        desk.changed.connect(self.refresh)

    def open(self, key: str = "") -> None:
        """Show the settings; nothing opens while the conference runs."""
        if self._is_live():
            return
        self._load()
        self.say("")
        self.show()
        self.raise_()
        self.activateWindow()
        self.form.focus_field(key if key in self.form.field_names() else "")

    def refresh(self, changes: Changes | None = None) -> None:
        if not self.isVisible():
            return
        if self._is_live():
            self.close()
        elif changes is not None and changes.touches(Table.PHRASE, Table.CONFERENCE) and not self.form.is_dirty:
            self._load()

    def store(self) -> bool:
        """Record what was changed; False if a field names something the program cannot fill in."""
        changed = self.form.changed_values()
        if changed is None:
            return False
        wanted = {key: stored(str(text).strip()) for key, text in changed.items()}
        for key, text in wanted.items():
            unknown = slots_of(text) - slots_of(_SHIPPED[key]) - OF_LEVEL
            if unknown:
                self.say(f"Phần mềm không có gì để điền vào {shown(f'{{{min(unknown)}}}')} ở ô này.")
                self.form.focus_field(key)
                return False
        ready = {key: "" if text == _SHIPPED[key] else text for key, text in wanted.items()}
        if ready:
            self._desk.run(office_commands.set_phrases, ready)
            if self._desk.refused:
                return False
            self.say("Đã lưu.")
        self._draft.end()
        self._load()
        return True

    def say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed is stored; what cannot be stays in its field."""
        if self.form.is_dirty and not self._is_live() and not self.store():
            event.ignore()
            return
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def keep_as(self, path: Path) -> None:
        """Write all the office has set in this conference as a profile."""
        if not self.store():
            return
        try:
            write_profile(path, office_profile(self._desk.conference.db))
        except OSError:
            self.say(f"Không ghi được mẫu vào “{path.parent}”.")
            return
        usual = path == self._profile
        self.say("Đã lưu mẫu. Hội nghị mới sẽ bắt đầu theo mẫu này." if usual else f"Đã xuất mẫu ra “{path.name}”.")

    def take_from(self, path: Path) -> None:
        """Put a profile into this conference, in place of what the office has set; typed words are stored first."""
        if not self.store():
            return
        try:
            profile = read_profile(path)
        except OSError:
            self.say("Chưa có mẫu của cơ quan trên máy này." if path == self._profile else "Không đọc được tệp này.")
            return
        except OfficeFileError:
            self.say(f"“{path.name}” không phải là mẫu cơ quan của phần mềm này.")
            return
        self._desk.run(office_commands.apply_profile, profile)
        self._load()
        self.say("Đã lấy mẫu. Ctrl+U để trở lại như trước.")

    def _keep(self) -> None:
        self.keep_as(self._profile)

    def _take(self) -> None:
        self.take_from(self._profile)

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Xuất mẫu của cơ quan", self._profile.name, _KIND)
        if chosen:
            self.keep_as(Path(chosen))

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Lấy mẫu của cơ quan", "", _KIND)
        if chosen:
            self.take_from(Path(chosen))

    def _load(self) -> None:
        own = conference_phrases(self._desk.conference.db)
        values: Values = {key: shown(own.get(key) or text) for key, text in _SHIPPED.items()}
        self._draft.show("office", values)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the text is large on a small screen, what goes to files and comes from them stands below."""
        super().resizeEvent(event)
        wanted = sum(group.sizeHint().width() for group in layout_items(self._row)) + px(40)
        is_narrow = self.width() < wanted
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)

    def _is_live(self) -> bool:
        return desk_query.facts(self._desk.conference.db).phase is Mode.LIVE

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        foot = QWidget()
        set_role(foot, "sunken-foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self.store_button, "main")
        row = self._row
        row.setSpacing(px(8))
        for buttons in (
            (self.store_button, self.keep_button, self.take_button),
            (self.export_button, self.import_button, self.close_button),
        ):
            group = QHBoxLayout()
            group.setSpacing(px(8))
            for button in buttons:
                group.addWidget(button)
            group.addStretch(1)
            add_layout(row, group)
        row.setStretch(0, 1)
        below = QVBoxLayout(foot)
        below.setContentsMargins(px(16), px(10), px(16), px(10))
        below.setSpacing(px(6))
        below.addWidget(self.words)
        add_layout(below, row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(foot)


def _sections() -> list[Section]:
    form = (
        Field(_LETTERHEAD, "Tiêu đề văn bản", Kind.CHOICE, _options(LETTERHEADS), width=6),
        Field(_TYPE_SIZE, "Bộ cỡ chữ", Kind.CHOICE, _options(TYPE_SIZES), width=6),
    )
    sections = [Section("THỂ THỨC", form)]
    for title, phrases in GROUPS:
        fields = tuple(Field(phrase.key, phrase.label, Kind.TEXT, lines=phrase.lines) for phrase in phrases)
        sections.append(Section(title, fields))
    return sections


def _options(choices: tuple[tuple[str, str], ...]) -> OptionsOf:
    options = tuple(Option(value, words) for value, words in choices)
    return lambda _db: options
