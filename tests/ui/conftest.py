"""The look is the program's, not a window's: a test that changes the size of text leaves it as it was."""

from collections.abc import Generator

import pytest

from ui import scale, theme


@pytest.fixture(autouse=True)
def _text_of_100_per_cent() -> Generator[None]:
    yield
    if scale.factor() != 1:
        scale.set_percent(scale.TEXT_SIZES[0])  # windows that still stand belong to a conference that is closed
        theme.set_theme(theme.current_theme())
