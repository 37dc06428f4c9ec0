"""The end foreseen from programme, clock and pace."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

import resources
from app.commands import agenda, floor, queue
from app.conference import Conference
from app.domain.agenda import AgendaItem, AgendaKind, AgendaStatus
from app.domain.clock import local
from app.domain.ids import QuestionId
from app.queries.fairness import surplus
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


def ask(day: Day, question_id: QuestionId, seconds: float) -> None:
    """From the first word to the last, then half a minute in which the next one is called."""
    floor.start_question(day.conference, question_id)
    day.clock.advance(seconds / 3)
    floor.start_answer(day.conference, question_id)
    day.clock.advance(seconds * 2 / 3)
    floor.finish_question(day.conference, question_id)
    day.clock.advance(30)


def spoken(name: str) -> list[float]:
    """How long each question of a rehearsal takes: its words at 150 a minute, and half a minute for the microphone."""
    script = json.loads(resources.path(f"demo/{name}.json").read_text("utf-8"))
    asked = [act for act in script["live"] if act["do"] == "question"]
    said = [" ".join([*(turn["words"] for turn in act["answers"]), act.get("chair", "")]) for act in asked]
    return [30 + len(words.split()) * 60 / 150 for words in said]


def test_after_the_fifth_question_the_end_is_foreseen_within_a_tenth(day: Day) -> None:
    """Replay of the rehearsal of 22 questions; product.md A4. The room planned for them is far too short."""
    lengths = spoken("lao_cai_2024")
    assert len(lengths) == 22
    questions = [with_question(day.conference) for _ in lengths]
    for item in day.items[:2]:
        agenda.start_item(day.conference, item)
    agenda.set_status(day.conference, day.items[2], AgendaStatus.SKIPPED)
    agenda.extend_item(day.conference, day.items[1], -120)
    foreseen = []
    for question_id, seconds in zip(questions, lengths, strict=True):
        ask(day, question_id, seconds)
        foreseen.append((day.clock.now(), day.forecast()))
    at, fifth = foreseen[4]
    ended = day.clock.now() - timedelta(seconds=30)
    assert abs((fifth.end - ended) / (ended - at)) <= 0.1
    assert (fifth.waiting, fifth.fits) == (17, 0)


def test_more_questions_than_the_dialogue_holds_move_the_end_and_written_answers_bring_it_back(day: Day) -> None:
    questions = [with_question(day.conference) for _ in range(13)]
    for item in day.items[:2]:
        agenda.start_item(day.conference, item)
    for question_id in questions[:2]:
        ask(day, question_id, 14.5 * 60)
    before = day.forecast()
    assert (before.late_minutes, before.fits) == (-15, 6)
    ask(day, questions[2], 14.5 * 60)
    found = day.forecast()
    assert (found.waiting, found.fits, found.pace) == (10, 5, timedelta(minutes=14, seconds=50))
    assert found.late == timedelta(minutes=53, seconds=20)
    queue.close_list(day.conference, only=[one.id for one in surplus(day.conference.db, found.fits)])
    assert (day.forecast().late_minutes, day.forecast().waiting) == (-15, 5)
    queue.close_list(day.conference)
    assert day.forecast().late_minutes == 45 - 125 - 15


def test_the_question_on_the_floor_takes_what_is_left_of_its_share(day: Day) -> None:
    questions = [with_question(day.conference) for _ in range(5)]
    for item in day.items[:2]:
        agenda.start_item(day.conference, item)
    for question_id in questions[:3]:
        ask(day, question_id, 9.5 * 60)
    agenda.extend_item(day.conference, day.items[1], -120)
    floor.start_question(day.conference, questions[3])
    ends = []
    for _ in range(4):
        ends.append(day.forecast().end)
        day.clock.advance(60)
    assert len(set(ends)) == 1


def test_what_is_skipped_or_parked_is_saved_against_the_plan(day: Day) -> None:
    agenda.start_item(day.conference, day.items[0])
    day.clock.advance(35 * 60)
    assert day.forecast().late_minutes == 20
    agenda.set_status(day.conference, day.items[2], AgendaStatus.SKIPPED)
    assert (day.end(), day.forecast().late_minutes) == ("16:40", 0)
    agenda.set_status(day.conference, day.items[2], AgendaStatus.PLANNED)
    assert day.forecast().late_minutes == 20


def test_over_and_under_is_right_to_the_second_after_four_hours_with_two_pauses(tmp_path: Path) -> None:
    clock = FakeClock()
    conference = new_conference(tmp_path, clock)
    plan = ((AgendaKind.OPENING, 15), (AgendaKind.DIALOGUE, 90), (AgendaKind.BREAK, 15), (AgendaKind.DIALOGUE, 70),
            (AgendaKind.BREAK, 10), (AgendaKind.CONCLUSION, 40))  # fmt: skip
    took = (14 * 60 + 7, 93 * 60 + 11, 21 * 60 + 3, 70 * 60 + 1, 12 * 60 + 13)
    items = [
        agenda.add_item(
            conference,
            AgendaItem(kind=kind, title=kind.value, planned_start="" if n else "14:00", planned_minutes=minutes),
        )
        for n, (kind, minutes) in enumerate(plan)
    ]
    for item, seconds in zip(items, (*took, 0), strict=True):
        agenda.start_item(conference, item)
        clock.advance(seconds)
    clock.advance(4 * 3600 - sum(took))
    found = forecast(conference.db, clock.now())
    conference.close()
    assert found is not None
    assert found.late.total_seconds() == sum(took) - sum(minutes for _, minutes in plan[:5]) * 60


def test_without_a_programme_or_its_length_nothing_is_foreseen(tmp_path: Path) -> None:
    conference = new_conference(tmp_path)
    assert forecast(conference.db, conference.now()) is None
    agenda.add_item(conference, AgendaItem(kind=AgendaKind.DIALOGUE, title="Đối thoại", planned_start="14:00"))
    assert forecast(conference.db, conference.now()) is None
    agenda.add_item(conference, AgendaItem(kind=AgendaKind.OTHER, title="Bế mạc", planned_start="16:30"))
    found = forecast(conference.db, conference.now())
    assert found is not None
    assert f"{local(found.end):%H:%M}" == "16:30"
    conference.close()
