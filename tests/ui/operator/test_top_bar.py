"""The top bar at its fullest: a late forecast, a sleepy machine, a long name. It leaves out, it does not cut."""

from dataclasses import replace
from datetime import date

import pytest

from app.commands import agenda, floor, setup
from app.domain.agenda import AgendaItem
from app.domain.facts import Mode
from app.queries import desk as lists
from db import tables


@pytest.fixture
def late(console):
    conference = console.conference
    conference.operator = "Nguyễn Thị Bích Phượng"
    console.window.top_bar.refresh()
    agenda.add_item(conference, AgendaItem(title="Kết luận hội nghị", planned_minutes=120))
    setup.change_mode(conference, Mode.LIVE)
    first = console.questions[0]
    agenda.start_item(conference, conference.db.execute("SELECT min(id) FROM agenda_item").fetchone()[0])
    for act in (floor.start_question, floor.start_answer, floor.start_conclusion, floor.finish_question):
        act(conference, first)
        console.clock.advance(1800)
    floor.start_question(conference, console.questions[1])
    return console


def shown(cell) -> str:
    return " ".join(piece.text for piece in cell._shown(cell._level))


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1093, 614)])
def test_nothing_of_the_top_bar_is_cut(late, qtbot, width, height) -> None:
    bar = late.window.top_bar
    late.window.resize(width, height)
    qtbot.waitUntil(lambda: not [cell for cell in bar._cells if cell.isVisible() and cell.is_cut()])
    assert shown(bar.screen_cell) == "PROJECTOR"
    assert "kịp 0/1" in shown(bar.forecast)
    assert ("Nguyễn Thị Bích Phượng" in shown(bar.operator)) is (width >= 1366)
    assert "= 4 câu" in bar.counts.words()  # whatever is left out is still said


def test_once_it_is_over_the_last_day_of_publication_stands_there(late) -> None:
    """It went on to foretell an end."""
    bar = late.window.top_bar
    late.desk.run(setup.change_mode, Mode.AFTER)
    assert bar.forecast.words() == "Đã kết thúc"
    facts = lists.facts(late.conference.db)
    late.desk.run(setup.change_facts, replace(facts, held_on=date(2023, 3, 22)))
    assert bar.forecast.words() == "Công khai kết luận chậm nhất 01/4/2023"


def test_the_forecast_offers_what_can_be_done_about_time(late) -> None:
    lines = [entry.words for entry in late.window.look_ups.time_lines()]
    assert lines[0].startswith("Chuyển 1 câu không kịp sang trả lời bằng văn bản")
    assert lines[0].split("\t")[0].endswith("(còn 1 câu × 90′00″)"), lines[0]
    late.window.look_ups.time_lines()[0].do()
    assert late.conference.undo_summary() == "Chuyển 1 câu không đủ thời gian sang trả lời bằng văn bản: 03"


def test_a_programme_without_hours_is_not_called_none(console) -> None:
    cell = console.window.top_bar.forecast
    items = tables.AGENDA_ITEMS.all(console.conference.db)
    for item in items:
        console.desk.run(agenda.change_item, replace(item, planned_start=""))
    assert cell.words() == "Chưa rõ giờ kết thúc"
    for item in items:
        console.desk.run(agenda.remove_item, item.id)
    assert cell.words() == "Chưa có chương trình"
