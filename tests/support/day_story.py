"""The day of tests.support.conference_day told act by act: opening, 22 questions, close, papers."""

from __future__ import annotations

import random
import time
from typing import Any

from PySide6.QtGui import QGuiApplication

from app.domain.facts import Mode
from app.domain.petition import ReplyMode
from app.domain.projection import HallState
from app.domain.question import QuestionState
from app.queries import desk as lists
from app.queries import floor
from app.queries.queue import QueueRow
from tests.support.conference_day import DAY
from tests.support.day_player import DayPlayer

ASKED_OF_THE_FLOOR = 10
"""Two of the captured questions are left for written answer when the list is closed."""
SUGGESTED = {"tin giả về sáp nhập xã": "Sở Thông tin và Truyền thông"}


def live_through(day: DayPlayer) -> None:
    """All of it, without a hand on the mouse."""
    open_conference(day)
    captures = iter(DAY["captures"])
    for place, one in enumerate(DAY["prepared"]):
        ask_prepared(day, place, one)
        answer(day, place, one)
        meanwhile(day, place, captures)
        finish(day)
    for capture in captures:
        enter(day, capture)
    order_the_floor(day)
    for _ in range(ASKED_OF_THE_FLOOR):
        ask_of_the_floor(day)
    close_list(day)
    close_conference(day)


def open_conference(day: DayPlayer) -> None:
    """Trực tiếp, the cover off, the first items of the programme."""
    day.command("Chuyển sang Trực tiếp", "truwcj tieeps")
    day.until("mode Trực tiếp", lambda: lists.facts(day.db).mode is Mode.LIVE)
    day.keys.press("F8")
    day.until("picture on the hall", lambda: lists.projection(day.db).state is HallState.LIVE)
    for place in range(4):
        day.keys.press("Ctrl+1", *["Down"] * (place > 0), "Return", "Ctrl+1")
        running = floor.current_agenda_item(day.db)
        assert running is not None
        assert running.title == DAY["agenda"][place][1]
        day.later(60 * DAY["agenda"][place][2] if place < 3 else 5)


def ask_prepared(day: DayPlayer, place: int, one: dict[str, Any]) -> None:
    """To the hall from the queue; the first puts right a clock that was started late."""
    number = place + 1
    with day.task("T5"):  # its words were collected before: nothing is typed
        pass
    if place == 0:
        day.keys.press("Ctrl+2", "Home")
        show(day)
    else:
        with day.task("T6b"):
            day.keys.press("Ctrl+2")
            with day.task("T6"):
                day.keys.press("Down")
                show(day)
    assert f"question/{day.numbered(number).id}" == lists.projection(day.db).visible.subject
    step(day, QuestionState.ASKING)
    if place == 0:
        before = day.began_at()
        day.later(50)
        with day.task("T10"):
            day.keys.press(*["Ctrl+="] * 3)
        assert (before - day.began_at()).total_seconds() == 45


def show(day: DayPlayer) -> None:
    """The row under the cursor, over the preview to the hall."""
    day.keys.press("Return")
    day.later(1)
    day.keys.press("F5")


def step(day: DayPlayer, wanted: QuestionState) -> None:
    with day.task("T9"):
        day.keys.press("F6")
    assert day.current().question.state is wanted, day.current().question.state
    day.later(40)


def answer(day: DayPlayer, place: int, one: dict[str, Any]) -> None:
    """As prepared, and what is promised is caught."""
    step(day, QuestionState.ANSWERING)
    with day.task("T12"):
        day.keys.press("Ctrl+R")
    assert day.text() == one["answer"]
    promised = day.promises()
    if place in (0, 2, 3):
        day.until("a deadline on offer", lambda: day.console.floor.commitments.offer)
        with day.task("T13"):
            day.keys.press("F7", "Return")
        assert day.promises() == promised + 1
    elif place == 4:
        day.keys.press("Ctrl+4", "Ctrl+End", "Return")
        day.write(DAY["inputs"]["spoken T14"]["keys"])
        with day.task("T14"):
            day.keys.press("Shift+Home", "F7", "Return")
        assert day.promises() == promised + 1
    elif place == 5:
        words = DAY["inputs"]["note T20"]
        day.keys.press("F2", "Escape")  # the hand was elsewhere
        before = day.keys.count
        with day.task("T20"):
            day.keys.press("Ctrl+4")
            opened = day.keys.count - before
            day.write(words["keys"])
            day.keys.count = before + opened  # the words themselves are no overhead
        assert words["means"] in day.text()


