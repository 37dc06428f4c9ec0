"""What a person may choose of the console's look: theme and size of text. Without Qt: the settings know both."""

from __future__ import annotations

from enum import StrEnum

TEXT_SIZES = (100, 125, 150, 175)
"""Per cent."""


class Theme(StrEnum):
    """The two looks; each carries every token."""

    LIGHT = "light"
    DARK = "dark"
