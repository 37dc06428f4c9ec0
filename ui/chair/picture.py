"""Lays out the chair's card: the question in the room and its prepared answer, the three that follow, a message."""

from __future__ import annotations

from app.domain.chair import ChairCard, ChairQuestion
from ui.projector.fitting import LEADING, TextBox, fit
from ui.projector.stage import (
    CAP,
    CURRENT,
    FOOT,
    GOLD,
    GROUND,
    LINE,
    QUIET,
    WORDS,
    ClockPlace,
    Mark,
    Patch,
    Picture,
    Run,
    Stage,
    block,
    short_lines,
    wrapped,
)

_TOP = 190.0
_MESSAGE = 150.0
_CLOCK_WIDTH = 860.0
_LEAST = 30
_LARGEST = 46
_HEADING = 32
_SIDE_SHARE = 0.37


def lay_out(card: ChairCard, message: str, stage: Stage) -> Picture:
    """One page; the message lies over nothing: its strip is always kept free."""
    bottom = stage.height - _MESSAGE
    side_x = stage.width - stage.margin / 2 - stage.inner * _SIDE_SHARE
    marks = [*_head(card, stage), *_room(card, stage, (_TOP, bottom), side_x - 50), *_next(card, stage, bottom, side_x)]
    marks += _strip(message, stage, bottom)
    return Picture((tuple(marks),), _clock(card, stage))


def _head(card: ChairCard, stage: Stage) -> list[Mark]:
    marks: list[Mark] = [Patch(0, 0, stage.width, _TOP - 20, FOOT), Patch(0, _TOP - 20, stage.width, 3, LINE)]
    x = stage.margin / 2
    if card.current is None:
        marks.append(Run(x, 106, "Chưa có câu nào đang diễn ra", 52, 600, WORDS))
        return marks
    room = stage.width - _CLOCK_WIDTH - stage.margin
    title = " · ".join(part for part in (_number(card.current), card.step) if part)
    marks.append(Run(x, 70, title, 50, 700, GOLD))
    who = " – trả lời: ".join(part for part in (card.current.asker, card.current.agency) if part)
    size, lines = short_lines(who, room, 34, 28, 500)
    return marks + block(_cut(lines, 2), x, 118, size * 1.2, Run(0, 0, "", size, 500, QUIET))


def _cut(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many lines; three dots say that there is more, which only the chair's screen may do."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1].rsplit(' ', 1)[0]} …")


def _number(question: ChairQuestion) -> str:
    return f"CÂU {question.number:02d}" if question.number else "CÂU HỎI"


def _room(card: ChairCard, stage: Stage, span: tuple[float, float], right: float) -> list[Mark]:
    """The question, and below it what its agency prepared."""
    if card.current is None:
        return []
    x, width = stage.margin / 2, right - stage.margin / 2
    share = 0.3 if card.prepared else 1.0
    middle = span[0] + (span[1] - span[0]) * share
    marks = _titled("CÂU HỎI", card.current.text, (x, span[0]), (width, middle - span[0]))
    if card.prepared:
        marks += _titled("TRẢ LỜI ĐÃ CHUẨN BỊ", card.prepared, (x, middle), (width, span[1] - middle))
    return marks


def _titled(title: str, text: str, at: tuple[float, float], room: tuple[float, float]) -> list[Mark]:
    """A heading and a text as large as fits; what does not fit at the least size ends in three dots."""
    x, y = at
    marks: list[Mark] = [Run(x, y + 44, title, _HEADING, 600, GOLD, spacing=1)]
    top = y + 68
    box = TextBox(room[0], room[1] - 88, _LARGEST, _LEAST, 0, 500)
    fitted = fit(text, box)
    lines = fitted.pages[0]
    if len(fitted.pages) > 1:
        lines = _cut((*lines, ""), len(lines))
    look = Run(0, 0, "", fitted.size, 500, WORDS)
    return marks + block(lines, x, top + fitted.size * (0.3 + CAP), fitted.size * LEADING, look)


def _next(card: ChairCard, stage: Stage, bottom: float, x: float) -> list[Mark]:
    width = stage.width - stage.margin / 2 - x
    marks: list[Mark] = [Patch(x - 26, _TOP, 2, bottom - _TOP - 20, LINE)]
    marks.append(Run(x, _TOP + 44, "TIẾP THEO", _HEADING, 600, GOLD, spacing=1))
    if not card.following:
        marks.append(Run(x, _TOP + 110, "Không còn câu chờ hỏi", 36, 500, QUIET))
    height = (bottom - _TOP - 70) / 3
    for place, question in enumerate(card.following):
        marks += _row(question, (x, _TOP + 66 + place * height), (width, height))
    return marks


def _row(question: ChairQuestion, at: tuple[float, float], room: tuple[float, float]) -> list[Mark]:
    x, y = at
    marks: list[Mark] = [Patch(x, y + 4, room[0], room[1] - 14, CURRENT)]
    inner = room[0] - 36
    head = " · ".join(part for part in (_number(question), question.agency) if part)
    size, lines = short_lines(head, inner, 32, 28, 700)
    marks += block(_cut(lines, 1), x + 18, y + 46, size * 1.2, Run(0, 0, "", size, 700, GOLD))
    size, lines = short_lines(question.asker, inner, 30, 28, 500)
    marks += block(_cut(lines, 1), x + 18, y + 88, size * 1.2, Run(0, 0, "", size, 500, QUIET))
    most = max(1, int((room[1] - 116) / 42))
    size, lines = wrapped(question.text, inner, 32, 500)
    return marks + block(_cut(lines, most), x + 18, y + 134, 42, Run(0, 0, "", size, 500, WORDS))


def _strip(message: str, stage: Stage, top: float) -> list[Mark]:
    if not message:
        return [Patch(0, top, stage.width, 3, LINE)]
    size, lines = short_lines(message, stage.width - stage.margin, 84, 48, 700)
    first = top + _MESSAGE / 2 + size * CAP / 2 - (len(lines) - 1) * size * 0.6
    look = Run(0, 0, "", size, 700, GROUND, "center")
    return [Patch(0, top, stage.width, _MESSAGE, GOLD), *block(lines, stage.width / 2, first, size * 1.2, look)]


def _clock(card: ChairCard, stage: Stage) -> tuple[ClockPlace, ...]:
    x = stage.width - _CLOCK_WIDTH - stage.margin / 2
    place = (x, 20.0, _CLOCK_WIDTH, _TOP - 60, 110)
    if card.started_at is None:
        return (ClockPlace("wall", None, *place, FOOT),)
    if card.ends_at is not None:
        return (ClockPlace("remaining", card.ends_at, *place, FOOT, stopped_at=card.stopped_at),)
    return (ClockPlace("elapsed", card.started_at, *place, FOOT, stopped_at=card.stopped_at),)