def meanwhile(day: DayPlayer, place: int, captures: Any) -> None:
    """While others speak: questions come in from the floor, the hall is covered, a wrong picture goes out."""
    if place:
        capture = next(captures, None)
        if capture is not None:
            enter(day, capture)
    if place == 3:
        for wanted in (HallState.COVERED, HallState.LIVE):
            with day.task("T7"):
                day.keys.press("F8")
            assert lists.projection(day.db).state is wanted
    if place == 6:
        wrong_picture(day)


def enter(day: DayPlayer, capture: dict[str, Any]) -> None:
    """One line of the capture line, then its approval."""
    keys, means = capture["keys"], capture["means"]
    before = len(day.rows())
    with day.task(capture["task"]):
        day.keys.press("F2")
        day.write(keys["who"])
        if "unit" in keys or "gist" in keys or "agency" in keys:
            day.keys.press("Return")
        if "unit" in keys:
            day.keys.type(keys["unit"])
        if "gist" in keys:
            day.write(keys["gist"])
        if "agency" in keys:
            day.keys.press("Return")
            day.keys.type(keys["agency"])
        day.keys.press(*["Return"] * (capture["task"] == "T1"), "Ctrl+Return")
    row = day.rows()[-1]
    assert len(day.rows()) == before + 1
    assert row.asker == means["asker"]
    assert row.unit == means.get("unit", row.unit)
    assert row.question.gist == means.get("gist", "")
    if "agency" in means:
        assert row.agency == next(one["short"] for one in DAY["agencies"] if one["name"] == means["agency"])
    day.keys.press("Ctrl+D")
    assert day.rows()[-1].question.state is QuestionState.WAITING
    if "tin giả" in row.question.gist:
        merge(day)


def wrong_picture(day: DayPlayer) -> None:
    """The next question goes out too early and is taken back."""
    right = lists.projection(day.db).visible.subject
    day.keys.press("Ctrl+2", "Down")
    show(day)
    assert lists.projection(day.db).visible.subject != right
    day.later(1)
    with day.task("T8"):
        day.keys.press("Shift+F5")
    assert lists.projection(day.db).visible.subject == right
    day.keys.press("Up")


def merge(day: DayPlayer) -> None:
    """It sounds like one asked before; a second look says that it is not."""
    standing = day.standing()
    with day.task("T15"):
        day.keys.press("F3", "Return")
    assert day.standing() == standing - 1
    with day.task("T19"):
        day.keys.press("Ctrl+U")
    assert day.standing() == standing


def finish(day: DayPlayer) -> None:
    step(day, QuestionState.CONCLUDING)
    number = day.current().question.number
    with day.task("T9"):
        day.keys.press("F6")
    assert day.state(number) is QuestionState.FINISHED
    day.later(20)


def order_the_floor(day: DayPlayer) -> None:
    """A name is looked for; the last one asked for is wanted first."""
    words = DAY["inputs"]["name T17"]
    with day.task("T17"):
        day.keys.press("Ctrl+F")
        day.keys.type(words["keys"])
        day.keys.press("Return")
    day.until("question found", lambda: (found := day.selected()) is not None and found.asker == words["means"])
    day.keys.press("Ctrl+2")
    row = day.waiting()[-1]
    go_to(day, row)
    with day.task("T16"):
        day.keys.press("Alt+Home")
    assert next(one for one in day.waiting() if one.site == row.site).id == row.id


def go_to(day: DayPlayer, row: QueueRow) -> None:
    """By arrows, from wherever the cursor is."""
    view = day.console.queue.view
    for _ in range(2 * len(day.rows())):
        away = view.rows.index_of(row.id).row() - view.currentIndex().row()
        if not away:
            return
        day.keys.press("Down" if away > 0 else "Up")
    raise AssertionError(f"the cursor does not reach question {row.question.number}")


