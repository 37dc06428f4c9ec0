"""The row at the foot of an overlay that tells its keys: each cap before what it does."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from ui.scale import px
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel


def key_hints(*hints: tuple[str, ...]) -> QHBoxLayout:
    """A row of hints, each its words and then its keys."""
    row = QHBoxLayout()
    row.setSpacing(px(6))
    for words, *keys in hints:
        for key in keys:
            row.addWidget(KeyCap(key))
        row.addWidget(PlainLabel(words, "secondary"))
        row.addSpacing(px(6))
    row.addStretch(1)
    return row
