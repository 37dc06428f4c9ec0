"""The pages of a PDF file as pictures, one at a time, with the keys to turn them. Never keeps the file open."""

from __future__ import annotations

import atexit
import importlib
import threading
import weakref
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.cold_libraries import read_libraries
from app.domain.records import dataclass
from ui import theme
from ui.dialogs.inputs import is_bare
from ui.fonts import sized_font
from ui.scale import px
from ui.tasks import run_in_background

_MARGIN = 16
_NEXT = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Down})
_PREVIOUS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Up})
_UNREADABLE = "Không đọc được tệp này."
_pdfium = threading.Lock()
"""The library may be used by one thread at a time."""
_is_over = threading.Event()
_LONGEST_S = 5.0
"""So long the end waits for a page under way."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page as large as fits into width by height (pixels of the screen, ratio of them to a point of Qt's)."""

    page: int
    width: float
    height: float
    ratio: float


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a thread made of _Wanted. count: pages of the file."""

    wanted: _Wanted
    count: int
    picture: QImage


class PdfPreview(QWidget):
    """page_changed: another page or another file. page counts from 0; path: of the file whose page is seen."""

    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Xem trước trang in")
        self.setMinimumSize(px(240), px(240))
        self.path: Path | None = None
        self._content = b""
        self._asked = 0
        self._words = ""
        self._picture = QImage()
        self.page = 0
        self.page_count = 0
        self._wanted_page = 0
        self._is_drawing = False
        self._fit_later = QTimer(self, singleShot=True, interval=0)
        self._fit_later.timeout.connect(self._draw)

    def show_file(self, path: Path, missing: str) -> None:
        """Show the first page as soon as the file has been read, which a stick may make long.

        missing: the words where there is none; one that cannot be read says so.
        """
        self.say("")
        asked = self._asked
        told = partial(self._refused, asked, missing)
        run_in_background(path.read_bytes, partial(self._came, asked, path), told, in_process=False)

    def _came(self, asked: int, path: Path, content: bytes) -> None:
        if asked == self._asked:
            self.path, self._content = path, content
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
        self.path, self._content = None, b""
        self._picture = QImage()
        self._asked += 1
        self.page = self.page_count = self._wanted_page = 0

    def turn(self, step: int) -> None:
        """Go on (1) or back (-1) by a page, as far as there are pages; it is seen as soon as it is drawn."""
        wanted = self._wanted_page + step
        if 0 <= wanted < self.page_count:
            self._wanted_page = wanted
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
        """Beside the console: a full page takes as long as the loop may stand still. The page before stays until then.

        One at a time; who turns on meanwhile gets the page wanted last.
        """
        if not self._content or self._is_drawing:
            return
        self._is_drawing = True
        asked = self._asked
        work = partial(_drawn, self._content, self._wanted())
        run_in_background(work, partial(self._show, asked), partial(self._unreadable, asked), in_process=False)

    def _wanted(self) -> _Wanted:
        ratio = self.devicePixelRatioF()
        width, height = (ratio * max(side - 2 * _MARGIN, 1) for side in (self.width(), self.height()))
        return _Wanted(self._wanted_page, width, height, ratio)

    def _show(self, asked: int, drawn: _Drawn) -> None:
        self._is_drawing = False
        if asked == self._asked:
            self._picture, self.page, self.page_count = drawn.picture, drawn.wanted.page, drawn.count
            self.page_changed.emit()
            self.update()
        if drawn.wanted != self._wanted() or asked != self._asked:
            self._draw()

    def _unreadable(self, asked: int, _: Exception) -> None:
        self._is_drawing = False
        if asked == self._asked:
            self.say(_UNREADABLE)
        else:
            self._draw()


def _drawn(content: bytes, wanted: _Wanted) -> _Drawn:
    """In a thread: sharp at the resolution of the screen, with bytes in the order in which the screen has them.

    The document is opened anew for each page, in less than a millisecond: none is left open for others.
    """
    with _pdfium:
        if _is_over.is_set():
            raise InterruptedError
        _load()
        import pypdfium2

        with pypdfium2.PdfDocument(content) as document:
            page = document[wanted.page]
            width, height = page.get_size()
            scale = max(min(wanted.width / width, wanted.height / height), 0.1 * wanted.ratio)
            bitmap = page.render(scale=scale, prefer_bgrx=True)
            shown = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            picture = shown.copy()
            bitmap.close()
            page.close()
            count = len(document)
    picture.setDevicePixelRatio(wanted.ratio)
    return _Drawn(wanted, count, picture)


@cache
def _load() -> None:
    """A large library: here, not in a turn of the console.

    As Python ends it closes what is open and is taken down: in the middle of a page that is a segmentation fault.
    """
    read_libraries("pypdfium2_raw")
    importlib.import_module("pypdfium2")
    weakref.finalize(_is_over, _is_over.set)  # the first of all registers the closing of what is open
    atexit.register(_end)  # what was registered last comes first


def _end() -> None:
    """No page is begun any more; the one under way is drawn to its end."""
    _is_over.set()
    _pdfium.acquire(timeout=_LONGEST_S)
