"""The pages of a PDF file as pictures, one at a time, with the keys to turn them. Never keeps the file open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.dialogs.inputs import is_bare
from ui.fonts import sized_font
from ui.scale import px
from ui.tasks import run_in_background

if TYPE_CHECKING:
    import pypdfium2

_MARGIN = 16
_NEXT = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down})
_PREVIOUS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up})
_UNREADABLE = "Không đọc được tệp này."


class PdfPreview(QWidget):
    """page_changed: another page or another file. page counts from 0; path: of the file whose page is seen."""

    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Xem trước trang in")
        self.setMinimumSize(px(240), px(240))
        self._document: pypdfium2.PdfDocument | None = None
        self.path: Path | None = None
        self._asked = 0
        self._words = ""
        self._picture = QImage()
        self.page = 0
        self.page_count = 0
        self._fit_later = QTimer(self, singleShot=True, interval=0)
        self._fit_later.timeout.connect(self._draw)

    def show_file(self, path: Path, missing: str) -> None:
        """Show the first page as soon as the file has been read, which a stick may make long.

        missing: the words where there is none; one that cannot be read says so.
        """
        self.say("")
        asked = self._asked
        told = partial(self._refused, asked, missing)
        run_in_background(partial(_content, path), partial(self._came, asked, path), told, in_process=False)

    def _came(self, asked: int, path: Path, content: bytes) -> None:
        import pypdfium2

        if asked != self._asked:
            return
        try:
            # From memory: an open file could not be replaced on Windows when the paper is made anew.
            self._document = pypdfium2.PdfDocument(content)
            self.page_count = len(self._document)
        except pypdfium2.PdfiumError:
            self.say(_UNREADABLE)
            return
        self.path = path
        self._draw()

    def _refused(self, asked: int, missing: str, error: Exception) -> None:
        if asked == self._asked:
            is_there = not isinstance(error, (FileNotFoundError, NotADirectoryError, IsADirectoryError))
            self.say(_UNREADABLE if is_there else missing)

    def say(self, words: str) -> None:
        """No file: words instead of a page."""
        self.close_file()
        self._words = words
        self.page_changed.emit()
        self.update()

    def close_file(self) -> None:
        if self._document is not None:
            self._document.close()
        self._document = self.path = None
        self._picture = QImage()
        self._asked += 1
        self.page = self.page_count = 0

    def turn(self, step: int) -> None:
        """Go on (1) or back (-1) by a page, as far as there are pages."""
        wanted = self.page + step
        if 0 <= wanted < self.page_count:
            self.page = wanted
            self._draw()

    def turn_on(self) -> None:
        self.turn(1)

    def turn_back(self) -> None:
        self.turn(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_bare(event) and event.key() in _NEXT | _PREVIOUS:
            self.turn(1 if event.key() in _NEXT else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees is let go; the window asks for its file again when it is shown."""
        super().hideEvent(event)
        self.close_file()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a turn of its own: what is said below the page of a paper just shown makes room for itself as well."""
        super().resizeEvent(event)
        self._fit_later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(p.bg))
        if self._picture.isNull():
            painter.setFont(sized_font(px(theme.BODY)))
            painter.setPen(QColor(p.text2))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN), int(flags), self._words)
        else:
            size = self._picture.deviceIndependentSize()
            left = round((self.width() - size.width()) / 2)
            top = round((self.height() - size.height()) / 2)
            painter.drawImage(QPointF(left, top), self._picture)
            painter.setPen(QPen(QColor(p.line2), 1))
            painter.drawRect(left - 1, top - 1, round(size.width()) + 1, round(size.height()) + 1)
        if self.hasFocus():
            painter.setPen(QPen(QColor(p.text), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw(self) -> None:
        """Draw the page as large as fits, sharp at the resolution of the screen."""
        if self._document is None:
            return
        page = self._document[self.page]
        width, height = page.get_size()
        room = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        ratio = self.devicePixelRatioF()
        scale = max(min(room[0] / width, room[1] / height), 0.1) * ratio
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture_format = QImage.Format.Format_RGBA8888 if bitmap.n_channels == 4 else QImage.Format.Format_RGB888
        picture = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, picture_format)
        self._picture = picture.copy()
        self._picture.setDevicePixelRatio(ratio)
        bitmap.close()
        page.close()
        self.page_changed.emit()
        self.update()


def _content(path: Path) -> bytes:
    import pypdfium2  # noqa: F401  # a large library: here, not in a turn of the console

    return path.read_bytes()
