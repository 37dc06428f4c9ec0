"""Ctrl+K: every act by name but those that move the hall (own keys and buttons only); shows the key, to be learnt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.records import dataclass
from app.domain.text import fold
from app.queries.lookup import Candidate, prepare, rank
from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.keys import Keys
from ui.layout_items import add_layout
from ui.operator.overlay import Overlay
from ui.scale import px
from ui.shortcuts import BINDINGS, Action, Binding, Scope
from ui.theme import set_role
from ui.widgets.key_cap import CapColours, cap_width, paint_cap
from ui.widgets.key_hints import key_hints

_ENTRY = Qt.ItemDataRole.UserRole
_ROW = 32
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: words, key (may be empty), icon, and what it does."""

    words: str
    key: str
    icon: str
    do: Callable[[], object]


class Palette(Overlay):
    """extra: acts without a key (phases, theme, screens …), given by the window each time it opens."""

    def __init__(
        self,
        area: QWidget,
        keys: Keys,
        extra: Callable[[], Sequence[Entry]],
        bindings: Sequence[Binding] = BINDINGS,
    ) -> None:
        super().__init__(area, widest=560)
        self._keys = keys
        self._extra = extra
        self._bindings = bindings
        self._entries: tuple[Entry, ...] = ()
        self._names: tuple[Candidate, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Gõ tên lệnh, không cần dấu")
        self.field.setAccessibleName("Tìm lệnh")
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName("Các lệnh")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._run_item)
        set_role(self.list, "panel")
        self.content.setContentsMargins(px(16), px(16), px(16), px(12))
        self.content.addWidget(self.field)
        self.content.addWidget(self.list, 1)
        add_layout(self.content, key_hints(("Chọn", "Enter"), ("Đóng", "Esc")))

    def open(self) -> None:
        self._learn()
        self.field.clear()
        self._filter("")
        super().open()

    def renew(self) -> None:
        """Other acts can be done now; what was typed and chosen stays."""
        if not self.isVisible():
            return
        chosen: QListWidgetItem | None = self.list.currentItem()
        words = "" if chosen is None else chosen.text()
        self._learn()
        self._filter(self.field.text())
        for item in self.list.findItems(words, Qt.MatchFlag.MatchExactly)[:1]:
            self.list.setCurrentItem(item)

    def _learn(self) -> None:
        acts = [
            Entry(binding.text, binding.keys[0], binding.icon, _Trigger(self._keys, binding.action))
            for binding in self._bindings
            if binding.scope is Scope.WINDOW
            and binding.action is not Action.PALETTE
            and not binding.moves_hall
            and self._keys.has(binding.action)
        ]
        self._entries = (*acts, *self._extra())
        self._names = tuple(prepare(place, entry.words) for place, entry in enumerate(self._entries))

    def entries(self) -> tuple[Entry, ...]:
        """The lines that match now."""
        return tuple(self.list.item(row).data(_ENTRY) for row in range(self.list.count()))

    def panel_height(self, most: int) -> int:
        return min(most, px(16 + 30 + 8 + 12 * _ROW + 8 + 24 + 12))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        key = Qt.Key(event.key())
        if key in steps:
            row = self.list.currentRow() + steps[key]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run_item(self.list.currentItem())
            return True
        return False

    def _filter(self, typed: str) -> None:
        self.list.clear()
        for entry in self._matching(typed):
            item = QListWidgetItem(entry.words, self.list)
            item.setData(_ENTRY, entry)
        self.list.setCurrentRow(0)

    def _matching(self, typed: str) -> list[Entry]:
        """By initials ("dds") and by words; those that match best come first, the others as they stand."""
        words = fold(typed).split()
        ranked = [hit.candidate.id for hit in rank(typed, self._names, len(self._names))] if words else []
        shown = [self._entries[place] for place in ranked]
        chosen = set(ranked)
        return shown + [
            entry
            for place, entry in enumerate(self._entries)
            if place not in chosen and all(word in fold(entry.words) for word in words)
        ]

    def _run_item(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        entry: Entry = item.data(_ENTRY)
        self.leave_and(entry.do)


class _Trigger:
    """Carries out the act of a palette line as its key would."""

    def __init__(self, keys: Keys, action: Action) -> None:
        self._keys, self._action = keys, action

    def __call__(self) -> None:
        self._keys.trigger(self._action)


class _Rows(QStyledItemDelegate):
    """Icon, words, key cap at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return scale.size(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(_ENTRY)
        p = theme.palette()
        painter.save()
        rect = QRectF(scale.cell(painter, option.rect))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(p.sel))
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(p.text))
        middle = rect.center().y()
        if entry.icon:
            paint_icon(painter, QRectF(rect.left() + 10, round(middle - 7.5), 15, 15), entry.icon, p.text2)
        painter.setPen(QColor(p.text))
        painter.setFont(sized_font(theme.BODY))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
        room = rect.adjusted(34, 0, -10 - (cap_width(entry.key) + 10 if entry.key else 0), 0)
        words = QFontMetricsF(painter.font()).elidedText(entry.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, flags, words)
        if entry.key:
            left = rect.right() - 10 - cap_width(entry.key)
            paint_cap(painter, left, middle, entry.key, CapColours(p.line2, p.text2))
        painter.restore()
