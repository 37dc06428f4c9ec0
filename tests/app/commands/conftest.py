"""A conference for the tests of commands: `conference` is open, `clock` is its clock, `ids` names its rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.conference import Conference
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_people


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def conference(tmp_path: Path, clock: FakeClock) -> Iterator[Conference]:
    opened = new_conference(tmp_path, clock)
    yield opened
    assert opened.close().waiting == 0


@pytest.fixture
def ids(conference: Conference) -> dict[str, int]:
    return with_people(conference)
