"""A key into a text of 200,000 characters, against a bare QTextEdit of the same content and font in the same run.

One paragraph of that length is Qt's own limit: a key shapes the whole paragraph again, time grows with its length
(about 0.3 ms for 1,000 letters), so there only the floor counts; the row of 20,000 tells how long one may well be.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from app.commands import minutes
from app.domain.ids import AnswerId
from app.domain.minutes import Slot, TextKey
from tests.bench.__main__ import Figure
from tests.support.conferences import new_conference

LETTERS = 200_000
KEYS = 300
FRAME_MS = 16.7
_WORDS = "Ngành đang tham mưu cho Ủy ban nhân dân tỉnh chỉ đạo cập nhật thông tin trước ngày 20/4/2023. "


def figures() -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    from ui.theme import set_theme

    set_theme("light")
    paragraphs = "\n".join([_WORDS * 4] * (LETTERS // (len(_WORDS) * 4) + 1))[:LETTERS]
    one = (_WORDS * (LETTERS // len(_WORDS) + 1))[:LETTERS]
    return [
        _compare(f"key in 200,000 letters, {name}, at {place:.0%}", text, place)
        for name, text in (("paragraphs", paragraphs), ("one paragraph", one))
        for place in (0.5, 1.0)
    ] + [_compare("key in one paragraph of 20,000 letters, at 100%", one[:20_000], 1.0)]


def _compare(name: str, text: str, place: float) -> Figure:
    floor = _p99(*_bare(text, place))
    ours = _p99(*_editor(text, place))
    is_met = ours <= 2 * FRAME_MS
    return Figure(
        name=f"{name}, p99",
        value=ours,
        unit="ms",
        floor=floor,
        ratio=ours / floor,
        target=f"<= {2 * FRAME_MS} ms",
        ok=is_met,
    )


def _bare(text: str, place: float) -> tuple[QTextEdit, Callable[[], None]]:
    from ui.fonts import sized_font
    from ui.widgets.minutes_editor import LINE_PERCENT, space_lines

    box = QTextEdit()
    box.setAcceptRichText(False)
    box.setFont(sized_font(14))
    box.setPlainText(text)
    space_lines(box.document(), LINE_PERCENT)
    _ready(box, place)
    return box, box.close  # type: ignore[return-value]


def _editor(text: str, place: float) -> tuple[QTextEdit, Callable[[], None]]:
    from ui.desk import Desk
    from ui.widgets.minutes_editor import MinutesEditor

    folder = tempfile.TemporaryDirectory()
    conference = new_conference(Path(folder.name))
    key = TextKey(Slot.ANSWER, AnswerId(1))
    minutes.write_text(conference, key, text)
    desk = Desk(conference)
    box = MinutesEditor(desk)
    box.bind(key)
    _ready(box, place)

    def close() -> None:
        desk.close()
        box.close()
        conference.close()
        folder.cleanup()

    return box, close


def _ready(box: QTextEdit, place: float) -> None:
    box.resize(560, 400)
    box.show()
    box.setFocus()
    cursor = QTextCursor(box.document())
    cursor.setPosition(round((box.document().characterCount() - 1) * place))
    box.setTextCursor(cursor)
    box.ensureCursorVisible()
    QCoreApplication.processEvents()


def _p99(box: QTextEdit, close: Callable[[], None]) -> float:
    """From the key until the box is painted again, milliseconds."""
    times = []
    for number in range(KEYS):
        letter = "thông tin "[number % 10]
        begun = time.perf_counter()
        QCoreApplication.sendEvent(
            box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
        )
        QCoreApplication.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
    close()
    return statistics.quantiles(times, n=100)[98]
