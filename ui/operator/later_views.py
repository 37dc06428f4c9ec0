"""What stands in place of the room: the minutes as they write themselves, the closing card. Made when first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from app.queries.floor import CurrentQuestion
    from ui.desk import Desk
    from ui.operator.closing_view import ClosingView
    from ui.operator.minutes_view import MinutesView


class LaterViews(QWidget):
    """What the panel of the room gives them is set by the panel itself.

    closing_wanted(bool): the closing card on the chair's screen, or its usual picture.
    """

    closing_wanted = Signal(bool)
    _desk: Desk
    _view: CurrentQuestion | None
    _whole: QStackedWidget

    @cached_property
    def written(self) -> MinutesView:
        """Made when first wanted: it brings the wording of the papers, a tenth of a second of a start."""
        from ui.operator.minutes_view import MinutesView

        made = MinutesView(self._desk)
        made.closed.connect(self.go_written)
        self._whole.addWidget(made)
        return made

    @cached_property
    def closing(self) -> ClosingView:
        """Made when first wanted, as the minutes are."""
        from ui.operator.closing_view import ClosingView

        made = ClosingView(self._desk)
        made.closed.connect(self.go_closing)
        made.chair_wanted.connect(self.closing_wanted)
        self._whole.addWidget(made)
        return made

    def go_back_to_text(self) -> None:
        raise NotImplementedError

    def go_written(self) -> None:
        """Ctrl+6: the minutes as they stand, in place of the room; the same key and Esc lead back."""
        if self._whole.currentWidget() is self.written:
            self.leave_written()
            self.go_back_to_text()
        else:
            self._whole.setCurrentWidget(self.written)
            self.written.open_view()

    def show_sentence(self, key: str) -> None:
        """One sentence of the minutes as they stand."""
        self._whole.setCurrentWidget(self.written)
        self.written.open_view()
        self.written.choose(key)

    def go_closing(self) -> None:
        """Shift+F12: what the chair may say at the end, in place of the room; the same key and Esc lead back."""
        if self._whole.currentWidget() is self.closing:
            self.leave_written()
            self.go_back_to_text()
        else:
            self.leave_written()
            self._whole.setCurrentWidget(self.closing)
            self.closing.open_view()

    def leave_written(self) -> None:
        if "written" in vars(self):
            self.written.store()
        self._whole.setCurrentIndex(1 if self._view is None else 0)
