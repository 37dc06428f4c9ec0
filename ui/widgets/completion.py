"""A line of text that may be taken from a list of names by a few keys (ui.widgets.completion_popup shows the list).

The text is only ever what was typed or taken, never completed in place: the Backspaces that Unikey injects would then
delete the wrong letters (domain.md 7.5).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.queries.lookup import Candidate, rank, taken_by_enter
from ui.scale import px
from ui.widgets.completion_popup import MOST_ROWS, WIDEST, CompletionPopup, rows_in
from ui.widgets.cut_line import CutLine

_NO_ROW = -1
_FEW_ROWS = 3
"""The list goes over its line only where not even these have room under it."""
_WINDOW_REASONS = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})


class CompletionEdit(CutLine):
    """A line whose text may be taken from a list by a few keys.

    Enter and Tab take the marked row, or keep the text, and emit `entered`. ↓ and ↑ mark another row; above the first
    none is marked. Esc closes the list, then emits `left`. only_listed: the field wants something from the list.
    by_tab: it was Tab; where nobody took the focus it goes to the next field.
    """

    entered = Signal()
    left = Signal()
    candidate_taken = Signal(object)

    def __init__(self, name: str, *, only_listed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.only_listed = only_listed
        self._candidates: Sequence[Candidate] = ()
        self._suggested: Sequence[Candidate] = ()
        self._shown: Sequence[Candidate] = ()
        self._chosen: Candidate | None = None
        self._row = _NO_ROW
        self._dismissed = False
        self._popup: CompletionPopup | None = None
        self._clear_of: QWidget | None = None
        self._is_as_wide = False
        self.by_tab = False
        self.textEdited.connect(self._follow_typing)

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates

    def candidates(self) -> Sequence[Candidate]:
        return self._candidates

    def set_suggested(self, candidates: Sequence[Candidate]) -> None:
        """Names offered while nothing is typed; none of them is marked by itself."""
        self._suggested = candidates

    def keep_clear_of(self, widget: QWidget) -> None:
        """The list ends left of this widget (the hall column is never covered)."""
        self._clear_of = widget

    def list_as_wide_as_line(self) -> None:
        """The list stays inside the box its line stands in."""
        self._is_as_wide = True

    def chosen(self) -> Candidate | None:
        """What was taken from the list, as long as its text stands unchanged."""
        return self._chosen if self._chosen and self._chosen.text == self.text() else None

    def resolved(self) -> Candidate | None:
        """What was taken, or what Enter would take of the text as it stands now."""
        if self.chosen() or self._dismissed:
            return self.chosen()
        hits = rank(self.text(), self._candidates, 1)
        hit = taken_by_enter(self.text(), hits, self.only_listed)
        return hit.candidate if hit else None

    def take(self, candidate: Candidate) -> None:
        """Put a name of the list into the line."""
        self._chosen = candidate
        self.setText(candidate.text)
        self.close_list()
        self.candidate_taken.emit(candidate)

    def take_id(self, row_id: int) -> None:
        """Put the name of a row of the list into the line, if it is on the list."""
        for candidate in self._candidates:
            if candidate.id == row_id:
                self.take(candidate)
                return

    def settle(self) -> None:
        """What Enter does to the text: take the marked row, or keep what was typed."""
        if self._is_open() and self._row != _NO_ROW:
            self.take(self._shown[self._row])
        elif not self._is_open() and not self._dismissed and self.chosen() is None:
            candidate = self.resolved()
            if candidate is not None:
                self.take(candidate)
        self.close_list()

    def open_list(self) -> None:
        """Show the names for the text as it stands; nothing where there are none."""
        text = self.text()
        most = self._most_rows()
        hits = rank(text, self._candidates, most) if text.strip() or not self._suggested else ()
        offered = self._suggested[:most] if not text.strip() else ()
        self._shown = [hit.candidate for hit in hits] if hits else list(offered)
        taken = taken_by_enter(text, hits, self.only_listed)
        self._row = 0 if taken else _NO_ROW
        if not self._shown or not self.isVisible():
            self.close_list()
            return
        popup = self._made_popup()
        popup.show_names(self._shown, self._row, self._hint())
        self._place(popup)
        popup.show()
        popup.raise_()

    def close_list(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.by_tab = True
            self._enter()
            self.by_tab = False
            if self.hasFocus() and (self.chosen() or not self.only_listed or not self.text()):
                self.focusNextPrevChild(True)  # Qt's own signature
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if bare:
                self._enter()
            case Qt.Key.Key_Down if bare:
                self._move(1)
            case Qt.Key.Key_Up if bare:
                self._move(-1)
            case Qt.Key.Key_Escape if self._is_open():
                self._dismissed = True
                self.close_list()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _WINDOW_REASONS:
            self.end(False)
        if self._suggested and not self.text():
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_list()
        if event.reason() not in _WINDOW_REASONS:
            self.home(False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Also where the window is not active, so that no focus is lost: names of a line that went are not offered."""
        super().hideEvent(event)
        self.close_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._popup is not None and self._popup.isVisible():
            self._place(self._popup)

    def _enter(self) -> None:
        self.settle()
        self.entered.emit()

    def _follow_typing(self, _text: str) -> None:
        self._chosen = None
        self._dismissed = False
        self.open_list() if self.text().strip() else self.close_list()

    def _move(self, step: int) -> None:
        if not self._is_open():
            self.open_list()
            if self._is_open() and self._row == _NO_ROW and step > 0:
                self._mark(0)
            return
        self._mark(min(max(self._row + step, _NO_ROW), len(self._shown) - 1))

    def _mark(self, row: int) -> None:
        self._row = row
        popup = self._made_popup()
        popup.show_names(self._shown, row, self._hint())
        self._place(popup)

    def _hint(self) -> str:
        if self._row != _NO_ROW:
            return ""
        if not self.text().strip():
            return "Gợi ý · Xuống để chọn"
        return f"Enter giữ “{self.text().strip()}” như đã gõ"

    def _is_open(self) -> bool:
        return self._popup is not None and self._popup.isVisible()

    def _made_popup(self) -> CompletionPopup:
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = CompletionPopup(self.window())
            self._popup.picked.connect(self._take_row)
        return self._popup

    def _take_row(self, row: int) -> None:
        self.take(self._shown[row])
        self.entered.emit()

    def _place(self, popup: CompletionPopup) -> None:
        """Under the line if there is room, else over it; inside the window and left of what must stay clear."""
        window = self.window()
        top_left = self.mapTo(window, QPoint(0, 0))
        size = popup.wished_size().expandedTo(QSize(min(self.width(), px(WIDEST)), 0))
        if self._is_as_wide:
            size.setWidth(self.width())
        right = window.width() - 4
        if self._clear_of is not None and self._clear_of.isVisible():
            right = min(right, self._clear_of.mapTo(window, QPoint(0, 0)).x() - 4)
        left = max(4, min(top_left.x(), right - size.width()))
        below = top_left.y() + self.height() + 4
        over = top_left.y() - size.height() - 4
        fits_below = below + size.height() <= window.height()
        popup.setGeometry(QRect(QPoint(left, below if fits_below else over), size))

    def _most_rows(self) -> int:
        """As many as there is room for under the line, or over it: none is cut by the window's edge."""
        window = self.window()
        top = self.mapTo(window, QPoint(0, 0)).y()
        over, below = rows_in(top - 4), rows_in(window.height() - top - self.height() - 4)
        return min(MOST_ROWS, below if below >= _FEW_ROWS else max(over, below, 1))