def ask_of_the_floor(day: DayPlayer) -> None:
    """The next one that waits, its agency named on the floor."""
    waiting = day.waiting()[0]
    day.keys.press("Ctrl+2")
    go_to(day, waiting)
    show(day)
    step(day, QuestionState.ASKING)
    if not waiting.agency:
        name_agency(day, SUGGESTED.get(waiting.question.gist, ""))
    step(day, QuestionState.ANSWERING)
    finish(day)


def name_agency(day: DayPlayer, suggested: str) -> None:
    """By its initials, or the one that the words of the question point to."""
    words = DAY["inputs"]["agency T11"]
    with day.task("T11b" if suggested else "T11"):
        day.keys.press("F4")
        if suggested:
            day.keys.press("Down")
        else:
            day.keys.type(words["keys"])
        day.keys.press("Return")
    agency = day.current().answers[0].agency
    assert agency is not None
    assert agency.name == (suggested or words["means"])


def close_list(day: DayPlayer) -> None:
    """What is left goes to written answer, in one act that can be undone."""
    left = [row.id for row in day.waiting()]
    assert len(left) == len(DAY["captures"]) - ASKED_OF_THE_FLOOR
    with day.task("T18"):
        day.command(DAY["inputs"]["command T18"]["means"], DAY["inputs"]["command T18"]["keys"])
        day.keys.press("Return")
    assert day.modes(left) == {ReplyMode.WRITTEN}
    day.keys.press("Ctrl+U")
    assert day.modes(left) != {ReplyMode.WRITTEN}
    day.command(DAY["inputs"]["command T18"]["means"], DAY["inputs"]["command T18"]["keys"])
    day.keys.press("Return")
    assert day.modes(left) == {ReplyMode.WRITTEN}


def close_conference(day: DayPlayer) -> None:
    """What the chair may say at the end, the last items, the cover."""
    with day.task("T21"):
        day.keys.press("Shift+F12")
    assert day.console.floor.closing.isVisible()
    day.keys.press("Shift+F12")
    for title in (DAY["agenda"][4][1], DAY["agenda"][5][1]):
        day.keys.press("Ctrl+1", "Down", "Return", "Ctrl+1")
        running = floor.current_agenda_item(day.db)
        assert running is not None
        assert running.title == title
        day.later(300)
    day.keys.press("F8")
    day.command("Chuyển sang Sau hội nghị", "sau hooij")
    day.until("Sau hội nghị", lambda: lists.facts(day.db).mode is Mode.AFTER)


def make_papers(day: DayPlayer) -> None:
    """F12, Enter, and everything lies in the folder."""
    with day.task("T22"):
        day.keys.press("F12", "Return")
    day.until("the papers", lambda: not day.console.papers.jobs.is_busy)


def take_in_collected(day: DayPlayer, count: int = 200) -> float:
    """T24: questions copied out of a table of the Tỉnh đoàn; returns the seconds the machine worked."""
    agencies = [one["name"] for one in DAY["agencies"]]
    people = DAY["people"]
    vocabulary = sorted({word for one in DAY["prepared"] for word in f"{one['verbatim']} {one['answer']}".split()})
    chance = random.Random(2024)
    lines = ["Họ và tên\tĐơn vị\tNội dung câu hỏi\tCơ quan trả lời"]
    for number in range(count):
        person = people[number % len(people)]
        words = " ".join(chance.sample(vocabulary, 12))  # no two alike, so that none waits for a decision
        lines.append(f"{person['name']}\t{person['unit']}\t{words}\t{agencies[number % len(agencies)]}")
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("\n".join(lines) + "\n")
    before = len(day.rows())
    with day.task("T24"):
        day.keys.press("Ctrl+I")
        day.until("import window", day.console.imports.isActiveWindow)
        begun = time.monotonic()
        day.keys.press("Ctrl+J")
        day.until("preview", lambda: sum(day.console.imports.session.counts()) == count)
        day.keys.press("Ctrl+Return")
        day.until("rows taken in", lambda: len(day.rows()) > before)
    clipboard.clear()
    assert len(day.rows()) == before + count
    return time.monotonic() - begun
