"""The navigation of the lists: pages by group, how many rows each has, and which holds something unsaved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.dates import dotted
from app.domain.records import dataclass
from app.domain.text import fold
from ui import scale, theme
from ui.dialogs.all_pages import GROUPS
from ui.dialogs.inputs import is_bare
from ui.dialogs.pages import Page, PageKey
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.models.row_model import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex
_ROW, _GROUP = 30, 30
_ROW_COMPACT, _GROUP_COMPACT = 25, 24


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: a group (page None) or a page."""

    title: str
    page: Page | None = None
    count: int = 0
    has_draft: bool = False
    is_open: bool = True


class PageListModel(QAbstractListModel):
    """The lines in their order; only pages that are open can be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        for title, pages in GROUPS:
            self._entries += [Entry(title), *(Entry(page.title, page) for page in pages)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.title
        return entry if role == ROW_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self._entries[index.row()]
        if entry.page is None or not entry.is_open:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def row_of(self, key: PageKey) -> int:
        return next(i for i, entry in enumerate(self._entries) if entry.page is not None and entry.page.key is key)

    def entries(self) -> list[Entry]:
        return list(self._entries)

    def learn(self, counts: Mapping[PageKey, int], drafts: set[PageKey], only_live: bool) -> None:
        """Show counts and drafts; while the conference runs only the pages made for that are open."""
        for place, entry in enumerate(self._entries):
            if entry.page is None:
                continue
            key = entry.page.key
            known = replace(
                entry,
                count=counts.get(key, 0),
                has_draft=key in drafts,
                is_open=entry.page.in_live or not only_live,
            )
            if known != entry:
                self._entries[place] = known
                self.dataChanged.emit(self.index(place), self.index(place))


class _EntryDelegate(QStyledItemDelegate):
    """Group names in capitals; pages with icon, name and count."""

    compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ROW_ROLE)
        heights = (_GROUP_COMPACT, _ROW_COMPACT) if self.compact else (_GROUP, _ROW)
        return scale.size(160, heights[entry.page is not None])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ROW_ROLE)
        painter.save()
        rect = scale.cell(painter, option.rect)
        state: QStyle.StateFlag = option.state
        if entry.page is None:
            self._paint_group(painter, rect, entry.title)
        else:
            view: QWidget = option.widget
            self._paint_page(painter, rect, entry, (bool(state & QStyle.StateFlag.State_Selected), view.hasFocus()))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, title: str) -> None:
        font = sized_font(theme.SMALL, 600)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.4)
        painter.setFont(font)
        painter.setPen(QColor(theme.palette().text2))
        place = rect.adjusted(16, 0, -8, -4)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), title)

    def _paint_page(self, painter: QPainter, rect: QRect, entry: Entry, chosen: tuple[bool, bool]) -> None:
        p = theme.palette()
        selected, focused = chosen
        ink = p.text if entry.is_open else p.text3
        if selected:
            painter.fillRect(rect, QColor(p.sel))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(p.text))
        if selected and focused:
            painter.setPen(QColor(p.text))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        middle = rect.center().y()
        icon = entry.page.icon if entry.page else ""
        paint_icon(painter, QRectF(rect.left() + 16, middle - 7, 15, 15), icon, ink if selected else p.text2)
        right = rect.right() - 14
        painter.setFont(sized_font(theme.SMALL))
        painter.setPen(QColor(p.text3))
        if entry.has_draft:
            paint_icon(painter, QRectF(right - 15, middle - 7, 15, 15), "pencil", p.text)
            right -= 21
        elif entry.count:
            words = dotted(entry.count)
            painter.drawText(
                QRect(rect.left(), rect.top(), right - rect.left(), rect.height()),
                int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
                words,
            )
            right -= painter.fontMetrics().horizontalAdvance(words) + 6
        painter.setFont(sized_font(theme.BODY, 600 if selected else 400))
        painter.setPen(QColor(ink))
        room = QRect(rect.left() + 39, rect.top(), right - rect.left() - 39, rect.height())
        shown = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class PageList(QListView):
    """page_chosen(PageKey): another page, by a person. entered: Enter. left: Esc. Letters find a page."""

    page_chosen = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages_model = PageListModel(self)
        self.setModel(self.pages_model)
        self._delegate = _EntryDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Danh mục")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def set_compact(self, compact: bool) -> None:
        self._delegate.compact = compact
        self.scheduleDelayedItemsLayout()

    def mark(self, key: PageKey) -> None:
        """Make a page current; page_chosen tells if it was another one."""
        self.setCurrentIndex(self.pages_model.index(self.pages_model.row_of(key)))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  # Qt's name
        """The next page with a word that begins with the letter, without its marks."""
        current = self.currentIndex().row()
        entries = self.pages_model.entries()
        for step in range(1, len(entries) + 1):
            place = (current + step) % len(entries)
            entry = entries[place]
            if entry.page and entry.is_open and fold(entry.title).startswith(fold(search)):
                self.setCurrentIndex(self.pages_model.index(place))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_bare(event) and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif is_bare(event) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        entry: Entry | None = current.data(ROW_ROLE)
        if entry is not None and entry.page is not None:
            self.page_chosen.emit(entry.page.key)
