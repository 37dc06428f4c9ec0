"""The machine's clock is set, the machine sleeps, its zone is another: noticed, asked about, never guessed (R10)."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from datetime import timedelta

import pytest

from app.commands import agenda, floor
from app.domain.agenda import AgendaKind
from app.domain.clock import ICT, SteadyClock
from db import tables
from tests.ui.operator.conftest import Console
from ui.operator.bar import Topic
from ui.operator.clock_watch import ClockWatch

HOUR = timedelta(hours=1)


@pytest.fixture
def watch(console: Console) -> ClockWatch:
    """The console of a real start: its conference goes by a steady clock over the machine's; a question is asked."""
    console.conference.clock = SteadyClock(console.clock)
    made = console.window.clocks
    item = next(one for one in tables.AGENDA_ITEMS.all(console.conference.db) if one.kind is AgendaKind.DIALOGUE)
    console.desk.run(agenda.start_item, item.id)
    console.desk.run(floor.start_question, console.questions[0])
    tick(console, made)
    return made


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> Generator[Callable[[str], None]]:
    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    set_zone("Asia/Ho_Chi_Minh")
    yield set_zone
    monkeypatch.undo()
    time.tzset()


def tick(console: Console, watch: ClockWatch, seconds: int = 1) -> None:
    for _ in range(seconds):
        console.clock.advance(1)
        watch.look()


def spoken(console: Console) -> timedelta:
    speech = tables.SPEECHES.first(console.conference.db, "ended_at IS NULL")
    assert speech is not None
    return speech.spoken(console.conference.now())


def answer(console: Console, words: str) -> None:
    assert console.window.bar.has(Topic.CLOCK)
    notice = console.window.bar.notice()
    assert notice is not None
    next(act for act in notice.acts if act.words == words).do()


def last_words(console: Console) -> str:
    return console.conference.db.execute("SELECT summary FROM event ORDER BY id DESC LIMIT 1").fetchone()[0]


@pytest.mark.parametrize("hours", [1, -1])
def test_a_running_turn_does_not_feel_a_clock_that_is_set(console, watch, hours) -> None:
    before, at = spoken(console), console.conference.now()
    console.clock.jump(hours * 3600)
    assert abs(spoken(console) - before) <= timedelta(milliseconds=50)
    assert console.conference.now() == at
    tick(console, watch, 3)
    assert spoken(console) == before + timedelta(seconds=3)
    way = "nhanh" if hours > 0 else "chậm"
    assert console.window.bar.words().startswith(f"Đồng hồ máy {way} hơn giờ hội nghị 1 giờ.")


@pytest.mark.parametrize("hours", [1, -1])
def test_by_the_machine_s_time_the_turn_goes_on_where_it_was(console, watch, hours) -> None:
    tick(console, watch, 60)
    before, at = spoken(console), console.conference.now()
    console.clock.jump(hours * 3600)
    tick(console, watch)
    answer(console, "Theo giờ máy")
    assert console.conference.now() == at + hours * HOUR + timedelta(seconds=1)
    assert spoken(console) == before + timedelta(seconds=1)
    item = tables.AGENDA_ITEMS.first(console.conference.db, "ended_at IS NULL AND started_at IS NOT NULL")
    assert item is not None
    assert item.started_at is not None
    assert console.conference.now() - item.started_at == spoken(console)
    assert last_words(console).endswith("theo giờ máy, lượt đang chạy không tính khoảng này")
    assert not console.window.bar.has(Topic.CLOCK)
    tick(console, watch, 3)
    assert not console.window.bar.has(Topic.CLOCK)


def test_a_machine_that_slept_is_asked_about_and_the_turn_may_have_gone_on(console, watch) -> None:
    """As on Linux: the wall went on, the monotonic clock stood still."""
    before = spoken(console)
    console.clock.jump(600)
    tick(console, watch)
    assert "10 phút" in console.window.bar.words()
    answer(console, "Theo giờ máy, tính cả khoảng này")
    assert spoken(console) == before + timedelta(seconds=601)


def test_a_machine_that_slept_with_its_clock_running_is_asked_about_as_well(console, watch) -> None:
    """As on Windows: both clocks went on, but nobody looked at them."""
    before = spoken(console)
    console.clock.advance(600)
    watch.look()
    assert console.window.bar.words().startswith("Máy đã ngủ 9 phút 59 giây.")
    answer(console, "Không tính")
    assert timedelta() <= spoken(console) - before <= timedelta(seconds=1)


def test_the_former_time_is_kept_until_the_clock_is_set_anew(console, watch) -> None:
    at = console.conference.now()
    console.clock.jump(3600)
    tick(console, watch)
    answer(console, "Giữ giờ cũ")
    tick(console, watch, 5)
    assert not console.window.bar.has(Topic.CLOCK)
    assert console.conference.now() == at + timedelta(seconds=6)
    assert last_words(console) == "Giờ máy muộn hơn 1 giờ; hội nghị giữ giờ cũ"
    console.clock.jump(1800)
    tick(console, watch)
    assert "1 giờ 30 phút" in console.window.bar.words()


def test_a_clock_that_is_set_back_at_once_asks_nothing_more(console, watch) -> None:
    events = console.conference.last_event()
    console.clock.jump(3600)
    tick(console, watch)
    console.clock.jump(-3600)
    tick(console, watch)
    assert not console.window.bar.has(Topic.CLOCK)
    assert console.conference.last_event() == events


def test_the_machine_s_own_small_corrections_are_nothing(console, watch) -> None:
    console.clock.jump(1.5)
    tick(console, watch, 3)
    assert not console.window.bar.has(Topic.CLOCK)


def test_a_clock_set_between_two_runs_is_asked_about_while_a_turn_runs(console, watch) -> None:
    """Both clocks stand in the log: the monotonic one says how long the program was away."""
    before = spoken(console)
    reopened(console, away_s=5, jump_s=600)
    assert console.window.bar.words().startswith("Giờ máy lệch 10 phút so với lúc ghi cuối cùng.")
    answer(console, "Không tính")
    assert spoken(console) == before + timedelta(seconds=5)


def test_nothing_is_asked_when_both_clocks_went_on_alike(console, watch) -> None:
    reopened(console, away_s=300, jump_s=0)
    assert not console.window.bar.has(Topic.CLOCK)


def test_a_time_before_the_log_s_last_is_said_at_the_start(console) -> None:
    reopened(console, away_s=5, jump_s=-86400)
    assert console.window.bar.words().startswith("Đồng hồ máy chạy lùi: việc ghi cuối cùng lúc 14:00")


def reopened(console: Console, away_s: float, jump_s: float) -> None:
    """As the program finds the file after it was away, the clock set meanwhile."""
    console.conference.left_at = console.conference.last_clocks()
    console.clock.advance(away_s)
    console.clock.jump(jump_s)
    console.conference.clock = SteadyClock(console.clock)
    console.window.clocks.start()


@pytest.mark.parametrize(("name", "is_said"), [("Europe/Paris", True), ("Asia/Ho_Chi_Minh", False)])
def test_another_zone_is_said_and_the_conference_goes_by_viet_nam(console, zone, name, is_said) -> None:
    zone(name)
    reopened(console, away_s=5, jump_s=0)
    assert console.window.bar.has(Topic.CLOCK) is is_said
    if is_said:
        now = console.conference.now().astimezone(ICT)
        assert f"Bây giờ là {now:%H:%M}" in console.window.bar.words()
