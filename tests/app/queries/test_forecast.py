"""The end foreseen from programme, clock and pace."""

from pathlib import Path

import pytest

from app.commands import agenda, floor
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaKind
from app.domain.clock import local
from app.queries.forecast import Forecast, forecast
from tests.support.clock import FakeClock
from tests.support.conferences import new_conference, with_question


class Day:
    """A programme of 14:00 to 16:40 on a clock that starts at 14:00."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.conference: Conference = new_conference(folder, self.clock)
        kinds = ((AgendaKind.OPENING, 15), (AgendaKind.DIALOGUE, 125), (AgendaKind.CONCLUSION, 20))
        self.items = [
            agenda.add_item(
                self.conference,
                AgendaItem(kind=kind, title=kind.value, planned_start="" if n else "14:00", planned_minutes=minutes),
            )
            for n, (kind, minutes) in enumerate(kinds)
        ]

    def forecast(self) -> Forecast:
        found = forecast(self.conference.db, self.clock.now())
        assert found is not None
        return found

    def end(self) -> str:
        return f"{local(self.forecast().end):%H:%M}"


@pytest.fixture
def day(tmp_path: Path):
    made = Day(tmp_path)
    yield made
    made.conference.close()


def test_before_the_opening_the_plan_is_said(day: Day) -> None:
    assert (day.end(), day.forecast().late_minutes) == ("16:40", 0)


def test_late_start_moves_the_end(day: Day) -> None:
    day.clock.advance(10 * 60)
    agenda.start_item(day.conference, day.items[0])
    assert (day.end(), day.forecast().late_minutes) == ("16:50", 10)


def test_item_that_runs_over_moves_the_end_with_the_clock(day: Day) -> None:
    agenda.start_item(day.conference, day.items[0])
    day.clock.advance(23 * 60)
    assert day.forecast().late_minutes == 8


def test_item_that_ends_early_brings_the_end_nearer(day: Day) -> None:
    agenda.start_item(day.conference, day.items[0])
    day.clock.advance(10 * 60)
    agenda.start_item(day.conference, day.items[1])
    assert day.forecast().late_minutes == -5


def test_minutes_given_to_an_item_count(day: Day) -> None:
    agenda.start_item(day.conference, day.items[0])
    agenda.extend_item(day.conference, day.items[1], 7)
    assert day.forecast().late_minutes == 7


def test_questions_that_fit_follow_from_the_pace_so_far(day: Day) -> None:
    agenda.start_item(day.conference, day.items[0])
    agenda.start_item(day.conference, day.items[1])
    questions = [with_question(day.conference) for _ in range(4)]
    floor.start_question(day.conference, questions[0])
    day.clock.advance(50 * 60)
    floor.start_answer(day.conference, questions[0])
    day.clock.advance(10 * 60)
    floor.finish_question(day.conference, questions[0])
    assert (day.forecast().fits, day.forecast().waiting) == (1, 3)


def test_without_a_programme_nothing_is_foreseen(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    assert forecast(conference.db, conference.now()) is None
    conference.close()
