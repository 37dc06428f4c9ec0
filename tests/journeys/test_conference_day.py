"""A conference of 22 questions from opening to close by keys alone; what each task of product.md 5.1 costs.

The inputs are fixed in tests/fixtures/lao_cai_2024_day.json.
"""

from pathlib import Path
from statistics import median

import pytest

from app.domain.question import QuestionState
from tests.support.box_story import from_the_box
from tests.support.conference_day import DAY
from tests.support.day_player import opened
from tests.support.day_story import ASKED_OF_THE_FLOOR, live_through, take_in_collected
from tests.support.input_methods import Method, Way, keys_of, shown, stream
from tests.support.typing import telex

WORDS = "Nguyễn Thị Thúy hỏi Đoàn phường Tô Hiệu về đường quá khuya gìn giữ người Hà Nhì"


def typed(sent: str) -> str:
    """What stands there after a stream."""
    there: list[str] = []
    for letter in sent:
        there[-1:] = [] if letter == "<" else [*there[-1:], letter]
    return "".join(there)


def test_the_table_means_what_its_keys_write() -> None:
    whole = [entry for entry in DAY["inputs"].values() if " " in entry["keys"]]
    assert len(whole) == 3
    for entry in whole:
        assert shown(entry["keys"]) == entry["means"]
    for capture in DAY["captures"]:
        if capture["task"] == "T3":
            assert shown(capture["keys"]["who"]) == capture["means"]["asker"]
        if capture["task"] == "T4":
            assert shown(capture["keys"]["gist"]) == capture["means"]["gist"]


def test_the_table_has_the_questions_of_the_notice() -> None:
    assert len(DAY["prepared"]) + len(DAY["captures"]) == 22


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("way", [Way.BACKSPACES, Way.FILLER])
def test_keys_of_a_method_become_the_words(method: Method, way: Way) -> None:
    for word in WORDS.split():
        keys = keys_of(word, method)
        assert keys.isascii()
        assert shown(keys, method) == word
        assert typed(stream(keys, method, way)) == word


@pytest.mark.parametrize("word", ["Nguyễn", "đoàn", "hỏi"])
def test_the_stream_is_that_of_the_other_tests(word: str) -> None:
    assert typed(stream(keys_of(word))) == typed(telex(word)) == word


@pytest.mark.slow
def test_a_conference_of_22_questions_is_run_by_keys_within_the_table(qapp, tmp_path: Path) -> None:
    with opened(tmp_path) as day:
        live_through(day)
        finished = [row for row in day.rows() if row.question.state is QuestionState.FINISHED]
        assert len(day.rows()) == 22
        assert len(finished) == len(DAY["prepared"]) + ASKED_OF_THE_FLOOR
        assert day.mouse.events == 0
        over = {
            name: counts
            for name, counts in day.costs.items()
            if DAY["tasks"][name]["keys"] is not None and median(counts) > DAY["tasks"][name]["keys"]
        }
        assert over == {}
        assert set(day.costs) == {"T6b", "T11b", *(f"T{number}" for number in range(1, 22))}


@pytest.mark.slow
def test_collected_questions_are_taken_in_by_keys(qapp, tmp_path: Path) -> None:
    with opened(tmp_path) as day:
        take_in_collected(day, 40)
        assert day.mouse.events == 0
        assert day.costs["T24"] == [6]


@pytest.mark.slow
def test_from_the_start_page_to_a_question_in_the_hall(qapp, tmp_path: Path) -> None:
    made = from_the_box(tmp_path)
    task, klm = DAY["tasks"]["T25"], DAY["klm"]
    assert made.mouse == 0
    assert made.path == tmp_path / f"{DAY['box']['file']}.hoinghi"
    assert made.keys * klm["key"] + task["decisions"] * klm["decision"] + made.machine_s <= task["seconds"]
