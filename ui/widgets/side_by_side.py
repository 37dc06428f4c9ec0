"""Parts side by side that stand one below the other where there is too little width."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout


def direction(narrow: bool) -> QBoxLayout.Direction:
    """Of a row of parts."""
    return QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
