"""Files of pictures and PDF pages read and drawn in a child process: what they do to their reader stays there.

Knows no widget and no application, so that the child is soon there.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.domain.asset import Asset, asset_of

LARGEST = 50 * 2**20
"""Bytes of a file: a scanned document, not a film."""
LARGEST_SCREEN = QSize(3840, 2160)
_MEDIA_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
PDF = _MEDIA_TYPES[".pdf"]
FILTER = "Ảnh hoặc PDF (*.png *.jpg *.jpeg *.webp *.pdf)"


class UnreadableError(Exception):
    """The file is no picture and no PDF; the message says so in Vietnamese."""


class Raster(NamedTuple):
    """A picture as it comes through a pipe. stride: bytes of a row; form: value of the QImage.Format."""

    width: int
    height: int
    stride: int
    form: int
    pixels: bytes

    def image(self) -> QImage:
        """A picture that owns its pixels."""
        form = QImage.Format(self.form)
        return QImage(self.pixels, self.width, self.height, self.stride, form).copy()


def read_file(path: Path) -> Asset:
    """The file ready to be kept. Errors: UnreadableError, OSError."""
    media_type = _MEDIA_TYPES.get(path.suffix.lower(), "")
    if not media_type or path.stat().st_size > LARGEST:
        raise UnreadableError("Chỉ nhận ảnh hoặc PDF không quá 50 MB.")
    content = path.read_bytes()
    if decoded(media_type, content, 0, LARGEST_SCREEN) is None:
        raise UnreadableError("Không đọc được tệp này.")
    return asset_of(path.name, media_type, content)


def raster(media_type: str, content: bytes, page: int, largest: tuple[int, int]) -> Raster | None:
    """decoded() as a child returns it; largest: width and height in pixels."""
    image = decoded(media_type, content, page, QSize(*largest))
    if image is None:
        return None
    pixels = bytes(image.constBits())
    return Raster(image.width(), image.height(), image.bytesPerLine(), image.format().value, pixels)


def page_counts(files: list[tuple[str, bytes]]) -> list[int]:
    """Of each media type and content; 0 where it cannot be read."""
    return [_page_count(*file) for file in files]


def decoded(media_type: str, content: bytes, page: int, largest: QSize) -> QImage | None:
    """The picture, not larger than that; or one page of the PDF, drawn as large as it fits in there."""
    if media_type == PDF:
        return _pdf_page(content, page, largest)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > largest.width() or size.height() > largest.height()):
        reader.setScaledSize(size.scaled(largest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _page_count(media_type: str, content: bytes) -> int:
    if media_type != PDF:
        return 1
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def _pdf_page(content: bytes, page: int, largest: QSize) -> QImage | None:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            if not 0 <= page < len(document):
                return None
            drawn = document[page]
            scale = min(largest.width() / drawn.get_width(), largest.height() / drawn.get_height())
            bitmap = drawn.render(scale=scale, rev_byteorder=True)
            form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888
            return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
    except pypdfium2.PdfiumError:
        return None
