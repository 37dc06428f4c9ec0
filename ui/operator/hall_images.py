"""Still pictures and PDF pages of the conference file, as images for the hall's painter; and files that become ones."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.conference import Database
from app.domain.asset import Asset, asset_of
from app.domain.facts import Facts, Mode
from app.queries import desk, hall
from ui.projector.stage import HallSettings

LARGEST = 50 * 2**20
"""Bytes of a file: a scanned document, not a film."""
KEPT = 2
"""The one on air and the one in the preview: at 4K each takes 32 MiB."""
LARGEST_SCREEN = QSize(3840, 2160)
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
FILTER = "Ảnh hoặc PDF (*.png *.jpg *.jpeg *.webp *.pdf)"


class UnreadableError(Exception):
    """The file is no picture and no PDF; the message says so in Vietnamese."""


def hall_settings(db: Database, images: HallImages, *, small_clock: bool) -> HallSettings:
    """How the hall of this conference is painted: its size (the usual one where none is given), mode and pictures."""
    facts, usual = desk.facts(db), Facts()
    depth = (facts.hall_depth_dm or usual.hall_depth_dm) / 10
    height = (facts.picture_height_dm or usual.picture_height_dm) / 10
    return HallSettings(depth, height, facts.mode is Mode.REHEARSAL, small_clock, images.image)


class HallImages:
    """Finds an image by SHA-256 and page; None if it is gone or broken (the hall then shows its plain ground).

    largest: pixels of the largest picture it will be drawn in; a smaller one is decoded sooner.
    """

    def __init__(self, db: Database, largest: QSize = LARGEST_SCREEN) -> None:
        self._db, self._largest = db, largest
        self._kept: OrderedDict[tuple[str, int], QImage | None] = OrderedDict()

    def image(self, sha256: str, page: int) -> QImage | None:
        key = (sha256, page)
        if key not in self._kept:
            found = hall.file_content(self._db, sha256)
            self._kept[key] = decoded(*found, page, self._largest) if found else None
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def pages(self, sha256: str) -> int:
        found = hall.file_content(self._db, sha256)
        return page_count(*found) if found else 0


def read_file(path: Path) -> Asset:
    """The file ready to be kept. Errors: UnreadableError, OSError."""
    media_type = _MEDIA_TYPES.get(path.suffix.lower(), "")
    if not media_type or path.stat().st_size > LARGEST:
        raise UnreadableError("Chỉ nhận ảnh hoặc PDF không quá 50 MB.")
    content = path.read_bytes()
    if decoded(media_type, content, 0) is None:
        raise UnreadableError("Không đọc được tệp này.")
    return asset_of(path.name, media_type, content)


def decoded(media_type: str, content: bytes, page: int, largest: QSize = LARGEST_SCREEN) -> QImage | None:
    """The picture, not larger than that; or one page of the PDF, drawn as high."""
    if media_type == "application/pdf":
        return _pdf_page(content, page, largest.height())
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > largest.width() or size.height() > largest.height()):
        reader.setScaledSize(size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def page_count(media_type: str, content: bytes) -> int:
    if media_type != "application/pdf":
        return 1
    import pypdfium2  # a large library: not at the start of the program

    try:
        with pypdfium2.PdfDocument(content) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def _pdf_page(content: bytes, page: int, height: int) -> QImage | None:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            if not 0 <= page < len(document):
                return None
            drawn = document[page]
            bitmap = drawn.render(scale=height / drawn.get_height(), rev_byteorder=True)
            form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
            return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
    except pypdfium2.PdfiumError:
        return None
