"""Parts of the hall column: the band that says what a picture is, and the frame that shows it, scaled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import scale, theme
from ui.fonts import sized_font
from ui.icons import paint_icon
from ui.scale import px
from ui.widgets.buttons import PaintedButton
from ui.widgets.icon_label import Pointer, paint_pointer

_TWO_LINES = 40
_LEFT_OF_WORDS = 26
"""Height of a band that has its remark below the name."""
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip)


class Band(QWidget):
    """A pointer, what the picture is, and a remark at the right. fill and ink are tokens of theme.Palette."""

    def __init__(self, pointer: Pointer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = pointer
        self._name = self._remark = ""
        self._fill, self._ink = "prev_tint", "prev"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, name: str, remark: str, fill: str, ink: str) -> None:
        self._name, self._remark, self._fill, self._ink = name, remark, fill, ink
        self.setAccessibleName(f"{name}. {remark}" if remark else name)
        self.update()

    def words(self) -> tuple[str, str]:
        return self._name, self._remark

    def is_cut(self) -> bool:
        """Whether the name has no room; the remark may end in "…"."""
        wide = QFontMetricsF(sized_font(theme.SMALL, 700)).horizontalAdvance(self._name)
        return wide > scale.room(self).width() - _LEFT_OF_WORDS

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        ink = str(getattr(p, self._ink))
        painter = scale.painter(self)
        painter.fillRect(scale.room(self), QColor(str(getattr(p, self._fill))))
        whole = QRectF(scale.room(self))
        paint_pointer(painter, QPointF(14, whole.height() / 2), self._pointer, ink)
        painter.setPen(QColor(ink))
        painter.setFont(sized_font(theme.SMALL, 700))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(self._name)
        is_high = whole.height() >= _TWO_LINES and bool(self._remark)
        name = whole.adjusted(_LEFT_OF_WORDS, 0, 0, 0)
        remark = whole.adjusted(_LEFT_OF_WORDS + wide + 10, 0, -8, 0)
        if is_high:
            middle = whole.height() / 2
            name = whole.adjusted(_LEFT_OF_WORDS, 4, 0, -middle)
            remark = whole.adjusted(_LEFT_OF_WORDS, middle, -8, -4)
        painter.drawText(name, _LEFT, self._name)
        painter.setFont(sized_font(theme.SMALL, 500))
        said = QFontMetricsF(painter.font()).elidedText(self._remark, Qt.TextElideMode.ElideRight, remark.width())
        painter.drawText(remark, _LEFT if is_high else _RIGHT, said)
        painter.end()


class LendButton(PaintedButton):
    """Lends the screen to another program: small, without a key and without focus; there only under the cover."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("Nhường màn")
        self.setAccessibleName("Nhường màn cho phần mềm khác")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(sized_font(theme.SMALL, 500)).horizontalAdvance(self.text())
        return scale.size(round(words) + 8 + 15 + 6 + 10, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = scale.painter(self)
        self.paint_frame(painter, p.sel if self.underMouse() else p.panel, p.line2, 4)
        paint_icon(painter, QRectF(8, round(scale.room(self).height() / 2 - 7.5), 15, 15), "projector", p.text2)
        painter.setFont(sized_font(theme.SMALL, 500))
        painter.setPen(QColor(p.text))
        painter.drawText(QRectF(29, 0, scale.room(self).width() - 29, scale.room(self).height()), _LEFT, self.text())
        painter.end()


class PictureFrame(QWidget):
    """A picture of the hall in a frame, 16:9; words in its place when there is none."""

    def __init__(self, thickness: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thickness = thickness
        self._edge = "prev"
        self._picture: QPixmap | None = None
        self._scaled, self._scaled_for = QPixmap(), QSize()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QPixmap | None, edge: str, words: str = "") -> None:
        """Another picture, or words; edge is a token. Scaling is done at the next painting."""
        as_before = self._picture.cacheKey() if self._picture is not None else 0
        now = picture.cacheKey() if picture is not None else 0
        if now != as_before:
            self._scaled = QPixmap()
        if (now, edge, words) != (as_before, self._edge, self._words):
            self.update()
        self._picture, self._edge, self._words = picture, edge, words

    def inner_width(self) -> int:
        """Width of the picture itself, logical pixels."""
        return max(1, self.width() - 2 * px(self._thickness))

    def picture(self) -> QPixmap | None:
        return self._picture

    def words(self) -> str:
        return self._words

    def fit(self, width: int, most: int) -> None:
        """The height of the frame for a column of that width, `most` at most; real pixels as in all of this class."""
        edges = 2 * px(self._thickness)
        self.setFixedHeight(min(round((width - edges) * 9 / 16) + edges, most))
        self._scaled = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        p = theme.palette()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(str(getattr(p, self._edge))))
        t = px(self._thickness)
        inside = self.rect().adjusted(t, t, -t, -t)
        painter.fillRect(inside, QColor(p.sunken))
        if self._picture is not None:
            self._draw(painter, inside.toRectF())
        if self._words:
            self._write(painter, inside.toRectF(), on_picture=self._picture is not None)
        painter.end()

    def _draw(self, painter: QPainter, inside: QRectF) -> None:
        assert self._picture is not None
        dpr = self.devicePixelRatioF()
        wanted = QSize(round(inside.width() * dpr), round(inside.height() * dpr))
        if self._scaled.isNull() or self._scaled_for != wanted:
            self._scaled_for = wanted
            whole = self._picture.size().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio)
            nearly = abs(whole.width() - wanted.width()) + abs(whole.height() - wanted.height()) <= 2 * dpr
            self._scaled = self._picture.scaled(
                wanted if nearly else whole,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled.setDevicePixelRatio(dpr)
        size = self._scaled.deviceIndependentSize()
        left = inside.center().x() - size.width() / 2
        painter.drawPixmap(QPointF(left, inside.center().y() - size.height() / 2), self._scaled)

    def _write(self, painter: QPainter, inside: QRectF, *, on_picture: bool) -> None:
        p = theme.palette()
        painter.setFont(sized_font(px(theme.BODY), 600 if on_picture else 400))
        room = inside.adjusted(px(24), 0, -px(24), 0)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        if on_picture:
            box = QRectF(painter.boundingRect(room, flags, self._words)).adjusted(-px(12), -px(8), px(12), px(8))
            painter.fillRect(box, QColor(p.bar))
            painter.setPen(QColor(p.on_bar))
        else:
            painter.setPen(QColor(p.text2))
        painter.drawText(room, flags, self._words)
