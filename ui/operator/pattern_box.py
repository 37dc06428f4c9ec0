"""The office's own wording of a sentence pattern: fields under Vietnamese names, and what it says while it is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from app.commands import minutes
from app.documents.patterns import PATTERNS, Pattern, example, to_store, unknown_fields, wording
from app.queries.report import conference_phrases
from app.recovery import BOX
from ui import theme
from ui.desk import Desk
from ui.fonts import sized_font
from ui.scale import px
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.inset_box import InsetBox
from ui.widgets.plain_label import PlainLabel


class PatternBox(InsetBox):
    """Choose a pattern, word it, see the example; the button stores it. Words not stored stand there next time."""

    def __init__(self, desk: Desk, beside: QWidget) -> None:
        super().__init__(beside, "Lời mẫu của biên bản", (("Đóng, chữ đã gõ được giữ", "Esc"),))
        self._desk = desk
        self._is_loading = False
        self.chosen = ChoiceBox("Lời mẫu")
        for pattern in PATTERNS:
            self.chosen.addItem(pattern.title)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Lời mẫu viết theo cơ quan")
        self.words.setTabChangesFocus(True)
        self.words.setFont(sized_font(theme.BODY))
        self.words.setFixedHeight(px(64))
        theme.set_role(self.words, "editor")
        self.fields = PlainLabel("", "secondary")
        self.example = PlainLabel("", "body2")
        self.trouble = PlainLabel("", "need")
        for label in (self.fields, self.example, self.trouble):
            label.setWordWrap(True)
        self.store_button = QPushButton("Lưu")
        self.shipped_button = QPushButton("Lời gốc")
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.shipped_button)
        row.addWidget(self.store_button)
        for part in (self.chosen, self.words, self.fields, self.example, self.trouble):
            self.layout_box.addWidget(part)
        self.keep_in_sight(row)
        self.chosen.currentIndexChanged.connect(self._load)
        self.words.textChanged.connect(self._show_example)
        self.words.textChanged.connect(self._keep)
        self.store_button.clicked.connect(self.store)
        self.shipped_button.clicked.connect(self.take_shipped)
        desk.words_erased.connect(self._load)
        self._load()
        self.open_at(60, self.chosen, within=True)

    def pattern(self) -> Pattern:
        return PATTERNS[self.chosen.currentIndex()]

    def store(self) -> None:
        """Kept as the office's own unless it says what the program says anyway."""
        pattern = self.pattern()
        if self.trouble.text():
            return
        ready = to_store(pattern, self.words.toPlainText())
        self._change("" if ready == pattern.shipped else ready)

    def take_shipped(self) -> None:
        self._change("")

    def _change(self, words: str) -> None:
        self._desk.run(minutes.change_pattern, self.pattern().key, words)
        if not self._desk.refused:
            self._desk.drafts.end(self._key())
        self._load()

    def _key(self) -> str:
        return f"{BOX}pattern/{self.pattern().key}"

    def _wording(self) -> str:
        return wording(self.pattern(), conference_phrases(self._desk.conference.db))

    def _keep(self) -> None:
        if self._is_loading:
            return
        words = self.words.toPlainText()
        if words == self._wording():
            self._desk.drafts.end(self._key())
        else:
            self._desk.drafts.keep(self._key(), {"words": words})

    def _load(self) -> None:
        draft = self._desk.drafts.get(self._key())
        self._is_loading = True
        self.words.setPlainText(str(draft.get("words", "")) if draft else self._wording())
        self._is_loading = False
        self._show_example()

    def _show_example(self) -> None:
        pattern, text = self.pattern(), self.words.toPlainText()
        names = ", ".join(f"{{{name}}}" for name in pattern.fields)
        self.fields.setText(f"Chỗ điền: {names}" if names else "Lời mẫu này không có chỗ điền.")
        self.example.setText(f"Ví dụ: {example(pattern, text)}")
        unknown = ", ".join(f"{{{name}}}" for name in unknown_fields(pattern, text))
        empty = "" if text.strip() else "Chưa có lời nào."
        self.trouble.setText(f"Không có chỗ điền {unknown}." if unknown else empty)
        self.trouble.setVisible(bool(self.trouble.text()))
        self.store_button.setEnabled(not self.trouble.text())
