"""The row in a box or at the foot of an overlay that tells its keys: what is done, then the cap, as on every button."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from ui.scale import px
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel

Hint = tuple[str, ...]
"""Words, then the keys that do what they say."""


def key_hints(*hints: Hint) -> QHBoxLayout:
    """A row of hints; keys that belong together stand together."""
    row = QHBoxLayout()
    row.setSpacing(px(6))
    for words, *keys in hints:
        row.addWidget(PlainLabel(words, "secondary"))
        for key in keys:
            row.addWidget(KeyCap(key))
        row.addSpacing(px(10))
    row.addStretch(1)
    return row
