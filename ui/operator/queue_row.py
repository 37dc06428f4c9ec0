"""What stands where in a question's row of the queue: words and signs, placed once and painted often."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QStaticText

from app import labels
from app.domain.question import ENDED, QuestionKind
from app.domain.records import dataclass
from app.queries.queue import QueueRow
from ui import theme
from ui.appearance import Theme
from ui.icons import paint_icon
from ui.widgets.ink import Ink, ink
from ui.widgets.state_look import SET_ASIDE, SIGNAL_LOST_ICON, STATE_ICONS, state_token

NO_NAME = "Chưa có tên"
NO_AGENCY = "Chưa giao"
SIGNAL_LOST = "Mất tín hiệu"
SIDE = 12
_NUMBER = 44
_WORDS = 68
_ICON = 15
_GAP = 10
_AGENCY_SHARE = 0.52
_KEPT = 256
"""Rows: the page on the screen, those laid out above and below it, and some that have just gone."""


def second_words(row: QueueRow) -> str:
    """Under the name: the unit; without a name what the question is about."""
    about = row.question.gist or row.topic or row.question.short_text or row.question.verbatim
    words = (row.unit or about) if row.asker else (about or row.unit)
    kind = row.question.kind
    return words if kind is QuestionKind.QUESTION else " · ".join(part for part in (labels.word(kind), words) if part)


def stage_words(row: QueueRow) -> str:
    if row.merged_into:
        return f"Đã gộp vào {row.merged_into:02d}"
    return SIGNAL_LOST if row.question.signal_lost_at else labels.state_word(row.question.state)


@dataclass(frozen=True, slots=True)
class Room:
    """Of a row, in lengths of 100 %. narrow: the name has its line for itself, the unit goes."""

    width: int
    height: int
    narrow: bool


class Placed:
    """Words by their ink and signs, in a row whose corner is at 0, 0."""

    def __init__(self) -> None:
        self._words: dict[Ink, list[tuple[QPointF, QStaticText]]] = {}
        self._signs: list[tuple[QRectF, str, str]] = []

    def paint(self, painter: QPainter) -> None:
        for words, lines in self._words.items():
            painter.setFont(words.font)
            painter.setPen(words.color)
            for place, text in lines:
                painter.drawStaticText(place, text)
        for room, name, color in self._signs:
            paint_icon(painter, room, name, color)

    def name(self, words: Ink, name: str, left: float, right: float, middle: float) -> None:
        """From the left; where it does not fit, the end of the name stays."""
        text, _ = words.fitted_name(name, right - left)
        self._write(words, text, left, middle)

    def left(self, words: Ink, said: str, left: float, right: float, middle: float) -> float:
        """From the left; where it ends."""
        text, wide = words.fitted(said, right - left)
        self._write(words, text, left, middle)
        return left + wide

    def right(self, words: Ink, said: str, left: float, right: float, middle: float) -> float:
        """At the right; where it begins."""
        text, wide = words.fitted(said, right - left)
        self._write(words, text, right - wide, middle)
        return right - wide

    def _write(self, words: Ink, text: QStaticText, left: float, middle: float) -> None:
        self._words.setdefault(words, []).append((words.corner(left, middle), text))

    def sign(self, left: float, middle: float, name: str, color: str) -> None:
        self._signs.append((QRectF(round(left), round(middle - _ICON / 2), _ICON, _ICON), name, color))


@lru_cache(maxsize=_KEPT)
def placed(row: QueueRow, room: Room, look: Theme) -> Placed:
    """look: the theme in use, whose colours the signs carry."""
    p = theme.palette()
    half = (room.height - 1) / 2 - 2
    left, right = _WORDS, room.width - SIDE
    first = 3 + half / 2  # capitals with two marks stay inside
    second = first + half - 2
    made = Placed()
    names = _names(row)
    number = f"{row.question.number:02d}"
    made.right(names, number, _NUMBER, _NUMBER + max(names.width("00"), names.width(number)), first)
    first_end = right if room.narrow else _place_stage(made, row, left, right, first) - _GAP
    if row.asker:
        made.name(names, row.asker, left, first_end, first)
    else:
        made.left(ink(theme.BODY, p.text2, italic=True), NO_NAME, left, first_end, first)
    if room.narrow:
        beside = _place_stage_below(made, row, _NUMBER, right, second) + _GAP
        _place_agency(made, row, beside, right, second, 1)
        return made
    second_end = _place_agency(made, row, left, right, second, _AGENCY_SHARE) - _GAP
    place = made.name if row.asker else made.left
    place(ink(theme.SMALL, p.text2), second_words(row), left, second_end, second)
    return made


def _names(row: QueueRow) -> Ink:
    p = theme.palette()
    weight = 600 if row.is_current or row.is_previewed else 500
    return ink(theme.BODY, p.text2 if row.question.state in ENDED else p.text, weight)


def _stage_look(row: QueueRow) -> tuple[str, str, Ink]:
    """Icon, colour and letters of a stage."""
    lost = row.question.signal_lost_at is not None
    state = row.question.state
    token = "warn" if lost else state_token(state)
    color = str(getattr(theme.palette(), token))
    words = ink(theme.SMALL, color, 600 if token in {"room", "warn"} else 400)
    return SIGNAL_LOST_ICON if lost else STATE_ICONS[state], color, words


def _place_stage(made: Placed, row: QueueRow, left: float, right: float, middle: float) -> float:
    """Icon and word at the right; where they begin."""
    sign, color, words = _stage_look(row)
    begin = made.right(words, stage_words(row), left, right, middle) - 6 - _ICON
    made.sign(begin, middle, sign, color)
    return begin


def _place_stage_below(made: Placed, row: QueueRow, left: float, right: float, middle: float) -> float:
    """Icon and word from the left; where they end."""
    sign, color, words = _stage_look(row)
    made.sign(left, middle, sign, color)
    return made.left(words, stage_words(row), left + _ICON + 6, right, middle)


def _place_agency(made: Placed, row: QueueRow, left: float, right: float, middle: float, share: float) -> float:
    """At the right; where it begins."""
    p = theme.palette()
    if row.agency or row.question.state in SET_ASIDE:
        return made.right(ink(theme.SMALL, p.text2), row.agency, right - (right - left) * share, right, middle)
    begin = made.right(ink(theme.SMALL, p.warn, 600), NO_AGENCY, left, right, middle) - 5 - _ICON
    made.sign(begin, middle, "alert-outline", p.warn)
    return begin
